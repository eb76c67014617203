"""Acts of a conference: what becomes true, what is refused and why, one audit line each."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.web.conferences import actions, queries
from thidua.web.conferences.models import AgendaItem, Conference, Delegate, Photo, Resolution
from thidua.web.conferences.tests.factories import png
from thidua.web.core import clock, files
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry


def shown(world):
    return [(item.position, item.title) for item in world.conference.items.all()]


def acts():
    return list(AuditEntry.objects.filter(action__startswith="conferences.").values_list("action", flat=True))


def test_the_secretary_prepares_and_announces_a_conference(client, world):
    client.force_login(world.secretary)
    given = {
        "kind": "mid_year", "title": "Hội nghị sơ kết", "held_on": "15/07/2021", "place": "An",
        "host_unit": world.a.pk, "names_kept_until": "15/07/2022", "starts_at": "08:00",
    }  # fmt: skip
    client.post(reverse("conferences:add", args=[world.year.pk]), given)
    made = Conference.objects.get(title="Hội nghị sơ kết")
    refused = client.post(reverse("conferences:move", args=[made.pk, "announced"]))
    assert (made.state, refused.status_code) == ("draft", 403)
    client.post(reverse("conferences:item-add", args=[made.pk]), {"title": "Khai mạc", "is_shown": "on"})
    client.post(reverse("conferences:move", args=[made.pk, "announced"]))
    made.refresh_from_db()
    assert (made.state, made.starts_at) == ("announced", dt.time(8))
    assert acts() == [f"conferences.{act}" for act in ("conference.add", "item.add", "conference.move")]


def test_nobody_marks_a_conference_as_held_before_its_day(world):
    with pytest.raises(Refused, match="Chưa đến ngày họp"):
        actions.move_conference(actor=world.secretary, conference=world.conference, to="held")
    clock.set_today(world.conference.held_on)
    held = actions.move_conference(actor=world.secretary, conference=world.conference, to="held")
    with pytest.raises(Refused, match="đã họp"):
        actions.add_item(actor=world.secretary, item=AgendaItem(conference=held, title="Muộn"))


@pytest.mark.parametrize("role", ["officer", "leader", "central", "site_admin", "neighbour"])
def test_others_change_nothing(client, world, role):
    client.force_login(getattr(world, role))
    for name, args in (
        ("move", [world.conference.pk, "draft"]),
        ("item-show", [world.shown_item.pk, 0]),
        ("item-move", [world.shown_item.pk, 0]),
        ("attendance", [world.conference.pk]),
    ):
        assert client.post(reverse(f"conferences:{name}", args=args)).status_code == 403, name
    assert client.post(reverse("conferences:item-show", args=[world.hidden_item.pk, 1])).status_code == 404
    assert acts() == []


def test_items_change_places_and_close_ranks(client, world):
    client.force_login(world.secretary)
    client.post(reverse("conferences:item-move", args=[world.last_item.pk, 1]))
    assert [title for _n, title in shown(world)] == [
        "Báo cáo tổng kết",
        "Ký giao ước",
        world.hidden_item.title,
    ]
    client.post(reverse("conferences:item-remove", args=[world.shown_item.pk]))
    assert shown(world) == [(1, "Ký giao ước"), (2, world.hidden_item.title)]
    assert check_all()["conferences.items_in_order"] == []
    AgendaItem.objects.filter(pk=world.last_item.pk).update(position=5)
    assert len(check_all()["conferences.items_in_order"]) == 1


def test_an_item_on_which_something_was_decided_stays(world):
    with pytest.raises(Refused, match="lượt phát biểu hoặc quyết định"):
        actions.remove_item(actor=world.secretary, item=world.hidden_item)


def test_a_paper_is_known_by_its_content(client, world):
    client.force_login(world.secretary)
    address = reverse("conferences:paper-add", args=[world.shown_item.pk])
    lying = SimpleUploadedFile("bao-cao.pdf", b"<html>")
    page = client.post(address, {"upload": lying, "not_classified": "on"}).content.decode()
    assert "«bao-cao.pdf»: Không nhận tệp này" in page
    client.post(address, {"upload": SimpleUploadedFile("Đề án.exe", b"%PDF-1.7 a"), "not_classified": "on"})
    assert list(world.shown_item.papers.values_list("title", "file_name")) == [
        ("Dự thảo báo cáo", "t.pdf"),
        ("Đề án.exe.pdf", "Đề án.exe.pdf"),
    ]


def test_attendance_by_hand_counts_units_and_the_quorum(client, world):
    client.force_login(world.secretary)
    address = reverse("conferences:attendance", args=[world.conference.pk])
    first, second = world.delegate.pk, world.other_delegate.pk
    assert client.post(address, {f"a-{second}": "represented"}).status_code == 403
    client.post(address, {f"a-{first}": "present", f"a-{second}": "absent"})
    there = queries.presence(world.conference)
    assert (there.units_there, there.units, there.has_quorum) == (1, 2, False)
    client.post(address, {f"a-{second}": "represented", f"r-{second}": "Người thay"})
    there = queries.presence(world.conference)
    assert (there.units_there, there.delegates_there, there.has_quorum) == (2, 2, True)
    assert acts() == ["conferences.delegate.attend"] * 2


def test_names_are_erased_only_after_their_day(world):
    with pytest.raises(Refused, match="Chưa hết thời hạn"):
        actions.erase_names(actor=world.secretary, conference=world.conference)
    clock.set_today(world.conference.names_kept_until + dt.timedelta(days=1))
    assert actions.erase_names(actor=world.secretary, conference=world.conference) == 2
    names = Delegate.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["", "", "Khách quý"]


def test_a_unit_has_one_leader(world):
    second = Delegate(conference=world.conference, unit=world.a, name="Hai", is_leader=True)
    with pytest.raises(Refused, match="trưởng đoàn"):
        actions.add_delegate(actor=world.secretary, delegate=second)


def test_counts_of_a_decision_are_whole_or_none(client, world):
    client.force_login(world.secretary)
    address = reverse("conferences:resolution-add", args=[world.conference.pk])
    given = {"wording": "ký giao ước", "decision": "adopted", "method": "open_vote", "votes_for": "2"}
    assert "ghi đủ ba số" in client.post(address, given).content.decode()
    client.post(address, given | {"votes_against": "0", "votes_abstaining": "0"})
    made = Resolution.objects.get(wording="ký giao ước")
    assert (made.position, made.votes_for, made.votes_against) == (2, 2, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.filter(pk=made.pk).update(votes_against=None)


def test_a_photo_is_a_picture(world):
    stored = files.store(SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    photo = Photo(conference=world.conference, caption="Không phải ảnh", file=stored)
    with pytest.raises(Refused, match="không phải ảnh"):
        actions.add_photo(actor=world.secretary, photo=photo)
    good = Photo(conference=world.conference, caption="Ảnh", file=files.store(png()), file_name="a.png")
    assert actions.add_photo(actor=world.secretary, photo=good).pk


@pytest.mark.parametrize(
    ("name", "count"), [("conference", 28), ("delegates", 12), ("speeches", 9), ("papers", 17)]
)
def test_pages_ask_as_often_for_many_rows(client, world, name, count, django_assert_num_queries):
    client.force_login(world.secretary)
    address = reverse(f"conferences:{name}", args=[world.conference.pk])
    client.get(address)
    with django_assert_num_queries(count):
        client.get(address)
    for number in range(4, 9):
        item = AgendaItem.objects.create(conference=world.conference, title="Thêm", position=number)
        world.conference.resolutions.create(item=item, position=number, wording="thêm", decision="noted")
        world.conference.speeches.create(item=item, unit=world.b, position=number, speaker="Thêm")
        world.conference.delegates.create(unit=world.b, name="Thêm", token=f"t{number}")
    with django_assert_num_queries(count):
        client.get(address)
