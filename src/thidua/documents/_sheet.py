"""What a printer prints: lines and tables with the name of their style and their final text, in reading order.

Both printers know only this, so a paper says the same in both files.
"""

from dataclasses import dataclass, field
from datetime import date

from thidua.documents._profiles import Profile

Run = tuple[str, str]  # text; "" plain, "s" stressed, "g" a gap to fill
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph in a named style; `rule` draws a line of so many points instead of text."""

    style: str
    runs: Runs = ()
    rule: float = 0
    keep: bool = False

    @property
    def text(self) -> str:
        """Its whole text."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True)
class Row:
    """A row of a table; `splits` allows a page end inside it, when it could not fit on one page."""

    cells: tuple[Line, ...]
    splits: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with lines; widths are parts of the text width."""

    widths: tuple[float, ...]
    head: tuple[Line, ...]
    rows: tuple[Row, ...]
    keep: bool = False


@dataclass(frozen=True)
class Image:
    """A picture, `width` in points."""

    data: bytes
    width: float
    alt: str


@dataclass(frozen=True)
class Break:
    """A new page."""


@dataclass(frozen=True)
class Columns:
    """Cells side by side without lines, kept on one page: headers and signatures."""

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    keep: bool = False


Element = Line | Grid | Image | Break | Columns


@dataclass(frozen=True)
class Sheet:
    """A paper laid out for one profile."""

    profile: Profile
    title: str
    subject: str
    issued: date | None
    landscape: bool
    watermark: str
    head: Columns
    titles: tuple[Line, ...]
    body: tuple[Element, ...]
    end: tuple[Element, ...] = field(default=())

    def lines(self) -> tuple[str, ...]:
        """Every text in reading order."""
        found: list[str] = []
        for element in (self.head, *self.titles, *self.body, *self.end):
            _collect(element, found)
        return tuple(text for text in found if text)


def _collect(element: Element, found: list[str]) -> None:
    if isinstance(element, Line):
        found.append(element.text)
    elif isinstance(element, Columns):
        found += [line.text for row in element.rows for cell in row for line in cell]
    elif isinstance(element, Grid):
        found += [line.text for line in element.head]
        found += [line.text for row in element.rows for line in row.cells]
