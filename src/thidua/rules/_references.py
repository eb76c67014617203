"""Names and expressions of a rulebook that passed its schema: every reference must lead somewhere."""

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from thidua.rules import _patterns as patterns
from thidua.rules._errors import Problem
from thidua.rules._kinds import Expression, Pattern
from thidua.rules._language import FUNCTIONS, GROUPS
from thidua.rules._model import AwardRule, Criterion, Input, Item, OrderKey, Quota, Rulebook, Scorers, Section
from thidua.rules._places import Placed, walk_places
from thidua.rules._types import SAME, Context, expression_problems, type_of
from thidua.rules._yaml import Place, path_text

RESERVED = {"and", "or", "not", "yes", "no", "true", "false", "total", "zero_count", "points", "has",
            *FUNCTIONS, *GROUPS}  # fmt: skip
RESULTS = {
    "gates": frozenset({"points", "total", "zero_count"}),
    "classes": frozenset({"points", "total", "zero_count"}),
    "ranking": frozenset({"points", "total"}),
}
ANY_TYPE = {(patterns.Threshold, "input"), (patterns.Threshold, "value"),
            (patterns.Versus, "input"), (patterns.Versus, "against")}  # fmt: skip
Found = Iterator[tuple[Place, str, dict[str, Any]]]


def reference_problems(rulebook: Rulebook) -> list[Problem]:
    """Unknown names, names used twice, expressions of the wrong kind, keys that need one another."""
    found: list[Problem] = []
    placed = list(walk_places(rulebook))
    for place, code, values in _all(rulebook, placed):
        problem = Problem(path_text(place), code, values=values)
        if problem not in found:
            found.append(problem)
    return found


def _all(rulebook: Rulebook, placed: list[Placed]) -> Found:
    for one in placed:
        if isinstance(one.kind, Expression):
            yield from _expression(rulebook, one)
        elif isinstance(one.kind, Pattern) and one.kind.refers:
            yield from _reference(rulebook, one)
        else:
            for kind, check in CHECKS.items():
                if isinstance(one.value, kind):
                    yield from check(rulebook, one)
    yield from _twice(placed)
    yield from _rulebook_settings(rulebook)


def _expression(rulebook: Rulebook, one: Placed) -> Found:
    results = RESULTS.get(str(one.place[0]), frozenset())
    context = Context(rulebook.input_by_id, rulebook.item_by_id, results)
    wanted = "truth" if isinstance(one.kind, Expression) and one.kind.truth else "number"
    if (type(one.owner), one.place[-1]) in ANY_TYPE:
        wanted = ""
    for code, values in expression_problems(one.value, wanted, context):
        yield one.place, code, values


def _reference(rulebook: Rulebook, one: Placed) -> Found:
    if isinstance(one.kind, Pattern) and one.kind.refers == "class":
        if one.value not in rulebook.class_by_id:
            yield one.place, "unknown_class", {"name": one.value, "known": list(rulebook.class_by_id)}
        return
    definition = rulebook.input_by_id.get(one.value)
    if definition is None:
        yield one.place, "unknown_input", {"name": one.value}
    elif (
        definition.kind == "choice" and not isinstance(one.owner, patterns.Levels) and one.place[0] == "items"
    ):
        yield one.place, "expression_type", {"wanted": "number", "found": "text"}


def _twice(placed: list[Placed]) -> Found:
    """Ids that occur twice in one list; item ids anywhere in the tree."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for one in placed:
        if one.place[-1:] != ("id",) or len(one.place) == 1:
            continue
        space = ("items",) if one.place[0] == "items" else one.place[:-2]
        key = (space, one.value)
        seen[key] += 1
        if seen[key] > 1:
            yield one.place, "duplicate_id", {"id": one.value}


def _input(_rulebook: Rulebook, one: Placed) -> Found:
    definition: Input = one.value
    if definition.id in RESERVED:
        yield (*one.place, "id"), "reserved_word", {"id": definition.id}
    if definition.low > definition.high:
        yield one.place, "limits_crossed", {"low": definition.low, "high": definition.high}
    if (definition.kind == "choice") != bool(definition.choices):
        yield one.place, "choices_and_kind", {"id": definition.id}
    if definition.when_missing is not None and definition.kind in {"choice", "ratio"}:
        yield (
            (*one.place, "when_missing"),
            "part_needs_number",
            {"name": definition.id, "part": "when_missing"},
        )


def _compared(rulebook: Rulebook, one: Placed) -> Found:
    """Both sides of a threshold must be of one kind; only numbers are larger or smaller."""
    rule: Any = one.value
    other = rule.value if isinstance(rule, patterns.Threshold) else rule.against
    context = Context(rulebook.input_by_id, rulebook.item_by_id)
    kinds = {type_of(rule.input, context), type_of(other, context)} - {""}
    if len(kinds - {"flag"}) > 1 or (len(kinds) > 1 and "text" in kinds):
        yield one.place, "not_alike", {"one": min(kinds), "other": max(kinds)}
    elif rule.compare not in SAME and kinds & {"text", "truth"}:
        yield one.place, "expression_type", {"wanted": "number", "found": min(kinds)}


def _ratio(_rulebook: Rulebook, one: Placed) -> Found:
    rule: patterns.Ratio = one.value
    by_parts = rule.of is not None and rule.over is not None
    mixed = bool(rule.input) and (rule.of is not None or rule.over is not None)
    if mixed or (not rule.input and not by_parts):
        yield one.place, "ratio_needs_ends", {}


def _levels(rulebook: Rulebook, one: Placed) -> Found:
    rule: patterns.Levels = one.value
    definition = rulebook.input_by_id.get(rule.input)
    if definition is None:
        return
    known = [c.id for c in definition.choices]
    if definition.kind != "choice":
        yield (*one.place, "input"), "expression_type", {"wanted": "text", "found": "number"}
        return
    for index, level in enumerate(rule.levels):
        if level.choice not in known:
            values = {"name": level.choice, "input": rule.input, "known": known}
            yield (*one.place, "levels", index, "choice"), "unknown_choice", values


def _positive(_rulebook: Rulebook, one: Placed) -> Found:
    """Numbers that the rule divides by."""
    for name in ("step", "factor"):
        value = getattr(one.value, name, None)
        if isinstance(value, Fraction) and value <= 0:
            yield (*one.place, name), "out_of_range", {"value": value, "limit": 0}


def _item(_rulebook: Rulebook, one: Placed) -> Found:
    item: Item = one.value
    for name in ("max", "weight"):
        value = getattr(item, name)
        if value is not None and value < 0:
            yield (*one.place, name), "out_of_range", {"value": value, "limit": 0}
    if isinstance(item, Criterion) and item.floor > item.max:
        yield (*one.place, "floor"), "limits_crossed", {"low": item.floor, "high": item.max}


def _scorers(_rulebook: Rulebook, one: Placed) -> Found:
    scorers: Scorers = one.value
    for index, column in enumerate(scorers.columns):
        if scorers.combine == "weighted" and column.weight <= 0:
            yield (
                (*one.place, "columns", index, "weight"),
                "out_of_range",
                {"value": column.weight, "limit": 0},
            )


def _section(rulebook: Rulebook, one: Placed) -> Found:
    yield from _item(rulebook, one)
    section: Section = one.value
    if section.kind != "base" and len(one.place) > 2:  # noqa: PLR2004 - ("items", n): the top level
        yield (*one.place, "kind"), "kind_below_top", {"id": section.id}


def _quota(_rulebook: Rulebook, one: Placed) -> Found:
    quota: Quota = one.value
    if (quota.percent is None) == (quota.max is None):
        yield one.place, "one_of_two", {"one": "percent", "other": "max"}


def _award(_rulebook: Rulebook, one: Placed) -> Found:
    award: AwardRule = one.value
    if award.percent is not None and award.max is not None:
        yield one.place, "one_of_two", {"one": "percent", "other": "max"}


def _order_key(_rulebook: Rulebook, one: Placed) -> Found:
    key: OrderKey = one.value
    if (key.value is None) == (not key.decided_by):
        yield one.place, "one_of_two", {"one": "value", "other": "decided_by"}


def _rulebook_settings(rulebook: Rulebook) -> Found:
    if sorted(rulebook.total.order) != ["bonus", "clamp", "deduction"]:
        yield ("total", "order"), "order_incomplete", {}
    if rulebook.from_on and rulebook.until_on and rulebook.until_on < rulebook.from_on:
        yield ("in_force", "until"), "dates_crossed", {}
    for index, step in enumerate(rulebook.timeline):
        if step.end < step.start:
            yield ("timeline", index), "dates_crossed", {}


CHECKS: dict[type, Callable[[Rulebook, Placed], Found]] = {
    Input: _input,
    patterns.Threshold: _compared,
    patterns.Versus: _compared,
    patterns.Ratio: _ratio,
    patterns.Levels: _levels,
    patterns.Steps: _positive,
    patterns.Bracket: _positive,
    patterns.Short: _positive,
    patterns.Over: _positive,
    patterns.Manual: _positive,
    patterns.Scale: _positive,
    Section: _section,
    Criterion: _item,
    Scorers: _scorers,
    Quota: _quota,
    AwardRule: _award,
    OrderKey: _order_key,
}
