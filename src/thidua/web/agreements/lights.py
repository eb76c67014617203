"""What light a figure suggests, from value, target and how much of the year is over. Pure."""

import datetime as dt
from fractions import Fraction

GREEN, YELLOW, RED = "green", "yellow", "red"
NEAR = Fraction(4, 5)
"""From this share of what is due by now the light is yellow, below it red."""


def share_of_year(day: dt.date, year: int) -> Fraction:
    """How much of the year is over at the end of `day`, between 0 and 1."""
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    whole = (end - start).days + 1
    return Fraction(min(max((day - start).days + 1, 0), whole), whole)


def light_of(
    value: Fraction, target: Fraction, *, direction: str = "higher", due_now: Fraction = Fraction(1)
) -> str:
    """The light that `value` suggests against `target`.

    What grows over the year is held against the part that is due by now (`due_now`); what should be
    low is held against the whole target: at most the target is green, at most a fifth above it yellow.

    >>> light_of(Fraction(40), Fraction(100), due_now=Fraction(1, 2))
    'yellow'
    >>> light_of(Fraction(3), Fraction(2), direction="lower")
    'red'
    """
    if direction == "lower":
        if value <= target:
            return GREEN
        return YELLOW if value * NEAR <= target else RED
    due = target * due_now
    if value >= due:
        return GREEN
    return YELLOW if value >= due * NEAR else RED


def quarter_of(day: dt.date) -> int:
    """The quarter of the day, 1 to 4."""
    return (day.month + 2) // 3
