"""Amounts typed by an office, shares that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.web.charity import shares
from thidua.web.charity.money import MOST, money_in_words, money_text, parse_money, understood


@pytest.mark.parametrize(
    ("typed", "vnd"),
    [
        ("1.000.000", 1_000_000),
        ("10 triệu", 10_000_000),
        ("10 Triệu đồng", 10_000_000),
        ("10tr", 10_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1,5 tỉ", 1_500_000_000),
        ("2 triệu 500 nghìn", 2_500_000),
        ("2 triệu 500 nghìn đồng", 2_500_000),
        ("500k", 500_000),
        ("250.000đ", 250_000),
        ("250000", 250_000),
        ("0", 0),
        ("", None),
    ],
)
def test_an_amount_is_understood(typed, vnd):
    assert (parse_money(typed).vnd, parse_money(typed).problem) == (vnd, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,000,000", "không phải là số"),
        ("1.5 triệu", "1,5"),
        ("1.000,5", "số đồng nguyên"),
        ("10", "10 triệu"),
        ("mười triệu", "Ví dụ đúng"),
        ("500 nghìn 2 triệu", "Ví dụ đúng"),
        ("10 triệu mốt", "Ví dụ đúng"),
        ("10 trâu", "Ví dụ đúng"),
        ("-5 triệu", "Ví dụ đúng"),
        ("9999999 tỷ", "lớn quá"),
    ],
)
def test_what_could_mean_two_things_is_refused(typed, said):
    found = parse_money(typed)
    assert found.vnd is None
    assert said in found.problem


@given(st.integers(1_000, MOST))
def test_what_is_written_is_read_back(vnd):
    assert parse_money(money_text(vnd)).vnd == vnd


def test_amounts_are_written_out():
    assert money_in_words(10_000_000) == "Mười triệu đồng chẵn"
    assert understood(2_500_000) == "2.500.000\u00a0đồng (Hai triệu năm trăm nghìn đồng chẵn)"


@given(st.integers(0, 10**12), st.integers(1, 100))
def test_equal_shares_lose_nothing_and_differ_by_one_at_most(total, count):
    found = shares.equal_shares(total, count)
    assert sum(found) == total
    assert len(found) == count
    assert max(found) - min(found) <= 1


def test_no_unit_has_no_share():
    assert shares.equal_shares(100, 0) == []


def test_a_share_per_head():
    assert shares.per_head(200_000, [30, 0, 25]) == [6_000_000, 0, 5_000_000]
