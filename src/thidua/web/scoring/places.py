"""Rows of ranking tables, live and frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.rules import (
    Input,
    Note,
    Rulebook,
    State,
    UnitResult,
    Value,
    data_from_json,
    number_text,
    result_from_json,
)
from thidua.web.core.written import NO_BREAK
from thidua.web.rulebooks.queries import parsed
from thidua.web.scoring.models import GateDecision, GradeDecision, Ranking, TieDecision
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


def _is_told(gate: GateRow, notes: tuple[Note, ...]) -> bool:
    """True when a note on the class already says that the gate holds."""
    return gate.known and not gate.waived and any(("gate", gate.name) in note.facts for note in notes)


@dataclass(frozen=True)
class PlaceRow:
    """One unit of a ranking table."""

    unit: UnitResult
    name: str
    grade: str
    tied_names: tuple[str, ...]
    awards: tuple[str, ...]
    gates: tuple[GateRow, ...]
    grade_is_decided: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """Notes on the class besides those that a gate of the row says already."""
        told = {("gate", gate.name) for gate in self.gates}
        return tuple(n for n in self.unit.grade_notes if told.isdisjoint(n.facts))


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
            PlaceRow(
                unit,
                names.get(unit.code, unit.code),
                grade,
                tied,
                given,
                gate_rows(rulebook, unit),
                is_grade_decided(rulebook, unit),
            )
        )
    return rows


def is_grade_decided(rulebook: Rulebook, unit: UnitResult) -> bool:
    """True when the unit's class is for a decision: the rules leave it open, or one was recorded."""
    decided = "class.decided" in {note.code for note in unit.grade_notes}
    return bool(rulebook.classes) and (decided or not unit.grade)


@dataclass(frozen=True)
class DecisionRow:
    """A recorded decision, what it rests on and who recorded it."""

    what: str
    basis: str
    by: Any


def decision_rows(
    rulebook: Rulebook,
    ties: Iterable[TieDecision],
    gates: Iterable[GateDecision],
    grades: Iterable[GradeDecision],
) -> list[DecisionRow]:
    """Recorded decisions on level units, gates and classes, as the rulebook names things."""
    names = {g.id: g.name for g in rulebook.gates} | {c.id: c.name for c in rulebook.classes}
    rows = [DecisionRow(f"{row.order}. {row.unit}", row.basis, row.decided_by) for row in ties]
    for gate in gates:
        way = pgettext("gate", "không áp dụng") if gate.waived else _("áp dụng")
        what = f"{gate.unit}: {names.get(gate.gate, gate.gate)} – {way}"
        rows.append(DecisionRow(what, gate.basis, gate.decided_by))
    for row in grades:
        what = f"{row.unit}: {names.get(row.grade, row.grade)}"
        rows.append(DecisionRow(what, row.basis, row.decided_by))
    return rows


@dataclass(frozen=True)
class FrozenRow:
    """One unit of a frozen ranking, as its edition names things."""

    code: str
    name: str
    place: int | None
    place_reason: Note | None
    total: Fraction
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    grade: str
    grade_notes: tuple[Note, ...]
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
            tuple(gate for gate in gate_rows(rulebook, unit) if not _is_told(gate, unit.grade_notes)),
        )
        for unit in result_from_json(ranking.result).units
    ]


@dataclass(frozen=True)
class Standing:
    """Where one unit stands in a frozen ranking."""

    place: int | None
    total: Fraction
    grade: str
    awards: tuple[str, ...]


@dataclass(frozen=True)
class MovedRow:
    """One unit whose place, total, class or awards a re-ranking changed."""

    name: str
    old: Standing
    new: Standing


def moved_rows(ranking: Ranking) -> list[MovedRow]:
    """What the ranking moved against the one it replaces, in its own order."""
    if ranking.replaces is None:
        return []
    old = {row.code: _standing(row) for row in frozen_rows(ranking.replaces)}
    rows = [(row, _standing(row)) for row in frozen_rows(ranking)]
    return [MovedRow(row.name, old[row.code], new) for row, new in rows if old.get(row.code, new) != new]


def _standing(row: FrozenRow) -> Standing:
    return Standing(row.place, row.total, row.grade, row.awards)


@dataclass(frozen=True)
class CorrectedRow:
    """One figure or mark that is no longer what it was in the ranking before."""

    name: str
    what: str
    old: str
    new: str


def corrected_rows(ranking: Ranking) -> list[CorrectedRow]:
    """Every reported figure and every mark that differs from the ranking it replaces: why units moved."""
    if ranking.replaces is None:
        return []
    rulebook = parsed(ranking.edition)
    before = {unit.code: unit for unit in data_from_json(ranking.replaces.inputs).units}
    rows = []
    for unit in data_from_json(ranking.inputs).units:
        was = before.get(unit.code, unit)
        for definition in rulebook.inputs:
            old, new = was.values.get(definition.id), unit.values.get(definition.id)
            if old != new:
                rows.append(
                    CorrectedRow(
                        unit.name, definition.name, figure_said(old, definition), figure_said(new, definition)
                    )
                )
        for criterion in rulebook.criteria:
            old_marks, new_marks = was.marks.get(criterion.id, {}), unit.marks.get(criterion.id, {})
            if old_marks != new_marks:
                what = f"{criterion.printed}. {criterion.name}"
                rows.append(CorrectedRow(unit.name, what, _points(old_marks), _points(new_marks)))
    return rows


def figure_said(value: Value | None, definition: Input) -> str:
    """A reported figure in words; estimates say so."""
    if value is None or value.state != State.VALUE:
        return (
            _("chưa có số")
            if value is None or value.state == State.MISSING
            else _("không áp dụng cho đơn vị")
        )
    if definition.kind == "choice":
        text = next((c.name for c in definition.choices if c.id == value.choice), value.choice)
    else:
        counts = [number_text(n) for n in (value.amount, value.of) if n is not None]
        sign = NO_BREAK + "%" if definition.kind == "percent" else ""
        text = f"{'/'.join(counts)}{sign}"
        if value.bound:
            text = (_("trên %(figure)s") if value.bound == ">" else _("dưới %(figure)s")) % {"figure": text}
    return f"{text} ({_('ước')})" if value.certainty == "estimate" else text


def _points(marks: Mapping[str, Fraction]) -> str:
    return ", ".join(number_text(points) for points in marks.values()) or _("chưa chấm")


def frozen_table(ranking: Ranking) -> dict[str, Any]:
    """What a page or a paper shows of a frozen ranking."""
    return {
        "ranking": ranking,
        "rows": frozen_rows(ranking),
        "moved": moved_rows(ranking),
        "corrected": corrected_rows(ranking),
        "estimates": estimates_in(ranking),
        "limits": limits_in(ranking),
        "places": parsed(ranking.edition).rounding.places,
    }


def estimates_in(ranking: Ranking) -> int:
    """How many of the frozen figures were still estimates."""
    return sum(
        value.certainty == "estimate" and value.state == State.VALUE
        for unit in data_from_json(ranking.inputs).units
        for value in unit.values.values()
    )


def limits_in(ranking: Ranking) -> int:
    """How many of the frozen figures were known only as a limit ("trên 70 %")."""
    return sum(
        bool(value.bound) for unit in data_from_json(ranking.inputs).units for value in unit.values.values()
    )
