"""Which period, which deadline, which year before."""

import datetime as dt

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.reporting.models import PeriodExtension, ReportingPeriod


def scored_period(cycle: Cycle) -> ReportingPeriod | None:
    """The period of the year whose values are scored, or None while none is set."""
    return cycle.periods.filter(feeds_scoring=True).first()


def period_to_show(cycle: Cycle, today: dt.date) -> ReportingPeriod | None:
    """The period due next, else the one that is scored, else the last."""
    periods = list(cycle.periods.all())
    ahead = [p for p in periods if p.starts_on <= today <= p.due_on]
    scored = [p for p in periods if p.feeds_scoring]
    return next(iter([*ahead, *scored, *reversed(periods)]), None)


def due_on(period: ReportingPeriod, unit: Unit | None = None) -> dt.date:
    """The day the period is due, for one unit with its extension."""
    if unit is not None:
        longer = PeriodExtension.objects.filter(period=period, unit=unit).values_list("due_on", flat=True)
        return longer.first() or period.due_on
    return period.due_on


def year_before(cycle: Cycle) -> Cycle | None:
    """The same cluster's year before, or None."""
    return Cycle.objects.filter(cluster_id=cycle.cluster_id, year=cycle.year - 1).first()
