"""Read a filled template back by the identity that every row and column carries, not by position.

Column A (hidden) of a unit's sheet names each row, row 1 (hidden) each column, cell A1 the unit; the
very hidden sheet `_ids` names the rulebook's edition and the units. Rows that were moved are found,
rows that were lost, copied or typed in between are problems.
"""

from collections.abc import Iterator

from thidua.rules._errors import Problem
from thidua.rules.tables._collect import Collector, Reading, Target, address
from thidua.rules.tables._guard import Sheet, refused
from thidua.rules.tables._layouts import Table, sheet_place
from thidua.rules.tables._written import text_of

SCHEMA = "thidua-template/1"
IDS = "_ids"
UNIT_MARK = "unit:"
SILENT = {"head", "text"}
NAME_AT, GROUP_AT = 2, 3  # columns of the second row


def is_ours(sheets: tuple[Sheet, ...]) -> bool:
    """True when the workbook was made by `template_workbook`, of whatever version."""
    return any(s.name == IDS and _text(s, 0, 0).startswith("thidua-template/") for s in sheets)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return text_of(cells[column]) if column < len(cells) else ""


def read_template(sheets: tuple[Sheet, ...], collector: Collector) -> Reading:
    """The filled template into the collector. Raises `DataInvalid` when it is of another rulebook."""
    ids = next(s for s in sheets if s.name == IDS)
    facts = {_text(ids, row, 0): _text(ids, row, 1) for row in range(min(len(ids.rows), 8))}
    if _text(ids, 0, 0) != SCHEMA:
        raise refused("other_template_version", version=_text(ids, 0, 0)[:50], wanted=SCHEMA)
    rulebook = collector.rulebook
    if (facts.get("rulebook"), facts.get("digest")) != (rulebook.id, rulebook.digest):
        theirs = f"{facts.get('title', '')[:200]} ({facts.get('digest', '')[:8]})"
        raise refused("other_rulebook", theirs=theirs, ours=f"{rulebook.title} ({rulebook.digest[:8]})")
    units = {_text(ids, r, 1): _text(ids, r, 2) for r in range(len(ids.rows)) if _text(ids, r, 0) == "unit"}
    found = 0
    for sheet in sheets:
        mark = _text(sheet, 0, 0)
        if mark.startswith(UNIT_MARK):
            found += 1
            _read_unit(Table(sheet, sheet_place(sheet.name)), mark.removeprefix(UNIT_MARK), units, collector)
    if found < len(units):
        values = {"found": found, "wanted": len(units)}
        collector.problems.append(Problem("", "file.sheets_lost", values=values))
    return collector.finish(facts.get("stamp", ""), facts.get("period", ""))


def _read_unit(table: Table, said: str, units: dict[str, str], collector: Collector) -> None:
    corner = table.at(0, 0)._replace(cell=said, place=f'sheet "{table.sheet.name}"')
    if said in units:
        code = collector.add_unit(corner)
    else:
        collector.problem(corner, "table.sheet_changed", unit=said[:50])
        code = collector.add_stray(said[:50])
    for field, column in (("name", NAME_AT), ("group", GROUP_AT)):
        at = table.at(1, column)
        collector.put(code, Target("unit", "", field), at)
    columns = {text_of(c): i for i, c in enumerate(table.sheet.rows[0]) if i and c is not None}
    told = units.get(said, "0")
    if "amount" not in columns or not (told.isascii() and told.isdecimal()):
        collector.problem(corner, "table.sheet_changed", unit=said[:50])
        return
    seen = list(_read_rows(table, code, columns, collector))
    lost = int(told) - len(set(seen))
    if lost > 0:
        collector.problem(corner, "table.rows_lost", count=lost)


def _read_rows(table: Table, code: str, columns: dict[str, int], collector: Collector) -> Iterator[Target]:
    for row in range(2, len(table.sheet.rows)):
        key = text_of(table.at(row, 0).cell)
        if key in SILENT:
            continue
        kind, _, rest = key.partition(":")
        target = Target(kind, *rest.rpartition(":")[::2]) if kind == "mark" else Target(kind, rest)
        if not _known(target, collector):
            _stray(table, row, collector)
            continue
        yield target
        if kind == "value":
            for part, column in columns.items():
                collector.put(code, target._replace(part=part), table.at(row, column))
        else:
            collector.put(code, target, table.at(row, columns["amount"]))


def _known(target: Target, collector: Collector) -> bool:
    if target.kind == "value":
        return target.id in collector.rulebook.input_by_id
    return target.kind in {"mark", "evidence"} and target.id in collector.rulebook.item_by_id


def _stray(table: Table, row: int, collector: Collector) -> None:
    """Something typed into a row that is not of the template."""
    for column in range(len(table.sheet.rows[row])):
        at = table.at(row, column)
        if at.cell is not None:
            collector.problem(at, "table.stray_row", cell=address(row + 1, column + 1))
            return
