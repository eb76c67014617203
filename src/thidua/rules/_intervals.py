"""Between which numbers an expression can lie, given the limits of the inputs.

Sound, not tight: the true range is never larger than what is told. A truth is the number 1 or 0, so a
condition with `low == 1` always holds and one with `high == 0` never does. States other than undefined
(missing, not applicable) are left aside.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._interval import (
    COMPARE,
    EMPTY,
    NO,
    ONE,
    PLAIN,
    TRUTH,
    UNKNOWN,
    YES,
    ZERO,
    Interval,
    meet,
    quotient,
    same,
    union,
)
from thidua.rules._model import Input

Known = Mapping[ex.Expr, Interval]


def interval(expr: ex.Expr, inputs: Mapping[str, Input], known: Known | None = None) -> Interval:
    """The range of `expr`. `known` gives ranges of inner expressions (marks, points, what a condition says)."""
    return _Ranges(inputs)(expr, known or {})


def narrowed(condition: ex.Expr, holds: bool, inputs: Mapping[str, Input], known: Known) -> Known:  # noqa: FBT001
    """`known` with what follows when `condition` holds (or does not)."""
    return _Ranges(inputs).narrowed(condition, holds, known)


def of_column(column: ex.Column, definition: Input) -> Interval:
    """The limits of a reported column."""
    whole = definition.places == 0
    if definition.kind == "ratio" and column.part not in {"amount", "of"}:
        no_base = column.part == "value" and definition.low <= 0
        return Interval(ZERO if definition.low >= 0 else None, None, may_be_undefined=no_base)
    if definition.kind == "choice":
        return UNKNOWN
    return meet(Interval(definition.low, definition.high), Interval(whole=whole))


class _Ranges:
    def __init__(self, inputs: Mapping[str, Input]) -> None:
        self.inputs = inputs

    def __call__(self, expr: ex.Expr, known: Known) -> Interval:
        found = known.get(expr)
        if found is not None:
            return found
        match expr:
            case ex.Number(value=value):
                return Interval(value, value, whole=value.denominator == 1)
            case ex.Truth(value=truth):
                return YES if truth else NO
            case ex.Column(input=name):
                definition = self.inputs.get(name)
                return UNKNOWN if definition is None else of_column(expr, definition)
            case ex.Rounded(of=of, places=places):
                return _rounded(self(of, known), places)
            case ex.Group():
                return self.group(expr, known)
            case ex.Op():
                return self.operation(expr, known)
        return TRUTH if isinstance(expr, ex.Has | ex.HasMark | ex.Evidence) else UNKNOWN

    def group(self, expr: ex.Group, known: Known) -> Interval:
        if expr.kind in {"rank", "count"}:
            return Interval(ONE if expr.kind == "rank" else ZERO, None, whole=True)
        inside = known if expr.where is None else self.narrowed(expr.where, True, known)
        one = self(expr.of, inside)
        if expr.kind == "sum":
            low = ZERO if one.low is not None and one.low >= 0 else None
            high = ZERO if one.high is not None and one.high <= 0 else None
            return Interval(low, high, True, one.whole)
        return replace(one, may_be_undefined=True, whole=one.whole and expr.kind != "mean", nonzero=False)

    def operation(self, expr: ex.Op, known: Known) -> Interval:
        if expr.name in {"if", "and", "or"}:
            return self.lazy(expr, known)
        args = [self(a, known) for a in expr.args]
        undefined = any(a.may_be_undefined for a in args)
        if any(a.empty for a in args):
            return replace(EMPTY, may_be_undefined=undefined)
        if expr.name == "/":
            found = quotient(args[0], args[1])
            cap = _share_cap(expr)
            if cap is not None and (args[1].low or ZERO) >= 0 and args[1].low is not None:
                found = meet(found, Interval(None, cap, True))
            return replace(found, may_be_undefined=undefined or args[1].has(ZERO))
        if expr.name in COMPARE:
            found = COMPARE[expr.name](*args) if expr.args[0] != expr.args[1] else same(expr.name)
        else:
            found = PLAIN[expr.name](args)
        return replace(found, may_be_undefined=undefined)

    def lazy(self, expr: ex.Op, known: Known) -> Interval:
        """`if`, and the truths that are short for it."""
        if expr.name == "if":
            condition, then, other = expr.args
        elif len(expr.args) > 2:  # noqa: PLR2004 - a chain as a pair
            return self.lazy(ex.Op(expr.name, (ex.Op(expr.name, expr.args[:-1]), expr.args[-1])), known)
        elif expr.name == "and":
            condition, then, other = expr.args[0], expr.args[1], ex.Truth(value=False)
        else:
            condition, then, other = expr.args[0], ex.Truth(value=True), expr.args[1]
        asked = self(condition, known)
        found = EMPTY
        if not asked.empty and asked.high != 0:
            found = union(found, self(then, self.narrowed(condition, True, known)))
        if not asked.empty and asked.low != 1:
            found = union(found, self(other, self.narrowed(condition, False, known)))
        return replace(found, may_be_undefined=found.may_be_undefined or asked.may_be_undefined)

    def narrowed(self, condition: ex.Expr, holds: bool, known: Known) -> Known:  # noqa: FBT001
        if not isinstance(condition, ex.Op):
            return {**known, condition: YES if holds else NO}
        if condition.name == "not":
            return self.narrowed(condition.args[0], not holds, known)
        if condition.name == ("and" if holds else "or"):
            for part in condition.args:
                known = self.narrowed(part, holds, known)
            return known
        name = condition.name if holds else _OPPOSITE.get(condition.name, "")
        if name not in _OPPOSITE:
            return known
        one, other = condition.args
        return self.compared(name, one, other, known)

    def compared(self, name: str, one: ex.Expr, other: ex.Expr, known: Known) -> Known:
        """`known` with what follows from a comparison that holds."""
        changed = dict(known)
        for expr, against, how in ((one, other, name), (other, one, _TURNED[name])):
            if not isinstance(expr, ex.Number | ex.Text | ex.Truth):
                before = self(expr, known)
                after = meet(before, _side(how, self(against, known), before))
                changed[expr] = replace(after, may_be_undefined=False)
        return changed


def _side(how: str, than: Interval, before: Interval) -> Interval:
    """What is known of a number that compares so with one of `than`."""
    step = ONE if before.whole and than.whole else ZERO
    if how == "==":
        return than
    if how == "!=":
        return Interval(nonzero=than.low == than.high == 0)
    if how in {"<", "<="}:
        high = than.high if than.high is None or how == "<=" else than.high - step
        return Interval(None, high, nonzero=how == "<" and than.high is not None and than.high <= 0)
    low = than.low if than.low is None or how == ">=" else than.low + step
    return Interval(low, None, nonzero=how == ">" and than.low is not None and than.low >= 0)


_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


def _share_cap(expr: ex.Op) -> Fraction | None:
    """c when the expression is min(…, c × y) ÷ y."""
    top, bottom = expr.args
    if not isinstance(top, ex.Op) or top.name != "min":
        return None
    caps = []
    for arg in top.args:
        if arg == bottom:
            caps.append(ONE)
        elif isinstance(arg, ex.Op) and arg.name == "*" and arg.args[1] == bottom:
            caps += [arg.args[0].value] if isinstance(arg.args[0], ex.Number) else []
    return min(caps) if caps else None


def _rounded(inside: Interval, places: int) -> Interval:
    unit = Fraction(1, 10**places)
    low = None if inside.low is None else math.floor(inside.low / unit) * unit
    high = None if inside.high is None else math.ceil(inside.high / unit) * unit
    return Interval(low, high, inside.may_be_undefined, whole=places == 0)
