"""Amounts in đồng as an office types them, writes them and reads them out. Pure.

`money_in_words` is what documents print after "Bằng chữ".
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.documents.text import money_words
from thidua.web.core.numbers import parse_number
from thidua.web.core.written import NO_BREAK, number_text

UNITS = {
    "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
    "triệu": 1_000_000, "tr": 1_000_000,
    "nghìn": 1_000, "ngàn": 1_000, "k": 1_000,
}  # fmt: skip
CURRENCY = re.compile(r"\s*(đồng|đ|vnđ|vnd)\.?$")
PART = re.compile(r"([0-9][0-9.,]*)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn|k)?(?![^\W\d_])\s*")
LEAST, MOST = 1_000, 999_999_999_999_999


@dataclass(frozen=True)
class Amount:
    """The whole đồng understood, or why there are none; both empty for nothing typed."""

    vnd: int | None = None
    problem: str = ""


def parse_money(text: str) -> Amount:
    """Read `1.000.000`, `10 triệu`, `1,5 tỷ`, `2 triệu 500 nghìn đồng`; what could be meant otherwise is refused.

    >>> parse_money("2 triệu 500 nghìn đồng").vnd
    2500000
    """
    typed = " ".join(unicodedata.normalize("NFC", text).replace(NO_BREAK, " ").split())
    plain = CURRENCY.sub("", typed.lower())
    if not plain:
        return Amount()
    parts = list(PART.finditer(plain))
    if not parts or "".join(p[0] for p in parts) != plain:
        return Amount(problem=_unclear(typed))
    total, last = Decimal(0), MOST
    for part in parts:
        number = parse_number(part[1])
        if number.problem or number.value is None:
            return Amount(problem=number.problem or _unclear(typed))
        worth = UNITS.get(part[2] or "", 1)
        if worth >= last:
            return Amount(problem=_unclear(typed))
        total, last = total + number.value * worth, worth
    return _checked(total, typed)


def _unclear(typed: str) -> str:
    return _("«%(typed)s» không phải là số tiền. Ví dụ đúng: 10.000.000 hoặc 10 triệu.") % {
        "typed": typed[:40]
    }


def _checked(total: Decimal, typed: str) -> Amount:
    if total != int(total):
        return Amount(problem=_("Số tiền phải là số đồng nguyên."))
    if 0 < total < LEAST:
        return Amount(
            problem=_("«%(typed)s» là %(money)s; nếu là triệu đồng, hãy gõ «%(typed)s triệu».")
            % {"typed": typed[:40], "money": money_text(int(total))}
        )
    if total > MOST:
        return Amount(problem=_("Số tiền lớn quá; hãy kiểm tra lại."))
    return Amount(int(total))


def money_text(vnd: int) -> str:
    """`10.000.000 đồng`, not parted at a line's end."""
    return f"{number_text(vnd)}{NO_BREAK}đồng"


def money_in_words(vnd: int) -> str:
    """How a document writes the amount out.

    >>> money_in_words(10_000_000)
    'Mười triệu đồng chẵn'
    """
    return money_words(vnd)


def understood(vnd: int) -> str:
    """What was understood, to show back."""
    return f"{money_text(vnd)} ({money_in_words(vnd)})"
