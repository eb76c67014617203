"""The hall's screen: who may show it, that nothing hidden or unannounced reaches it, and what drives it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.ballots import Question, Tally
from thidua.web.conferences import actions, hall
from thidua.web.conferences.models import ConferenceVote, Resolution, ScreenLink, Speech
from thidua.web.conferences.tests.factories import SECRET
from thidua.web.core import clock, files, live, tickets
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry
from thidua.web.signatures.models import SigningRound
from thidua.web.votes import actions as voting
from thidua.web.votes.joints import presence_of

Q1 = Question("q1", "Thông qua giao ước thi đua năm 2022")


def now(client, world, **headers):
    return client.get(reverse("conferences:screen-now", args=[world.conference.pk]), headers=headers)


def told(client, world):
    client.force_login(world.officer)
    return now(client, world).content.decode()


def show(world, shows):
    actions.show_on_screen(actor=world.secretary, conference=world.conference, shows=shows)


@pytest.fixture
def vote(world):
    new = voting.NewVote(
        title="Thông qua giao ước",
        rule="majority-of-members",
        questions=[Q1],
        cycle=world.year,
        taking="hands",
    )
    return voting.draft_vote(actor=world.secretary, cluster=world.cluster, new=new)


@pytest.fixture
def held(world, vote):
    return actions.hold_vote(
        actor=world.secretary, conference=world.conference, vote=vote, item=world.shown_item
    )


def test_a_link_opens_the_screen_without_signing_in_until_it_is_taken_back(client, world):
    link, key = actions.make_screen_link(
        actor=world.secretary, conference=world.conference, name="Máy hội trường"
    )
    assert key not in str(list(ScreenLink.objects.values()))
    assert client.get(reverse("conferences:screen", args=[world.conference.pk])).status_code == 200
    assert now(client, world).status_code == 404
    assert "Hội nghị tổng kết năm 2021" in now(client, world, x_screen_key=key).content.decode()
    elsewhere = reverse("conferences:screen-now", args=[world.draft_conference.pk])
    assert client.get(elsewhere, headers={"x-screen-key": key}).status_code == 404
    actions.revoke_screen_link(actor=world.secretary, link=link)
    assert now(client, world, x_screen_key=key).status_code == 404
    names = list(
        AuditEntry.objects.filter(action__contains="screen").order_by("pk").values_list("action", flat=True)
    )
    assert names == ["conferences.screen_link.make", "conferences.screen_link.revoke"]


def test_a_link_runs_out(client, world):
    link, key = actions.make_screen_link(actor=world.secretary, conference=world.conference, name="Máy")
    ScreenLink.objects.filter(pk=link.pk).update(expires_at=clock.now() - dt.timedelta(seconds=1))
    assert now(client, world, x_screen_key=key).status_code == 404


def test_nothing_hidden_reaches_the_screen(client, world):
    with pytest.raises(Refused, match="đang giấu"):
        actions.start_item(actor=world.secretary, conference=world.conference, item=world.hidden_item)
    with pytest.raises(Refused, match="đang giấu"):
        actions.start_speech(actor=world.secretary, conference=world.conference, speech=world.hidden_speech)
    shown = Speech.objects.create(
        conference=world.conference, item=world.last_item, position=2, speaker=f"{SECRET} sau này"
    )
    actions.start_speech(actor=world.secretary, conference=world.conference, speech=shown)
    assert SECRET in told(client, world)
    actions.show_item(actor=world.secretary, item=world.last_item, shown=False)
    for part in ("pause", "programme", "presence", "speaker", "signing", "vote", "result"):
        show(world, part)
        client.force_login(world.secretary)
        page = now(client, world).content.decode()
        assert SECRET not in page, part
        assert "Ký giao ước" not in page, part


def test_the_programme_says_where_the_conference_is(client, world):
    actions.start_item(actor=world.secretary, conference=world.conference, item=world.last_item)
    page = told(client, world)
    assert 'class="is-done"' in page
    assert 'class="is-now" aria-current="step"' in page
    actions.start_item(actor=world.secretary, conference=world.conference, item=None)
    assert "is-now" not in told(client, world)


def test_a_speaker_has_a_clock_and_the_minutes_are_written_down(client, world, monkeypatch):
    began = clock.now()
    rows = [
        Speech.objects.create(
            conference=world.conference, unit=unit, position=at, speaker="", allotted_minutes=5
        )
        for at, unit in ((2, world.a), (3, world.b))
    ]
    actions.next_speech(actor=world.secretary, conference=world.conference)
    page = told(client, world)
    assert str(world.a) in page
    assert "Thời gian dành cho đoàn: 5 phút" in page
    screen = hall.screen_of(world.conference)
    assert screen.speech_ends() - screen.speech_since == dt.timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: began + dt.timedelta(minutes=3, seconds=30))
    actions.next_speech(actor=world.secretary, conference=world.conference)
    assert hall.screen_of(world.conference).speech == rows[1]
    actions.end_speech(actor=world.secretary, conference=world.conference)
    assert list(world.conference.speeches.values_list("used_minutes", flat=True)) == [None, 4, 1]
    with pytest.raises(Refused, match="không còn ai"):
        actions.next_speech(actor=world.secretary, conference=world.conference)


def test_a_vote_opens_to_who_is_there_and_shows_no_count_before_it_is_announced(client, world, held):
    with pytest.raises(Refused, match="Chưa có ai có mặt"):
        actions.open_vote(actor=world.secretary, link=held)
    world.conference.delegates.filter(pk=world.delegate.pk).update(attendance="present")
    actions.open_vote(actor=world.secretary, link=held)
    assert list(held.vote.voters.values_list("unit", "is_present")) == [
        (world.a.pk, True),
        (world.b.pk, False),
    ]
    assert "Đang biểu quyết" in told(client, world)
    tally = Tally(Q1, 1, {"yes": 1, "no": 0, "abstain": 0}, 0, 0)
    voting.record_count(actor=world.secretary, vote=held.vote, tallies=[tally], source="hands")
    link = ConferenceVote.objects.get(pk=held.pk)
    actions.close_vote(actor=world.secretary, link=link)
    show(world, "result")
    page = told(client, world)
    assert "chờ công bố" in page
    assert "screen-counts" not in page
    actions.announce_vote(actor=world.secretary, link=link)
    page = told(client, world)
    assert "screen-counts" in page
    actions.write_resolutions(actor=world.secretary, link=link)
    made = Resolution.objects.get(wording=Q1.text)
    assert (made.item, made.method, made.votes_for, made.votes_against) == (
        world.shown_item,
        "open_vote",
        1,
        0,
    )
    with pytest.raises(Refused, match="đã được ghi"):
        actions.write_resolutions(actor=world.secretary, link=link)


def test_the_page_of_the_vote_knows_who_is_there_and_a_secret_ballot_keeps_to_it(world, held):
    world.conference.delegates.filter(pk=world.delegate.pk).update(attendance="present")
    assert presence_of(held.vote) == {world.a.pk: True, world.b.pk: False}
    held.vote.way = "secret"
    held.vote.save()
    with pytest.raises(Refused, match="hòm phiếu"):
        actions.open_vote(actor=world.secretary, link=held)


def test_signing_is_counted_to_the_end(client, world):
    file = files.store(SimpleUploadedFile("t.pdf", b"%PDF-1.7 giao uoc"))
    signing = SigningRound.objects.create(
        cluster=world.cluster,
        title="Giao ước thi đua năm 2022",
        about="agreement:1",
        original=file,
        current=file,
        opened_at=clock.now(),
    )
    for order, (unit, state) in enumerate(((world.a, "waiting"), (world.b, "waiting")), 1):
        signing.signers.create(
            unit=unit, order=order, field_name=f"f{order}", unit_name=str(unit), signer_name="A", state=state
        )
    show(world, "signing")
    assert "<strong>0</strong>/2" in told(client, world)
    SigningRound.objects.filter(pk=signing.pk).update(state="finished", finished_at=clock.now())
    assert "Đã ký đủ" in told(client, world)
    long_ago = clock.now() - dt.timedelta(days=2)
    SigningRound.objects.filter(pk=signing.pk).update(finished_at=long_ago)
    assert "Chưa có văn bản nào đang ký" in told(client, world)


def test_an_open_screen_is_told_what_it_needs_and_nothing_twice(client, world, settings):
    settings.EVENTS_PORT = 9001
    client.force_login(world.officer)
    first = now(client, world)
    assert first.headers["X-Live-Address"] == "http://testserver:9001/live/"
    found = tickets.read(settings.SECRET_KEY, first.headers["X-Live-Ticket"], clock.now().timestamp())
    assert found[0] == world.cluster.pk
    assert now(client, world, if_none_match=first.headers["ETag"]).status_code == 304
    seen = live.version(world.cluster.pk)
    show(world, "presence")
    assert live.version(world.cluster.pk) == seen + 1
    again = now(client, world, if_none_match=first.headers["ETag"])
    assert (again.status_code, again.headers["X-Live-Version"]) == (200, str(seen + 1))
    page = client.get(reverse("conferences:screen", args=[world.conference.pk]))
    assert "connect-src 'self' http://testserver:9001" in page.headers["Content-Security-Policy"]


def test_the_control_page_does_each_thing_by_its_button(client, world, held):
    client.force_login(world.secretary)
    number = world.conference.pk
    world.conference.delegates.filter(pk=world.delegate.pk).update(attendance="present")
    turn = Speech.objects.create(conference=world.conference, unit=world.a, position=2)
    for name, args in (
        ("control-show", [number, "presence"]),
        ("control-item", [number, world.shown_item.pk]),
        ("control-item", [number, 0]),
        ("control-speech", [number, turn.pk]),
        ("control-speech-end", [number]),
        ("vote-open", [held.pk]),
        ("vote-show", [held.pk]),
    ):
        assert client.post(reverse(f"conferences:{name}", args=args)).status_code == 302, name
    given = {"message": "Nghỉ giải lao đến 9 giờ 45", "picture": world.photo.pk}
    client.post(reverse("conferences:control-greeting", args=[number]), given)
    client.post(reverse("conferences:control-show", args=[number, "pause"]))
    page = told(client, world)
    assert "Nghỉ giải lao đến 9 giờ 45" in page
    assert 'src="data:image/png;base64,' in page
    client.force_login(world.secretary)
    made = client.post(reverse("conferences:screen-link-add", args=[number]), {"name": "Máy"})
    key = made.content.decode().split(f"/conferences/{number}/screen/#")[1].split('"')[0]
    assert hall.link_of(key, number).name == "Máy"


@pytest.mark.parametrize("role", ["officer", "leader", "central", "site_admin", "neighbour"])
def test_only_the_secretariat_drives_the_screen(client, world, held, role):
    client.force_login(getattr(world, role))
    number = world.conference.pk
    link, _key = actions.make_screen_link(actor=world.secretary, conference=world.conference, name="Máy")
    before = AuditEntry.objects.count()
    for name, args in (
        ("control-show", [number, "result"]),
        ("control-item", [number, world.shown_item.pk]),
        ("control-speech", [number, 0]),
        ("control-speech-end", [number]),
        ("screen-link-revoke", [link.pk]),
        *((f"vote-{act}", [held.pk]) for act in ("open", "close", "announce", "show", "write")),
    ):
        assert client.post(reverse(f"conferences:{name}", args=args)).status_code == 403, name
    assert AuditEntry.objects.count() == before
