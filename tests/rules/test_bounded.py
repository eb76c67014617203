"""A figure known only as a limit: scored as its number, shown as a limit, and told when the exact one is needed."""

from fractions import Fraction

import pytest

from thidua.rules import Data, UnitData, Value, explain, parse_rulebook, score

TEXT = """
format: thidua-rulebook/1
id: limits
title: Bảng thử
status: illustrative
inputs:
  - {id: good, name: Tỷ lệ tốt, kind: percent, places: 1, max: 100}
  - {id: checked, name: Đã kiểm tra, kind: ratio, places: 0, max: 5000}
  - {id: late, name: Báo cáo chậm, kind: count, unit: lần, max: 50}
items:
  - id: "1"
    name: Kết quả
    max: 50
    items:
      - {id: "1.1", name: Theo bậc, max: 10, rule: {type: tiers, input: good, tiers: [{below: 50, points: 0}, {from: 50, below: 70, points: 5}, {from: 70, points: 10}]}}
      - {id: "1.2", name: Ba bậc, max: 10, rule: {type: tiers, input: good, tiers: [{below: 50, points: 0}, {from: 50, below: 90, points: 5}, {from: 90, points: 10}]}}
      - {id: "1.3", name: Theo tỷ lệ, max: 10, rule: {type: ratio, input: checked}}
      - {id: "1.4", name: Không chậm, max: 10, rule: {type: no_violations, input: late}}
      - {id: "1.5", name: Chấm trực tiếp, max: 10, rule: {type: manual, step: 0.5}}
"""  # noqa: E501
BOOK = parse_rulebook(TEXT)
ENOUGH, NOT_ENOUGH = "số nào trong khoảng đó", "cần số chính xác"


def opened(language="vi", **values):
    unit = UnitData("A", values={k: Value(Fraction(v[0]), Fraction(v[1]) if len(v) > 2 else None, bound=v[-1])
                                 for k, v in values.items()})  # fmt: skip
    data = Data((unit,))
    found = explain(BOOK, data, "A", score(BOOK, data), language=language)
    return {c.id: (c.points, [(u.text, u.note) for u in c.used]) for c in found.items[0].items}


def test_the_limit_is_enough_where_every_number_of_its_range_earns_the_same():
    points, [(text, note)] = opened(good=("70", ">"))["1.1"]
    assert (points, text) == (10, "trên 70 %")
    assert note == "Chỉ biết là trên 70 %: số nào trong khoảng đó cũng được đúng số điểm này."


@pytest.mark.parametrize(
    ("criterion", "values", "text"),
    [
        ("1.2", {"good": ("70", ">")}, "trên 70 %"),
        ("1.1", {"good": ("69.9", ">")}, "trên 69,9 %"),
        ("1.1", {"good": ("70", "<")}, "dưới 70 %"),
        ("1.3", {"checked": ("700", "1000", ">")}, "trên 700 / 1.000 = 70,00 %"),
        ("1.4", {"late": ("3", "<")}, "dưới 3 lần"),
    ],
)
def test_a_rule_that_needs_the_exact_number_says_so(criterion, values, text):
    _points, [(shown, note)] = opened(**values)[criterion]
    assert shown == text
    assert NOT_ENOUGH in note


def test_the_end_of_the_range_settles_it():
    assert ENOUGH in opened(late=("50", ">"))["1.4"][1][0][1]
    assert ENOUGH in opened(checked=("1000", "1000", ">"))["1.3"][1][0][1]
    assert ENOUGH in opened(good=("49", "<"))["1.1"][1][0][1]


def test_a_number_that_is_no_limit_carries_no_note():
    assert opened(good=("70", ""))["1.1"][1] == [("70 %", "")]


def test_the_note_is_told_in_english():
    points, [(text, note)] = opened("en", good=("70", ">"))["1.2"]
    assert (points, text) == (5, "over 70 %")
    assert (
        note
        == "Known only as over 70 %: this item needs the exact number; it is scored as the number itself."
    )
