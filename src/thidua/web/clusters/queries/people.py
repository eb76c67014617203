"""Reads of people: who acts for a unit, who works in a cluster."""

import datetime as dt

from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    Unit,
    in_force,
)
from thidua.web.clusters.queries.standing import with_names

Role = Assignment.Role


def people_of(unit: Unit, today: dt.date) -> tuple[list[Assignment], list[Assignment]]:
    """Assignments of the unit: (present and coming, past), by role and name."""
    rows = unit.assignments.select_related("user", "deputises").order_by("role", "user__full_name", "from_on")
    present: list[Assignment] = []
    past: list[Assignment] = []
    for row in rows:
        (past if row.to_on and row.to_on < today else present).append(row)
    return present, past


def roles_on(cluster: Cluster, day: dt.date) -> list[ClusterRole]:
    """Rights in force on `day`, secretariat first, with people and units."""
    found = ClusterRole.objects.filter(in_force(day), cluster=cluster, approved_at__isnull=False)
    return list(
        found.select_related("user", "unit")
        .prefetch_related("unit__names")
        .order_by("-role", "user__full_name")
    )


def secretariat_of(cluster: Cluster, day: dt.date) -> list[ClusterRole]:
    """Who may move the years of the cluster on `day`."""
    return [right for right in roles_on(cluster, day) if right.role == ClusterRole.Role.SECRETARIAT]


def units_without_administrator(cluster: Cluster, day: dt.date) -> list[Unit]:
    """Members on `day`, and central departments, that nobody administers then."""
    administered = Assignment.objects.filter(
        in_force(day), role=Role.ADMINISTRATOR, user__is_active=True
    ).values("unit_id")
    members = cluster.memberships.filter(in_force(day)).values("unit_id")
    units = Unit.objects.filter(pk__in=members).exclude(pk__in=administered)
    return list(with_names(units).order_by("order", "code"))
