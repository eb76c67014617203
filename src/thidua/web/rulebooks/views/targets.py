"""Targets of an edition: the secretariat fills a grid, a member reads its own."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thidua.rules import Input
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import cycle_units, member_units
from thidua.web.core.access import Refused
from thidua.web.rulebooks import actions, permissions, queries
from thidua.web.rulebooks.forms.targets import TargetGrid
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import targeted_inputs
from thidua.web.rulebooks.views.loading import edition_or_404, frame


@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest, edition: int) -> HttpResponse:
    """What each unit is assigned under the edition."""
    row = edition_or_404(request, edition)
    access = permissions.can_set_targets(request.user, row)
    if not permissions.can_draft(request.user, row.rulebook.cluster_id):
        return _own_targets(request, row)
    grid = _grid(request, row)
    grid.locked = not access
    if request.method == "POST":
        access.require()
        grid.take(request.POST)
        if request.POST.get("act") == "paste":
            grid.paste(request.POST.get("pasted", "")[:100_000])
        elif _saved(request, row, grid):
            return redirect(request.get_full_path())
    context = frame(request, row, "targets") | {
        "grid": grid,
        "access": access,
        "shows_all": "all" in request.GET,
        "source": request.POST.get("source", "")[:200],
    }
    return render(request, "rulebooks/targets.html", context)


def _saved(request: HttpRequest, row: RulebookEdition, grid: TargetGrid) -> bool:
    changes = grid.rows()
    if grid.wrong:
        return False
    try:
        count = actions.set_targets(
            actor=request.user, edition=row, rows=changes, source=request.POST.get("source", "")[:200].strip()
        )
    except Refused as refusal:
        grid.remarks.append(refusal.reason)
        return False
    said = ngettext("Đã lưu %(count)d chỉ tiêu.", "Đã lưu %(count)d chỉ tiêu.", count)
    messages.success(request, said % {"count": count} if count else _("Không có gì thay đổi."))
    return True


def _grid(request: HttpRequest, row: RulebookEdition) -> TargetGrid:
    units = units_of(row)
    known = queries.targets_in(row, units)
    rulebook = queries.parsed(row)
    wanted = {i.id for i in targeted_inputs(rulebook)} | {indicator for _unit, indicator in known}
    inputs: list[Input] = [i for i in rulebook.inputs if "all" in request.GET or i.id in wanted]
    return TargetGrid.of(units, inputs, known)


def units_of(row: RulebookEdition) -> list[Unit]:
    """Members of the cluster in the edition's year."""
    cycle = queries.cycle_of(row)
    return cycle_units(cycle) if cycle else member_units(row.rulebook.cluster, dt.date(row.year, 12, 31))


def _own_targets(request: HttpRequest, row: RulebookEdition) -> HttpResponse:
    names = {i.id: i for i in queries.parsed(row).inputs}
    rows = queries.targets_visible_to(request.user).filter(edition=row).select_related("unit")
    shown = rows.prefetch_related("unit__names").order_by("unit__order", "indicator")
    context = frame(request, row, "targets") | {"rows": [(t, names.get(t.indicator)) for t in shown]}
    return render(request, "rulebooks/own_targets.html", context)
