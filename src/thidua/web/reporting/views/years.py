"""Where a year's reporting stands: the start of reporting and the page of one year."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day, cycles_visible_to, standing_of
from thidua.web.core import clock
from thidua.web.core.charts import heat_cell
from thidua.web.reporting import permissions, queries
from thidua.web.reporting.queries import UnitFill
from thidua.web.rulebooks.queries import rulebook_in_force


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The year under way of the person's cluster; an officer of one unit goes straight to its figures."""
    cycles = cycles_visible_to(request.user).order_by("-year")
    cycle = cycles.filter(state__in=Cycle.UNDER_WAY).first() or cycles.first()
    if cycle is None:
        return render(request, "reporting/no_year.html")
    own = list(standing_of(request.user).unit_roles)
    period = queries.period_to_show(cycle, clock.today())
    if len(own) == 1 and period and _is_member(request.user, cycle, own[0]):
        return redirect("reporting:grid", cycle.pk, own[0], period.pk)
    return redirect("reporting:year", cycle.pk)


def _is_member(user: Any, cycle: Cycle, unit_id: int) -> bool:
    return any(unit.pk == unit_id for unit in queries.units_to_report(user, cycle))


@dataclass(frozen=True)
class Row:
    """One unit on the year's page; `cells` are ready-made heat cells, one per section."""

    unit: Unit
    name: str
    fill: UnitFill
    cells: list[str]
    papers: str
    asked: int
    due_on: Any


@require_safe
def year_page(request: HttpRequest, cycle: int) -> HttpResponse:
    """How far each unit is, section by section: all units for overseers, the own ones for members."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    period = queries.scored_period(found)
    rows = _rows(request, found)
    mine = standing_of(request.user).own_unit_ids
    context = {
        "cycle": found,
        "period": period,
        "show": queries.period_to_show(found, clock.today()),
        "has_rulebook": rulebook_in_force(found) is not None,
        "rows": rows,
        "own": [row for row in rows if row.unit.pk in mine],
        "sections": [(s.id or _("Chung"), s.name) for s in rows[0].fill.sections] if rows else [],
        "complete": sum(row.fill.is_complete for row in rows),
        "filled": sum(row.fill.filled for row in rows),
        "required": sum(row.fill.required for row in rows),
        "asked": sum(row.asked for row in rows),
        "can_set_up": permissions.can_set_up_periods(request.user, found),
        "can_compare": permissions.can_compare(request.user, found),
        "trail": [(_("Báo cáo %(year)d") % {"year": found.year}, "")],
    }
    return render(request, "reporting/year.html", context)


def _rows(request: HttpRequest, cycle: Cycle) -> list[Row]:
    seen = {unit.pk for unit in queries.units_to_report(request.user, cycle)}
    period = queries.scored_period(cycle)
    rulebook = rulebook_in_force(cycle)
    asked: dict[int, list[Any]] = {}
    if period and rulebook and permissions.can_compare(request.user, cycle):
        asked = queries.questions_by_unit(period, rulebook)
    longer = dict(period.extensions.values_list("unit_id", "due_on")) if period else {}
    day = cycle_day(cycle)
    return [
        Row(
            fill.unit,
            fill.unit.name_on(day),
            fill,
            [heat_cell(s.filled, s.required) for s in fill.sections],
            heat_cell(fill.papers_given, fill.papers),
            sum(not entry.note for _input, entry, _asked in asked.get(fill.unit.pk, [])),
            longer.get(fill.unit.pk) or (period.due_on if period else None),
        )
        for fill in queries.completeness(cycle)
        if fill.unit.pk in seen
    ]
