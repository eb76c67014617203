"""Conditions of an award with their figures agree with whom scoring recommends."""

from thidua.rules import Data, UnitData, Value, award_checks, parse_rulebook, score

TEXT = """
format: thidua-rulebook/1
id: small
title: Nhỏ
status: illustrative
inputs:
  - {id: done, name: Việc xong, kind: count}
  - {id: fined, name: Số vụ vi phạm, kind: count}
items:
  - {id: "1", name: Việc, max: 10, rule: {type: formula, points: done}}
gates: [{id: bad, name: Có vi phạm, when: fined > 0, effect: disqualified}]
classes:
  - {id: A, name: Tốt, from: 5}
  - {id: B, name: Đạt, below: 5}
awards:
  - {id: flag, name: Cờ, from_classes: [A], places: 2, max: 1}
  - {id: note, name: Bằng khen, from_classes: [A], max: 1}
"""


def unit(code, done, fined=0):
    return UnitData(code, values={"done": Value(amount=done), "fined": Value(amount=fined)})


def brief(checks):
    return [(c.kind, c.met, c.had, c.needed) for c in checks]


def test_every_condition_says_what_was_had_and_needed():
    rulebook = parse_rulebook(TEXT)
    data = Data((unit("P", 9), unit("Q", 8), unit("R", 7, 1), unit("S", 2), UnitData("T")))
    found = award_checks(rulebook, data)
    assert {u.code: u.awards for u in score(rulebook, data).units} == {
        "P": ("flag",), "Q": ("note",), "R": (), "S": (), "T": (),
    }  # fmt: skip
    assert brief(found["P"].gates) == [("gate", True, "Số vụ vi phạm: 0", "disqualified")]
    assert brief(found["R"].gates) == [("gate", False, "Số vụ vi phạm: 1", "disqualified")]
    assert brief(found["T"].gates) == [("gate", None, "Số vụ vi phạm: –", "disqualified")]
    assert brief(found["P"].awards["flag"]) == [
        ("class", True, "Tốt", "Tốt"), ("place", True, "1", "2"), ("limit", True, "1", "1"),
    ]  # fmt: skip
    assert brief(found["Q"].awards["flag"]) == [
        ("class", True, "Tốt", "Tốt"), ("place", True, "2", "2"), ("limit", False, "2", "1"),
    ]  # fmt: skip
    assert brief(found["S"].awards["note"]) == [("class", False, "Đạt", "Tốt"), ("place", True, "3", "")]
    assert brief(found["R"].awards["note"])[1] == ("place", False, "", "")


def test_level_units_across_the_limit_wait():
    data = Data((unit("P", 9), unit("Q", 9)))
    found = award_checks(parse_rulebook(TEXT), data)
    assert [c.met for code in "PQ" for c in found[code].awards["flag"] if c.kind == "limit"] == [None, None]
