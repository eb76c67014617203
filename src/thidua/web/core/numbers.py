"""Numbers as an office types them, and how they are read out: `1.000` is a thousand.

Pure. A dot separates thousands, a comma decimals. What could mean two things is refused with the
two ways to write it, never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.web.core.written import number_text

GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
PLAIN = re.compile(r"[0-9]+(,[0-9]+)?")
LIKE_ENGLISH_THOUSAND = re.compile(r"[1-9][0-9]{0,2},000")
ENGLISH_DECIMAL = re.compile(r"([0-9]+)\.([0-9]{1,2}|[0-9]{4,})")
MAX_DIGITS = 15
BOUNDS = {">": ">", "<": "<", "trên": ">", "hơn": ">", "dưới": "<"}


@dataclass(frozen=True)
class Parsed:
    """The number understood, its bound (`>` for "trên 70"), or why there is none."""

    value: Decimal | None = None
    bound: str = ""
    problem: str = ""


def parse_number(text: str) -> Parsed:
    """Read a number typed or pasted by a Vietnamese office; spaces and a trailing % are let pass.

    >>> parse_number("1.234,5").value
    Decimal('1234.5')
    >>> parse_number("trên 70 %")
    Parsed(value=Decimal('70'), bound='>', problem='')
    """
    plain = unicodedata.normalize("NFC", text).replace("−", "-").replace("\u00a0", " ").strip().lower()
    if not plain:
        return Parsed()
    bound, plain = _bound_of(plain)
    body = plain.removesuffix("%").replace(" ", "")
    sign = -1 if body.startswith("-") else 1
    body = body.removeprefix("-")
    problem = _problem(body, text.strip()[:30])
    if problem:
        return Parsed(problem=problem)
    return Parsed(sign * Decimal(body.replace(".", "").replace(",", ".")), bound)


def _bound_of(plain: str) -> tuple[str, str]:
    for word, bound in BOUNDS.items():
        if plain.startswith(word):
            return bound, plain.removeprefix(word).strip()
    return "", plain


def _problem(body: str, typed: str) -> str:
    if english := ENGLISH_DECIMAL.fullmatch(body):
        return _("«%(typed)s» chưa rõ. Phần thập phân dùng dấu phẩy: %(right)s.") % {
            "typed": typed,
            "right": f"{english[1]},{english[2]}",
        }
    if LIKE_ENGLISH_THOUSAND.fullmatch(body):
        return _("«%(typed)s» chưa rõ. Một nghìn viết là 1.000 hoặc 1000; dấu phẩy là phần thập phân.") % {
            "typed": typed
        }
    if not (GROUPED.fullmatch(body) or PLAIN.fullmatch(body)):
        return _("«%(typed)s» không phải là số. Ví dụ đúng: 1.234,5.") % {"typed": typed}
    whole = body.split(",", maxsplit=1)[0].replace(".", "")
    if len(whole.lstrip("0")) > MAX_DIGITS or len(body.partition(",")[2]) > MAX_DIGITS:
        return _("«%(typed)s…» dài quá; hãy kiểm tra lại.") % {"typed": typed}
    return ""


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ")


def number_in_words(value: Decimal) -> str:
    """How the number is read out in Vietnamese; decimals digit by digit.

    >>> number_in_words(Decimal(1000))
    'một nghìn'
    >>> number_in_words(Decimal("1005.21"))
    'một nghìn không trăm linh năm phẩy hai một'
    """
    exact = abs(value)
    whole = int(exact)
    text = _whole_in_words(whole)
    decimals = f"{exact.normalize():f}".partition(".")[2]
    if decimals:
        text += " phẩy " + " ".join(DIGITS[int(d)] for d in decimals)
    return f"âm {text}" if value < 0 else text


def _whole_in_words(whole: int) -> str:
    if whole == 0:
        return DIGITS[0]
    groups = []
    while whole:
        groups.append(whole % 1000)
        whole //= 1000
    parts = []
    for index in range(len(groups) - 1, -1, -1):
        if groups[index]:
            first = index == len(groups) - 1
            parts.append(f"{_three_digits(groups[index], full=not first)} {GROUPS[index]}".strip())
    return " ".join(parts)


def _three_digits(number: int, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    parts = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0:
        if ones:
            parts.append(f"linh {DIGITS[ones]}" if parts else DIGITS[ones])
        return " ".join(parts)
    parts.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    if ones:
        parts.append(_last_digit(tens, ones))
    return " ".join(parts)


def _last_digit(tens: int, ones: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 else DIGITS[ones]  # noqa: PLR2004 - five is read "lăm" after a ten


def understood(value: Decimal, bound: str = "") -> str:
    """What was understood, to show back: `1.000 (một nghìn)`."""
    sign = {">": _("trên") + " ", "<": _("dưới") + " "}.get(bound, "")
    return f"{sign}{number_text(value)} ({number_in_words(value)})"
