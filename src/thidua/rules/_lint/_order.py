"""Ranking, ties, quotas, rounding and what the text leaves open."""

from collections.abc import Iterator
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules import _patterns as patterns
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._model import Item, OrderKey, Section
from thidua.rules._yaml import Place

TOPIC = "order"
MEANT_FOR_ONE = {"count", "money"}


def _absolute(book: Book, keys: tuple[OrderKey, ...], place: Place) -> Iterator[tuple[Place, OrderKey]]:
    """Keys that are plain amounts, so that a larger unit has more of it."""
    for index, key in enumerate(keys):
        if (
            key.value is None
            or key.order == "asc"
            or any(isinstance(e, ex.Op) and e.name == "/" for e in ex.walk(key.value))
        ):
            continue
        kinds = {book.rulebook.input_by_id[c.input].kind for c in ex.columns_of(key.value)}
        if kinds & MEANT_FOR_ONE:
            yield (*place, index, "value"), key


@defect("ties_by_size", "warning", TOPIC)
def ties_by_size(book: Book) -> Found:
    """A tie is decided by an absolute number, so the larger unit always wins."""
    for place, key in _absolute(book, book.rulebook.ranking.ties, ("ranking", "ties")):
        yield place, {"key": key.name or _name(book, key)}


@defect("rank_by_size", "warning", TOPIC)
def rank_by_size(book: Book) -> Found:
    """The ranking itself is by an absolute number."""
    for place, key in _absolute(book, book.rulebook.ranking.by, ("ranking", "by")):
        yield place, {"key": key.name or _name(book, key)}


def _name(book: Book, key: OrderKey) -> str:
    columns = sorted({c.input for c in ex.columns_of(key.value or ex.Total())})
    return ", ".join(book.rulebook.input_by_id[c].name for c in columns)


@defect("ties_open", "note", TOPIC)
def ties_open(book: Book) -> Found:
    """After the last key units may still be level and nothing says who decides."""
    ranking = book.rulebook.ranking
    if ranking.by and not (ranking.ties and ranking.ties[-1].decided_by):
        yield ("ranking",), {}


@defect("quota_base", "warning", TOPIC)
def quota_base(book: Book) -> Found:
    """A percentage of other classes: does the base hold the class itself?"""
    for index, quota in enumerate(book.rulebook.quotas):
        itself = quota.of is None or quota.class_id in quota.of or quota.counting_itself
        if quota.percent is not None and not itself:
            yield ("quotas", index, "of"), {"class": quota.class_id, "of": list(quota.of or ())}


@defect("unsaid", "warning", TOPIC)
def unsaid(book: Book) -> Found:
    """The printed text leaves a setting open; the value used is a reading."""
    for index, setting in enumerate(book.rulebook.silent_on):
        yield ("silent_on", index), {"setting": setting}


@defect("rounded_twice", "warning", TOPIC)
def rounded_twice(book: Book) -> Found:
    """After rounding, a weight, a rescaling or a mean leaves the grid, so the total is rounded again."""
    rounding = book.rulebook.rounding
    if rounding.at == "total":
        return
    for item in book.rulebook.item_by_id.values():
        reason = _leaves_grid(item, book, rounding.at)
        if reason:
            yield book.places[item.id], {"item": item.id, "by": reason}


def _leaves_grid(item: Item, book: Book, at: str) -> str:
    if item.weight.denominator != 1 and (isinstance(item, Section) or at == "criterion"):
        return "weight"
    if not isinstance(item, Section) or at != "criterion":
        return ""
    if item.combine == "mean":
        return "mean"
    if item.prorate is not None:
        return "prorate"
    policies = {item.not_applicable or book.rulebook.values.not_applicable,
                item.not_assigned or book.rulebook.values.not_assigned}  # fmt: skip
    return "rescale" if policies & {"rescale", "split"} else ""


@defect("grid_too_coarse", "warning", TOPIC)
def grid_too_coarse(book: Book) -> Found:
    """A maximum or a step of marking has more decimals than the rounding keeps."""
    grid = Fraction(1, 10**book.rulebook.rounding.places)
    for place, criterion, _expr in book.rules:
        step = criterion.rule.step if isinstance(criterion.rule, patterns.Manual) else criterion.max
        for value in sorted({criterion.max, step}):
            if value % grid:
                yield place, {"item": criterion.id, "value": value, "grid": grid}
                break


@defect("left_out_full", "warning", TOPIC)
def left_out_full(book: Book) -> Found:
    """Who is not given the task, or to whom it does not apply, gets all the points."""
    for policy in ("not_assigned", "not_applicable"):
        if getattr(book.rulebook.values, policy) == "full":
            yield ("values", policy), {}
        for item in book.rulebook.item_by_id.values():
            if getattr(item, policy) == "full":
                yield (*book.places[item.id], policy), {"item": item.id}


@defect("missing_zero", "note", TOPIC)
def missing_zero(book: Book) -> Found:
    """What was not reported counts as if it had been."""
    if book.rulebook.values.missing == "zero":
        yield ("values", "missing"), {}
    for index, definition in enumerate(book.rulebook.inputs):
        if definition.when_missing is not None:
            yield ("inputs", index, "when_missing"), {"input": definition.id}
