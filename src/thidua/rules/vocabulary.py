"""What a rulebook is made of, for who writes one: patterns and their fields, expressions, texts of numbers.

Few need this; what a rulebook does is in `thidua.rules`.
"""

from dataclasses import MISSING, Field, fields
from typing import Any

from thidua.rules import _patterns as patterns
from thidua.rules._expression import (
    Column,
    Expr,
    Number,
    Op,
    Points,
    Text,
    Total,
    ZeroCount,
    columns_of,
    rebuild,
    walk,
)
from thidua.rules._language import ExpressionInvalid, parse_expression
from thidua.rules._model import (
    AwardRule,
    Bounds,
    Choice,
    ClassNeed,
    EvidenceNeed,
    Gate,
    GradeClass,
    OrderKey,
    Penalty,
    Prorate,
    Quota,
    RankingRule,
    Rounding,
    ScorerColumn,
    Scorers,
    Source,
    SubCap,
    TimelineStep,
    TotalPolicy,
    ValuePolicy,
    full_points,
    walk_items,
)
from thidua.rules._patterns import PATTERNS, Part, Rule
from thidua.rules._printing import decimal_text, expression_text
from thidua.rules._program import words_of
from thidua.rules._shapes import input_defaults
from thidua.rules._slots import Slot, choice_word, slots_of
from thidua.rules._speech import say
from thidua.rules._wording import Words, number_text, percent_text

__all__ = [
    "PATTERNS", "AwardRule", "Bounds", "Choice", "ClassNeed", "Column", "EvidenceNeed", "Expr", "ExpressionInvalid",
    "Gate", "GradeClass", "Number", "Op", "OrderKey", "Part", "Penalty", "Points", "Prorate", "Quota", "RankingRule",
    "Rounding", "Rule", "ScorerColumn", "Scorers", "Slot", "Source", "SubCap", "Text", "TimelineStep", "Total",
    "TotalPolicy", "ValuePolicy", "Words", "ZeroCount", "choice_word", "columns_of", "decimal_text", "expression_text",
    "full_points", "has_default", "holds", "input_defaults", "number_text",
    "param_fields", "parse_expression", "patterns", "percent_text",
    "rebuild", "row_class", "say", "slots_of", "walk", "walk_items", "words_of",
]  # fmt: skip


def param_fields(kind: type[Any]) -> list["Field[Any]"]:
    """The fields of a pattern (or of a row of one) that a person fills in, in order; inherited ones last."""
    found = [f for f in fields(kind) if f.metadata or f.type is bool]
    return sorted(found, key=lambda f: f.name == "scaled")


def holds(field: "Field[Any]") -> str:
    """What a field holds: input, expression, condition, number, points, text, texts, numbers, choice:…, list:…."""
    return str(field.metadata.get("holds", "truth"))


def has_default(field: "Field[Any]") -> bool:
    """True when the field may be left empty."""
    return field.default is not MISSING or field.default_factory is not MISSING


def row_class(field: "Field[Any]") -> type[Any]:
    """The dataclass of the rows that a `list:` field holds."""
    found: type[Any] = getattr(patterns, holds(field).removeprefix("list:"))
    return found
