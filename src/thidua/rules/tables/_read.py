"""Read a file of data, whatever its form; all problems at once, nothing half read."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from thidua.rules._data import Data, UnitData
from thidua.rules._errors import DataInvalid, Problem
from thidua.rules._model import Rulebook
from thidua.rules.tables import _home, _structured
from thidua.rules.tables._collect import Collector, Reading
from thidua.rules.tables._guard import LIMITS, Sheet, read_sheets, refused
from thidua.rules.tables._layouts import Table, line_place, read_table, sheet_place

DELIMITERS = ";,\t"
MAX_CELL = 32_767
FORMS = (".xlsx", ".csv", ".parquet", ".yaml", ".yml", ".json")


def read_data(path: Path, rulebook: Rulebook, units: Iterable[str] | None = None) -> Data:
    """What the units in a file reported: XLSX, CSV, Parquet, YAML or JSON by the ending of its name.

    With `units` any other unit is a problem. Raises `DataInvalid` with every problem and its place.
    """
    reading = read_content(content_of(path), path.name, rulebook, units)
    if reading.data is None:
        raise DataInvalid(reading.problems)
    return reading.data


def read_units(path: Path) -> tuple[UnitData, ...]:
    """A list of units (code, name, group) from any of the same forms; YAML may be a bare list.

    Raises `DataInvalid` with every problem.
    """
    nothing = Rulebook(id="units", title="", status="illustrative")
    return read_data(path, nothing).units


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises `DataInvalid` when it is not there, not a file or too large."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LIMITS.size + 1)
    except OSError:
        raise refused("not_there", name=path.name) from None
    if len(content) > LIMITS.size:
        raise refused("too_large", most=LIMITS.size >> 20)
    return content


def read_content(
    content: bytes, name: str, rulebook: Rulebook, units: Iterable[str] | None = None
) -> Reading:
    """The same from bytes (an upload), with problems, places and remarks instead of an error."""
    collector = Collector(rulebook, units)
    try:
        return _read(content, Path(name).suffix.lower(), collector)
    except DataInvalid as invalid:
        return Reading(None, (*invalid.problems, *collector.problems))


def _read(content: bytes, form: str, collector: Collector) -> Reading:
    if form not in FORMS:
        raise refused("unknown_form", form=form or "?", known=", ".join(FORMS))
    if form in {".yaml", ".yml", ".json"}:
        document = (_structured.read_json if form == ".json" else _structured.read_yaml)(content)
        if _structured.is_exchange(document):
            return _structured.read_exchange(document, collector)
        _structured.read_units(document, collector)
    elif form == ".csv":
        read_table(Table(read_csv(content), line_place), collector)
    elif form == ".parquet":
        read_table(Table(read_sheets(content, kind="parquet")[0], line_place), collector)
    else:
        sheets = read_sheets(content)
        if _home.is_ours(sheets):
            return _home.read_template(sheets, collector)
        read_table(_the_table(sheets, collector), collector)
    return collector.finish()


def _the_table(sheets: tuple[Sheet, ...], collector: Collector) -> Table:
    """The one sheet that holds the table: the first visible one with anything in it."""
    filled = [s for s in sheets if s.visible and any(c is not None for row in s.rows for c in row)]
    if not filled:
        raise refused("no_cells")
    if len(filled) > 1:
        values = {"used": filled[0].name, "others": ", ".join(s.name for s in filled[1:6])}
        collector.problems.append(Problem("", "table.other_sheets", "note", values))
    return Table(filled[0], sheet_place(filled[0].name))


def read_csv(content: bytes) -> Sheet:
    """The rows of a CSV file in UTF-8 (or UTF-16 with its mark, Excel's "Unicode text").

    The separator is the one of `;`, `,` and tab that the first line holds most often.
    """
    if len(content) > LIMITS.size:
        raise refused("too_large", most=LIMITS.size >> 20)
    text = _text_of(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows: list[tuple[str, ...]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(tuple(row))
            cells += len(row)
            _within(len(rows), len(row), cells)
            long = next((i for i, c in enumerate(row) if len(c) > MAX_CELL), None)
            if long is not None:
                raise refused("long_cell", line=len(rows), column=long + 1, most=MAX_CELL)
    except csv.Error:
        raise refused("not_csv", line=len(rows) + 1) from None
    if not rows:
        raise refused("empty")
    return Sheet("", tuple(rows))


def _within(rows: int, columns: int, cells: int) -> None:
    if rows > LIMITS.rows or columns > LIMITS.columns:
        raise refused("too_far", row=rows, column=columns, rows=LIMITS.rows, columns=LIMITS.columns)
    if cells > LIMITS.cells:
        raise refused("too_many_cells", most=LIMITS.cells)


def _text_of(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise refused("not_utf8") from None
    if "\0" in text:
        raise refused("not_csv", line=text[: text.index("\0")].count("\n") + 1)
    return text
