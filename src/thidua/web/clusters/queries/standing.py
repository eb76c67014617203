"""Who stands where on a day, and the only doors to rows (`..._visible_to`)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    Cycle,
    CycleStep,
    HeadTerm,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
)
from thidua.web.core import clock

Role = Assignment.Role


@dataclass(frozen=True)
class Standing:
    """What a person may act as on one day: roles per unit, and cluster rights with their own unit.

    `unit_roles` maps a unit's id to roles; `secretariat` maps a cluster's id to the ids of units in
    whose name the person sits in its secretariat (None: no unit); `central` holds cluster ids.
    """

    unit_roles: dict[int, frozenset[str]] = field(default_factory=dict)
    secretariat: dict[int, frozenset[int | None]] = field(default_factory=dict)
    central: frozenset[int] = frozenset()
    member_clusters: frozenset[int] = frozenset()

    def has_role(self, unit_id: int, *roles: str) -> bool:
        """True when the person acts for the unit in one of `roles` (any role when none is named)."""
        held = self.unit_roles.get(unit_id, frozenset())
        return bool(held & set(roles)) if roles else bool(held)

    @property
    def overseen_clusters(self) -> frozenset[int]:
        """Clusters seen whole: as secretariat or as the central department."""
        return frozenset(self.secretariat) | self.central

    @property
    def own_unit_ids(self) -> frozenset[int]:
        """Units the person acts for, and those that sent them to a secretariat."""
        sent = {unit for units in self.secretariat.values() for unit in units if unit}
        return frozenset(self.unit_roles) | frozenset(sent)


def standing_of(user: Any) -> Standing:
    """The person's standing today; read once per request (kept on the user object)."""
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        kept = user._standing = standing_on(user, clock.today())  # noqa: SLF001 - our own cache
    return kept


STANDING_SQL = """
WITH mine AS (
  SELECT unit_id, role FROM clusters_assignment
  WHERE user_id = %(user)s AND from_on <= %(day)s AND (to_on IS NULL OR to_on >= %(day)s)
)
SELECT 'unit', unit_id, role, CAST(NULL AS bigint) FROM mine
UNION ALL
SELECT 'cluster', cluster_id, '', CAST(NULL AS bigint) FROM clusters_membership WHERE unit_id IN (SELECT unit_id FROM mine)
UNION ALL
SELECT 'right', cluster_id, role, unit_id FROM clusters_clusterrole
WHERE user_id = %(user)s AND approved_at IS NOT NULL AND from_on <= %(day)s AND (to_on IS NULL OR to_on >= %(day)s)
"""


def standing_on(user: Any, day: dt.date) -> Standing:
    """The person's standing on `day`, in one query.

    Written as SQL because every page asks it first: building the three queries cost four times as
    much processor time as running this one.
    """
    units: dict[int, set[str]] = defaultdict(set)
    secretariat: dict[int, set[int | None]] = defaultdict(set)
    central: set[int] = set()
    clusters: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(STANDING_SQL, {"user": user.pk, "day": day})
        for kind, key, role, unit_id in cursor.fetchall():
            if kind == "unit":
                units[key].add(role)
            elif kind == "cluster":
                clusters.add(key)
            elif role == ClusterRole.Role.SECRETARIAT:
                secretariat[key].add(unit_id)
            else:
                central.add(key)
    return Standing(
        {unit: frozenset(roles) for unit, roles in units.items()},
        {cluster: frozenset(ids) for cluster, ids in secretariat.items()},
        frozenset(central),
        frozenset(clusters),
    )


def with_names(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """The same units with their names read in one query."""
    return units.prefetch_related(Prefetch("names", UnitName.objects.order_by("from_on")))


def clusters_visible_to(user: Any) -> QuerySet[Cluster]:
    """Clusters of the person's units (now or before), and those overseen; all for the site's admin."""
    return Cluster.objects.filter(in_seen_clusters(user, "pk"))


def _seen_clusters(user: Any) -> frozenset[int] | None:
    """Ids of the clusters the person sees; None: all of them."""
    if user.is_site_admin:
        return None
    standing = standing_of(user)
    return standing.overseen_clusters | standing.member_clusters


def in_seen_clusters(user: Any, path: str) -> Q:
    """The rule of `clusters_visible_to` for rows whose cluster's id is at `path`."""
    seen = _seen_clusters(user)
    return Q() if seen is None else Q(**{f"{path}__in": seen})


def sees_cluster(user: Any, cluster_id: int) -> bool:
    """The same rule for a row already read, of which only the cluster is asked."""
    seen = _seen_clusters(user)
    return seen is None or cluster_id in seen


def cycles_visible_to(user: Any) -> QuerySet[Cycle]:
    """Years of the clusters the person sees."""
    return Cycle.objects.filter(in_seen_clusters(user, "cluster_id")).select_related("cluster")


def units_visible_to(user: Any) -> QuerySet[Unit]:
    """Members of the clusters the person sees, and own units."""
    known = with_names(Unit.objects.all())
    if user.is_site_admin:
        return known
    return known.filter(
        Q(memberships__cluster__in=clusters_visible_to(user)) | Q(pk__in=standing_of(user).own_unit_ids)
    ).distinct()


def lineage_events_visible_to(user: Any) -> QuerySet[LineageEvent]:
    """Events already decided on the business date, about units the person sees."""
    events = LineageEvent.objects.filter(decided_on__lte=clock.today())
    if user.is_site_admin:
        return events
    units = units_visible_to(user).values("pk")
    return events.filter(Q(edges__predecessor__in=units) | Q(edges__successor__in=units)).distinct()


def people_units(user: Any) -> QuerySet[Unit]:
    """Units whose people the person may read: the own ones, and members of a cluster they run."""
    known = with_names(Unit.objects.all())
    if user.is_site_admin:
        return known
    standing = standing_of(user)
    return known.filter(
        Q(pk__in=standing.own_unit_ids) | Q(memberships__cluster_id__in=list(standing.secretariat))
    ).distinct()


def assignments_visible_to(user: Any) -> QuerySet[Assignment]:
    """Assignments of the units whose people the person may read."""
    return Assignment.objects.filter(unit__in=people_units(user).values("pk")).select_related(
        "user", "unit", "deputises"
    )


def cluster_roles_visible_to(user: Any) -> QuerySet[ClusterRole]:
    """Rights in the clusters the person sees."""
    rights = ClusterRole.objects.filter(cluster__in=clusters_visible_to(user))
    people = ("user", "requested_by", "approved_by", "declined_by")
    return rights.select_related("cluster", "unit", *people).prefetch_related("unit__names")


def pending_roles_visible_to(user: Any) -> QuerySet[ClusterRole]:
    """Rights asked for and not yet answered, oldest first (the inbox asks `can_approve_cluster_role`)."""
    return cluster_roles_visible_to(user).filter(approved_at=None, declined_at=None).order_by("pk")


def steps_visible_to(user: Any) -> QuerySet[CycleStep]:
    """Steps of the years the person sees."""
    return CycleStep.objects.filter(cycle__in=cycles_visible_to(user)).select_related("cycle__cluster")


def needs_second_factor(user: Any) -> bool:
    """True for secretariat, central roles and site administrators: their sign-in opens other units' data."""
    return bool(user.is_site_admin or standing_of(user).overseen_clusters)


def audit_scope(user: Any) -> Q:
    """Audit entries beside the own ones: of overseen clusters, and of units led or administered."""
    standing = standing_of(user)
    units = [u for u, roles in standing.unit_roles.items() if roles & {Role.LEADER, Role.ADMINISTRATOR}]
    return Q(cluster_id__in=standing.overseen_clusters) | Q(unit_id__in=units)


def head_terms_visible_to(user: Any) -> QuerySet[HeadTerm]:
    """Terms of head and deputy in the clusters the person sees."""
    return HeadTerm.objects.filter(cluster__in=clusters_visible_to(user)).select_related("cluster", "unit")


def memberships_visible_to(user: Any) -> QuerySet[Membership]:
    """Memberships in the clusters the person sees."""
    return Membership.objects.filter(cluster__in=clusters_visible_to(user)).select_related(
        "cluster", "unit", "ended_by"
    )
