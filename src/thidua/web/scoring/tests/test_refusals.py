"""What an act asks for before it writes: a text, a day, points on the grid; nothing is written without."""

import datetime as dt
from decimal import Decimal

import pytest

from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.core import clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.models import AuditEntry
from thidua.web.scoring import actions
from thidua.web.scoring.models import Mark, MarkVersion
from thidua.web.scoring.tests.test_year import approved, correct, mark, published
from thidua.web.scoring.tests.world import scoring_world

S = Cycle.State
LATER = dt.date(2021, 12, 28)


@pytest.fixture
def w(db):
    return scoring_world()


@pytest.fixture
def verifying(w):
    approved(w)
    w.year = move_cycle(actor=w.secretary, cycle=w.year, to=S.VERIFICATION)
    return w


def refused(act, match, **given):
    """The act is refused with these words and leaves no line in the audit."""
    before = AuditEntry.objects.count()
    with pytest.raises(Refused, match=match):
        act(**given)
    assert AuditEntry.objects.count() == before


def ask(w, **more):
    given = {"question": "Vì sao?", "due_on": LATER} | more
    return actions.ask_explanation(actor=w.secretary, sheet=w.other_sheet, criterion="1.1", **given)


def test_a_question_needs_a_text_and_a_day_to_come(verifying):
    w = verifying
    refused(ask, "nội dung cần giải trình", w=w, question=" ")
    refused(ask, "không được trước hôm nay", w=w, due_on=clock.today() - dt.timedelta(days=1))


def test_an_answer_and_a_conclusion_need_a_text(verifying):
    w = verifying
    asked = ask(w)
    refused(actions.answer_explanation, "nội dung giải trình", actor=w.neighbour, question=asked, answer=" ")
    actions.answer_explanation(actor=w.neighbour, question=asked, answer="Do mưa lũ.")
    refused(actions.conclude_explanation, "ghi kết luận", actor=w.secretary, question=asked, conclusion=" ")


def test_decisions_name_what_they_rest_on(verifying):
    w = verifying
    order = {"actor": w.central, "cycle": w.year, "order": [w.b, w.a], "basis": " "}
    refused(actions.decide_tie, "ghi căn cứ", **order)
    gate = {
        "actor": w.central,
        "cycle": w.year,
        "unit": w.b,
        "gate": "not_scored",
        "waived": True,
        "basis": "",
    }
    refused(actions.decide_gate, "ghi căn cứ", **gate)


def test_ranking_again_needs_a_reason(w):
    published(w)
    correct(w.secretary, w.period, w.b, done="7")
    refused(
        actions.rank_again, "lý do xếp hạng lại", actor=w.secretary, cycle=w.year, reason=" ", typed="CÔNG BỐ"
    )


def test_points_scored_as_zero_need_a_reason(verifying):
    w = verifying
    refused(actions.score_missing_as_zero, "ghi lý do", actor=w.secretary, sheet=w.other_sheet, reason="")


def test_a_mark_taken_away_leaves_its_history_and_can_be_put_back(w):
    mark(w, w.sheet, w.officer, "9")
    given = {"actor": w.officer, "sheet": w.sheet, "criterion": "1.2"}
    with pytest.raises(Conflict) as caught:
        actions.set_self_mark(points=None, version=0, **given)
    assert (caught.value.mine, caught.value.theirs) == ("xóa điểm", "9")
    assert actions.set_self_mark(points=None, version=1, **given) is None
    with pytest.raises(Conflict) as caught:
        actions.set_self_mark(points=Decimal(5), version=1, **given)
    assert (caught.value.mine, caught.value.theirs) == ("5", "chưa có điểm")
    first, gone = MarkVersion.objects.filter(scoresheet=w.sheet).order_by("pk")
    assert (first.points, gone.points) == (Decimal(9), None)
    actions.restore_mark(actor=w.officer, old=first)
    assert Mark.objects.get(scoresheet=w.sheet).points == Decimal(9)
    actions.restore_mark(actor=w.officer, old=gone)
    assert not Mark.objects.filter(scoresheet=w.sheet).exists()


def test_verified_points_stay_inside_what_the_criterion_allows(verifying):
    w = verifying
    given = {"actor": w.secretary, "sheet": w.other_sheet, "criterion": "1.2", "reason": "Sai", "version": 0}
    refused(actions.set_verified_mark, "nằm ngoài khoảng", points=Decimal(11), **given)
    kept = actions.set_verified_mark(points=Decimal(7), **given)
    assert actions.set_verified_mark(points=None, **given | {"version": kept.version}) is None


def test_an_approved_sheet_goes_back_to_its_unit_with_a_reason(w):
    approved(w)
    given = {"actor": w.secretary, "sheet": w.other_sheet}
    refused(actions.reopen_sheet, "ghi lý do", reason=" ", **given)
    again = actions.reopen_sheet(reason="Chấm nhầm", **given)
    assert (again.state, again.returned_reason, again.approved_by) == ("draft", "Chấm nhầm", None)
    mark(w, again, w.neighbour, "7", version=1)
