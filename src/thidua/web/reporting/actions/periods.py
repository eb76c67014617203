"""Acts on reporting periods: set up, copy from last year, remove, extend for one unit."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cycle, Unit, in_force
from thidua.web.clusters.queries import cycle_day, locked_cycle
from thidua.web.core import audit
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text
from thidua.web.reporting.models import PeriodExtension, ReportingPeriod
from thidua.web.reporting.permissions import can_extend_period, can_set_up_periods
from thidua.web.reporting.queries import year_before

FIELDS = ("name", "starts_on", "ends_on", "due_on", "feeds_scoring")


@transaction.atomic
def set_up_period(*, actor: Any, period: ReportingPeriod) -> ReportingPeriod:
    """Store a new or changed period; when it feeds scoring, no other one of the year does any more."""
    cycle = locked_cycle(period.cycle)
    can_set_up_periods(actor, cycle).require()
    old = ReportingPeriod.objects.filter(pk=period.pk).values(*FIELDS).first() if period.pk else None
    if period.feeds_scoring:
        cycle.periods.exclude(pk=period.pk).update(feeds_scoring=False)
    period.save()
    audit.record(
        "reporting.period.edit" if old else "reporting.period.add",
        actor=actor,
        of=period,
        cluster_id=cycle.cluster_id,
        before=old,
        after={name: getattr(period, name) for name in FIELDS},
    )
    return period


@transaction.atomic
def copy_periods(*, actor: Any, cycle: Cycle) -> list[ReportingPeriod]:
    """Set up the year's periods as last year's, one year later. Refused once the year has any."""
    locked = locked_cycle(cycle)
    can_set_up_periods(actor, locked).require()
    before = year_before(locked)
    models = list(before.periods.all()) if before else []
    if not models:
        raise Refused(_("Năm trước không có kỳ báo cáo nào để chép."))
    if locked.periods.exists():
        raise Refused(_("Năm này đã có kỳ báo cáo."))
    years = locked.year - (before.year if before else locked.year)
    made = ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            cycle=locked,
            name=old.name,
            starts_on=_later(old.starts_on, years),
            ends_on=_later(old.ends_on, years),
            due_on=_later(old.due_on, years),
            feeds_scoring=old.feeds_scoring,
        )
        for old in models
    )
    audit.record(
        "reporting.period.copy",
        actor=actor,
        of=locked,
        cluster_id=locked.cluster_id,
        rows=[{name: getattr(period, name) for name in FIELDS} for period in made],
    )
    return made


def _later(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@transaction.atomic
def remove_period(*, actor: Any, period: ReportingPeriod) -> None:
    """Remove a period nobody has reported on."""
    cycle = locked_cycle(period.cycle)
    can_set_up_periods(actor, cycle).require()
    if period.values.exists():
        raise Refused(_("Kỳ này đã có số liệu nên không xóa được."))
    audit.record(
        "reporting.period.remove",
        actor=actor,
        of=period,
        cluster_id=cycle.cluster_id,
        before={name: getattr(period, name) for name in FIELDS},
    )
    period.delete()


@transaction.atomic
def extend_period(
    *, actor: Any, period: ReportingPeriod, unit: Unit, due_on: dt.date, reason: str
) -> PeriodExtension:
    """Give one unit until `due_on` for the period, with a reason everyone in the cluster can read."""
    cycle = locked_cycle(period.cycle)
    period.cycle = cycle
    can_extend_period(actor, period).require()
    if not cycle.cluster.memberships.filter(in_force(cycle_day(cycle)), unit=unit).exists():
        raise Refused(_("Đơn vị này không thuộc cụm trong năm."))
    if due_on <= period.due_on:
        raise Refused(_("Hạn mới phải sau hạn chung %(day)s.") % {"day": day_text(period.due_on)})
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gia hạn."))
    longer, _created = PeriodExtension.objects.update_or_create(
        period=period, unit=unit, defaults={"due_on": due_on, "reason": reason.strip()}
    )
    audit.record(
        "reporting.period.extend",
        actor=actor,
        of=period,
        cluster_id=cycle.cluster_id,
        unit_id=unit.pk,
        before=period.due_on,
        after=due_on,
        reason=reason.strip(),
    )
    return longer
