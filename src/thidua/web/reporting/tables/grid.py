"""The entry grid as one string: sections, rows, and what stands beside each cell."""

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.rules import Input
from thidua.rules import number_text as exact_text
from thidua.web.core.templatetags.vi import icon
from thidua.web.reporting.cells import (
    CELL,
    Entry,
    share_text,
    text_of,
)
from thidua.web.reporting.indicators import Group
from thidua.web.reporting.queries import GridRow
from thidua.web.reporting.tables.inputs import inputs
from thidua.web.reporting.tables.page import COLUMNS, Page
from thidua.web.reporting.tables.texts import texts
from thidua.web.reporting.tables.words import nothing, questions_html, state_html


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
    cells = inputs(row, page) if open_here else texts(row, page)
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


def _target(row: GridRow) -> str:
    if row.target is None:
        return "–"
    text = share_text(row.target) if row.indicator.kind == "ratio" else exact_text(row.target)
    return escape(text)


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
