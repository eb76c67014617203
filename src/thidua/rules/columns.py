"""Scoring whole nations at once: columns of numbers in, totals and places out, exact to the last digit.

>>> from thidua.rules.columns import Columns, score_columns      # needs numpy; the rest of the engine does not
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.rules._data import Data, UnitData, Value
from thidua.rules._errors import DataInvalid, Problem
from thidua.rules._expression import State, Total
from thidua.rules._groups import Groups
from thidua.rules._integer_program import IntegerProgram, integer_program
from thidua.rules._integers import GROUP_LIMIT, MARK_PLACES, KnownStates, NotLowered, Slot
from thidua.rules._live import LiveGroup
from thidua.rules._model import Rulebook
from thidua.rules._nodes import Node
from thidua.rules._program import Program, program_of
from thidua.rules._validate import validate
from thidua.rules._vectors import Kernel, kernel

Ints = NDArray[np.int64]
States = NDArray[np.int8]
COMBINED_MARKS = {
    "data.mark_outside",
    "data.mark_off_grid",
}  # a column holds what several marks gave together
BLOCK_ROWS = 32_768  # columns of a block stay in the processor's cache


@dataclass(frozen=True)
class Columns:
    """What all units reported, one column per thing.

    `values` holds value × 10^places as int64, named `x`, `x.amount`, `x.of`, `x.target`, `x.previous`,
    `mark:1.2` (× 10 000) or `evidence:1.2` (1 or 0); a choice is its index. `states` holds a `State` per
    row under the same names (a ratio's under `x`); a column without states has a value in every row, a
    column that is absent is missing in every row. `groups` names the group of each row; rows of a group
    stand together. `members` says how many units the row's group has (one number for all, or one per
    row), so that a group that was cut apart is noticed.
    """

    values: Mapping[str, Ints]
    groups: Ints
    members: Ints | int
    states: Mapping[str, States] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnScores:
    """Totals as integers × 10^`places_of_total`; `complete` and `disqualified` per row.

    `points` maps criteria to integers whose denominators are in `denominators`, when asked for.
    `places` is the competition place in the group by the total, 0 for none, when asked for. `reasons`
    says why the fast way could not be proved; the result is exact either way.
    """

    totals: Ints
    complete: NDArray[np.bool_]
    disqualified: NDArray[np.bool_]
    places_of_total: int
    points: Mapping[str, Ints] = field(default_factory=dict)
    denominators: Mapping[str, int] = field(default_factory=dict)
    places: NDArray[np.int32] | None = None
    reasons: tuple[str, ...] = ()


def score_columns(
    rulebook: Rulebook, columns: Columns, *, points: bool = False, places: bool = False
) -> ColumnScores:
    """Score every row of `columns` exactly as `score` would.

    Raises `DataInvalid` when a group is cut apart, when a column is unknown or when a value lies outside
    the limits of its input, `ValueError` when places or points are asked for that only `score` can give.
    """
    program = program_of(rulebook)
    sizes = _whole_groups(columns)
    if places and not _by_total_alone(rulebook):
        raise ValueError("this rulebook ranks by more than the total: places come from score()")
    try:
        plan = _plan(program, _known_states(rulebook, columns), points)
    except NotLowered as reason:
        return _slowly(rulebook, columns, sizes, (str(reason),), points=points, places=places)
    if plan.integers.reasons:
        return _slowly(rulebook, columns, sizes, plan.integers.reasons, points=points, places=places)
    found = _run(plan, rulebook, columns, sizes)
    return _with_places(found, sizes) if places else found


def column_names(rulebook: Rulebook) -> tuple[str, ...]:
    """Names of the columns that the rulebook reads, marks and evidence included."""
    return tuple(_name(s) for s in _lowered(program_of(rulebook), frozenset()).lowering.slots.values)


def _name(slot: Slot) -> str:
    if slot.kind in {"mark", "evidence"}:
        return f"{slot.kind}:{slot.key}"
    return slot.key if slot.kind == "value" else f"{slot.key}.{slot.kind}"


# what the columns are


def _whole_groups(columns: Columns) -> Ints:
    """Sizes of the groups in the order of the rows."""
    groups = np.asarray(columns.groups)
    if not len(groups):
        return np.zeros(0, np.int64)
    edges = np.flatnonzero(groups[1:] != groups[:-1]) + 1
    starts = np.concatenate([[0], edges])
    sizes = np.diff(np.concatenate([starts, [len(groups)]]))
    expected = np.broadcast_to(np.asarray(columns.members, np.int64), groups.shape)
    cut = np.flatnonzero(sizes != expected[starts])
    names = groups[starts]
    if len(np.unique(names)) != len(names):
        raise DataInvalid([Problem("groups", "data.group_apart")])
    if len(cut):
        group = int(names[cut[0]])
        facts = {"group": group, "rows": int(sizes[cut[0]]), "members": int(expected[starts[cut[0]]])}
        raise DataInvalid([Problem("groups", "data.group_cut", values=facts)])
    if int(sizes.max()) > GROUP_LIMIT:
        raise DataInvalid([Problem("groups", "data.group_too_large", values={"limit": GROUP_LIMIT})])
    return sizes.astype(np.int64)


def _known_states(rulebook: Rulebook, columns: Columns) -> KnownStates:
    """States that are the same in every row: columns without states, columns that are absent."""
    known: dict[tuple[str, str], int] = {}
    for kind, key, needs in _readable(rulebook):
        name = key if kind == "value" else _state_name(kind, key)
        if not all(n in columns.values for n in needs):
            if name not in columns.states:
                known[kind, key] = int(State.MISSING)
        elif name not in columns.states and kind != "evidence":
            known[kind, key] = int(State.VALUE)
    return frozenset(known.items())


def _readable(rulebook: Rulebook) -> Iterator[tuple[str, str, list[str]]]:
    """Everything that a rulebook can read: its kind, its key and the columns that bring it."""
    for definition in rulebook.inputs:
        parts = [f"{definition.id}.amount", f"{definition.id}.of"]
        yield "value", definition.id, parts if definition.kind == "ratio" else [definition.id]
        for kind in ("target", "previous"):
            yield kind, definition.id, [f"{definition.id}.{kind}"]
    for criterion in rulebook.criteria:
        for kind in ("mark", "evidence"):
            yield kind, criterion.id, [f"{kind}:{criterion.id}"]


def _by_total_alone(rulebook: Rulebook) -> bool:
    rule = rulebook.ranking
    by_total = all(isinstance(k.value, Total) and k.order == "desc" for k in rule.by)
    return by_total and not rule.leave_out and all(k.decided_by for k in rule.ties)


# the fast way


@dataclass(frozen=True)
class _Plan:
    """A kernel with what its outputs mean: total, incomplete, disqualified, then criteria."""

    integers: IntegerProgram
    kernel: Kernel
    criteria: tuple[str, ...]


@lru_cache(maxsize=32)
def _lowered(program: Program, known: KnownStates) -> IntegerProgram:
    return integer_program(program, known)


@lru_cache(maxsize=32)
def _plan(program: Program, known: KnownStates, points: bool) -> _Plan:  # noqa: FBT001 - a cache key
    integers = _lowered(program, known)
    criteria = tuple(c.id for c in program.rulebook.criteria) if points else ()
    if any(integers.lines[c].points.d.constant is None for c in criteria):
        raise ValueError("points of a criterion have no common denominator: they come from score()")
    outputs: list[Node] = [integers.total, integers.incomplete, integers.disqualified]
    outputs += [integers.lines[c].points.n for c in criteria]
    made = kernel(outputs) if not integers.reasons else Kernel("", tuple, ())
    return _Plan(integers, made, criteria)


def _run(plan: _Plan, rulebook: Rulebook, columns: Columns, sizes: Ints) -> ColumnScores:
    rows = int(sizes.sum())
    totals, complete, disqualified = np.empty(rows, np.int64), np.empty(rows, bool), np.empty(rows, bool)
    points = {c: np.empty(rows, np.int64) for c in plan.criteria}
    reader = _Reader(plan, columns)
    buffers = _Buffers(plan.kernel.buffers)
    for first, last, groups in _blocks(sizes):
        v, s = reader.block(first, last)
        found = plan.kernel.run(v, s, buffers.of(last - first), groups)
        totals[first:last] = found[0]
        np.logical_not(found[1], out=complete[first:last])
        disqualified[first:last] = found[2]
        for criterion, column in zip(plan.criteria, found[3:], strict=True):
            points[criterion][first:last] = column
    below = {c: int(plan.integers.lines[c].points.d.constant or 1) for c in plan.criteria}
    return ColumnScores(totals, complete, disqualified, rulebook.rounding.places, points, below)


def _blocks(sizes: Ints) -> Iterator[tuple[int, int, Groups]]:
    """Runs of whole groups of about `BLOCK_ROWS` rows."""
    ends = np.cumsum(sizes)
    group, row = 0, 0
    groups = Groups(sizes[:0])
    while group < len(sizes):
        last = max(int(np.searchsorted(ends, row + BLOCK_ROWS, side="right")), group + 1)
        if not np.array_equal(groups.sizes, sizes[group:last]):
            groups = Groups(sizes[group:last])
        yield row, int(ends[last - 1]), groups
        group, row = last, int(ends[last - 1])


class _Buffers:
    """The kernel's buffers, made once and cut to the size of each block."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.kinds = kinds
        self.whole: list[NDArray[Any]] = []
        self.cut: list[NDArray[Any]] = []

    def of(self, rows: int) -> list[NDArray[Any]]:
        """Buffers of `rows` rows."""
        if not self.whole or len(self.whole[0]) < rows:
            self.whole = [np.empty(rows, kind) for kind in self.kinds]
            self.cut = self.whole
        if self.cut and len(self.cut[0]) != rows:
            self.cut = [b[:rows] for b in self.whole]
        return self.cut


@dataclass(frozen=True)
class _Block:
    """Values of some rows, looked at as they are read."""

    reader: "_Reader"
    first: int
    last: int
    states: Sequence[NDArray[Any]]

    def __getitem__(self, index: int) -> NDArray[Any]:
        """The column in slot `index`."""
        return self.reader.column(index, self.first, self.last, self.states)


class _Reader:
    """Cuts columns into blocks and makes sure that every number is one that the proof covers."""

    def __init__(self, plan: _Plan, columns: Columns) -> None:
        slots = plan.integers.lowering.slots
        rows = len(columns.groups)
        self.slots = slots.values
        self.values = [self._column(columns.values, _name(s), rows, np.int64) for s in slots.values]
        names = [key if kind == "value" else _state_name(kind, key) for kind, key in slots.states]
        self.states = [self._column(columns.states, name, rows, np.int8) for name in names]
        at = {name: i for i, name in enumerate(slots.states)}
        self.state_of = [at.get((_state_kind(s.kind), s.key)) for s in slots.values]

    def _column(self, given: Mapping[str, NDArray[Any]], name: str, rows: int, kind: Any) -> NDArray[Any]:
        found = given.get(name)
        if found is None:
            return np.broadcast_to(np.zeros(1, kind), rows)
        if found.dtype != kind or found.shape != (rows,):
            facts = {"column": name, "kind": str(found.dtype), "rows": len(found)}
            raise DataInvalid([Problem(f"columns.{name}", "data.column_shape", values=facts)])
        return found

    def block(self, first: int, last: int) -> tuple["_Block", list[NDArray[Any]]]:
        """Values and states of the rows."""
        states = [column[first:last] for column in self.states]
        for index, state in enumerate(states):
            if state.view(np.uint8).max() > State.NOT_ASSIGNED:
                raise DataInvalid([Problem(f"states[{index}]", "data.unknown_state")])
        return _Block(self, first, last, states), states

    def column(self, index: int, first: int, last: int, states: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """One column's rows; where there is no value, some number within the limits."""
        slot, at = self.slots[index], self.state_of[index]
        part = self.values[index][first:last]
        if slot.kind == "mark" and slot.scale != 10**MARK_PLACES:
            part = part * (slot.scale // 10**MARK_PLACES)
        largest = int(part.view(np.uint64).max())  # a negative number is a huge one here
        if largest > slot.high and (largest < 2**63 or part.min() < slot.low or part.max() > slot.high):
            return self._within(slot, part, None if at is None else states[at], first)
        if slot.low > 0 and part.min() < slot.low:
            return self._within(slot, part, None if at is None else states[at], first)
        return part

    def _within(self, slot: Slot, part: NDArray[Any], state: NDArray[Any] | None, first: int) -> NDArray[Any]:
        """The part with rows that hold no value set within the limits."""
        outside = (part < slot.low) | (part > slot.high)
        wrong = outside if state is None else outside & (state == State.VALUE)
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            facts = {"column": _name(slot), "row": first + row, "value": Fraction(int(part[row]), slot.scale)}
            raise DataInvalid([Problem(f"columns.{_name(slot)}", "data.outside_limits", values=facts)])
        return np.where(outside, np.int64(slot.low), part)


def _state_kind(kind: str) -> str:
    return "value" if kind in {"value", "amount", "of"} else kind


def _state_name(kind: str, key: str) -> str:
    return f"{kind}:{key}" if kind in {"mark", "evidence"} else f"{key}.{kind}"


def _with_places(found: ColumnScores, sizes: Ints) -> ColumnScores:
    places = np.zeros(len(found.totals), np.int32)
    for first, last, groups in _blocks(sizes):
        ranked = ~found.disqualified[first:last]
        groups.rank(found.totals[first:last], ranked, places[first:last])
        places[first:last] *= ranked
    return ColumnScores(**{**found.__dict__, "places": places})


# the exact way


def _slowly(
    rulebook: Rulebook, columns: Columns, sizes: Ints, reasons: tuple[str, ...], *, points: bool, places: bool
) -> ColumnScores:
    """The same by exact scoring, group by group."""
    grid = 10**rulebook.rounding.places
    criteria = [c.id for c in rulebook.criteria] if points else []
    totals, complete, disqualified, lines = [], [], [], []
    first = 0
    for size in sizes.tolist():
        units = [_unit(rulebook, columns, row) for row in range(first, first + size)]
        found = validate(rulebook, Data(tuple(units)))
        problems = [p for p in found if p.severity == "error" and p.code not in COMBINED_MARKS]
        if problems:
            raise DataInvalid(problems)
        live = LiveGroup(rulebook, units)
        for unit in units:
            totals.append(int(live.total(unit.code) * grid))
            complete.append(live.complete(unit.code))
            disqualified.append(live.disqualified(unit.code))
            lines.append([live.points(unit.code, c)[0] for c in criteria])
        first += size
    below = {
        c: int(np.lcm.reduce([line[i].denominator for line in lines] or [1])) for i, c in enumerate(criteria)
    }
    matrix = {
        c: np.array([int(line[i] * below[c]) for line in lines], np.int64) for i, c in enumerate(criteria)
    }
    scores = ColumnScores(
        np.array(totals, np.int64), np.array(complete, bool), np.array(disqualified, bool),
        rulebook.rounding.places, matrix, below, None, reasons,
    )  # fmt: skip
    return _with_places(scores, sizes) if places else scores


def _unit(rulebook: Rulebook, columns: Columns, row: int) -> UnitData:
    """One row as a unit's data."""

    def number(name: str, scale: int) -> Fraction | None:
        there = name in columns.values and _state_at(columns, name, row) == State.VALUE
        return Fraction(int(columns.values[name][row]), scale) if there else None

    scales = {i.id: 10**i.places for i in rulebook.inputs}
    last = rulebook.scorers.columns[-1].id
    marks = {c.id: number(f"mark:{c.id}", 10**MARK_PLACES) for c in rulebook.criteria}
    return UnitData(
        code=str(row),
        values={i.id: _value(rulebook, columns, i.id, row) for i in rulebook.inputs},
        targets={i: n for i, s in scales.items() if (n := number(f"{i}.target", s)) is not None},
        previous={i: n for i, s in scales.items() if (n := number(f"{i}.previous", s)) is not None},
        marks={c: {last: m} for c, m in marks.items() if m is not None},
        evidence={c.id: bool(number(f"evidence:{c.id}", 1)) for c in rulebook.criteria},
    )


def _state_at(columns: Columns, name: str, row: int) -> State:
    return State(int(columns.states[name][row])) if name in columns.states else State.VALUE


def _value(rulebook: Rulebook, columns: Columns, code: str, row: int) -> Value:
    definition = rulebook.input_by_id[code]
    names = [f"{code}.amount", f"{code}.of"] if definition.kind == "ratio" else [code]
    state = _state_at(columns, code, row)
    if state != State.VALUE:
        return Value(state=state)
    if not all(n in columns.values for n in names):
        return Value(state=State.MISSING)
    given = [int(columns.values[n][row]) for n in names]
    if definition.kind == "choice":
        return Value(choice=definition.choices[given[0]].id)
    scale = 1 if definition.kind == "yes_no" else 10**definition.places
    return Value(Fraction(given[0], scale), Fraction(given[1], scale) if len(given) > 1 else None)
