"""Acts of verification: marks with a reason, and closing a sheet."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.actions import note_change
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.reporting.actions import accept_waiting
from thidua.web.scoring.actions.marks import check_points, criterion_of, locked_sheet, write_mark
from thidua.web.scoring.models import Mark, MarkVersion, Scoresheet, Stage
from thidua.web.scoring.permissions import can_verify_sheet
from thidua.web.scoring.queries import missing_criteria, unverified


@transaction.atomic
def set_verified_mark(
    *, actor: Any, sheet: Scoresheet, criterion: str, points: Decimal | None, reason: str, version: int
) -> Mark | None:
    """Set (None: take away) the verified points of one criterion, always with a reason."""
    locked = locked_sheet(sheet)
    can_verify_sheet(actor, locked).require()
    if not reason.strip():
        raise Refused(_("Mỗi thay đổi điểm phải có lý do."))
    rule = criterion_of(locked, criterion)
    if points is not None:
        check_points(rule, points)
    return write_mark(
        actor=actor,
        sheet=locked,
        criterion=criterion,
        stage=Stage.VERIFIED,
        points=points,
        reason=reason.strip(),
        version=version,
    )


@transaction.atomic
def verify_sheet(*, actor: Any, sheet: Scoresheet) -> Scoresheet:
    """Close the sheet's verification: every criterion is scored and every question is concluded.

    Evidence that was neither accepted nor rejected on its own is accepted with the sheet.
    """
    locked = locked_sheet(sheet)
    can_verify_sheet(actor, locked).require()
    left = unverified(locked)
    if left:
        raise Refused(_("Chưa thẩm định xong: ") + "; ".join(left) + ".")
    before = locked.state
    locked.state, locked.verified_by = Scoresheet.State.VERIFIED, actor
    locked.verified_at, locked.verified_on = clock.now(), clock.today()
    locked.save()
    accepted = accept_waiting(actor=actor, cycle=locked.cycle, unit=locked.unit)
    note_change(locked.cycle_id)
    audit.record(
        "scoring.scoresheet.verify",
        actor=actor,
        of=locked,
        cluster_id=locked.cycle.cluster_id,
        unit_id=locked.unit_id,
        before=before,
        after=locked.state,
        evidence_accepted=accepted,
    )
    return locked


@transaction.atomic
def score_missing_as_zero(*, actor: Any, sheet: Scoresheet, reason: str) -> list[str]:
    """Give 0 verified points to every criterion that still has none, with one reason; returns their ids.

    One act and one audit line holding its rows. Nothing is guessed: this records that the unit did
    not report, where the rulebook itself leaves a missing figure open.
    """
    locked = locked_sheet(sheet)
    can_verify_sheet(actor, locked).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do."))
    missing = missing_criteria(locked)
    if not missing:
        raise Refused(_("Phiếu này không còn tiêu chí nào thiếu điểm."))
    given: dict[str, Any] = {
        "scoresheet": locked, "stage": Stage.VERIFIED, "points": Decimal(0), "reason": reason.strip(),
        "author": actor, "changed_at": clock.now(),
    }  # fmt: skip
    Mark.objects.bulk_create(Mark(criterion=c, **given) for c in missing)
    MarkVersion.objects.bulk_create(MarkVersion(criterion=c, **given) for c in missing)
    note_change(locked.cycle_id)
    audit.record(
        "scoring.scoresheet.zero",
        actor=actor,
        of=locked,
        cluster_id=locked.cycle.cluster_id,
        unit_id=locked.unit_id,
        criteria=missing,
        after=0,
        reason=reason.strip(),
    )
    return missing
