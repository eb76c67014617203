"""Reading: exact values, every problem with its place and line, nothing dangerous."""

import itertools
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import thidua.rules
from tests.rules.defects import CLEAN
from thidua.rules import (
    Problem,
    Rulebook,
    RulebookInvalid,
    check,
    dump_rulebook,
    load_rulebook,
    message,
    parse_rulebook,
    suggestion,
)
from thidua.rules._messages._reading import READING
from thidua.rules._schema import SCHEMA_FILE, schema_text
from thidua.rules.vocabulary import ExpressionInvalid, parse_expression

SMALL = """\
format: thidua-rulebook/1
id: small
title: Bảng điểm nhỏ
status: illustrative
inputs:
  - {id: done, name: Đã làm, kind: count}
  - {id: tasks, name: Được giao, kind: count}
items:
  - id: "1"
    name: Công việc
    max: 10
    rule: {type: ratio, of: done, over: tasks}
"""


def problems(text: str) -> list[tuple[str, str, int | None]]:
    """Path, code and line of everything wrong with `text`."""
    with pytest.raises(RulebookInvalid) as caught:
        parse_rulebook(text)
    return [(p.path, p.code, p.line) for p in caught.value.problems]


def test_the_published_schema_is_the_generated_one():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_numbers_are_exact_and_shares_are_shares():
    more = SMALL.replace("max: 10", "max: 0.1").replace(
        "over: tasks}", 'over: tasks, cap: "1/3", zero_under: 85%}'
    )
    criterion = parse_rulebook(more).criteria[0]
    assert (criterion.max, criterion.rule.cap, criterion.rule.zero_under) == (
        Fraction(1, 10),
        Fraction(1, 3),
        Fraction(17, 20),
    )


def test_the_digest_names_the_content_not_the_writing():
    one = parse_rulebook(SMALL)
    other = parse_rulebook(
        "# ghi chú\n" + SMALL.replace("max: 10", "max: 10.0").replace("of: done", "of: ' done'")
    )
    assert one == other
    assert one.digest == other.digest
    assert one.digest != parse_rulebook(SMALL.replace("max: 10", "max: 11")).digest


def test_every_schema_problem_at_once_with_its_line():
    broken = (
        SMALL.replace('id: "1"', "id: 1")
        .replace("max: 10", 'max: "0,5"')
        .replace("type: ratio", "type: rato")
        .replace("title:", "titel:")
    )
    assert problems(broken) == [
        ("", "unknown_key", 3),
        ("items[0].id", "wrong_type", 9),
        ("items[0].max", "decimal_comma", 11),
        ("items[0].rule.type", "not_one_of", 12),
    ]


def test_names_and_expressions_are_told_together():
    broken = (
        SMALL.replace("of: done", "of: 'done +'")
        .replace("over: tasks", "over: task")
        .replace("id: tasks", "id: done")
    )
    assert problems(broken) == [
        ("inputs[1].id", "duplicate_id", 7),
        ("items[0].rule.of", "expression_invalid", 12),
        ("items[0].rule.over", "unknown_input", 12),
    ]


WHOLE = (
    SMALL
    + """\
  - id: "2"
    name: Sáng kiến
    max: 5
    rule: {type: levels, input: level, levels: [{choice: good, points: 5}, {choice: bad, points: 0}]}
  - id: "3"
    name: Nhóm
    items:
      - {id: "3.1", name: Họp, max: 5, rule: {type: manual}, applies_when: met > 0}
gates:
  - {id: late, name: Chậm, when: 'points("1") < 3', effect: {class: B}}
classes:
  - {id: A, name: Tốt, from: 10}
  - {id: B, name: Khá, below: 10}
quotas:
  - {class: A, percent: 50}
timeline:
  - {id: close, from: 2026-11-01, to: 2026-11-30, needs: [done]}
""".replace('items:\n  - id: "2"', "")
)
WHOLE = WHOLE.replace(
    'items:\n  - id: "1"',
    "  - {id: met, name: Số cuộc họp, kind: count}\n"
    "  - {id: level, name: Mức, kind: choice, choices: [{id: good, name: Tốt}, {id: bad, name: Kém}]}\n"
    'items:\n  - id: "1"',
)


def test_the_whole_example_is_in_order():
    assert parse_rulebook(WHOLE).title == "Bảng điểm nhỏ"


def test_shape_names_and_expressions_are_told_together():
    broken = (
        WHOLE.replace("name: Công việc", "nmae: Công việc")
        .replace("applies_when: met > 0", "applies_when: 'met >'")
        .replace("needs: [done]", "needs: [doen]")
        .replace("to: 2026-11-30", "to: 2026-11-31")
        .replace("effect: {class: B}", "effect: {class: Z}")
        .replace('- id: "3"', '- id: "2"')
        .replace("status: illustrative", "status: illustrative\nstatus: official")
    )
    assert [(path, code) for path, code, _line in problems(broken)] == [
        ("status", "duplicate_key"),
        ("items[0]", "unknown_key"),
        ("items[2].id", "duplicate_id"),
        ("items[2].items[0].applies_when", "expression_invalid"),
        ("gates[0].effect.class", "unknown_class"),
        ("timeline[0].to", "not_a_date"),
        ("timeline[0].needs[0]", "unknown_input"),
    ]


@pytest.mark.parametrize("text", ["", "xin chào", "- a", "5", "<html></html>"])
def test_what_is_no_rulebook_at_all_is_told_so(text: str):
    assert problems(text) == [("", "not_a_rulebook", None)]


def test_a_workbook_is_no_yaml(tmp_path: Path):
    file = tmp_path / "bang.yaml"
    file.write_bytes(b"PK\x03\x04...")
    with pytest.raises(RulebookInvalid) as caught:
        load_rulebook(file)
    assert [p.code for p in caught.value.problems] == ["is_workbook"]


def test_the_reasons_of_yaml_are_told_in_the_readers_language():
    with pytest.raises(RulebookInvalid) as caught:
        parse_rulebook("a: 1\n\tb: 2")
    (problem,) = caught.value.problems
    assert message(problem) == "Tệp không đúng cú pháp YAML (đầu dòng có phím Tab; dùng dấu cách)."


def test_a_maximum_below_zero_brings_no_other_problem():
    assert problems(SMALL.replace("max: 10", "max: -1")) == [("items[0].max", "out_of_range", 11)]


@pytest.mark.parametrize(
    "more",
    ["note: a\n" * 5000, "".join(f"k{n}: 1\n" for n in range(5000)), "silent_on: [" + "x, " * 5000 + "x]\n"],
)
def test_a_file_full_of_mistakes_is_told_in_part(more: str):
    found = problems(SMALL + more)
    assert ("", "more_problems") in {(path, code) for path, code, _line in found}
    assert len(found) <= 2001


MISTAKES: list[tuple[str, str, list[tuple[str, str]]]] = [
    # one mistake in the shape hides no other one, and brings no other one with it
    ("inputs:", "inputz:", [("", "unknown_key")]),
    ("inputs:", "chi_tieu:", [("", "unknown_key")]),
    ("inputs:", "inputs: 5\nnote:", [("inputs", "wrong_type"), ("note", "wrong_type")]),
    ("id: done,", "di: done,", [("inputs[0]", "unknown_key"), ("inputs[0]", "missing_key")]),
    ("id: done,", "", [("inputs[0]", "missing_key")]),
    ("id: done,", "id: [done],", [("inputs[0].id", "wrong_type")]),
    ("kind: count}", "kind: counts}", [("inputs[0].kind", "not_one_of"), ("inputs[1].kind", "not_one_of"),
                                       ("inputs[2].kind", "not_one_of")]),
    ("kind: choice, choices:", "kind: choice, chocies:", [("inputs[3]", "unknown_key")]),
    ("choices: [{id: good", "choices: [{id: good-x", [("inputs[3].choices[0].id", "bad_identifier"),
                                                      ("items[1].rule.levels[0].choice", "unknown_choice")]),
    ("kind: choice, choices: [", "kind: choice, choices: [3, ", [("inputs[3].choices[0]", "wrong_type")]),
    ('id: "1"', "id: 1", [("items[0].id", "wrong_type")]),
    ('id: "1"', "id: 1.10", [("items[0].id", "wrong_type")]),
    ("type: ratio", "type: rato", [("items[0].rule.type", "not_one_of")]),
    ("of: done, over", "off: done, over", [("items[0].rule", "unknown_key")]),
    ("of: done, over: tasks", "over: [tasks]", [("items[0].rule.over", "wrong_type")]),
    ("max: 10", "max: mười", [("items[0].max", "not_a_number")]),
    ("choice: good, points: 5", "choice: good, points: năm", [("items[1].rule.levels[0].points", "not_a_number")]),
    ("    items:", "    itmes:", [("items[2]", "unknown_key")]),
    ("classes:", "clases:", [("", "unknown_key")]),
    ("id: A, name", "id: A B, name", [("classes[0].id", "bad_identifier"), ("quotas[0].class", "unknown_class")]),
    ("id: A, name", "name", [("classes[0]", "missing_key")]),
    ("percent: 50", "percent: nửa", [("quotas[0].percent", "not_a_number")]),
    ("effect: {class: B}", "effect: {class: 5}", [("gates[0].effect.class", "wrong_type")]),
    ("effect: {class: B}", "effect: ngừng", [("gates[0].effect", "not_one_of")]),
    ("from: 2026-11-01", "from: 01/11/2026", [("timeline[0].from", "not_a_date")]),
    ("when: 'points(\"1\") < 3'", "when: 3", [("gates[0].when", "wrong_type")]),
    ("rule: {type: manual}", "rule: manual", [("items[2].items[0].rule", "wrong_type")]),
    ("inputs:", "inputs: [{id: old, name: Cũ, kind: count}]\ninputs:", [("inputs", "duplicate_key")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES)
def test_one_mistake_in_the_shape_neither_hides_nor_brings_others(
    old: str, new: str, expected: list[tuple[str, str]]
):
    broken = WHOLE.replace(old, new)
    assert broken != WHOLE
    assert sorted((path, code) for path, code, _line in problems(broken)) == sorted(expected)
    more = broken.replace("applies_when: met > 0", "applies_when: met > nobody > 1")
    more = more.replace("below: 10", "below: 10, needs: [{name: Họp đủ, when: 'points(\"9\") > 0'}]")
    found = {(path.replace("itmes", "items"), code) for path, code, _line in problems(more)}
    assert {*expected, ("items[2].items[0].applies_when", "expression_invalid")} <= found


def test_any_two_mistakes_are_both_told():
    whole = {"chi_tieu", "inputs", "inputz", "clases", "type"}  # what stands inside is set aside with it
    readable = [m for m in MISTAKES if m[1].split(":")[0] not in whole]
    pairs = list(itertools.combinations(readable, 2))
    for (one, wrong, told), (other, wrong_too, told_too) in pairs:
        broken = WHOLE.replace(one, wrong).replace(other, wrong_too)
        if (
            one == other
            or one in wrong_too
            or other in wrong
            or wrong not in broken
            or wrong_too not in broken
        ):
            continue  # one undoes the other
        found = {(path.split("[")[0], code) for path, code, _line in problems(broken)}
        wanted = {(path.split("[")[0], code) for path, code in told + told_too}
        assert wanted - found == set(), (wrong, wrong_too)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("percent: 50", "percent: 50, of: [B, C]", [("quotas[0].of[1]", "unknown_class")]),
        ("percent: 50", "percent: 50, max: 3, rounding: x",
         [("quotas[0]", "one_of_two"), ("quotas[0].rounding", "not_one_of")]),
        ("percent: 50", "precent: 50", [("quotas[0]", "unknown_key")]),
        ("percent: 50", "percent: 50, raise_to: 20, excess: x",
         [("quotas[0].excess", "not_one_of"), ("quotas[0].raise_to", "limits_crossed")]),
        ("percent: 50", "percent: 50, raise_to: x", [("quotas[0].raise_to", "not_a_number")]),
        ("percent: 50", "max: 3, when: units > 3", [("quotas[0].when", "result_not_here")]),
        ("max: 10\n", "max: -1\n    wat: 3\n", [("items[0]", "unknown_key"), ("items[0].max", "out_of_range")]),
        ("max: 10\n", "max: x\n    floor: 20\n", [("items[0].max", "not_a_number")]),
        ("name: Nhóm", "name: Nhóm\n    kind: bonus\n    weight: -1\n    wat: 1",
         [("items[2]", "unknown_key"), ("items[2].weight", "out_of_range")]),
        ("gates:", "total: {floor: 9, ceiling: 3}\ngates:", [("total.floor", "limits_crossed")]),
        ("quotas:", "awards: [{id: w, name: W, max: 'units(\"C\")'}]\nquotas:", [("awards[0].max", "unknown_class")]),
    ],
)  # fmt: skip
def test_a_wrong_key_hides_nothing_that_rests_on_others(old: str, new: str, expected: list[tuple[str, str]]):
    broken = WHOLE.replace(old, new)
    assert broken != WHOLE
    assert sorted((path, code) for path, code, _line in problems(broken)) == expected


def test_a_table_without_classes_is_told_so():
    text = (
        SMALL
        + "gates: [{id: g, name: G, when: done > 3, effect: {class: B}}]\nquotas: [{class: A, percent: 50}]\n"
    )
    assert [(path, code) for path, code, _line in problems(text)] == [
        ("gates[0].effect.class", "no_classes"),
        ("quotas[0].class", "no_classes"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("of: done", "of: dome", ("items[0].rule.of", "unknown_input", 12)),
        ("of: done", "of: total", ("items[0].rule.of", "result_not_here", 12)),
        ("of: done", "of: done > 3", ("items[0].rule.of", "expression_type", 12)),
        ("of: done", "of: '0,5 * done'", ("items[0].rule.of", "decimal_comma", 12)),
        ("of: done", "of: 'done +'", ("items[0].rule.of", "expression_invalid", 12)),
        ("of: done", "of: max_of(mean_of(done))", ("items[0].rule.of", "nested_group", 12)),
        ("of: done", "of: done.of", ("items[0].rule.of", "part_needs_ratio", 12)),
        ("max: 10", "max: -1", ("items[0].max", "out_of_range", 11)),
        ("max: 10", "max: 10\n    floor: 11", ("items[0].floor", "limits_crossed", 12)),
        (", over: tasks", "", ("items[0].rule", "ratio_needs_ends", 12)),
        ("id: tasks", "id: done", ("inputs[1].id", "duplicate_id", 7)),
        ("id: tasks", "id: total", ("inputs[1].id", "reserved_word", 7)),
    ],
)
def test_a_name_or_expression_that_leads_nowhere(old: str, new: str, expected: tuple[str, str, int]):
    assert expected in problems(SMALL.replace(old, new))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x [1]\nb: *x", ("b", "alias", 2)),
        ("a: 1\na: 2", ("a", "duplicate_key", 2)),
        ("a: !!python/object:os.system 1", ("a", "yaml_tag", 1)),
        ("a: 1\n---\nb: 1", ("", "several_documents", 2)),
        ("a: [", ("", "not_yaml", 2)),
        ("- " * 50 + "1", (("[0]" * 41), "too_deep", 1)),
        ("a: " + "x" * 2_000_001, ("", "too_large", None)),
    ],
)
def test_what_yaml_may_not_do(text: str, expected: tuple[str, str, int | None]):
    assert expected in problems(text)


def test_texts_are_normalised_and_yes_is_a_text():
    decomposed = SMALL.replace("Bảng", "Ba\u0309ng").replace("Đã làm", "yes")
    rulebook = parse_rulebook(decomposed)
    assert (rulebook.title, rulebook.inputs[0].name) == ("Bảng điểm nhỏ", "yes")


READERS = ("yaml", "kinds", "keys", "load", "schema", "references", "types")
FRAGMENTS = [
    "{", "}", "[", "]", ":", "- ", '"', "'", "%", "1/0", "-", "0,5", "~", "*", "&a", "!!int", "\n", "  ", "\t", "1e9",
    "total", "done", "9" * 30, "Đ", "if(", ")", "/ 0", "min", "items", "rule", "\x00", "\ud800",
]  # fmt: skip
EDITS = st.tuples(st.integers(0, len(CLEAN)), st.integers(0, 12), st.sampled_from(FRAGMENTS))


def read_or_problems(text: str) -> Rulebook | tuple[Problem, ...]:
    """The rulebook, or what is wrong with the text; anything else is our fault."""
    try:
        return parse_rulebook(text)
    except RulebookInvalid as error:
        return error.problems


@settings(max_examples=300, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_a_damaged_text_is_refused_or_read_but_never_breaks(edits: list[tuple[int, int, str]]):
    text = CLEAN
    for at, gone, fragment in edits:
        text = text[:at] + fragment + text[at + gone :]
    found = read_or_problems(text)
    if isinstance(found, Rulebook):
        check(found)
        assert parse_rulebook(dump_rulebook(found)) == found
        return
    assert found
    for problem in found:
        assert "…" not in message(problem) + message(problem, "en")
        assert suggestion(problem)


def test_every_code_of_reading_has_its_sentences_and_every_sentence_its_code():
    home = Path(thidua.rules.__file__).parent
    source = "".join((home / f"_{name}.py").read_text("utf-8") for name in READERS)
    refused = re.findall(r'refuse\((?:place, |\(.*?\), )?"(\w+)"|Problem\("", "(\w+)"', source)
    assert {one or other for one, other in refused} <= set(READING)
    assert [code for code in READING if f'"{code}"' not in source] == []


@pytest.mark.parametrize(
    "chain", ["done" + "+done" * 300, "not " * 30 + "(" * 5 + "done" + "-1" * 200 + ")" * 5 + " > 0"]
)
def test_a_long_chain_is_as_deep_as_brackets(chain):
    with pytest.raises(ExpressionInvalid) as caught:
        parse_expression(chain)
    assert caught.value.reason == "too_deep"
