"""The entry grid as HTML: strings joined in Python, every text through `escape`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.rules import Criterion, Input
from thidua.rules import number_text as exact_text
from thidua.web.clusters.models import Unit
from thidua.web.core.marks import mark_html
from thidua.web.core.numbers import number_in_words
from thidua.web.core.templatetags.vi import icon
from thidua.web.core.written import DAY_SHAPE, day_text, number_text
from thidua.web.reporting.cells import (
    CELL,
    Entry,
    amount_choices,
    measure_of,
    share_text,
    shown_fields,
    text_of,
)
from thidua.web.reporting.checks import Problem
from thidua.web.reporting.indicators import FROM_ACTIVITIES, Group
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.reporting.queries import GridRow

MARK = {
    CELL.MISSING: "missing",
    CELL.NOT_APPLICABLE: "not-applicable",
    CELL.NOT_ASSIGNED: "not-assigned",
}
COLUMNS = 10
THOUSAND = 1000


@dataclass(frozen=True)
class Page:
    """Whose grid it is and what the reader may do; `typed` and `problems` come back from a refused form."""

    period: ReportingPeriod
    unit: Unit
    users: dict[str, tuple[Criterion, ...]]
    editable: bool
    correctable: bool = False
    assignable: bool = False
    typed: dict[str, dict[str, str]] | None = None
    problems: dict[str, list[Problem]] | None = None

    def url(self, name: str, indicator: str) -> str:
        """The address of a page about one cell."""
        return reverse(
            f"reporting:{name}", args=[self.period.cycle_id, self.unit.pk, self.period.pk, indicator]
        )


def grid(groups: Iterable[tuple[Group, list[GridRow]]], page: Page) -> SafeString:
    """One `<tbody>` per section; rows of inputs for those who may enter, of text for others."""
    parts = []
    for group, rows in groups:
        name = f"{group.id}. {group.name}" if group.id else group.name
        parts.append(
            f'<tbody><tr class="section-row"><th colspan="{COLUMNS}" scope="rowgroup">{escape(name)}</th></tr>'
        )
        if rows:
            parts += [_row(row, page) for row in rows]
        else:
            text = escape(_("Không có số liệu phải nhập ở nội dung này."))
            parts.append(f'<tr class="row-off"><td class="static" colspan="{COLUMNS}">{text}</td></tr>')
        parts.append("</tbody>")
    return mark_safe("".join(parts))  # noqa: S308 - every text went through escape


def _row(row: GridRow, page: Page) -> str:
    open_here = page.editable and row.is_typed and row.entry.state != CELL.NOT_ASSIGNED
    cells = _inputs(row, page) if open_here else _texts(row, page)
    beside = (row.last_period, row.last_year)
    return (
        f'<tr class="cell-row {_edge(row)}" data-row="{escape(row.indicator.id)}" data-version="{row.version}"'
        f' data-kind="{escape(row.indicator.kind)}" data-state="{escape(row.entry.state)}">'
        f"{_head(row, page)}"
        + "".join(_last(label, entry, row.indicator) for label, entry in zip(_PAST(), beside, strict=True))
        + f'<td class="num static" data-label="{escape(capfirst(_("Mức giao")))}">{_target(row)}</td>'
        + cells[0]
        + _state_cell(row, page)
        + cells[1]
        + "</tr>"
    )


def _PAST() -> tuple[str, str]:  # noqa: N802 - a constant that is translated when read
    return _("Kỳ trước"), _("Năm trước")


def _edge(row: GridRow) -> str:
    if row.questions:
        return "row-warn"
    return "row-good" if row.entry.has_value else ""


def _head(row: GridRow, page: Page) -> str:
    indicator = row.indicator
    used = ", ".join(c.printed for c in page.users.get(indicator.id, ()))
    small = " · ".join(filter(None, [indicator.unit, _("tiêu chí %(ids)s") % {"ids": used} if used else ""]))
    more = _more(indicator)
    return (
        f'<th scope="row" class="ind"><span class="ind-name">{escape(indicator.name)}{more}</span>'
        f'<span class="soft small ind-more">{escape(small)}</span></th>'
    )


def _more(indicator: Input) -> str:
    """What is counted, in words, behind a small question mark."""
    texts = [indicator.definition] if indicator.definition else []
    if indicator.kind == "ratio":
        names = {"top": indicator.numerator or _("số đạt"), "of": indicator.denominator or _("tổng số")}
        texts.append(_("Tử số: %(top)s. Mẫu số: %(of)s.") % names)
    if indicator.from_system:
        texts.append(_("Lấy từ: %(system)s.") % {"system": indicator.from_system})
    if not texts:
        return ""
    label = escape(_("Cách tính"))
    body = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return (
        f'<details class="pop" data-pop><summary title="{label}">{icon("info")}'
        f'<span class="visually-hidden">{label}</span></summary><div class="pop-body pop-text">{body}</div></details>'
    )


def _last(label: str, entry: Entry | None, indicator: Input) -> str:
    text = "–" if entry is None else nothing(entry, indicator) or escape(text_of(entry, indicator))
    return f'<td class="num last static" data-label="{escape(capfirst(label))}">{text}</td>'


def nothing(entry: Entry, indicator: Input) -> str:
    """The mark of an empty cell, or of a plain zero; empty for any other value."""
    if not entry.has_value:
        return mark_html(MARK[CELL(entry.state)])
    is_zero = entry.amount == 0 and indicator.kind in {"count", "number", "money", "percent"}
    return mark_html("zero") if is_zero and not entry.bound else ""


def _target(row: GridRow) -> str:
    if row.target is None:
        return "–"
    text = share_text(row.target) if row.indicator.kind == "ratio" else exact_text(row.target)
    return escape(text)


# --- cells that can be typed in ------------------------------------------------------------------


def _inputs(row: GridRow, page: Page) -> tuple[str, str]:
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
        cell("of", "entry-value", lambda attrs: text("of", "decimal", 40)(attrs) + _share(row))
        if row.indicator.kind == "ratio"
        else '<td class="static none" aria-hidden="true"></td>'
    )
    label = escape(f"{row.indicator.name} – {labels['na']}")
    return (
        f'<td class="mid static entry-na" data-label="{escape(capfirst(labels["na"]))}">'
        f'<input type="checkbox" id="na-{escape(name)}" name="na.{escape(name)}" data-field="na" value="1"'
        f' aria-label="{label}"{na}>'
        f'<input type="hidden" name="version.{escape(name)}" value="{row.version}"></td>' + amount + of,
        _pair(
            "entry-kind",
            cell("certainty", "", _certainty_control(shown), "div"),
            cell("as_of", "", text("as_of", "numeric", 12), "div"),
        )
        + _pair(
            "entry-words",
            cell("source", "", text("source", longest=200), "div"),
            cell("note", "", text("note", longest=500), "div"),
        ),
    )


def _pair(kind: str, *lines: str) -> str:
    """One column with two lines, so that the whole row fits an office's screen."""
    return f'<td class="pair {kind}">{"".join(lines)}</td>'


def _share(row: GridRow) -> str:
    measure = measure_of(row.entry, row.indicator)
    return f'<output class="share">{escape(share_text(measure)) if measure is not None else ""}</output>'


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


def field_labels(indicator: Input) -> dict[str, str]:
    """What each field of a row is called, for labels and problems."""
    return {
        "na": _("không áp dụng"),
        "amount": indicator.numerator or _("tử số") if indicator.kind == "ratio" else _("số liệu"),
        "of": indicator.denominator or _("mẫu số"),
        "denominator": indicator.denominator or _("mẫu số"),
        "certainty": _("loại số"),
        "as_of": _("tính đến ngày"),
        "source": _("nguồn"),
        "note": _("ghi chú"),
        "state": _("tình trạng"),
    }


# --- cells that can only be read -----------------------------------------------------------------


def _texts(row: GridRow, page: Page) -> tuple[str, str]:
    entry, indicator = row.entry, row.indicator
    if not row.is_typed:
        return _derived(row, page)
    amount = nothing(entry, indicator) or escape(
        text_of(entry, indicator) if indicator.kind != "ratio" else number_text(entry.amount)
    )
    of = escape(number_text(entry.denominator)) + _share(row) if indicator.kind == "ratio" else ""
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
    return "".join(cells), _pair("static", lines["certainty"], lines["as_of"]) + _pair(
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


# --- the state of a row --------------------------------------------------------------------------


def _state_cell(row: GridRow, page: Page) -> str:
    links = []
    if row.version and row.is_typed:
        links.append(_link(page.url("history", row.indicator.id), _("Lịch sử"), row))
    if page.correctable and row.is_typed:
        links.append(_link(page.url("correct", row.indicator.id), _("Đính chính"), row))
    if page.assignable and row.is_typed:
        label = _("Giao lại") if row.entry.state == CELL.NOT_ASSIGNED else _("Không giao")
        links.append(_link(page.url("assign", row.indicator.id), label, row))
    return (
        f'<td class="static cell-note" data-label="{escape(capfirst(_("tình trạng")))}">'
        f'<span class="cell-state">{state_html(row)}</span>'
        f'<ul class="asked">{questions_html(row)}</ul><div class="cell-talk" hidden></div>'
        f'<span class="cell-links small">{" ".join(links)}</span></td>'
    )


def _link(url: str, label: str, row: GridRow) -> str:
    return format_html(
        '<a href="{}" data-drawer>{}<span class="visually-hidden"> {}</span></a>',
        url,
        label,
        row.indicator.name,
    )


def state_html(row: GridRow) -> str:
    """The state of the cell in words, with its mark when there is no value."""
    if not row.is_typed:
        return escape(_("tính tự động"))
    if row.entry.has_value:
        return escape(_("đã nhập"))
    state = CELL(row.entry.state)
    return (
        f"{mark_html(MARK[state])} {escape(state.label)}" if state != CELL.MISSING else mark_html(MARK[state])
    )


def questions_html(row: GridRow) -> str:
    """What looks unusual, one line each; answered once the note says something."""
    asked = "".join(f"<li>{escape(question.text)}</li>" for question in row.questions)
    if asked and not row.entry.note:
        asked += f'<li class="ask-why">{escape(_("Nếu đúng, hãy giải thích ở ô ghi chú."))}</li>'
    return asked


def answer_of(row: GridRow) -> dict[str, Any]:
    """One saved row for the script of the page."""
    measure = measure_of(row.entry, row.indicator)
    return {
        "indicator": row.indicator.id,
        "version": row.version,
        "state": row.entry.state,
        "fields": shown_fields(row.entry, row.indicator),
        "share": share_text(measure) if measure is not None and row.indicator.kind == "ratio" else "",
        "word": state_html(row),
        "questions": questions_html(row),
        "text": text_of(row.entry, row.indicator),
        "said": _said(row.entry),
    }


def _said(entry: Entry) -> str:
    """A large number read out, so that a slip of a dot is heard."""
    amount = entry.amount
    return number_in_words(amount) if amount is not None and abs(amount) >= THOUSAND else ""
