"""Numbers and days as a Vietnamese office writes them; one formatter for screens, sentences and files."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy

MINUS = "−"
NO_BREAK = "\u00a0"
PERCENT = re.compile(r"(?<=[0-9]) %")
DAY_SHAPE = gettext_lazy("ngày/tháng/năm")
"""How a date is typed, as a field's placeholder says it: dd/mm/yyyy."""


def number_text(value: Any, digits: int | None = None) -> str:
    """`1234.5` -> `1.234,5`; fixed `digits` when given, else as many as the value has."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value))
    text = f"{abs(exact):,.{digits}f}" if digits is not None else f"{abs(exact.normalize()):,f}"
    text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return (MINUS if exact < 0 else "") + text


def percent_text(value: Any, digits: int | None = None) -> str:
    """`95.3` -> `95,3 %`, which no line's end parts."""
    return f"{number_text(value, digits)}{NO_BREAK}%"


def unbroken(text: str) -> str:
    """The sentence with every number kept on one line with its per cent sign."""
    return PERCENT.sub(f"{NO_BREAK}%", text)


def day_text(day: dt.date | None) -> str:
    """dd/mm/yyyy, empty for nothing."""
    return day.strftime("%d/%m/%Y") if day else ""


def language() -> str:
    """The reader's language as the engine names it: `vi` or `en`."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"
