"""Limits on classes and awards, for all units or a group of them, against a second way to work them out."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.rules import Data, RulebookInvalid, UnitData, Value, message, parse_rulebook, score
from thidua.rules._notes import note_text

BOOK = """\
format: thidua-rulebook/1
id: limits
title: Giới hạn
status: illustrative
inputs:
  - {id: mark, name: Điểm, kind: count, max: 100}
  - {id: people, name: Số người, kind: count}
  - {id: kind, name: Nhóm, kind: choice, choices: [{id: a, name: A}, {id: b, name: B}]}
items: [{id: "1", name: Điểm, max: 100, rule: {type: external, input: mark}}]
classes: [{id: L1, name: Một, from: 90}, {id: L2, name: Hai, from: 70, below: 90}, {id: L3, name: Ba, below: 70}]
"""
PER_GROUP = """\
quotas:
  - {class: L1, when: kind == "a", max: 20% * floor(50% * units)}
  - {class: L2, when: kind == "a", max: 50% * units, and_better: true}
  - {class: L1, when: kind == "b", max: 1}
"""


def unit(code, mark, kind="a", people=None):
    values = {"mark": Value(Fraction(mark))}
    values |= {"kind": Value(choice=kind)} if kind else {}
    return UnitData(code, values=values | ({"people": Value(Fraction(people))} if people is not None else {}))


def grades(text, *units):
    return {u.code: u.grade for u in score(parse_rulebook(BOOK + text), Data(units)).units}


def notes(text, *units, language="vi"):
    result = score(parse_rulebook(BOOK + text), Data(units))
    return {u.code: [note_text(n, language) for n in u.grade_notes] for u in result.units}


def expected(marks):
    """Classes of one group of people with different marks, by counting from the top."""
    places = sorted(marks, key=marks.get, reverse=True)
    second = floor(Fraction(len(marks), 2))
    first = floor(Fraction(second, 5))
    found = {}
    for place, code in enumerate(places):
        earned = 1 if marks[code] >= 90 else 2 if marks[code] >= 70 else 3
        allowed = 1 if place < first else 2 if place < second else 3
        found[code] = f"L{max(earned, allowed)}"
    return found


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.sets(st.integers(0, 100), min_size=1, max_size=30),
    st.sets(st.integers(0, 100), max_size=6),
    st.randoms(),
)
def test_groups_are_limited_each_by_itself(marks, others, random):
    mine = {f"A{m}": m for m in marks}
    theirs = {f"B{m}": m for m in others}
    units = [unit(c, m) for c, m in mine.items()] + [unit(c, m, "b") for c, m in theirs.items()]
    random.shuffle(units)
    found = grades(PER_GROUP, *units)
    assert {c: found[c] for c in mine} == expected(mine)
    best = sorted((c for c, m in theirs.items() if m >= 90), key=theirs.get, reverse=True)
    assert [c for c in best if found[c] == "L1"] == best[:1]


def test_the_arithmetic_of_a_worked_limit_is_told():
    said = notes(PER_GROUP, *(unit(f"A{n}", 99 - n) for n in range(9)))
    assert said["A0"] == ["Vượt số đơn vị được xếp loại (tính ra 0,8, lấy 0)."]
    assert said["A4"] == [*said["A0"], "Vượt số đơn vị được xếp loại (tính ra 4,5, lấy 4)."]
    assert notes(PER_GROUP, unit("A", 99), language="en")["A"] == [
        "Beyond the number of units allowed in the class (worked out as 0, taken as 0).",
        "Beyond the number of units allowed in the class (worked out as 0,5, taken as 0).",
    ]


def test_who_waits_for_a_decision_keeps_a_place_in_the_class_and_better():
    text = "quotas: [{class: L1, max: 1}, {class: L2, max: 3, and_better: true}]\n"
    assert grades(text, *(unit(c, m) for c, m in (("A", 99), ("B", 99), ("C", 88), ("D", 87)))) == {
        "A": "", "B": "", "C": "L2", "D": "L3",
    }  # fmt: skip


def test_units_level_across_the_edge_say_what_the_limit_is():
    units = [unit(c, m) for c, m in (("A", 99), ("B", 99), ("C", 88))]
    assert notes("quotas: [{class: L1, max: 1}]\n", *units)["B"] == [
        "Bằng nhau ở ranh giới số lượng, cần quyết định (không quá 1 đơn vị)."
    ]
    assert notes("quotas: [{class: L1, max: units - 2}]\n", *units)["A"] == [
        "Bằng nhau ở ranh giới số lượng, cần quyết định (tính ra 1, lấy 1)."
    ]
    assert notes("quotas: [{class: L1, percent: 40, of: all, raise_to: 50}]\n", *units)["A"] == [
        "Bằng nhau ở ranh giới tỷ lệ, cần quyết định (40 % × 3 = 1,2, lấy 1)."
    ]


def test_the_better_class_is_counted_first_whatever_the_place():
    book = BOOK.replace("from: 90}", "from: 90, needs: [{when: people > 0, name: Có người}]}")
    text = "class_fallback: next_lower\nquotas: [{class: L2, max: 1, and_better: true}]\n"
    units = (unit("A", 99, people=0), unit("B", 91, people=1))
    result = score(parse_rulebook(book + text), Data(units))
    assert {u.code: (u.place, u.grade) for u in result.units} == {"A": (1, "L3"), "B": (2, "L1")}


def test_a_unit_of_unknown_group_is_not_cut_and_says_so():
    said = notes(PER_GROUP, unit("A", 99, None), unit("B", 98, "b"), unit("C", 97, "b"))
    assert said["A"] == ["Chưa đủ số liệu để biết giới hạn số lượng có áp dụng cho đơn vị này không."] * 2
    assert grades(PER_GROUP, unit("A", 99, None), unit("B", 98, "b"), unit("C", 97, "b")) == {
        "A": "L1", "B": "L1", "C": "L2",
    }  # fmt: skip


def test_a_limit_may_read_the_group_and_cannot_be_told_without_it():
    text = "quotas: [{class: L1, max: 10% * sum_of(people)}]\n"
    assert grades(text, unit("A", 99, people=9), unit("B", 98, people=3)) == {"A": "L1", "B": "L2"}
    text = "quotas: [{class: L1, max: 1 / (sum_of(people) - 12)}]\n"
    assert grades(text, unit("A", 99, people=9), unit("B", 60, people=3)) == {"A": "", "B": "L3"}
    assert notes(text, unit("A", 99, people=9), unit("B", 60, people=3))["A"] == [
        "Chưa tính được giới hạn số lượng, cần quyết định."
    ]


def test_a_limit_may_read_how_many_are_in_a_class():
    text = 'quotas: [{class: L1, max: 50% * units("L2"), rounding: half_up}]\n'
    assert grades(text, *(unit(c, m) for c, m in (("A", 99), ("B", 98), ("C", 88)))) == {
        "A": "L1", "B": "L2", "C": "L2",
    }  # fmt: skip


RAISED = "quotas: [{class: L1, percent: 20, of: [L2], raise_to: 25, excess: %s}]\n"
SECOND = [(f"B{n}", 89 - n) for n in range(8)]


@pytest.mark.parametrize(("excess", "last"), [("next_class", "L2"), ("decision", "")])
def test_between_the_share_and_what_it_may_be_raised_to_somebody_decides(excess, last):
    units = [unit(c, m) for c, m in (("A", 99), ("B", 98), ("C", 97), *SECOND)]
    found = grades(RAISED % excess, *units)
    assert [found[c] for c in "ABC"] == ["L1", "", last]
    assert notes(RAISED % excess, *units)["B"] == [
        "Vượt 20 % × 8 = 1,6, lấy 1; đến 25 % (2, lấy 2) do cấp có thẩm quyền quyết định."
    ]
    assert notes(RAISED % excess, *units)["C"] == ["Vượt tỷ lệ được xếp loại (20 % × 8 = 1,6, lấy 1)."]


AWARDS = """\
awards:
  - {id: many, name: Nhóm A, when: kind == "a", from_classes: [L1], max: 50% * units}
  - {id: few, name: Nhóm B, when: kind == "b", percent: 50}
"""


def test_awards_are_limited_in_each_group():
    units = [
        unit("A", 99),
        unit("B", 98),
        unit("C", 97),
        unit("D", 96, "b"),
        unit("E", 95, "b"),
        unit("F", 94, None),
    ]
    result = score(parse_rulebook(BOOK + AWARDS), Data(tuple(units)))
    assert {u.code: u.awards for u in result.units} == {
        "A": ("many",), "B": (), "C": (), "D": ("few",), "E": (), "F": (),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "who"),
    [("units - 3", []), ("1 / (units - 2)", []), ("0", []), ("units - 1", ["A"]), ("9", ["A", "B"])],
)
def test_an_award_is_recommended_within_its_limit_or_to_nobody_when_it_cannot_be_told(limit, who):
    text = f"awards: [{{id: x, name: X, max: {limit}}}]\n"
    result = score(parse_rulebook(BOOK + text), Data((unit("A", 99), unit("B", 98))))
    assert [u.code for u in result.units if u.awards] == who


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("quotas: [{class: L1, max: mark}]", "quotas[0].max",
         "Giới hạn là một con số chung, không đọc được số liệu “mark” của riêng từng đơn vị."),
        ("quotas: [{class: L1, max: -1}]", "quotas[0].max", "Số này nằm ngoài giới hạn cho phép."),
        ('quotas: [{class: L1, max: units("L9")}]', "quotas[0].max", "Không có mức xếp loại “L9”."),
        ("quotas: [{class: L1, max: 1, when: units > 3}]", "quotas[0].when", None),
        ("quotas: [{class: L1, max: 1, raise_to: 25}]", "quotas[0]", "Thiếu “percent”."),
        ("quotas: [{class: L1, percent: 20, raise_to: 15}]", "quotas[0].raise_to",
         "Giới hạn dưới 0,2 lớn hơn giới hạn trên 0,15."),
        ("awards: [{id: x, name: X, max: total}]", "awards[0].max", None),
        ("gates: [{id: g, name: G, when: units > 3, effect: note}]", "gates[0].when", None),
    ],
)  # fmt: skip
def test_a_limit_that_makes_no_sense_is_refused(text, path, said):
    with pytest.raises(RulebookInvalid) as refused:
        parse_rulebook(BOOK + text + "\n")
    (problem,) = refused.value.problems
    assert problem.path == path
    assert message(problem) == (said or message(problem))
    assert said or problem.code == "result_not_here"
