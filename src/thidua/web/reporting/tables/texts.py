"""Cells of a row that can only be read."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.rules import number_text as exact_text
from thidua.web.core.marks import mark_html
from thidua.web.core.written import day_text, number_text
from thidua.web.reporting.cells import (
    CELL,
    shown_fields,
    text_of,
)
from thidua.web.reporting.indicators import FROM_ACTIVITIES
from thidua.web.reporting.models import ReportedValue
from thidua.web.reporting.queries import GridRow
from thidua.web.reporting.tables.inputs import pair
from thidua.web.reporting.tables.page import Page
from thidua.web.reporting.tables.words import MARK, field_labels, nothing, share


def texts(row: GridRow, page: Page) -> tuple[str, str]:
    entry, indicator = row.entry, row.indicator
    if not row.is_typed:
        return _derived(row, page)
    amount = nothing(entry, indicator) or escape(
        text_of(entry, indicator) if indicator.kind != "ratio" else shown_fields(entry, indicator)["amount"]
    )
    of = escape(number_text(entry.denominator)) + share(row) if indicator.kind == "ratio" else ""
    labels = field_labels(indicator)
    certainty = str(ReportedValue.Certainty(entry.certainty).label) if entry.has_value else ""
    shown = {
        "na": "",
        "amount": amount,
        "of": of,
        "certainty": escape(certainty),
        "as_of": day_text(entry.as_of),
        "source": escape(entry.source),
        "note": escape(entry.note),
    }
    state = f" cell-{MARK[CELL(entry.state)]}" if not entry.has_value else ""
    kinds = {"amount": f"num static{state}", "of": "num static", "na": "static none"}
    cells = [
        f'<td class="{kinds[field]}" data-label="{escape(capfirst(labels[field]))}">{shown[field]}</td>'
        for field in ("na", "amount", "of")
    ]
    lines = {
        field: f'<div data-label="{escape(capfirst(labels[field]))}">{shown[field]}</div>'
        if shown[field]
        else ""
        for field in ("certainty", "as_of", "source", "note")
    }
    return "".join(cells), pair("static", lines["certainty"], lines["as_of"]) + pair(
        "static", lines["source"], lines["note"]
    )


def _derived(row: GridRow, page: Page) -> tuple[str, str]:
    name = "activities" if row.indicator.id in FROM_ACTIVITIES else "classification"
    url = reverse(f"reporting:{name}", args=[page.period.cycle_id, page.unit.pk])
    value = row.derived
    text = exact_text(value.amount) if value and value.amount is not None else "0"
    if value is None and name == "classification":
        text = mark_html("missing")
    link = _("từ trang hoạt động, tác phẩm") if name == "activities" else _("từ trang xếp loại")
    number = f'<td class="num static" data-label="{escape(capfirst(_("số liệu")))}">{text}</td>'
    blank = '<td class="static none"></td>'
    return (
        blank + number + blank,
        f'<td class="static small" colspan="2"><a href="{url}">{escape(link)}</a></td>',
    )
