"""The workbook that travels by mail and comes home: one locked sheet a unit, only entry cells open."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules._data import Data, UnitData, Value
from thidua.rules._errors import DataInvalid, Problem
from thidua.rules._expression import State
from thidua.rules._model import Input, Rulebook
from thidua.rules._wording import number_text
from thidua.rules.tables import _home
from thidua.rules.tables._collect import address
from thidua.rules.tables._entries import Entry, EntryGroup, entry_groups, reads_part
from thidua.rules.tables._sheets import Sheets, exact_float, for_print, row_height
from thidua.rules.tables._written import CERTAINTY_WORDS, STATE_WORDS

MOST_UNITS = 250
SMALLER = 0.8  # a heading is set larger than the cells that its width is counted in
HEADINGS = {
    "number": ("TT", 6), "title": ("Chỉ tiêu", 46), "measure": ("Đơn vị tính", 11),
    "amount": ("Số liệu\n(tỷ lệ: tử số)", 15), "of": ("Mẫu số\n(tỷ lệ)", 13), "state": ("Tình trạng", 16),
    "as_of": ("Ngày chốt\nsố liệu", 12), "target": ("Chỉ tiêu\nđược giao", 13),
    "previous": ("Năm trước", 13), "source": ("Nguồn số liệu", 22), "note": ("Ghi chú", 22),
}  # fmt: skip
SHOWN = {"number", "title", "measure"}
KINDS = {
    "count": "số đếm", "number": "số", "money": "số tiền", "percent": "%", "ratio": "tỷ lệ",
    "yes_no": "có/không", "choice": "chọn",
}  # fmt: skip
STANDINGS = [*CERTAINTY_WORDS.values(), *STATE_WORDS.values()]
INSTRUCTIONS = (
    "Mỗi đơn vị một trang. Chỉ điền vào ô nền vàng nhạt; các ô khác được khóa.",
    "Số viết theo cách Việt Nam: 1.234,5. Không gõ đơn vị tính vào ô số.",
    "Chỉ tiêu tỷ lệ: điền cả tử số và mẫu số, phần mềm tự tính tỷ lệ; không điền sẵn phần trăm.",
    "Chỉ tiêu có đơn vị tính %: điền 95,3 hoặc 95,3%.",
    "Cột “Tình trạng”: Chính thức (mặc định), Ước; hoặc khi không có số: Chưa có, Không áp dụng, Không được giao.",
    "Để trống nghĩa là chưa báo cáo, không phải bằng 0. Nếu kết quả bằng 0, hãy điền số 0.",
    "Không xóa, chèn, sao chép dòng hoặc trang; không đổi tệp của đơn vị khác.",
    "Điền xong lưu ở dạng .xlsx (Excel hoặc LibreOffice) rồi gửi lại chính tệp này.",
)


def template_workbook(
    rulebook: Rulebook,
    units: Sequence[UnitData],
    *,
    period: str = "",
    known: Data | None = None,
    stamp: str = "",
    mark_columns: Sequence[str] | None = None,
) -> bytes:
    """A locked workbook to fill, as XLSX; equal arguments give equal bytes.

    `units` need only a code, name and group; what `known` has of them stands filled in. `period` is
    printed; `stamp` is any text of the caller that comes back with the file. `mark_columns` are the
    columns of marks to ask for (the first by default). Raises `DataInvalid` for no unit or too many.
    """
    if not 0 < len(units) <= MOST_UNITS:
        raise DataInvalid([Problem("", "table.template_units", values={"most": MOST_UNITS})])
    held = {u.code: u for u in (known.units if known else ())}
    filled = [held.get(u.code, u) for u in units]
    stream = io.BytesIO()
    sheets = Sheets(stream)
    parts = [p for p in ("target", "previous") if reads_part(rulebook, p) or any(_held(u, p) for u in filled)]
    columns = [c for c in HEADINGS if c not in {"target", "previous"} or c in parts]
    groups = entry_groups(rulebook, filled, mark_columns)
    _write_instructions(sheets, rulebook, period)
    _write_lists(sheets, rulebook)
    for unit in filled:
        _UnitSheet(sheets, rulebook, columns, period).write(unit, groups)
    _write_ids(sheets, {"rulebook": rulebook.id, "digest": rulebook.digest, "title": rulebook.title,
                        "period": period, "stamp": stamp}, filled, groups)  # fmt: skip
    sheets.close()
    return stream.getvalue()


def _held(unit: UnitData, part: str) -> bool:
    return bool(unit.targets if part == "target" else unit.previous)


def _write_instructions(sheets: Sheets, rulebook: Rulebook, period: str) -> None:
    sheet = sheets.add("Hướng dẫn")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, "BIỂU SỐ LIỆU THI ĐUA", sheets.format("title"))
    sheet.write_string(1, 0, rulebook.title, sheets.format("bold", "wrap"))
    sheet.write_string(2, 0, f"Kỳ báo cáo: {period}" if period else "", sheets.format())
    for row, line in enumerate(INSTRUCTIONS, start=4):
        sheet.write_string(row, 0, f"{row - 3}. {line}", sheets.format("wrap"))
        sheet.set_row(row, row_height([(line, 110)]))
    sheet.protect("", {"format_columns": True})
    for_print(sheet)


def _write_lists(sheets: Sheets, rulebook: Rulebook) -> None:
    """Choices of drop-downs on a hidden sheet: inside a validation they may not exceed 255 letters."""
    lists = {"": STANDINGS, "yes_no": ["Có", "Không"]}
    lists |= {i.id: [c.name for c in i.choices] for i in rulebook.inputs if i.kind == "choice"}
    sheet = sheets.add("_lists")
    for column, (name, words) in enumerate(lists.items()):
        for row, word in enumerate(words):
            sheet.write_string(row, column, word, sheets.format())
        letter = address(1, column + 1)[:-1]
        sheets.lists[name] = f"=_lists!${letter}$1:${letter}${max(len(words), 1)}"
    sheet.very_hidden()


def _write_ids(
    sheets: Sheets, facts: dict[str, str], units: Sequence[UnitData], groups: Sequence[EntryGroup]
) -> None:
    sheet = sheets.add(_home.IDS)
    sheet.write_string(0, 0, _home.SCHEMA)
    for row, (name, text) in enumerate(facts.items(), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)
    rows = sum(len(g.entries) for g in groups)
    for row, unit in enumerate(units, start=len(facts) + 2):
        sheet.write_string(row, 0, "unit")
        sheet.write_string(row, 1, unit.code)
        sheet.write_number(row, 2, rows)
    sheet.protect()
    sheet.very_hidden()


@dataclass(frozen=True)
class _UnitSheet:
    """Writes one unit's sheet."""

    sheets: Sheets
    rulebook: Rulebook
    columns: list[str]
    period: str

    def write(self, unit: UnitData, groups: Sequence[EntryGroup]) -> None:
        sheet = self.sheets.add(_sheet_name(unit.code))
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.write_string(0, 0, f"{_home.UNIT_MARK}{unit.code}")
        for index, column in enumerate(self.columns, start=1):
            if column not in SHOWN:
                sheet.write_string(0, index, column)
            sheet.set_column(index, index, HEADINGS[column][1])
        sheet.write_string(1, _home.NAME_AT, unit.name, self.sheets.format("bold", "wrap"))
        sheet.write_string(1, _home.GROUP_AT, unit.group, self.sheets.format())
        sheet.set_row(1, row_height([(unit.name, HEADINGS["title"][1])]))
        self._text(sheet, 2, self.rulebook.title, "title")
        self._text(sheet, 3, f"Kỳ báo cáo: {self.period}" if self.period else "")
        sheet.write_string(4, 0, "head")
        for index, column in enumerate(self.columns, start=1):
            sheet.write_string(4, index, HEADINGS[column][0], self.sheets.format("head"))
        sheet.set_row(4, 34)
        row = 5
        for group in groups:
            self._text(sheet, row, group.title, "section")
            for entry in group.entries:
                row += 1
                self._entry(sheet, row, entry, unit)
            row += 1
        sheet.freeze_panes(5, 3)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        for_print(sheet, repeat=(4, 4))

    def _text(self, sheet: Any, row: int, text: str, style: str = "") -> None:
        sheet.write_string(row, 0, "text")
        form = self.sheets.format(*([style, "wrap"] if style else []))
        sheet.merge_range(row, 1, row, len(self.columns), text, form)
        sheet.set_row(row, row_height([(text, sum(HEADINGS[c][1] for c in self.columns) * SMALLER)]))

    def _entry(self, sheet: Any, row: int, entry: Entry, unit: UnitData) -> None:
        sheet.write_string(row, 0, ":".join(p for p in entry.target if p))
        inp = entry.input
        sheet.set_row(row, row_height([(entry.name, HEADINGS["title"][1])]))
        measure = "điểm" if entry.target.kind == "mark" else "có/không"
        if inp is not None:
            measure = inp.unit or KINDS[inp.kind]
        for index, column in enumerate(self.columns, start=1):
            shown = {"number": entry.number, "title": entry.name, "measure": measure}.get(column)
            if shown is not None:
                styles = ["cell", "wrap"] if column == "title" else ["cell", "wrap", "middle"]
                sheet.write_string(row, index, shown, self.sheets.format(*styles))
            elif _is_open(entry, column):
                self._open(sheet, (row, index), entry, column, unit)
            else:
                sheet.write_blank(row, index, None, self.sheets.format("cell", "closed"))

    def _open(self, sheet: Any, at: tuple[int, int], entry: Entry, column: str, unit: UnitData) -> None:
        style, rule = self._validation(entry, column)
        form = self.sheets.format("cell", "open", *style)
        value = _content(entry, column, unit)
        if value is None or value == "":
            sheet.write_blank(*at, None, form)
        elif isinstance(value, dt.date):
            sheet.write_datetime(*at, dt.datetime.combine(value, dt.time()), form)
        elif isinstance(value, str):
            sheet.write_string(*at, value, form)
        elif (number := exact_float(value)) is not None:
            sheet.write_number(*at, number, form)
        else:
            sheet.write_string(*at, number_text(value, 6).rstrip("0").rstrip(","), form)
        if rule:
            sheet.data_validation(*at, *at, rule)

    def _validation(self, entry: Entry, column: str) -> tuple[list[str], dict[str, Any]]:
        """Styles and the validation of an entry cell."""
        inp = entry.input
        if column == "state":
            return ["middle"], self._list("", "Chọn trong danh sách.")
        if column == "as_of":
            low, high = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
            rule = {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
            return ["date"], {**rule, **_help("Ngày chốt số liệu", "Ngày/tháng/năm, ví dụ 30/11/2026.")}
        if column in {"source", "note"}:
            return ["wrap", "left"], {}
        if inp is None:
            return self._judgement(entry)
        if column == "amount" and inp.kind in {"choice", "yes_no"}:
            return [], self._list(inp.id if inp.kind == "choice" else "yes_no", inp.definition or inp.name)
        if column in {"target", "previous"}:
            return ["percent" if inp.kind == "ratio" else f"places{inp.places}"], {}
        help_text = inp.definition or inp.name
        if inp.kind == "ratio":
            help_text = (inp.numerator if column == "amount" else inp.denominator) or help_text
        return [f"places{inp.places}"], _between(inp.low, inp.high, inp.places, help_text)

    def _judgement(self, entry: Entry) -> tuple[list[str], dict[str, Any]]:
        if entry.target.kind == "evidence":
            return [], self._list("yes_no", "Có: đã có đủ minh chứng kèm theo.")
        criterion = entry.criterion
        low, high = (criterion.floor, criterion.max) if criterion else (Fraction(0), Fraction(0))
        return ["places2"], _between(low, high, 2, f"Điểm từ {number_text(low)} đến {number_text(high)}.")

    def _list(self, name: str, text: str) -> dict[str, Any]:
        return {"validate": "list", "source": self.sheets.lists[name], **_help("Chọn", text)}


def _is_open(entry: Entry, column: str) -> bool:
    if entry.input is None:
        return column == "amount"
    return column != "of" or entry.input.kind == "ratio"


def _content(entry: Entry, column: str, unit: UnitData) -> Fraction | str | dt.date | None:
    """What a cell holds already."""
    kind, key, part = entry.target
    if kind == "mark":
        return unit.marks.get(key, {}).get(part)
    if kind == "evidence":
        return None if key not in unit.evidence else ("Có" if unit.evidence[key] else "Không")
    if column in {"target", "previous"}:
        return (unit.targets if column == "target" else unit.previous).get(key)
    value = unit.values.get(key)
    if value is None or entry.input is None:
        return None
    return _part(entry.input, value, column)


def _part(inp: Input, value: Value, column: str) -> Fraction | str | dt.date | None:
    if column == "state":
        return STATE_WORDS[value.state] if value.state != State.VALUE else CERTAINTY_WORDS[value.certainty]
    if column == "as_of":
        return value.as_of
    if column == "of":
        return value.of
    if column != "amount" or value.state != State.VALUE:
        return None
    if inp.kind == "choice":
        return next(c.name for c in inp.choices if c.id == value.choice)
    if inp.kind == "yes_no":
        return "Có" if value.amount else "Không"
    if value.bound and value.amount is not None:
        return f"{value.bound} {number_text(value.amount)}"
    return value.amount


def _between(low: Fraction, high: Fraction, places: int, text: str) -> dict[str, Any]:
    limits = f"Từ {number_text(low)} đến {number_text(high)}"
    whole = "số nguyên" if places == 0 else f"tối đa {places} chữ số thập phân"
    return {
        "validate": "integer" if places == 0 else "decimal",
        "criteria": "between",
        "minimum": float(low),
        "maximum": float(high),
        "error_title": "Số không hợp lệ",
        "error_message": f"{limits}, {whole}."[:255],
        **_help("Điền số", text),
    }


def _help(title: str, text: str) -> dict[str, str]:
    return {"input_title": title[:32], "input_message": text if len(text) <= 255 else text[:254] + "…"}  # noqa: PLR2004 - Excel's


def _sheet_name(code: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", "-", code)[:31] or "-"
