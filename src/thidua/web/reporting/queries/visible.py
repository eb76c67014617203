"""Who sees whose figures: one rule, `_open_rows`, behind every door.

A unit's people see their own unit always. The secretariat and the central department see every unit
of their cluster. Other units see nothing before the year is consolidated, and everything after.
"""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_units, in_seen_clusters, sees_cluster, standing_of
from thidua.web.core import sql
from thidua.web.reporting.models import (
    Activity,
    ClassificationCount,
    Evidence,
    ReportedValue,
    ReportingPeriod,
)

OPEN_TO_ALL = year.OPEN_TO_ALL


def _open_rows(user: Any, cycle_path: str) -> Q:
    """The rule as a filter over rows with a `unit` and a year at `cycle_path`."""
    standing = standing_of(user)
    seen = (
        Q(unit_id__in=standing.own_unit_ids)
        | Q(**{f"{cycle_path}__state__in": OPEN_TO_ALL})
        | Q(**{f"{cycle_path}__cluster_id__in": standing.overseen_clusters})
    )
    return seen & in_seen_clusters(user, f"{cycle_path}__cluster_id")


def may_see_unit(user: Any, cycle: Cycle, unit: Unit) -> bool:
    """The rule for one unit of one year that the person sees."""
    standing = standing_of(user)
    return (
        unit.pk in standing.own_unit_ids
        or cycle.cluster_id in standing.overseen_clusters
        or cycle.state in OPEN_TO_ALL
    )


def units_to_report(user: Any, cycle: Cycle) -> list[Unit]:
    """Members of that year whose figures the person sees, in list order."""
    return [unit for unit in cycle_units(cycle) if may_see_unit(user, cycle, unit)]


def periods_visible_to(user: Any) -> QuerySet[ReportingPeriod]:
    """Periods of the years the person sees; a period alone tells nothing about a unit."""
    periods = ReportingPeriod.objects.filter(in_seen_clusters(user, "cycle__cluster_id"))
    return periods.select_related("cycle__cluster")


def period_visible_to(user: Any, cycle: int, period: int) -> ReportingPeriod | None:
    """The period of the year as far as `periods_visible_to` opens it; asked with every saved figure."""
    found = sql.one(
        ReportingPeriod, "id = %(period)s AND cycle_id = %(cycle)s", {"period": period, "cycle": cycle}
    )
    year_row = sql.one(Cycle, "id = %(cycle)s", {"cycle": cycle}) if found else None
    if found is None or year_row is None or not sees_cluster(user, year_row.cluster_id):
        return None
    found.cycle = year_row
    return found


def values_visible_to(user: Any) -> QuerySet[ReportedValue]:
    """Reported values that the person may read."""
    values = ReportedValue.objects.filter(_open_rows(user, "period__cycle"))
    return values.select_related("period__cycle__cluster", "unit", "updated_by")


def evidence_visible_to(user: Any) -> QuerySet[Evidence]:
    """Evidence that the person may read and download."""
    rows = Evidence.objects.filter(_open_rows(user, "cycle"))
    return rows.select_related("cycle__cluster", "unit", "file", "added_by", "reviewed_by")


def activities_visible_to(user: Any) -> QuerySet[Activity]:
    """Communication activities and press works that the person may read."""
    rows = Activity.objects.filter(_open_rows(user, "cycle"))
    return rows.select_related("cycle__cluster", "unit", "evidence")


def classification_counts_visible_to(user: Any) -> QuerySet[ClassificationCount]:
    """Yearly classification counts that the person may read."""
    rows = ClassificationCount.objects.filter(_open_rows(user, "cycle"))
    return rows.select_related("cycle__cluster", "unit")
