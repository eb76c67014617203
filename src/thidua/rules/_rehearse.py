"""Rehearsal: one data set under two rulebooks; who moves, by how much, and which criterion does it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.rules._data import Data, UnitData
from thidua.rules._expression import State
from thidua.rules._model import Criterion, Rulebook
from thidua.rules._result import Line, Result, UnitResult
from thidua.rules._score import score

MOST_MOVERS = 3


@dataclass(frozen=True)
class Mover:
    """A criterion's part in a move: change of the unit's points, and that change less the group's mean.

    Places follow the second figure: what everybody gains moves nobody.
    """

    criterion: str
    name: str
    change: Fraction
    relative: Fraction


@dataclass(frozen=True)
class Move:
    """One unit under both rulebooks; `places` is positive when it rises."""

    code: str
    old_place: int | None
    new_place: int | None
    old_total: Fraction
    new_total: Fraction
    old_grade: str
    new_grade: str
    movers: tuple[Mover, ...]

    @property
    def places(self) -> int:
        """How many places the unit rises (negative: falls); 0 when it has no place in one of them."""
        if self.old_place is None or self.new_place is None:
            return 0
        return self.old_place - self.new_place


@dataclass(frozen=True)
class Rehearsal:
    """Both results and every unit's move, biggest first; `not_reported` are new inputs without data."""

    old: Result
    new: Result
    moves: tuple[Move, ...]
    not_reported: tuple[str, ...]


def rehearse(old: Rulebook, new: Rulebook, data: Data) -> Rehearsal:
    """Score `data` under both rulebooks. Inputs that a rulebook does not know are left aside for it.

    Criteria are matched by id. Raises `DataInvalid` when the data cannot be scored.
    """
    results = score(old, known_to(old, data)), score(new, known_to(new, data))
    names = {**_names(old), **_names(new)}
    changes = {u.code: _changes(results[0].unit(u.code), results[1].unit(u.code), names) for u in data.units}
    moves = [
        _move(results[0].unit(u.code), results[1].unit(u.code), _movers(u, data, changes, names))
        for u in data.units
    ]
    moves.sort(key=lambda m: (-abs(m.places), -abs(m.new_total - m.old_total), m.code))
    reported = {i for u in data.units for i, v in u.values.items() if v.state != State.MISSING}
    fresh = tuple(i.id for i in new.inputs if i.id not in old.input_by_id and i.id not in reported)
    return Rehearsal(*results, tuple(moves), fresh)


def known_to(rulebook: Rulebook, data: Data) -> Data:
    """The data without inputs, marks and columns that the rulebook does not have."""
    return Data(tuple(_known_unit(rulebook, u) for u in data.units))


def _known_unit(rulebook: Rulebook, unit: UnitData) -> UnitData:
    columns = {c.id for c in rulebook.scorers.columns}
    marks = {
        c: {k: p for k, p in m.items() if k in columns and criterion.floor <= p <= criterion.max}
        for c, m in unit.marks.items()
        if isinstance(criterion := rulebook.item_by_id.get(c), Criterion)
    }
    return replace(
        unit,
        values={i: v for i, v in unit.values.items() if i in rulebook.input_by_id},
        targets={i: v for i, v in unit.targets.items() if i in rulebook.input_by_id},
        previous={i: v for i, v in unit.previous.items() if i in rulebook.input_by_id},
        marks=marks,
        evidence={c: e for c, e in unit.evidence.items() if c in rulebook.item_by_id},
    )


def _names(rulebook: Rulebook) -> dict[str, str]:
    return {c.id: c.name for c in rulebook.criteria}


def _changes(old: UnitResult, new: UnitResult, names: Mapping[str, str]) -> dict[str, Fraction]:
    return {c: _points(new.lines, c) - _points(old.lines, c) for c in names}


def _points(lines: Mapping[str, Line], code: str) -> Fraction:
    return lines[code].points if code in lines else Fraction(0)


def _movers(
    unit: UnitData, data: Data, changes: Mapping[str, Mapping[str, Fraction]], names: Mapping[str, str]
) -> tuple[Mover, ...]:
    group = [u.code for u in data.units if u.group == unit.group]
    found = []
    for code, name in names.items():
        change = changes[unit.code][code]
        mean = sum((changes[u][code] for u in group), Fraction(0)) / len(group)
        if change or mean:
            found.append(Mover(code, name, change, change - mean))
    found.sort(key=lambda m: (-abs(m.relative), m.criterion))
    return tuple(found[:MOST_MOVERS])


def _move(old: UnitResult, new: UnitResult, movers: tuple[Mover, ...]) -> Move:
    return Move(old.code, old.place, new.place, old.total, new.total, old.grade, new.grade, movers)
