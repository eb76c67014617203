"""Charts as SVG drawn on the server: no script, no inline style, printable; colours come from classes.

Every chart has a <title> and a <desc>; the caller puts a table with the same figures beside it, which is
the accessible version. All functions are pure: values in, safe markup out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import pi

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thidua.web.core.written import number_text, percent_text

Number = Decimal | int
WIDTH, LABEL, AFTER = 640, 170, 78
ROW, THICK = 26, 16
LONGEST = 24
COLOURS = 8
FULL = 3


@dataclass(frozen=True)
class Bar:
    """One horizontal bar; `mark` sets off the reader's own unit; `note` is shown after the value."""

    label: str
    value: Number
    note: str = ""
    mark: bool = False


@dataclass(frozen=True)
class Stack:
    """One bar made of parts, in the order of the parts' names."""

    label: str
    values: Sequence[Number]
    mark: bool = False


@dataclass(frozen=True)
class Shift:
    """One unit's place before and after; None where it had none."""

    label: str
    old: int | None
    new: int | None
    mark: bool = False


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _svg(size: tuple[int, int], parts: Sequence[str], title: str, desc: str, extra: str = "") -> SafeString:
    width, height = size
    head = (
        f'<svg class="chart{extra}" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title)}</title>" + (f"<desc>{escape(desc)}</desc>" if desc else "")
    )
    return mark_safe(head + "".join(parts) + "</svg>")  # noqa: S308 - every text went through escape


def _boxed(svg: SafeString, title: str) -> SafeString:
    return mark_safe(  # noqa: S308 - title escaped, svg safe
        f'<div class="chart-box" tabindex="0" role="group" aria-label="{escape(title)}">{svg}</div>'
    )


def _text(x: float, y: float, text: str, *classes: str, anchor: str = "start") -> str:
    kinds = f' class="{" ".join(c for c in classes if c)}"' if any(classes) else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kinds}>{escape(text)}</text>'


def _label(y: float, label: str, *, mark: bool) -> str:
    text = _text(LABEL - 8, y + THICK - 3, _short(label), "text-mark" if mark else "", anchor="end")
    return (
        text.replace("</text>", f"<title>{escape(label)}</title></text>") if _short(label) != label else text
    )


def _rect(x: float, y: float, width: float, classes: str, said: str = "") -> str:
    inside = f"<title>{escape(said)}</title>" if said else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{THICK}" '
        f'rx="2" class="{classes}">{inside}</rect>'
    )


def bars(rows: Sequence[Bar], *, title: str, desc: str = "", maximum: Number | None = None) -> SafeString:
    """Horizontal bars in the given order, such as a ranking; the longest is `maximum` or the largest value."""
    top = maximum or max((r.value for r in rows), default=0) or 1
    room = WIDTH - LABEL - AFTER
    parts = []
    for index, row in enumerate(rows):
        y = index * ROW + 4
        long = float(max(row.value, 0) / Decimal(top)) * room
        parts.append(_label(y, row.label, mark=row.mark))
        parts.append(_rect(LABEL, y, room, "track"))
        parts.append(_rect(LABEL, y, min(long, room), "bar-mark" if row.mark else "bar"))
        after = f"{number_text(row.value)} {row.note}".strip()
        parts.append(_text(LABEL + room + 8, y + THICK - 3, after, "text-mark" if row.mark else ""))
    return _boxed(_svg((WIDTH, len(rows) * ROW + 4), parts, title, desc), title)


def stacked_bars(
    rows: Sequence[Stack], names: Sequence[str], *, title: str, desc: str = "", maximum: Number | None = None
) -> SafeString:
    """Bars made of parts (points by section), with a legend of the parts' names in front."""
    totals = [sum(r.values, Decimal(0)) for r in rows]
    top = Decimal(maximum or max(totals, default=Decimal(0)) or 1)
    room = WIDTH - LABEL - AFTER
    parts = []
    for index, (row, total) in enumerate(zip(rows, totals, strict=True)):
        y, x = index * ROW + 4, float(LABEL)
        parts.append(_label(y, row.label, mark=row.mark))
        for number, (name, value) in enumerate(zip(names, row.values, strict=True)):
            long = float(max(value, 0) / top) * room
            said = f"{row.label} – {name}: {number_text(value)}"
            parts.append(_rect(x, y, long, f"piece c{number % COLOURS + 1}", said))
            x += long
        parts.append(
            _text(LABEL + room + 8, y + THICK - 3, number_text(total), "text-mark" if row.mark else "")
        )
    svg = _svg((WIDTH, len(rows) * ROW + 4), parts, title, desc)
    legend = "".join(
        f'<li><span class="swatch swatch-{n % COLOURS + 1}" aria-hidden="true"></span> {escape(name)}</li>'
        for n, name in enumerate(names)
    )
    return mark_safe(f'<ul class="legend">{legend}</ul>') + _boxed(svg, title)  # noqa: S308 - escaped


def sparkline(values: Sequence[Number | None], *, title: str) -> SafeString:
    """A small line of one figure over time; a missing value leaves a gap, it is never drawn as zero."""
    known = [v for v in values if v is not None]
    low, high = (min(known), max(known)) if known else (0, 1)
    span = Decimal(high - low) or Decimal(1)
    step = 104 / max(len(values) - 1, 1)
    runs: list[list[str]] = [[]]
    last = ""
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        x, y = 4 + index * step, 22 - float((value - low) / span) * 16
        runs[-1].append(f"{x:.1f},{y:.1f}")
        last = f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    lines = [f'<polyline class="line" points="{" ".join(run)}"/>' for run in runs if len(run) > 1]
    desc = "; ".join("–" if v is None else number_text(v) for v in values)
    return _svg((112, 28), [*lines, last], title, desc, " chart-spark")


def rank_shift(rows: Sequence[Shift], *, before: str, after: str, title: str, desc: str = "") -> SafeString:
    """Who moved: a line from each unit's old place to its new one; up, down and unmoved differ by dash and colour."""
    places = [p for r in rows for p in (r.old, r.new) if p]
    height = max(places, default=1) * ROW + 30
    left, right = 210, WIDTH - 210
    parts = [_text(left, 14, before, "soft-text", anchor="end"), _text(right, 14, after, "soft-text")]
    for row in rows:
        kind = _direction(row)
        bold = "text-mark" if row.mark else ""
        ends = [(p or 0) * ROW + 14.0 for p in (row.old, row.new)]
        if row.old:
            parts.append(_text(left - 6, ends[0] + 5, f"{_short(row.label)}  {row.old}", bold, anchor="end"))
        if row.new:
            parts.append(_text(right + 6, ends[1] + 5, f"{row.new}  {_short(row.label)}", bold))
        if row.old and row.new:
            parts.append(
                f'<line class="line line-{kind}{" line-mark" if row.mark else ""}" '
                f'x1="{left}" y1="{ends[0]:.1f}" x2="{right}" y2="{ends[1]:.1f}">'
                f"<title>{escape(row.label)}: {row.old} → {row.new}</title></line>"
            )
    return _boxed(_svg((WIDTH, height), parts, title, desc), title)


def _direction(row: Shift) -> str:
    if not row.old or not row.new or row.old == row.new:
        return "same"
    return "up" if row.new < row.old else "down"


def ring(value: Number, total: Number, *, title: str, kind: str = "") -> SafeString:
    """A ring that shows `value` of `total`, with the percentage inside; `kind` is good, warn or bad."""
    share = min(max(float(Decimal(value) / Decimal(total)), 0), 1) if total else 0
    around = 2 * pi * 40
    parts = [
        '<circle class="ring-track" cx="50" cy="50" r="40"/>',
        f'<circle class="ring{f" ring-{escape(kind)}" if kind else ""}" cx="50" cy="50" r="40" '
        f'stroke-dasharray="{share * around:.1f} {around:.1f}" transform="rotate(-90 50 50)"/>'
        if share
        else "",
        _text(50, 57, percent_text(int(share * 100)), "ring-text", anchor="middle"),
    ]
    return _svg((100, 100), parts, title, f"{number_text(value)}/{number_text(total)}", " chart-ring")


def heat_cell(done: int, total: int) -> SafeString:
    """One cell of a completeness map: `done` of `total`; nothing asked for is hatched, not coloured."""
    if not total:
        return mark_safe('<td class="heat-none">–</td>')
    level = 0 if done <= 0 else FULL if done >= total else 1 if done * 2 < total else 2
    return mark_safe(f'<td class="heat-{level}">{done}/{total}</td>')  # noqa: S308 - integers


def heat_table(
    rows: Sequence[tuple[str, Sequence[tuple[int, int]]]], columns: Sequence[str], *, title: str, corner: str
) -> SafeString:
    """A completeness map as a table: one row per unit, one column per section, each cell `done/total`."""
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>' + "".join(heat_cell(*cell) for cell in cells) + "</tr>"
        for name, cells in rows
    )
    return mark_safe(  # noqa: S308 - every text went through escape
        f'<table class="heat"><caption class="visually-hidden">{escape(title)}</caption>'
        f'<thead><tr><th scope="col">{escape(corner)}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
