"""What an officer writes in a cell, understood exactly or not at all.

A number is read the Vietnamese way: dots group thousands, a comma begins the decimals, so `1.000` is
one thousand. The English way is accepted only where the Vietnamese way is impossible: `1234.5`,
`0.125`, `1,234.5`. One comma before exactly three digits (`1,234`) could be either; it is refused,
with both readings shown, unless the input really has three decimals or more.
"""

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.rules._expression import State
from thidua.rules._wording import number_text
from thidua.rules.tables._guard import Cell

VIETNAMESE = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.\d+")
UNSURE = re.compile(r"[1-9]\d{0,2},\d{3}")
SPACED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
MAX_LETTERS = 40
DEFINITE_PLACES = 3  # an input with so many decimals may well hold 1,234
BOUNDS = {">": ">", "<": "<", "trên": ">", "dưới": "<", "hơn": ">"}
STATES = {
    "": State.MISSING, "trống": State.MISSING, "chưa có": State.MISSING, "chưa có số liệu": State.MISSING,
    "chưa báo cáo": State.MISSING, "missing": State.MISSING,
    "kad": State.NOT_APPLICABLE, "không áp dụng": State.NOT_APPLICABLE, "na": State.NOT_APPLICABLE,
    "n/a": State.NOT_APPLICABLE, "not_applicable": State.NOT_APPLICABLE, "k.a.d": State.NOT_APPLICABLE,
    "không giao": State.NOT_ASSIGNED, "không được giao": State.NOT_ASSIGNED,
    "không giao nhiệm vụ": State.NOT_ASSIGNED, "not_assigned": State.NOT_ASSIGNED, "kg": State.NOT_ASSIGNED,
}  # fmt: skip
STATE_WORDS = {
    State.MISSING: "Chưa có",
    State.NOT_APPLICABLE: "Không áp dụng",
    State.NOT_ASSIGNED: "Không được giao",
}
CERTAINTY = {
    "": "final", "final": "final", "chính thức": "final", "estimate": "estimate", "ước": "estimate",
    "ước tính": "estimate", "ước thực hiện": "estimate",
}  # fmt: skip
CERTAINTY_WORDS = {"final": "Chính thức", "estimate": "Ước"}
YES = {"có", "yes", "true", "đúng", "x", "1", "đạt"}
NO = {"không", "no", "false", "sai", "0", "không đạt"}


class MisreadError(ValueError):
    """The text is not what the cell should hold; `code` and `values` make the sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Number:
    """A number as understood: `percent` when it was written with a percent sign; `note` is the code of
    something worth telling."""

    value: Fraction
    percent: bool = False
    note: str = ""


def plain(text: str) -> str:
    """NFC, no space around, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """`plain`, without regard to case: for comparing words and names."""
    return plain(text).casefold()


def state_of(cell: Cell) -> State | None:
    """The state that an empty cell or a word names; None when the cell holds something else."""
    if cell is None:
        return State.MISSING
    return STATES.get(folded(cell)) if isinstance(cell, str) else None


def number_of(cell: Cell, places: int) -> Number:
    """The exact number in a cell. Raises `MisreadError`.

    >>> number_of("1.234,5", 1).value, number_of("1.000", 0).value, number_of("> 70 %", 0)
    (Fraction(2469, 2), Fraction(1000, 1), Number(value=Fraction(70, 1), percent=True, note=''))
    """
    if isinstance(cell, bool) or cell is None:
        raise MisreadError("not_a_number", said="Có" if cell else "Không")
    if isinstance(cell, dt.date):
        raise MisreadError("date_for_number", said=cell.strftime("%d/%m/%Y"))
    if isinstance(cell, float):
        return _from_float(cell, places)
    if isinstance(cell, Decimal | Fraction):
        if isinstance(cell, Decimal) and not (cell.is_finite() and abs(cell.adjusted()) < MAX_LETTERS):
            raise MisreadError("not_a_number", said=str(cell)[:MAX_LETTERS])
        return Number(Fraction(cell))
    return _from_text(cell, places)


def _from_float(cell: float, places: int) -> Number:
    """A spreadsheet's number: its shortest decimal text, put on the grid when it is within 10^-9 of it."""
    if not math.isfinite(cell):
        raise MisreadError("not_a_number", said=str(cell))
    exact = Fraction(Decimal(repr(cell)))
    near = Fraction(round(exact * 10**places), 10**places)
    if exact != near and abs(exact - near) <= max(abs(near), Fraction(1)) / 10**9:
        return Number(near, note="float_noise")
    return Number(exact)


def _from_text(cell: str, places: int) -> Number:
    said = plain(cell)
    if len(said) > MAX_LETTERS:
        raise MisreadError("not_a_number", said=said[:MAX_LETTERS] + "…")
    text = _without_bound(said.replace("\u2212", "-").replace("–", "-"))[1]
    percent = text.endswith("%")
    text = SPACED.sub("", text.removesuffix("%").strip())
    negative = text.startswith("-")
    text = text.removeprefix("-").removeprefix("+").strip()
    value = _magnitude(text, said, places)
    note = "english_number" if not VIETNAMESE.fullmatch(text) else ""
    return Number(-value if negative else value, percent, note)


def bound_of(cell: Cell) -> str:
    """`>` or `<` when the cell tells only a limit ("trên 70 %"), else nothing."""
    return _without_bound(plain(cell))[0] if isinstance(cell, str) else ""


def _without_bound(text: str) -> tuple[str, str]:
    for word, sign in BOUNDS.items():
        if text.casefold().startswith(word):
            return sign, text[len(word) :].strip()
    return "", text


def _magnitude(text: str, said: str, places: int) -> Fraction:
    if not text.isascii():
        raise MisreadError("not_a_number", said=said)
    if UNSURE.fullmatch(text) and places < DEFINITE_PLACES:
        vietnamese = Fraction(text.replace(",", "."))
        english = Fraction(text.replace(",", ""))
        raise MisreadError(
            "unsure_number", said=said, one=number_text(vietnamese), other=number_text(english)
        )
    if VIETNAMESE.fullmatch(text):
        return Fraction(text.replace(".", "").replace(",", "."))
    if ENGLISH.fullmatch(text):
        return Fraction(text.replace(",", ""))
    raise MisreadError("not_a_number", said=said)


def yes_no_of(cell: Cell) -> bool:
    """Yes or no from a word, a truth or 1 and 0. Raises `MisreadError`."""
    if isinstance(cell, bool):
        return cell
    text = folded(str(cell)) if not isinstance(cell, float) else f"{cell:g}"
    if text in YES or text in NO:
        return text in YES
    raise MisreadError("not_yes_no", said=plain(str(cell))[:MAX_LETTERS])


def date_of(cell: Cell) -> dt.date | None:
    """A date written day/month/year (or year-month-day as machines do); empty is None."""
    if cell is None or isinstance(cell, dt.date):
        return cell
    said = plain(str(cell))
    if not said:
        return None
    found = DATE.fullmatch(said)
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(said)
    except ValueError:
        raise MisreadError("not_a_date", said=said[:MAX_LETTERS]) from None


def certainty_of(cell: Cell) -> str:
    """`estimate` or `final`; empty is final. Raises `MisreadError`."""
    found = CERTAINTY.get(folded(str(cell)) if cell is not None else "")
    if found is None:
        raise MisreadError("not_certainty", said=plain(str(cell))[:MAX_LETTERS])
    return found


def text_of(cell: Cell) -> str:
    """A code or name as text: NFC; a whole number in a spreadsheet loses its `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return plain(str(cell))
