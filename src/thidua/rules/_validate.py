"""Whether data can be scored under a rulebook: every problem at once, with its place."""

from collections.abc import Iterator
from fractions import Fraction

from thidua.rules._data import Data, UnitData, Value
from thidua.rules._errors import Problem
from thidua.rules._expression import State
from thidua.rules._model import Criterion, Input, Rulebook
from thidua.rules._patterns import Manual

MAX_NAME = 300


def validate(rulebook: Rulebook, data: Data) -> tuple[Problem, ...]:
    """Every problem of `data` under `rulebook`; errors keep it from being scored."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, unit in enumerate(data.units):
        path = f"units[{index}]"
        if unit.code in seen:
            problems.append(Problem(path, "data.unit_twice", values={"unit": unit.code}))
        seen.add(unit.code)
        problems += _unit_problems(rulebook, unit, path)
    return tuple(problems)


def _unit_problems(rulebook: Rulebook, unit: UnitData, path: str) -> Iterator[Problem]:
    if len(unit.name) > MAX_NAME:
        yield Problem(f"{path}.name", "data.name_too_long", values={"limit": MAX_NAME})
    for part in ("values", "targets", "previous"):
        for code in set(getattr(unit, part)) - set(rulebook.input_by_id):
            yield Problem(
                f"{path}.{part}.{code}", "data.unknown_input", values={"unit": unit.code, "input": code}
            )
    for code, value in unit.values.items():
        if code in rulebook.input_by_id:
            yield from value_problems(rulebook.input_by_id[code], value, f"{path}.values.{code}")
    for code in set(unit.evidence) - set(rulebook.item_by_id):
        yield Problem(f"{path}.evidence.{code}", "data.unknown_criterion", values={"criterion": code})
    if unit.decided_class and unit.decided_class not in rulebook.class_by_id:
        values = {"unit": unit.code, "class": unit.decided_class, "known": ", ".join(rulebook.class_by_id)}
        yield Problem(f"{path}.decided_class", "data.unknown_class", values=values)
    yield from _mark_problems(rulebook, unit, path)


def _mark_problems(rulebook: Rulebook, unit: UnitData, path: str) -> Iterator[Problem]:
    columns = {c.id for c in rulebook.scorers.columns}
    for code, marks in unit.marks.items():
        where = f"{path}.marks.{code}"
        criterion = rulebook.item_by_id.get(code)
        if not isinstance(criterion, Criterion):
            yield Problem(where, "data.unknown_criterion", values={"criterion": code})
            continue
        for column, points in marks.items():
            if column not in columns:
                yield Problem(where, "data.unknown_column", values={"column": column})
            yield from mark_problems(criterion, points, f"{where}.{column}")


def mark_problems(criterion: Criterion, points: Fraction, where: str = "mark") -> Iterator[Problem]:
    """What is wrong with a person's mark: outside floor…max, or off the grid of a manual criterion."""
    if not criterion.floor <= points <= criterion.max:
        values = {"points": points, "low": criterion.floor, "high": criterion.max}
        yield Problem(where, "data.mark_outside", values=values)
    elif isinstance(criterion.rule, Manual) and points % criterion.rule.step and points != criterion.max:
        yield Problem(where, "data.mark_off_grid", values={"points": points, "step": criterion.rule.step})


def value_problems(definition: Input, value: Value, where: str = "value") -> Iterator[Problem]:
    """What is wrong with one reported value: kind, limits, decimals, counts of a ratio."""
    names = {"input": definition.id, "name": definition.name}
    if value.state != State.VALUE:
        if value.amount is not None or value.choice:
            yield Problem(where, "data.value_and_state", values=names)
    elif definition.kind == "choice":
        known = [c.id for c in definition.choices]
        if value.choice not in known:
            facts = {**names, "choice": value.choice, "known": ", ".join(known)}
            yield Problem(where, "data.unknown_choice", values=facts)
    elif value.amount is None:
        yield Problem(where, "data.no_number", values=names)
    else:
        yield from _counts_problems(definition, value.amount, value.of, where)


def _counts_problems(
    definition: Input, amount: Fraction, of: Fraction | None, where: str
) -> Iterator[Problem]:
    yield from _number_problems(definition, amount, where)
    if definition.kind != "ratio":
        return
    if of is None:
        yield Problem(where, "data.no_denominator", values={"input": definition.id, "name": definition.name})
    else:
        yield from _number_problems(definition, of, where)


def _number_problems(definition: Input, number: Fraction, where: str) -> Iterator[Problem]:
    names = {"input": definition.id, "name": definition.name, "value": number}
    if definition.kind == "yes_no":
        if number not in {0, 1}:
            yield Problem(where, "data.not_yes_no", values=names)
        return
    if not definition.low <= number <= definition.high:
        limits = {"low": definition.low, "high": definition.high}
        yield Problem(where, "data.outside_limits", values={**names, **limits})
    elif (number * 10**definition.places).denominator != 1:
        yield Problem(where, "data.too_many_decimals", values={**names, "places": definition.places})
