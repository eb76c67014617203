"""An explanation sums to the total, says the same as scoring, and what would earn more does."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules import strategies
from tests.rules.test_cases import CASES, RULEBOOKS
from tests.rules.test_properties import SLOW
from thidua.rules import (
    Criterion,
    Data,
    State,
    UnitData,
    Value,
    explain,
    lines_in_order,
    parse_rulebook,
    score,
)

SMALL = """
format: thidua-rulebook/1
id: small
title: Quy chế nhỏ
status: illustrative
inputs:
  - {id: done, name: Việc xong, kind: count}
  - {id: tasks, name: Việc giao, kind: count}
  - {id: late, name: Việc chậm, kind: count}
items:
  - id: "1"
    name: Công việc
    max: 12
    items:
      - id: "1.1"
        name: Hoàn thành
        max: 10
        rule: {type: ratio, of: done, over: tasks}
        evidence: {required: [Báo cáo], if_missing: zero}
        penalties: [{input: late, percent_each: 25}]
        source: {document: Quy chế, article: Điều 3}
      - {id: "1.2", name: Chất lượng, max: 5, rule: {type: manual, step: 0.5}}
"""


def unit(**more):
    values = {"done": Value(Fraction(9)), "tasks": Value(Fraction(10)), "late": Value(Fraction(1))}
    return UnitData("A", values=values, marks={"1.2": {"self": Fraction(4)}}, evidence={"1.1": True}, **more)


def opened(data, item):
    found = explain(parse_rulebook(SMALL), Data((data,)), "A")
    return next(e for e in lines_in_order(found.items) if e.id == item)


def test_a_criterion_opens_step_by_step():
    item = opened(unit(), "1.1")
    assert [(s.kind, s.before, s.after) for s in item.steps] == [
        ("proposed", None, Fraction(9)),
        ("penalty", Fraction(9), Fraction(27, 4)),
    ]
    assert [(u.name, u.text) for u in item.used] == [
        ("«Việc xong»", "9"),
        ("«Việc giao»", "10"),
        ("«Việc chậm»", "1"),
    ]
    assert (item.sentence, item.source.article) == ("Điểm = 10 × «Việc xong» ÷ «Việc giao».", "Điều 3")


def test_what_would_earn_more_counts_the_caps_above():
    item = opened(unit(), "1.1")
    assert [(i.sentence, i.gain, i.total_gain) for i in item.improvements] == [
        ("Nếu không bị trừ theo quy định", Fraction(9, 4), Fraction(5, 4)),
        ("Nếu «Việc xong» là 10", Fraction(3, 4), Fraction(3, 4)),
    ]


def test_missing_evidence_is_named_with_what_it_costs():
    item = opened(replace(unit(), evidence={}), "1.1")
    assert (item.points, item.evidence_needed, item.evidence_there) == (0, ("Báo cáo",), False)
    assert item.improvements[0].sentence == "Nếu có đủ minh chứng"


@pytest.mark.parametrize(
    ("name", "case"), [(n, c) for n, cases in CASES.items() for c in cases], ids=lambda v: ""
)
def test_every_worked_case_explains_as_it_scores(name, case):
    rulebook, result = RULEBOOKS[name], score(RULEBOOKS[name], case.data)
    for scored in result.units:
        found = explain(rulebook, case.data, scored.code)
        assert found == explain(rulebook, case.data, scored.code, result)
        assert found.result == scored
        for item in lines_in_order(found.items):
            line = scored.lines[item.id]
            assert (item.state, item.points, item.possible) == (line.state, line.points, line.possible)
            if item.steps and item.state == State.VALUE:
                assert item.steps[-1].after == item.points


@SLOW
@given(st.data())
def test_the_steps_of_the_total_end_at_the_total(draw):
    rulebook = draw.draw(strategies.rulebooks())
    data = draw.draw(strategies.data(rulebook))
    for scored in score(rulebook, data).units:
        found = explain(rulebook, data, scored.code)
        if not any(h.effect == "zero" and not h.waived for h in scored.gates):
            assert found.total_steps[-1].after == scored.total


@SLOW
@given(st.data())
def test_what_would_earn_more_does(draw):
    rulebook = draw.draw(strategies.rulebooks())
    data = draw.draw(strategies.data(rulebook))
    for scored in data.units:
        found = explain(rulebook, data, scored.code)
        better = [i for e in lines_in_order(found.items) for i in e.improvements]
        assert all(i.gain > 0 for i in better)


def test_a_result_of_other_data_is_refused():
    rulebook = parse_rulebook(SMALL)
    other = replace(unit(), values={**unit().values, "done": Value(Fraction(1))})
    wrong = score(rulebook, Data((other,)))
    lines = {**wrong.units[0].lines}
    assert isinstance(rulebook.item_by_id["1.1"], Criterion)
    assert lines["1.1"].points != score(rulebook, Data((unit(),))).units[0].lines["1.1"].points
    tampered = replace(wrong, units=(replace(wrong.units[0], total=Fraction(99)),))
    with pytest.raises(ValueError, match="not that of these data"):
        explain(rulebook, Data((unit(),)), "A", tampered)


def test_what_would_earn_more_can_be_reported():
    """No numerator is larger than its denominator: nobody is told to report more done than there was to do."""
    rulebook = parse_rulebook(
        """
format: thidua-rulebook/1
id: full
title: Học tập nghị quyết
status: illustrative
inputs:
  - {id: learned, name: Đã học, kind: ratio, places: 0}
items:
  - id: "1"
    name: Học tập
    max: 4
    rule:
      type: tiers
      input: learned
      tiers:
        - {from: 100%, points: 4}
        - {from: 98%, below: 100%, points: 3}
        - {below: 98%, points: 0}
"""
    )
    data = Data((UnitData("A", values={"learned": Value(Fraction(980), Fraction(1000))}),))
    item = next(lines_in_order(explain(rulebook, data, "A").items))
    assert [(i.to, i.gain) for i in item.improvements] == [(1000, 1)]
