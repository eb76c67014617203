"""A rehearsal is marked everywhere, seen by nobody else, counted nowhere, and gone at one click."""

import pytest
from django.apps import apps
from django.urls import reverse

from thidua.web.conferences import actions, queries
from thidua.web.conferences.models import Conference, ConferenceVote, Delegate
from thidua.web.conferences.tests.factories import png
from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry, LiveVersion, StoredFile
from thidua.web.votes.models import Vote
from thidua.web.votes.tests.factories import draft

BAND = "DIỄN TẬP – không phải hội nghị thật"
UNCOUNTED = (AuditEntry, LiveVersion, StoredFile)


def counts():
    """How many rows every table of the site holds, but those that only ever grow."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model not in UNCOUNTED and model._meta.managed
    }


def facts(conference):
    row = Conference.objects.filter(pk=conference.pk).values().get()
    return (
        row,
        list(conference.delegates.order_by("pk").values()),
        list(conference.items.order_by("pk").values()),
    )


@pytest.fixture
def twin(world):
    return actions.start_rehearsal(actor=world.secretary, conference=world.conference)


def played(world, twin):
    """Rows of every kind in the rehearsal."""
    who = twin.delegates.exclude(unit=None).first()
    actions.mark_attendance(actor=world.secretary, conference=twin, marks={who.pk: ("present", "")})
    link, _key = actions.make_link(actor=world.secretary, conference=twin, place="Cửa thử", hours=4)
    item = twin.items.first()
    twin.speeches.create(position=1, item=item, unit=world.a, speaker="Người thử")
    twin.photos.create(caption="Ảnh thử", file=files.store(png()), file_name="a.png")
    decided = twin.resolutions.first()
    decided.decision = "adopted"
    actions.change_resolution(actor=world.secretary, resolution=decided)
    actions.move_conference(actor=world.secretary, conference=twin, to="held")
    return link


def test_it_comes_with_made_up_people_and_goes_without_a_trace(world):
    item = world.conference.items.first()
    asked = draft(world, about="head:1")
    ConferenceVote.objects.create(conference=world.conference, item=item, vote=asked)
    before, real = counts(), facts(world.conference)
    twin = actions.start_rehearsal(actor=world.secretary, conference=world.conference)
    names = set(twin.delegates.values_list("name", flat=True))
    assert names.isdisjoint(
        Delegate.objects.filter(conference=world.conference).values_list("name", flat=True)
    )
    assert [*twin.items.values_list("title", "is_shown")] == [
        *world.conference.items.values_list("title", "is_shown")
    ]
    assert set(twin.resolutions.values_list("decision", flat=True)) == {"pending"}
    tried = Vote.objects.get(is_rehearsal=True)
    assert (tried.about, tried.title, tried.at_conference.conference, tried.at_conference.item.title) == (
        "", asked.title, twin, item.title,
    )  # fmt: skip
    played(world, twin)
    assert counts() != before
    back = actions.end_rehearsal(actor=world.secretary, rehearsal=twin)
    assert (back, counts(), facts(world.conference)) == (world.conference, before, real)
    (line,) = AuditEntry.objects.filter(action="conferences.rehearsal.end")
    assert line.detail["removed"] == {
        "delegates": len(names), "items": 3, "speeches": 1, "resolutions": 1, "photos": 1, "votes": 1,
    }  # fmt: skip


def test_one_at_a_time_by_the_secretariat_before_the_day(world, twin):
    for who, of in (
        (world.secretary, world.conference),
        (world.secretary, twin),
        (world.officer, world.conference),
    ):
        with pytest.raises(Refused):
            actions.start_rehearsal(actor=who, conference=of)
    for who, of in ((world.officer, twin), (world.secretary, world.conference)):
        with pytest.raises(Refused):
            actions.end_rehearsal(actor=who, rehearsal=of)


@pytest.mark.parametrize(
    "role", ["officer", "leader", "administrator", "neighbour", "central", "site_admin", "foreigner"]
)
def test_nobody_else_sees_or_finds_anything_of_it(client, world, twin, role):
    played(world, twin)
    user = getattr(world, role)
    doors = (
        queries.conferences_visible_to(user), queries.items_visible_to(user), queries.delegates_visible_to(user),
        queries.speeches_visible_to(user), queries.resolutions_visible_to(user), queries.photos_visible_to(user),
        queries.papers_visible_to(user),
    )  # fmt: skip
    belongs = ("pk", "conference", "conference", "conference", "conference", "conference", "item__conference")
    assert [rows.filter(**{path: twin.pk}).count() for rows, path in zip(doors, belongs, strict=True)] == [
        0
    ] * 7
    client.force_login(user)
    assert client.get(reverse("conferences:conference", args=[twin.pk])).status_code == 404
    assert BAND not in client.get(reverse("conferences:conferences")).content.decode()


def test_the_search_finds_the_real_one_only(client, world, twin):
    client.force_login(world.secretary)
    page = client.get(reverse("home:search"), {"q": "tổng kết"}).content.decode()
    assert reverse("conferences:conference", args=[world.conference.pk]) in page
    assert reverse("conferences:conference", args=[twin.pk]) not in page


def test_every_page_of_it_says_so_and_no_page_of_the_real_one_does(client, world, twin):
    client.force_login(world.secretary)
    played(world, twin)
    actions.move_conference(actor=world.secretary, conference=twin, to="announced")
    rows = {
        "conference": twin.pk, "item": twin.items.first().pk, "delegate": twin.delegates.first().pk,
        "speech": twin.speeches.first().pk, "resolution": twin.resolutions.first().pk, "photo": twin.photos.first().pk,
    }  # fmt: skip
    one = (
        "conference",
        "edit",
        "item-add",
        "delegates",
        "delegate-add",
        "door",
        "door-open",
        "speeches",
        "speech-add",
    )
    pages = [(name, "conference") for name in (*one, "resolution-add", "photo-add", "papers")]
    pages += [
        (f"{of}-{act}", of)
        for of in ("item", "delegate", "speech", "resolution")
        for act in ("edit", "remove")
    ]
    pages += [("photo-remove", "photo"), ("paper-add", "item")]
    unmarked = [
        name
        for name, of in pages
        if BAND not in client.get(reverse(f"conferences:{name}", args=[rows[of]])).content.decode()
    ]
    assert unmarked == []
    real = client.get(reverse("conferences:conference", args=[world.conference.pk])).content.decode()
    assert BAND not in real


def test_one_click_there_and_back(client, world):
    client.force_login(world.secretary)
    page = client.post(reverse("conferences:rehearsal-start", args=[world.conference.pk]), follow=True)
    assert BAND in page.content.decode()
    twin = Conference.objects.get(is_rehearsal=True)
    page = client.post(reverse("conferences:rehearsal-end", args=[twin.pk]), follow=True)
    assert (page.context["conference"], Conference.objects.filter(is_rehearsal=True).count()) == (
        world.conference,
        0,
    )
