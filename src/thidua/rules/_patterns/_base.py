"""What all rule patterns share: described fields, parts of a maximum, scaled thresholds, aims."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from thidua.rules import _expression as ex
from thidua.rules._wording import Words, number_text, percent_text

ZERO, ONE = ex.number(0), ex.number(1)


def param(holds: str, label: str, **rest: Any) -> Any:
    """A pattern's field: `holds` is input, expression, condition, number, points, choice:a|b or list:Class."""
    return dataclasses.field(metadata={"holds": holds, "label": label}, **rest)


@dataclass(frozen=True, slots=True)
class Part:
    """Points as a number, or as a share of the criterion's maximum."""

    points: Fraction | None = None
    share: Fraction | None = None

    def of(self, full: Fraction) -> Fraction:
        """The points for a criterion worth `full`."""
        if self.points is not None:
            return self.points
        return full * (self.share if self.share is not None else 1)

    def words(self, words: Words) -> str:
        """`8 điểm` or `50 % điểm tối đa`."""
        if self.points is not None:
            return words.say("{points} điểm", points=number_text(self.points))
        share = self.share if self.share is not None else Fraction(1)
        return words.say("{share} điểm tối đa", share=percent_text(share))


FULL, NOTHING = Part(share=Fraction(1)), Part(points=Fraction(0))


@dataclass(frozen=True)
class Scale:
    """While `when` holds every threshold of the rule is multiplied by `factor`."""

    when: ex.Expr = param("condition", "Khi")
    factor: Fraction = param("number", "Ngưỡng nhân với")


@dataclass(frozen=True, slots=True)
class Aim:
    """A better value to try for `column`: `to` is evaluated as things stand; `open` means just past it."""

    column: ex.Column
    to: ex.Expr
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A way to give points; `scaled` multiplies its thresholds for units of a kind."""

    type: ClassVar[str]
    label: ClassVar[str]
    scaled: tuple[Scale, ...] = param("list:Scale", "Ngưỡng theo loại đơn vị", default=())

    def points(self, criterion: str, full: Fraction) -> ex.Expr:
        """The exact points, not yet clamped, of a criterion worth `full`."""
        raise NotImplementedError(self.type)

    def sentence(self, words: Words, full: Fraction) -> str:
        """The rule in one sentence of the reader's language."""
        raise NotImplementedError(self.type)

    def aims(self) -> Sequence[Aim]:
        """Better values to try when telling what would have earned more."""
        return ()

    def against_thresholds(self, value: ex.Expr) -> ex.Expr:
        """`value` as it stands against thresholds that are scaled for some units: value ÷ factor."""
        for scale in reversed(self.scaled):
            value = ex.op("if", scale.when, ex.op("/", value, ex.Number(scale.factor)), value)
        return value


def total_of(parts: Sequence[ex.Expr]) -> ex.Expr:
    """The sum of `parts`; 0 for none."""
    if not parts:
        return ZERO
    return parts[0] if len(parts) == 1 else ex.Op("+", tuple(parts))


def times(value: ex.Expr, factor: Fraction) -> ex.Expr:
    """`value` × `factor`, without a useless × 1."""
    return value if factor == 1 else ex.op("*", ex.Number(factor), value)
