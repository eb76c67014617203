"""What all pages about one unit's year share: finding it, its tabs, its path."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.rules import Rulebook
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day, cycle_units, cycles_visible_to, member_of_year
from thidua.web.core import clock
from thidua.web.reporting import queries
from thidua.web.reporting.models import ReportingPeriod
from thidua.web.rulebooks.queries import rulebook_in_force


class UnitYear:
    """One unit in one year as the person may see it; names, neighbours and rulebook are read when asked for."""

    def __init__(self, cycle: Cycle, unit: Unit) -> None:
        self.cycle, self.unit = cycle, unit

    @cached_property
    def name(self) -> str:
        """The unit's name in that year."""
        return self.unit.name_on(cycle_day(self.cycle))

    @cached_property
    def members(self) -> list[Unit]:
        """Every member unit of the year."""
        return cycle_units(self.cycle)

    @cached_property
    def rulebook(self) -> Rulebook | None:
        """The rulebook of the year, or None while none is in force."""
        return rulebook_in_force(self.cycle)


def unit_year(request: HttpRequest, cycle: int, unit: int) -> UnitYear:
    """The unit's year, or 404 when the person sees no such year, or not this unit in it."""
    return _in_year(request, get_object_or_404(cycles_visible_to(request.user), pk=cycle), unit)


def unit_period(request: HttpRequest, cycle: int, unit: int, period: int) -> tuple[UnitYear, ReportingPeriod]:
    """The unit's year and a period of it, or 404 as for `unit_year`."""
    found = queries.period_visible_to(request.user, cycle, period)
    if found is None:
        raise Http404
    return _in_year(request, found.cycle, unit), found


def _in_year(request: HttpRequest, cycle: Cycle, unit: int) -> UnitYear:
    member = member_of_year(cycle, unit)
    if member is None or not queries.may_see_unit(request.user, cycle, member):
        raise Http404
    return UnitYear(cycle, member)


def unit_context(request: HttpRequest, place: UnitYear, here: str) -> dict[str, Any]:
    """Path, tabs and neighbours for the page `here`: grid, evidence, activities or classification."""
    period = queries.period_to_show(place.cycle, clock.today())
    year_url = reverse("reporting:year", args=[place.cycle.pk])
    args = [place.cycle.pk, place.unit.pk]
    tabs = [
        ("grid", _("Số liệu"), reverse("reporting:grid", args=[*args, period.pk]) if period else year_url),
        ("evidence", _("Minh chứng"), reverse("reporting:evidence", args=args)),
        ("activities", _("Hoạt động, tác phẩm"), reverse("reporting:activities", args=args)),
        ("classification", pgettext("counts", "Xếp loại"), reverse("reporting:classification", args=args)),
    ]
    return {
        "place": place,
        "cycle": place.cycle,
        "unit": place.unit,
        "tabs": [(label, url, name == here) for name, label, url in tabs],
        "trail": [
            (_("Báo cáo %(year)d") % {"year": place.cycle.year}, year_url),
            (place.name, ""),
        ],
        "neighbours": _neighbours(request, place, here),
    }


def _neighbours(request: HttpRequest, place: UnitYear, here: str) -> list[tuple[str, str, bool]]:
    """The same page of the other units that the person sees: (name, address, whether it is this one)."""
    seen = [u for u in place.members if queries.may_see_unit(request.user, place.cycle, u)]
    if len(seen) < 2:  # noqa: PLR2004 - one unit alone has no neighbour
        return []
    day = cycle_day(place.cycle)
    match = request.resolver_match
    more = [match.kwargs["period"]] if match and here == "grid" else []
    return [
        (
            u.name_on(day),
            reverse(f"reporting:{here}", args=[place.cycle.pk, u.pk, *more]),
            u.pk == place.unit.pk,
        )
        for u in seen
    ]
