"""Acts on explanations (giải trình): asked once, answered once, concluded."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.scoring.actions.marks import criterion_of, locked_sheet
from thidua.web.scoring.models import Explanation, Scoresheet
from thidua.web.scoring.permissions import can_answer, can_ask, can_conclude


@transaction.atomic
def ask_explanation(
    *, actor: Any, sheet: Scoresheet, criterion: str, question: str, due_on: dt.date
) -> Explanation:
    """Ask the unit to explain one criterion by a day; once per criterion and year."""
    locked = locked_sheet(sheet)
    can_ask(actor, locked).require()
    criterion_of(locked, criterion)
    if not question.strip():
        raise Refused(_("Hãy ghi nội dung cần giải trình."))
    if due_on < clock.today():
        raise Refused(_("Hạn trả lời không được trước hôm nay."))
    if locked.explanations.filter(criterion=criterion).exists():
        raise Refused(_("Tiêu chí này đã được đề nghị giải trình; mỗi tiêu chí một lần."))
    asked = Explanation.objects.create(
        scoresheet=locked,
        criterion=criterion,
        question=question.strip(),
        asked_by=actor,
        asked_at=clock.now(),
        due_on=due_on,
    )
    _record("scoring.explanation.ask", actor, asked, text=asked.question, due_on=due_on)
    return asked


@transaction.atomic
def answer_explanation(*, actor: Any, question: Explanation, answer: str) -> Explanation:
    """Give the unit's explanation; once."""
    locked = _locked(question)
    can_answer(actor, locked).require()
    if not answer.strip():
        raise Refused(_("Hãy ghi nội dung giải trình."))
    locked.answer, locked.answered_by, locked.answered_at = answer.strip(), actor, clock.now()
    locked.save()
    _record("scoring.explanation.answer", actor, locked, answer=locked.answer)
    return locked


@transaction.atomic
def conclude_explanation(*, actor: Any, question: Explanation, conclusion: str) -> Explanation:
    """Close the explanation with the secretariat's conclusion, which the unit can read."""
    locked = _locked(question)
    can_conclude(actor, locked).require()
    if not conclusion.strip():
        raise Refused(_("Hãy ghi kết luận."))
    locked.conclusion, locked.concluded_by, locked.concluded_at = conclusion.strip(), actor, clock.now()
    locked.save()
    _record("scoring.explanation.conclude", actor, locked, conclusion=locked.conclusion)
    return locked


def _locked(question: Explanation) -> Explanation:
    rows = Explanation.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("scoresheet__cycle__cluster", "scoresheet__unit").get(pk=question.pk)


def _record(act: str, actor: Any, question: Explanation, **detail: Any) -> None:
    sheet = question.scoresheet
    audit.record(
        act,
        actor=actor,
        of=question,
        cluster_id=sheet.cycle.cluster_id,
        unit_id=sheet.unit_id,
        criterion=question.criterion,
        **detail,
    )
