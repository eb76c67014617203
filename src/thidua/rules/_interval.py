"""Arithmetic of ranges of exact numbers."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high` (None: without end), only integers when `whole`, 0 left out
    when `nonzero`; `may_be_undefined` when a division by zero is possible. No number at all: `empty`.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    may_be_undefined: bool = False
    whole: bool = False
    nonzero: bool = False

    @property
    def empty(self) -> bool:
        """True when there is no number: the expression is always undefined or never reached."""
        return self.low is not None and self.high is not None and self.low > self.high

    def has(self, value: Fraction) -> bool:
        """True when the interval may hold `value`."""
        inside = (self.low is None or self.low <= value) and (self.high is None or value <= self.high)
        return inside and not (self.nonzero and value == 0)


UNKNOWN = Interval()
EMPTY = Interval(ONE, ZERO)
TRUTH, YES, NO = (
    Interval(ZERO, ONE, whole=True),
    Interval(ONE, ONE, whole=True),
    Interval(ZERO, ZERO, whole=True),
)


def union(one: Interval, other: Interval) -> Interval:
    """The smallest interval around both."""
    undefined = one.may_be_undefined or other.may_be_undefined
    if one.empty or other.empty:
        return replace(one if other.empty else other, may_be_undefined=undefined)
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Interval(low, high, undefined, one.whole and other.whole, one.nonzero and other.nonzero)


def meet(one: Interval, other: Interval) -> Interval:
    """What both hold."""
    lows = [i.low for i in (one, other) if i.low is not None]
    highs = [i.high for i in (one, other) if i.high is not None]
    whole, nonzero = one.whole or other.whole, one.nonzero or other.nonzero
    low, high = (max(lows) if lows else None), (min(highs) if highs else None)
    if whole:
        low = low if low is None else Fraction(math.ceil(low))
        high = high if high is None else Fraction(math.floor(high))
        if nonzero:
            low, high = (ONE if low == 0 else low), (-ONE if high == 0 else high)
    return Interval(low, high, one.may_be_undefined and other.may_be_undefined, whole, nonzero)


def quotient(top: Interval, bottom: Interval) -> Interval:
    """All quotients where the divisor is not 0."""
    bottom = meet(bottom, Interval(nonzero=True, may_be_undefined=True))
    if bottom.empty or bottom.low == bottom.high == 0:
        return EMPTY
    if bottom.low is not None and bottom.low >= 0:
        low, high = _inverse(bottom.high), (None if bottom.low == 0 else 1 / bottom.low)
        return _product([top, Interval(low, high)])
    if bottom.high is not None and bottom.high <= 0:
        return quotient(_negative([top]), _negative([bottom]))
    return UNKNOWN


def _inverse(end: Fraction | None) -> Fraction:
    return ZERO if end is None else 1 / end


def _negative(args: list[Interval]) -> Interval:
    (one,) = args
    low, high = one.low, one.high
    return replace(one, low=None if high is None else -high, high=None if low is None else -low)


def _sum(args: list[Interval]) -> Interval:
    lows, highs = [a.low for a in args], [a.high for a in args]
    low = None if None in lows else sum((v for v in lows if v is not None), ZERO)
    high = None if None in highs else sum((v for v in highs if v is not None), ZERO)
    return Interval(low, high, whole=all(a.whole for a in args))


def _difference(args: list[Interval]) -> Interval:
    first, *rest = args
    return _sum([first, *(_negative([a]) for a in rest)])


def _product(args: list[Interval]) -> Interval:
    found = args[0]
    for other in args[1:]:
        found = _times(found, other)
    return found


def _times(one: Interval, other: Interval) -> Interval:
    ends: list[Fraction] = []
    signs: set[int] = set()
    for a, a_sign in ((one.low, -1), (one.high, 1)):
        for b, b_sign in ((other.low, -1), (other.high, 1)):
            if a is not None and b is not None:
                ends.append(a * b)
            elif a == 0 or b == 0:
                ends.append(ZERO)
            else:
                signs.add((a_sign if a is None else _sign(a)) * (b_sign if b is None else _sign(b)))
    low = None if -1 in signs or not ends else min(ends)
    high = None if 1 in signs or not ends else max(ends)
    return Interval(low, high, whole=one.whole and other.whole, nonzero=one.nonzero and other.nonzero)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _smallest(args: list[Interval]) -> Interval:
    highs = [a.high for a in args if a.high is not None]
    lows = [a.low for a in args]
    low = None if None in lows else min(v for v in lows if v is not None)
    return Interval(low, min(highs) if highs else None, whole=all(a.whole for a in args))


def _largest(args: list[Interval]) -> Interval:
    return _negative([_smallest([_negative([a]) for a in args])])


def _floor(args: list[Interval]) -> Interval:
    (one,) = args
    low = None if one.low is None else Fraction(math.floor(one.low))
    return Interval(low, None if one.high is None else Fraction(math.floor(one.high)), whole=True)


def _not(args: list[Interval]) -> Interval:
    return _difference([YES, args[0]])


def _less(one: Interval, other: Interval) -> Interval:
    if one.high is not None and other.low is not None and one.high < other.low:
        return YES
    if one.low is not None and other.high is not None and one.low >= other.high:
        return NO
    return TRUTH


def _equal(one: Interval, other: Interval) -> Interval:
    both = meet(one, other)
    if both.empty:
        return NO
    return YES if None is not one.low == one.high == other.low == other.high else TRUTH


def same(name: str) -> Interval:
    """An expression compared with itself."""
    return YES if name in {"==", "<=", ">="} else NO


COMPARE: dict[str, Callable[[Interval, Interval], Interval]] = {
    "<": _less,
    ">": lambda a, b: _less(b, a),
    ">=": lambda a, b: _not([_less(a, b)]),
    "<=": lambda a, b: _not([_less(b, a)]),
    "==": _equal,
    "!=": lambda a, b: _not([_equal(a, b)]),
}
PLAIN: dict[str, Callable[[list[Interval]], Interval]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "neg": _negative,
    "min": _smallest,
    "max": _largest,
    "floor": _floor,
    "not": _not,
}
