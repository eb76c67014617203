"""Scoring whole groups: points, gates, classes, places, quotas, awards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.rules._classes import gate_hits, graded
from thidua.rules._data import Data, UnitData
from thidua.rules._errors import DataInvalid
from thidua.rules._exact import Env, Scope, evaluate
from thidua.rules._expression import State
from thidua.rules._lines import Totals, all_lines, envelopes, totals
from thidua.rules._model import Criterion, Rulebook
from thidua.rules._program import Program, program_of
from thidua.rules._quotas import with_awards, with_decisions, with_quotas
from thidua.rules._ranking import Placed, keys_of, placed
from thidua.rules._result import Line, Note, Result, UnitResult
from thidua.rules._validate import validate


@dataclass(frozen=True)
class Scored:
    """One unit's result with what later steps (ranking, explanation) still need."""

    env: Env
    totals: Totals
    result: UnitResult


def score(rulebook: Rulebook, data: Data) -> Result:
    """Score all units of `data` and rank them within their groups.

    Missing and undefined criteria count 0 so far and make a unit incomplete; such units are ranked
    by what they have. The order of units and inputs never changes the result. Raises `DataInvalid`
    with every problem when the data cannot be scored under this rulebook.
    """
    problems = [p for p in validate(rulebook, data) if p.severity == "error"]
    if problems:
        raise DataInvalid(problems)
    program = program_of(rulebook)
    groups: dict[str, list[UnitData]] = {}
    for unit in sorted(data.units, key=lambda u: u.code):
        groups.setdefault(unit.group, []).append(unit)
    ranked: list[UnitResult] = []
    for group in sorted(groups):
        ranked += rank_group(program, score_group(program, groups[group]))
    return Result(rulebook.digest, tuple(ranked))


def score_group(program: Program, units: list[UnitData]) -> dict[str, Scored]:
    """Points, gates and classes (before quotas) of the units scored together, by code."""
    scope = Scope(program.rulebook, units)
    return {env.unit.code: score_unit(program, env) for env in scope.envs}


def score_unit(program: Program, env: Env) -> Scored:
    """One unit inside its scope."""
    return finish_unit(program, env, all_lines(program, env))


def finish_unit(program: Program, env: Env, lines: Mapping[str, Line]) -> Scored:
    """A unit's total, gates and class from its lines."""
    rulebook = program.rulebook
    sums = totals(program, envelopes(program, lines))
    env.lines, env.total = lines, sums.total
    env.zero_count = _zero_count(program, lines)
    hits = gate_hits(rulebook, env)
    effects = {h.effect for h in hits if h.state == State.VALUE and not h.waived}
    total = Fraction(0) if "zero" in effects else sums.total
    env.total = total
    grade = graded(rulebook, total, hits, env)
    result = UnitResult(
        code=env.unit.code,
        group=env.unit.group,
        base=sums.base,
        bonus=sums.bonus,
        deduction=sums.deduction,
        total=total,
        complete=sums.complete,
        lines=lines,
        gates=hits,
        disqualified="disqualified" in effects,
        grade=grade.grade,
        grade_notes=grade.notes,
    )
    return Scored(env, sums, result)


def _zero_count(program: Program, lines: Mapping[str, Line]) -> int:
    return sum(
        1
        for code, line in lines.items()
        if program.kinds[code] == "base"
        and isinstance(program.rulebook.item_by_id[code], Criterion)
        and line.state == State.VALUE
        and line.points == 0
    )


def rank_group(program: Program, scored: Mapping[str, Scored]) -> list[UnitResult]:
    """Results of one group in ranking order, with places, quotas and awards."""
    rulebook = program.rulebook
    units = {code: s.result for code, s in scored.items()}
    order = _order(rulebook, scored, units)
    envs = {code: s.env for code, s in scored.items()}
    units = with_decisions(rulebook, with_quotas(rulebook, units, order, envs), envs)
    order = _order(rulebook, scored, units)  # a class cut by its quota may take no place
    places = {p.code: p for p in order}
    units = with_awards(rulebook, units, order, envs)
    found = [_with_place(u, places.get(c), _no_place(rulebook, u, envs[c])) for c, u in units.items()]
    return sorted(found, key=lambda u: (u.place is None, u.place or 0, u.code))


def _order(rulebook: Rulebook, scored: Mapping[str, Scored], units: Mapping[str, UnitResult]) -> list[Placed]:
    eligible = {c: s.env for c, s in scored.items() if not _no_place(rulebook, units[c], s.env)}
    return placed(rulebook, eligible)


def _no_place(rulebook: Rulebook, unit: UnitResult, env: Env) -> Note | None:
    """Why the unit takes no place; None when it takes one."""
    if unit.disqualified:
        return Note.of("place.disqualified")
    if unit.grade and unit.grade in rulebook.ranking.leave_out:
        return Note.of("place.class", class_=rulebook.class_by_id[unit.grade].name)
    if not rulebook.items:
        keys = [k.value for k in keys_of(rulebook) if k.value is not None]
        if any(isinstance(evaluate(k, env), State) for k in keys):
            return Note.of("place.no_figures")
    return None


def _with_place(unit: UnitResult, place: Placed | None, reason: Note | None) -> UnitResult:
    if place is None:
        return replace(unit, place_reason=reason)
    return replace(
        unit,
        place=place.place,
        decided_by=place.decided_by,
        tied=place.tied,
        place_reason=Note.of(f"place.{place.needs}") if place.needs else None,
    )
