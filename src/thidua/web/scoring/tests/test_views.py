"""Screens of scoring: saving marks live, who sees what, constant queries."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from tests.worlds import person, right

from thidua.web.clusters.actions import edit_unit, move_cycle, note_change
from thidua.web.clusters.models import ClusterRole, Cycle, Unit, UnitName
from thidua.web.clusters.year import unmet
from thidua.web.core import clock
from thidua.web.scoring import actions
from thidua.web.scoring.models import Mark, Scoresheet
from thidua.web.scoring.permissions import can_verify_sheet
from thidua.web.scoring.tests.test_year import approved, mark
from thidua.web.scoring.tests.world import report, scoring_world
from thidua.web.scoring.views.sheets import next_to_verify

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def w(db):
    return scoring_world()


def save(client, w, points, version=0, **headers):
    address = reverse("scoring:self-mark", args=[w.sheet.pk])
    return client.post(address, {"criterion": "1.2", "points": points, "version": version}, **headers)


def test_a_mark_saves_itself_and_says_what_changed(client, w):
    client.force_login(w.officer)
    answer = save(client, w, "8,5", **JSON)
    assert answer.json() == {"version": 1, "points": "8,5", "total": "17,5", "missing": 0}
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("points", "version", "status", "says"),
    [
        ("8,3", 0, 403, "bước 0,5"),
        ("tám", 0, 422, "«tám» không phải là số"),
        ("1e999", 0, 422, "«1e999» không phải là số"),
        ("8", 7, 409, "người khác sửa"),
    ],
)
def test_a_mark_that_cannot_be_saved_says_why_and_writes_nothing(client, w, points, version, status, says):
    client.force_login(w.officer)
    answer = save(client, w, points, version, **JSON)
    assert (answer.status_code, Mark.objects.count()) == (status, 0)
    assert says in answer.json()["error"]


def test_without_script_the_form_leads_back_with_a_sentence(client, w):
    client.force_login(w.officer)
    answer = save(client, w, "99")
    assert answer.headers["Location"] == reverse("scoring:sheet", args=[w.sheet.pk])
    assert "nằm ngoài khoảng" in client.get(answer.headers["Location"]).content.decode()


def test_another_units_sheet_and_drawer_are_not_there(client, w):
    actions.set_self_mark(actor=w.neighbour, sheet=w.other_sheet, criterion="1.2", points=8, version=0)
    client.force_login(w.officer)
    for address in (
        reverse("scoring:sheet", args=[w.other_sheet.pk]),
        reverse("scoring:criterion", args=[w.year.pk, "BBB", "1.2"]),
        reverse("scoring:criterion", args=[w.year.pk, "BBB", "-"]),
        reverse("scoring:paper-sheet", args=[w.other_sheet.pk]),
        reverse("scoring:paper-scores", args=[w.year.pk]),
    ):
        assert client.get(address).status_code == 404, address
    board = client.get(reverse("scoring:board", args=[w.year.pk])).content.decode()
    assert "An" in board
    assert "Bình" not in board


@pytest.mark.parametrize("who", ["officer", "secretary"])
def test_boards_and_lists_cost_the_same_with_more_units(client, w, who, django_assert_max_num_queries):
    client.force_login(getattr(w, who))
    for name in ("board", "sheets", "ranking-now", "explanations"):
        address = reverse(f"scoring:{name}", args=[w.year.pk])
        client.get(address)
        with django_assert_max_num_queries(40):
            assert client.get(address).status_code == 200


def test_an_unchanged_board_is_not_sent_again(client, w):
    client.force_login(w.officer)
    address = reverse("scoring:board", args=[w.year.pk])
    first = client.get(address)
    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("what", ["mark", "figure", "unit", "another person"])
def test_a_changed_board_is_sent_again(client, w, what):
    address = reverse("scoring:board", args=[w.year.pk])
    client.force_login(w.secretary)
    tag = client.get(address)["ETag"]
    if what == "mark":
        actions.set_self_mark(actor=w.officer, sheet=w.sheet, criterion="1.2", points=8, version=0)
    elif what == "figure":
        report(w.officer, w.period, w.a, done="8")
    elif what == "unit":
        edit_unit(actor=w.site_admin, unit=w.b, kind=w.b.kind, region="Đông Bắc", order=0)
    else:
        client.force_login(w.central)
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_the_secretary_is_told_why_the_own_units_sheet_is_not_theirs_to_verify(client, w):
    Cycle.objects.filter(pk=w.year.pk).update(state="verification")
    Scoresheet.objects.update(state="approved")
    client.force_login(w.secretary)
    own = client.get(reverse("scoring:sheet", args=[w.sheet.pk])).content.decode()
    assert "Thẩm định xong" in own
    assert str(can_verify_sheet(w.secretary, Scoresheet.objects.get(pk=w.sheet.pk)).reason) in own


def test_a_missing_figure_leads_its_officer_to_where_it_is_entered(client, w):
    w.period.values.filter(unit=w.a, indicator="tasks").delete()
    drawer = reverse("scoring:criterion", args=[w.year.pk, "AAA", "1.1"])
    cell = reverse("reporting:grid", args=[w.year.pk, w.a.pk, w.period.pk]) + "#amount-tasks"
    client.force_login(w.officer)
    sheet = client.get(reverse("scoring:sheet", args=[w.sheet.pk])).content.decode()
    assert f'<a href="{drawer}" data-drawer>1.1 Hoàn thành: chưa đủ số liệu</a>' in sheet
    assert cell in client.get(drawer).content.decode()
    client.force_login(w.leader)
    assert cell not in client.get(drawer).content.decode()


def test_a_returned_sheet_names_no_sender(client, w):
    def deeds():
        text = client.get(reverse("scoring:sheet", args=[w.sheet.pk])).content.decode()
        return text.split("Ai đã làm gì")[1].split("</section>")[0]

    client.force_login(w.leader)
    mark(w, w.sheet, w.officer, "9")
    actions.submit_sheet(actor=w.officer, sheet=w.sheet)
    assert f"Gửi duyệt: {w.officer}" in deeds()
    actions.return_sheet(actor=w.leader, sheet=w.sheet, reason="Thiếu minh chứng")
    assert "Gửi duyệt" not in deeds()
    assert "Phiếu chưa gửi lãnh đạo." in deeds()


def test_after_a_verified_sheet_comes_the_next_one_that_waits(client, w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=Cycle.State.VERIFICATION)
    other = right(person("vu-hai"), w.cluster, ClusterRole.Role.CENTRAL, (w.site_admin, w.leader)).user
    assert next_to_verify(w.deputy_secretary, w.sheet) is None
    actions.verify_sheet(actor=w.deputy_secretary, sheet=w.sheet)
    w.sheet.refresh_from_db()
    shown = {who: next_to_verify(who, w.sheet) for who in (w.secretary, w.deputy_secretary, other)}
    assert shown == {w.secretary: w.other_sheet, w.deputy_secretary: None, other: None}
    client.force_login(w.secretary)
    page = client.get(reverse("scoring:sheet", args=[w.sheet.pk])).content.decode()
    assert f'href="{reverse("scoring:sheet", args=[w.other_sheet.pk])}">Phiếu tiếp theo: Bình' in page


def test_a_question_comes_with_a_day_to_answer_by(client, w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=Cycle.State.VERIFICATION)
    client.force_login(w.secretary)

    def day():
        page = client.get(reverse("scoring:ask", args=[w.other_sheet.pk, "1.2"])).content.decode()
        return re.search(r'name="due_on" value="([^"]+)"', page)[1]

    step = w.year.steps.get(state=Cycle.State.EXPLANATION)
    assert day() == f"{step.due_on:%d/%m/%Y}"
    clock.set_today(step.due_on + dt.timedelta(days=1))
    assert day() == f"{step.due_on + dt.timedelta(days=4):%d/%m/%Y}"


def test_a_unit_that_left_in_the_year_is_not_scored_and_hinders_nobody(client, w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=Cycle.State.VERIFICATION)
    actions.verify_sheet(actor=w.deputy_secretary, sheet=w.sheet)
    w.membership.to_on = clock.today() - dt.timedelta(days=1)
    w.membership.save()
    note_change(w.year.pk)
    w.year.refresh_from_db()
    assert unmet(w.year, Cycle.State.EXPLANATION) == []
    client.force_login(w.secretary)
    listed = client.get(reverse("scoring:sheets", args=[w.year.pk])).content.decode()
    assert ("An</a>" in listed, "Bình</a>" in listed) == (True, False)
    for name in ("sheet", "paper-sheet", "paper-minutes"):
        for who in (w.secretary, w.neighbour):
            client.force_login(who)
            answer = client.get(reverse(f"scoring:{name}", args=[w.other_sheet.pk]))
            assert answer.status_code == 403
            assert "Bình không còn là thành viên của cụm trong năm 2021" in answer.content.decode()


def test_a_sheet_bears_the_name_of_its_year(client, w):
    UnitName.objects.create(
        unit=w.b, full_name="Ban Tổ chức Tỉnh ủy Bình mới", short_name="Bình mới", from_on=dt.date(2022, 7, 1)
    )
    client.force_login(w.secretary)

    def shown():
        page = client.get(reverse("scoring:sheet", args=[w.other_sheet.pk])).content.decode()
        return re.search(r"<h1>Phiếu chấm điểm: ([^<]+)</h1>", page)[1]

    assert (shown(), str(w.b)) == ("Bình", "Bình")
    clock.set_today(dt.date(2022, 7, 1))
    assert (shown(), str(Unit.objects.get(pk=w.b.pk))) == ("Bình", "Bình mới")
