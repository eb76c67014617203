"""Explanations and rehearsals as text for a terminal and as JSON with exact numbers."""

import dataclasses
import datetime as dt
import textwrap
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from thidua.cli._say import say
from thidua.rules import (
    Data,
    Explained,
    Explanation,
    Rehearsal,
    Rulebook,
    State,
    UnitResult,
    exact_text,
    note_text,
    number_text,
    points_text,
)
from thidua.rules.tables import aligned

WIDTH = 110
REHEARSAL = ("code", "unit", "old_place", "new_place", "up_down", "old_total", "new_total", "movers")


def plain(thing: Any) -> Any:
    """Frozen data as JSON: exact numbers as text, states and dates as words."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {f.name: plain(getattr(thing, f.name)) for f in dataclasses.fields(thing)}
    if isinstance(thing, dict):
        return {str(k): plain(v) for k, v in thing.items()}
    if isinstance(thing, tuple | list | frozenset):
        return [plain(t) for t in thing]
    return _atom(thing)


def _atom(thing: Any) -> Any:
    if isinstance(thing, State):
        return thing.name.lower()
    if isinstance(thing, Fraction):
        return exact_text(thing)
    return thing.isoformat() if isinstance(thing, dt.date) else thing


def explanation_json(explanation: Explanation) -> Any:
    """Everything of an explanation."""
    return plain(explanation)


def explanation_text(explanation: Explanation, name: str, rulebook: Rulebook, lang: str) -> str:
    """Total, then section by section each criterion with its rule, numbers, steps and what would help."""
    return "\n".join(_Opened(rulebook, lang).lines(explanation, name))


class _Opened:
    """Writes an explanation in one language; the explanation's own sentences are in it already."""

    def __init__(self, rulebook: Rulebook, lang: str) -> None:
        self.rulebook, self.lang = rulebook, lang
        self.places = rulebook.rounding.places

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return say(key, self.lang, **values)

    def lines(self, explanation: Explanation, name: str) -> Iterator[str]:
        """The whole, line by line."""
        result = explanation.result
        yield self.rulebook.title
        yield f"{result.code} {name}".rstrip()
        yield self.total(result)
        for item in explanation.items:
            yield ""
            yield from self.item(item, 0)
        yield ""
        for step in explanation.total_steps:
            after = "" if step.after is None else f" → {points_text(step.after, self.places)}"
            yield f"{step.sentence}{after}"
        for note in result.grade_notes:
            yield note_text(note, self.lang)

    def total(self, result: UnitResult) -> str:
        """The total with place and class."""
        place = self.say("no_place_yet")
        if result.place is not None:
            place = self.say("place", place=result.place)
        elif result.place_reason is not None:
            place = note_text(result.place_reason, self.lang)
        grades = self.rulebook.class_by_id
        grade = f", {grades[result.grade].name}" if result.grade in grades else ""
        total = self.say("total", points=points_text(result.total, self.places))
        return f"{total}, {place}{grade}"

    def item(self, item: Explained, depth: int) -> Iterator[str]:
        """A section or criterion with what is in it."""
        indent = "   " * depth
        points = self.state(item.state) or points_text(item.points, self.places)
        if item.state in {State.MISSING, State.UNDEFINED} and item.points:
            points = f"{points_text(item.points, self.places)} ({points})"
        head = f"{item.printed}. {item.name}: {points} / {number_text(item.max)}"
        yield from _wrapped(head, indent, indent + "   ")
        if item.kind == "criterion":
            yield from self.criterion(item, indent + "   ")
        for child in item.items:
            yield from self.item(child, depth + 1)

    def criterion(self, item: Explained, indent: str) -> Iterator[str]:
        """Rule, source, figures, evidence, steps, and what would have earned more."""
        yield from _wrapped(item.sentence, indent, indent)
        source = " ".join(p for p in (item.source.article, item.source.document) if p)
        if source:
            yield from _wrapped(self.say("source", source=source), indent, indent)
        for used in item.used:
            estimate = self.say("estimate") if used.certainty == "estimate" else ""
            text = self.state(used.state) or used.text
            yield from _wrapped(f"• {used.name}: {text}{estimate}", indent, indent + "  ")
            if used.note:
                yield from _wrapped(used.note, indent + "  ", indent + "  ")
        if item.evidence_needed:
            key = "evidence_there" if item.evidence_there else "evidence_missing"
            text = self.say(key, names="; ".join(item.evidence_needed))
            yield from _wrapped(f"• {text}", indent, indent + "  ")
        for step in item.steps[1:]:
            if step.after is not None and step.after != step.before:
                text = f"→ {number_text(step.after, None)}: {step.sentence}"
                yield from _wrapped(text, indent, indent + "  ")
        for better in item.improvements:
            gain = points_text(better.total_gain, self.places)
            text = self.say("gain", what=better.sentence, points=gain)
            yield from _wrapped(f"↑ {text}", indent, indent + "  ")

    def state(self, state: State) -> str:
        """What stands where there is no value; "" where there is one."""
        return "" if state == State.VALUE else self.say(f"state_{state.name.lower()}")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def rehearsal_json(rehearsal: Rehearsal) -> Any:
    """Every move with its movers."""
    return {"moves": plain(rehearsal.moves), "not_reported": list(rehearsal.not_reported)}


def rehearsal_text(rehearsal: Rehearsal, data: Data, places: int, lang: str) -> str:
    """Who moves, biggest first, and which criteria do it."""
    rows = []
    for move in rehearsal.moves:
        movers = "; ".join(f"{m.criterion} ({_signed(m.relative, places)})" for m in move.movers)
        rows.append([
            move.code, data.unit(move.code).name or move.code, _place(move.old_place), _place(move.new_place),
            f"{move.places:+d}" if move.places else "=", number_text(move.old_total, places),
            number_text(move.new_total, places), movers,
        ])  # fmt: skip
    headings = [say(f"rehearsal_{head}", lang) for head in REHEARSAL]
    return aligned(headings, rows, set(headings[2:7]))


def _place(place: int | None) -> str:
    return "–" if place is None else str(place)


def _signed(value: Fraction, places: int) -> str:
    return f"+{number_text(value, places)}" if value > 0 else number_text(value, places)
