"""A filled table of points becomes a rulebook; every problem with its cell, unknown rules to be judged by hand."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from thidua.rules._dump import WIDTH, Writer
from thidua.rules._errors import Problem, RulebookInvalid
from thidua.rules._load import parse_rulebook
from thidua.rules._model import Rulebook
from thidua.rules._references import CLASS_CODES
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules._shapes import CRITERION, INPUT_SHAPE, RULEBOOK, SECTION
from thidua.rules.tables import _book_words as words
from thidua.rules.tables._book_labels import entry_of, from_words, labels_of
from thidua.rules.tables._book_told import Row, Sources, told_in_cells
from thidua.rules.tables._collect import Written, in_file_order
from thidua.rules.tables._guard import Sheet, read_sheets, refused
from thidua.rules.tables._layouts import Table, sheet_place
from thidua.rules.tables._numbering import Tree
from thidua.rules.tables._written import MisreadError, folded, number_of, text_of

MOST_ROWS_ABOVE = 20
TOTALS = ("tổng cộng", "tổng số", "cộng", "tổng điểm")
KIND_WORDS = {"bonus": ("điểm thưởng", "điểm cộng"), "deduction": ("điểm trừ",)}
DEFAULT_TITLE = "Bảng điểm nhập từ Excel"
PLACES = 3
UNREADABLE = {"formula", "error"}
CHOICES_KIND = entry_of(INPUT_SHAPE, "choices")


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


class _Reader:
    def __init__(self, sheets: tuple[Sheet, ...]) -> None:
        self.sheets = {s.name: s for s in sheets}
        self.problems: list[Problem] = []
        self.input_names: dict[str, str] = {}
        self.made: list[dict[str, Any]] = []
        self.input_cells: list[tuple[dict[str, Written], dict[str, Written]]] = []
        self.general_cells: dict[str, tuple[Written, Written]] = {}
        self.unread: set[tuple[str, str]] = set()  # row and key of what was told already
        self.rows: dict[str, Row] = {}
        self.top: list[Row] = []

    def problem(self, at: Written, code: str, severity: str = "error", **values: Any) -> None:
        self.problems.append(Problem(at.place, code, severity, values))

    def _marked(self, cells: dict[str, Written]) -> None:
        """Formulas without a result and Excel's errors: told, and not missing besides."""
        for key, at in cells.items():
            if at.mark in UNREADABLE:
                self.problem(at, f"table.{at.mark}_cell")
                self.unread.add((_row_of(at), key))

    # The inputs and everything else: sheets that our own export has.

    def inputs(self) -> None:
        """The sheet of inputs, when there is one with our headings."""
        for cells, every in self._listed(words.INPUTS, words.INPUT_COLUMNS):
            content = {k: text_of(at.cell) for k, at in cells.items() if k not in {"kind", "choices", "rest"}}
            kind = folded(text_of(cells["kind"].cell)) if "kind" in cells else ""
            kinds = {folded(name): key for key, name in words.INPUT_KINDS.items()}
            content["kind"] = kinds.get(kind) or (text_of(cells["kind"].cell) if "kind" in cells else "")
            full: dict[str, Any] = {k: v for k, v in content.items() if v}
            if "choices" in cells:
                full |= self._choices(cells["choices"])
            for rest in self._yaml(cells["rest"], dict, "rest") if "rest" in cells else []:
                full |= from_words(INPUT_SHAPE, rest, {})
            if "id" not in full and "name" in full:
                full = {"id": _slug(full["name"], {str(m.get("id")) for m in self.made}), **full}
            self.made.append(full)
            self.input_cells.append((cells, every))
        self.input_names = {folded(str(m["name"])): str(m["id"]) for m in reversed(self.made) if "name" in m}

    def _choices(self, at: Written) -> dict[str, Any]:
        """The choices of an input: one a line by its name, or as `rulebook_table` wrote them."""
        if not text_of(at.cell).startswith(("[", "{")):
            names = _lines(at, "\n").split("\n")
            ids: list[str] = []
            for name in names:
                ids.append(_slug(name, set(ids)))
            return {"choices": [{"id": i, "name": n} for i, n in zip(ids, names, strict=True)]}
        found = self._yaml(at, list, "choices")
        return {"choices": from_words(CHOICES_KIND, found[0], {})} if found else {}

    def general(self) -> dict[str, Any]:
        """The sheet of everything else: key and YAML."""
        found: dict[str, Any] = {}
        for cells, every in self._listed(words.GENERAL, {"key": "Khóa", "value": "Giá trị"}):
            if "key" not in cells:
                self.problem(every.get("key", cells["value"]), "table.missing", name="Khóa")
                continue
            key = text_of(cells["key"].cell)
            if key in self.general_cells:
                self.problem(cells["key"], "table.value_twice", first=self.general_cells[key][0].place)
            self.general_cells[key] = cells["key"], cells.get("value") or every.get("value", cells["key"])
            for value in self._yaml(cells["value"], object, key) if "value" in cells else []:
                found[key] = from_words(entry_of(RULEBOOK, key), value, {})
        return found

    def _listed(
        self, name: str, columns: dict[str, str]
    ) -> Iterable[tuple[dict[str, Written], dict[str, Written]]]:
        """Rows of a sheet: the cells with something in them, and all."""
        sheet = self.sheets.get(name)
        if sheet is None:
            return
        table = Table(sheet, sheet_place(name))
        headings = {folded(text_of(c)): i for i, c in enumerate(table.header)}
        known = {k: headings[folded(h)] for k, h in columns.items() if folded(h) in headings}
        for row in table.rows():
            cells = {k: table.at(row, i) for k, i in known.items()}
            self._marked(cells)
            filled = {
                k: at for k, at in cells.items() if text_of(at.cell).strip() and at.mark not in UNREADABLE
            }
            if filled:  # a note beside or below the table is none of its rows
                yield filled, cells

    def _yaml(self, at: Written, kind: type, key: str) -> list[Any]:
        """What the cell's YAML says; nothing with a problem told."""
        text = at.cell if isinstance(at.cell, str) else text_of(at.cell)
        try:
            value = words.parsed(unicodedata.normalize("NFC", text))
        except RulebookInvalid:
            self.problem(at, "table.cell_syntax", said=text[:60])
        else:
            if isinstance(value, kind):
                return [value]
            self.problem(
                at, "table.brackets_wanted" if kind is list else "table.braces_wanted", said=text[:60]
            )
        self.unread.add((_row_of(at), key))
        return []

    # The table of points.

    def items(self, table: Table, header: int, columns: dict[str, int]) -> None:
        """Every row below the header as a section or a criterion."""
        tree, last = Tree(), None
        for index in range(header + 1, len(table.sheet.rows)):
            every = {k: table.at(index, c) for k, c in columns.items()}
            cells = {k: at for k, at in every.items() if at.cell is not None and at.mark not in UNREADABLE}
            self._marked(every)
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
            last.empty = {k: at for k, at in every.items() if k not in cells}
        if not self.rows and words.GENERAL not in self.sheets:
            self.problem(table.at(header, columns["name"]), "table.no_items")
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
    ) -> Row:
        parent = (text_of(cells["parent"].cell) if "parent" in cells else "") if told else None
        own, above = tree.place(number, parent)
        if number and re.fullmatch(r".*-\d+", own) and own != number:
            self.problem(cells["id"], "table.number_changed", "note", said=number[:50], own=own)
        if above and above not in self.rows:
            self.problem(cells.get("parent", cells["name"]), "table.unknown_parent", key=above)
        content: dict[str, Any] = {"id": own, "name": name}
        if not told and own != (shown := tree.shown(number)) and shown:
            content["number"] = shown  # printed for another item too
        for key in ("max", "note", "evidence", "source"):
            self._plain(key, cells, content)
        self._kind(cells, content)
        self.rows[own] = Row(content, above, cells, {})
        return self.rows[own]

    def _kind(self, cells: dict[str, Written], content: dict[str, Any]) -> None:
        said = text_of(cells["kind"].cell) if "kind" in cells else ""
        found = {folded(v): k for k, v in words.KINDS.items()}.get(folded(said), "")
        if found:
            content["kind"] = found
        elif said:
            known = ", ".join(words.KINDS.values())
            self.problem(
                cells["kind"], "table.not_one_of", name=words.COLUMNS["kind"], said=said[:60], known=known
            )

    def _plain(self, key: str, cells: dict[str, Written], content: dict[str, Any]) -> None:
        if key == "max" and "max" in cells:
            try:
                number = number_of(cells["max"].cell, PLACES).value
                content["max"] = int(number) if number.denominator == 1 else number
            except MisreadError as error:
                self.problem(cells["max"], f"table.{error.code}", **error.values)
                self.unread.add((_row_of(cells["max"]), "max"))
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
            sources = Sources(self.top, self.input_cells, self.general_cells, self._named())
            for problem in invalid.problems:
                if problem.code in CLASS_CODES and "classes" in self.general_cells.keys() - general:
                    continue  # the classes were told to be unreadable
                told, key = told_in_cells(problem, sources)
                if (_row_of(told), key) not in self.unread and told not in self.problems:
                    self.problems.append(told)
        if any(p.severity == "error" for p in self.problems):
            rulebook = None
        return RulebookReading(text, rulebook, in_file_order(self.problems))

    def _named(self) -> dict[str, str]:
        """Names and ids of inputs, for what a misspelt one was meant to be."""
        return {
            str(made[key]): str(made.get("id")) for made in self.made for key in ("name", "id") if key in made
        }

    def _guess_kind(self, row: Row) -> None:
        if "kind" in row.content or not row.children or "parent" in row.cells:
            return
        for kind, said in KIND_WORDS.items():
            if any(word in folded(row.content["name"]) for word in said):
                row.content["kind"] = kind
                self.problem(row.cells["name"], "table.guessed_kind", "note", name=words.KINDS[kind])

    def _item(self, row: Row) -> dict[str, Any]:
        item = dict(row.content)
        if not row.children and item.get("kind") in {"bonus", "deduction"}:
            self.problem(row.cells["kind"], "table.kind_of_leaf", name=words.KINDS[item["kind"]])
        if not row.children:
            item.pop("kind", None)
        for found in self._yaml(row.cells["rest"], dict, "rest") if "rest" in row.cells else []:
            row.rest = from_words(SECTION if row.children else CRITERION, found, self.input_names)
        for key, value in row.rest.items():
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

    def _rule(self, row: Row, item: dict[str, Any]) -> dict[str, Any]:
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
        told = set(rule)
        self._fill_inputs(kind, rule, row.cells.get("inputs"))
        if kind == "levels":
            self._levels(rule)
        row.rule, row.from_column = rule, set(rule) - told
        return rule

    def _parameters(self, kind: str, at: Written | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if at is None:
            return found
        labels = labels_of(kind)
        keys = {folded(label): key for key, label in labels.items()} | {key: key for key in labels}
        for line in _lines(at, "\n").split("\n"):
            name, colon, value = line.partition(":")
            key = keys.get(folded(name))
            if not colon or key is None or not value.strip():
                near = difflib.get_close_matches(folded(name)[:60], list(keys), 1)
                self.unread |= {(_row_of(at), keys[n]) for n in near}
                self.problem(at, "table.bad_parameter", said=line[:100], known=", ".join(labels.values()))
                continue
            try:
                if key in found:
                    self.problem(at, "table.parameter_twice", name=labels[key])
                said = words.parameter_value(value.strip())
                found[key] = from_words(entry_of(PATTERN_SHAPES[kind], key), said, self.input_names)
            except MisreadError as error:
                self.problem(at, f"table.{error.code}", **error.values)
                self.unread.add((_row_of(at), key))
            except RulebookInvalid:
                self.unread.add((_row_of(at), key))
                self.problem(at, "table.parameter_syntax", name=name.strip(), said=value.strip()[:60])
        return found

    def _levels(self, rule: dict[str, Any]) -> None:
        """Levels named by the words of the choice become its ids."""
        made = next((m for m in self.made if m.get("id") == rule.get("input")), {})
        known = {
            folded(str(c.get("name"))): c.get("id") for c in made.get("choices", []) if isinstance(c, dict)
        }
        for level in rule["levels"] if isinstance(rule.get("levels"), list) else []:
            if isinstance(level, dict) and isinstance(level.get("choice"), str):
                level["choice"] = known.get(folded(level["choice"]), level["choice"])

    def _fill_inputs(self, kind: str, rule: dict[str, Any], at: Written | None) -> None:
        """Inputs named in their own column stand where the rule wants an input and none was written."""
        if at is None:
            return
        needed = PATTERN_SHAPES[kind].definition()["required"]
        wanted = [k for k in needed if k not in rule and k in words.FROM_COLUMN]
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
        self.input_cells.append(({"name": at}, {}))
        self.problem(at, "table.input_made", "note", name=name, kind=words.INPUT_KINDS[kind])
        return own


def _row_of(told: Written | Problem) -> str:
    """The sheet and row of a cell."""
    place = told.place if isinstance(told, Written) else told.path
    return re.sub(r", cell [A-Z]+", ", ", place)


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
