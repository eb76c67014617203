"""Zones of a measure that no class takes: found between two classes, and nowhere that something is said."""

import pytest

from thidua.rules import check, message, parse_rulebook

BOOK = """\
format: thidua-rulebook/1
id: zones
title: Khoảng trống
status: illustrative
source: {document: 1/HD}
inputs:
  - {id: tasks, name: Nhiệm vụ, kind: count}
  - {id: late, name: Việc chậm, kind: count}
  - {id: share, name: Tỷ lệ đạt, kind: ratio}
  - {id: excused, name: Bất khả kháng, kind: yes_no}
items: [{id: "1", name: Một, max: 100, rule: {type: manual}}]
"""
LATE = "trên 20 % đến 50 %"


def zones(need, gate="", *, middle="", low="", extra=""):
    """Zone, class above it and what lies on its other side, for a need of HTT and a gate to KHT."""
    needs = f", needs: [{{when: '{low}', name: n}}]" if low else ""
    gates = f"gates: [{{id: g, name: g, when: '{gate}', effect: {{class: KHT}}}}]\n" if gate else ""
    text = (
        f"classes:\n  - {{id: HTT, name: Tốt, from: 70, needs: [{{when: '{need}', name: n}}]}}\n{middle}"
        f"  - {{id: KHT, name: Không, below: {50 if middle else 70}{needs}}}\n"
    )
    found = [p for p in check(parse_rulebook(BOOK + gates + text + extra)) if p.code == "lint.class_zone"]
    return [(message(p).split(":")[0].split("” ")[-1], p.values["class"], p.values["other"]) for p in found]


@pytest.mark.parametrize(
    ("need", "gate", "zone"),
    [
        ("late <= 20% * tasks", "late > 50% * tasks", LATE),
        ("late / tasks <= 20%", "tasks * 50% < late", LATE),
        ("not (late > 20% * tasks or late > 1000)", "late > 50% * tasks", LATE),
        ("late <= 20% * tasks and share >= 90%", "excused or late > 50% * tasks", LATE),
        ("late <= 20% * tasks", "late > 50% * tasks and not excused", LATE),
        ("tasks - late >= 80% * tasks", "late > 50% * tasks", LATE),
        ("share >= 70%", "share < 50%", "từ 50 % đến dưới 70 %"),
        ("late == 0", "late > 3", "trên 0 đến 3"),
        ("-late >= -2", "late >= 9", "trên 2 đến dưới 9"),
    ],
)
def test_the_zone_between_a_need_and_a_gate_is_named(need, gate, zone):
    assert zones(need, gate) == [(zone, "HTT", "KHT")]


def test_the_lowest_class_may_say_where_it_begins():
    assert zones("late <= 20% * tasks", low="late > 50% * tasks") == [(LATE, "HTT", "KHT")]


def test_a_class_between_is_looked_at_too():
    middle = "  - {id: HT, name: Vừa, from: 50, below: 70, needs: [{when: late <= 30% * tasks, name: n}]}\n"
    found = zones("late <= 20% * tasks", "late > 50% * tasks", middle=middle)
    assert found == [("trên 30 % đến 50 %", "HT", "KHT")]


def test_a_class_between_that_asks_nothing_takes_who_falls():
    middle = "  - {id: HT, name: Vừa, from: 50, below: 70}\n"
    assert zones("late <= 20% * tasks", "late > 50% * tasks", middle=middle) == []


@pytest.mark.parametrize(
    ("need", "gate"),
    [
        ("late <= 20% * tasks", "late > 20% * tasks"),  # they meet
        ("late <= 20% * tasks", "late > 10% * tasks"),  # they overlap
        ("late == 0", "late >= 1"),  # no number of cases lies between
        ("late <= 20% * tasks", ""),  # open on one side: the fallback's matter
        ("late <= 20% * tasks or excused", "late > 50% * tasks"),  # the need may hold by another way
        ("late < 10 or late > 20", ""),  # one class on both sides
        ("late <= 20% * tasks", "share < 50%"),  # not one measure
        ("late * tasks <= 20", "late * tasks > 50"),  # no measure that can be told
        ("late <= 20% * tasks", "late > 50% * tasks or max(late, 0) > 20% * tasks"),  # said in another way
    ],
)
def test_where_nothing_is_open_nothing_is_named(need, gate):
    assert zones(need, gate) == []


@pytest.mark.parametrize("said", ["next_lower", "decision"])
def test_a_written_fallback_closes_the_zone_unless_it_is_declared_a_reading(said):
    extra = f"class_fallback: {said}\n"
    assert zones("late <= 20% * tasks", "late > 50% * tasks", extra=extra) == []
    extra += "silent_on: [class_fallback]\n"
    assert zones("late <= 20% * tasks", "late > 50% * tasks", extra=extra) == [(LATE, "HTT", "KHT")]


def test_a_gate_that_only_notes_closes_nothing_and_opens_nothing():
    text = BOOK + (
        "gates: [{id: g, name: g, when: late > 50% * tasks, effect: note}]\n"
        "classes: [{id: HTT, name: Tốt, from: 70, needs: [{when: late <= 20% * tasks, name: n}]},"
        " {id: KHT, name: Không, below: 70}]\n"
    )
    assert [p for p in check(parse_rulebook(text)) if p.code == "lint.class_zone"] == []


def test_rulebooks_without_classes_or_with_a_single_one_are_left_alone():
    assert [p for p in check(parse_rulebook(BOOK)) if p.code == "lint.class_zone"] == []
    one = "classes: [{id: X, name: X, needs: [{when: late < 5, name: n}]}]\n"
    one += "gates: [{id: g, name: g, when: late > 9, effect: {class: X}}]\n"
    assert [p for p in check(parse_rulebook(BOOK + one)) if p.code == "lint.class_zone"] == []
