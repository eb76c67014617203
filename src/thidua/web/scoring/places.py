"""Rows of ranking tables, live and frozen."""

from dataclasses import dataclass

from thidua.rules import UnitResult
from thidua.web.scoring.points import Live


@dataclass(frozen=True)
class GateRow:
    """A gate that holds (or cannot be told) for a unit."""

    id: str
    name: str
    effect: str
    known: bool
    waived: bool


@dataclass(frozen=True)
class PlaceRow:
    """One unit of a ranking table."""

    unit: UnitResult
    name: str
    grade: str
    tied_names: tuple[str, ...]
    awards: tuple[str, ...]
    gates: tuple[GateRow, ...]


def place_rows(live: Live, names: dict[str, str]) -> list[PlaceRow]:
    """The live ranking's rows in order."""
    rulebook = live.rulebook
    awards = {a.id: a.name for a in rulebook.awards}
    gate_names = {g.id: g.name for g in rulebook.gates}
    rows = []
    for unit in live.current.units:
        gates = tuple(GateRow(h.id, gate_names[h.id], h.effect, h.state == 0, h.waived) for h in unit.gates)
        grade = rulebook.class_by_id[unit.grade].name if unit.grade else ""
        tied = tuple(names.get(c, c) for c in unit.tied)
        given = tuple(awards[a] for a in unit.awards)
        rows.append(PlaceRow(unit, names.get(unit.code, unit.code), grade, tied, given, gates))
    return rows
