"""Locking an agreement, and what audit lines tell of it: a draft's words are never among that."""

from typing import Any

from thidua.web.agreements.models import Agreement, Clause
from thidua.web.clusters.queries import cycle_day
from thidua.web.core.written import day_text

SAID = ("text", "target", "owner", "content", "indicator", "due_on")


def locked(agreement: Agreement) -> Agreement:
    """The agreement's row, locked for this transaction."""
    rows = Agreement.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__cluster", "edition", "document").get(pk=agreement.pk)


def where(agreement: Agreement) -> dict[str, Any]:
    """The cluster of the audit line."""
    return {"cluster_id": agreement.cycle.cluster_id}


def told(clause: Clause) -> dict[str, str]:
    """The clause as an audit line tells it; of a draft only its place, since others read the line."""
    if clause.agreement.state == Agreement.State.DRAFT:
        return {"position": str(clause.position)}
    owner = clause.owner.name_on(cycle_day(clause.agreement.cycle)) if clause.owner else ""
    return {
        "position": str(clause.position),
        "clause": clause.text,
        "promised": clause.target,
        "owner": owner,
        "due_on": day_text(clause.due_on),
    }
