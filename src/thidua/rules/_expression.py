"""The small typed expression tree that every rule becomes; each back end evaluates or prints it.

A value is an exact number, a truth or a text, or a `State` that says why there is none. States go
through an operation by severity (the worst argument wins); `if`, `and`, `or` look only at the side
they take, so `has(x) and x > 3` is safe.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from typing import Any


class State(IntEnum):
    """Why there is a value or none; a larger one wins when several meet."""

    VALUE = 0
    UNDEFINED = 1
    MISSING = 2
    NOT_APPLICABLE = 3
    NOT_ASSIGNED = 4


@dataclass(frozen=True, slots=True)
class Number:
    """An exact constant."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Text:
    """A constant text: the id of a choice."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    """A constant truth."""

    value: bool


@dataclass(frozen=True, slots=True)
class Column:
    """What a unit reported for `input`; `part` is value, amount, of, target or previous."""

    input: str
    part: str = "value"


@dataclass(frozen=True, slots=True)
class Has:
    """True when the column holds a value."""

    column: Column


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a person that counts for a criterion; MISSING when nobody gave one."""

    criterion: str


@dataclass(frozen=True, slots=True)
class HasMark:
    """True when a person's mark counts for the criterion."""

    criterion: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """True when the evidence that the criterion requires is there."""

    criterion: str


@dataclass(frozen=True, slots=True)
class Prior:
    """The value before this step, inside a `Stage`."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a criterion or section (gates, classes, ranking)."""

    item: str


@dataclass(frozen=True, slots=True)
class Total:
    """The unit's total (gates, classes, ranking)."""


@dataclass(frozen=True, slots=True)
class ZeroCount:
    """How many criteria the unit scored 0 in (gates, classes)."""


@dataclass(frozen=True, slots=True)
class Units:
    """How many units a limit is for; with `grade`, how many of them are in that class (quotas, awards)."""

    grade: str = ""


@dataclass(frozen=True, slots=True)
class Op:
    """An operation: + - * / neg min max floor if and or not == != < <= > >=.

    `/` by zero is UNDEFINED. `floor` goes towards minus infinity.
    """

    name: str
    args: tuple["Expr", ...]


@dataclass(frozen=True, slots=True)
class Rounded:
    """`of` as a multiple of 10^-places by `mode`: half_up (away from zero), half_even, down, up."""

    of: "Expr"
    places: int
    mode: str


@dataclass(frozen=True, slots=True)
class Group:
    """`kind` (mean sum max min rank count) of `of` over the units scored together.

    Units without a value of `of`, or where `where` is not true, stand aside; over nobody: UNDEFINED.
    `rank` is the unit's own competition rank, 1 for the largest.
    """

    kind: str
    of: "Expr"
    where: "Expr | None" = None


Expr = (
    Number | Text | Truth | Column | Has | Mark | HasMark | Evidence | Prior | Points | Total
    | ZeroCount | Units | Op | Rounded | Group
)  # fmt: skip


def number(value: int | str | Fraction) -> Number:
    """A constant."""
    return Number(Fraction(value))


def op(name: str, *args: Expr) -> Op:
    """An operation on `args`."""
    return Op(name, args)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside."""
    match expr:
        case Op(args=args):
            return args
        case Rounded(of=of):
            return (of,)
        case Group(of=of, where=where):
            return (of,) if where is None else (of, where)
        case Has(column=column):
            return (column,)
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and everything inside it, outermost first."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def columns_of(expr: Expr) -> set[Column]:
    """Every reported column that the expression reads."""
    return {e for e in walk(expr) if isinstance(e, Column)}


def rebuild(expr: Expr, change: Any) -> Expr:
    """The expression with `change` applied to every node from the leaves up."""
    match expr:
        case Op(name=name, args=args):
            expr = Op(name, tuple(rebuild(a, change) for a in args))
        case Rounded(of=of):
            expr = replace(expr, of=rebuild(of, change))
        case Group(of=of, where=where):
            expr = replace(expr, of=rebuild(of, change), where=where and rebuild(where, change))
        case _:
            pass
    result: Expr = change(expr)
    return result


def put_prior(stage: Expr, prior: Expr) -> Expr:
    """`stage` with `prior` in place of `Prior()`."""
    return rebuild(stage, lambda e: prior if isinstance(e, Prior) else e)
