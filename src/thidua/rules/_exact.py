"""The reference evaluator: exact fractions, one unit at a time, states told apart."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from thidua.rules import _expression as ex
from thidua.rules._data import UnitData, Value
from thidua.rules._expression import State
from thidua.rules._model import Input, Rulebook
from thidua.rules._result import Line

Found = Fraction | bool | str | State


class Scope:
    """The units scored together, with what was worked out about the whole group."""

    def __init__(self, rulebook: Rulebook, units: list[UnitData]) -> None:
        self.rulebook = rulebook
        self.units = units
        self.envs = [Env(self, unit) for unit in units]
        self._groups: dict[ex.Group, Any] = {}

    def group_values(self, group: ex.Group) -> list[Fraction]:
        """Values that take part in `group`, one per unit that has one."""
        found = self._groups.get(group)
        if found is None:
            found = [v for env in self.envs if (v := _taking_part(group, env)) is not None]
            self._groups[group] = found
        return list(found)


def _taking_part(group: ex.Group, env: "Env") -> Fraction | None:
    if group.where is not None and evaluate(group.where, env) is not True:
        return None
    value = evaluate(group.of, env)
    return None if isinstance(value, State | str) else Fraction(value)


class Env:
    """What one unit's expressions read. `changed` replaces columns, for asking "what if"."""

    def __init__(
        self, scope: Scope, unit: UnitData, changed: Mapping[ex.Column, Fraction] | None = None
    ) -> None:
        self.scope, self.unit = scope, unit
        self.changed = dict(changed or {})
        self.prior: Found = State.UNDEFINED
        self.lines: Mapping[str, Line] = {}
        self.total: Fraction | None = None
        self.zero_count = 0
        self.census: Mapping[str, int] = {}  # units that a limit is for (""), and those of each class
        self.evidence_assumed: set[str] = set()

    def with_changes(self, changed: Mapping[ex.Column, Fraction]) -> "Env":
        """The same unit with other values in some columns."""
        return Env(self.scope, self.unit, {**self.changed, **changed})

    def column(self, column: ex.Column) -> Found:
        """The value in `column`, or why there is none."""
        if column in self.changed:
            return self.changed[column]
        definition = self.scope.rulebook.input_by_id[column.input]
        if column.part in {"target", "previous"}:
            known = self.unit.targets if column.part == "target" else self.unit.previous
            return known.get(column.input, State.MISSING)
        return self._reported(definition, column)

    def _reported(self, definition: Input, column: ex.Column) -> Found:
        value = self.unit.values.get(definition.id)
        state = self._state(value)
        if state == State.MISSING and definition.when_missing is not None:
            return definition.when_missing != 0 if definition.kind == "yes_no" else definition.when_missing
        if value is None or state != State.VALUE:
            return state
        return _value(definition, value, column, self)

    def _state(self, value: Value | None) -> State:
        if value is None:
            return State.MISSING
        if value.certainty == "estimate" and self.scope.rulebook.values.estimates == "not_allowed":
            return State.MISSING
        return value.state

    def mark(self, criterion: str) -> Found:
        """The mark that counts for the criterion, by the rulebook's way to combine columns."""
        given = self.unit.marks.get(criterion, {})
        scorers = self.scope.rulebook.scorers
        marks = [(given[c.id], c.weight) for c in scorers.columns if c.id in given]
        return _combined(marks, scorers.combine) if marks else State.MISSING


def _value(definition: Input, value: Value, column: ex.Column, env: Env) -> Found:
    if definition.kind == "choice":
        return value.choice or State.MISSING
    if value.amount is None:
        return State.MISSING
    if definition.kind == "yes_no":
        return value.amount != 0
    if definition.kind == "ratio":
        if column.part in {"of", "amount"}:
            return State.MISSING if value.of is None else (value.of if column.part == "of" else value.amount)
        amount = env.changed.get(ex.Column(definition.id, "amount"), value.amount)
        of = env.changed.get(ex.Column(definition.id, "of"), value.of)
        return State.MISSING if of is None else (amount / of if of else State.UNDEFINED)
    return value.amount


def _combined(marks: list[tuple[Fraction, Fraction]], how: str) -> Fraction:
    points = [p for p, _weight in marks]
    if how == "last":
        return points[-1]
    if how == "sum":
        return sum(points, Fraction(0))
    if how == "weighted":
        total = sum((w for _p, w in marks), Fraction(0))
        return sum((p * w for p, w in marks), Fraction(0)) / total
    if how == "median":
        ordered = sorted(points)
        half = len(ordered) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return sum(points, Fraction(0)) / len(points)


def evaluate(expr: ex.Expr, env: Env) -> Found:
    """The expression's value for one unit, or the state that says why there is none."""
    return _EVALUATORS[type(expr)](expr, env)


def as_number(found: Found) -> Fraction:
    """A number as a number, a truth as 1 or 0; TypeError for a text or a state."""
    if isinstance(found, State | str):
        raise TypeError(f"{found!r} is not a number")
    return found if type(found) is Fraction else Fraction(found)


def _operation(expr: ex.Op, env: Env) -> Found:
    lazy = _LAZY.get(expr.name)
    if lazy is not None:
        return lazy(expr, env)
    values = [evaluate(a, env) for a in expr.args]
    states = [v for v in values if type(v) is State]
    if states:
        return max(states)
    return _STRICT[expr.name](values)


def _if(expr: ex.Op, env: Env) -> Found:
    condition = evaluate(expr.args[0], env)
    if isinstance(condition, State):
        return condition
    return evaluate(expr.args[1] if condition else expr.args[2], env)


def _and(expr: ex.Op, env: Env) -> Found:
    for arg in expr.args:
        value = evaluate(arg, env)
        if isinstance(value, State) or not value:
            return value if isinstance(value, State) else False
    return True


def _or(expr: ex.Op, env: Env) -> Found:
    for arg in expr.args:
        value = evaluate(arg, env)
        if isinstance(value, State) or value:
            return value if isinstance(value, State) else True
    return False


_LAZY: dict[str, Callable[[ex.Op, Env], Found]] = {"if": _if, "and": _and, "or": _or}


def _difference(v: list[Any]) -> Fraction:
    result: Fraction = v[0]
    for other in v[1:]:
        result = result - other
    return result


def _product(v: list[Any]) -> Fraction:
    result = Fraction(v[0])
    for factor in v[1:]:
        result *= factor
    return result


def _compared(v: list[Any]) -> int:
    """Below, at or above 0 as the first of two numbers is to the second; twice as fast as comparing fractions."""
    left, right = v
    result: int = left.numerator * right.denominator - right.numerator * left.denominator
    return result


_STRICT: dict[str, Callable[[list[Any]], Found]] = {
    "+": lambda v: sum(v, Fraction(0)),
    "-": _difference,
    "*": _product,
    "/": lambda v: Fraction(v[0]) / v[1] if v[1] else State.UNDEFINED,
    "neg": lambda v: -Fraction(v[0]),
    "min": lambda v: min(map(as_number, v)),
    "max": lambda v: max(map(as_number, v)),
    "floor": lambda v: Fraction(v[0].numerator // v[0].denominator),
    "not": lambda v: not v[0],
    "==": lambda v: bool(v[0] == v[1]),
    "!=": lambda v: bool(v[0] != v[1]),
    "<": lambda v: _compared(v) < 0,
    "<=": lambda v: _compared(v) <= 0,
    ">": lambda v: _compared(v) > 0,
    ">=": lambda v: _compared(v) >= 0,
}


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    """`value` as a multiple of 10^-places; half_up goes away from zero.

    >>> rounded(Fraction(5, 1000), 2, "half_up"), rounded(Fraction(5, 1000), 2, "half_even")
    (Fraction(1, 100), Fraction(0, 1))
    """
    steps, bottom = 10**places, value.denominator
    if steps % bottom == 0:
        return value
    sign = -1 if value < 0 else 1
    whole, rest = divmod(abs(value.numerator) * steps, bottom)
    twice = 2 * rest
    up = {
        "half_up": twice >= bottom,
        "half_even": twice > bottom or (twice == bottom and whole % 2 == 1),
        "down": False,
        "up": True,
    }[mode]
    return Fraction(sign * (whole + up), steps)


def _round(expr: ex.Rounded, env: Env) -> Found:
    value = evaluate(expr.of, env)
    return value if isinstance(value, State | str) else rounded(Fraction(value), expr.places, expr.mode)


def _group(expr: ex.Group, env: Env) -> Found:
    values = env.scope.group_values(expr)
    if expr.kind == "count":
        return Fraction(len(values))
    if expr.kind == "rank":
        own = evaluate(expr.of, env)
        return own if isinstance(own, State | str) else Fraction(1 + sum(v > own for v in values))
    if not values:
        return State.UNDEFINED
    total = sum(values, Fraction(0))
    return {"sum": total, "mean": total / len(values), "max": max(values), "min": min(values)}[expr.kind]


def _points(expr: ex.Points, env: Env) -> Found:
    line = env.lines.get(expr.item)
    if line is None:
        return State.UNDEFINED
    return line.points if line.state == State.VALUE else line.state


_EVALUATORS: dict[type, Callable[[Any, Env], Found]] = {
    ex.Number: lambda e, _env: e.value,
    ex.Text: lambda e, _env: e.value,
    ex.Truth: lambda e, _env: e.value,
    ex.Column: lambda e, env: env.column(e),
    ex.Has: lambda e, env: not isinstance(env.column(e.column), State),
    ex.Mark: lambda e, env: env.mark(e.criterion),
    ex.HasMark: lambda e, env: not isinstance(env.mark(e.criterion), State),
    ex.Evidence: lambda e, env: (
        e.criterion in env.evidence_assumed or bool(env.unit.evidence.get(e.criterion, False))
    ),
    ex.Prior: lambda _e, env: env.prior,
    ex.Points: _points,
    ex.Total: lambda _e, env: State.UNDEFINED if env.total is None else env.total,
    ex.ZeroCount: lambda _e, env: Fraction(env.zero_count),
    ex.Units: lambda e, env: Fraction(env.census.get(e.grade, 0)),
    ex.Op: _operation,
    ex.Rounded: _round,
    ex.Group: _group,
}
