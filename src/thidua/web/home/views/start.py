"""The first screen answers: what is due, what is late, where do we stand, what changed."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.web.accounts.queries import last_visit
from thidua.web.clusters.queries import standing_of
from thidua.web.core import charts
from thidua.web.home import queries, tables
from thidua.web.home.queries import ClusterCard, UnitCard

COUNT = "tasks"
COUNT_KEPT = 20.0
"""Seconds that the count in the menu may lag behind."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The start page of the person signed in: the sum of what each of their roles needs to see."""
    overview = queries.overview_of(request.user)
    tasks = queries.tasks_for(request.user, overview)
    _keep_count(request, tasks)
    since = last_visit(request)
    changes, more = queries.changes_since(request.user, since)
    standing = standing_of(request.user)
    is_site_admin = getattr(request.user, "is_site_admin", False)
    late = [task for task in tasks if task.is_late]
    context = {
        "overview": overview,
        "late": late,
        "tasks": [task for task in tasks if not task.is_late],
        "many_places": len({task.place for task in tasks}) > 1,
        "units": [_unit(card) for card in overview.units],
        "clusters": [_cluster(card) for card in overview.clusters],
        "since": since,
        "changes": changes,
        "more_changes": more,
        "has_role": bool(standing.unit_roles or standing.overseen_clusters or is_site_admin),
        "is_setting_up": queries.is_setting_up(request.user),
        "set_up": queries.set_up_steps() if queries.is_setting_up(request.user) else [],
    }
    return render(request, "home/start.html", context)


def _unit(card: UnitCard) -> dict[str, Any]:
    rings = []
    if card.row:
        fill = card.row.fill
        rings = [
            _ring(fill.filled, fill.required, "values"),
            _ring(fill.papers_given, fill.papers, "papers"),
            _ring(card.scored, card.criteria, "scored"),
        ]
    return {"card": card, "rings": rings, "sheet_kind": _sheet_kind(card)}


def _ring(done: int, of: int, name: str) -> dict[str, Any]:
    kind = "good" if of and done >= of else "warn" if done * 2 >= of else "bad"
    return {
        "name": name,
        "svg": charts.ring(done, of, title=f"{done}/{of}", kind=kind),
        "done": done,
        "of": of,
    }


def _sheet_kind(card: UnitCard) -> str:
    sheet = card.row.sheet if card.row else None
    return tables.KINDS.get(sheet.state, "") if sheet else ""  # type: ignore[call-overload]


def _cluster(card: ClusterCard) -> dict[str, Any]:
    states: dict[str, int] = {}
    for row in card.progress.units:
        if row.sheet:
            states[row.sheet.get_state_display()] = states.get(row.sheet.get_state_display(), 0) + 1
    return {
        "card": card,
        "table": tables.progress_table(card.progress, card.own_unit_ids),
        "sections": tables.short_sections(card.progress),
        "states": states,
        "of": len(card.progress.units),
    }


def _keep_count(request: HttpRequest, tasks: list[queries.Task]) -> int:
    """Remember how many things wait to be done, for the number in the menu."""
    count = sum(task.kind == "do" for task in tasks)
    request.session[COUNT] = [count, time.time()]
    return count


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """The number beside «Trang chính» in the menu; read by the page after it stands, kept for some seconds."""
    kept = request.session.get(COUNT)
    if kept and 0 <= time.time() - kept[1] < COUNT_KEPT:
        number = kept[0]
    else:
        number = _keep_count(request, queries.tasks_for(request.user, queries.overview_of(request.user)))
    return render(request, "home/_count.html", {"count": number})
