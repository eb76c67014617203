"""Statements as CSV and XLSX, and the chart of who paid; text that a spreadsheet would run stays text."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.rules.tables import formula_safe
from thidua.web.charity.models import LedgerTransaction
from thidua.web.charity.queries import Statement, UnitStand
from thidua.web.core.written import day_text, number_text

WIDTH, LABEL, AFTER, ROW, THICK = 640, 132, 132, 26, 16
Kind = LedgerTransaction.Kind


def title_of(found: Statement) -> str:
    """What the statement is called."""
    return _("Bảng kê của %(unit)s") % {"unit": found.unit} if found.unit else _("Bảng kê thu, chi")


def cut_note(found: Statement) -> str:
    """The cut in words: what makes the statement the same for ever."""
    return _("Tính đến ngày %(day)s, theo sổ quỹ đến lần ghi số %(number)d.") % {
        "day": day_text(found.cut.as_of),
        "number": found.cut.upto,
    }


def remark(line: Any) -> str:
    """What sets a line off: booked late, a reversal, a reason."""
    parts = []
    if line.days_late > 0:
        parts.append(
            _("ghi sổ muộn %(days)d ngày (%(day)s)")
            % {"days": line.days_late, "day": day_text(line.booked_on)}
        )
    if line.reverses:
        parts.append(_("ghi đảo số %(number)d") % {"number": line.reverses})
    return "; ".join([*parts, *([line.reason] if line.reason else [])])


def _rows(found: Statement) -> Iterator[list[str | int]]:
    """The statement as rows: a head, sums by unit, the lines; amounts as whole numbers."""
    yield [found.fund]
    yield [title_of(found), found.title]
    yield [cut_note(found)]
    yield []
    yield [_("Đơn vị"), _("Mức đóng góp"), _("Đã nộp"), _("Trong đó ủng hộ thêm"), _("Còn phải nộp")]
    for unit in found.units:
        yield [unit.name, unit.pledged, unit.paid, unit.extra, unit.remaining]
    if not found.unit:
        yield [_("Cộng"), found.pledged, found.paid, found.extra, found.remaining]
        yield [_("Đã trao để xây nhà"), found.given]
        yield [_("Còn giữ trong quỹ"), found.held]
    yield []
    yield [
        _("Số ghi sổ"), _("Ngày phát sinh"), _("Ngày ghi sổ"), _("Loại"), _("Diễn giải"),
        _("Mức đóng góp"), _("Số thu"), _("Số chi"), _("Ghi chú"),
    ]  # fmt: skip
    for line in found.lines:
        yield [
            line.number, day_text(line.happened_on), day_text(line.booked_on), str(Kind(line.kind).label),
            line.text, line.pledged, line.came, line.went, remark(line),
        ]  # fmt: skip
    yield []
    yield [_("Mã kiểm tra của sổ"), found.chain]


def statement_csv(found: Statement) -> bytes:
    """UTF-8 with a mark and semicolons, as Excel opens it here."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in _rows(found):
        writer.writerow([formula_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def statement_xlsx(found: Statement) -> bytes:
    """One sheet; the same statement gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title_of(found), "created": dt.datetime(found.cut.as_of.year, 1, 1)})  # noqa: DTZ001 - a fixed stamp
    sheet = book.add_worksheet(_("Bảng kê"))
    money, bold = book.add_format({"num_format": "#,##0"}), book.add_format({"bold": True})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 3, 16)
    sheet.set_column(4, 4, 46)
    sheet.set_column(5, 8, 18)
    for at, row in enumerate(_rows(found)):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell, bold if at < 2 and column == 0 else None)  # noqa: PLR2004 - the title
            else:
                sheet.write_number(at, column, cell, money)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def paid_chart(rows: list[UnitStand], own: frozenset[int], *, title: str) -> SafeString:
    """One bar per unit: the track is what was pledged, the bar what was paid; late ones are set off.

    The table beside it says the same in figures.
    """
    top = max((max(r.pledged, r.paid) for r in rows), default=0) or 1
    room = WIDTH - LABEL - AFTER
    parts = []
    for index, row in enumerate(rows):
        y = index * ROW + 4
        name = escape(row.pledge.unit_name)
        mark = ' class="text-mark"' if row.pledge.unit_id in own else ""
        said = f"{name}: {number_text(row.paid)} / {number_text(row.pledged)}"
        track, bar = row.pledged * room / top, row.paid * room / top
        kind = {"paid": "bar-paid", "late": "bar-late"}.get(row.state, "bar")
        parts.append(
            f'<text x="{LABEL - 8}" y="{y + THICK - 3}" text-anchor="end"{mark}>{name}</text>'
            f'<rect x="{LABEL}" y="{y}" width="{track:.1f}" height="{THICK}" rx="2" class="track">'
            f"<title>{said}</title></rect>"
            f'<rect x="{LABEL}" y="{y}" width="{bar:.1f}" height="{THICK}" rx="2" class="{kind}"/>'
            f'<text x="{LABEL + room + 8}" y="{y + THICK - 3}">{_after(row)}</text>'
        )
    high = len(rows) * ROW + 4
    return mark_safe(  # noqa: S308 - every text went through escape
        f'<div class="chart-box" tabindex="0" role="group" aria-label="{escape(title)}">'
        f'<svg class="chart" viewBox="0 0 {WIDTH} {high}" role="img"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg></div>"
    )


def _after(row: UnitStand) -> str:
    if row.state == "late":
        return escape(_("muộn %(days)d ngày") % {"days": row.days_late})
    words = {"paid": _("đã nộp đủ"), "part": _("nộp một phần"), "waiting": _("chưa nộp")}
    return escape(words.get(row.state, "–"))
