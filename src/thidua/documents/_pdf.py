"""The PDF printer: Typst with the shipped fonts and no others."""

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

import typst

from thidua.documents._blocks import Paper
from thidua.documents._errors import PaperInvalid
from thidua.documents._flow import POINTS_PER_MM, lay_out
from thidua.documents._font import FONTS
from thidua.documents._profiles import Profile
from thidua.documents._sheet import Break, Columns, Element, Grid, Image, Line, Sheet
from thidua.documents.text import NO_BREAK_HYPHEN, breakable

Standard = Literal["a-2a", "a-2b", "a-3b", "ua-1", "1.7"]
_HELD = re.compile(f"[^ ]*{NO_BREAK_HYPHEN}[^ ]*")
_PROGRAM = Path(__file__).parent / "paper.typ"
UNDATED = date(2000, 1, 1)
_local = threading.local()


def pdf(paper: Paper, profile: Profile, *, standard: Standard = "a-2a") -> bytes:
    """The paper as PDF declared to follow `standard`; the same paper gives the same bytes. Raises `PaperInvalid`."""
    return print_sheet(lay_out(paper, profile), standard)


def pdf_together(papers: Sequence[Paper], profile: Profile, *, standard: Standard = "a-2a") -> bytes:
    """Papers of one form in one PDF to print at once, each on pages of its own. Raises `PaperInvalid`.

    Direction of the page, watermark and day are those of the first.
    """
    if not papers:
        raise PaperInvalid("There is no paper to print.")
    first, *more = [lay_out(paper, profile) for paper in papers]
    return print_sheet(first, standard, more)


def print_sheet(sheet: Sheet, standard: Standard = "a-2a", more: Sequence[Sheet] = ()) -> bytes:
    """A laid-out sheet as PDF, with `more` of its form behind it."""
    try:
        made = _compiler().compile(
            input=_program(),
            format="pdf",
            sys_inputs={"sheet": _json(sheet, more)},
            pdf_standards=[standard],
            timestamp=_day(sheet),
        )
    except typst.TypstError as error:
        raise PaperInvalid(f"Typst could not print the paper: {error}") from error
    return cast("bytes", made)


@dataclass(frozen=True)
class SignatureRoom:
    """The room left for a signature: page from 1, box (left, bottom, right, top) in points from the lower left corner."""

    page: int
    box: tuple[int, int, int, int]


def signature_rooms(paper: Paper, profile: Profile) -> tuple[SignatureRoom, ...]:
    """Where each signer of the paper signs in its PDF, in the order of `paper.signers`."""
    sheet = lay_out(paper, profile)
    compiler = typst.Compiler(_program(), font_paths=_fonts(), sys_inputs={"sheet": _json(sheet)})
    marks = json.loads(compiler.query("<signature>", field="value"))
    height = (210 if sheet.landscape else 297) * POINTS_PER_MM
    wide = profile.text_width(landscape=sheet.landscape) * POINTS_PER_MM / 2 - 8
    room = profile.styles["sign_name"].before
    return tuple(
        SignatureRoom(
            mark["page"],
            (
                round(mark["x"]),
                round(height - mark["y"]) + 2,
                round(mark["x"] + wide),
                round(height - mark["y"] + room) - 2,
            ),
        )
        for mark in marks
    )


def _day(sheet: Sheet) -> int:
    """The day of issue as the day the file says it was made: no clock is asked."""
    day = sheet.issued or UNDATED
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _json(sheet: Sheet, more: Sequence[Sheet] = ()) -> str:
    others = [_content(other) for other in more]
    return json.dumps(_data(sheet) | {"more": others}, ensure_ascii=False)


@cache
def _program() -> bytes:
    return _PROGRAM.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _compiler() -> typst.Compiler:
    """One compiler per thread: it keeps what it learnt of the program and the fonts."""
    found = getattr(_local, "compiler", None)
    if found is None:
        found = _local.compiler = typst.Compiler(font_paths=_fonts())
    return cast("typst.Compiler", found)


def _data(sheet: Sheet) -> dict[str, Any]:
    page = dict(sheet.profile.page) | {
        "width": 297 if sheet.landscape else 210,
        "height": 210 if sheet.landscape else 297,
    }
    return {
        "title": sheet.title,
        "page": page,
        "watermark": sheet.watermark,
        "styles": _styles(sheet.profile),
    } | _content(sheet)


def _content(sheet: Sheet) -> dict[str, Any]:
    elements = (*sheet.titles, *sheet.body, *sheet.end)
    return {
        "head": _element(sheet.head),
        "body": _with_levels([_element(element) for element in elements]),
    }


def _styles(profile: Profile) -> dict[str, Any]:
    return {name: vars(style) | {"line_height": style.line_height} for name, style in profile.styles.items()}


_OUTLINE = MappingProxyType(
    {"kind": 1, "heading_1": 2, "chapter_title": 2, "heading_2": 3, "article": 3, "heading_3": 4}
)


def _with_levels(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Titles and headings are told to a screen reader as such, without a level left out."""
    last = 0
    for element in elements:
        wanted = _OUTLINE.get(element.get("s", ""), 0)
        if wanted:
            last = element["level"] = min(wanted, last + 1)
    return elements


def _element(element: Element) -> dict[str, Any]:
    if isinstance(element, Line):
        return {"k": "line"} | _line(element)
    if isinstance(element, Grid):
        rows = [{"splits": row.splits, "cells": [_line(c) for c in row.cells]} for row in element.rows]
        head = [_line(c) for c in element.head]
        return {"k": "grid", "widths": element.widths, "head": head, "rows": rows, "keep": element.keep}
    if isinstance(element, Columns):
        cells = [[[_line(line) for line in cell] for cell in row] for row in element.rows]
        return {"k": "columns", "widths": element.widths, "rows": cells, "keep": element.keep}
    if isinstance(element, Image):
        return {"k": "image", "data": list(element.data), "width": element.width, "alt": element.alt}
    assert isinstance(element, Break)  # noqa: S101 - the last of the five
    return {"k": "break"}


def _line(line: Line) -> dict[str, Any]:
    runs: Any = [(text, kind, held) for whole, kind in line.runs for text, held in _pieces(whole)]
    if len(runs) == 1 and runs[0][1:] == ("", False):
        runs = runs[0][0]
    return {"s": line.style, "r": runs, "rule": line.rule, "keep": line.keep}


def _pieces(text: str) -> list[tuple[str, bool]]:
    """A document number goes into a box of its own with its plain hyphens, so that it can be searched and copied."""
    if NO_BREAK_HYPHEN not in text:
        return [(breakable(text), False)]
    found, at = [], 0
    for match in _HELD.finditer(text):
        if match.start() > at:
            found.append((text[at : match.start()], False))
        found.append((breakable(match[0]), True))
        at = match.end()
    if at < len(text):
        found.append((text[at:], False))
    return [(breakable(piece), held) for piece, held in found]
