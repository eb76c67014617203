"""Writing one mark with its history, for whichever column."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from thidua.rules import Criterion, mark_problems
from thidua.rules import number_text as exact_text
from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Cycle
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.written import number_text
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring.models import Mark, MarkVersion, Scoresheet, Stage

ACTS = {Stage.SELF: "scoring.mark.self", Stage.VERIFIED: "scoring.mark.verify"}


def locked_sheet(sheet: Scoresheet) -> Scoresheet:
    """The sheet's row, locked for this transaction, with its year and unit as they are now.

    The year's row is locked first: nothing is marked while the year moves on, and every act takes
    the two locks in one order.
    """
    Cycle.objects.select_for_update(no_key=True).get(pk=sheet.cycle_id)
    sheets = Scoresheet.objects.select_for_update(no_key=True, of=("self",))
    return sheets.select_related("cycle__cluster", "unit").get(pk=sheet.pk)


def criterion_of(sheet: Scoresheet, criterion: str) -> Criterion:
    """The criterion in the edition in force; `Refused` when there is none."""
    rulebook = rulebook_in_force(sheet.cycle)
    found = rulebook.item_by_id.get(criterion) if rulebook else None
    if not isinstance(found, Criterion):
        raise Refused(_("Quy chế không có tiêu chí %(criterion)s.") % {"criterion": criterion})
    return found


def check_points(criterion: Criterion, points: Decimal) -> None:
    """Refuse a mark outside the criterion's range or off its grid, saying what fits."""
    for problem in mark_problems(criterion, Fraction(points)):
        facts = {key: exact_text(v) for key, v in problem.values.items()}
        if problem.code == "data.mark_outside":
            raise Refused(_("Điểm %(points)s nằm ngoài khoảng %(low)s đến %(high)s.") % facts)
        raise Refused(_("Điểm %(points)s không theo bước %(step)s điểm.") % facts)


def write_mark(  # noqa: PLR0913 - one mark is just these six things and its author
    *,
    actor: Any,
    sheet: Scoresheet,
    criterion: str,
    stage: str,
    points: Decimal | None,
    reason: str,
    version: int,
) -> Mark | None:
    """Set (or with None take away) the mark of one column, keep its history, write the audit line.

    `version` is the one the person saw, 0 for none: a different one now is a `Conflict`.
    """
    mark = Mark.objects.filter(scoresheet=sheet, criterion=criterion, stage=stage).first()
    before = mark.points if mark else None
    now_version = mark.version if mark else 0
    if now_version != version:
        theirs = number_text(before) if mark else _("chưa có điểm")
        mine = number_text(points) if points is not None else _("xóa điểm")
        raise Conflict(_("Điểm này vừa được người khác sửa."), mine=mine, theirs=theirs, version=now_version)
    now = clock.now()
    if points is None:
        if mark:
            mark.delete()
        mark = None
    else:
        mark = mark or Mark(scoresheet=sheet, criterion=criterion, stage=stage, version=0)
        mark.points, mark.reason, mark.author, mark.changed_at = points, reason, actor, now
        mark.version += 1
        mark.save()
    MarkVersion.objects.create(
        scoresheet=sheet,
        criterion=criterion,
        stage=stage,
        points=points,
        reason=reason,
        author=actor,
        changed_at=now,
    )
    note_change(sheet.cycle_id)
    audit.record(
        ACTS[Stage(stage)],
        actor=actor,
        of=sheet,
        cluster_id=sheet.cycle.cluster_id,
        unit_id=sheet.unit_id,
        criterion=criterion,
        before=before,
        after=points,
        reason=reason,
    )
    return mark
