from decimal import Decimal

import pytest

from thidua.web.core.numbers import Parsed, number_in_words, parse_number, understood


@pytest.mark.parametrize(
    ("typed", "value", "bound"),
    [
        ("1.000", "1000", ""),
        ("1000", "1000", ""),
        ("1.234.567,50", "1234567.50", ""),
        ("12,5", "12.5", ""),
        ("0", "0", ""),
        ("-3", "-3", ""),
        ("− 3", "-3", ""),
        (" 95,3 % ", "95.3", ""),
        ("trên 70 %", "70", ">"),
        ("tre\u0302n 70", "70", ">"),
        ("<5", "5", "<"),
        ("1,250", "1.250", ""),
        ("1 000 000", "1000000", ""),
    ],
)
def test_number_is_understood_as_an_office_means_it(typed, value, bound):
    assert parse_number(typed) == Parsed(Decimal(value), bound)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("12.5", "«12.5» chưa rõ. Phần thập phân dùng dấu phẩy: 12,5."),
        ("1,000", "«1,000» chưa rõ. Một nghìn viết là 1.000 hoặc 1000; dấu phẩy là phần thập phân."),
        ("1.00.000", "«1.00.000» không phải là số. Ví dụ đúng: 1.234,5."),
        ("=1+1", "«=1+1» không phải là số. Ví dụ đúng: 1.234,5."),
        ("mười", "«mười» không phải là số. Ví dụ đúng: 1.234,5."),
        ("9" * 16, "«9999999999999999…» dài quá; hãy kiểm tra lại."),
        ("1e5", "«1e5» không phải là số. Ví dụ đúng: 1.234,5."),
        ("٣", "«٣» không phải là số. Ví dụ đúng: 1.234,5."),
    ],
)
def test_what_could_mean_two_things_is_refused_with_the_right_way(typed, problem):
    assert parse_number(typed) == Parsed(problem=problem)


def test_nothing_typed_is_nothing():
    assert parse_number("  ") == Parsed()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "không"),
        ("5", "năm"),
        ("10", "mười"),
        ("15", "mười lăm"),
        ("21", "hai mươi mốt"),
        ("105", "một trăm linh năm"),
        ("1000", "một nghìn"),
        ("1001", "một nghìn không trăm linh một"),
        ("1000000", "một triệu"),
        ("2025071", "hai triệu không trăm hai mươi lăm nghìn không trăm bảy mươi mốt"),
        ("12.50", "mười hai phẩy năm"),
        ("-4", "âm bốn"),
    ],
)
def test_number_is_read_out(value, words):
    assert number_in_words(Decimal(value)) == words


def test_understood_shows_number_and_words():
    assert understood(Decimal(1000)) == "1.000 (một nghìn)"
    assert understood(Decimal(70), ">") == "trên 70 (bảy mươi)"
