"""Rows of the grid as typed, pasted or sent: read into an entry, or told what is wrong."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.rules import Input
from thidua.web.core.numbers import parse_number
from thidua.web.reporting.cells import CELL, Entry
from thidua.web.reporting.checks import Problem
from thidua.web.reporting.models import (
    ReportedValue,
)

CERTAINTY = ReportedValue.Certainty


YES = {"1", "có", "co", "x", "yes", "đạt"}


NO = {"0", "không", "khong", "no", "chưa", "không đạt"}


DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


LONGEST = 600


UNTYPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: Any) -> str:
    """One line of NFC text without outer spaces; nothing longer than a cell may hold.

    Control signs and halves of signs, which no keyboard types and PostgreSQL refuses, are left out.
    """
    given = str(text if text is not None else "")[: LONGEST * 4]
    kept = unicodedata.normalize("NFC", UNTYPED.sub("", given))
    return " ".join(kept[:LONGEST].split())


def read_row(indicator: Input, raw: Mapping[str, Any]) -> tuple[Entry, list[Problem]]:
    """What was typed or pasted into one row of the grid: the entry, and what could not be read."""
    found: list[Problem] = []
    as_of = _read(found, "as_of", plain(raw.get("as_of")), _day)
    certainty = _read(found, "certainty", plain(raw.get("certainty")), _certainty)
    rest = {
        "certainty": certainty or CERTAINTY.ESTIMATE,
        "as_of": as_of,
        "source": plain(raw.get("source")),
        "note": plain(raw.get("note")),
    }
    if raw.get("na"):
        return Entry(state=CELL.NOT_APPLICABLE, **rest), found
    numbers = _numbers(found, indicator, raw)
    if not any(value not in (None, "") for value in numbers.values()) and not found:
        return Entry(state=CELL.MISSING, note=rest["note"]), found
    return Entry(state=CELL.VALUE, **numbers, **rest), found


def _read(found: list[Problem], field: str, text: str, read: Any) -> Any:
    try:
        return read(text)
    except ValueError as error:
        found.append(Problem(field, str(error)))
        return None


def _numbers(found: list[Problem], indicator: Input, raw: Mapping[str, Any]) -> dict[str, Any]:
    text = plain(raw.get("amount"))
    if indicator.kind == "choice":
        return {"choice": _read(found, "amount", text, lambda t: _choice(indicator, t)) or ""}
    if indicator.kind == "yes_no":
        return {"amount": _read(found, "amount", text, _yes_no)}
    first = parse_number(text)
    if first.problem:
        found.append(Problem("amount", first.problem))
    numbers = {"amount": first.value, "bound": first.bound}
    if indicator.kind == "ratio":
        second = parse_number(plain(raw.get("of")))
        if second.problem:
            found.append(Problem("denominator", second.problem))
        numbers["denominator"] = second.value
    return numbers


def _choice(indicator: Input, text: str) -> str:
    for choice in indicator.choices:
        if text.casefold() in {choice.id.casefold(), choice.name.casefold()}:
            return choice.id
    if text:
        names = "; ".join(c.name for c in indicator.choices)
        raise ValueError(
            _("«%(typed)s» không có trong các mức: %(names)s.") % {"typed": text, "names": names}
        )
    return ""


def _yes_no(text: str) -> Decimal | None:
    word = text.casefold()
    if not word:
        return None
    if word in YES | NO:
        return Decimal(int(word in YES))
    raise ValueError(_("Hãy chọn có hoặc không."))


def _certainty(text: str) -> str:
    word = text.casefold()
    if word in {"", "ước", "uoc", "ước thực hiện", "estimate", "ư"}:
        return str(CERTAINTY.ESTIMATE)
    if word in {"chính thức", "chinh thuc", "final", "ct"}:
        return str(CERTAINTY.FINAL)
    raise ValueError(_("Loại số là «ước» hoặc «chính thức»."))


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        if found := DAY.fullmatch(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := ISO_DAY.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise ValueError(
        _("«%(typed)s» không phải là ngày. Hãy viết ngày/tháng/năm: 30/11/2021.") % {"typed": text}
    )
