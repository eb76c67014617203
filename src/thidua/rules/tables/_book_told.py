"""What the loader says of the rulebook that a table made, said of the table's cells in the table's words."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from thidua.rules._errors import Problem
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules._shape import Shape
from thidua.rules._shapes import CRITERION, INPUT_SHAPE, RULEBOOK, SECTION
from thidua.rules.tables import _book_words as words
from thidua.rules.tables._book_labels import CHOICES, label_at
from thidua.rules.tables._collect import Written

STEP = re.compile(r"([^.\[]+)|\[(\d+)\]")
OWN_WORDS = {"wrong_type", "choices_and_kind", "order_incomplete", "ratio_needs_ends", "too_large"}
NO_CELL = Written(None, f'sheet "{words.GENERAL}"')


@dataclass
class Row:
    """One item as it is being built: the cells it came from, and the empty ones beside them."""

    content: dict[str, Any]
    parent: str
    cells: dict[str, Written]
    empty: dict[str, Written]
    rule: dict[str, Any] = field(default_factory=dict)
    from_column: set[str] = field(default_factory=set)  # parameters that the column of inputs gave
    rest: dict[str, Any] = field(default_factory=dict)
    children: list["Row"] = field(default_factory=list)

    def at(self, *columns: str) -> Written:
        """The cell of the first of these columns that the table has, else the name's."""
        cells = self.empty | self.cells
        return next((cells[c] for c in columns if c in cells), self.cells["name"])


@dataclass(frozen=True)
class Sources:
    """Where the parts of a rulebook came from: items, inputs (filled and all cells), general settings."""

    top: list[Row]
    inputs: list[tuple[dict[str, Written], dict[str, Written]]]
    general: Mapping[str, tuple[Written, Written]]  # by key: its own cell and its value's
    names: Mapping[str, str]  # names and ids of inputs


@dataclass(frozen=True)
class _Spot:
    """A place of the rulebook: its cell, and the keys that lead there inside `shape`."""

    at: Written
    shape: Shape
    keys: list[str]
    headings: Mapping[str, str]

    @property
    def label(self) -> str:
        """What the place is called in the table."""
        if len(self.keys) == 1 and self.keys[0] in self.headings:
            return self.headings[self.keys[0]]
        return label_at(self.shape, self.keys) if self.keys else ""

    def name_of(self, key: str) -> str:
        """What a key beside the last one is called."""
        return replace(self, keys=[*self.keys, key]).label


def told_in_cells(problem: Problem, sources: Sources) -> tuple[Problem, str]:
    """The problem at its cell in words of the table, and the key that it is about."""
    steps = [int(n) if n else key for key, n in STEP.findall(problem.path)]
    of_key = problem.code in {"missing_key", "unknown_key"}
    spot = _spot([*steps, problem.values["key"]] if of_key else steps, problem, sources)
    code, values = _said(problem, spot, sources)
    key = "choices" if problem.code == "choices_and_kind" else (spot.keys or [""])[-1]
    return Problem(spot.at.place, code, problem.severity, values), key


def _spot(steps: list[Any], problem: Problem, sources: Sources) -> _Spot:
    if steps[:1] == ["items"] and len(steps) > 1 and isinstance(steps[1], int):
        return _in_items(steps, problem, sources)
    if steps[:1] == ["inputs"] and len(steps) > 1 and isinstance(steps[1], int):
        keys = [s for s in steps[2:] if isinstance(s, str)]
        filled, every = sources.inputs[steps[1]]
        wanted = "choices" if problem.code == "choices_and_kind" else (keys or ["id"])[0]
        at = filled.get(wanted) or every.get(wanted) or filled.get("rest") or next(iter(filled.values()))
        if problem.code == "unknown_key":
            at = filled.get("rest", at)
        return _Spot(at, INPUT_SHAPE, keys, words.INPUT_COLUMNS)
    keys = [s for s in steps if isinstance(s, str)]
    key_cell, value_cell = sources.general.get((keys or [""])[0], (NO_CELL, NO_CELL))
    at = key_cell if problem.code == "unknown_key" and len(keys) == 1 else value_cell
    return _Spot(at, RULEBOOK, keys, words.general_labels())


def _in_items(steps: list[Any], problem: Problem, sources: Sources) -> _Spot:
    row, rest = sources.top[steps[1]], steps[2:]
    while rest[:1] == ["items"] and isinstance(rest[1:2][0] if rest[1:] else "", int) and row.children:
        row, rest = row.children[rest[1]], rest[2:]
    keys = [s for s in rest if isinstance(s, str)]
    first = (keys or ["name"])[0]
    if first == "rule":
        return _in_rule(row, keys[1:], problem)
    shape = SECTION if row.children else CRITERION
    if first in row.rest or problem.code == "unknown_key":
        return _Spot(row.at("rest"), shape, keys, words.COLUMNS)
    at = row.at("document", "article") if first == "source" else row.at(first, "rest")
    return _Spot(at, shape, keys, words.COLUMNS)


def _in_rule(row: Row, keys: list[str], problem: Problem) -> _Spot:
    """The cell of a parameter, or of the inputs where those give it or could."""
    key = (keys or [""])[0]
    lacking = problem.code == "missing_key" and len(keys) == 1 and key in words.FROM_COLUMN
    columns = ("inputs", "params", "rule") if key in row.from_column or lacking else ("params", "rule")
    at = row.at("rule") if key in {"", "type"} and "params" not in row.cells else row.at(*columns)
    return _Spot(at, PATTERN_SHAPES[row.rule.get("type", "manual")], keys, {})


def _said(problem: Problem, spot: _Spot, sources: Sources) -> tuple[str, dict[str, Any]]:
    """Code and facts of the sentence; keys of the file become labels."""
    values, code = problem.values, f"table.{problem.code}"
    match problem.code:
        case "missing_key":
            return "table.missing", {"name": spot.label}
        case "unknown_key":
            return "table.unknown_setting", {"key": values["key"], "near": values["near"]}
        case "not_one_of":
            allowed = ", ".join(_word(spot, str(a)) for a in values["allowed"])
            return code, {"name": spot.label, "said": values["value"], "known": allowed}
        case "decimal_comma":
            return "table.comma_in_formula", {"said": values["value"]}
        case "unknown_input":
            near = difflib.get_close_matches(values["name"][:100], list(sources.names), 1)
            return code, {"name": values["name"][:100], "near": near[0] if near else ""}
        case "both_given" | "one_of_two":
            return code, {key: spot.name_of(str(values[key])) for key in ("one", "other")}
    return code if problem.code in OWN_WORDS else problem.code, {
        **values,
        "name": values.get("name", spot.label),
    }


def _word(spot: _Spot, value: str) -> str:
    """A choice as the table writes it."""
    if spot.keys == ["kind"]:
        known = words.INPUT_KINDS if spot.shape is INPUT_SHAPE else words.KINDS
        return known.get(value, value)
    return CHOICES.get(value, value)
