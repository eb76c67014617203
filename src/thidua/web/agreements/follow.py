"""Where the clauses of an agreement are followed to their figures and points: a page of a higher feature.

It registers its route (arguments: agreement; query: the unit's code); without one the agreement's own page stands in.
"""

from django.urls import reverse

from thidua.web.agreements.models import Agreement
from thidua.web.clusters.models import Unit

_ROUTE: list[str] = []


def register(route: str) -> None:
    """Name the route once."""
    _ROUTE[:] = [route]


def url(agreement: Agreement, unit: Unit | None = None) -> str:
    """The page that follows the agreement, for one unit when named."""
    if not _ROUTE:
        return reverse("agreements:agreement", args=[agreement.pk])
    return reverse(_ROUTE[0], args=[agreement.pk]) + (f"?unit={unit.code}" if unit else "")
