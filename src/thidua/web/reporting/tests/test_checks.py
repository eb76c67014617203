import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.rules import Input, State, value_problems
from thidua.web.reporting.cells import CELL, Entry, content_of, entry_from, normal, text_of, value_of
from thidua.web.reporting.checks import Past, is_far, problems, questions

TODAY = dt.date(2021, 12, 6)
COUNT = Input("n", "Số", "count", high=Fraction(50000))
RATIO = Input("r", "Tỷ lệ", "ratio")
PERCENT = Input("p", "Phần trăm", "percent", places=2, high=Fraction(1000))


def value(amount, of=None, **more):
    return Entry(
        state="value",
        amount=None if amount is None else Decimal(amount),
        denominator=None if of is None else Decimal(of),
        **more,
    )


def told(indicator, entry):
    return [(p.field, p.text) for p in problems(indicator, entry, TODAY)]


def asked(indicator, entry, **past):
    return [q.code for q in questions(indicator, entry, Past(**past))]


@pytest.mark.parametrize(
    ("indicator", "entry", "found"),
    [
        (COUNT, value("12"), []),
        (COUNT, value("0"), []),
        (COUNT, value("50000"), []),
        (COUNT, value("50001"), [("amount", "Phải từ 0 đến 50.000.")]),
        (COUNT, value("1.5"), [("amount", "Phải là số nguyên.")]),
        (COUNT, value(None), [("amount", "Hãy nhập một số.")]),
        (RATIO, value("95", "100"), []),
        (RATIO, value("0", "0"), []),
        (RATIO, value("100", "95"), [("amount", "Tử số 100 lớn hơn mẫu số 95.")]),
        (RATIO, value("1"), [("denominator", "Còn thiếu mẫu số.")]),
        (PERCENT, value("95.333"), [("amount", "Chỉ được 2 chữ số thập phân.")]),
        (COUNT, Entry(state="missing"), []),
        (COUNT, Entry(state="not_applicable", note="không có xã biên giới"), []),
        (
            COUNT,
            value("1", as_of=dt.date(2021, 12, 7)),
            [("as_of", "Ngày tính số liệu không thể sau hôm nay.")],
        ),
        (COUNT, value("1", source="x" * 201), [("source", "Dài quá 200 ký tự.")]),
    ],
)
def test_impossible_values_are_refused(indicator, entry, found):
    assert told(indicator, entry) == found


@pytest.mark.parametrize(
    ("indicator", "entry", "past", "codes"),
    [
        (COUNT, value("120"), {"last_year": Fraction(100)}, []),
        (COUNT, value("120"), {"last_year": Fraction(120)}, ["same"]),
        (COUNT, value("12"), {"last_year": Fraction(12)}, []),
        (COUNT, value("300"), {"last_year": Fraction(100)}, ["jump"]),
        (COUNT, value("33"), {"last_year": Fraction(100)}, ["drop"]),
        (COUNT, value("0"), {"last_year": Fraction(100)}, ["drop"]),
        (COUNT, value("9"), {"last_year": Fraction(3)}, []),
        (COUNT, value("300"), {"earlier": [Fraction(290)], "last_year": Fraction(50)}, []),
        (COUNT, value("500"), {"earlier": [Fraction(n) for n in (200, 210, 190, 205, 195)]}, ["own"]),
        (COUNT, value("500"), {"others": [Fraction(n) for n in (100, 110, 90, 105, 95)]}, ["others"]),
        (RATIO, value("100", "100"), {}, ["full"]),
        (RATIO, value("5", "5"), {}, []),
        (RATIO, value("100", "100"), {"last_year": Fraction(1)}, ["full"]),
        (RATIO, value("0", "0"), {}, ["empty"]),
        (PERCENT, value("100"), {}, ["full"]),
        (Input("y", "Có", "yes_no"), value("1"), {"last_year": Fraction(1)}, []),
        (COUNT, Entry(state="missing"), {"last_year": Fraction(100)}, []),
    ],
)
def test_unusual_values_are_asked_about(indicator, entry, past, codes):
    assert asked(indicator, entry, **past) == codes


def test_far_needs_enough_others_and_falls_back_to_their_range():
    equal = [Fraction(10)] * 6
    assert not is_far(Fraction(100), equal[:4])
    assert is_far(Fraction(11), equal)
    assert not is_far(Fraction(10), equal)
    assert not is_far(Fraction(11), [*equal, Fraction(12)])


numbers = st.decimals(min_value=-10, max_value=10**6, places=3, allow_nan=False)


@given(
    kind=st.sampled_from(["count", "number", "money", "percent", "ratio", "yes_no"]),
    amount=st.none() | numbers,
    of=st.none() | numbers,
    places=st.integers(0, 3),
)
def test_what_passes_here_passes_the_engine(kind, amount, of, places):
    indicator = Input("x", "X", kind, places=places, high=Fraction(1000))
    entry = normal(Entry(state="value", amount=amount, denominator=of if kind == "ratio" else None))
    if not problems(indicator, entry, TODAY):
        assert list(value_problems(indicator, value_of(entry, indicator))) == []


@given(
    state=st.sampled_from(CELL.values),
    amount=st.none() | numbers,
    note=st.text(max_size=20),
    as_of=st.none() | st.dates(),
)
def test_history_gives_back_what_it_was_given(state, amount, note, as_of):
    entry = normal(Entry(state=state, amount=amount, note=note, as_of=as_of))
    assert entry_from(content_of(entry)) == entry


def test_every_state_reaches_the_engine_as_itself():
    states = {state: value_of(Entry(state=state), COUNT).state for state in CELL.values if state != "value"}
    assert states == {
        "missing": State.MISSING,
        "not_applicable": State.NOT_APPLICABLE,
        "not_assigned": State.NOT_ASSIGNED,
    }


@pytest.mark.parametrize(
    ("indicator", "entry", "text"),
    [
        (COUNT, value("1234"), "1.234"),
        (COUNT, value("70", bound=">"), "trên 70"),
        (PERCENT, value("95.3"), "95,3\u00a0%"),
        (RATIO, value("953", "1000"), "953/1.000 (95,3\u00a0%)"),
        (RATIO, value("0", "0"), "0/0"),
        (Input("y", "Có", "yes_no"), value("1"), "có"),
        (COUNT, Entry(state="not_assigned"), "Không giao"),
    ],
)
def test_entries_are_written_as_an_office_writes_them(indicator, entry, text):
    assert text_of(entry, indicator) == text


@pytest.mark.parametrize(
    ("bound", "words"), [(">", "trên 700/1.000 (trên 70 %)"), ("<", "dưới 700/1.000 (dưới 70 %)")]
)
def test_both_sides_of_a_ratio_are_told_as_a_limit(bound, words):
    assert text_of(value("700", "1000", bound=bound), RATIO).replace("\u00a0", " ") == words
