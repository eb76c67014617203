"""Acts on a unit's sheet: mark, submit, recall, approve, return, reopen, record as missed."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_units
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.scoring.actions.marks import check_points, criterion_of, locked_sheet, write_mark
from thidua.web.scoring.models import Mark, MarkVersion, Scoresheet, Stage
from thidua.web.scoring.permissions import (
    can_approve,
    can_recall,
    can_record_missed,
    can_reopen,
    can_self_score,
    can_submit,
    can_verify_sheet,
)
from thidua.web.scoring.queries import is_judged, unfinished

State = Scoresheet.State


def open_sheets(cycle: Cycle, _actor: Any) -> dict[str, Any]:
    """Give every member unit its sheet as the year enters self-scoring."""
    made = [Scoresheet.objects.get_or_create(cycle=cycle, unit=unit)[1] for unit in cycle_units(cycle)]
    return {"sheets": sum(made)}


@transaction.atomic
def set_self_mark(
    *, actor: Any, sheet: Scoresheet, criterion: str, points: Decimal | None, version: int, reason: str = ""
) -> Mark | None:
    """Set (None: take away) the officer's points of a criterion that people judge.

    Raises `Refused` when the criterion is computed by its rule, or the points do not fit its grid.
    """
    locked = locked_sheet(sheet)
    can_self_score(actor, locked).require()
    rule = criterion_of(locked, criterion)
    if not is_judged(rule):
        raise Refused(_("Tiêu chí này tính theo số liệu; hãy sửa số liệu thay vì sửa điểm."))
    if points is not None:
        check_points(rule, points)
    return write_mark(
        actor=actor,
        sheet=locked,
        criterion=criterion,
        stage=Stage.SELF,
        points=points,
        reason=reason,
        version=version,
    )


@transaction.atomic
def restore_mark(*, actor: Any, old: MarkVersion) -> Mark | None:
    """Make a mark again what it was after an earlier change; itself a change with history."""
    sheet = locked_sheet(old.scoresheet)
    allowed = can_self_score if old.stage == Stage.SELF else can_verify_sheet
    allowed(actor, sheet).require()
    now = Mark.objects.filter(scoresheet=sheet, criterion=old.criterion, stage=old.stage).first()
    if old.points is not None:
        check_points(criterion_of(sheet, old.criterion), old.points)
    reason = old.reason or _("Khôi phục điểm lúc %(at)s") % {"at": f"{old.changed_at:%H:%M %d/%m/%Y}"}
    return write_mark(
        actor=actor,
        sheet=sheet,
        criterion=old.criterion,
        stage=old.stage,
        points=old.points,
        reason=reason,
        version=now.version if now else 0,
    )


def _move(actor: Any, sheet: Scoresheet, act: str, **fields: Any) -> Scoresheet:
    before = sheet.state
    for name, value in fields.items():
        setattr(sheet, name, value)
    sheet.save()
    note_change(sheet.cycle_id)
    audit.record(
        act,
        actor=actor,
        of=sheet,
        cluster_id=sheet.cycle.cluster_id,
        unit_id=sheet.unit_id,
        before=before,
        after=sheet.state,
        reason=fields.get("returned_reason") or fields.get("missed_reason") or "",
    )
    return sheet


@transaction.atomic
def submit_sheet(*, actor: Any, sheet: Scoresheet) -> Scoresheet:
    """Send the sheet to the unit's leader; refused with everything that is still missing."""
    locked = locked_sheet(sheet)
    can_submit(actor, locked).require()
    missing = unfinished(locked)
    if missing:
        raise Refused(_("Chưa gửi được, còn thiếu: ") + "; ".join(gap.text for gap in missing) + ".")
    return _move(
        actor,
        locked,
        "scoring.scoresheet.submit",
        state=State.SUBMITTED,
        submitted_by=actor,
        submitted_at=clock.now(),
        returned_reason="",
    )


@transaction.atomic
def recall_sheet(*, actor: Any, sheet: Scoresheet) -> Scoresheet:
    """Take the sheet back before the leader has approved it."""
    locked = locked_sheet(sheet)
    can_recall(actor, locked).require()
    return _move(
        actor, locked, "scoring.scoresheet.recall", state=State.DRAFT, submitted_by=None, submitted_at=None
    )


@transaction.atomic
def approve_sheet(*, actor: Any, sheet: Scoresheet) -> Scoresheet:
    """The unit's leader approves; the secretariat may now verify."""
    locked = locked_sheet(sheet)
    can_approve(actor, locked).require()
    return _move(
        actor,
        locked,
        "scoring.scoresheet.approve",
        state=State.APPROVED,
        approved_by=actor,
        approved_at=clock.now(),
    )


@transaction.atomic
def return_sheet(*, actor: Any, sheet: Scoresheet, reason: str) -> Scoresheet:
    """The unit's leader gives the sheet back to the officer with a reason."""
    locked = locked_sheet(sheet)
    can_approve(actor, locked).require()
    return _move(
        actor,
        locked,
        "scoring.scoresheet.return",
        state=State.DRAFT,
        returned_reason=_reason(reason),
        submitted_by=None,
    )


@transaction.atomic
def reopen_sheet(*, actor: Any, sheet: Scoresheet, reason: str) -> Scoresheet:
    """The secretariat gives an approved sheet back to its unit for another try."""
    locked = locked_sheet(sheet)
    can_reopen(actor, locked).require()
    return _move(
        actor,
        locked,
        "scoring.scoresheet.reopen",
        state=State.DRAFT,
        returned_reason=_reason(reason),
        submitted_by=None,
        approved_by=None,
        approved_at=None,
        missed_reason="",
    )


@transaction.atomic
def record_missed_sheet(*, actor: Any, sheet: Scoresheet, reason: str) -> Scoresheet:
    """Record that the unit did not self-score in time; its points come from its figures alone."""
    locked = locked_sheet(sheet)
    can_record_missed(actor, locked).require()
    return _move(actor, locked, "scoring.scoresheet.miss", state=State.MISSED, missed_reason=_reason(reason))


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(_("Hãy ghi lý do."))
    return text.strip()
