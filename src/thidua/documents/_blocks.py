"""A paper as data: header, blocks of the body, recipients, signatures. Nothing here knows a format or a printer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.documents._errors import PaperInvalid

Family = Literal["party", "state"]
Align = Literal["left", "centre", "right"]

GAP_OPEN, GAP_CLOSE, STRONG_OPEN, STRONG_CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"


def gap(hint: str = "") -> str:
    """A place that only a person can fill, to be put inside any text; printed as a dotted line and the hint in brackets.

    >>> from thidua.documents import plain
    >>> plain(f"Chủ trì: {gap('họ tên')}")
    'Chủ trì: ……………… (họ tên)'
    """
    return f"{GAP_OPEN}{hint}{GAP_CLOSE}"


def strong(text: str) -> str:
    """A stressed word inside any text."""
    return f"{STRONG_OPEN}{text}{STRONG_CLOSE}"


@dataclass(frozen=True)
class Heading:
    """A heading; the profile numbers it (I, 1, a) unless `numbered` is False."""

    level: Literal[1, 2, 3]
    text: str
    numbered: bool = True


@dataclass(frozen=True)
class Chapter:
    """A chapter of a regulation: `Chương I` and its title."""

    text: str


@dataclass(frozen=True)
class Article:
    """An article (`Điều 1. …`), numbered through the whole paper; `text` follows the number on the same line.

    `title` says that the text is a heading, as in a regulation, and not a sentence, as in a decision."""

    text: str
    title: bool = False


@dataclass(frozen=True)
class Text:
    """One paragraph."""

    text: str
    align: Literal["", "centre", "right"] = ""


@dataclass(frozen=True)
class Bullets:
    """Points of a list, each on its own line with a dash."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    """Points of a list: 1. 2. 3., or a) b) c) with the letters of the Vietnamese alphabet."""

    items: tuple[str, ...]
    letters: bool = False


@dataclass(frozen=True)
class Fields:
    """Lines of the form `label: value`."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table; `widths` are parts of the text width, `sections` the rows printed bold, `total` makes the last row bold."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    align: tuple[Align, ...] = ()
    total: bool = False
    sections: frozenset[int] = frozenset()
    small: bool = False

    def __post_init__(self) -> None:
        columns = len(self.head)
        ragged = [n for n, row in enumerate(self.rows, 1) if len(row) != columns]
        if ragged or len(self.widths) != columns or (self.align and len(self.align) != columns):
            raise PaperInvalid(
                f"A table of {columns} columns: widths, align or rows {ragged} have another number"
            )


@dataclass(frozen=True)
class Choices:
    """The part of a ballot paper that is marked: one row per question or name, one empty box per option."""

    subject: str
    rows: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG; `width` is a part of the text width, `alt` tells it to a reader who cannot see it."""

    data: bytes
    width: float
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """The rest begins on a new page."""


Block = (
    Heading | Chapter | Article | Text | Bullets | Numbered | Fields | Table | Choices | Picture | PageBreak
)


@dataclass(frozen=True)
class Issuer:
    """The body under whose header a paper goes out: its abbreviation in document numbers (BTCTU), its seat, and the office
    that keeps a copy."""

    family: Family
    parent: str
    name: str
    symbol: str
    place: str
    office: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs. `prefix` is TM, KT, TL, TUQ or Q; the profile writes it (TM. or T/M). `authority` is the body or post
    signed for, `title` the signer's own post. A `name` of None leaves room for it."""

    authority: str
    title: str
    name: str | None
    prefix: Literal["", "TM", "KT", "TL", "TUQ", "Q"] = ""
    note: str = ""


@dataclass(frozen=True)
class Enacting:
    """The lines of a decision between its bases and its articles: who decides, and the word (`Quyết định`)."""

    authority: str
    word: str = "Quyết định"


@dataclass(frozen=True)
class Paper:
    """One paper. `number` None leaves its place open; `numbered` False prints no number
    line, and the line of place and date only when `issued` is known."""

    kind: str
    issuer: Issuer
    body: tuple[Block, ...]
    subject: str = ""
    number: int | None = None
    issued: date | None = None
    to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    enacting: Enacting | None = None
    attached_to: str = ""
    recipients: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    title: str = ""
    numbered: bool = True
    landscape: bool = False
    watermark: str = ""
