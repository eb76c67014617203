"""Why a unit may or may not be recommended for an award: every condition with its figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thidua.rules import _expression as ex
from thidua.rules._data import Data, UnitData
from thidua.rules._exact import Env, evaluate
from thidua.rules._explain import shown
from thidua.rules._expression import State
from thidua.rules._model import AwardRule, Gate, Rulebook
from thidua.rules._program import Program, program_of
from thidua.rules._quotas import most_recommended
from thidua.rules._result import UnitResult
from thidua.rules._score import rank_group, score_group


@dataclass(frozen=True, slots=True)
class AwardCheck:
    """One condition: `met` is None while nobody can tell. `kind` is gate, when, class, place or limit.

    `had` is what the unit has, `needed` what is asked for, both as text; a gate is met when it does not
    hold for the unit or was set aside (`waived`).
    """

    kind: str
    name: str
    met: bool | None
    had: str = ""
    needed: str = ""
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One unit: its gates, and by award the conditions of that award, all in the order of the rulebook."""

    gates: tuple[AwardCheck, ...]
    awards: Mapping[str, tuple[AwardCheck, ...]]


def award_checks(rulebook: Rulebook, data: Data, language: str = "vi") -> dict[str, Eligibility]:
    """By unit code every condition of every award. Raises `DataInvalid` as `score` does."""
    program = program_of(rulebook, language)
    groups: dict[str, list[UnitData]] = {}
    for unit in sorted(data.units, key=lambda u: u.code):
        groups.setdefault(unit.group, []).append(unit)
    found: dict[str, Eligibility] = {}
    for units in groups.values():
        found |= _of_group(program, units)
    return found


def _of_group(program: Program, units: list[UnitData]) -> dict[str, Eligibility]:
    rulebook = program.rulebook
    scored = score_group(program, units)
    ranked = rank_group(program, scored)
    envs = {code: s.env for code, s in scored.items()}
    earlier: dict[str, set[str]] = {u.code: set() for u in ranked}
    awards: dict[str, dict[str, tuple[AwardCheck, ...]]] = {u.code: {} for u in ranked}
    for award in rulebook.awards:
        candidates = [u for u in ranked if _is_candidate(award, u, envs[u.code]) and not earlier[u.code]]
        most = most_recommended(rulebook, award, ranked, envs)
        for unit in ranked:
            checks = [*_own(award, unit, envs[unit.code])]
            checks += _limit(award, unit, candidates, most)
            awards[unit.code][award.id] = tuple(checks)
            if award.id in unit.awards:
                earlier[unit.code].add(award.id)
    gates = {u.code: tuple(_gate(program, g, envs[u.code], u) for g in rulebook.gates) for u in ranked}
    return {u.code: Eligibility(gates[u.code], awards[u.code]) for u in ranked}


def _is_candidate(award: AwardRule, unit: UnitResult, env: Env) -> bool:
    return unit.place is not None and all(check.met for check in _own(award, unit, env))


def _gate(program: Program, gate: Gate, env: Env, unit: UnitResult) -> AwardCheck:
    hit = next((h for h in unit.gates if h.id == gate.id), None)
    met: bool | None = True if hit is None or hit.waived else False if hit.state == State.VALUE else None
    had = "; ".join(_figures(program, gate.when, env))
    return AwardCheck("gate", gate.name, met, had, gate.effect, waived=bool(hit and hit.waived))


def _figures(program: Program, tree: ex.Expr, env: Env) -> Iterator[str]:
    """The figures that a condition reads, each with its name."""
    columns = dict.fromkeys(e for e in ex.walk(tree) if isinstance(e, ex.Column))
    for column in columns:
        found = env.column(column)
        definition = program.rulebook.input_by_id[column.input]
        value = env.unit.values.get(column.input)
        text = shown(definition, value, column, found, program) or "–"
        name = definition.name if column.part == "value" else program.words.column(column)
        yield f"{name}: {text}"


def _own(award: AwardRule, unit: UnitResult, env: Env) -> Iterator[AwardCheck]:
    """What the unit alone must fulfil: the award's condition, its class, its place."""
    if award.when is not None:
        held = evaluate(award.when, env)
        yield AwardCheck("when", award.name, None if isinstance(held, State) else bool(held))
    if award.from_classes:
        names = {c.id: c.name for c in env.scope.rulebook.classes}
        known = unit.grade in award.from_classes if unit.grade else None
        needed = "; ".join(names[c] for c in award.from_classes)
        yield AwardCheck("class", "", known, names.get(unit.grade, ""), needed)
    place = "" if unit.place is None else str(unit.place)
    if award.places is None:
        yield AwardCheck("place", "", unit.place is not None, place)
    else:
        within = unit.place is not None and unit.place <= award.places
        yield AwardCheck("place", "", within, place, str(award.places))


def _limit(
    award: AwardRule, unit: UnitResult, candidates: list[UnitResult], most: int | None
) -> Iterator[AwardCheck]:
    """Whether there is room among those who fulfil the rest."""
    if most is None or unit not in candidates:
        return
    at = 1 + sum((c.place or 0) < (unit.place or 0) for c in candidates)
    level = not unit.awards and at <= most
    yield AwardCheck("limit", "", None if level else award.id in unit.awards, str(at), str(most))
