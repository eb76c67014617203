# ruff: noqa: E501 - examples, one line each
"""Number words and document numbers over wider ground than the examples in the docstrings."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents import text

DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def read(words):
    """The number that words name, by a reader of its own."""
    total = group = digit = below = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in {"trăm", "mươi", "mười"}:
            group, digit = group + (10 if word == "mười" else digit * (100 if word == "trăm" else 10)), 0
        elif word in SCALES:
            below, group, digit = below + (group + digit) * SCALES[word], 0, 0
        elif word == "tỷ":
            total, below, group, digit = (total + below + group + digit) * 10**9, 0, 0, 0
    return total + below + group + digit


@given(st.integers(0, 10**15))
def test_number_words_name_the_number(value):
    assert read(text.number_words(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (10, "mười"), (15, "mười lăm"), (24, "hai mươi tư"), (55, "năm mươi lăm"), (100, "một trăm"),
        (1_000_000, "một triệu"), (70_005_000, "bảy mươi triệu không trăm linh năm nghìn"),
        (2_000_000_015, "hai tỷ không trăm mười lăm"), (-3, "âm ba"),
    ],
)  # fmt: skip
def test_number_words(value, words):
    assert text.number_words(value) == words


@pytest.mark.parametrize(
    "number",
    [
        "39-NQ/TW",
        "35-CT/TW",
        "30/2020/NĐ-CP",
        "05-QĐ/BTCTU",
        "15/QĐ-BNV",
        "98/2023/NĐ-CP",
        "18/12/2020",
        "127-BC/BTCTU",
    ],
)
def test_document_numbers_hold_together_and_can_be_undone(number):
    held = text.unbroken(f"Theo {number}, ")
    assert "-" not in held
    assert held.count("/") == held.count("/\u2060")
    assert text.breakable(held) == f"Theo {number}, "
    assert text.unbroken(held) == held


@pytest.mark.parametrize(
    "words", ["2020 - 2021", "và/hoặc", "a-b", "14/14", "Độc lập - Tự do - Hạnh phúc", "1-2", "thi đua"]
)
def test_other_words_stay(words):
    assert text.unbroken(words) == words


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (Fraction(1, 3), None, "0,33"), (Decimal("0.005"), 2, "0,01"), (Decimal("-0.001"), 2, "0,00"), (-1234, None, "-1.234"),
        (Fraction(1, 8), None, "0,125"), (Decimal("99.995"), 2, "100,00"),
    ],
)  # fmt: skip
def test_numbers_are_written_exactly_or_rounded_half_up(value, digits, written):
    assert text.number_text(value, digits) == written


def test_small_sentences():
    assert (text.listed([]), text.listed(["A"]), text.sentence(""), text.sentence("hết;")) == (
        "",
        "A",
        "",
        "Hết.",
    )
    assert (text.money_words(1_500), text.padded(1234), text.points(Decimal("90.50"))) == (
        "Một nghìn năm trăm đồng",
        "1.234",
        "90,5",
    )
