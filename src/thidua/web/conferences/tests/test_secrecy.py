"""What is hidden is hidden at every door: pages, counts, search, files, papers, audit. And it is there to hide."""

import io
import zipfile

import pytest
from django.urls import reverse
from tests.worlds import person, right

from thidua.documents import lay_out
from thidua.web.conferences import actions, documents, queries
from thidua.web.conferences.models import Conference
from thidua.web.conferences.tests.factories import SECRET, delegate, paper
from thidua.web.core.queries import audit_entries_visible_to

OTHERS = ("officer", "leader", "administrator", "neighbour", "central", "site_admin")
PAGES = ("conference", "delegates", "speeches", "papers")


def text(client, name, *args):
    return client.get(reverse(f"conferences:{name}", args=args)).content.decode()


@pytest.mark.parametrize("role", OTHERS)
def test_others_read_nothing_of_it_on_any_page(client, world, role):
    client.force_login(getattr(world, role))
    pages = {name: text(client, name, world.conference.pk) for name in PAGES}
    assert {name for name, page in pages.items() if SECRET in page} == set()
    assert pages["conference"].count("<tr") == 1 + 2  # the head, then the two shown items


def test_the_secretariat_reads_it(client, world):
    client.force_login(world.secretary)
    found = {name for name in PAGES if SECRET in text(client, name, world.conference.pk)}
    assert found == {"conference", "speeches"}


def searched(client, user, words):
    client.force_login(user)
    return client.get(reverse("home:search"), {"q": words}).content.decode()


@pytest.mark.parametrize("role", OTHERS)
def test_others_neither_find_nor_count_it(client, world, role):
    page = searched(client, getattr(world, role), "nhân sự")
    assert SECRET not in page
    assert reverse("conferences:paper-file", args=[world.hidden_paper.pk]) not in page
    nothing = searched(client, getattr(world, role), "tuyệt nhiên không có")
    assert page.replace("nhân sự", "").count("<li") == nothing.count("<li")
    assert "Hội nghị nháp" not in searched(client, getattr(world, role), "nghị tổng")


def test_the_secretariat_finds_item_and_paper(client, world):
    assert SECRET in searched(client, world.secretary, "nhân sự")
    paper_address = reverse("conferences:paper-file", args=[world.hidden_paper.pk])
    assert paper_address in searched(client, world.secretary, "đính kèm")


@pytest.mark.parametrize("kind", documents.KINDS)
def test_no_printed_paper_holds_it(world, kind):
    actions.mark_attendance(
        actor=world.secretary,
        conference=world.conference,
        marks={world.delegate.pk: ("present", ""), world.guest.pk: ("present", "")},
    )
    world.conference.resolutions.create(position=2, wording="ký giao ước", decision="adopted")
    form = documents.profile_of(world.conference)
    lines = "\n".join(lay_out(documents.PAPERS[kind](world.conference, form), form).lines())
    assert SECRET not in lines
    assert "Báo cáo tổng kết" in lines or "ký giao ước" in lines.lower()


def test_a_programme_numbers_and_times_shown_items_as_if_there_were_no_other(client, world):
    Conference.objects.filter(pk=world.conference.pk).update(starts_at="08:00")
    client.force_login(world.neighbour)
    response = client.get(reverse("conferences:print", args=[world.conference.pk, "programme", "docx"]))
    body = zipfile.ZipFile(io.BytesIO(response.content)).read("word/document.xml").decode()
    assert "Ký giao ước" in body
    assert "8 giờ 30" in body.replace("\u00a0", " ")
    assert SECRET not in body


@pytest.mark.parametrize("role", OTHERS)
def test_acts_on_it_are_in_nobody_elses_audit(world, role):
    who, item = world.secretary, world.hidden_item
    item.title = f"{SECRET} đã sửa"
    actions.change_item(actor=who, item=item)
    actions.move_item(actor=who, item=item, up=True)
    added = paper(item, f"{SECRET} nữa")
    actions.remove_paper(actor=who, paper=added)
    world.hidden_resolution.wording = f"{SECRET} khác"
    actions.change_resolution(actor=who, resolution=world.hidden_resolution)
    world.hidden_speech.used_minutes = 5
    actions.change_speech(actor=who, speech=world.hidden_speech)
    told = [f"{e.action} {e.object_name} {e.detail}" for e in audit_entries_visible_to(getattr(world, role))]
    assert [line for line in told if SECRET in line or "hidden" in line] == []


def test_another_secretary_of_the_cluster_reads_the_hidden_lines(world):
    colleague = person("thuky2")
    right(colleague, world.cluster, "secretariat", (world.site_admin, world.leader), world.a)
    actions.change_item(actor=world.secretary, item=world.hidden_item)
    (line,) = audit_entries_visible_to(colleague).filter(action="conferences.hidden.act")
    assert (line.object_name, line.detail["act"]) == (world.hidden_item.title, "conferences.item.change")


def test_showing_it_opens_every_door(client, world):
    actions.show_item(actor=world.secretary, item=world.hidden_item, shown=True)
    client.force_login(world.neighbour)
    assert SECRET in text(client, "conference", world.conference.pk)
    response = client.get(reverse("conferences:paper-file", args=[world.hidden_paper.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    response.close()


def test_a_unit_reads_its_own_delegates_and_the_guests_only(world):
    names = queries.delegates_visible_to(world.neighbour).values_list("name", flat=True)
    assert set(names) == {"Người của Bình", "Khách quý"}


def test_no_audit_line_holds_a_delegates_name(world):
    made = delegate(world.conference, world.b, "Tên Riêng Tư")
    actions.remove_delegate(actor=world.secretary, delegate=made)
    lines = [f"{e.object_name} {e.detail}" for e in audit_entries_visible_to(world.secretary)]
    assert [line for line in lines if "Tên Riêng Tư" in line] == []
