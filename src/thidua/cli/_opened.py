"""Explanations and rehearsals as text for a terminal and as JSON with exact numbers."""

import dataclasses
import datetime as dt
import textwrap
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from thidua.rules import (
    Data,
    Explained,
    Explanation,
    Rehearsal,
    Rulebook,
    State,
    exact_text,
    note_text,
    number_text,
)
from thidua.rules.tables import aligned

STATES = {
    State.UNDEFINED: "cần quyết định",
    State.MISSING: "chưa có số liệu",
    State.NOT_APPLICABLE: "không áp dụng",
    State.NOT_ASSIGNED: "không được giao",
}
WIDTH = 110


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


def explanation_text(explanation: Explanation, name: str, rulebook: Rulebook) -> str:
    """Total, then section by section each criterion with its rule, numbers, steps and what would help."""
    result, places = explanation.result, rulebook.rounding.places
    lines = [rulebook.title, f"{result.code} {name}".rstrip()]
    place = (
        f"hạng {result.place}"
        if result.place is not None
        else (note_text(result.place_reason) if result.place_reason else "chưa có hạng")
    )
    grade = f", {rulebook.class_by_id[result.grade].name}" if result.grade in rulebook.class_by_id else ""
    lines.append(f"Tổng điểm {number_text(result.total, places)}, {place}{grade}")
    for item in explanation.items:
        lines.append("")
        lines += _item(item, places, 0)
    lines.append("")
    for step in explanation.total_steps:
        after = "" if step.after is None else f" → {number_text(step.after, places)}"
        lines.append(f"{step.sentence}{after}")
    lines += [note_text(note) for note in result.grade_notes]
    return "\n".join(lines)


def _item(item: Explained, places: int, depth: int) -> Iterator[str]:
    indent = "   " * depth
    points = STATES.get(item.state) or number_text(item.points, places)
    if item.state in {State.MISSING, State.UNDEFINED} and item.points:
        points = f"{number_text(item.points, places)} ({points})"
    yield from _wrapped(
        f"{item.printed}. {item.name}: {points} / {number_text(item.max)}", indent, indent + "   "
    )
    inside = indent + "   "
    if item.kind == "criterion":
        yield from _criterion(item, places, inside)
    for child in item.items:
        yield from _item(child, places, depth + 1)


def _criterion(item: Explained, places: int, indent: str) -> Iterator[str]:
    yield from _wrapped(item.sentence, indent, indent)
    if item.source.document or item.source.article:
        yield from _wrapped(
            f"Căn cứ: {' '.join(p for p in (item.source.article, item.source.document) if p)}", indent, indent
        )
    for used in item.used:
        estimate = " (ước)" if used.certainty == "estimate" else ""
        text = STATES.get(used.state, used.text)
        yield from _wrapped(f"• {used.name}: {text}{estimate}", indent, indent + "  ")
    if item.evidence_needed:
        there = "đã có" if item.evidence_there else "chưa có"
        yield from _wrapped(
            f"• Minh chứng ({there}): {'; '.join(item.evidence_needed)}", indent, indent + "  "
        )
    for step in item.steps[1:]:
        if step.after is not None and step.after != step.before:
            yield from _wrapped(f"→ {number_text(step.after, None)}: {step.sentence}", indent, indent + "  ")
    for better in item.improvements:
        gain = number_text(better.total_gain, places)
        yield from _wrapped(f"↑ {better.sentence} (tổng thêm {gain} điểm)", indent, indent + "  ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def rehearsal_json(rehearsal: Rehearsal) -> Any:
    """Every move with its movers."""
    return {"moves": plain(rehearsal.moves), "not_reported": list(rehearsal.not_reported)}


def rehearsal_text(rehearsal: Rehearsal, data: Data, places: int) -> str:
    """Who moves, biggest first, and which criteria do it."""
    rows = []
    for move in rehearsal.moves:
        movers = "; ".join(f"{m.criterion} ({_signed(m.relative, places)})" for m in move.movers)
        rows.append([
            move.code, data.unit(move.code).name or move.code, _place(move.old_place), _place(move.new_place),
            f"{move.places:+d}" if move.places else "=", number_text(move.old_total, places),
            number_text(move.new_total, places), movers,
        ])  # fmt: skip
    headings = ["Mã", "Đơn vị", "Hạng cũ", "Hạng mới", "Lên/xuống", "Điểm cũ", "Điểm mới",
                "Do tiêu chí (so với trung bình cụm)"]  # fmt: skip
    return aligned(headings, rows, set(headings[2:7]))


def _place(place: int | None) -> str:
    return "–" if place is None else str(place)


def _signed(value: Fraction, places: int) -> str:
    return f"+{number_text(value, places)}" if value > 0 else number_text(value, places)
