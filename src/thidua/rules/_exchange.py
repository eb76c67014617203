"""Data and results as plain JSON, exact to the last digit, and the digest that names a content.

Numbers are texts: `"12.5"`, or `"22/3"` where no decimal is exact. What was written is read back
equal, in another program and in another year.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua.rules._data import Data, UnitData, Value
from thidua.rules._expression import State
from thidua.rules._result import GateHit, Line, Note, Result, UnitResult

DATA_FORMAT, RESULT_FORMAT = "thidua-data/1", "thidua-result/1"


def exact_text(value: Fraction) -> str:
    """`Fraction(25, 2)` -> `"12.5"`, `Fraction(22, 3)` -> `"22/3"`; `Fraction(text)` reads it back.

    >>> exact_text(Fraction(-25, 2)), exact_text(Fraction(22, 3)), exact_text(Fraction(100))
    ('-12.5', '22/3', '100')
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = max(twos, fives)
    scaled = abs(value.numerator) * 10**digits // value.denominator
    whole, part = divmod(scaled, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{digits}d}" if digits else f"{sign}{whole}"


def content_digest(content: Any) -> str:
    """SHA-256 of the content as canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def data_as_json(data: Data) -> dict[str, Any]:
    """The data as plain JSON; units by code, so that their order never changes the digest."""
    units = sorted(data.units, key=lambda u: u.code)
    return {"format": DATA_FORMAT, "units": [_unit_as_json(u) for u in units]}


def _unit_as_json(unit: UnitData) -> dict[str, Any]:
    content: dict[str, Any] = {
        "code": unit.code,
        "name": unit.name,
        "group": unit.group,
        "values": {i: _value_as_json(v) for i, v in sorted(unit.values.items())},
        "targets": _numbers(unit.targets),
        "previous": _numbers(unit.previous),
        "marks": {c: _numbers(m) for c, m in sorted(unit.marks.items())},
        "evidence": {c: bool(e) for c, e in sorted(unit.evidence.items())},
        "waived": sorted(unit.waived),
    }
    if unit.tie_order is not None:
        content["tie_order"] = unit.tie_order
    if unit.decided_class:
        content["decided_class"] = unit.decided_class
    return content


def _numbers(numbers: Mapping[str, Fraction]) -> dict[str, str]:
    return {key: exact_text(number) for key, number in sorted(numbers.items())}


def _value_as_json(value: Value) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if value.state != State.VALUE:
        content["state"] = value.state.name.lower()
    if value.amount is not None:
        content["amount"] = exact_text(value.amount)
    if value.of is not None:
        content["of"] = exact_text(value.of)
    if value.choice:
        content["choice"] = value.choice
    if value.certainty != "final":
        content["certainty"] = value.certainty
    if value.as_of is not None:
        content["as_of"] = value.as_of.isoformat()
    if value.bound:
        content["bound"] = value.bound
    return content


def data_from_json(content: Mapping[str, Any]) -> Data:
    """The data that `data_as_json` wrote. ValueError or KeyError when it is something else."""
    if content.get("format") != DATA_FORMAT:
        raise ValueError(f"not {DATA_FORMAT}")
    return Data(tuple(_unit_from_json(u) for u in content["units"]))


def _unit_from_json(unit: Mapping[str, Any]) -> UnitData:
    return UnitData(
        code=unit["code"],
        name=unit["name"],
        group=unit["group"],
        values={i: _value_from_json(v) for i, v in unit["values"].items()},
        targets=_fractions(unit["targets"]),
        previous=_fractions(unit["previous"]),
        marks={c: _fractions(m) for c, m in unit["marks"].items()},
        evidence=dict(unit["evidence"]),
        waived=frozenset(unit["waived"]),
        tie_order=unit.get("tie_order"),
        decided_class=unit.get("decided_class", ""),
    )


def _fractions(texts: Mapping[str, str]) -> dict[str, Fraction]:
    return {key: Fraction(text) for key, text in texts.items()}


def _value_from_json(value: Mapping[str, Any]) -> Value:
    return Value(
        amount=Fraction(value["amount"]) if "amount" in value else None,
        of=Fraction(value["of"]) if "of" in value else None,
        choice=value.get("choice", ""),
        state=State[value["state"].upper()] if "state" in value else State.VALUE,
        certainty=value.get("certainty", "final"),
        as_of=dt.date.fromisoformat(value["as_of"]) if "as_of" in value else None,
        bound=value.get("bound", ""),
    )


def result_as_json(result: Result) -> dict[str, Any]:
    """The result as plain JSON, units in ranking order."""
    units = [_result_unit_as_json(u) for u in result.units]
    return {"format": RESULT_FORMAT, "rulebook": result.rulebook, "units": units}


def _result_unit_as_json(unit: UnitResult) -> dict[str, Any]:
    return {
        "code": unit.code,
        "group": unit.group,
        "base": exact_text(unit.base),
        "bonus": exact_text(unit.bonus),
        "deduction": exact_text(unit.deduction),
        "total": exact_text(unit.total),
        "complete": unit.complete,
        "disqualified": unit.disqualified,
        "grade": unit.grade,
        "grade_notes": [_note_as_json(n) for n in unit.grade_notes],
        "place": unit.place,
        "place_reason": _note_as_json(unit.place_reason) if unit.place_reason else None,
        "decided_by": unit.decided_by,
        "tied": list(unit.tied),
        "awards": list(unit.awards),
        "gates": [[g.id, g.effect, g.state.name.lower(), g.waived] for g in unit.gates],
        "lines": {c: _line_as_json(line) for c, line in sorted(unit.lines.items())},
    }


def _note_as_json(note: Note) -> dict[str, Any]:
    return {"code": note.code, **dict(note.facts)}


def _note_from_json(note: Mapping[str, str]) -> Note:
    return Note.of(**note)


def _line_as_json(line: Line) -> list[Any]:
    return [line.state.name.lower(), exact_text(line.points), exact_text(line.possible), line.complete]


def result_from_json(content: Mapping[str, Any]) -> Result:
    """The result that `result_as_json` wrote. ValueError or KeyError when it is something else."""
    if content.get("format") != RESULT_FORMAT:
        raise ValueError(f"not {RESULT_FORMAT}")
    return Result(content["rulebook"], tuple(_result_unit_from_json(u) for u in content["units"]))


def _result_unit_from_json(unit: Mapping[str, Any]) -> UnitResult:
    lines = {
        code: Line(code, State[state.upper()], Fraction(points), Fraction(possible), complete=complete)
        for code, (state, points, possible, complete) in unit["lines"].items()
    }
    gates = tuple(
        GateHit(i, effect, State[state.upper()], waived) for i, effect, state, waived in unit["gates"]
    )
    return UnitResult(
        code=unit["code"],
        group=unit["group"],
        base=Fraction(unit["base"]),
        bonus=Fraction(unit["bonus"]),
        deduction=Fraction(unit["deduction"]),
        total=Fraction(unit["total"]),
        complete=unit["complete"],
        lines=lines,
        gates=gates,
        disqualified=unit["disqualified"],
        grade=unit["grade"],
        grade_notes=tuple(_note_from_json(n) for n in unit["grade_notes"]),
        place=unit["place"],
        place_reason=_note_from_json(unit["place_reason"]) if unit["place_reason"] else None,
        decided_by=unit["decided_by"],
        tied=tuple(unit["tied"]),
        awards=tuple(unit["awards"]),
    )
