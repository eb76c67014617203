"""Inputs and what rules make of them: unused, undefined, the wrong way round, in the wrong unit."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules import _patterns as patterns
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._lint._ways import ways
from thidua.rules._model import Input
from thidua.rules._yaml import Place

TOPIC = "inputs"
COMPARE = {"<", "<=", ">", ">=", "==", "!="}
WHOLE, FAR_ABOVE_WHOLE = Fraction(1), Fraction(2)


def _inputs(book: Book) -> Iterator[tuple[Place, Input]]:
    for index, definition in enumerate(book.rulebook.inputs):
        yield ("inputs", index), definition


@defect("input_unused", "warning", TOPIC)
def input_unused(book: Book) -> Found:
    """Units are asked for a number that nothing reads."""
    for place, definition in _inputs(book):
        if definition.id not in book.used:
            yield place, {"input": definition.id, "name": definition.name}


@defect("input_undefined", "note", TOPIC)
def input_undefined(book: Book) -> Found:
    """Nothing says what is counted or where the number comes from."""
    for place, definition in _inputs(book):
        told = definition.definition or definition.from_system or definition.source.document
        plain = definition.kind in {"yes_no", "choice"} or (definition.numerator and definition.denominator)
        if definition.id in book.used and not told and not plain:
            yield place, {"input": definition.id, "name": definition.name}


@defect("percent_alone", "note", TOPIC)
def percent_alone(book: Book) -> Found:
    """Only the percentage is reported, not the two counts behind it."""
    for place, definition in _inputs(book):
        if definition.kind == "percent" and definition.id in book.used and not definition.from_system:
            yield (*place, "kind"), {"input": definition.id, "name": definition.name}


@defect("direction_contradicts", "warning", TOPIC)
def direction_contradicts(book: Book) -> Found:
    """The input says that lower is better and the rule rewards more of it, or the reverse."""
    for place, criterion, _expr in book.rules:
        turned = -1 if book.kinds[criterion.id] == "deduction" else 1
        pairs = [*ways(criterion.rule, criterion.max)]
        for name, way in pairs:
            definition = book.rulebook.input_by_id[name]
            wanted = -1 if definition.direction == "lower" else 1
            if way * turned != wanted and definition.kind not in {"choice", "yes_no"}:
                yield (
                    place,
                    {"item": criterion.id, "input": name, "name": definition.name, "rewards": way * turned},
                )
        for index, penalty in enumerate(criterion.penalties):
            definition = book.rulebook.input_by_id[penalty.input]
            if definition.direction != "lower" and turned > 0:
                values = {
                    "item": criterion.id,
                    "input": penalty.input,
                    "name": definition.name,
                    "rewards": -1,
                }
                yield (*book.places[criterion.id], "penalties", index), values


def _compared(book: Book) -> Iterator[tuple[Place, ex.Column, Fraction]]:
    """Each column that is compared with a constant, thresholds of patterns included."""
    for place, expr in book.expressions:
        for inner in ex.walk(expr):
            if isinstance(inner, ex.Op) and inner.name in COMPARE:
                one, other = inner.args
                for column, constant in ((one, other), (other, one)):
                    if isinstance(column, ex.Column) and isinstance(constant, ex.Number):
                        yield place, column, constant.value
    for place, criterion, _expr in book.rules:
        rule = criterion.rule
        if isinstance(rule, patterns.Steps | patterns.Brackets) and isinstance(rule.input, ex.Column):
            yield place, rule.input, rule.base_at


@defect("percent_as_share", "warning", TOPIC)
def percent_as_share(book: Book) -> Found:
    """A percentage (95.3) is compared with a share (95% is 0.95)."""
    yield from _wrong_unit(book, "percent", lambda v: 0 < v <= WHOLE)


@defect("share_as_percent", "warning", TOPIC)
def share_as_percent(book: Book) -> Found:
    """A share (0.953) is compared with a percentage (95)."""
    yield from _wrong_unit(book, "ratio", lambda v: v > FAR_ABOVE_WHOLE)


def _wrong_unit(book: Book, kind: str, wrong: Callable[[Fraction], bool]) -> Found:
    seen: set[tuple[Place, str]] = set()
    for place, column, constant in _compared(book):
        definition = book.rulebook.input_by_id[column.input]
        counts = column.part in {"amount", "of"}
        if definition.kind == kind and not counts and wrong(constant):
            if (place, column.input) not in seen:
                values = {
                    "input": column.input,
                    "name": definition.name,
                    "value": constant,
                    "percent": constant * 100,
                }
                yield place, values
            seen.add((place, column.input))
