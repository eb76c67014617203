"""One honest value for which two rules give different points."""

from collections.abc import Iterator
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._data import UnitData, Value
from thidua.rules._exact import Env, Scope, evaluate
from thidua.rules._expression import State
from thidua.rules._model import Input, Rulebook
from thidua.rules._wording import number_text, percent_text

TRIED = (95, 90, 85, 80, 75, 70, 60, 50, 100, 40, 30, 20, 10, 5, 3, 2, 1, 0, 110)


def witness(rulebook: Rulebook, one: ex.Expr, other: ex.Expr) -> tuple[str, Fraction, Fraction] | None:
    """What was reported, and the points of both rules; None when none was found."""
    names = sorted({c.input for e in (one, other) for c in ex.columns_of(e)})
    inner = [i for e in (one, other) for i in ex.walk(e)]
    bases = {
        c.input for i in inner if isinstance(i, ex.Op) and i.name == "/" for c in ex.columns_of(i.args[1])
    }
    for tried in TRIED:
        values, told = {}, []
        for name in sorted(names, key=lambda n: n in bases):
            value, text = _value(rulebook.input_by_id[name], 100 if name in bases else tried)
            values[name] = value
            told.append(f"{rulebook.input_by_id[name].name} {text}")
        unit = UnitData("x", values=values, targets={n: Fraction(100) for n in names})
        first, second = _points(rulebook, unit, (one, other))
        if isinstance(first, Fraction) and isinstance(second, Fraction) and first != second:
            return "; ".join(told[:2]), first, second
    return None


def _value(definition: Input, tried: int) -> tuple[Value, str]:
    if definition.kind == "ratio":
        return Value(Fraction(tried), Fraction(100)), percent_text(Fraction(tried, 100))
    if definition.kind == "choice":
        return Value(choice=definition.choices[0].id), definition.choices[0].name
    amount = min(max(Fraction(tried), definition.low), definition.high)
    return Value(amount), number_text(amount)


def _points(rulebook: Rulebook, unit: UnitData, rules: tuple[ex.Expr, ex.Expr]) -> Iterator[Fraction | State]:
    for rule in rules:
        found = evaluate(rule, Env(Scope(rulebook, [unit]), unit))
        yield (
            found
            if isinstance(found, State)
            else Fraction(found)
            if not isinstance(found, str)
            else State.UNDEFINED
        )
