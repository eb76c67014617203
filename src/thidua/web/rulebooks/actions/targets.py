"""Set what units are assigned or promised to reach under an edition: one act for a whole grid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Unit
from thidua.web.core import audit
from thidua.web.core.access import Refused
from thidua.web.rulebooks.actions.drafts import locked
from thidua.web.rulebooks.models import RulebookEdition, Target
from thidua.web.rulebooks.permissions import can_set_targets


@dataclass(frozen=True)
class TargetRow:
    """One cell of the grid: `amount` None takes the target away; `seen` is what the page showed."""

    unit: Unit
    indicator: str
    amount: Decimal | None
    seen: Decimal | None


@transaction.atomic
def set_targets(*, actor: Any, edition: RulebookEdition, rows: Iterable[TargetRow], source: str = "") -> int:
    """Write every changed cell; returns how many there were. One audit line holds them all.

    Raises `Refused`, with nothing written, when somebody else changed one of the cells meanwhile.
    """
    row = locked(edition)
    can_set_targets(actor, row).require()
    present = {(t.unit_id, t.indicator): t for t in row.targets.select_for_update(no_key=True)}
    changes = []
    for cell in rows:
        old = present.get((cell.unit.pk, cell.indicator))
        before = old.amount if old else None
        if cell.amount in (cell.seen, before):
            continue
        if before != cell.seen:
            raise Refused(
                _(
                    "Chỉ tiêu %(indicator)s của %(unit)s vừa được người khác sửa; chưa lưu gì. Hãy tải lại trang."
                )
                % {"indicator": cell.indicator, "unit": cell.unit}
            )
        _write(row, cell, old, source)
        changes.append([str(cell.unit), cell.indicator, before, cell.amount])
    if changes:
        for cycle_id in row.in_force_for.values_list("cycle_id", flat=True):
            note_change(cycle_id)
        audit.record(
            "rulebooks.target.set",
            actor=actor,
            of=row,
            cluster_id=row.rulebook.cluster_id,
            source=source,
            rows=changes,
        )
    return len(changes)


def _write(edition: RulebookEdition, cell: TargetRow, old: Target | None, source: str) -> None:
    if cell.amount is None:
        if old:
            old.delete()
        return
    Target.objects.update_or_create(
        edition=edition,
        unit=cell.unit,
        indicator=cell.indicator,
        defaults={"amount": cell.amount, "source": source},
    )
