"""The visible stamp of a signature, drawn by Typst at the size of its field."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from os import PathLike, fspath

import typst
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from thidua.documents.signing._fields import Box
from thidua.documents.signing._keys import instant

TEST_MARK = "CHỨNG THƯ THỬ NGHIỆM"
SOURCE = b"""\
#let given = sys.inputs
#set document(title: "", date: none)
#set page(width: float(given.width) * 1pt, height: float(given.height) * 1pt, margin: 0.5pt, fill: none)
#set text(font: given.font, fallback: false, lang: "vi", hyphenate: false)
#let ink = if given.test == "" { rgb("#1d4f91") } else { rgb("#b3261e") }
#let lines(size) = {
  set text(size: size, fill: ink)
  set par(leading: 0.35em, spacing: 0.4em, justify: false)
  if given.test != "" { align(center, text(weight: "bold", given.test)) }
  if given.unit != "" { text(weight: "bold", given.unit); parbreak() }
  [K\xc3\xbd b\xe1\xbb\x9fi: #given.signer]
  parbreak()
  [Th\xe1\xbb\x9di gian k\xc3\xbd: #given.time]
}
#block(width: 100%, height: 100%, inset: 4pt, stroke: 0.8pt + ink, fill: white, align(horizon, layout(area => {
  let size = 11pt
  while size > 3pt and measure(lines(size), width: area.width).height > area.height { size -= 0.5pt }
  lines(size)
})))
"""


@dataclass(frozen=True)
class Stamp:
    """What a stamp says beside the time, and where its fonts are; the test mark follows the certificate."""

    unit: str
    signer: str
    font_paths: Sequence[str | PathLike[str]]
    font: str = "Liberation Serif"


def draw_stamp(stamp: Stamp, size: tuple[int, int], at: dt.datetime, *, test: bool) -> bytes:
    """The stamp as a one-page PDF of `size` points; text shrinks until it fits."""
    drawn = typst.compile(
        SOURCE,
        font_paths=_fonts(tuple(fspath(path) for path in stamp.font_paths)),
        ignore_system_fonts=True,
        sys_inputs={
            "width": str(size[0]),
            "height": str(size[1]),
            "font": stamp.font,
            "unit": stamp.unit,
            "signer": stamp.signer,
            "time": instant(at),
            "test": TEST_MARK if test else "",
        },
        format="pdf",
    )
    return bytes(drawn)


@lru_cache(maxsize=4)
def _fonts(paths: tuple[str, ...]) -> typst.Fonts:
    """The fonts in those folders and no others, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(paths))


def style_of(drawn: bytes) -> StaticStampStyle:
    """The drawn stamp as pyHanko places it: to the edges of the field, opaque, without another border."""
    return StaticStampStyle(
        border_width=0,
        background=_Page(drawn),
        background_opacity=1.0,
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID,
            y_align=AxisAlignment.ALIGN_MID,
            margins=Margins.uniform(0),
            inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
        ),
    )


def size_of(box: Box) -> tuple[int, int]:
    """Width and height of a box."""
    return box[2] - box[0], box[3] - box[1]


class _Page(ImportedPdfPage):
    """pyHanko imports a page from a file by name; this one stays in memory."""

    def __init__(self, drawn: bytes) -> None:
        super().__init__("", 0)  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
        self.drawn = drawn

    def render(self) -> bytes:
        """Import the page as a form and show it."""
        if self.writer is None:
            raise RuntimeError("a stamp is drawn through a writer")
        form = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(self.drawn)))
        self.resources.xobject["/Stamp"] = form
        x1, y1, x2, y2 = (float(v) for v in form.get_object()["/BBox"])
        self.box = BoxConstraints(width=abs(x2 - x1), height=abs(y2 - y1))
        return b"/Stamp Do"
