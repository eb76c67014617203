"""A year of two units from self-scoring to a corrected ranking; invariants hold after each part."""

from decimal import Decimal

import pytest

from thidua.rules import Note
from thidua.web.clusters import year
from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.year import unmet
from thidua.web.core import clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry
from thidua.web.reporting.actions import NewEvidence, add_evidence, review_evidence
from thidua.web.reporting.models import Evidence
from thidua.web.scoring import actions, points, queries
from thidua.web.scoring.models import Mark, Ranking, Scoresheet
from thidua.web.scoring.places import CorrectedRow, Standing, frozen_table
from thidua.web.scoring.tests.world import correct, report, scoring_world

S = Cycle.State


@pytest.fixture
def w(db):
    return scoring_world()


def broken():
    return {name: found for name, found in check_all().items() if found}


def mark(w, sheet, officer, points_, version=0):
    return actions.set_self_mark(
        actor=officer, sheet=sheet, criterion="1.2", points=Decimal(points_), version=version
    )


def approved(w):
    """Both sheets marked, submitted and approved."""
    for sheet, officer, leader, given in (
        (w.sheet, w.officer, w.leader, "9"),
        (w.other_sheet, w.neighbour, w.neighbour_leader, "8"),
    ):
        mark(w, sheet, officer, given)
        actions.submit_sheet(actor=officer, sheet=sheet)
        actions.approve_sheet(actor=leader, sheet=sheet)


def verified(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)
    closed(w)


def closed(w):
    """Both sheets' verification finished."""
    actions.verify_sheet(actor=w.deputy_secretary, sheet=w.sheet)
    actions.verify_sheet(actor=w.secretary, sheet=w.other_sheet)


def missed(w):
    """Unit A's sheet approved, unit B recorded as not having scored itself, the year in verification."""
    mark(w, w.sheet, w.officer, "9")
    actions.submit_sheet(actor=w.officer, sheet=w.sheet)
    actions.approve_sheet(actor=w.leader, sheet=w.sheet)
    clock.set_today(w.step.due_on.replace(day=31))
    actions.record_missed_sheet(actor=w.secretary, sheet=w.other_sheet, reason="Không gửi")
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)


def published(w, verified=verified):
    verified(w)
    for state in (S.EXPLANATION, S.REVERIFICATION, S.CONSOLIDATED, S.CONFERENCE):
        if state in w.year.steps.filter(skipped=False).values_list("state", flat=True):
            w.year = move_cycle(actor=w.secretary, cycle=w.year, to=state)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.PUBLISHED, typed="CÔNG BỐ")


def test_points_do_not_lock_unseen(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)
    actions.verify_sheet(actor=w.deputy_secretary, sheet=w.sheet)
    left = f"Phiếu của {w.other_sheet.unit} chưa thẩm định xong và không chờ giải trình."
    assert unmet(w.year, S.EXPLANATION) == [left]
    asked = actions.ask_explanation(
        actor=w.secretary,
        sheet=w.other_sheet,
        criterion="1.1",
        question="Vì sao?",
        due_on=w.step.due_on.replace(day=28),
    )
    assert unmet(w.year, S.EXPLANATION) == []
    actions.answer_explanation(actor=w.neighbour, question=asked, answer="Do mưa lũ.")
    actions.conclude_explanation(actor=w.secretary, question=asked, conclusion="Chấp nhận.")
    assert unmet(w.year, S.EXPLANATION) == [left]


def totals(w):
    return {u.code: str(u.total) for u in points.live(Cycle.objects.get(pk=w.year.pk)).current.units}


def test_entering_self_scoring_gives_each_unit_a_sheet(w):
    assert list(Scoresheet.objects.values_list("unit__code", "state")) == [("AAA", "draft"), ("BBB", "draft")]


def test_the_officer_marks_what_people_judge_and_nothing_else(w):
    mark(w, w.sheet, w.officer, "9")
    assert totals(w) == {"AAA": "18", "BBB": "6"}
    with pytest.raises(Refused, match="tính theo số liệu"):
        actions.set_self_mark(actor=w.officer, sheet=w.sheet, criterion="1.1", points=Decimal(1), version=0)
    with pytest.raises(Refused, match="không theo bước 0,5"):
        mark(w, w.sheet, w.officer, "8.3", version=1)
    with pytest.raises(Refused, match="nằm ngoài khoảng 0 đến 10"):
        mark(w, w.sheet, w.officer, "11", version=1)
    with pytest.raises(Refused, match="không có tiêu chí 9"):
        actions.set_self_mark(actor=w.officer, sheet=w.sheet, criterion="9", points=Decimal(1), version=0)
    with pytest.raises(Refused, match="không được phân công"):
        mark(w, w.sheet, w.neighbour, "9", version=1)


def test_two_people_on_one_mark_see_both_values(w):
    mark(w, w.sheet, w.officer, "9")
    with pytest.raises(Conflict) as caught:
        mark(w, w.sheet, w.officer, "5")
    assert (caught.value.mine, caught.value.theirs) == ("5", "9")
    assert Mark.objects.get().points == Decimal(9)


def test_a_sheet_is_not_submitted_while_something_is_missing(w):
    with pytest.raises(Refused, match="Chất lượng: chưa chấm điểm"):
        actions.submit_sheet(actor=w.officer, sheet=w.sheet)


def test_submit_recall_return_approve(w):
    mark(w, w.sheet, w.officer, "9")
    actions.submit_sheet(actor=w.officer, sheet=w.sheet)
    with pytest.raises(Refused, match="hãy rút lại"):
        mark(w, w.sheet, w.officer, "8", version=1)
    actions.recall_sheet(actor=w.officer, sheet=w.sheet)
    actions.submit_sheet(actor=w.officer, sheet=w.sheet)
    with pytest.raises(Refused, match="lý do"):
        actions.return_sheet(actor=w.leader, sheet=w.sheet, reason=" ")
    actions.return_sheet(actor=w.leader, sheet=w.sheet, reason="Thiếu minh chứng")
    actions.submit_sheet(actor=w.officer, sheet=w.sheet)
    actions.approve_sheet(actor=w.leader, sheet=w.sheet)
    said = AuditEntry.objects.filter(action__startswith="scoring.scoresheet").values_list("action", flat=True)
    verbs = [a.rpartition(".")[2] for a in said.order_by("pk")]
    assert verbs == ["submit", "recall", "submit", "return", "submit", "approve"]
    assert broken() == {}


def test_the_year_waits_for_every_sheet(w):
    mark(w, w.sheet, w.officer, "9")
    with pytest.raises(Refused, match="An: đang nhập"):
        move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)


def test_nobody_verifies_their_own_unit(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)
    for actor, sheet in ((w.secretary, w.sheet), (w.deputy_secretary, w.other_sheet)):
        with pytest.raises(Refused, match="chính đơn vị mình"):
            actions.set_verified_mark(
                actor=actor, sheet=sheet, criterion="1.1", points=Decimal(1), reason="Sai", version=0
            )


def test_verified_points_need_a_reason_and_leave_the_own_column_alone(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)
    given = {"criterion": "1.1", "points": Decimal("4.5"), "version": 0}
    with pytest.raises(Refused, match="phải có lý do"):
        actions.set_verified_mark(actor=w.secretary, sheet=w.other_sheet, reason="", **given)
    actions.set_verified_mark(actor=w.secretary, sheet=w.other_sheet, reason="Sai số liệu", **given)
    live = points.live(Cycle.objects.get(pk=w.year.pk))
    assert [str(r.unit("BBB").lines["1.1"].points) for r in (live.own, live.current)] == ["6", "9/2"]
    assert broken() == {}


def test_evidence_nobody_judged_is_accepted_with_the_sheet(w):
    papers = [
        NewEvidence(criterion="1.1", title=title, link=f"https://bbb.example.vn/{title}")
        for title in ("seen", "refused", "unseen")
    ]
    rows = add_evidence(actor=w.neighbour, cycle=w.year, unit=w.b, papers=papers)
    review_evidence(actor=w.secretary, evidence=rows[0], review="accepted", reason="Đúng")
    review_evidence(actor=w.secretary, evidence=rows[1], review="rejected", reason="Mờ")
    verified(w)
    found = Evidence.objects.order_by("pk").values_list("title", "review", "review_reason", "reviewed_by")
    assert list(found) == [
        ("seen", "accepted", "Đúng", w.secretary.pk),
        ("refused", "rejected", "Mờ", w.secretary.pk),
        ("unseen", "accepted", "", w.secretary.pk),
    ]
    entry = AuditEntry.objects.filter(action="scoring.scoresheet.verify").latest("pk")
    assert entry.detail["evidence_accepted"] == 1


def test_an_explanation_is_asked_answered_and_concluded_once(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)
    asked = actions.ask_explanation(
        actor=w.secretary,
        sheet=w.other_sheet,
        criterion="1.1",
        question="Vì sao?",
        due_on=w.step.due_on.replace(day=28),
    )
    with pytest.raises(Refused, match="mỗi tiêu chí một lần"):
        actions.ask_explanation(
            actor=w.secretary, sheet=w.other_sheet, criterion="1.1", question="Nữa?", due_on=asked.due_on
        )
    with pytest.raises(Refused, match="chưa kết luận"):
        actions.verify_sheet(actor=w.secretary, sheet=w.other_sheet)
    actions.answer_explanation(actor=w.neighbour, question=asked, answer="Do mưa lũ.")
    with pytest.raises(Refused, match="một lần"):
        actions.answer_explanation(actor=w.neighbour, question=asked, answer="Thêm.")
    actions.conclude_explanation(actor=w.secretary, question=asked, conclusion="Chấp nhận.")
    actions.verify_sheet(actor=w.secretary, sheet=w.other_sheet)
    assert Scoresheet.objects.get(pk=w.other_sheet.pk).state == "verified"


def test_a_unit_that_missed_its_deadline_is_recorded_and_the_gate_holds(w):
    mark(w, w.sheet, w.officer, "9")
    actions.submit_sheet(actor=w.officer, sheet=w.sheet)
    actions.approve_sheet(actor=w.leader, sheet=w.sheet)
    with pytest.raises(Refused, match="Chưa hết hạn"):
        actions.record_missed_sheet(actor=w.secretary, sheet=w.other_sheet, reason="Không gửi")
    clock.set_today(w.step.due_on.replace(day=31))
    actions.record_missed_sheet(actor=w.secretary, sheet=w.other_sheet, reason="Không gửi")
    now = points.live(Cycle.objects.get(pk=w.year.pk)).current.unit("BBB")
    assert (now.grade, now.complete) == ("KHT", False)


def test_publishing_freezes_a_ranking_that_recomputes(w):
    published(w)
    ranking = Ranking.objects.get(kind="published")
    rows = [(p.unit.code, p.place, p.total, p.grade) for p in ranking.places.select_related("unit")]
    assert rows == [("AAA", 1, Decimal(18), "HTT"), ("BBB", 2, Decimal(14), "HT")]
    assert points.recomputed(ranking).digest == ranking.digest
    assert Ranking.objects.filter(kind="provisional").count() == 1
    assert broken() == {}


def test_a_frozen_ranking_keeps_its_remarks(w):
    """A gate that holds, and how many figures were estimates, stand beside the places for good."""
    values = w.b.reported_values.filter(period=w.period, indicator="tasks")
    values.update(certainty="estimate")
    missed(w)
    actions.score_missing_as_zero(actor=w.secretary, sheet=w.other_sheet, reason="Đơn vị không tự chấm")
    published(w, verified=closed)
    table = frozen_table(Ranking.objects.get(kind="published"))
    told = (Note.of("class.gate", gate="Không tự chấm", class_="Không hoàn thành"),)
    assert [(row.code, row.gates, row.grade_notes) for row in table["rows"]] == [
        ("AAA", (), ()),
        ("BBB", (), told),
    ]
    assert table["estimates"] == 1


def test_estimates_are_told_before_they_freeze_and_hinder_nothing(w):
    rows = w.b.reported_values.filter(period=w.period)
    rows.update(certainty="estimate")
    told = ["Còn 2 số liệu ước, chưa chính thức; điểm có thể đổi khi có số chính thức."]
    assert [year.remarks(w.year, state) for state in (S.CONSOLIDATED, S.PUBLISHED)] == [told, told]
    rows.update(certainty="final")
    assert year.remarks(w.year, S.PUBLISHED) == []


def test_a_tampered_ranking_is_told(w):
    published(w)
    ranking = Ranking.objects.get(kind="published")
    ranking.result["units"][0]["total"] = "19"
    ranking.save()
    assert broken() == {
        "scoring.rankings_recompute": [f"{ranking}: tính lại không ra đúng kết quả đã lưu"],
        "scoring.places_are_the_ranking": [f"{ranking}: hạng trong bảng tra khác kết quả đã khóa"],
    }


def test_a_late_correction_makes_a_dated_new_ranking(w):
    published(w)
    with pytest.raises(Refused, match="không đổi"):
        actions.rank_again(actor=w.secretary, cycle=w.year, reason="Đính chính", typed="CÔNG BỐ")
    correct(w.secretary, w.period, w.b, done="10")
    with pytest.raises(Refused, match="CÔNG BỐ"):
        actions.rank_again(actor=w.secretary, cycle=w.year, reason="Đính chính", typed="cong bo")
    with pytest.raises(Refused, match="cần bỏ phiếu"):
        actions.rank_again(actor=w.secretary, cycle=w.year, reason="Đính chính", typed="CÔNG BỐ")
    correct(w.central, w.period, w.a, done="7")
    again = actions.rank_again(actor=w.secretary, cycle=w.year, reason="Đính chính", typed="CÔNG BỐ")
    old = Ranking.objects.get(kind="published", number=1)
    assert (again.number, again.replaces, again.reason) == (2, old, "Đính chính")
    assert [(m["code"], m["old_place"], m["new_place"]) for m in again.moved] == [
        ("BBB", 2, 1),
        ("AAA", 1, 2),
    ]
    table = frozen_table(again)
    assert [(m.name, m.old, m.new) for m in table["moved"]] == [
        ("Bình", Standing(2, 14, "Hoàn thành", ()), Standing(1, 18, "Hoàn thành tốt", ())),
        ("An", Standing(1, 18, "Hoàn thành tốt", ()), Standing(2, 16, "Hoàn thành tốt", ())),
    ]
    assert table["corrected"] == [
        CorrectedRow("An", "Việc xong", "9", "7"),
        CorrectedRow("Bình", "Việc xong", "6", "10"),
    ]
    assert queries.standing_ranking(w.officer, w.year) == again
    assert broken() == {}


def test_units_that_stay_level_wait_for_a_recorded_decision(w):
    report(w.neighbour, w.period, w.b, done="10")
    verified(w)
    w.year.refresh_from_db()
    level = points.live(w.year).current
    assert [(u.code, u.place, u.tied, u.place_reason) for u in level.units] == [
        ("AAA", 1, ("BBB",), Note.of("place.ballot")),
        ("BBB", 1, ("AAA",), Note.of("place.ballot")),
    ]
    actions.decide_tie(actor=w.central, cycle=w.year, order=[w.b, w.a], basis="Biên bản bỏ phiếu")
    w.year.refresh_from_db()
    settled = points.live(w.year).current
    assert [(u.code, u.place, u.decided_by) for u in settled.units] == [
        ("BBB", 1, "Bỏ phiếu"),
        ("AAA", 2, "Bỏ phiếu"),
    ]


def test_another_units_points_are_hidden_until_consolidated(w):
    mark(w, w.other_sheet, w.neighbour, "8")
    assert [s.unit.code for s in queries.scoresheets_visible_to(w.officer)] == ["AAA"]
    assert queries.sight(w.officer, w.year).names == (("AAA", "An"),)
    assert [c for c, _n in queries.sight(w.central, w.year).names] == ["AAA", "BBB"]


def test_missing_points_become_zero_only_by_a_recorded_act(w):
    missed(w)
    with pytest.raises(Refused, match="Chất lượng: chưa có điểm"):
        actions.verify_sheet(actor=w.secretary, sheet=w.other_sheet)
    given = actions.score_missing_as_zero(
        actor=w.secretary, sheet=w.other_sheet, reason="Đơn vị không tự chấm"
    )
    assert given == ["1.2"]
    actions.verify_sheet(actor=w.secretary, sheet=w.other_sheet)
    with pytest.raises(Refused, match="không còn tiêu chí nào"):
        actions.score_missing_as_zero(actor=w.secretary, sheet=w.other_sheet, reason="Lần nữa")
    assert totals(w) == {"AAA": "18", "BBB": "6"}
    assert broken() == {}
