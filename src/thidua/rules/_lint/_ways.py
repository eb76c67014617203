"""Which way a rule wants its inputs to go: +1 more is better, -1 less is better."""

from collections.abc import Iterator
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules import _patterns as p

UP = {">=": 1, ">": 1, "<=": -1, "<": -1}


def ways(rule: p.Rule, full: Fraction) -> Iterator[tuple[str, int]]:
    """Each input whose way is clear, with the way the rule rewards."""
    match rule:
        case p.Ratio():
            way = -1 if rule.direction == "lower" else 1
            yield from _of(rule.of if rule.of is not None else ex.Column(rule.input), way)
        case p.Threshold() | p.Versus():
            more = (rule.gives.of(full) > rule.otherwise.of(full)) - (
                rule.gives.of(full) < rule.otherwise.of(full)
            )
            yield from _of(rule.input, UP.get(rule.compare, 0) * more)
        case p.Tiers():
            yield from _of(rule.input, _tiers(rule, full))
        case p.Steps():
            gain = (rule.step_points > 0) - (rule.step_points < 0)
            yield from _of(rule.input, -gain if rule.direction == "lower" else gain)
        case p.RankPoints():
            yield from _of(rule.input, -1 if rule.direction == "lower" else 1)
        case p.NoViolations():
            yield rule.input, -1
        case _:
            yield from _counts(rule)


ROWS: dict[type, tuple[tuple[str, int], ...]] = {
    p.Catalogue: (("items", 1),),
    p.PerEvent: (("events", 1),),
    p.PlusMinus: (("plus", 1), ("minus", -1)),
}
NAMED: dict[type, str] = {p.Survey: "yes", p.LeaderRelative: "input", p.AllDone: "done"}


def _counts(rule: p.Rule) -> Iterator[tuple[str, int]]:
    """Patterns over counts, and those that only ever want more."""
    if isinstance(rule, p.TargetSteps | p.Brackets | p.External):
        yield from _of(rule.input, 1)
    elif isinstance(rule, p.Count):
        yield from _of(rule.input, (rule.points_each > 0) - (rule.points_each < 0))
    elif isinstance(rule, p.WeightedRatio):
        yield from ((part.done, 1) for part in rule.parts)
    elif type(rule) in NAMED:
        yield getattr(rule, NAMED[type(rule)]), 1
    for rows, way in ROWS.get(type(rule), ()):
        yield from ((row.input, way) for row in getattr(rule, rows))


def _of(expr: ex.Expr, way: int) -> Iterator[tuple[str, int]]:
    if isinstance(expr, ex.Column) and expr.part in {"value", "amount"} and way:
        yield expr.input, way


def _tiers(rule: p.Tiers, full: Fraction) -> int:
    rows = sorted(rule.tiers, key=lambda t: (t.low is not None, t.low or 0))
    points = [t.gives.of(full) for t in rows]
    if len(set(points)) < 2:  # noqa: PLR2004 - one value has no way
        return 0
    return 1 if points == sorted(points) else (-1 if points == sorted(points, reverse=True) else 0)
