"""What every act on a list shares: the lock, the history, where it is told."""

from typing import Any

from thidua.web.awards.models import AwardList, AwardListChange
from thidua.web.core import clock

Kind = AwardListChange.Kind


def locked_list(found: AwardList) -> AwardList:
    """The list as it stands, locked until the transaction ends."""
    rows = AwardList.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__cluster", "ranking__edition", "proposal").get(pk=found.pk)


def keep(found: AwardList, kind: str, actor: Any, **more: Any) -> None:
    """One line of the list's history."""
    AwardListChange.objects.create(
        award_list=found, kind=kind, changed_by=actor, changed_on=clock.today(), **more
    )


def where(found: AwardList, unit_id: int | None = None) -> dict[str, Any]:
    """What every audit line of a list tells beside the act."""
    return {"cluster_id": found.cycle.cluster_id, "unit_id": unit_id}
