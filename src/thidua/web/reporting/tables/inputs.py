"""Cells of a row that can be typed in."""

from collections.abc import Callable

from django.utils.html import escape
from django.utils.text import capfirst

from thidua.rules import Input
from thidua.web.core.written import DAY_SHAPE
from thidua.web.reporting.cells import (
    amount_choices,
    shown_fields,
)
from thidua.web.reporting.models import ReportedValue
from thidua.web.reporting.queries import GridRow
from thidua.web.reporting.tables.page import Page
from thidua.web.reporting.tables.words import field_labels, share


def inputs(row: GridRow, page: Page) -> tuple[str, str]:
    """Cells before and after the state of the row."""
    name = row.indicator.id
    shown = (page.typed or {}).get(name) or shown_fields(row.entry, row.indicator)
    wrong = {p.field: p.text for p in (page.problems or {}).get(name, [])}
    na = " checked" if shown.get("na") else ""
    labels = field_labels(row.indicator)

    def cell(field: str, kind: str, control: Callable[[str], str], tag: str = "td") -> str:
        bad = ' aria-invalid="true"' if field in wrong else ""
        attrs = (
            f'id="{field}-{escape(name)}" name="{field}.{escape(name)}" data-field="{field}"'
            f' aria-label="{escape(row.indicator.name)} – {escape(labels[field])}"{bad}'
        )
        error = f'<p class="cell-problem">{escape(wrong[field])}</p>' if field in wrong else ""
        cls = f"{kind} cell-error" if field in wrong else kind
        label = escape(capfirst(labels[field]))
        return f'<{tag} class="{cls}" data-label="{label}">{control(attrs)}{error}</{tag}>'

    def text(field: str, mode: str = "text", longest: int = 200) -> Callable[[str], str]:
        value = escape(shown.get(field, ""))
        hints = {"as_of": DAY_SHAPE, "source": labels["source"], "note": labels["note"]}
        extra = f' placeholder="{escape(hints[field])}"' if field in hints else ""
        return lambda attrs: (
            f'<input {attrs} value="{value}" inputmode="{mode}" maxlength="{longest}" autocomplete="off"{extra}>'
        )

    amount = cell("amount", "entry-value", _amount_control(row.indicator, shown, text))
    of = (
        cell("of", "entry-value", lambda attrs: text("of", "decimal", 40)(attrs) + share(row))
        if row.indicator.kind == "ratio"
        else '<td class="static none" aria-hidden="true"></td>'
    )
    label = escape(f"{row.indicator.name} – {labels['na']}")
    return (
        f'<td class="mid static entry-na" data-label="{escape(capfirst(labels["na"]))}">'
        f'<input type="checkbox" id="na-{escape(name)}" name="na.{escape(name)}" data-field="na" value="1"'
        f' aria-label="{label}"{na}>'
        f'<input type="hidden" name="version.{escape(name)}" value="{row.version}"></td>' + amount + of,
        pair(
            "entry-kind",
            cell("certainty", "", _certainty_control(shown), "div"),
            cell("as_of", "", text("as_of", "numeric", 12), "div"),
        )
        + pair(
            "entry-words",
            cell("source", "", text("source", longest=200), "div"),
            cell("note", "", text("note", longest=500), "div"),
        ),
    )


def pair(kind: str, *lines: str) -> str:
    """One column with two lines, so that the whole row fits an office's screen."""
    return f'<td class="pair {kind}">{"".join(lines)}</td>'


def _amount_control(
    indicator: Input, shown: dict[str, str], text: Callable[..., Callable[[str], str]]
) -> Callable[[str], str]:
    choices = amount_choices(indicator)
    if choices:
        return _select(choices, shown.get("amount", ""))
    return text("amount", "decimal", 40)


def _certainty_control(shown: dict[str, str]) -> Callable[[str], str]:
    return _select([(v, str(t)) for v, t in ReportedValue.Certainty.choices], shown.get("certainty", ""))


def _select(options: list[tuple[str, str]], chosen: str) -> Callable[[str], str]:
    items = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in options
    )
    return lambda attrs: f"<select {attrs}>{items}</select>"
