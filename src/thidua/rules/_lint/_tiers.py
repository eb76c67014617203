"""Rows of a tier table: overlaps, gaps, order."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from thidua.rules import _expression as ex
from thidua.rules._interval import Interval
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._lint._zones import Zone, gaps, overlaps
from thidua.rules._model import Criterion
from thidua.rules._patterns import Tiers
from thidua.rules._yaml import Place

TOPIC = "tiers"


def _tables(book: Book) -> Iterator[tuple[Place, Criterion, Tiers]]:
    for place, criterion, _expr in book.rules:
        if isinstance(criterion.rule, Tiers):
            yield place, criterion, criterion.rule


def _grid(book: Book, rule: Tiers) -> Fraction | None:
    """The step between two possible values; None when there is none (a quotient, a scaled threshold)."""
    value = rule.input
    if rule.scaled or not isinstance(value, ex.Column):
        return Fraction(1) if not rule.scaled and book.range(value).whole else None
    definition = book.rulebook.input_by_id[value.input]
    if definition.kind == "ratio" and value.part not in {"amount", "of"}:
        return None
    return Fraction(1, 10**definition.places)


def _reach(book: Book, rule: Tiers) -> Interval:
    """Values that can occur; a share or percentage above the whole is left aside when a row ends there."""
    found = book.range(rule.against_thresholds(rule.input))
    tops = [t.high for t in rule.tiers if t.high is not None]
    top = max(tops, default=None)
    ends_at_whole = top in {1, 100} and all(t.high is not None for t in rule.tiers)
    if ends_at_whole and (found.high is None or (top is not None and found.high > top)):
        return Interval(found.low, top)
    return found


def _zone(book: Book, rule: Tiers, zone: Zone) -> dict[str, Any]:
    """The zone, told as a percentage where the rule measures a share."""
    value = rule.input
    is_ratio = isinstance(value, ex.Column) and book.rulebook.input_by_id[value.input].kind == "ratio"
    quotient = any(isinstance(e, ex.Op) and e.name == "/" for e in ex.walk(value))
    return {"zone": zone, "share": is_ratio or quotient}


@defect("tiers_overlap", "error", TOPIC)
def tiers_overlap(book: Book) -> Found:
    """A value lies in two rows that give different points."""
    for place, criterion, rule in _tables(book):
        for first, second, zone in overlaps([Zone.of(t) for t in rule.tiers]):
            one, other = (rule.tiers[n].gives.of(criterion.max) for n in (first, second))
            if one != other:
                values = {"item": criterion.id, "one": one, "other": other, **_zone(book, rule, zone)}
                yield (*place, "tiers", second), values


@defect("tiers_gap", "error", TOPIC)
def tiers_gap(book: Book) -> Found:
    """A value that can occur lies between two rows."""
    for place, criterion, rule in _tables(book):
        for zone in gaps([Zone.of(t) for t in rule.tiers]):
            if zone.low is not None and zone.high is not None and zone.holds_step(_grid(book, rule)):
                yield (*place, "tiers"), {"item": criterion.id, **_zone(book, rule, zone)}


@defect("tiers_gap_off_grid", "note", TOPIC)
def tiers_gap_off_grid(book: Book) -> Found:
    """A gap between two rows that values on the input's grid cannot fall into, but an average could."""
    for place, criterion, rule in _tables(book):
        for zone in gaps([Zone.of(t) for t in rule.tiers]):
            if zone.low is not None and zone.high is not None and not zone.holds_step(_grid(book, rule)):
                yield (*place, "tiers"), {"item": criterion.id, **_zone(book, rule, zone)}


@defect("tiers_open_end", "error", TOPIC)
def tiers_open_end(book: Book) -> Found:
    """Values below the first row or above the last can occur and have no points."""
    for place, criterion, rule in _tables(book):
        reach = _reach(book, rule)
        for zone in gaps([Zone.of(t) for t in rule.tiers]):
            if zone.low is None and (reach.low is None or zone.has(reach.low)):
                yield (*place, "tiers"), {"item": criterion.id, **_zone(book, rule, zone)}
            if zone.low is not None and zone.high is None and (reach.high is None or zone.has(reach.high)):
                yield (*place, "tiers"), {"item": criterion.id, **_zone(book, rule, zone)}


@defect("tier_unreachable", "warning", TOPIC)
def tier_unreachable(book: Book) -> Found:
    """No honest value falls into the row."""
    for place, criterion, rule in _tables(book):
        reach = book.range(rule.against_thresholds(rule.input))
        for index, tier in enumerate(rule.tiers):
            below = reach.low is not None and tier.high is not None and tier.high < reach.low
            above = reach.high is not None and tier.low is not None and tier.low > reach.high
            if below or above or Zone.of(tier).empty:
                yield (*place, "tiers", index), {"item": criterion.id, **_zone(book, rule, Zone.of(tier))}


@defect("tiers_not_monotone", "warning", TOPIC)
def tiers_not_monotone(book: Book) -> Found:
    """Points go up and down as the value grows."""
    for place, criterion, rule in _tables(book):
        rows = sorted(rule.tiers, key=lambda t: (t.low is not None, t.low or 0))
        points = [t.gives.of(criterion.max) for t in rows]
        if points not in (sorted(points), sorted(points, reverse=True)):
            yield (*place, "tiers"), {"item": criterion.id}
