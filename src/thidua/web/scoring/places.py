"""Rows of ranking tables, live and frozen."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules import Rulebook, State, UnitResult, data_from_json, result_from_json
from thidua.web.rulebooks.queries import parsed
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.points import Live


@dataclass(frozen=True)
class GateRow:
    """A gate that holds (or cannot be told) for a unit."""

    id: str
    name: str
    effect: str
    known: bool
    waived: bool


def gate_rows(rulebook: Rulebook, unit: UnitResult) -> tuple[GateRow, ...]:
    """Every gate that touches the unit, or of which nobody can tell yet whether it does."""
    names = {g.id: g.name for g in rulebook.gates}
    return tuple(GateRow(h.id, names[h.id], h.effect, h.state == State.VALUE, h.waived) for h in unit.gates)


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
    rows = []
    for unit in live.current.units:
        grade = rulebook.class_by_id[unit.grade].name if unit.grade else ""
        tied = tuple(names.get(c, c) for c in unit.tied)
        given = tuple(awards[a] for a in unit.awards)
        rows.append(
            PlaceRow(unit, names.get(unit.code, unit.code), grade, tied, given, gate_rows(rulebook, unit))
        )
    return rows


@dataclass(frozen=True)
class FrozenRow:
    """One unit of a frozen ranking, as its edition names things."""

    code: str
    name: str
    place: int | None
    place_reason: str
    total: Fraction
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    grade: str
    grade_notes: tuple[str, ...]
    decided_by: str
    awards: tuple[str, ...]
    gates: tuple[GateRow, ...]


def frozen_rows(ranking: Ranking) -> list[FrozenRow]:
    """The frozen ranking's rows in order, with names as they were frozen."""
    rulebook = parsed(ranking.edition)
    names = {u["code"]: u["name"] for u in ranking.inputs["units"]}
    awards = {a.id: a.name for a in rulebook.awards}
    return [
        FrozenRow(
            unit.code,
            names.get(unit.code, unit.code),
            unit.place,
            unit.place_reason,
            unit.total,
            unit.base,
            unit.bonus,
            unit.deduction,
            rulebook.class_by_id[unit.grade].name if unit.grade else "",
            unit.grade_notes,
            unit.decided_by,
            tuple(awards[a] for a in unit.awards),
            gate_rows(rulebook, unit),
        )
        for unit in result_from_json(ranking.result).units
    ]


@dataclass(frozen=True)
class MovedRow:
    """One unit that a re-ranking moved."""

    name: str
    old_place: int | None
    new_place: int | None
    old_total: Fraction
    new_total: Fraction


def moved_rows(ranking: Ranking) -> list[MovedRow]:
    """What the ranking moved against the one it replaces."""
    names = {u["code"]: u["name"] for u in ranking.inputs["units"]}
    return [
        MovedRow(
            names.get(m["code"], m["code"]),
            m["old_place"],
            m["new_place"],
            Fraction(m["old_total"]),
            Fraction(m["new_total"]),
        )
        for m in ranking.moved
    ]


def frozen_table(ranking: Ranking) -> dict[str, Any]:
    """What a page or a paper shows of a frozen ranking."""
    return {
        "ranking": ranking,
        "rows": frozen_rows(ranking),
        "moved": moved_rows(ranking),
        "estimates": estimates_in(ranking),
        "places": parsed(ranking.edition).rounding.places,
    }


def estimates_in(ranking: Ranking) -> int:
    """How many of the frozen figures were still estimates."""
    return sum(
        value.certainty == "estimate" and value.state == State.VALUE
        for unit in data_from_json(ranking.inputs).units
        for value in unit.values.values()
    )
