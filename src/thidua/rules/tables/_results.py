"""A result as a table on screen, CSV, JSON and a workbook that prints on A4 with its signatures."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.rules._data import Data
from thidua.rules._exchange import result_as_json
from thidua.rules._expression import State
from thidua.rules._model import Rulebook
from thidua.rules._notes import note_text, tie_rule_name
from thidua.rules._result import Line, Result, UnitResult
from thidua.rules._telling import lower_first
from thidua.rules._wording import points_text
from thidua.rules.tables._sheets import Sheets, for_print, row_height

HEADINGS = ("Hạng", "Mã đơn vị", "Đơn vị", "Nhóm", "Điểm nội dung", "Điểm thưởng", "Điểm trừ", "Tổng điểm",
            "Xếp loại", "Ghi chú")  # fmt: skip
ENGLISH_HEADINGS = (
    "Place",
    "Code",
    "Unit",
    "Group",
    "Contents",
    "Bonus",
    "Deduction",
    "Total",
    "Class",
    "Notes",
)
NOTHING_YET = {
    State.UNDEFINED: "cần quyết định",
    State.MISSING: "chưa có",
    State.NOT_APPLICABLE: "không áp dụng",
    State.NOT_ASSIGNED: "không giao",
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
RANKING_WIDTHS = (7, 12, 38, 12, 10, 10, 10, 10, 22, 34)
UNIT_WIDTH = 12
INCOMPLETE = ("còn số liệu chưa có hoặc cần quyết định", "some figures are missing or need a decision")
LEVEL = ("bằng nhau với {units}, {wait}", "level with {units}, {wait}")
RECOMMENDED = ("có thể đề nghị: {awards}", "may be recommended for: {awards}")
UNDECIDED = ("chưa phân định", "undecided")
ABOVE_BY = ("xếp trên nhờ: {rule}", "placed above by: {rule}")


@dataclass(frozen=True)
class _Row:
    """One unit's line of the ranking."""

    unit: UnitResult
    name: str
    grade: str
    note: str


def _rows(result: Result, rulebook: Rulebook, data: Data, language: str = "vi") -> list[_Row]:
    names = {u.code: u.name for u in data.units}
    awards = {a.id: a.name for a in rulebook.awards}
    rows = []
    for unit in result.units:
        grade = rulebook.class_by_id[unit.grade].name if unit.grade in rulebook.class_by_id else ""
        note = _note(unit, awards, language)
        rows.append(_Row(unit, names.get(unit.code) or unit.code, grade, note))
    return rows


def _note(unit: UnitResult, awards: Mapping[str, str], language: str) -> str:
    english = language != "vi"
    reason = note_text(unit.place_reason, language).removesuffix(".") if unit.place_reason else ""
    notes = [] if unit.tied else [reason]
    notes.append("" if unit.complete else INCOMPLETE[english])
    if unit.tied:
        wait = lower_first(reason) or UNDECIDED[english]
        notes.append(LEVEL[english].format(units=", ".join(unit.tied), wait=wait))
    if unit.decided_by:
        notes.append(ABOVE_BY[english].format(rule=tie_rule_name(unit.decided_by, language)))
    if unit.awards:
        names = ", ".join(awards[a] for a in unit.awards)
        notes.append(RECOMMENDED[english].format(awards=names))
    notes += [note_text(n, language).removesuffix(".") for n in unit.grade_notes]
    return "; ".join(dict.fromkeys(n for n in notes if n))


def _cells(row: _Row, places: int) -> list[str]:
    unit = row.unit
    points = [points_text(v, places) for v in (unit.base, unit.bonus, unit.deduction, unit.total)]
    place = "" if unit.place is None else str(unit.place)
    return [place, unit.code, row.name, unit.group, *points, row.grade, row.note]


def _point(line: Line | None, places: int) -> str:
    if line is None:
        return ""
    return points_text(line.points, places) if line.state == State.VALUE else NOTHING_YET[line.state]


def result_json(result: Result, rulebook: Rulebook, data: Data) -> str:
    """Every number as exact text; names beside codes."""
    content = result_as_json(result)
    names = {u.code: u.name for u in data.units}
    grades = {c.id: c.name for c in rulebook.classes}
    for unit in content["units"]:
        unit["name"] = names.get(unit["code"], "")
        unit["grade_name"] = grades.get(unit["grade"], "")
    content |= {"title": rulebook.title, "digest": rulebook.digest}
    content["items"] = {i.id: i.name for i in rulebook.item_by_id.values()}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def result_csv(result: Result, rulebook: Rulebook, data: Data) -> str:
    """One line a unit, a column for each section and criterion; safe to open in Excel.

    Separated by semicolons, as Excel in Vietnamese wants it; the file carries the mark of UTF-8.
    """
    places = rulebook.rounding.places
    items = list(rulebook.item_by_id.values())
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([formula_safe(h) for h in (*HEADINGS, *(f"{i.printed} {i.name}" for i in items))])
    for row in _rows(result, rulebook, data):
        points = [_point(row.unit.lines.get(i.id), places) for i in items]
        writer.writerow([formula_safe(c) for c in (*_cells(row, places), *points)])
    return "\ufeff" + stream.getvalue()


def formula_safe(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def result_text(result: Result, rulebook: Rulebook, data: Data, language: str = "vi") -> str:
    """The ranking as an aligned table for a terminal."""
    rows = _rows(result, rulebook, data, language)
    headings = HEADINGS if language == "vi" else ENGLISH_HEADINGS
    groups = len({r.unit.group for r in rows}) > 1
    left_out = {*(() if groups else ("Nhóm",)), *(() if rulebook.classes else ("Xếp loại",))}
    kept = [i for i, heading in enumerate(HEADINGS) if heading not in left_out]
    cells = [_cells(r, rulebook.rounding.places) for r in rows]
    right = {headings[0], *headings[4:8]}
    return aligned([headings[i] for i in kept], [[c[i] for i in kept] for c in cells], right)


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[str] = ()) -> str:
    """A table in columns as wide as their widest text; those in `right` stand right-aligned.

    >>> print(aligned(["Hạng", "Điểm"], [["1", "95,50"], ["2", "8"]], {"Điểm"}))
    Hạng   Điểm
    ----  -----
    1     95,50
    2         8
    """
    widths = [max(_width(r[i]) for r in (headings, *rows)) for i in range(len(headings))]
    lines = [headings, ["-" * w for w in widths], *rows]
    out = []
    for line in lines:
        cells = []
        for text, wide, heading in zip(line, widths, headings, strict=True):
            space = " " * (wide - _width(text))
            cells.append(space + text if heading in right else text + space)
        out.append("  ".join(cells).rstrip())
    return "\n".join(out)


def _width(text: str) -> int:
    """Columns of a terminal: combining marks take none, East Asian wide letters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def result_workbook(result: Result, rulebook: Rulebook, data: Data) -> bytes:
    """Ranking and points by criterion, each on A4 landscape with repeated heads, and signatures."""
    stream = io.BytesIO()
    sheets = Sheets(stream)
    rows = _rows(result, rulebook, data)
    _write_ranking(sheets, rulebook, rows)
    _write_points(sheets, rulebook, rows)
    sheets.close()
    return stream.getvalue()


def _write_title(sheets: Sheets, sheet: Any, title: str, rulebook: Rulebook, last: int) -> None:
    sheet.merge_range(0, 0, 0, last, title, sheets.format("title", "center"))
    sheet.merge_range(1, 0, 1, last, rulebook.title, sheets.format("bold", "center", "wrap"))
    sheet.set_row(0, 24)
    sheet.set_row(1, 34)


def _write_ranking(sheets: Sheets, rulebook: Rulebook, rows: Sequence[_Row]) -> None:
    sheet = sheets.add("Xếp hạng")
    last = len(HEADINGS) - 1
    _write_title(sheets, sheet, "BẢNG TỔNG HỢP ĐIỂM VÀ XẾP HẠNG THI ĐUA", rulebook, last)
    for column, width in enumerate(RANKING_WIDTHS):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, HEADINGS[column], sheets.format("head"))
    sheet.set_row(3, row_height(zip(HEADINGS, RANKING_WIDTHS, strict=True)))
    points = sheets.format("cell", f"places{rulebook.rounding.places}")
    words, middle = sheets.format("cell", "wrap"), sheets.format("cell", "center")
    for index, row in enumerate(rows, start=4):
        unit = row.unit
        if unit.place is None:
            sheet.write_string(index, 0, "–", middle)
        else:
            sheet.write_number(index, 0, unit.place, middle)
        texts = {1: unit.code, 2: row.name, 3: unit.group, 8: row.grade, 9: row.note}
        for column, text in texts.items():
            sheet.write_string(index, column, text, words)
        sheet.set_row(index, row_height((text, RANKING_WIDTHS[c]) for c, text in texts.items()))
        for column, value in enumerate((unit.base, unit.bonus, unit.deduction, unit.total), start=4):
            sheet.write_number(index, column, float(value), points)
    _write_signatures(sheets, sheet, len(rows) + 5, last)
    sheet.freeze_panes(4, 3)
    for_print(sheet, repeat=(3, 3))


def _write_points(sheets: Sheets, rulebook: Rulebook, rows: Sequence[_Row]) -> None:
    """Criteria down, units across: 14 units and many criteria stay readable on paper."""
    sheet = sheets.add("Điểm theo tiêu chí")
    last = max(len(rows) + 2, 3)
    _write_title(sheets, sheet, "ĐIỂM THEO TIÊU CHÍ", rulebook, last)
    for column, (heading, width) in enumerate((("Mục", 8), ("Nội dung, tiêu chí", 46), ("Điểm tối đa", 9))):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, heading, sheets.format("head"))
    sheet.set_column(3, last, UNIT_WIDTH)
    for column, row in enumerate(rows, start=3):
        sheet.write_string(3, column, row.name, sheets.format("head"))
    sheet.set_row(3, row_height([("Điểm tối đa", 9), *((row.name, UNIT_WIDTH) for row in rows)]))
    places = f"places{rulebook.rounding.places}"
    for index, item in enumerate(rulebook.item_by_id.values(), start=4):
        style = ["cell"] if hasattr(item, "rule") else ["section"]
        sheet.set_row(index, row_height([(item.name, 46)]))
        sheet.write_string(index, 0, item.printed, sheets.format(*style))
        sheet.write_string(index, 1, item.name, sheets.format(*style, "wrap"))
        if item.max is not None:
            sheet.write_number(index, 2, float(item.max), sheets.format(*style, places))
        else:
            sheet.write_blank(index, 2, None, sheets.format(*style))
        for column, row in enumerate(rows, start=3):
            line = row.unit.lines.get(item.id)
            if line is not None and line.state == State.VALUE:
                sheet.write_number(index, column, float(line.points), sheets.format(*style, places))
            else:
                text = _point(line, rulebook.rounding.places)
                sheet.write_string(index, column, text, sheets.format(*style, "italic", "middle", "wrap"))
    _write_signatures(sheets, sheet, len(rulebook.item_by_id) + 5, last)
    sheet.freeze_panes(4, 3)
    for_print(sheet, repeat=(3, 3))
    sheet.repeat_columns(0, 2)


def _across(sheet: Any, row: int, columns: tuple[int, int], text: str, style: Any) -> None:
    """The text over the columns from first to last, which may be one and the same."""
    first, last = columns
    if first == last:
        sheet.write_string(row, first, text, style)
    else:
        sheet.merge_range(row, first, row, last, text, style)


def _write_signatures(sheets: Sheets, sheet: Any, row: int, last: int) -> None:
    half = last // 2
    date = "……………, ngày …… tháng …… năm ………"
    for top, left, right in ((0, "", date), (1, "NGƯỜI LẬP BIỂU", "TM. CỤM THI ĐUA"), (2, "", "CỤM TRƯỞNG"),
                             (3, "(ký, ghi rõ họ tên)", "(ký, đóng dấu, ghi rõ họ tên)")):  # fmt: skip
        styles = ["center", "italic" if top in {0, 3} else "bold"]
        _across(sheet, row + top, (0, half - 1), left, sheets.format(*styles))
        _across(sheet, row + top, (half, last), right, sheets.format(*styles))


WRITERS: dict[str, Callable[[Result, Rulebook, Data], str | bytes]] = {
    ".xlsx": result_workbook,
    ".csv": result_csv,
    ".json": result_json,
    ".txt": result_text,
}
