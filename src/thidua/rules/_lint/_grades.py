"""Classes, gates and conditions: zones without a class, classes nobody can get, conditions that never change."""

import math
from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from thidua.rules import _patterns as patterns
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._lint._zones import Zone, gaps, overlaps
from thidua.rules._model import Criterion
from thidua.rules._yaml import Place

TOPIC = "classes"
AVERAGES = {"mean", "median", "weighted"}


def _class_gaps(book: Book) -> Iterator[tuple[Place, Zone, bool]]:
    """Zones of the total without a class, and whether totals can fall there without averaging marks."""
    low, high = book.total_range
    finest = Fraction(1, 10**book.rulebook.rounding.places)
    step = finest if book.rulebook.scorers.combine in AVERAGES else total_step(book)
    for zone in gaps([Zone.of(c.band) for c in book.rulebook.classes]):
        if zone.low is None and low is not None and not zone.has(low):
            continue
        if zone.high is None and not zone.has(high):
            continue
        if zone.holds_step(finest):
            yield ("classes",), zone, zone.holds_step(step)


def total_step(book: Book) -> Fraction:
    """The step between possible totals when no average is taken: 0.5 where every rule gives halves."""
    finest = Fraction(1, 10**book.rulebook.rounding.places)
    steps = [_step(book, c) for c in book.rulebook.criteria]
    weighted = any(i.weight != 1 or i.prorate for i in book.rulebook.item_by_id.values())
    if weighted or None in steps or not steps:
        return finest
    return reduce(_common, [s for s in steps if s], Fraction(0)) or finest


def _step(book: Book, criterion: Criterion) -> Fraction | None:
    """The grid of the criterion's points; None when there is none."""
    rule = criterion.rule
    match rule:
        case patterns.Manual():
            given = [rule.step, criterion.max]
        case patterns.Threshold() | patterns.Versus():
            given = [rule.gives.of(criterion.max), rule.otherwise.of(criterion.max)]
        case patterns.Tiers():
            given = [t.gives.of(criterion.max) for t in rule.tiers]
        case patterns.Levels():
            given = [v.gives.of(criterion.max) for v in rule.levels]
        case patterns.NoViolations() | patterns.AllDone():
            given = [criterion.max]
        case patterns.Count() if book.range(rule.input).whole:
            given = [rule.points_each, rule.cap.of(criterion.max), criterion.max]
        case _:
            return None
    whole = [*given, *(c.max for c in criterion.caps)]
    return None if criterion.penalties or criterion.prorate else reduce(_common, whole, Fraction(0))


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest step that both are multiples of."""
    scale = math.lcm(one.denominator, other.denominator)
    return Fraction(math.gcd(int(one * scale), int(other * scale)), scale)


@defect("class_gap", "error", TOPIC)
def class_gap(book: Book) -> Found:
    """A total that can occur has no class."""
    for place, zone, reached in _class_gaps(book):
        if reached:
            yield place, {"zone": zone}


@defect("class_gap_averages", "warning", TOPIC)
def class_gap_averages(book: Book) -> Found:
    """A total has no class that only occurs when marks are averaged or a mark is off the grid."""
    for place, zone, reached in _class_gaps(book):
        if not reached:
            yield place, {"zone": zone, "step": total_step(book)}


@defect("class_overlap", "error", TOPIC)
def class_overlap(book: Book) -> Found:
    """A total lies in two classes."""
    classes = book.rulebook.classes
    step = Fraction(1, 10**book.rulebook.rounding.places)
    for first, second, zone in overlaps([Zone.of(c.band) for c in classes]):
        if zone.holds_step(step):
            yield ("classes", second), {"one": classes[first].id, "other": classes[second].id, "zone": zone}


@defect("class_unreachable", "warning", TOPIC)
def class_unreachable(book: Book) -> Found:
    """No total reaches the class, or one of its conditions never holds."""
    low, high = book.total_range
    for index, grade in enumerate(book.rulebook.classes):
        band = Zone.of(grade.band)
        above = band.low is not None and band.low >= high and not band.has(high)
        below = low is not None and band.high is not None and band.high <= low and not band.has(low)
        never = any(book.range(need.when).high == 0 for need in grade.needs)
        if band.empty or above or below or never:
            yield ("classes", index), {"class": grade.id, "high": high}


@defect("fallback_unsaid", "warning", TOPIC)
def fallback_unsaid(book: Book) -> Found:
    """Points lie in a band but a need fails, and the text does not say which class follows."""
    if not fallback_open(book):
        return
    for index, grade in enumerate(book.rulebook.classes[:-1]):
        if grade.needs:
            values = {"class": grade.id, "needs": [need.name for need in grade.needs]}
            yield ("classes", index, "needs"), values


def fallback_open(book: Book) -> bool:
    """True when nothing says what follows where a class's need fails."""
    return not book.rulebook.class_fallback or "class_fallback" in book.rulebook.silent_on


@defect("lowest_class_needs", "warning", TOPIC)
def lowest_class_needs(book: Book) -> Found:
    """The lowest class has a need; when it fails there is nothing lower."""
    classes = book.rulebook.classes
    if classes and classes[-1].needs:
        yield ("classes", len(classes) - 1, "needs"), {"class": classes[-1].id}


@defect("class_order", "warning", TOPIC)
def class_order(book: Book) -> Found:
    """Classes do not stand from best to lowest."""
    lows = [c.band.low for c in book.rulebook.classes]
    known = [v for v in lows if v is not None]
    if known != sorted(known, reverse=True) or None in lows[:-1]:
        yield ("classes",), {}


@defect("condition_never", "warning", TOPIC)
def condition_never(book: Book) -> Found:
    """A condition that no honest data fulfil."""
    for place, condition in book.conditions:
        if book.range(condition).high == 0:
            yield place, {}


@defect("condition_always", "warning", TOPIC)
def condition_always(book: Book) -> Found:
    """A condition that all honest data fulfil."""
    for place, condition in book.conditions:
        if book.range(condition).low == 1:
            yield place, {}
