"""The points of a group of units kept up to date while single numbers change."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thidua.rules._data import UnitData
from thidua.rules._expression import State
from thidua.rules._integer_program import IntegerProgram, integer_program
from thidua.rules._integers import NotLowered
from thidua.rules._model import Rulebook
from thidua.rules._nodes import Node
from thidua.rules._packing import NotPacked, Packing
from thidua.rules._program import Program, program_of
from thidua.rules._python import Compiled, compiled
from thidua.rules._score import Scored, score_group

Part = tuple[Any, ...]


class LiveGroup:
    """Totals and points of the units scored together, exactly as `score` gives them.

    Generated whole-number code runs where the rulebook and the data allow it, and only what a change
    touches is computed anew; otherwise the exact evaluator runs. Ranking, classes and explanations are
    `score`'s and `explain`'s.
    """

    def __init__(self, rulebook: Rulebook, units: Sequence[UnitData]) -> None:
        self.program = program_of(rulebook)
        self.units = {u.code: u for u in sorted(units, key=lambda u: u.code)}
        self._scored: dict[str, Scored] = {}
        self._fast: _Fast | None = None
        self._start()

    @property
    def generated(self) -> bool:
        """True while generated code does the work."""
        return self._fast is not None

    def total(self, code: str) -> Fraction:
        """The unit's total; what is missing or undefined counts 0 so far."""
        return self._fast.total(code) if self._fast else self._scored[code].result.total

    def complete(self, code: str) -> bool:
        """True when nothing of the unit is missing or undefined."""
        return self._fast.complete(code) if self._fast else self._scored[code].result.complete

    def disqualified(self, code: str) -> bool:
        """True when a gate takes the unit out of the ranking."""
        return self._fast.disqualified(code) if self._fast else self._scored[code].result.disqualified

    def points(self, code: str, item: str) -> tuple[Fraction, State]:
        """Points and state of one criterion or section of the unit."""
        if self._fast:
            return self._fast.points(code, item)
        line = self._scored[code].result.lines[item]
        return line.points, line.state

    def put(self, unit: UnitData, inputs: Iterable[str] | None = None) -> None:
        """`unit` takes the place of the unit with its code; `inputs` names what differs, if known."""
        self.units[unit.code] = unit
        if self._fast is None or unit.waived:
            self._start()
            return
        try:
            self._fast.put(unit, None if inputs is None else frozenset(inputs))
        except NotPacked:
            self._start()

    def _start(self) -> None:
        self._fast = None
        units = list(self.units.values())
        if not any(u.waived for u in units):
            try:
                self._fast = _Fast(self.program, units)
            except (NotLowered, NotPacked):
                self._fast = None
        if self._fast is None:
            self._scored = score_group(self.program, units)


class _Fast:
    """The generated functions with the numbers of every unit."""

    def __init__(self, program: Program, units: Sequence[UnitData]) -> None:
        self.code, self.integers = generated(program)
        self.packing = Packing(program.rulebook, self.integers.lowering.slots)
        self.at = {unit.code: index for index, unit in enumerate(units)}
        self.v = [self.packing.values(u) for u in units]
        self.s = [self.packing.states(u) for u in units]
        self.w: list[list[int]] = [[0] * len(self.code.windows) for _unit in units]
        self.parts: list[list[Part]] = []
        for index, (node, part) in enumerate(self.code.windows):
            self.parts.append([part(*self._of(u)) for u in range(len(units))])
            for u, value in enumerate(_REDUCE[node.op](self.parts[index], node)):
                self.w[u][index] = value
        self.p = [[c(*self._of(u)) for c in self.code.criteria.values()] for u in range(len(units))]
        self.whole = [self.code.whole(*self._of(u), self.p[u]) for u in range(len(units))]
        self.place = {code: index for index, code in enumerate(self.code.criteria)}
        self._readers: dict[int, list[int]] = {}
        for index in range(len(self.p[0]) if self.p else 0):
            for serial in self.code.reads[f"c{index}"]:
                self._readers.setdefault(serial, []).append(index)
        self.functions = list(self.code.criteria.values())

    def _of(self, u: int) -> tuple[list[int], list[int], list[int]]:
        return self.v[u], self.s[u], self.w[u]

    def total(self, code: str) -> Fraction:
        return Fraction(int(self.whole[self.at[code]][0]), 10**self.integers.places)

    def complete(self, code: str) -> bool:
        return not self.whole[self.at[code]][1]

    def disqualified(self, code: str) -> bool:
        return bool(self.whole[self.at[code]][3])

    def points(self, code: str, item: str) -> tuple[Fraction, State]:
        u = self.at[code]
        if item in self.place:
            n, d, state = self.p[u][self.place[item]]
        else:
            start = 4 + 3 * self.code.sections.index(item)
            n, d, state = self.whole[u][start : start + 3]
        return Fraction(int(n), int(d)), State(state)

    def put(self, unit: UnitData, inputs: frozenset[str] | None) -> None:
        """The unit's new numbers, and everything that they touch."""
        u = self.at[unit.code]
        slots = self.packing.slots
        chosen = [i for i, slot in enumerate(slots.values) if inputs is None or slot.key in inputs]
        for i, value in zip(chosen, self.packing.values(unit, chosen), strict=True):
            self.v[u][i] = value
        self.s[u] = self.packing.states(unit)
        touched = [set[int]() for _unit in self.v]
        touched[u] = set(self._leaves(chosen))
        self._windows(touched)
        for other, serials in enumerate(touched):
            if serials:
                self._unit(other, serials)

    def _leaves(self, chosen: Sequence[int]) -> Iterable[int]:
        """Serial numbers of the slots and states that may have changed."""
        keys = {self.packing.slots.values[i].key for i in chosen}
        for node in self.integers.lowering.graph.nodes:
            if (node.op == "slot" and node.key in chosen) or (
                node.op == "state_slot" and self.packing.slots.states[node.key][1] in keys
            ):
                yield node.serial

    def _windows(self, touched: list[set[int]]) -> None:
        for index, (node, part) in enumerate(self.code.windows):
            reads = self.code.reads[f"f{index}"]
            again = [other for other, serials in enumerate(touched) if not reads.isdisjoint(serials)]
            if not again:
                continue
            for other in again:
                self.parts[index][other] = part(*self._of(other))
            for other, value in enumerate(_REDUCE[node.op](self.parts[index], node)):
                if value != self.w[other][index]:
                    self.w[other][index] = value
                    touched[other].add(node.serial)

    def _unit(self, u: int, serials: set[int]) -> None:
        of = self._of(u)
        again = {index for serial in serials for index in self._readers.get(serial, ())}
        before = [self.p[u][index] for index in again]
        for index in again:
            self.p[u][index] = self.functions[index](*of)
        after = [self.p[u][index] for index in again]
        if before != after or not self.code.reads["whole"].isdisjoint(serials):
            self.whole[u] = self.code.whole(*of, self.p[u])


@lru_cache(maxsize=32)
def generated(program: Program) -> tuple[Compiled, IntegerProgram]:
    """The program's generated code, made once. Raises `NotLowered` when there can be none."""
    found = integer_program(program)
    return compiled(found), found


def _count(parts: list[Part], _node: Node) -> list[int]:
    return [sum(1 for (taking_part,) in parts if taking_part)] * len(parts)


def _sum(parts: list[Part], _node: Node) -> list[int]:
    return [sum(value for (value,) in parts)] * len(parts)


def _max(parts: list[Part], node: Node) -> list[int]:
    return [max((n for n, taking_part in parts if taking_part), default=node.low)] * len(parts)


def _min(parts: list[Part], node: Node) -> list[int]:
    return [min((n for n, taking_part in parts if taking_part), default=node.low)] * len(parts)


def _rank(parts: list[Part], _node: Node) -> list[int]:
    some = [n for n, taking_part in parts if taking_part]
    place = {n: 1 + sum(other > n for other in some) for n in {n for n, _taking_part in parts}}
    return [place[n] for n, _taking_part in parts]


def _rank_ratio(parts: list[Part], _node: Node) -> list[int]:
    some = [(n, d) for n, d, taking_part in parts if taking_part]
    return [1 + sum(other * d > n * below for other, below in some) for n, d, _taking_part in parts]


def _extreme_ratio(sign: int, at: int) -> Callable[[list[Part], Node], list[int]]:
    def found(parts: list[Part], node: Node) -> list[int]:
        some = [Fraction(sign * n, d) for n, d, taking_part in parts if taking_part]
        if not some:
            return [node.low] * len(parts)
        best = sign * max(some)
        return [(best.numerator, best.denominator)[at]] * len(parts)

    return found


_REDUCE: dict[str, Callable[[list[Part], Node], list[int]]] = {
    "group_count": _count,
    "group_sum": _sum,
    "group_max": _max,
    "group_min": _min,
    "group_rank": _rank,
    "group_rank_ratio": _rank_ratio,
    "group_max_ratio": _extreme_ratio(1, 0),
    "group_max_ratio_d": _extreme_ratio(1, 1),
    "group_min_ratio": _extreme_ratio(-1, 0),
    "group_min_ratio_d": _extreme_ratio(-1, 1),
}
