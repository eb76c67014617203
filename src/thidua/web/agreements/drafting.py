"""The clauses that a rulebook suggests, as sentences a clerk would keep. Pure.

One clause per criterion of the base sections that measures something: what to reach is what earns the
full points, or the target that each unit was assigned. The text is Vietnamese: it goes into a paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules import Criterion, Rulebook, Section
from thidua.rules.vocabulary import Column, Number, columns_of, number_text, patterns

EACH_UNIT = "đạt và vượt chỉ tiêu được giao"
AT_MOST_EACH = "không quá mức được giao"
ALL = "100 %"
NONE = "không để xảy ra"
SIGNS = {">=": "từ {} trở lên", ">": "trên {}", "<=": "không quá {}", "<": "dưới {}", "==": "bằng {}"}
LEFT_OUT = (
    patterns.Survey, patterns.External, patterns.PerEvent, patterns.PlusMinus, patterns.Versus, patterns.RankPoints,
)  # fmt: skip
"""Ways of scoring that a unit cannot promise to meet by itself: judged by others, or against others."""
BESIDE_TARGET = re.compile(r" so với (mức|chỉ tiêu)( được)?( giao)?$")


@dataclass(frozen=True)
class Suggestion:
    """One clause to start from. `unit_code` is empty for every member; `amount` one target for all."""

    content: str
    content_name: str
    text: str
    criterion: str
    indicator: str = ""
    target: str = ""
    amount: Fraction | None = None
    unit_code: str = ""


def contents_of(rulebook: Rulebook) -> dict[str, str]:
    """Section id -> its name with its printed number, of the sections that are matters of emulation."""
    return {item.id: f"{item.printed}. {item.name}" for item in _matters(rulebook)}


def _matters(rulebook: Rulebook) -> Iterator[Section | Criterion]:
    for item in rulebook.items:
        if not isinstance(item, Section) or item.kind == "base":
            yield item


def suggestions(
    rulebook: Rulebook, targets: dict[tuple[str, str], Fraction], units: tuple[str, ...]
) -> tuple[Suggestion, ...]:
    """One clause per criterion; per unit where only some of `units` have a target in `targets` (unit, indicator)."""
    found: list[Suggestion] = []
    for item in _matters(rulebook):
        for criterion in _criteria(item):
            found += _of_criterion(rulebook, criterion, item, targets, units)
    return tuple(found)


def _criteria(item: Section | Criterion) -> Iterator[Criterion]:
    if isinstance(item, Criterion):
        yield item
    else:
        for inside in item.items:
            yield from _criteria(inside)


def _of_criterion(
    rulebook: Rulebook,
    criterion: Criterion,
    matter: Section | Criterion,
    targets: dict[tuple[str, str], Fraction],
    units: tuple[str, ...],
) -> Iterator[Suggestion]:
    if isinstance(criterion.rule, LEFT_OUT):
        return
    indicator, target, amount = aim_of(rulebook, criterion)
    name = f"{matter.printed}. {matter.name}"
    plain = Suggestion(matter.id, name, _sentence(criterion.name), criterion.id, indicator, target, amount)
    assigned = [unit for unit in units if (unit, indicator) in targets]
    if target not in {EACH_UNIT, AT_MOST_EACH} or len(assigned) in {0, len(units)}:
        yield plain
        return
    for unit in assigned:
        own = targets[unit, indicator]
        yield Suggestion(
            matter.id, name, plain.text, criterion.id, indicator, number_text(own), own, unit_code=unit
        )


def _sentence(name: str) -> str:
    text = BESIDE_TARGET.sub("", name.strip().rstrip("."))
    return text[:1].upper() + text[1:]


def aim_of(rulebook: Rulebook, criterion: Criterion) -> tuple[str, str, Fraction | None]:
    """(indicator, target in words, target as a number) of a criterion; empty where it measures nothing alone."""
    rule = criterion.rule
    columns = sorted({column.input for expr in _expressions(rule) for column in columns_of(expr)})
    against_target = [
        column.input for expr in _expressions(rule) for column in columns_of(expr) if column.part == "target"
    ]
    indicator, target, amount = _single(columns), "", None
    if against_target or isinstance(rule, patterns.LeaderRelative):
        indicator = against_target[0] if against_target else str(getattr(rule, "input", ""))
        low = any(i.id == indicator and i.direction == "lower" for i in rulebook.inputs)
        target = AT_MOST_EACH if low else EACH_UNIT
    elif isinstance(rule, patterns.NoViolations):
        indicator, target, amount = rule.input, NONE, Fraction(0)
    elif isinstance(rule, patterns.AllDone):
        target = ALL
    elif isinstance(rule, patterns.Ratio):
        whole = bool(rule.input) or _whole(rule)
        indicator, target, amount = rule.input, ALL if whole else "", Fraction(1) if rule.input else None
    elif isinstance(rule, patterns.Threshold | patterns.Tiers):
        target, amount = _level(rulebook, rule, columns)
    return indicator, target, amount if indicator else None


def _level(
    rulebook: Rulebook, rule: patterns.Threshold | patterns.Tiers, columns: list[str]
) -> tuple[str, Fraction | None]:
    """What a threshold asks, or what the best tier begins with, in words and as a number."""
    if isinstance(rule, patterns.Threshold):
        if not isinstance(rule.value, Number):
            return "", None
        return SIGNS.get(rule.compare, "{}").format(
            _share(rulebook, columns, rule.value.value)
        ), rule.value.value
    lows = [tier.low for tier in rule.tiers if tier.low is not None]
    if not lows or rule.tiers[0].low != max(lows):
        return "", None
    words = _share(rulebook, columns, max(lows))
    return words if words == ALL else SIGNS[">="].format(words), max(lows)


def _whole(rule: patterns.Ratio) -> bool:
    """True for a plain share of two reported numbers, whose best is the whole."""
    return isinstance(rule.of, Column) and isinstance(rule.over, Column)


def _expressions(rule: patterns.Rule) -> Iterator[Any]:
    for value in vars(rule).values():
        if hasattr(value, "__dataclass_fields__") and not isinstance(value, patterns.Part):
            yield value


def _single(columns: list[str]) -> str:
    return columns[0] if len(columns) == 1 else ""


def _share(rulebook: Rulebook, columns: list[str], value: Fraction) -> str:
    """The number as the indicator writes it: a ratio is a share, written as per cent."""
    kinds = {i.kind for i in rulebook.inputs if i.id in columns}
    return f"{number_text(value * 100)} %" if kinds == {"ratio"} else number_text(value)
