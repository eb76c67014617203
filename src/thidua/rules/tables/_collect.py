"""Cells with their places become `Data`; everything wrong is found in one pass, each with its cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, NamedTuple

from thidua.rules._data import Data, UnitData, Value
from thidua.rules._errors import Problem
from thidua.rules._expression import State
from thidua.rules._model import Criterion, Input, Rulebook
from thidua.rules._validate import MAX_NAME, mark_problems
from thidua.rules._wording import number_text
from thidua.rules.tables import _written as written
from thidua.rules.tables._guard import Cell
from thidua.rules.tables._written import MisreadError

MAX_CODE, MAX_TEXT = 50, 2000
ADDRESS = re.compile(r'(?P<sheet>sheet ".*"), cell (?P<column>[A-Z]+)(?P<row>\d+)')
TARGET_PLACES = 6
MARK_PLACES = 3
TIE_ORDER = "Thứ tự khi bằng điểm"
LARGEST_SHARE = 10  # a ratio's target is a share: 0,95 or 95 %


class Target(NamedTuple):
    """What a cell is about: `("value", input, part)`, `("mark", criterion, column)`,
    `("evidence", criterion, "")`, `("waived", gate, "")` or `("unit", "", field)`."""

    kind: str
    id: str
    part: str = ""


class Written(NamedTuple):
    """A cell as it stands in the file; `mark` is the reader's (`formula`, `error`, `percent`)."""

    cell: Cell
    place: str
    mark: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a file said. `data` is None when a problem of severity error stands in the way; `places`
    says where each value came from; `remarks` holds source and note of (unit, input); `stamp` and
    `period` come back from a template as they were put in."""

    data: Data | None
    problems: tuple[Problem, ...]
    places: Mapping[tuple[str, Target], str] = field(default_factory=dict)
    remarks: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    stamp: str = ""
    period: str = ""


class Collector:
    """Takes cells one by one; `finish` gives the `Reading`."""

    def __init__(self, rulebook: Rulebook, units: Iterable[str] | None = None) -> None:
        self.rulebook = rulebook
        self.known = None if units is None else set(units)
        self.problems: list[Problem] = []
        self.cells: dict[str, dict[Target, Written]] = {}
        self.strays: dict[str, str] = {}  # keys of rows that belong to no unit, and the code written there

    def problem(self, at: Written, code: str, /, **values: Any) -> None:
        """Note an error at the place of a cell."""
        self.problems.append(Problem(at.place, code, values=values, line=at.line))

    def add_unit(self, at: Written, *, once: bool = True) -> str:
        """The key under which the cells of this row are put: the unit's code where the row has one of its own.

        A row without such a code is a problem; its cells are read all the same, for what else is wrong.
        """
        code = written.text_of(at.cell)
        if not code or len(code) > MAX_CODE or "\0" in code:
            self.problem(at, "table.long_code" if len(code) > MAX_CODE else "table.no_code", most=MAX_CODE)
        elif self.known is not None and code not in self.known:
            self.problem(at, "table.unknown_unit", unit=code)
        elif once and code in self.cells:
            self.problem(at, "data.unit_twice", unit=code)
        else:
            self.cells.setdefault(code, {})
            return code
        return self.add_stray(code[:MAX_CODE])

    def add_stray(self, said: str = "") -> str:
        """A key for cells that belong to no unit: they are judged and never become data."""
        key = f"\0{len(self.strays)}"
        self.strays[key] = said
        self.cells[key] = {}
        return key

    def put(self, code: str, target: Target, at: Written) -> None:
        """One cell of a unit; an empty one says nothing."""
        if (at.cell is None or at.cell == "") and not at.mark:
            return
        if target in self.cells[code]:
            self.problem(
                at,
                "table.value_twice",
                unit=self.strays.get(code, code),
                first=self.cells[code][target].place,
            )
            return
        self.cells[code][target] = at

    def finish(self, stamp: str = "", period: str = "") -> Reading:
        """The data when nothing stands in the way, with all problems, in the order of the file."""
        units = tuple(self._unit(self.strays.get(code, code), cells) for code, cells in self.cells.items())
        remarks = {
            (code, t.id): (
                self._text(cells, t._replace(part="source")),
                self._text(cells, t._replace(part="note")),
            )
            for code, cells in self.cells.items()
            for t in cells
            if t.kind == "value" and t.part in {"source", "note"}
        }
        if not units and not self.problems:
            self.problem(Written(None, ""), "table.no_units")
        failed = any(p.severity == "error" for p in self.problems)
        places = {(code, t): at.place for code, cells in self.cells.items() for t, at in cells.items()}
        told = in_file_order(self.problems)
        return Reading(None if failed else Data(units), told, places, remarks, stamp, period)

    def _text(self, cells: Mapping[Target, Written], target: Target) -> str:
        at = cells.get(target)
        text = "" if at is None else written.text_of(at.cell)
        most, code = (
            (MAX_NAME, "data.name_too_long") if target.kind == "unit" else (MAX_TEXT, "data.text_too_long")
        )
        told = [(p.path, p.code) for p in self.problems]
        if at is not None and len(text) > most and (at.place, code) not in told:
            self.problem(at, code, limit=most)
        return text

    def _unit(self, code: str, cells: dict[Target, Written]) -> UnitData:
        inputs = {t.id for t in cells if t.kind == "value"}
        ordered = [i for i in self.rulebook.inputs if i.id in inputs]
        values = {i.id: v for i in ordered if (v := self._value(i, cells)) is not None}
        order = cells.get(Target("unit", "", "tie_order"))
        return UnitData(
            code,
            self._text(cells, Target("unit", "", "name")),
            self._text(cells, Target("unit", "", "group")),
            values,
            self._references(ordered, cells, "target"),
            self._references(ordered, cells, "previous"),
            self._marks(cells),
            {t.id: yes for t, at in cells.items() if t.kind == "evidence" for yes in self._yes(at)},
            frozenset(t.id for t, at in cells.items() if t.kind == "waived" and any(self._yes(at))),
            next((int(n) for n in self._numbers(order, 0, TIE_ORDER)), None) if order else None,
            self._text(cells, Target("unit", "", "decided_class")),
        )

    # One cell, one meaning. Each gives nothing when it noted a problem.

    def _tried(self, at: Written, read: Callable[[Cell], Any]) -> list[Any]:
        if at.mark in {"formula", "error"}:
            self.problem(at, f"table.{at.mark}_cell")
            return []
        try:
            return [read(at.cell)]
        except MisreadError as error:
            self.problem(at, f"table.{error.code}", **error.values)
            return []

    def _yes(self, at: Written) -> list[bool]:
        return self._tried(at, written.yes_no_of)

    def _numbers(self, at: Written, places: int, name: str, kind: str = "number") -> list[Fraction]:
        """The exact number of a cell on the grid of `places`, in the unit of `kind`."""
        shown = at.mark == "percent" and isinstance(at.cell, float)
        found: list[written.Number] = self._tried(
            at, lambda c: written.number_of(c, places + 2 if shown else places)
        )
        for number in found:
            value = number.value * 100 if shown and kind == "percent" else number.value
            if (number.percent or shown) and kind in {"count", "money"}:
                self.problem(at, "table.percent_for_count", said=written.text_of(at.cell))
                continue
            if number.percent and kind != "percent":
                value /= 100
            if (value * 10**places).denominator != 1:
                self.problem(at, "data.too_many_decimals", name=name, value=value, places=places)
                continue
            if number.note:
                said = written.text_of(at.cell)
                facts = {"said": said, "understood": number_text(value)}
                self.problems.append(Problem(at.place, f"table.{number.note}", "note", facts, at.line))
            return [value]
        return []

    def _limited(self, at: Written, inp: Input) -> list[Fraction]:
        found = self._numbers(at, inp.places, inp.name, inp.kind)
        for value in found:
            if inp.low <= value <= inp.high:
                return [value]
            limits = {"low": inp.low, "high": inp.high}
            self.problem(at, "data.outside_limits", input=inp.id, name=inp.name, value=value, **limits)
        return []

    def _references(
        self, inputs: list[Input], cells: dict[Target, Written], part: str
    ) -> dict[str, Fraction]:
        found = {}
        for inp in inputs:
            at = cells.get(Target("value", inp.id, part))
            if at is None or (written.state_of(at.cell) is not None and not at.mark):
                continue
            places = TARGET_PLACES if inp.kind in {"ratio", "percent", "number"} else inp.places
            for value in self._numbers(at, places, inp.name, inp.kind):
                if inp.kind == "ratio" and not 0 <= value <= LARGEST_SHARE:
                    self.problem(at, "table.share_wanted", understood=number_text(value), name=inp.name)
                elif value < 0 <= inp.low:
                    limits = {"low": inp.low, "high": inp.high}
                    self.problem(
                        at, "data.outside_limits", input=inp.id, name=inp.name, value=value, **limits
                    )
                else:
                    found[inp.id] = value
        return found

    def _marks(self, cells: dict[Target, Written]) -> dict[str, dict[str, Fraction]]:
        marks: dict[str, dict[str, Fraction]] = {}
        for target, at in cells.items():
            if target.kind != "mark" or (written.state_of(at.cell) is not None and not at.mark):
                continue
            criterion = self.rulebook.item_by_id[target.id]
            for value in self._numbers(at, MARK_PLACES, criterion.name):
                if isinstance(criterion, Criterion):
                    wrong = mark_problems(criterion, value, at.place)
                    self.problems += [replace(p, line=at.line) for p in wrong]
                marks.setdefault(target.id, {})[target.part] = value
        return marks

    def _value(self, inp: Input, cells: dict[Target, Written]) -> Value | None:
        """The value of one input from its parts; None when nothing was reported."""
        parts = {t.part: at for t, at in cells.items() if t.kind == "value" and t.id == inp.id}
        dates = [d for at in [parts.get("as_of")] if at for d in self._tried(at, written.date_of)]
        named, certainty = self._standing(parts.get("state"), parts.get("certainty"))
        held: dict[str, Written] = {p: parts[p] for p in ("amount", "of", "choice") if p in parts}
        words = {
            p: s for p, at in held.items() if not at.mark and (s := written.state_of(at.cell)) is not None
        }
        states = {*words.values(), *([] if named is None else [named])}
        if len(states) > 1 or (states and len(words) < len(held)):
            at = next((at for p, at in held.items() if p not in words), next(iter(held.values())))
            self.problem(at, "table.state_and_value", name=inp.name)
            return None
        if states:
            return Value(state=states.pop())
        if not held:
            return None
        return self._content(inp, held, {"certainty": certainty, "as_of": dates[0] if dates else None})

    def _standing(self, *cells: Written | None) -> tuple[State | None, str]:
        """State and certainty; a template's one column may name either."""
        state, certainty = None, "final"
        for at in cells:
            if at is None:
                continue
            found = written.state_of(at.cell)
            if found is not None:
                state = found
            else:
                certainty = next(iter(self._tried(at, written.certainty_of)), certainty)
        return state, certainty

    def _content(self, inp: Input, held: dict[str, Written], rest: dict[str, Any]) -> Value | None:
        at = held.get("choice" if inp.kind == "choice" and "choice" in held else "amount")
        if inp.kind != "ratio" and "of" in held:
            self.problem(held["of"], "table.of_for_plain", name=inp.name)
            return None
        if inp.kind == "ratio":
            return self._ratio(inp, held, rest)
        if at is None:
            self.problem(next(iter(held.values())), "table.choice_for_number", name=inp.name)
            return None
        if inp.kind == "choice":
            return next((Value(choice=c, **rest) for c in self._choice(inp, at)), None)
        if inp.kind == "yes_no":
            return next((Value(Fraction(yes), **rest) for yes in self._yes(at)), None)
        bound = written.bound_of(at.cell)
        return next((Value(n, bound=bound, **rest) for n in self._limited(at, inp)), None)

    def _ratio(self, inp: Input, held: dict[str, Written], rest: dict[str, Any]) -> Value | None:
        amount, of = held.get("amount"), held.get("of")
        if amount is not None and of is None and isinstance(amount.cell, str) and "/" in amount.cell:
            top, _, bottom = amount.cell.partition("/")
            amount, of = amount._replace(cell=top.strip()), amount._replace(cell=bottom.strip())
        if amount is None or of is None:
            there = amount or of or next(iter(held.values()))
            self.problem(there, "table.ratio_needs_both", name=inp.name,
                         top=inp.numerator or inp.name, bottom=inp.denominator or inp.name)  # fmt: skip
            return None
        both = [self._limited(amount, inp), self._limited(of, inp)]
        return Value(both[0][0], both[1][0], **rest) if all(both) else None

    def _choice(self, inp: Input, at: Written) -> list[str]:
        said = written.text_of(at.cell)
        for choice in inp.choices:
            if said == choice.id or written.folded(said) == written.folded(choice.name):
                return [choice.id]
        known = "; ".join(c.name for c in inp.choices)
        self.problem(
            at, "data.unknown_choice", input=inp.id, name=inp.name, choice=said[:MAX_CODE], known=known
        )
        return []


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By sheet (the first that something was told of first), row and column; by line."""
    sheets: dict[str, int] = {}

    def order(problem: Problem) -> tuple[int, int, int, str]:
        found = ADDRESS.fullmatch(problem.path)
        if found is None:
            line, _comma, column = problem.path.rpartition(", column ")
            return -1, problem.line or 0, int(column) if line.startswith("line ") else 0, ""
        sheet = sheets.setdefault(found["sheet"], len(sheets))
        return sheet, int(found["row"]), len(found["column"]), found["column"]

    return tuple(sorted(problems, key=order))


def address(row: int, column: int) -> str:
    """Row and column counted from 1 as a cell: (14, 4) -> `D14`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
