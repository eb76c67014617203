"""XlsxWriter the way our workbooks want it: Times New Roman, A4, strings never formulas, equal bytes."""

import datetime as dt
import io
import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

FONT = "Times New Roman"
MADE_ON = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - a workbook's bytes must not depend on when it was made
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "center": {"align": "center", "valign": "vcenter"},
    "middle": {"align": "center"},
    "bold": {"bold": True},
    "wrap": {"text_wrap": True},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "italic": {"italic": True},
    "cell": {"border": 1, "valign": "vcenter"},
    "head": {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True,
             "bg_color": "#E7E6E6"},
    "section": {"bold": True, "border": 1, "bg_color": "#F2F2F2", "valign": "vcenter"},
    "open": {"locked": False, "bg_color": "#FFF9E5", "align": "right"},
    "closed": {"bg_color": "#EDEDED"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "percent": {"num_format": "0.##%"},
}  # fmt: skip
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.6}
A4, A3 = 9, 8
LINE, ROOM, FILL = 16.0, 3.0, 1.05  # points of a line of 12 pt, of room around it; how full a line gets


class Sheets:
    """A workbook with its formats by name; `lists` maps a drop-down to the range of its words."""

    def __init__(self, stream: io.BytesIO) -> None:
        import xlsxwriter  # noqa: PLC0415 - slow import

        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 12},
        }
        self.book = xlsxwriter.Workbook(stream, options)
        self.book.set_properties({"created": MADE_ON})
        self.formats: dict[tuple[str, ...], Any] = {}
        self.lists: dict[str, str] = {}
        self.names: set[str] = set()

    def add(self, name: str) -> Any:
        """A new sheet; a name that is taken gets a number."""
        wanted, number = name, 1
        while wanted.casefold() in self.names:
            number += 1
            wanted = f"{name[:26]} ({number})"
        self.names.add(wanted.casefold())
        return self.book.add_worksheet(wanted)

    def format(self, *styles: str) -> Any:
        """The format that the named styles make together; `places2` shows two decimals."""
        if styles not in self.formats:
            properties: dict[str, Any] = {"font_name": FONT, "font_size": 12}
            for style in styles:
                if style.startswith("places"):
                    places = int(style.removeprefix("places"))
                    properties["num_format"] = "#,##0" + ("." + "0" * places if places else "")
                else:
                    properties |= STYLES[style]
            self.formats[styles] = self.book.add_format(properties)
        return self.formats[styles]

    def close(self) -> None:
        """Write everything to the stream."""
        self.book.close()


def row_height(cells: Iterable[tuple[str, float]], least: int = 1) -> float:
    """The height that shows every text whole in a cell of its width: no program wraps rows it did not make."""
    lines = [
        sum(max(1, math.ceil(len(line) / (width * FILL))) for line in text.split("\n"))
        for text, width in cells
        if text
    ]
    return LINE * max([least, *lines]) + ROOM


def for_print(sheet: Any, repeat: tuple[int, int] | None = None, paper: int = A4) -> None:
    """A4 landscape, one page wide, the header on every page, pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&R&"Times New Roman"&10Trang &P/&N')
    if repeat:
        sheet.repeat_rows(*repeat)


def exact_float(value: Fraction) -> float | None:
    """The binary number that a reader turns back into exactly `value`; None when there is none."""
    number = float(value)
    return number if Fraction(repr(number)) == value else None
