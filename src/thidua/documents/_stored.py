"""A paper as plain JSON and back: what a register keeps, so that the same bytes can be printed again years later.

Also the places in it: texts that may be reworded, and gaps that only a person can fill.
"""

import base64
import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from thidua.documents import _blocks
from thidua.documents._blocks import (
    GAP_CLOSE,
    GAP_OPEN,
    Article,
    Block,
    Bullets,
    Chapter,
    Fields,
    Heading,
    Numbered,
    Paper,
    Table,
    Text,
)
from thidua.documents._errors import PaperInvalid

TYPES: Mapping[str, Any] = {
    name: kind
    for name, kind in vars(_blocks).items()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
}
ATOMS: Mapping[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "set": (frozenset, sorted, frozenset),
    "bytes": (bytes, lambda value: base64.b64encode(value).decode("ascii"), base64.b64decode),
    "date": (date, date.isoformat, date.fromisoformat),
}
"""What JSON has no word for: type, how it is written, how it is read."""
MARK = re.compile(f"{GAP_OPEN}([^{GAP_OPEN}{GAP_CLOSE}]*){GAP_CLOSE}")
HINT = re.compile(r"\[…(?: ([^\[\]]*))?\]")
Change = Callable[[str], str]


def paper_as_json(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON.

    >>> from thidua.documents import Issuer, Paper, Text
    >>> issuer = Issuer("party", "", "Ban Tổ chức", "BTCTU", "Bắc Kạn")
    >>> paper = Paper("letter", issuer, (Text("Kính gửi"),))
    >>> paper_from_json(paper_as_json(paper)) == paper
    True
    """
    return cast("dict[str, Any]", _plain(paper))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    for name, (kind, write, _read) in ATOMS.items():
        if isinstance(value, kind):
            return {"is": name, "of": write(value)}
    return value


def paper_from_json(content: Mapping[str, Any]) -> Paper:
    """The paper that `paper_as_json` wrote. Raises `PaperInvalid` for anything else."""
    try:
        found = _whole(content)
    except (KeyError, TypeError, ValueError) as problem:
        raise PaperInvalid(f"This is not a stored paper: {problem}") from problem
    if not isinstance(found, Paper):
        raise PaperInvalid("This is not a stored paper")
    return found


def _whole(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_whole(item) for item in value)
    if not isinstance(value, Mapping):
        return value
    kind = value["is"]
    if kind in ATOMS:
        return ATOMS[kind][2](value["of"])
    return TYPES[kind](**{name: _whole(item) for name, item in value.items() if name != "is"})


@dataclass(frozen=True)
class Open:
    """A place that is still to be written: its hint and the text it stands in, with "[…]" for it."""

    hint: str
    around: str

    @property
    def alone(self) -> bool:
        """True when nothing stands around it that would tell what belongs there."""
        return not self.around.replace("[…]", "").strip(" .;:")


def gaps(paper: Paper) -> tuple[Open, ...]:
    """Every gap of subject, addressees, bases and body, in reading order.

    >>> from thidua.documents import Issuer, Paper, Text, gap
    >>> issuer = Issuer("party", "", "Ban Tổ chức", "BTCTU", "Bắc Kạn")
    >>> gaps(Paper("letter", issuer, (Text(f"Chủ trì: {gap('họ tên')}."),)))
    (Open(hint='họ tên', around='Chủ trì: […].'),)
    """
    found: list[Open] = []

    def note(text: str) -> str:
        for place in MARK.finditer(text):
            around = f"{text[: place.start()]}[…]{text[place.end() :]}"
            found.append(Open(place[1], marked(around)))
        return text

    _changed(paper, note)
    return tuple(found)


def with_gaps_filled(paper: Paper, written: Mapping[int, str]) -> Paper:
    """The paper with what was written into its gaps, by their number in `gaps`; the others stay open."""
    number = -1

    def fill(place: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return written.get(number, "").strip() or place[0]

    return _changed(paper, lambda text: MARK.sub(fill, text))


def marked(text: str) -> str:
    """The text as a person edits it: a gap is "[… hint]".

    >>> from thidua.documents import gap
    >>> marked(f"Chủ trì: {gap('họ tên')}."), unmarked("Chủ trì: [… họ tên].") == f"Chủ trì: {gap('họ tên')}."
    ('Chủ trì: [… họ tên].', True)
    """
    return MARK.sub(lambda place: f"[… {place[1]}]" if place[1] else "[…]", text)


def unmarked(text: str) -> str:
    """The text of the paper that `marked` showed."""
    return HINT.sub(lambda place: f"{GAP_OPEN}{place[1] or ''}{GAP_CLOSE}", text)


WORDED = (Heading, Chapter, Article, Text, Bullets, Numbered)
"""Blocks whose words a person may change; tables and fields carry figures."""


def wording(paper: Paper) -> tuple[tuple[int, str, str], ...]:
    """What may be reworded: number of the block, its type, its text as edited, one line per point."""
    return tuple(
        (number, type(block).__name__, marked(_words(block)))
        for number, block in enumerate(paper.body)
        if isinstance(block, WORDED)
    )


def _words(block: Block) -> str:
    return "\n".join(block.items) if isinstance(block, Bullets | Numbered) else cast("Any", block).text


def reworded(paper: Paper, written: Mapping[int, str]) -> Paper:
    """The paper with other words; an empty text takes its block away, a paragraph of several lines becomes several."""
    body: list[Block] = []
    for number, block in enumerate(paper.body):
        text = written.get(number)
        if text is None or not isinstance(block, WORDED) or text == marked(_words(block)):
            body.append(block)
            continue
        lines = tuple(unmarked(line.strip()) for line in text.splitlines() if line.strip())
        if not lines:
            continue
        if isinstance(block, Bullets | Numbered):
            body.append(replace(block, items=lines))
        elif isinstance(block, Text):
            body += [replace(block, text=line) for line in lines]
        else:
            body.append(replace(block, text=" ".join(lines)))
    return replace(paper, body=tuple(body))


def _changed(paper: Paper, change: Change) -> Paper:
    return replace(
        paper,
        subject=change(paper.subject),
        to=tuple(change(text) for text in paper.to),
        bases=tuple(change(text) for text in paper.bases),
        body=tuple(_block(block, change) for block in paper.body),
    )


def _block(block: Block, change: Change) -> Block:
    if isinstance(block, Bullets | Numbered):
        return replace(block, items=tuple(change(text) for text in block.items))
    if isinstance(block, Fields):
        return replace(block, pairs=tuple((label, change(value)) for label, value in block.pairs))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(change(cell) for cell in row) for row in block.rows))
    if isinstance(block, Heading | Chapter | Article | Text):
        return replace(block, text=change(block.text))
    return block
