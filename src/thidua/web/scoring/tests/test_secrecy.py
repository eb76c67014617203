"""Before a year is consolidated nothing of another unit can be read or worked out."""

import pytest
from django.urls import reverse

from thidua.rules import parse_rulebook
from thidua.web.clusters.actions import move_cycle, note_change
from thidua.web.clusters.models import Cycle
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.scoring import actions, points, queries
from thidua.web.scoring.tests.test_year import approved, mark, verified
from thidua.web.scoring.tests.world import scoring_world

S = Cycle.State


@pytest.fixture
def w(db):
    return scoring_world()


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"scoring:{name}", args=args)).content.decode()


def in_verification(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)


def test_a_unit_does_not_learn_its_place_from_the_board(w, client):
    """With a place an officer could try marks until it changes, and so find every other total."""
    mark(w, w.sheet, w.officer, "9")
    assert '<td class="num">1</td>' in page(client, w.central, "board", w.year.pk)
    assert '<td class="num">1</td>' not in page(client, w.officer, "board", w.year.pk)


def test_level_units_are_not_told_so_before_consolidation(w, client):
    mark(w, w.sheet, w.officer, "6")
    mark(w, w.other_sheet, w.neighbour, "9")
    assert "Đồng hạng" in page(client, w.central, "board", w.year.pk)
    assert "Đồng hạng" not in page(client, w.officer, "board", w.year.pk)


def test_decisions_about_other_units_wait_for_consolidation(w, client):
    in_verification(w)
    actions.decide_gate(
        actor=w.deputy_secretary, cycle=w.year, unit=w.a, gate="not_scored", waived=True, basis="Căn cứ mật"
    )
    shown = [page(client, user, "ranking-now", w.year.pk) for user in (w.central, w.officer, w.neighbour)]
    assert ["Căn cứ mật" in text for text in shown] == [True, True, False]


def test_the_order_of_level_units_waits_for_consolidation(w, client):
    in_verification(w)
    actions.decide_tie(actor=w.central, cycle=w.year, order=[w.b, w.a], basis="Biên bản bỏ phiếu")
    shown = [page(client, user, "ranking-now", w.year.pk) for user in (w.central, w.officer, w.neighbour)]
    assert ["Biên bản bỏ phiếu" in text for text in shown] == [True, False, False]


def test_nobody_decides_about_their_own_unit(w):
    verified(w)
    with pytest.raises(Refused, match="chính đơn vị mình"):
        actions.decide_gate(
            actor=w.secretary, cycle=w.year, unit=w.a, gate="not_scored", waived=True, basis="Quyết định"
        )
    with pytest.raises(Refused, match="chính đơn vị mình"):
        actions.decide_tie(actor=w.secretary, cycle=w.year, order=[w.a, w.b], basis="Biên bản")


def test_the_years_page_names_units_only_to_who_oversees_them(w, client):
    missing = []
    for user in (w.secretary, w.central, w.officer, w.leader, w.site_admin):
        client.force_login(user)
        text = client.get(reverse("clusters:year", args=[w.year.pk])).content.decode()
        missing.append("Bình: đang nhập" in text)
    assert missing == [True, True, False, False, False]


def compare_units(w):
    """Points by the share of the best unit: from the own figure and points the best one's follows."""
    text = w.edition.text.replace(
        "name: Hoàn thành, max: 10, rule: {type: ratio, of: done, over: tasks}",
        "name: Hoàn thành, max: 10, rule: {type: rank_points, input: done, points: [10, 7]}",
    )
    assert text != w.edition.text
    w.edition.text, w.edition.digest = text, parse_rulebook(text).digest
    w.edition.save()
    note_change(w.year.pk)
    w.year.refresh_from_db()


def test_points_that_compare_units_wait_for_consolidation(w, client):
    compare_units(w)
    told = [("board", w.year.pk), ("sheet", w.sheet.pk), ("paper-sheet", w.sheet.pk)]
    told.append(("criterion", w.year.pk, "AAA", "1.1"))
    shown = [["khi tổng hợp" in page(client, who, *at) for at in told] for who in (w.officer, w.central)]
    assert shown == [[True] * 4, [False] * 4]
    advice = [
        "Làm gì thì được thêm điểm" in page(client, w.officer, "criterion", w.year.pk, "AAA", item)
        for item in ("1.1", "1.2")
    ]
    assert advice == [False, True]  # its figures are in; what it lacks are the others'
    assert str(queries.own_result(w.sheet, apart=True).lines["1.1"].points) == "0"
    assert str(queries.own_result(w.sheet, apart=False).lines["1.1"].points) == "10"


def test_the_answer_to_a_saved_mark_tells_nothing_of_others(w, client):
    compare_units(w)
    client.force_login(w.officer)
    answer = client.post(
        reverse("scoring:self-mark", args=[w.sheet.pk]),
        {"criterion": "1.2", "points": "9", "version": "0"},
        headers={"accept": "application/json"},
    )
    assert answer.json() == {"version": 1, "points": "9", "total": "9", "missing": 0}


def test_what_compares_units_is_scored_when_the_year_is_frozen(w):
    compare_units(w)
    verified(w)
    assert str(points.live(Cycle.objects.get(pk=w.year.pk)).current.unit("AAA").total) == "19"
    assert check_all()["scoring.live_scores_recompute"] == []
