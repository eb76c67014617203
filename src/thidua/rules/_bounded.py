"""What a figure known only as a limit ("trên 70 %") means for a criterion: settled, or a guess that is told.

Such a figure is scored as the number it names. Whether that is honest is proved by ranges: when every
number the limit allows gives the same points, the limit is enough; otherwise the reader is told that the
rule needs the exact number.
"""

from collections.abc import Mapping
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._data import Value
from thidua.rules._exact import Env, evaluate
from thidua.rules._interval import Interval
from thidua.rules._intervals import interval
from thidua.rules._model import Input
from thidua.rules._program import CriterionPlan

ENOUGH = "Chỉ biết là {value}: số nào trong khoảng đó cũng được đúng số điểm này."
NOT_ENOUGH = "Chỉ biết là {value}: mục này cần số chính xác, điểm đang tính như đúng số đã ghi."
LEAVES = (ex.Has, ex.Mark, ex.HasMark, ex.Evidence, ex.Points, ex.Total, ex.Group)


def is_bounded(value: Value | None, column: ex.Column) -> bool:
    """True when the column reads a figure that is only a limit."""
    return value is not None and bool(value.bound) and column.part in {"value", "amount"}


def limit_is_enough(plan: CriterionPlan, env: Env, inputs: Mapping[str, Input]) -> bool:
    """True when all numbers that the criterion's limits allow are proved to give the same points."""
    known: dict[ex.Expr, Interval] = {}
    for leaf in ex.walk(plan.expr):
        if isinstance(leaf, ex.Column):
            value = env.unit.values.get(leaf.input)
            limited = value is not None and is_bounded(value, leaf)
            found = _allowed(leaf, value, inputs[leaf.input]) if limited and value else _now(leaf, env)
        elif isinstance(leaf, LEAVES) and not _reads_a_limit(leaf, env):
            found = _now(leaf, env)
        else:
            continue
        if found is not None:
            known[leaf] = found
    if plan.applies is not None and _reads_a_limit(plan.applies, env):
        return False
    reached = interval(plan.expr, inputs, known)
    return reached.low is not None and reached.low == reached.high and not reached.may_be_undefined


def _reads_a_limit(expr: ex.Expr, env: Env) -> bool:
    return any(is_bounded(env.unit.values.get(c.input), c) for c in ex.columns_of(expr))


def _now(leaf: ex.Expr, env: Env) -> Interval | None:
    """The leaf as it stands, as a range of one number; None where it is none."""
    found = evaluate(leaf, env)
    if isinstance(found, bool | Fraction):
        return Interval(Fraction(found), Fraction(found))
    return None


def _allowed(column: ex.Column, value: Value, definition: Input) -> Interval | None:
    """The numbers that the limit allows, the named one among them: it is what was scored."""
    named = value.amount
    if named is None:
        return None
    low, high = definition.low, definition.high
    if definition.kind == "ratio":
        if not value.of:
            return None
        low, high = Fraction(0), value.of
        if column.part == "value":
            named, low, high = named / value.of, Fraction(0), Fraction(1)
    return Interval(named, high) if value.bound == ">" else Interval(low, named)
