"""A filled table of points becomes a rulebook; every problem with its cell, unknown rules to be judged by hand."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from thidua.rules._dump import WIDTH, Writer
from thidua.rules._errors import Problem, RulebookInvalid
from thidua.rules._load import parse_rulebook
from thidua.rules._model import Rulebook
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules.tables import _book_words as words
from thidua.rules.tables._collect import Written
from thidua.rules.tables._guard import Sheet, read_sheets, refused
from thidua.rules.tables._layouts import Table, sheet_place
from thidua.rules.tables._numbering import Tree
from thidua.rules.tables._written import MisreadError, folded, number_of, text_of

MOST_ROWS_ABOVE = 20
TOTALS = ("tổng cộng", "tổng số", "cộng", "tổng điểm")
KIND_WORDS = {"bonus": ("điểm thưởng", "điểm cộng"), "deduction": ("điểm trừ",)}
PLACE = re.compile(r"(?P<list>items|inputs)\[(?P<first>\d+)\](?P<rest>.*)")
STEP = re.compile(r"\.items\[(\d+)\]")
DEFAULT_TITLE = "Bảng điểm nhập từ Excel"
PLACES = 3


@dataclass(frozen=True)
class RulebookReading:
    """`text` is the YAML that the table makes, to go on editing; `rulebook` is None while an error stands."""

    text: str
    rulebook: Rulebook | None
    problems: tuple[Problem, ...]


def read_rulebook_table(content: bytes) -> RulebookReading:
    """The rulebook in an XLSX: one that `rulebook_table` wrote, or an office's own table of points.

    A table needs a column "Nội dung" and a column "Điểm tối đa"; sections are told by their numbers
    (I, 1, 1.1, a). A criterion whose way of scoring is not named or not known is judged by hand and
    says so. Raises `DataInvalid` when the file cannot be opened or holds no such table.
    """
    sheets = read_sheets(content)
    found = next((f for s in sheets if s.visible if (f := _header(s)) is not None), None)
    if found is None:
        raise refused("no_rulebook_table")
    reader = _Reader(sheets)
    reader.inputs()
    reader.items(*found)
    return reader.finish(reader.general())


def _header(sheet: Sheet) -> tuple[Table, int, dict[str, int]] | None:
    for row in range(min(len(sheet.rows), MOST_ROWS_ABOVE)):
        columns: dict[str, int] = {}
        for index, cell in enumerate(sheet.rows[row]):
            word = folded(text_of(cell))
            for key, known in words.HEADINGS.items():
                if word in known and key not in columns:
                    columns[key] = index
        if "name" in columns and "max" in columns:
            return Table(sheet, sheet_place(sheet.name)), row, columns
    return None


@dataclass
class _Row:
    """One item as it is being built, with the cells it came from."""

    content: dict[str, Any]
    parent: str
    cells: dict[str, Written]
    children: list["_Row"] = field(default_factory=list)


class _Reader:
    def __init__(self, sheets: tuple[Sheet, ...]) -> None:
        self.sheets = {s.name: s for s in sheets}
        self.problems: list[Problem] = []
        self.made: list[dict[str, Any]] = []
        self.input_cells: list[dict[str, Written]] = []
        self.general_cells: dict[str, Written] = {}
        self.rows: dict[str, _Row] = {}
        self.top: list[_Row] = []

    def problem(self, at: Written, code: str, severity: str = "error", **values: Any) -> None:
        self.problems.append(Problem(at.place, code, severity, values))

    # The inputs and everything else: sheets that our own export has.

    def inputs(self) -> None:
        """The sheet of inputs, when there is one with our headings."""
        for cells in self._listed(words.INPUTS, words.INPUT_COLUMNS):
            content = {k: text_of(at.cell) for k, at in cells.items() if k not in {"kind", "choices", "rest"}}
            kind = folded(text_of(cells["kind"].cell)) if "kind" in cells else ""
            kinds = {folded(name): key for key, name in words.INPUT_KINDS.items()}
            content["kind"] = kinds.get(kind, kind)
            full: dict[str, Any] = {k: v for k, v in content.items() if v}
            if "choices" in cells:
                full["choices"] = self._yaml(cells["choices"], list)
            if "rest" in cells:
                full |= self._yaml(cells["rest"], dict)
            if "id" not in full and "name" in full:
                full = {"id": _slug(full["name"], {str(m.get("id")) for m in self.made}), **full}
            self.made.append(full)
            self.input_cells.append(cells)

    def general(self) -> dict[str, Any]:
        """The sheet of everything else: key and YAML."""
        found: dict[str, Any] = {}
        for cells in self._listed(words.GENERAL, {"key": "Khóa", "value": "Giá trị"}):
            if "key" in cells and "value" in cells:
                key = text_of(cells["key"].cell)
                found[key] = self._yaml(cells["value"], object)
                self.general_cells[key] = cells["value"]
        return found

    def _listed(self, name: str, columns: dict[str, str]) -> Iterable[dict[str, Written]]:
        sheet = self.sheets.get(name)
        if sheet is None:
            return
        table = Table(sheet, sheet_place(name))
        headings = {folded(text_of(c)): i for i, c in enumerate(table.header)}
        known = {k: headings[folded(h)] for k, h in columns.items() if folded(h) in headings}
        for row in table.rows():
            cells = {k: table.at(row, i) for k, i in known.items()}
            filled = {k: at for k, at in cells.items() if text_of(at.cell).strip()}
            if filled:  # a note beside or below the table is none of its rows
                yield filled

    def _yaml(self, at: Written, kind: type) -> Any:
        """What the cell's YAML says; with a problem told, nothing of its kind."""
        nothing = None if kind is object else kind()
        text = at.cell if isinstance(at.cell, str) else text_of(at.cell)
        try:
            value = words.parsed(unicodedata.normalize("NFC", text))
        except RulebookInvalid as invalid:
            self.problems += [replace(p, path=at.place, line=None) for p in invalid.problems]
            return nothing
        if not isinstance(value, kind):
            self.problem(at, "table.not_a_block")
            return nothing
        return value

    # The table of points.

    def items(self, table: Table, header: int, columns: dict[str, int]) -> None:
        """Every row below the header as a section or a criterion."""
        tree, last = Tree(), None
        for index in range(header + 1, len(table.sheet.rows)):
            cells = {k: at for k, c in columns.items() if (at := table.at(index, c)).cell is not None}
            name = text_of(cells["name"].cell) if "name" in cells else ""
            number = text_of(cells["id"].cell) if "id" in cells else ""
            totals = not number and folded(name).startswith(TOTALS)  # with a number: “4 Cộng, trừ” is an item
            if not name or totals or (name.isdecimal() and number.isdecimal()):
                continue  # empty, a total, or the row that numbers the columns
            if not number and "max" not in cells and last is not None:
                note = last.content.get("note", "")
                last.content["note"] = f"{note} {name}".strip()
                continue
            last = self._row(tree, number, name, cells, "parent" in columns)
        for row in self.rows.values():
            above = self.rows.get(row.parent)
            (above.children if above else self.top).append(row)

    def _row(
        self,
        tree: Tree,
        number: str,
        name: str,
        cells: dict[str, Written],
        told: bool,  # noqa: FBT001
    ) -> _Row:
        parent = (text_of(cells["parent"].cell) if "parent" in cells else "") if told else None
        own, above = tree.place(number, parent)
        if above and above not in self.rows:
            self.problem(cells.get("parent", cells["name"]), "table.unknown_parent", key=above)
        content: dict[str, Any] = {"id": own, "name": name}
        if not told and own != (shown := tree.shown(number)) and shown:
            content["number"] = shown  # printed for another item too
        for key in ("max", "note", "evidence", "source"):
            self._plain(key, cells, content)
        kinds = {folded(v): k for k, v in words.KINDS.items()}
        if "kind" in cells:
            content["kind"] = kinds.get(folded(text_of(cells["kind"].cell)), text_of(cells["kind"].cell))
        self.rows[own] = _Row(content, above, cells)
        return self.rows[own]

    def _plain(self, key: str, cells: dict[str, Written], content: dict[str, Any]) -> None:
        if key == "max" and "max" in cells:
            try:
                number = number_of(cells["max"].cell, PLACES).value
                content["max"] = int(number) if number.denominator == 1 else number
            except MisreadError as error:
                self.problem(cells["max"], f"table.{error.code}", **error.values)
        elif key == "note" and "note" in cells:
            content["note"] = _lines(cells["note"], "\n")
        elif key == "evidence" and "evidence" in cells:
            content["evidence"] = {"required": _lines(cells["evidence"], "\n").split("\n")}
        elif key == "source":
            source = {k: text_of(cells[k].cell) for k in ("document", "article") if k in cells}
            content |= {"source": source} if source else {}

    def finish(self, general: dict[str, Any]) -> RulebookReading:
        """The YAML of the whole, and the rulebook when it is one."""
        for row in self.top:
            self._guess_kind(row)
        items = [self._item(row) for row in self.top]
        title = text_of(general.get("title", "")) or DEFAULT_TITLE
        content = {
            "format": "thidua-rulebook/1",
            "id": "bang-diem",
            "title": title,
            "status": "illustrative",
            **general,
        }
        text = yaml.dump(
            {**content, "inputs": self.made, "items": items},
            Dumper=Writer, allow_unicode=True, sort_keys=False, default_flow_style=False, width=WIDTH,
        )  # fmt: skip
        rulebook = None
        try:
            rulebook = parse_rulebook(text)
        except RulebookInvalid as invalid:
            self.problems += [replace(p, path=self._cell_of(p.path)) for p in invalid.problems]
        if any(p.severity == "error" for p in self.problems):
            rulebook = None
        return RulebookReading(text, rulebook, tuple(self.problems))

    def _guess_kind(self, row: _Row) -> None:
        if "kind" in row.content or not row.children or "parent" in row.cells:
            return
        for kind, said in KIND_WORDS.items():
            if any(word in folded(row.content["name"]) for word in said):
                row.content["kind"] = kind
                self.problem(row.cells["name"], "table.guessed_kind", "note", name=words.KINDS[kind])

    def _item(self, row: _Row) -> dict[str, Any]:
        item = dict(row.content)
        rest = self._yaml(row.cells["rest"], dict) if "rest" in row.cells else {}
        for key, value in rest.items():
            item[key] = (
                {**item[key], **value}
                if isinstance(item.get(key), dict) and isinstance(value, dict)
                else value
            )
        if row.children:
            item["items"] = [self._item(child) for child in row.children]
        else:
            item["rule"] = self._rule(row, item)
        return item

    def _rule(self, row: _Row, item: dict[str, Any]) -> dict[str, Any]:
        said = text_of(row.cells["rule"].cell) if "rule" in row.cells else ""
        kind = words.pattern_named(said) if said else None
        if kind is None:
            at = row.cells.get("rule", row.cells["name"])
            if said:
                self.problem(at, "table.rule_unknown", "warning", said=said[:200])
                item["note"] = f"{item.get('note', '')} Cách chấm ghi trong bảng: {said}".strip()
            else:
                self.problem(at, "table.rule_absent", "note", name=item["name"])
            return {"type": "manual"}
        rule = {"type": kind, **self._parameters(kind, row.cells.get("params"))}
        self._fill_inputs(kind, rule, row.cells.get("inputs"))
        return rule

    def _parameters(self, kind: str, at: Written | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if at is None:
            return found
        labels = words.labels_of(kind)
        keys = {folded(label): key for key, label in labels.items()} | {key: key for key in labels}
        for line in _lines(at, "\n").split("\n"):
            name, colon, value = line.partition(":")
            key = keys.get(folded(name))
            if not colon or key is None or not value.strip():
                known = ", ".join(labels.values())
                self.problem(at, "table.bad_parameter", said=line[:100], known=known)
                continue
            try:
                found[key] = words.parameter_value(value.strip())
            except MisreadError as error:
                self.problem(at, f"table.{error.code}", **error.values)
            except RulebookInvalid as invalid:
                self.problems += [replace(p, path=at.place, line=None) for p in invalid.problems]
        return found

    def _fill_inputs(self, kind: str, rule: dict[str, Any], at: Written | None) -> None:
        """Inputs named in their own column stand where the rule wants an input and none was written."""
        if at is None:
            return
        needed = PATTERN_SHAPES[kind].definition()["required"]
        wanted = [k for k in needed if k not in rule and k in {"input", "yes", "done", "of"}]
        if kind == "ratio" and not {"input", "of", "over"} & rule.keys():
            wanted = ["of", "over"] if "\n" in str(at.cell) else ["input"]
        for key, name in zip(wanted, _lines(at, "\n").split("\n"), strict=False):
            rule[key] = self._input(name, at)

    def _input(self, name: str, at: Written) -> str:
        for made in self.made:
            if folded(name) in {folded(made.get("name", "")), made.get("id")}:
                return str(made.get("id"))
        own = _slug(name, {str(m.get("id")) for m in self.made})
        kind = "percent" if folded(name).startswith(("tỷ lệ", "tỉ lệ")) else "count"
        self.made.append({"id": own, "name": name, "kind": kind})
        self.input_cells.append({"name": at})
        self.problem(at, "table.input_made", "note", name=name, kind=words.INPUT_KINDS[kind])
        return own

    # Where a problem of the finished YAML came from.

    def _cell_of(self, path: str) -> str:
        found = PLACE.fullmatch(path)
        if not found:
            at = self.general_cells.get(re.split(r"[.\[]", path)[0])
            return at.place if at else path
        if found["list"] == "inputs":
            cells = self.input_cells[int(found["first"])]
            key = found["rest"].lstrip(".").partition(".")[0].partition("[")[0]
            return (cells.get(key) or cells.get("rest") or next(iter(cells.values()))).place
        row, rest = self.top[int(found["first"])], found["rest"]
        while step := STEP.match(rest):
            row, rest = row.children[int(step[1])], rest[step.end() :]
        return self._item_cell(row, rest.lstrip(".").partition(".")[0].partition("[")[0]).place

    @staticmethod
    def _item_cell(row: _Row, key: str) -> Written:
        tries = {
            "rule": ("params", "rule"),
            "source": ("document", "article"),
            "id": ("id",),
            "kind": ("kind",),
        }
        for name in (*tries.get(key, (key,)), "rest" if key not in tries else "name", "name"):
            if name in row.cells:
                return row.cells[name]
        return row.cells["name"]


def _lines(at: Written, joint: str) -> str:
    """A cell's text line by line, each tidied."""
    text = at.cell if isinstance(at.cell, str) else text_of(at.cell)
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    return joint.join(line for line in lines if line)


def _slug(name: str, taken: set[str]) -> str:
    """An identifier from a Vietnamese name."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    word = re.sub(r"[^a-z0-9]+", "_", "".join(c for c in plain if not unicodedata.combining(c))).strip("_")[
        :40
    ]
    word = word if word[:1].isalpha() else f"x_{word}".rstrip("_")
    found, copy = word, 2
    while found in taken:
        found, copy = f"{word}_{copy}", copy + 1
    return found
