"""Kinds of values in a rulebook file: each knows its JSON Schema, how it is read and how it is written.

A kind is driven in three directions by the shapes in `_shapes.py`, so that the loader, the published
schema and the writer cannot come apart. `read` may trust that the value already passed the schema.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from thidua.rules._expression import Expr, Number, Truth
from thidua.rules._language import ExpressionInvalid, parse_expression
from thidua.rules._patterns import Part
from thidua.rules._printing import decimal_text, expression_text
from thidua.rules._yaml import Place

NUMBER_PATTERN = r"^-?[0-9]{1,18}(\.[0-9]{1,18}|/0*[1-9][0-9]{0,17})?( ?%)?$"
NUMBER = re.compile(NUMBER_PATTERN)
IDENTIFIER_PATTERN = r"^[a-z][a-z0-9_]{0,59}$"
NAME_PATTERN = r"^[A-Za-z][A-Za-z0-9_]{0,59}$"
SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]{0,99}$"
PRINTED_PATTERN = r"^[^\s\"\[\]]{1,40}$"
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")

Schema = dict[str, Any]
Found = tuple[Place, str, dict[str, Any]]  # where, what, the facts


@dataclass
class Reader:
    """Collects what is wrong while values are read."""

    found: list[Found] = field(default_factory=list)

    def refuse(self, place: Place, code: str, **values: Any) -> None:
        """Notes one problem at `place`."""
        self.found.append((place, code, values))


class Kind:
    """A kind of value; the plain one is a text."""

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string", "maxLength": 20_000}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:  # noqa: ARG002
        """The value as the model holds it."""
        return value

    def write(self, value: Any) -> Any:
        """The value as the file holds it."""
        return value


@dataclass(frozen=True)
class Pattern(Kind):
    """A text of a given form: an identifier, a printed number."""

    pattern: str
    refers: str = ""  # what it names: input, item, class; "" when it defines a name

    def schema(self) -> Schema:
        return {"type": "string", "pattern": self.pattern}


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few words."""

    words: tuple[str, ...]

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


class Boolean(Kind):
    """`true` or `false`."""

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Integer(Kind):
    """A whole number in a range."""

    low: int
    high: int

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Date(Kind):
    """A day, written 2025-11-20."""

    def schema(self) -> Schema:
        return {"type": "string", "pattern": DATE_PATTERN}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            reader.refuse(place, "not_a_date", value=value)
            return dt.date.min

    def write(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Exact(Kind):
    """An exact number: 0.25, 85% (a share), 1/3. As `percent`, 25 stands for a share of 1/4."""

    percent: bool = False
    nullable: bool = False
    positive: bool = False

    def schema(self) -> Schema:
        types = ["number", "string", *(["null"] if self.nullable else [])]
        pattern = NUMBER_PATTERN.replace("( ?%)?", "") if self.percent else NUMBER_PATTERN
        return {"type": types, "pattern": pattern, **({"exclusiveMinimum": 0} if self.positive else {})}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        if value is None:
            return None
        exact = exact_number(value)
        if self.positive and exact <= 0:
            reader.refuse(place, "out_of_range", low=0)
        return exact / 100 if self.percent else exact

    def write(self, value: Any) -> Any:
        return None if value is None else number_form(value * 100 if self.percent else value)


@dataclass(frozen=True)
class Expression(Kind):
    """A number, or a text in the expression language. `truth` for conditions."""

    truth: bool = False

    def schema(self) -> Schema:
        types = ["string", "boolean"] if self.truth else ["string", "number"]
        return {"type": types, "minLength": 1, "maxLength": 2000}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        if isinstance(value, bool):
            return Truth(value)
        if not isinstance(value, str):
            return Number(Fraction(value))
        if COMMA_IN_NUMBER.search(value):
            reader.refuse(place, "decimal_comma", value=value)
            return Number(Fraction(0))
        try:
            return parse_expression(value)
        except ExpressionInvalid as error:
            facts = {"value": value, "reason": error.reason, "what": error.what, "column": error.column}
            reader.refuse(place, "expression_invalid", **facts)
            return Number(Fraction(0))

    def write(self, value: Expr) -> Any:
        match value:
            case Number(value=exact):
                return number_form(exact)
            case Truth(value=truth):
                return truth
        return expression_text(value)


class Points(Kind):
    """Points as a number (5), or as a share of the criterion's maximum (50%)."""

    def schema(self) -> Schema:
        return {"type": ["number", "string"], "pattern": NUMBER_PATTERN}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:  # noqa: ARG002
        exact = exact_number(value)
        is_share = isinstance(value, str) and value.endswith("%")
        return Part(share=exact) if is_share else Part(points=exact)

    def write(self, value: Part) -> Any:
        if value.points is not None:
            return number_form(value.points)
        return f"{ratio_text((value.share if value.share is not None else Fraction(1)) * 100)}%"


@dataclass(frozen=True)
class Several(Kind):
    """A list of values of one kind, read as a tuple."""

    of: Kind
    least: int = 0

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema(), "maxItems": 1000, "minItems": self.least}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        return tuple(self.of.read(v, (*place, i), reader) for i, v in enumerate(value))

    def write(self, value: Any) -> Any:
        return [self.of.write(v) for v in value]


def exact_number(value: Any) -> Fraction:
    """The number written as `value`: an int, a Fraction or a text like `0.25`, `85%`, `1/3`."""
    if not isinstance(value, str):
        return Fraction(value)
    share = Fraction(value.rstrip("% "))
    return share / 100 if value.endswith("%") else share


def number_form(value: Fraction) -> Any:
    """The number as a file holds it: an int or Fraction with a finite decimal form, else `1/3`."""
    if value.denominator == 1:
        return int(value)
    return value if decimal_text(value) else ratio_text(value)


def ratio_text(value: Fraction) -> str:
    """The shortest exact text."""
    return decimal_text(value) or f"{value.numerator}/{value.denominator}"
