"""What stands around the numbers: sources, evidence, numbering, dates, two rules for one item."""

import datetime as dt
import unicodedata
from collections.abc import Iterator

from thidua.rules import _patterns as patterns
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._lint._numbering import order_problem
from thidua.rules._lint._witness import witness
from thidua.rules._model import Item, Section
from thidua.rules._yaml import Place

TOPIC = "papers"


@defect("two_rules", "warning", TOPIC)
def two_rules(book: Book) -> Found:
    """The text prints two rules for one item and they give different points."""
    for criterion in book.rulebook.criteria:
        other = criterion.also_printed
        if other is None:
            continue
        one, two = (r.points(criterion.id, criterion.max) for r in (criterion.rule, other))
        if one == two:
            continue
        case = witness(book.rulebook, one, two)
        found = {"at": case[0], "first": case[1], "second": case[2]} if case else {}
        place = (*book.places[criterion.id], "also_printed")
        yield place, {"item": criterion.id, **found}


@defect("no_source", "warning", TOPIC)
def no_source(book: Book) -> Found:
    """A node has no legal source, neither its own nor from above."""
    if book.rulebook.source.document:
        return
    yield from _no_source(book, book.rulebook.items)


def _no_source(book: Book, items: tuple[Item, ...]) -> Found:
    for item in items:
        if item.source.document:
            continue
        if isinstance(item, Section) and any(_has_source(i) for i in item.items):
            yield from _no_source(book, item.items)
        else:
            yield book.places[item.id], {"item": item.id}


def _has_source(item: Item) -> bool:
    inside = item.items if isinstance(item, Section) else ()
    return bool(item.source.document) or any(_has_source(i) for i in inside)


@defect("no_evidence", "note", TOPIC)
def no_evidence(book: Book) -> Found:
    """A person gives the mark and nothing says which documents must be shown."""
    if not any(c.evidence.required for c in book.rulebook.criteria):
        return
    for criterion in book.rulebook.criteria:
        if not criterion.evidence.required and isinstance(criterion.rule, patterns.Manual):
            yield book.places[criterion.id], {"item": criterion.id}


@defect("no_evidence_kind", "note", TOPIC)
def no_evidence_kind(book: Book) -> Found:
    """No criterion at all names the evidence that must be shown."""
    criteria = book.rulebook.criteria
    if criteria and not any(c.evidence.required for c in criteria):
        yield ("items",), {"count": len(criteria)}


@defect("numbering", "note", TOPIC)
def numbering(book: Book) -> Found:
    """Printed numbers jump, repeat or go back (letters run a, b, c, d, đ, e, ê, g)."""
    for place, items in book.siblings:
        for index, values in order_problem([i.printed for i in items]):
            yield (*place, index, "id"), values


@defect("printed_twice", "note", TOPIC)
def printed_twice(book: Book) -> Found:
    """Two items of one list stand under one printed number."""
    for place, items in book.siblings:
        seen: dict[str, str] = {}
        for index, item in enumerate(items):
            if item.printed in seen:
                values = {"number": item.printed, "item": item.id, "other": seen[item.printed]}
                yield (*place, index, "number"), values
            seen.setdefault(item.printed, item.id)


@defect("name_twice", "warning", TOPIC)
def name_twice(book: Book) -> Found:
    """Two items of one list have the same name."""
    for place, items in book.siblings:
        seen: dict[str, str] = {}
        for index, item in enumerate(items):
            name = " ".join(unicodedata.normalize("NFC", item.name).casefold().split())
            if name in seen:
                yield (*place, index, "name"), {"item": item.id, "other": seen[name], "name": item.name}
            seen.setdefault(name, item.id)


@defect("frame_only", "note", TOPIC)
def frame_only(book: Book) -> Found:
    """Parts of the printed table are not known."""
    if book.rulebook.completeness == "frame":
        yield ("completeness",), {}


@defect("deadline_before_data", "warning", TOPIC)
def deadline_before_data(book: Book) -> Found:
    """A step needs numbers that are published only after it ends."""
    inputs = book.rulebook.input_by_id
    for place, needed, end in _needs(book):
        published = inputs[needed].published_on
        if published is not None and published > end:
            yield place, {"input": needed, "name": inputs[needed].name, "published": published, "end": end}


def _needs(book: Book) -> Iterator[tuple[Place, str, dt.date]]:
    steps = book.rulebook.timeline
    for index, step in enumerate(steps):
        for position, needed in enumerate(step.needs):
            yield ("timeline", index, "needs", position), needed, step.end
    named = {n for s in steps for n in s.needs}
    for index, definition in enumerate(book.rulebook.inputs):
        if steps and definition.id in book.used and definition.id not in named:
            yield ("inputs", index, "from_system"), definition.id, max(s.end for s in steps)


@defect("deadline_before_period", "warning", TOPIC)
def deadline_before_period(book: Book) -> Found:
    """A step needs the whole year's number before the year is over."""
    steps = book.rulebook.timeline
    first = min((step.start for step in steps), default=None)  # a table names no last day more often than not
    until = book.rulebook.until_on or (dt.date(first.year, 12, 31) if first else None)
    for index, step in enumerate(steps):
        for position, needed in enumerate(step.needs):
            definition = book.rulebook.input_by_id[needed]
            if until is not None and definition.frequency == "year" and step.end < until:
                values = {"input": needed, "name": definition.name, "end": step.end, "until": until}
                yield ("timeline", index, "needs", position), values
