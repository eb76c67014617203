"""The live scoreboard."""

import hashlib
from functools import lru_cache
from importlib.metadata import version

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycles_visible_to, standing_of
from thidua.web.core import clock
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring import points, queries
from thidua.web.scoring.cells import board_table

VERSION = version("thidua")
COLUMNS = {"current": "Điểm hiện thời", "own": "Tự chấm"}


@require_safe
def board_now(request: HttpRequest) -> HttpResponse:
    """The board of the year under way of the person's cluster."""
    cycles = cycles_visible_to(request.user).order_by("-year")
    found = cycles.filter(state__in=Cycle.UNDER_WAY).first() or cycles.first()
    return redirect("scoring:board", found.pk) if found else redirect("clusters:clusters")


@require_safe
def board(request: HttpRequest, cycle: int) -> HttpResponse:
    """Who has how many points, as far as this person may see."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    column = request.GET.get("column", "current")
    column = column if column in COLUMNS else "current"
    etag = _etag(request, found, column)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and not messages.get_messages(request):
        return unchanged
    sight = queries.sight(request.user, found)
    if rulebook_in_force(found) is None:
        return render(request, "scoring/board_empty.html", {"cycle": found})
    context = {
        "cycle": found,
        "column": column,
        "tabs": [("current", _("Điểm hiện thời")), ("own", _("Tự chấm"))],
        "table": table(found, column, sight, translation.get_language() or "vi"),
        "sees_all": sight.all,
        "units": len(sight.names),
    }
    answer = render(request, "scoring/board.html", context)
    answer["ETag"] = etag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _etag(request: HttpRequest, cycle: Cycle, column: str) -> str:
    """Names what this person's page shows: it stays the same while nothing on it changes.

    Whatever points or pages of a year depend on raises its revision; what the person may see follows
    from the standing.
    """
    standing = standing_of(request.user)
    sees = (sorted(standing.own_unit_ids), cycle.cluster_id in standing.overseen_clusters)
    year = (cycle.pk, cycle.revision, cycle.state, column, clock.today())
    page = (translation.get_language(), bool(getattr(request, "htmx", False)), VERSION)
    parts = (request.user.pk, str(request.user), sees, year, page)
    return quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def table(cycle: Cycle, column: str, sight: queries.Sight, language: str) -> SafeString:
    """The board's table, kept per revision and per what may be seen."""
    return _table(_Key(cycle), column, sight, language)


class _Key:
    """A year at a revision: equal keys have equal boards."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.key = (cycle.pk, cycle.revision)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=256)
def _table(key: _Key, column: str, sight: queries.Sight, _language: str) -> SafeString:
    return board_table(points.live(key.cycle, apart=not sight.all), column, key.cycle.pk, sight)
