"""The entry grid of one unit and period: the page, the whole form without script, one cell or a block by script."""

import json
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.rules import Rulebook
from thidua.web.clusters.queries import standing_of
from thidua.web.core import clock
from thidua.web.core.access import Access, Refused
from thidua.web.reporting import actions, permissions, queries, tables
from thidua.web.reporting.actions import CellsConflict, CellsInvalid, Change
from thidua.web.reporting.cells import entry_of, shown_fields, text_of
from thidua.web.reporting.checks import Problem
from thidua.web.reporting.forms.rows import read_row
from thidua.web.reporting.indicators import is_typed, users_of
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.reporting.queries.cells import UnitPast
from thidua.web.reporting.views.unit_pages import UnitYear, unit_context, unit_period

FIELDS = ("na", "amount", "of", "certainty", "as_of", "source", "note")
MOST_ROWS = 500
VERSION = re.compile(r"[0-9]{1,9}")
Problems = dict[str, list[Problem]]


@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest, cycle: int, unit: int, period: int) -> HttpResponse:
    """Read the unit's figures; without script, send the whole form at once."""
    place, found = unit_period(request, cycle, unit, period)
    rulebook = place.rulebook
    if rulebook is None:
        return render(request, "reporting/no_rulebook.html", unit_context(request, place, "grid"))
    if request.method == "POST":
        return _save_form(request, place, found, rulebook)
    return _page(request, place, found, rulebook)


def _is_missing(row: queries.GridRow) -> bool:
    return row.is_typed and row.entry.state == ReportedValue.State.MISSING


SHOW: dict[str, Callable[[queries.GridRow], bool]] = {
    "missing": _is_missing,
    "asked": lambda row: bool(row.questions),
}
"""Rows that a narrower view of the page keeps."""


def _page(
    request: HttpRequest,
    place: UnitYear,
    period: ReportingPeriod,
    rulebook: Rulebook,
    refused: tuple[dict[str, dict[str, str]], Problems] | None = None,
) -> HttpResponse:
    can_enter = permissions.can_enter(request.user, period, place.unit)
    typed, problems = refused or (None, None)
    page = tables.Page(
        period=period,
        unit=place.unit,
        users=users_of(rulebook),
        editable=bool(can_enter),
        correctable=bool(permissions.can_correct(request.user, place.cycle, place.unit)),
        assignable=bool(permissions.can_assign(request.user, period, place.unit)),
        typed=typed,
        problems=problems,
    )
    groups = queries.grid_rows(period, place.unit, rulebook)
    rows = [row for _group, rows in groups for row in rows if row.is_typed]
    show = request.GET.get("show", "") if refused is None else ""
    if show in SHOW:
        kept = ((group, [row for row in rows if SHOW[show](row)]) for group, rows in groups)
        groups = [(group, rows) for group, rows in kept if rows]
    context = unit_context(request, place, "grid") | {
        "period": period,
        "periods": place.cycle.periods.all(),
        "due_on": queries.due_on(period, place.unit),
        "can_enter": can_enter,
        "why_not": _why_not(request, place, can_enter),
        "grid": tables.grid(groups, page),
        "filled": sum(not _is_missing(row) for row in rows),
        "missing": sum(_is_missing(row) for row in rows),
        "show": show if show in SHOW else "",
        "nothing": not groups,
        "total": len(rows),
        "first_missing": next((row.indicator.id for row in rows if _is_missing(row)), ""),
        "asked": sum(bool(row.questions) for row in rows),
        "problems": _listed(problems or {}, rulebook),
    }
    return render(request, "reporting/grid.html", context, status=HTTPStatus.OK if not problems else 422)


def _why_not(request: HttpRequest, place: UnitYear, can_enter: Access) -> str:
    """Why the grid can only be read; people of other offices are told whose work it is."""
    if can_enter or standing_of(request.user).has_role(place.unit.pk):
        return can_enter.reason
    return _("Số liệu do cán bộ được phân công của đơn vị nhập.")


def _listed(problems: Problems, rulebook: Rulebook) -> list[tuple[str, str, str]]:
    """(field's id, indicator's name, sentence) for the summary above the grid."""
    return [
        (f"{'of' if p.field == 'denominator' else p.field}-{name}", rulebook.input_by_id[name].name, p.text)
        for name, found in problems.items()
        for p in found
        if name in rulebook.input_by_id
    ]


def _save_form(
    request: HttpRequest, place: UnitYear, period: ReportingPeriod, rulebook: Rulebook
) -> HttpResponse:
    """All rows of the form as one act; rows that the person did not touch are left alone."""
    typed = {
        i.id: {field: request.POST.get(f"{field}.{i.id}", "") for field in (*FIELDS, "version")}
        for i in rulebook.inputs
        if f"version.{i.id}" in request.POST and is_typed(i)
    }
    changes, problems = _read(typed, rulebook)
    touched = _touched(changes, period, place)
    problems = {name: found for name, found in problems.items() if name in {c.indicator for c in touched}}
    try:
        saved = _store(request, (place, period), touched, problems)
    except CellsInvalid as error:
        return _page(request, place, period, rulebook, (typed, error.problems))
    if saved:
        messages.success(request, _("Đã lưu %(count)d số liệu.") % {"count": len(saved)})
    else:
        messages.info(request, _("Không có gì thay đổi."))
    return redirect("reporting:grid", place.cycle.pk, place.unit.pk, period.pk)


def _store(
    request: HttpRequest, at: tuple[UnitYear, ReportingPeriod], changes: list[Change], problems: Problems
) -> list[ReportedValue]:
    """What could not even be read is refused like any impossible value: nothing is stored."""
    if problems:
        raise CellsInvalid(problems)
    return actions.save_values(actor=request.user, period=at[1], unit=at[0].unit, changes=changes)


def _touched(changes: list[Change], period: ReportingPeriod, place: UnitYear) -> list[Change]:
    """Changes that differ from what the form was filled with (its version may be older than what stands)."""
    seen = queries.contents_at(period, place.unit, {c.indicator: c.version for c in changes})
    return [c for c in changes if c.entry != seen.get(c.indicator)]


def version_of(text: str) -> int:
    """The version a page was filled with; what is no version is that of an empty cell."""
    return int(text) if VERSION.fullmatch(text) else 0


def _read(rows: Mapping[str, Mapping[str, Any]], rulebook: Rulebook) -> tuple[list[Change], Problems]:
    changes, problems = [], {}
    for name, raw in rows.items():
        indicator = rulebook.input_by_id.get(name)
        if indicator is None:
            problems[name] = [Problem("amount", _("Quy chế của năm không có chỉ tiêu này."))]
            continue
        entry, wrong = read_row(indicator, raw)
        version = str(raw.get("version", ""))
        changes.append(Change(name, entry, version_of(version)))
        if wrong:
            problems[name] = wrong
    return changes, problems


@require_POST
def cells(request: HttpRequest, cycle: int, unit: int, period: int) -> JsonResponse:
    """Save the rows a script sends: 200 saved, 409 conflict, 422 what to mend, 403 why not.

    The answer is given after the transaction was committed: what is acknowledged is kept.
    """
    place, found = unit_period(request, cycle, unit, period)
    rulebook = place.rulebook
    rows = _sent(request)
    if rulebook is None or rows is None:
        return JsonResponse({"reason": _("Không đọc được dữ liệu gửi lên; hãy tải lại trang.")}, status=400)
    changes, problems = _read(rows, rulebook)
    try:
        saved = _store(request, (place, found), changes, problems)
    except CellsInvalid as error:
        return JsonResponse({"problems": _as_json(error.problems)}, status=422)
    except CellsConflict as error:
        return JsonResponse({"reason": error.reason, "conflicts": _conflicts(error, rulebook)}, status=409)
    except Refused as error:
        return JsonResponse({"reason": error.reason}, status=403)
    past = UnitPast(found, place.unit, rulebook, saved)
    answers = [tables.answer_of(past.row(rulebook.input_by_id[row.indicator])) for row in saved]
    return JsonResponse({"saved": answers})


def _sent(request: HttpRequest) -> dict[str, dict[str, Any]] | None:
    try:
        rows = json.loads(request.body)["rows"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        return None
    if not all(isinstance(row, dict) and isinstance(row.get("indicator"), str) for row in rows):
        return None
    return {row["indicator"]: row for row in rows}


def _as_json(problems: Problems) -> dict[str, list[dict[str, str]]]:
    return {name: [{"field": p.field, "text": p.text} for p in found] for name, found in problems.items()}


def _conflicts(error: CellsConflict, rulebook: Rulebook) -> list[dict[str, Any]]:
    found = []
    for change, row in error.rows:
        indicator, theirs = rulebook.input_by_id[row.indicator], entry_of(row)
        found.append(
            {
                "indicator": row.indicator,
                "version": row.version,
                "mine": _with_words(text_of(change.entry, indicator), change.entry.note),
                "theirs": _with_words(text_of(theirs, indicator), theirs.note),
                "fields": shown_fields(theirs, indicator),
                "who": str(row.updated_by) if row.updated_by else _("Hệ thống"),
                "when": clock.moment_text(row.updated_at),
            }
        )
    return found


def _with_words(text: str, note: str) -> str:
    return f"{text} – {note}" if note else text
