"""Who sees what of agreements.

A draft is the secretariat's alone until it is put out for comment; from then on every member of the
cluster reads it with all comments and proposed amendments. One that was given up before stays theirs.
The lights of a unit are a secret of the season like its points.
"""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from thidua.web.agreements.models import Agreement, Amendment, Clause, ClauseComment, ClauseLight
from thidua.web.clusters import year
from thidua.web.clusters.models import UnitName
from thidua.web.clusters.queries import in_seen_clusters, standing_of

NAMES = UnitName.objects.order_by("from_on")


def _told(user: Any, path: str = "") -> Q:
    out = Q(**{f"{path}consulted_at__isnull": False}) & ~Q(**{f"{path}state": Agreement.State.DRAFT})
    own = Q(**{f"{path}cycle__cluster_id__in": list(standing_of(user).secretariat)})
    return (out & in_seen_clusters(user, f"{path}cycle__cluster_id")) | own


def agreements_visible_to(user: Any) -> QuerySet[Agreement]:
    """Agreements that are or were out in the person's clusters; all of them for the secretariat."""
    return Agreement.objects.filter(_told(user)).select_related("cycle__cluster", "edition", "document")


def clauses_visible_to(user: Any) -> QuerySet[Clause]:
    """Clauses of those agreements, the struck ones among them."""
    rows = Clause.objects.filter(_told(user, "agreement__"))
    rows = rows.select_related("agreement__cycle__cluster", "owner", "continues")
    return rows.prefetch_related(Prefetch("owner__names", NAMES))


def comments_visible_to(user: Any) -> QuerySet[ClauseComment]:
    """What units said, without what they took back."""
    rows = ClauseComment.objects.filter(_told(user, "agreement__"), withdrawn_at=None)
    rows = rows.select_related("agreement__cycle__cluster", "clause", "unit", "author")
    return rows.prefetch_related(Prefetch("unit__names", NAMES))


def amendments_visible_to(user: Any) -> QuerySet[Amendment]:
    """Proposed amendments with what became of them."""
    rows = Amendment.objects.filter(_told(user, "agreement__"))
    rows = rows.select_related("agreement__cycle__cluster", "clause", "unit", "proposed_by", "decided_by")
    return rows.prefetch_related(Prefetch("unit__names", NAMES))


def lights_visible_to(user: Any) -> QuerySet[ClauseLight]:
    """Lights of the own units; every unit's for the overseers, and for all once the year is consolidated."""
    standing = standing_of(user)
    told = (
        Q(unit_id__in=standing.own_unit_ids)
        | Q(clause__agreement__cycle__cluster_id__in=standing.overseen_clusters)
        | Q(clause__agreement__cycle__state__in=year.OPEN_TO_ALL)
    )
    rows = ClauseLight.objects.filter(told, _told(user, "clause__agreement__"))
    return rows.select_related("clause", "unit", "set_by")
