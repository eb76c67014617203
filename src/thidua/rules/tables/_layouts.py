"""Plain tables of other people: one row a unit (wide) or one row a value (long)."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence

from thidua.rules._model import Rulebook
from thidua.rules.tables._collect import Collector, Target, Written, address
from thidua.rules.tables._guard import Cell, Sheet
from thidua.rules.tables._written import folded, text_of

Place = Callable[[int, int], tuple[str, int | None]]
UNIT_FIELDS = {
    "code": {"code", "unit", "mã", "mã đơn vị", "đơn vị"},
    "name": {"name", "tên", "tên đơn vị"},
    "group": {"group", "nhóm", "cụm", "khối"},
    "tie_order": {"tie_order", "thứ tự khi bằng điểm"},
    "decided_class": {"decided_class", "xếp loại theo quyết định"},
}
LONG_FIELDS = {
    "unit": {"unit", "code", "mã đơn vị", "đơn vị"},
    "indicator": {"indicator", "input", "chỉ tiêu", "mã chỉ tiêu"},
    "amount": {"amount", "value", "giá trị", "số lượng", "tử số", "kết quả"},
    "of": {"of", "mẫu số", "tổng số"},
    "state": {"state", "tình trạng", "trạng thái"},
    "choice": {"choice", "lựa chọn", "mức"},
    "certainty": {"certainty", "loại số liệu", "ước/chính thức"},
    "as_of": {"as_of", "ngày chốt", "ngày chốt số liệu"},
    "target": {"target", "chỉ tiêu giao"},
    "previous": {"previous", "năm trước", "cùng kỳ"},
    "name": {"name", "tên đơn vị"},
    "group": {"group", "nhóm", "cụm", "khối"},
}
VALUE_PARTS = (
    "amount",
    "of",
    "target",
    "previous",
    "state",
    "choice",
    "certainty",
    "as_of",
    "source",
    "note",
)
UNIT = "unit"


class Table:
    """Rows of cells from one sheet or CSV file, each cell with its place."""

    def __init__(self, sheet: Sheet, place: Place) -> None:
        self.sheet, self.place = sheet, place

    def at(self, row: int, column: int) -> Written:
        """The cell at row and column, counted from 0."""
        cells = self.sheet.rows[row] if row < len(self.sheet.rows) else ()
        cell = cells[column] if column < len(cells) else None
        mark = self.sheet.marks.get((row + 1, column + 1), "")
        place, line = self.place(row + 1, column + 1)
        if isinstance(cell, str) and not cell.strip():
            cell = None
        return Written(cell, place, mark, line)

    def rows(self) -> Iterator[int]:
        """Indexes of the rows after the header that hold anything."""
        for index in range(1, len(self.sheet.rows)):
            if any(c is not None and c != "" for c in self.sheet.rows[index]):
                yield index

    @property
    def header(self) -> Sequence[Cell]:
        """The first row."""
        return self.sheet.rows[0] if self.sheet.rows else ()


def sheet_place(name: str) -> Place:
    """Places in a sheet of a workbook: `sheet "Số liệu", cell D14`."""
    return lambda row, column: (f'sheet "{name}", cell {address(row, column)}', None)


def line_place(row: int, column: int) -> tuple[str, int | None]:
    """Places in a text table: `line 7, column 3`."""
    return f"line {row}, column {column}", row


def read_table(table: Table, collector: Collector) -> None:
    """The table into the collector, whichever of the two layouts its header shows."""
    columns = _fields(table.header, LONG_FIELDS)
    if "unit" in columns and "indicator" in columns:
        _read_long(table, columns, collector)
    else:
        _read_wide(table, collector)


def _fields(header: Sequence[Cell], known: Mapping[str, set[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        word = folded(text_of(cell))
        for field, words in known.items():
            if word in words and field not in found:
                found[field] = index
                break
    return found


def _read_wide(table: Table, collector: Collector) -> None:
    targets: dict[int, Target] = {}
    naming = _Naming(collector.rulebook)
    for index in range(len(table.header)):
        at = table.at(0, index)
        if at.cell is None:
            continue
        target = naming.target(text_of(at.cell))
        if target is None:
            collector.problem(at, "table.unknown_column", **naming.near(text_of(at.cell)))
        elif target in targets.values():
            collector.problem(at, "table.column_twice", name=text_of(at.cell))
        else:
            targets[index] = target
    codes = [i for i, t in targets.items() if t == Target(UNIT, "", "code")]
    if not codes:
        collector.problem(table.at(0, 0), "table.no_code_column")
    for row in table.rows():
        code = collector.add_unit(table.at(row, codes[0])) if codes else collector.add_stray()
        _read_row(table, row, code, targets, collector)


def _read_row(table: Table, row: int, code: str, targets: dict[int, Target], collector: Collector) -> None:
    for column in range(len(table.sheet.rows[row])):
        at = table.at(row, column)
        target = targets.get(column)
        if target is None:
            if at.cell is not None and (column >= len(table.header) or table.at(0, column).cell is None):
                collector.problem(at, "table.cell_without_header")
        elif target != Target(UNIT, "", "code"):
            collector.put(code, target, at)


def _read_long(table: Table, columns: dict[str, int], collector: Collector) -> None:
    naming = _Naming(collector.rulebook)
    for index in range(len(table.header)):
        at = table.at(0, index)
        if at.cell is not None and index not in columns.values():
            collector.problem(at, "table.unknown_column", name=text_of(at.cell)[:100], near="")
    for row in table.rows():
        unit = collector.add_unit(table.at(row, columns["unit"]), once=False)
        at = table.at(row, columns["indicator"])
        found = naming.input(text_of(at.cell))
        if found is None:
            collector.problem(at, "table.unknown_input", **naming.near(text_of(at.cell)))
        else:
            _put_long(table, row, (unit, found), columns, collector)


def _put_long(
    table: Table, row: int, what: tuple[str, str], columns: dict[str, int], collector: Collector
) -> None:
    unit, found = what
    for field, column in columns.items():
        target = Target(UNIT, "", field)
        if field in VALUE_PARTS:
            collector.put(unit, Target("value", found, field), table.at(row, column))
        elif field in {"name", "group"} and target not in collector.cells[unit]:
            collector.put(unit, target, table.at(row, column))


class _Naming:
    """What a heading names: unit fields, input ids or exact names, marks, evidence, gates."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.words = {word: field for field, words in UNIT_FIELDS.items() for word in words}
        names: dict[str, list[str]] = {}
        for inp in rulebook.inputs:
            names.setdefault(folded(inp.name), []).append(inp.id)
        self.by_name = {name: ids[0] for name, ids in names.items() if len(ids) == 1}

    def input(self, word: str) -> str | None:
        """The input with this id or exact name."""
        return word if word in self.rulebook.input_by_id else self.by_name.get(folded(word))

    def target(self, word: str) -> Target | None:
        """What a column under this heading holds; None when nothing is called so."""
        found = self.input(word)
        if found:
            return Target("value", found, "amount")
        if folded(word) in self.words:
            return Target(UNIT, "", self.words[folded(word)])
        kind, colon, rest = word.partition(":")
        if colon:
            return self._special(kind.strip().lower(), rest.strip())
        name, _, part = word.rpartition(".")
        found = self.input(name.strip())
        return Target("value", found, part) if found and part in VALUE_PARTS else None

    def _special(self, kind: str, rest: str) -> Target | None:
        gates = {g.id for g in self.rulebook.gates}
        criteria = {c.id for c in self.rulebook.criteria}
        if kind == "waived" and rest in gates:
            return Target(kind, rest)
        if kind == "evidence" and rest in criteria:
            return Target(kind, rest)
        columns = [c.id for c in self.rulebook.scorers.columns]
        criterion, _, column = rest.partition(":")
        column = column or columns[-1]
        known = kind == "mark" and criterion in criteria and column in columns
        return Target(kind, criterion, column) if known else None

    def near(self, word: str) -> dict[str, str]:
        """The word, and what it may have been meant to be."""
        known = [*self.rulebook.input_by_id, *(i.name for i in self.rulebook.inputs), *self.words]
        found = difflib.get_close_matches(word[:100], known, 1)
        return {"name": word[:100], "near": found[0] if found else ""}
