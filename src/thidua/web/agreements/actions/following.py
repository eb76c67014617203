"""Set the quarterly light of a clause in a unit."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.agreements.actions.rows import where
from thidua.web.agreements.models import Clause, ClauseLight
from thidua.web.agreements.permissions import can_set_light
from thidua.web.clusters.models import Unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused

LAST_QUARTER = 4


@transaction.atomic
def set_light(  # noqa: PLR0913 - one light is just these
    *, actor: Any, clause: Clause, unit: Unit, quarter: int, light: str, note: str, version: int | None = None
) -> ClauseLight:
    """The unit's light for the clause in the quarter is `light`, with what it rests on.

    Raises `Conflict` when somebody else changed it after `version` was read (None: none was there).
    """
    found = Clause.objects.select_for_update(no_key=True, of=("self",))
    locked = found.select_related("agreement__cycle__cluster", "owner").get(pk=clause.pk)
    can_set_light(actor, locked, unit).require()
    if not 1 <= quarter <= LAST_QUARTER or light not in ClauseLight.Light.values:
        raise Refused(_("Hãy chọn quý và màu đèn."))
    if not note.strip():
        raise Refused(_("Hãy ghi căn cứ của đèn: đã làm được gì, còn vướng gì."))
    row = ClauseLight.objects.filter(clause=locked, unit=unit, quarter=quarter).first()
    before = row.light if row else ""
    if (row.version if row else None) != version:
        raise Conflict(_("Người khác vừa đặt đèn này."), mine=note, theirs=row.note if row else "")
    row = row or ClauseLight(clause=locked, unit=unit, quarter=quarter, version=0)
    row.light, row.note, row.version = light, note.strip(), row.version + 1
    row.set_by, row.set_on, row.set_at = actor, clock.today(), clock.now()
    row.save()
    audit.record(
        "agreements.light.set", actor=actor, of=row, **where(locked.agreement), unit_id=unit.pk,
        quarter=quarter, before=before, after=light, note=row.note,
    )  # fmt: skip
    return row
