"""What is refused in a cell, and what is asked about. Pure: everything comes in as arguments.

A problem refuses the save. A question lets it pass and asks for a word of explanation, which the
secretariat reads beside the value. Questions to an officer compare with the unit's own past and with
years whose figures are open to all; never with what other units report this season.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from django.utils.translation import gettext as _

from thidua.rules import Input
from thidua.rules import number_text as exact_text
from thidua.web.core.written import number_text, unbroken
from thidua.web.reporting.cells import CELL, Entry, measure_of

FAR_OFF = frozenset({"jump", "drop", "own", "others", "empty"})
FAR = Fraction(7, 2)
"""The usual limit of the modified z-score."""
SCALE = Fraction(6745, 10000)
FEWEST = 5
"""Fewer other values than this say nothing about what is usual."""
JUMP = 3
SMALL = 10
"""Jumps among numbers below this are everyday life."""
TELLING = 50
"""A count as large as this seldom comes out the same, or complete to the last one, by chance."""


@dataclass(frozen=True)
class Problem:
    """Why a cell is refused, and the field of it that is wrong."""

    field: str
    text: str


@dataclass(frozen=True)
class Question:
    """What looks unusual; `code` names the kind."""

    code: str
    text: str


def problems(indicator: Input, entry: Entry, today: dt.date) -> list[Problem]:
    """Everything that makes the entry impossible."""
    found = list(_common_problems(entry, today))
    if entry.has_value:
        check = {"choice": _choice_problems, "yes_no": _yes_no_problems, "ratio": _ratio_problems}
        found += check.get(indicator.kind, _number_problems)(indicator, entry)
    return found


def _common_problems(entry: Entry, today: dt.date) -> Iterator[Problem]:
    if entry.state == CELL.NOT_APPLICABLE and not entry.note.strip():
        yield Problem("note", _("Hãy ghi vào ô ghi chú vì sao chỉ tiêu này không áp dụng cho đơn vị."))
    if entry.as_of and entry.as_of > today:
        yield Problem("as_of", _("Ngày tính số liệu không thể sau hôm nay."))
    for field, longest in (("source", 200), ("note", 500)):
        if len(getattr(entry, field)) > longest:
            yield Problem(field, _("Dài quá %(longest)d ký tự.") % {"longest": longest})


def _choice_problems(indicator: Input, entry: Entry) -> Iterator[Problem]:
    if entry.choice not in {c.id for c in indicator.choices}:
        names = "; ".join(c.name for c in indicator.choices)
        yield Problem("amount", _("Hãy chọn một trong các mức: %(names)s.") % {"names": names})


def _yes_no_problems(indicator: Input, entry: Entry) -> Iterator[Problem]:  # noqa: ARG001 - one signature
    if entry.amount not in {0, 1}:
        yield Problem("amount", _("Hãy chọn có hoặc không."))


def _number_problems(indicator: Input, entry: Entry) -> Iterator[Problem]:
    if entry.amount is None:
        yield Problem("amount", _("Hãy nhập một số."))
    else:
        yield from _limit_problems(indicator, "amount", Fraction(entry.amount))


def _ratio_problems(indicator: Input, entry: Entry) -> Iterator[Problem]:
    if entry.amount is None:
        yield Problem("amount", _("Còn thiếu tử số."))
    if entry.denominator is None:
        yield Problem("denominator", _("Còn thiếu mẫu số."))
    if entry.amount is None or entry.denominator is None:
        return
    yield from _limit_problems(indicator, "amount", Fraction(entry.amount))
    yield from _limit_problems(indicator, "denominator", Fraction(entry.denominator))
    if entry.amount > entry.denominator:
        yield Problem(
            "amount",
            _("Tử số %(amount)s lớn hơn mẫu số %(of)s.")
            % {"amount": number_text(entry.amount), "of": number_text(entry.denominator)},
        )


def _limit_problems(indicator: Input, field: str, value: Fraction) -> Iterator[Problem]:
    if (value * 10**indicator.places).denominator != 1:
        if indicator.places:
            text = _("Chỉ được %(places)d chữ số thập phân.") % {"places": indicator.places}
        else:
            text = _("Phải là số nguyên.")
        yield Problem(field, text)
    if not indicator.low <= value <= indicator.high:
        yield Problem(
            field,
            _("Phải từ %(low)s đến %(high)s.")
            % {"low": exact_text(indicator.low), "high": exact_text(indicator.high)},
        )


@dataclass(frozen=True)
class Past:
    """What a value is compared with: the unit's earlier periods (newest first) and last year, and others."""

    earlier: Sequence[Fraction] = ()
    last_year: Fraction | None = None
    others: Sequence[Fraction] = ()


def questions(indicator: Input, entry: Entry, past: Past) -> list[Question]:
    """What looks unusual about a value that is possible; nothing for choices and yes/no."""
    if indicator.kind in {"choice", "yes_no"} or not entry.has_value:
        return []
    measure = measure_of(entry, indicator)
    if measure is None:
        text = _("Mẫu số bằng 0: không phát sinh việc nào? Nếu đúng, hãy ghi rõ.")
        return [Question("empty", text)]
    return [
        *_full(indicator, entry, measure),
        *_same(indicator, entry, measure, past.last_year),
        *_jump(indicator, measure, past),
        *_against_others(measure, past.others),
    ]


def _full(indicator: Input, entry: Entry, measure: Fraction) -> Iterator[Question]:
    whole = {"ratio": Fraction(1), "percent": Fraction(100)}.get(indicator.kind)
    if measure == whole and (entry.denominator is None or entry.denominator >= TELLING):
        yield Question("full", unbroken(_("Đúng 100 %. Căn cứ nào?")))


def _same(indicator: Input, entry: Entry, measure: Fraction, last: Fraction | None) -> Iterator[Question]:
    """Full marks twice are asked about once; pledged sums repeat from year to year."""
    telling = entry.denominator if indicator.kind == "ratio" else entry.amount
    whole = {"ratio": 1, "percent": 100}.get(indicator.kind)
    if measure == last and measure != whole and indicator.kind != "money" and telling and telling >= TELLING:
        yield Question("same", _("Giống hệt năm trước. Có phải số cũ chưa cập nhật?"))


def _jump(indicator: Input, measure: Fraction, past: Past) -> Iterator[Question]:
    before = past.earlier[0] if past.earlier else past.last_year
    small = 0 if indicator.kind in {"ratio", "percent"} else SMALL
    if before is not None and before > 0 and max(measure, before) >= small:
        if measure >= before * JUMP:
            yield Question("jump", _("Gấp %(times)d lần trở lên so với lần trước.") % {"times": JUMP})
        elif measure * JUMP <= before:
            yield Question("drop", _("Chỉ còn một phần ba trở xuống so với lần trước."))
    if is_far(measure, past.earlier):
        yield Question("own", _("Khác hẳn các kỳ trước của đơn vị."))


def _against_others(measure: Fraction, others: Sequence[Fraction]) -> Iterator[Question]:
    if is_far(measure, others):
        yield Question("others", _("Khác hẳn mức chung của các đơn vị trong cụm."))


def is_far(value: Fraction, others: Sequence[Fraction]) -> bool:
    """True when `value` lies far from `others` by the modified z-score, exactly computed.

    Where most of the others are equal the score does not exist; then outside their range is far.
    """
    if len(others) < FEWEST:
        return False
    middle = Fraction(median(others))
    spread = Fraction(median(abs(other - middle) for other in others))
    if spread == 0:
        return not min(others) <= value <= max(others)
    return SCALE * abs(value - middle) > FAR * spread


def is_doubtful(entry: Entry, asked: Sequence[Question]) -> bool:
    """The figure is far off and nobody said why; round shares and unchanged figures are common."""
    return not entry.note and any(question.code in FAR_OFF for question in asked)
