"""What is printed once for a secret ballot and kept nowhere: slips to fold into the pile, a sheet for each teller."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import segno
import typst

from thidua.documents._errors import PaperInvalid
from thidua.documents._font import FONTS

_PROGRAM = Path(__file__).parent / "slips.typ"
_SHORT = 70
WORDS = {
    "code": "Mã bí mật",
    "receipt": "Số biên nhận",
    "scan": "Quét bằng máy ảnh điện thoại để bỏ phiếu",
    "keep": "Không cho ai xem. Giữ lại để tìm phiếu của mình trên bảng niêm yết. Gấp theo đường chấm, mặt in vào trong.",
}


@dataclass(frozen=True)
class SlipSheet:
    """Slips as (code, receipt number, link in the QR code), and the tellers' shares, any `need` of which open."""

    title: str
    slips: Sequence[tuple[str, str, str]] = field(repr=False)
    shares: Sequence[str] = field(default=(), repr=False)
    need: int = 0
    watermark: str = ""


def slips_pdf(sheet: SlipSheet) -> bytes:
    """The sheets as one PDF: eight slips a page, then one page for each teller. Raises `PaperInvalid`."""
    short = sheet.title if len(sheet.title) <= _SHORT else sheet.title[: _SHORT - 1].rstrip() + "…"
    data = {
        "title": sheet.title, "short": short, "words": WORDS, "watermark": sheet.watermark,
        "slips": [
            {"code": _halves(code), "receipt": receipt, "qr": _qr(link)} for code, receipt, link in sheet.slips
        ],
        "shares": [_share(sheet, at, text) for at, text in enumerate(sheet.shares, 1)],
    }  # fmt: skip
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    told = {"sheet": json.dumps(data, ensure_ascii=False)}
    try:
        made = typst.compile(_PROGRAM.read_bytes(), format="pdf", font_paths=fonts, sys_inputs=told)
    except typst.TypstError as error:
        raise PaperInvalid(f"Typst could not print the slips: {error}") from error
    return made


def _halves(code: str) -> list[str]:
    """Sixteen symbols in two lines."""
    groups = code.split("-")
    middle = len(groups) // 2
    return ["-".join(groups[:middle]), "-".join(groups[middle:])]


def _share(sheet: SlipSheet, at: int, text: str) -> dict[str, object]:
    groups = text.split("-")
    note = (
        f"Mảnh khóa này chỉ in một lần, hệ thống không giữ. Cần {sheet.need} trong {len(sheet.shares)} mảnh để mở phiếu; "
        f"mất nhiều hơn {len(sheet.shares) - sheet.need} mảnh thì không ai mở được. Gấp kín, niêm phong, không chụp ảnh."
    )
    return {
        "head": f"MẢNH KHÓA {at}/{len(sheet.shares)} CỦA BAN KIỂM PHIẾU",
        "parts": ["-".join(groups[n : n + 4]) for n in range(0, len(groups), 4)],
        "note": note,
    }


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m", boost_error=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()
