"""Names and expressions of a rulebook: every reference must lead somewhere, or to what was set aside."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules import _expression as ex
from thidua.rules import _patterns as patterns
from thidua.rules._aside import Aside
from thidua.rules._kinds import Expression, Found, Pattern
from thidua.rules._language import FUNCTIONS, GROUPS
from thidua.rules._model import (
    AwardRule,
    Criterion,
    Gate,
    GradeClass,
    Input,
    Item,
    OrderKey,
    Quota,
    Rulebook,
    Scorers,
    Section,
)
from thidua.rules._places import Placed, walk_places
from thidua.rules._types import SAME, Context, expression_problems, type_of
from thidua.rules._yaml import Place

RESERVED = {"and", "or", "not", "yes", "no", "true", "false", "total", "zero_count", "points", "units", "has",
            *FUNCTIONS, *GROUPS}  # fmt: skip
RESULTS = {
    "gates": frozenset({"points", "total", "zero_count"}),
    "classes": frozenset({"points", "total", "zero_count"}),
    "ranking": frozenset({"points", "total"}),
    "quotas": frozenset({"points", "total", "zero_count"}),
    "awards": frozenset({"points", "total", "zero_count"}),
}
LIMIT = frozenset({"units"})
SIDES = ("input", "compare", "value", "against")
READ = {  # keys of the thing at hand that a finding about the whole of it rests on
    "choices_and_kind": ("kind", "choices"),
    "expression_type": SIDES,
    "limits_crossed": ("min", "max", "floor", "percent", "raise_to"),
    "not_alike": SIDES,
    "one_of_two": ("percent", "max", "value", "decided_by"),
    "part_needs_number": ("kind",),
    "ratio_needs_ends": ("input", "of", "over"),
}
CLASS_CODES = ("unknown_class", "no_classes")
LACKING = {"choices_and_kind", "missing_key", "ratio_needs_ends"}
ANY_TYPE = {(patterns.Threshold, "input"), (patterns.Threshold, "value"),
            (patterns.Versus, "input"), (patterns.Versus, "against")}  # fmt: skip
Findings = Iterator[Found]


@dataclass(frozen=True)
class Names:
    """What may be named; `uncertain` are names of things that were set aside, or any name of a kind (`inputs`)."""

    inputs: Mapping[str, Input]
    items: Mapping[str, Item]
    classes: Mapping[str, GradeClass]
    uncertain: frozenset[str] = frozenset()

    def doubted(self, code: str, values: Mapping[str, Any]) -> bool:
        """True when the name may stand in what was set aside."""
        part = {
            "unknown_input": "inputs",
            "unknown_item": "items",
            **dict.fromkeys(CLASS_CODES, "classes"),
        }.get(code)
        return part is not None and (part in self.uncertain or f"{part} {values['name']}" in self.uncertain)


def names_of(rulebook: Rulebook, aside: Aside) -> Names:
    """The names of the rulebook. An input of which the kind or the choices are not certain is known by name only."""
    parts = ("inputs", "items", "classes")
    uncertain = {part for part in parts if aside.hides_names(part)}
    uncertain |= {f"{part} {name}" for part in parts for name in aside.names}
    vague = {
        i.id
        for n, i in enumerate(rulebook.inputs)
        if (i.kind == "choice" and not i.choices)
        or aside.covers(("inputs", n, "id"))
        or any(
            aside.covers(("inputs", n, key)) or aside.within(("inputs", n, key))
            for key in ("kind", "choices")
        )
    }
    inputs = {name: i for name, i in rulebook.input_by_id.items() if name not in vague}
    uncertain |= {f"inputs {name}" for name in vague}
    return Names(inputs, rulebook.item_by_id, rulebook.class_by_id, frozenset(uncertain))


def reference_problems(rulebook: Rulebook, aside: Aside) -> list[Found]:
    """Unknown names, names used twice, expressions of the wrong kind, keys that need one another."""
    names = names_of(rulebook, aside)
    found: dict[tuple[Place, str, str], Found] = {}
    for place, code, values in (*_all(rulebook, names, aside), *_rulebook_settings(rulebook, aside)):
        if not (aside.covers(place) or names.doubted(code, values)):
            found.setdefault((place, code, str(values)), (place, code, values))
    return list(found.values())


def _all(rulebook: Rulebook, names: Names, aside: Aside) -> Findings:
    placed = [one for one in walk_places(rulebook) if not aside.covers(one.place)]
    for one in placed:
        if isinstance(one.kind, Expression):
            yield from _expression(names, one)
        elif isinstance(one.kind, Pattern) and one.kind.refers:
            yield from _reference(names, one)
        else:
            for kind, check in CHECKS.items():
                if isinstance(one.value, kind):
                    yield from (f for f in check(names, one) if not _of_a_stand_in(f, one, aside))
    yield from _twice(placed)


def _of_a_stand_in(found: Found, one: Placed, aside: Aside) -> bool:
    """True when the finding rests on a key that was set aside, or lacks one that may only be misspelt."""
    _place, code, values = found
    if any(aside.within((*one.place, key)) for key in READ.get(code, ())):
        return True
    lacking = code in LACKING or (code == "one_of_two" and getattr(one.value, values["one"]) is None)
    return lacking and aside.beside(one.place)


def _expression(names: Names, one: Placed) -> Findings:
    results = RESULTS.get(str(one.place[0]), frozenset())
    if isinstance(one.owner, Quota | AwardRule) and one.place[-1] == "max":
        yield from _limit(one)
        results = LIMIT
    context = Context(names.inputs, names.items, results, names.classes)
    wanted = "truth" if isinstance(one.kind, Expression) and one.kind.truth else "number"
    if (type(one.owner), one.place[-1]) in ANY_TYPE:
        wanted = ""
    for code, values in expression_problems(one.value, wanted, context):
        yield one.place, code, values


def _limit(one: Placed) -> Findings:
    """One number for all units that a limit is for: it reads no unit's own figures."""
    for column in _own_columns(one.value):
        yield one.place, "limit_reads_a_unit", {"name": column.input}
    if isinstance(one.value, ex.Number) and one.value.value < 0:
        yield one.place, "out_of_range", {"value": one.value.value, "limit": 0}


def _own_columns(expr: ex.Expr) -> Iterator[ex.Column]:
    """Columns outside what is worked out over the group."""
    if isinstance(expr, ex.Column):
        yield expr
    elif not isinstance(expr, ex.Group):
        for child in ex.children(expr):
            yield from _own_columns(child)


def _reference(names: Names, one: Placed) -> Findings:
    if isinstance(one.kind, Pattern) and one.kind.refers == "class":
        yield from _class(names, one.value, one.place)
        return
    definition = names.inputs.get(one.value)
    if definition is None:
        yield one.place, "unknown_input", {"name": one.value}
    elif (
        definition.kind == "choice" and not isinstance(one.owner, patterns.Levels) and one.place[0] == "items"
    ):
        yield one.place, "expression_type", {"wanted": "number", "found": "text"}


def _class(names: Names, name: str, place: Place) -> Findings:
    if name not in names.classes:
        known = list(names.classes)
        yield place, "unknown_class" if known else "no_classes", {"name": name, "known": known}


def _twice(placed: list[Placed]) -> Findings:
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


def _input(_names: Names, one: Placed) -> Findings:
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


def _compared(names: Names, one: Placed) -> Findings:
    """Both sides of a threshold must be of one kind; only numbers are larger or smaller."""
    rule: Any = one.value
    other = rule.value if isinstance(rule, patterns.Threshold) else rule.against
    context = Context(names.inputs, names.items)
    kinds = {type_of(rule.input, context), type_of(other, context)} - {""}
    if len(kinds - {"flag"}) > 1 or (len(kinds) > 1 and "text" in kinds):
        yield one.place, "not_alike", {"one": min(kinds), "other": max(kinds)}
    elif rule.compare not in SAME and kinds & {"text", "truth"}:
        yield one.place, "expression_type", {"wanted": "number", "found": min(kinds)}


def _ratio(_names: Names, one: Placed) -> Findings:
    rule: patterns.Ratio = one.value
    by_parts = rule.of is not None and rule.over is not None
    mixed = bool(rule.input) and (rule.of is not None or rule.over is not None)
    if mixed or (not rule.input and not by_parts):
        yield one.place, "ratio_needs_ends", {}


def _levels(names: Names, one: Placed) -> Findings:
    rule: patterns.Levels = one.value
    definition = names.inputs.get(rule.input)
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


def _positive(_names: Names, one: Placed) -> Findings:
    """Numbers that the rule divides by."""
    for name in ("step", "factor"):
        value = getattr(one.value, name, None)
        if isinstance(value, Fraction) and value <= 0:
            yield (*one.place, name), "out_of_range", {"value": value, "limit": 0}


def _item(_names: Names, one: Placed) -> Findings:
    item: Item = one.value
    for name in ("max", "weight"):
        value = getattr(item, name)
        if value is not None and value < 0:
            yield (*one.place, name), "out_of_range", {"value": value, "limit": 0}
    if isinstance(item, Criterion) and item.floor > item.max >= 0:
        yield (*one.place, "floor"), "limits_crossed", {"low": item.floor, "high": item.max}


def _scorers(_names: Names, one: Placed) -> Findings:
    scorers: Scorers = one.value
    for index, column in enumerate(scorers.columns):
        if scorers.combine == "weighted" and column.weight <= 0:
            yield (
                (*one.place, "columns", index, "weight"),
                "out_of_range",
                {"value": column.weight, "limit": 0},
            )


def _section(names: Names, one: Placed) -> Findings:
    yield from _item(names, one)
    section: Section = one.value
    if section.kind != "base" and len(one.place) > 2:  # noqa: PLR2004 - ("items", n): the top level
        yield (*one.place, "kind"), "kind_below_top", {"id": section.id}


def _quota(names: Names, one: Placed) -> Findings:
    quota: Quota = one.value
    for index, name in enumerate(quota.of or ()):
        yield from _class(names, name, (*one.place, "of", index))
    if (quota.percent is None) == (quota.max is None):
        yield one.place, "one_of_two", {"one": "percent", "other": "max"}
    if quota.raise_to is not None and quota.percent is None:
        yield one.place, "missing_key", {"key": "percent"}
    elif quota.raise_to is not None and quota.percent is not None and quota.raise_to < quota.percent:
        yield (*one.place, "raise_to"), "limits_crossed", {"low": quota.percent, "high": quota.raise_to}


def _award(_names: Names, one: Placed) -> Findings:
    award: AwardRule = one.value
    if award.percent is not None and award.max is not None:
        yield one.place, "one_of_two", {"one": "percent", "other": "max"}


def _gate(names: Names, one: Placed) -> Findings:
    gate: Gate = one.value
    if gate.class_id:
        yield from _class(names, gate.class_id, (*one.place, "effect", gate.effect))


def _order_key(_names: Names, one: Placed) -> Findings:
    key: OrderKey = one.value
    if (key.value is None) == (not key.decided_by):
        yield one.place, "one_of_two", {"one": "value", "other": "decided_by"}


def _rulebook_settings(rulebook: Rulebook, aside: Aside) -> Findings:
    low, high = rulebook.total.floor, rulebook.total.ceiling
    if low is not None and high is not None and low > high and not aside.within(("total",)):
        yield ("total", "floor"), "limits_crossed", {"low": low, "high": high}
    order = sorted(rulebook.total.order)
    if order != ["bonus", "clamp", "deduction"] and len(order) > 2 and not aside.within(("total",)):  # noqa: PLR2004 - fewer are told by the schema
        yield ("total", "order"), "order_incomplete", {}
    crossed = rulebook.from_on and rulebook.until_on and rulebook.until_on < rulebook.from_on
    if crossed and not aside.within(("in_force",)):
        yield ("in_force", "until"), "dates_crossed", {}
    for index, step in enumerate(rulebook.timeline):
        if step.end < step.start and not aside.within(("timeline", index)):
            yield ("timeline", index), "dates_crossed", {}


CHECKS: dict[type, Callable[[Names, Placed], Findings]] = {
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
    Gate: _gate,
    OrderKey: _order_key,
}
