"""Notes on classes and places: stored as codes with facts, spoken in both languages."""

import json
from dataclasses import replace
from fractions import Fraction
from string import Formatter

import pytest

from thidua.rules import Data, DataInvalid, UnitData, Value, parse_rulebook, score
from thidua.rules._exchange import result_as_json, result_from_json
from thidua.rules._notes import NOTES, TIE_RULES, note_text, tie_rule_name
from thidua.rules._result import Note
from thidua.rules.tables import result_text

RULEBOOK = parse_rulebook("""\
format: thidua-rulebook/1
id: noted
title: Bảng có ghi chú
status: illustrative
inputs: [{id: done, name: Việc xong, kind: count}, {id: late, name: Nộp chậm, kind: count}]
items: [{id: "1", name: Việc, max: 100, rule: {type: formula, points: done}}]
gates: [{id: sloppy, name: Nộp chậm, when: late > 0, effect: {class_at_most: C}}]
classes:
  - {id: A, name: Xuất sắc, from: 90, needs: [{when: done > 94, name: Trên 94 việc}, {when: late < 5, name: Ít chậm}]}
  - {id: B, name: Tốt, from: 70, below: 90}
  - {id: C, name: Khá, from: 50, below: 70}
quotas: [{class: A, percent: 50, of: all}]
ranking: {leave_out: [C]}
""")


def unit(code, done, late=0):
    values = {"done": Value(Fraction(done))}
    return UnitData(code, values=values if late is None else {**values, "late": Value(Fraction(late))})


def noted(*units):
    return score(RULEBOOK, Data(units))


def test_every_step_that_set_a_class_is_told_by_code_and_in_both_languages():
    result = noted(
        unit("A1", 96), unit("A2", 95), unit("A3", 92, late=None), unit("A4", 91, late=1), unit("A5", 40)
    )
    assert {u.code: [note_text(n) for n in u.grade_notes] for u in result.units} == {
        "A1": [],
        "A2": [],
        "A3": [
            "Chưa đủ số liệu để xét điều kiện của «Xuất sắc»: Ít chậm.",
            "Đủ điểm nhưng chưa đạt điều kiện của «Xuất sắc»: Trên 94 việc.",
        ],
        "A4": [
            "Đủ điểm nhưng chưa đạt điều kiện của «Xuất sắc»: Trên 94 việc.",
            "Nộp chậm: cao nhất là «Khá».",
        ],
        "A5": ["Tổng điểm 40 không thuộc mức xếp loại nào; cần quyết định."],
    }
    late = result.unit("A4")
    assert [note_text(n, "en") for n in (*late.grade_notes, late.place_reason)] == [
        "Enough points, but these conditions of «Xuất sắc» are not met: Trên 94 việc.",
        "Nộp chậm: «Khá» at most.",
        "Class «Khá» takes no place.",
    ]


def test_a_condition_that_nobody_can_tell_neither_gives_a_class_nor_takes_it_away():
    free = replace(RULEBOOK, quotas=(), digest="")
    (known, unknown) = score(free, Data((unit("A1", 95), unit("A2", 95, late=None)))).units
    assert [(u.grade, [note_text(n) for n in u.grade_notes]) for u in (known, unknown)] == [
        ("A", []),
        ("", ["Chưa đủ số liệu để xét điều kiện của «Xuất sắc»: Ít chậm."]),
    ]


def test_a_quota_tells_its_arithmetic():
    result = noted(unit("A1", 98), unit("A2", 97), unit("A3", 96))
    assert [(u.code, u.grade, u.grade_notes) for u in result.units] == [
        ("A1", "A", ()),
        ("A2", "B", (beyond := Note.of("quota.beyond_share", share="50 %", base=3, exact="1,5", allowed=1),)),
        ("A3", "B", (beyond,)),
    ]
    assert note_text(beyond, "en") == "Beyond the share allowed in the class (50 % × 3 = 1,5, taken as 1)."


def test_notes_survive_the_stored_form():
    result = noted(unit("A1", 96), unit("A4", 91, late=1))
    assert result_from_json(json.loads(json.dumps(result_as_json(result)))) == result


def test_notes_survive_a_database_that_orders_keys_its_own_way():
    result = noted(unit("A1", 98), unit("A2", 97), unit("A3", 96), unit("A4", 91, late=1))
    text = json.dumps(result_as_json(result), sort_keys=True)
    turned = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert result_from_json(turned) == result


@pytest.mark.parametrize("code", NOTES)
def test_both_languages_speak_of_the_same_facts(code):
    facts = [{f for _text, f, _spec, _how in Formatter().parse(text) if f} for text in NOTES[code]]
    assert facts[0] == facts[1]


def test_a_rule_without_a_name_is_called_in_the_readers_language():
    assert [tie_rule_name(rule, "en") for rule in (*TIE_RULES, "Điểm nội dung 2")] == [
        "a ballot", "a decision", "Điểm nội dung 2",
    ]  # fmt: skip


OPEN = parse_rulebook("""\
format: thidua-rulebook/1
id: open
title: Bảng để ngỏ mức
status: illustrative
inputs: [{id: done, name: Việc xong, kind: count}]
items: [{id: "1", name: Việc, max: 100, rule: {type: formula, points: done}}]
class_fallback: decision
classes:
  - {id: A, name: Xuất sắc, from: 90, needs: [{when: done > 94, name: Trên 94 việc}]}
  - {id: B, name: Tốt, from: 70, below: 90}
awards: [{id: flag, name: Cờ thi đua, max: 1}]
""")


def test_a_class_that_the_rules_leave_open_is_the_one_that_was_decided():
    decided = [
        replace(unit("A1", 92, late=None), decided_class="B"),
        replace(unit("A2", 96, late=None), decided_class="B"),
    ]
    result = score(OPEN, Data(tuple(decided)))
    assert [(u.code, u.grade, [note_text(n) for n in u.grade_notes]) for u in result.units] == [
        ("A2", "A", []),
        (
            "A1",
            "B",
            [
                "Đủ điểm nhưng chưa đạt điều kiện của «Xuất sắc»: Trên 94 việc.",
                "Quy chế không nói xếp xuống mức nào; cần quyết định.",
                "Xếp «Tốt» theo quyết định của cấp có thẩm quyền.",
            ],
        ),
    ]


def test_a_decided_class_that_the_rulebook_has_not_is_told():
    with pytest.raises(DataInvalid) as told:
        score(OPEN, Data((replace(unit("A1", 92, late=None), decided_class="Z"),)))
    assert [(p.path, p.code) for p in told.value.problems] == [
        ("units[0].decided_class", "data.unknown_class")
    ]


def test_who_may_be_recommended_stands_in_the_table():
    data = Data((unit("A1", 85, late=None), unit("A2", 80, late=None)))
    table = result_text(score(OPEN, data), OPEN, data, "en").splitlines()
    assert table[2].endswith("Tốt    may be recommended for: Cờ thi đua")


def test_units_level_across_the_edge_of_an_award_are_told_why_they_do_not_get_it():
    result = score(OPEN, Data((unit("A1", 80, late=None), unit("A2", 80, late=None))))
    told = (Note.of("award.level", award="Cờ thi đua", limit=1),)
    assert [(u.code, u.awards, u.grade_notes) for u in result.units] == [("A1", (), told), ("A2", (), told)]
