"""The .docx printer: docxtpl fills the profile's template; every paragraph names a style, none is formatted by hand."""

import io
import struct
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from xml.sax.saxutils import escape

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.part import Part
from docx.shared import Emu, Mm
from docxtpl import DocxTemplate
from jinja2 import Environment
from markupsafe import Markup

from thidua.documents._blocks import Paper
from thidua.documents._errors import PaperInvalid
from thidua.documents._flow import POINTS_PER_MM, lay_out
from thidua.documents._profiles import Profile
from thidua.documents._sheet import Break, Columns, Element, Grid, Image, Line, Run, Sheet
from thidua.documents.text import NO_BREAK_HYPHEN, NO_BREAK_SPACE, WORD_JOINER

TEMPLATES = Path(__file__).parent / "templates"
TWIPS = 20
UNDATED = date(2000, 1, 1)
_DATE = struct.pack("<HH", 0, (1 << 5) | 1)  # 1 January 1980, the first day an archive knows
STYLE_NAMES = MappingProxyType(
    {
        "motto": "TD Quốc hiệu, tiêu đề",
        "motto_second": "TD Tiêu ngữ",
        "parent": "TD Cơ quan chủ quản",
        "issuer": "TD Cơ quan ban hành",
        "star": "TD Dấu sao",
        "number": "TD Số, ký hiệu",
        "about": "TD Trích yếu công văn",
        "place": "TD Địa danh, ngày tháng",
        "kind": "TD Tên loại",
        "subject": "TD Trích yếu",
        "attached": "TD Kèm theo",
        "rule": "TD Gạch",
        "to": "TD Kính gửi",
        "to_item": "TD Kính gửi, từng nơi",
        "basis": "TD Căn cứ",
        "authority": "TD Thẩm quyền",
        "text": "TD Đoạn văn",
        "text_centre": "TD Đoạn văn giữa",
        "text_right": "TD Đoạn văn phải",
        "heading_1": "TD Mục I",
        "heading_2": "TD Mục 1",
        "heading_3": "TD Mục a",
        "chapter": "TD Chương",
        "chapter_title": "TD Tên chương",
        "article": "TD Điều",
        "item": "TD Ý",
        "field": "TD Nhãn và giá trị",
        "caption": "TD Chú thích ảnh",
        "picture": "TD Ảnh",
        "cell": "TD Ô",
        "cell_centre": "TD Ô giữa",
        "cell_right": "TD Ô phải",
        "cell_head": "TD Ô đầu bảng",
        "cell_strong": "TD Ô đậm",
        "cell_strong_centre": "TD Ô đậm giữa",
        "cell_strong_right": "TD Ô đậm phải",
        "small": "TD Ô nhỏ",
        "small_centre": "TD Ô nhỏ giữa",
        "small_right": "TD Ô nhỏ phải",
        "small_head": "TD Ô nhỏ đầu bảng",
        "small_strong": "TD Ô nhỏ đậm",
        "small_strong_centre": "TD Ô nhỏ đậm giữa",
        "small_strong_right": "TD Ô nhỏ đậm phải",
        "after_table": "TD Sau bảng",
        "recipients_label": "TD Nơi nhận",
        "recipient": "TD Nơi nhận, từng nơi",
        "sign_authority": "TD Quyền hạn ký",
        "sign_title": "TD Chức vụ ký",
        "sign_note": "TD Ghi chú ký",
        "sign_name": "TD Họ tên người ký",
        "page_number": "TD Số trang",
    }
)
_CHARACTER = {"s": "TdStrong", "g": "TdGap"}
_EMPTY_PLACE = '<w:p><w:pPr><w:pStyle w:val="TdAfterTable"/></w:pPr></w:p>'


def style_id(key: str) -> str:
    """The id of a style in the file.

    >>> style_id("cell_head")
    'TdCellHead'
    """
    return "Td" + "".join(part.capitalize() for part in key.split("_"))


def docx(paper: Paper, profile: Profile) -> bytes:
    """The paper as .docx; the same paper gives the same bytes. Raises `PaperInvalid`."""
    return print_sheet(lay_out(paper, profile))


def print_sheet(sheet: Sheet) -> bytes:
    """A laid-out sheet as .docx."""
    template = DocxTemplate(io.BytesIO(_template(sheet.profile.id)))
    template.init_docx()
    writer = _Writer(sheet, template.docx.part)
    (head_left, head_right), *below = sheet.head.rows
    below_left, below_right = below[0] if below else ((), ())
    template.render(
        {
            "title": sheet.title,
            "watermark": sheet.watermark,
            "head_left": writer.lines(head_left),
            "head_right": writer.lines(head_right),
            "below_left": writer.lines(below_left),
            "below_right": writer.lines(below_right),
            "titles": writer.elements(sheet.titles),
            "body": writer.elements((*sheet.body, *sheet.end)),
        },
        _environment(),
    )
    if sheet.landscape:
        _turn(template, sheet.profile)
    properties = template.docx.core_properties
    day = sheet.issued or UNDATED
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.title, properties.subject, properties.language = (
        sheet.title[:255],
        sheet.subject[:255],
        "vi-VN",
    )
    out = io.BytesIO()
    template.save(out)
    return _undated(out.getvalue())


def _undated(archive: bytes) -> bytes:
    """The archive with one date on all its members: the hour of writing is no part of a paper."""
    found, directory = bytearray(archive), archive.rindex(b"PK\x05\x06")
    at = struct.unpack_from("<I", archive, directory + 16)[0]
    while archive[at : at + 4] == b"PK\x01\x02":
        local = struct.unpack_from("<I", archive, at + 42)[0]
        found[at + 12 : at + 16] = found[local + 10 : local + 14] = _DATE
        at += 46 + sum(struct.unpack_from("<3H", archive, at + 28))
    return bytes(found)


@cache
def _template(profile_id: str) -> bytes:
    return (TEMPLATES / f"{profile_id}.docx").read_bytes()


@cache
def _environment() -> Environment:
    return Environment(autoescape=True)


def _turn(template: DocxTemplate, profile: Profile) -> None:
    """A4 on its side; the header table grows with the text."""
    section = template.docx.sections[0]
    section.orientation, section.page_width, section.page_height = 1, Mm(297), Mm(210)
    factor = profile.text_width(landscape=True) / profile.text_width()
    table = template.docx.tables[0]
    for column in table.columns:
        column.width = Emu(int((column.width or 0) * factor))
    for row in table.rows:
        for cell in row.cells:
            cell.width = Emu(int((cell.width or 0) * factor))


class _Writer:
    """Elements to WordprocessingML."""

    def __init__(self, sheet: Sheet, part: Part) -> None:
        self.part = part
        self.room = sheet.profile.text_width(landscape=sheet.landscape) * POINTS_PER_MM
        self.rule_space = width_of_space(sheet.profile.styles["rule"].size)

    def elements(self, elements: Iterable[Element]) -> Markup:
        """Paragraphs and tables in a row."""
        return Markup("".join(self._element(element) for element in elements) or _EMPTY_PLACE)  # noqa: S704 - escaped

    def lines(self, lines: Iterable[Line]) -> Markup:
        """The paragraphs of one cell, which cannot be without one."""
        return Markup(self._lines(lines))  # noqa: S704 - escaped

    def _lines(self, lines: Iterable[Line], *, keep: bool = False) -> str:
        return "".join(self._line(line, keep=keep) for line in lines) or _EMPTY_PLACE

    def _element(self, element: Element) -> str:
        if isinstance(element, Line):
            return self._line(element)
        if isinstance(element, Grid):
            return self._grid(element)
        if isinstance(element, Columns):
            return self._columns(element)
        if isinstance(element, Image):
            return self._image(element)
        assert isinstance(element, Break)  # noqa: S101 - the last of the five
        return '<w:p><w:pPr><w:pStyle w:val="TdAfterTable"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'

    def _line(self, line: Line, *, keep: bool = False) -> str:
        kept = "<w:keepNext/>" if line.keep or keep else ""
        inner = "".join(_run(run) for run in line.runs)
        if line.rule:
            # The joiner has no width; without it LibreOffice leaves the line under blanks out at the end of a cell.
            inner = _run((NO_BREAK_SPACE * max(round(line.rule / self.rule_space), 1) + WORD_JOINER, ""))
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(line.style)}"/>{kept}</w:pPr>{inner}</w:p>'

    def _grid(self, grid: Grid) -> str:
        head = "".join(
            self._cell(line, w, keep=True)
            for line, w in zip(grid.head, self._widths(grid.widths), strict=True)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        for n, row in enumerate(grid.rows, 1):
            keep = grid.keep and n == len(grid.rows)
            cells = "".join(
                self._cell(line, w, keep=keep)
                for line, w in zip(row.cells, self._widths(grid.widths), strict=True)
            )
            rows.append(f"<w:tr>{'' if row.splits else '<w:trPr><w:cantSplit/></w:trPr>'}{cells}</w:tr>")
        return self._table("TdTable", grid.widths, rows)

    def _cell(self, line: Line, width: int, *, keep: bool) -> str:
        middle = '<w:vAlign w:val="center"/>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>{self._line(line, keep=keep)}</w:tc>'

    def _columns(self, columns: Columns) -> str:
        rows = []
        for n, row in enumerate(columns.rows, 1):
            keep = n < len(columns.rows)
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{self._lines(cell, keep=keep)}</w:tc>'
                for cell, w in zip(row, self._widths(columns.widths), strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        return self._table("TdColumns", columns.widths, rows) + _EMPTY_PLACE

    def _table(self, style: str, widths: tuple[float, ...], rows: list[str]) -> str:
        twips = self._widths(widths)
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in twips)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )

    def _widths(self, widths: tuple[float, ...]) -> list[int]:
        return [round(self.room * w * TWIPS) for w in widths]

    def _image(self, image: Image) -> str:
        try:
            inline = cast("Any", self.part).new_pic_inline(
                io.BytesIO(image.data), width=Emu(round(image.width * 12700))
            )
        except (
            UnrecognizedImageError,
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            struct.error,
        ) as error:
            raise PaperInvalid("A picture is neither a PNG nor a JPEG that can be read") from error
        inline.docPr.set("descr", image.alt)
        drawing = inline.xml
        return f'<w:p><w:pPr><w:pStyle w:val="TdPicture"/></w:pPr><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>'


def width_of_space(size: float) -> float:
    """Points of one blank of the rule's style."""
    return size / 4


def _run(run: Run) -> str:
    """A run of text; what docxtpl would take for a mark of its own is written as character references."""
    text, kind = run
    style = f'<w:rPr><w:rStyle w:val="{_CHARACTER[kind]}"/></w:rPr>' if kind else ""
    pieces = (f'<w:t xml:space="preserve">{_safe(piece)}</w:t>' for piece in text.split(NO_BREAK_HYPHEN))
    return f"<w:r>{style}{'<w:noBreakHyphen/>'.join(pieces)}</w:r>"


def _safe(text: str) -> str:
    return escape(text).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;")
