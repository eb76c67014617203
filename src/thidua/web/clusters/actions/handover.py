"""What an act of a higher feature writes here when the lead of a cluster passes on: terms and rights.

No audit line of its own: the act that hands over writes one line that tells all of it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.web.clusters.actions.units import Term, write_term
from thidua.web.clusters.models import Cluster, ClusterRole, HeadTerm, Unit
from thidua.web.core import clock

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class HandOver:
    """From `from_on` the `terms` begin, `joining` sit in the secretariat for their units, `leaving` no longer do.

    `asked_by` and `approved_by` are the two persons without whom no right opens.
    """

    from_on: dt.date
    terms: tuple[Term, ...]
    joining: tuple[tuple[Any, Unit], ...]
    leaving: tuple[ClusterRole, ...]
    asked_by: Any
    asked_at: dt.datetime
    approved_by: Any


def write_hand_over(cluster: Cluster, plan: HandOver) -> dict[str, Any]:
    """Terms and rights are as planned; what was changed comes back as plain JSON for `undo_hand_over`.

    Terms that run beyond the day end the day before; so do the rights that leave. Raises `Refused` when
    a new term does not fit (no member, seat taken later on).
    """
    last_day = plan.from_on - ONE_DAY
    ended_terms = _ended(
        cluster.head_terms.filter(from_on__lt=plan.from_on).exclude(to_on__lt=plan.from_on), last_day
    )
    terms = [write_term(cluster, term) for term in plan.terms]
    leaving = ClusterRole.objects.filter(pk__in=[right.pk for right in plan.leaving]).exclude(
        to_on__lt=plan.from_on
    )
    ended_rights = _ended(leaving, last_day)
    rights = [
        ClusterRole.objects.create(
            cluster=cluster, user=user, unit=unit, role=ClusterRole.Role.SECRETARIAT, from_on=plan.from_on,
            requested_by=plan.asked_by, requested_at=plan.asked_at,
            approved_by=plan.approved_by, approved_at=clock.now(),
        )
        for user, unit in plan.joining
    ]  # fmt: skip
    return {
        "terms": [term.pk for term in terms], "ended_terms": ended_terms,
        "rights": [right.pk for right in rights], "ended_rights": ended_rights,
    }  # fmt: skip


def _ended(rows: Any, last_day: dt.date) -> dict[str, str | None]:
    """End the rows on the day; which they were and when they would have ended."""
    before = {
        str(row.pk): row.to_on.isoformat() if row.to_on else None
        for row in rows.select_for_update(no_key=True)
    }
    rows.model.objects.filter(pk__in=before).update(to_on=last_day)
    return before


def undo_hand_over(made: dict[str, Any]) -> None:
    """Terms and rights that never began are gone; those that were to end run on as before."""
    HeadTerm.objects.filter(pk__in=made["terms"]).delete()
    ClusterRole.objects.filter(pk__in=made["rights"]).delete()
    for model, rows in ((HeadTerm, made["ended_terms"]), (ClusterRole, made["ended_rights"])):
        for key, day in rows.items():
            model.objects.filter(pk=key).update(to_on=dt.date.fromisoformat(day) if day else None)
