"""The door: marks count once whoever sends them when, links are limited, nothing is told without a key."""

import datetime as dt
import itertools
import json
import uuid

import pytest
from django.urls import reverse

from thidua.web.conferences import actions, door
from thidua.web.conferences.models import Conference, Delegate, DoorLink, DoorTick
from thidua.web.conferences.tests.factories import delegate
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def link(world):
    made, world.key = actions.make_link(
        actor=world.secretary, conference=world.conference, place="Cửa chính", hours=4
    )
    return made


def tick(of, attendance, at, instead="", key=None):
    return actions.NewTick(key or uuid.uuid4(), of.pk, attendance, instead, at)


def take(link, *ticks, sent_at=None):
    return actions.take_ticks(link=link, ticks=ticks, sent_at=sent_at or clock.now())


def row(of):
    return Delegate.objects.filter(pk=of.pk).values_list("attendance", "represented_by", "arrived_at").get()


def test_marks_say_the_same_in_whatever_order_doors_send_them(world, link):
    start = clock.now() - 30 * MINUTE
    made = [
        tick(world.delegate, "present", start + 5 * MINUTE),
        tick(world.delegate, "present", start + 2 * MINUTE),
        tick(world.delegate, "expected", start + 8 * MINUTE),
        tick(world.delegate, "represented", start + 9 * MINUTE, "Phó ban"),
    ]
    told = set()
    for order in itertools.permutations(made):
        DoorTick.objects.all().delete()
        now = clock.now()
        for one in order:
            take(link, one, sent_at=now)
        attendance, instead, at = row(world.delegate)
        told.add((attendance, instead, round((at - start).total_seconds())))
    assert told == {("represented", "Phó ban", 9 * 60)}


def test_two_doors_count_once_and_keep_the_earlier_time(world, link):
    start = clock.now() - 10 * MINUTE
    late, early = tick(world.delegate, "present", start + MINUTE), tick(world.delegate, "present", start)
    take(link, late)
    take(link, early, early)
    again, refused = take(link, early)
    assert (again, refused, DoorTick.objects.count()) == ([str(early.key)], {}, 2)
    assert abs(row(world.delegate)[2] - start) < MINUTE / 10
    lines = AuditEntry.objects.filter(action="conferences.door.marks")
    assert [(e.actor_name, e.detail["place"], len(e.detail["rows"])) for e in lines] == [
        ("Hệ thống", "Cửa chính", 1)
    ] * 2


def test_a_wrong_clock_is_set_right_and_nothing_happens_in_the_future(world, link):
    wrong = clock.now() + dt.timedelta(days=400)
    take(link, tick(world.delegate, "present", wrong - 7 * MINUTE), sent_at=wrong)
    take(link, tick(world.guest, "present", clock.now() + dt.timedelta(days=1)))
    moments = [row(world.delegate)[2], row(world.guest)[2]]
    assert abs(clock.now() - 7 * MINUTE - moments[0]) < MINUTE
    assert moments[1] <= clock.now()


def test_a_late_sending_does_not_undo_what_the_secretariat_corrected(world, link):
    before = clock.now() - 5 * MINUTE
    actions.mark_attendance(
        actor=world.secretary, conference=world.conference, marks={world.delegate.pk: ("absent", "")}
    )
    take(link, tick(world.delegate, "present", before))
    assert row(world.delegate) == ("absent", "", None)


def test_strangers_and_nameless_stand_ins_are_told_apart(world, link):
    other = delegate(world.draft_conference, world.a, "Người khác")
    foreign, nameless = (
        tick(other, "present", clock.now()),
        tick(world.guest, "represented", clock.now(), " "),
    )
    kept, refused = take(link, foreign, nameless)
    assert (kept, refused) == ([], {str(foreign.key): "foreign", str(nameless.key): "nameless"})
    assert (row(other)[0], row(world.guest)[0]) == ("expected", "expected")


def test_only_secretariat_and_host_open_doors_once_announced(world):
    for who, of in ((world.neighbour, world.conference), (world.secretary, world.draft_conference)):
        with pytest.raises(Refused):
            actions.make_link(actor=who, conference=of, place="Cửa", hours=4)
    made, _key = actions.make_link(actor=world.officer, conference=world.conference, place="Cửa", hours=4)
    assert made.conference == world.conference  # the host unit's own officer


def get_list(client, of, key):
    return client.get(reverse("conferences:at-door-list", args=[of.pk]), headers={"X-Door-Key": key})


def post(client, of, key, *ticks):
    body = {"sent_at": clock.now().isoformat(), "ticks": list(ticks)}
    address = reverse("conferences:at-door-marks", args=[of.pk])
    return client.post(address, json.dumps(body), "application/json", headers={"X-Door-Key": key})


def test_a_device_reads_and_sends_with_the_key_alone(client, world, link):
    told = get_list(client, world.conference, world.key).json()
    assert [one[1:3] for one in told["people"]] == [
        ["Khách quý", "Khách mời"],
        ["Người của An", world.a.name_on(world.conference.held_on)],
        ["Người của Bình", world.b.name_on(world.conference.held_on)],
    ]
    assert world.delegate.token not in json.dumps(told)
    assert told["people"][1][5] == door.code_of(world.delegate.token)
    mark = {
        "key": str(uuid.uuid4()),
        "delegate": world.delegate.pk,
        "attendance": "present",
        "at": told["now"],
    }
    answer = post(client, world.conference, world.key, mark).json()
    assert (answer["kept"], answer["version"]) == ([mark["key"]], told["version"])
    assert answer["marks"][str(world.delegate.pk)][0] == "present"


def test_without_an_open_link_nothing_is_told(client, world, link):
    mark = {
        "key": str(uuid.uuid4()), "delegate": world.delegate.pk, "attendance": "present",
        "at": clock.now().isoformat(),
    }  # fmt: skip
    refused = [
        get_list(client, world.conference, ""),
        get_list(client, world.conference, "x" * 43),
        get_list(client, world.draft_conference, world.key),
        post(client, world.draft_conference, world.key, mark),
    ]
    past = clock.now() - MINUTE
    DoorLink.objects.update(expires_at=past)
    refused.append(get_list(client, world.conference, world.key))
    DoorLink.objects.update(expires_at=past - actions.LATE_SENDING)
    refused.append(post(client, world.conference, world.key, mark))
    DoorLink.objects.update(expires_at=clock.now() + MINUTE)
    actions.revoke_link(actor=world.secretary, link=link)
    refused += [
        get_list(client, world.conference, world.key),
        post(client, world.conference, world.key, mark),
    ]
    assert [answer.status_code for answer in refused] == [403] * 8
    assert not any("Người" in answer.content.decode() for answer in refused)
    assert row(world.delegate)[0] == "expected"


def test_marks_made_before_the_end_still_come_in_after_it_without_names_going_out(client, world, link):
    ended = clock.now() - MINUTE
    DoorLink.objects.update(expires_at=ended)
    mark = {
        "key": str(uuid.uuid4()), "delegate": world.delegate.pk, "attendance": "present",
        "at": clock.now().isoformat(),
    }  # fmt: skip
    answer = post(client, world.conference, world.key, mark).json()
    assert (set(answer), answer["kept"]) == ({"kept", "refused", "now"}, [mark["key"]])
    assert row(world.delegate)[2] <= ended


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", '{"sent_at": "x", "ticks": []}', '{"sent_at": "2021-01-01T00:00:00", "ticks": []}',
        '{"sent_at": "2021-01-01T00:00:00Z", "ticks": [{}]}', "x" * 300_001,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(client, world, link, body):
    address = reverse("conferences:at-door-marks", args=[world.conference.pk])
    answer = client.post(address, body, "application/json", headers={"X-Door-Key": world.key})
    assert answer.status_code == 400


def test_the_link_is_shown_once_and_no_key_is_kept(client, world):
    client.force_login(world.secretary)
    page = client.post(
        reverse("conferences:door-open", args=[world.conference.pk]), {"place": "Cửa phụ", "hours": 4}
    )
    key = page.content.decode().partition("/at-door/#")[2][:43]
    made = DoorLink.objects.get()
    assert (made.digest, page.headers["Cache-Control"]) == (door.digest_of(key), "no-store")
    assert key not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert key not in client.get(reverse("conferences:door", args=[world.conference.pk])).content.decode()
    client.post(reverse("conferences:door-close", args=[made.pk]))
    made.refresh_from_db()
    assert made.revoked_at is not None


def test_the_page_tells_when_enough_were_there_and_who_came_late(client, world, link):
    Conference.objects.filter(pk=world.conference.pk).update(starts_at=dt.time(0, 0), quorum=2)
    start = clock.now() - 20 * MINUTE
    take(link, tick(world.delegate, "present", start), tick(world.other_delegate, "present", start + MINUTE))
    world.conference.refresh_from_db()
    found = door.arrivals(world.conference, list(world.conference.delegates.all()))
    assert found.enough_at == row(world.other_delegate)[2]
    assert {one.name for one in found.late} == {"Người của An", "Người của Bình"}


def test_the_devices_page_holds_nothing_and_knows_no_conference(client, world):
    known, unknown = world.conference.pk, 98_765
    pages = [client.get(reverse("conferences:at-door", args=[n])).content.decode() for n in (known, unknown)]
    assert pages[0] == pages[1].replace(f'"{unknown}"', f'"{known}"').replace(f"/{unknown}/", f"/{known}/")
    script = client.get(reverse("conferences:at-door-worker", args=[3]))
    assert (script.headers["Content-Type"], script.headers["Service-Worker-Allowed"]) == (
        "text/javascript; charset=utf-8",
        "/conferences/3/at-door/",
    )
