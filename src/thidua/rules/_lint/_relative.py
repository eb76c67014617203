"""Rules whose points depend on other units or may have no value."""

from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules import _patterns as patterns
from thidua.rules._lint._book import Book, Found, defect

TOPIC = "relative"
LEADER = {"max", "min"}


@defect("leader_dependent", "warning", TOPIC)
def leader_dependent(book: Book) -> Found:
    """The points depend on the best or worst unit: one other unit's number changes everybody's."""
    for place, criterion, expr in book.rules:
        if any(isinstance(e, ex.Group) and e.kind in LEADER for e in ex.walk(expr)):
            yield place, {"item": criterion.id}


@defect("group_dependent", "note", TOPIC)
def group_dependent(book: Book) -> Found:
    """The points depend on what the other units reported."""
    for place, criterion, expr in book.rules:
        kinds = {e.kind for e in ex.walk(expr) if isinstance(e, ex.Group)}
        if kinds and not kinds & LEADER:
            yield place, {"item": criterion.id}


@defect("leader_divides_by_zero", "warning", TOPIC)
def leader_divides_by_zero(book: Book) -> Found:
    """Relative formula: no value with a target of 0, or when the best unit is exactly at its target."""
    for place, criterion, _expr in book.rules:
        if isinstance(criterion.rule, patterns.LeaderRelative):
            yield place, {"item": criterion.id}


@defect("target_zero", "warning", TOPIC)
def target_zero(book: Book) -> Found:
    """A target may be 0, and dividing by it has no value."""
    for place, criterion, expr in book.rules:
        if isinstance(criterion.rule, patterns.LeaderRelative):
            continue
        for divisor in _divisors(book, expr):
            if any(c.part in {"target", "previous"} for c in ex.columns_of(divisor)):
                yield place, {"item": criterion.id}
                break


@defect("may_divide_by_zero", "note", TOPIC)
def may_divide_by_zero(book: Book) -> Found:
    """An input that is divided by may be 0."""
    for place, criterion, expr in book.rules:
        columns = {
            c for d in _divisors(book, expr) for c in ex.columns_of(d) if c.part not in {"target", "previous"}
        }
        if columns and not isinstance(criterion.rule, patterns.LeaderRelative):
            names = [book.rulebook.input_by_id[c].name for c in sorted({c.input for c in columns})]
            yield place, {"item": criterion.id, "names": names}


def _divisors(book: Book, expr: ex.Expr) -> list[ex.Expr]:
    """Divisors that may be 0, where the expression as a whole may have no value."""
    if not book.range(expr).may_be_undefined:
        return []
    parts = [e.args[1] for e in ex.walk(expr) if isinstance(e, ex.Op) and e.name == "/"]
    zero = [d for d in parts if not isinstance(d, ex.Number) and book.range(d).has(Fraction(0))]
    return [*zero, *_ratio_bases(book, expr)]


def _ratio_bases(book: Book, expr: ex.Expr) -> list[ex.Expr]:
    inputs = book.rulebook.input_by_id
    return [c for c in ex.columns_of(expr) if c.part == "value" and inputs[c.input].kind == "ratio"]
