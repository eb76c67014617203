"""Stretches of the number line with open and closed ends: where bands overlap and what they leave out."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.rules._model import Bounds
from thidua.rules._patterns import Tier


@dataclass(frozen=True)
class Zone:
    """From `low` to `high`; None is without end, closed ends belong to it."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    @classmethod
    def of(cls, ends: Tier | Bounds) -> "Zone":
        """The stretch of a tier or a class."""
        return cls(ends.low, ends.low_closed, ends.high, ends.high_closed)

    @property
    def empty(self) -> bool:
        """True when it holds no number."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def has(self, value: Fraction) -> bool:
        """True when it holds `value`."""
        above = self.low is None or value > self.low or (value == self.low and self.low_closed)
        return above and (self.high is None or value < self.high or (value == self.high and self.high_closed))

    def holds_step(self, step: Fraction | None) -> bool:
        """True when it holds a multiple of `step`; of None: any number at all."""
        if step is None or self.low is None or self.high is None:
            return not self.empty
        first = math.ceil(self.low / step) * step
        return self.has(first) or self.has(first + step)


def overlaps(zones: Sequence[Zone]) -> Iterator[tuple[int, int, Zone]]:
    """Each pair that shares a number, with what it shares."""
    for (first, one), (second, other) in itertools.combinations(enumerate(zones), 2):
        shared = meet(one, other)
        if not shared.empty:
            yield first, second, shared


def meet(one: Zone, other: Zone) -> Zone:
    """What both hold; it may be empty."""
    lows = [(z.low, not z.low_closed) for z in (one, other) if z.low is not None]
    highs = [(z.high, z.high_closed) for z in (one, other) if z.high is not None]
    low, low_open = max(lows) if lows else (None, False)
    high, high_closed = min(highs) if highs else (None, False)
    return Zone(low, not low_open, high, high_closed)


def gaps(zones: Sequence[Zone]) -> Iterator[Zone]:
    """What no zone holds, from the lowest numbers up."""
    edge: Fraction | None = None  # all numbers up to here were seen; `closed`: this one too
    closed = True
    there = [z for z in zones if not z.empty]
    if zones and not there:
        yield Zone(None, False, None, False)
    for zone in sorted(there, key=lambda z: (z.low is not None, z.low or 0, not z.low_closed)):
        if zone.low is not None:
            gap = Zone(edge, not closed, zone.low, not zone.low_closed)
            if not gap.empty:
                yield gap
        if zone.high is None:
            return
        here = (zone.high, zone.high_closed)
        edge, closed = here if edge is None else max((edge, closed), here)
    if edge is not None:
        yield Zone(edge, not closed, None, False)
