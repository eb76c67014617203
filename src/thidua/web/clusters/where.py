"""Where a person is: the cluster and year of the page, else the year under way of their cluster."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycles_visible_to
from thidua.web.core import where

YEARS_READ = 60


def here(request: HttpRequest) -> where.Where | None:
    """The cluster, the year with its state, and the cluster's other years; one query."""
    cycles = list(cycles_visible_to(request.user).order_by("-year", "cluster__name")[:YEARS_READ])
    current = _current(request, cycles)
    if current is None:
        return None
    choices = [
        where.Choice(
            f"{cycle.cluster} – {cycle.year}" if cycle.cluster_id != current.cluster_id else str(cycle.year),
            reverse("clusters:year", args=[cycle.pk]),
            here=cycle.pk == current.pk,
            note=cycle.get_state_display(),
        )
        for cycle in cycles
    ]
    return where.Where(
        name=current.cluster.name,
        year=str(current.year),
        state=current.get_state_display(),
        state_kind="good" if current.state == Cycle.State.PUBLISHED else "info",
        choices=choices if len(choices) > 1 else [],
    )


def _current(request: HttpRequest, cycles: list[Cycle]) -> Cycle | None:
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    if "cycle" in asked:
        return next((c for c in cycles if c.pk == asked["cycle"]), None)
    if "cluster" in asked:
        cycles = [c for c in cycles if c.cluster_id == asked["cluster"]]
    return next((c for c in cycles if c.state in Cycle.UNDER_WAY), cycles[0] if cycles else None)


where.register(here)
