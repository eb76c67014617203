"""Vietnamese wording of numbers, money, dates and document numbers in papers."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction
NO_BREAK_HYPHEN, WORD_JOINER, NO_BREAK_SPACE = "\u2011", "\u2060", "\u00a0"
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu")
_BILLION = 10**9
# 39-NQ/TW, 30/2020/NĐ-CP, 05-HD/VPTW, 15/QĐ-BNV; a letter must stand in it, so that 18/12/2020 is left to its own rule.
_DOCUMENT_NUMBER = re.compile(
    r"(?<![\w/-])(?:\d{1,5}|…)[-/](?:\d{4}/)?[A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*(?![\w/-])"
)
_DAY = re.compile(r"(?<![\w/-])\d{1,2}/\d{1,2}/\d{4}(?![\w/-])")


def number_text(value: Number, digits: int | None = None) -> str:
    """The number as Vietnamese offices write it; `digits` rounds half up, otherwise all decimals stand (thirds get two).

    >>> number_text(1234567), number_text(Decimal("87.50")), number_text(Fraction(200, 3), 2)
    ('1.234.567', '87,5', '66,67')
    """
    exact = Fraction(value)
    if digits is None:
        digits = _decimals(exact)
        return _written(exact, digits)
    return _written(exact, digits)


def points(value: Number) -> str:
    """Points: at most two decimals, none that are zero.

    >>> points(Fraction(95)), points(Decimal("87.25"))
    ('95', '87,25')
    """
    text = number_text(value, 2)
    return text.rstrip("0").rstrip(",") if "," in text else text


def _decimals(exact: Fraction) -> int:
    digits, rest = 0, exact.denominator
    while rest != 1 and digits < 6:  # noqa: PLR2004 - enough for what an office writes
        digits, rest = digits + 1, (exact * 10 ** (digits + 1)).denominator
    return digits if rest == 1 else 2


def _written(exact: Fraction, digits: int) -> str:
    scaled = abs(exact) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    integral, decimal = divmod(whole, 10**digits)
    sign = "-" if exact < 0 and whole else ""
    tail = f",{decimal:0{digits}d}" if digits else ""
    return f"{sign}{integral:,}".replace(",", ".") + tail


def percent(value: Number, digits: int | None = None) -> str:
    """A share given in per cent, with its sign.

    >>> percent(Decimal("96.4"))
    '96,4%'
    """
    return f"{number_text(value, digits)}%"


def share(part: int, whole: int) -> str:
    """`part` of `whole` in per cent, at most two decimals; nothing to divide by is said as such.

    >>> share(12, 14), share(14, 14), share(0, 0)
    ('85,71%', '100%', 'không tính')
    """
    return f"{points(Fraction(part * 100, whole))}%" if whole else "không tính"


def padded(value: int) -> str:
    """A count with two digits, as offices write it.

    >>> padded(4), padded(14)
    ('04', '14')
    """
    return f"{value:02d}" if value < 1000 else number_text(value)  # noqa: PLR2004 - then points divide it


def number_words(value: int) -> str:
    """The number in words, northern usage.

    >>> number_words(14), number_words(21), number_words(105), number_words(1005)
    ('mười bốn', 'hai mươi mốt', 'một trăm linh năm', 'một nghìn không trăm linh năm')
    """
    if value < 0:
        return f"âm {number_words(-value)}"
    if value < _BILLION:
        return _below_billion(value, leading=True)
    billions, rest = divmod(value, _BILLION)
    head = f"{number_words(billions)} tỷ"
    return f"{head} {_below_billion(rest, leading=False)}" if rest else head


def _below_billion(value: int, *, leading: bool) -> str:
    if value == 0:
        return _DIGITS[0]
    words: list[str] = []
    for scale in (2, 1, 0):
        group = value // 1000**scale % 1000
        if group:
            words.append(_group(group, full=bool(words) or not leading) + _SCALES[scale])
    return " ".join(words)


def _group(value: int, *, full: bool) -> str:
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0 and ones and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    if ones:
        words.append(_one(tens, ones))
    return " ".join(words)


def _one(tens: int, ones: int) -> str:
    if tens > 1 and ones in {1, 4}:
        return "mốt" if ones == 1 else "tư"
    return "lăm" if tens and ones == 5 else _DIGITS[ones]  # noqa: PLR2004 - five


def money(amount_vnd: int) -> str:
    """An amount of đồng.

    >>> money(50_000_000)
    '50.000.000 đồng'
    """
    return f"{number_text(amount_vnd)} đồng"


def money_words(amount_vnd: int) -> str:
    """An amount of đồng in words, as it stands in brackets after the figure.

    >>> money_words(50_000_000)
    'Năm mươi triệu đồng chẵn'
    """
    words = number_words(amount_vnd)
    end = " chẵn" if amount_vnd and amount_vnd % 1000 == 0 else ""
    return f"{words[0].upper()}{words[1:]} đồng{end}"


def long_date(day: date) -> str:
    """A day inside a sentence: days below 10 and the months 1 and 2 have a zero before them.

    >>> long_date(date(2020, 12, 8)), long_date(date(2021, 2, 18)), long_date(date(2021, 6, 5))
    ('ngày 08 tháng 12 năm 2020', 'ngày 18 tháng 02 năm 2021', 'ngày 05 tháng 6 năm 2021')
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - January and February
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """A day in figures.

    >>> short_date(date(2020, 12, 8))
    '08/12/2020'
    """
    return f"{day:%d/%m/%Y}"


def hour(moment: time) -> str:
    """An hour of the day.

    >>> hour(time(8, 0)), hour(time(14, 5))
    ('08 giờ 00', '14 giờ 05')
    """
    return f"{moment.hour:02d} giờ {moment.minute:02d}"


def listed(items: Iterable[str], last: str = "và") -> str:
    """Names in a row with `và` before the last.

    >>> listed(["Bắc Kạn", "Lai Châu", "Sơn La"])
    'Bắc Kạn, Lai Châu và Sơn La'
    """
    names = list(items)
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def capital(text: str) -> str:
    """The sentence with a capital at its beginning.

    >>> capital("đơn vị dẫn đầu")
    'Đơn vị dẫn đầu'
    """
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands within a sentence; a word all in capitals, as an abbreviation, stays.

    >>> lower_first("Hội nghị tổng kết"), lower_first("UBND tỉnh")
    ('hội nghị tổng kết', 'UBND tỉnh')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence of its own: capital first, one full stop last.

    >>> sentence("nhất trí thông qua báo cáo")
    'Nhất trí thông qua báo cáo.'
    """
    text = capital(text.strip())
    return text if not text or text[-1] in ".?!:…" else f"{text.rstrip(';,')}."


def normal(text: str) -> str:
    """NFC, every kind of blank and line end as one space, no control characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if c.isspace() and c != NO_BREAK_SPACE else c for c in text)
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"})


def unbroken(text: str) -> str:
    """Document numbers and days in the text that a line end must not cut: hyphens and strokes hold together.

    >>> unbroken("Nghị quyết số 39-NQ/TW").encode("unicode_escape").decode()[-19:]
    '39\\\\u2011NQ/\\\\u2060TW'
    """
    text = _DOCUMENT_NUMBER.sub(lambda m: _held(m[0]), text)
    return _DAY.sub(lambda m: _held(m[0]), text)


def _held(number: str) -> str:
    return number.replace("-", NO_BREAK_HYPHEN).replace("/", "/" + WORD_JOINER)


def breakable(text: str) -> str:
    """The text without what `unbroken` added: to compare, to search, to copy."""
    return text.replace(NO_BREAK_HYPHEN, "-").replace(WORD_JOINER, "")
