"""«Đối chiếu»: all units beside each other on one indicator, as a page and as CSV."""

import csv
from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.rules import Input, Rulebook
from thidua.rules import number_text as exact_text
from thidua.rules.tables import formula_safe
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycles_visible_to
from thidua.web.core.written import NO_BREAK, day_text
from thidua.web.reporting import permissions, queries, tables
from thidua.web.reporting.cells import measure_of, share_text, text_of
from thidua.web.reporting.checks import is_doubtful
from thidua.web.reporting.indicators import groups_of, is_typed
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.rulebooks.queries import rulebook_in_force


def _asked(request: HttpRequest, cycle: int) -> tuple[Cycle, Rulebook, ReportingPeriod, Input]:
    """The year, its rulebook, and the period and indicator asked for (or the first); 404 without them."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_compare(request.user, found).require()
    rulebook = rulebook_in_force(found)
    periods = list(found.periods.select_related("cycle__cluster"))
    typed = [i for i in rulebook.inputs if is_typed(i)] if rulebook else []
    if rulebook is None or not periods or not typed:
        raise Http404
    period = _chosen(periods, "pk", request.GET.get("period")) or next(
        (p for p in periods if p.feeds_scoring), periods[-1]
    )
    indicator = _chosen(typed, "id", request.GET.get("indicator"))
    if indicator is None:
        doubts = _doubts(period, rulebook)
        indicator = max(typed, key=lambda i: doubts[i.id])  # the first of equals
    return found, rulebook, period, indicator


def _doubts(period: ReportingPeriod, rulebook: Rulebook) -> Counter[str]:
    """How many units' values are far off without a note, by indicator."""
    found = queries.questions_by_unit(period, rulebook).values()
    return Counter(i.id for unit in found for i, entry, asked in unit if is_doubtful(entry, asked))


def _chosen(options: list[Any], name: str, wanted: str | None) -> Any:
    return next((one for one in options if str(getattr(one, name)) == wanted), None)


@require_safe
def comparison(request: HttpRequest, cycle: int) -> HttpResponse:
    """One indicator of all units, with last year, target, and what lies far from the others."""
    found, rulebook, period, indicator = _asked(request, cycle)
    rows = _rows(found, period, indicator, rulebook)
    with_value = [row for row in rows if row["entry"].has_value]
    doubts = _doubts(period, rulebook)
    groups = [
        (group.name, [(i, doubts[i.id]) for i in group.inputs if is_typed(i)])
        for group in groups_of(rulebook)
    ]
    context = {
        "cycle": found,
        "period": period,
        "periods": found.periods.all(),
        "indicator": indicator,
        "groups": [(name, inputs) for name, inputs in groups if inputs],
        "rows": rows,
        "reported": len(with_value),
        "final": sum(row["entry"].certainty == ReportedValue.Certainty.FINAL for row in with_value),
        "asked": sum(bool(row["questions"]) for row in rows),
        "trail": [
            (_("Báo cáo %(year)d") % {"year": found.year}, reverse("reporting:year", args=[found.pk])),
            (_("Đối chiếu"), ""),
        ],
    }
    return render(request, "reporting/comparison.html", context)


def _rows(
    cycle: Cycle, period: ReportingPeriod, indicator: Input, rulebook: Rulebook
) -> list[dict[str, Any]]:
    day = cycle_day(cycle)
    return [
        {
            "unit": row.unit,
            "name": row.unit.name_on(day),
            "entry": row.entry,
            "version": row.version,
            "mark": tables.nothing(row.entry, indicator),
            "text": text_of(row.entry, indicator),
            "certainty": ReportedValue.Certainty(row.entry.certainty).label,
            "last": text_of(row.last_year, indicator) if row.last_year else "–",
            "change": _change(row, indicator),
            "target": _target(row, indicator),
            "questions": row.questions,
        }
        for row in queries.compare(period, indicator, rulebook)
    ]


def _change(row: queries.Compared, indicator: Input) -> str:
    """How far this year lies from last year: in points of percentage, or in per cent."""
    now = measure_of(row.entry, indicator)
    last = measure_of(row.last_year, indicator) if row.last_year else None
    if now is None or last is None or indicator.kind in {"choice", "yes_no"}:
        return "–"
    if indicator.kind in {"ratio", "percent"}:
        points = (now - last) * (100 if indicator.kind == "ratio" else 1)
        return _("%(points)s điểm %%") % {"points": _signed(points)}
    return f"{_signed((now - last) * 100 / last)}{NO_BREAK}%" if last else "–"


def _signed(value: Any) -> str:
    text = exact_text(value, 1)
    return f"+{text}" if value > 0 else text


def _target(row: queries.Compared, indicator: Input) -> str:
    if row.target is None:
        return "–"
    return share_text(row.target) if indicator.kind == "ratio" else exact_text(row.target)


@require_safe
def comparison_csv(request: HttpRequest, cycle: int) -> HttpResponse:
    """The same rows for Excel: UTF-8 with a mark, semicolons, nothing that Excel would run."""
    found, rulebook, period, indicator = _asked(request, cycle)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"doi-chieu-{found.year}-{indicator.id}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response, delimiter=";")
    head = [_("Đơn vị"), indicator.name, _("Loại số"), _("Tính đến ngày"), _("Năm trước"), _("Mức giao")]
    writer.writerow([formula_safe(text) for text in [*head, _("Cần xem lại"), _("Ghi chú")]])
    for row in _rows(found, period, indicator, rulebook):
        entry = row["entry"]
        asked = " ".join(question.text for question in row["questions"])
        as_of = day_text(entry.as_of)
        cells = [row["name"], row["text"], row["certainty"] if entry.has_value else "", as_of]
        writer.writerow(
            [formula_safe(str(text)) for text in [*cells, row["last"], row["target"], asked, entry.note]]
        )
    return response
