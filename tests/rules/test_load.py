"""Reading: exact values, every problem with its place and line, nothing dangerous."""

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
        ("", "missing_key", 1),
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
    assert problems(text)[0] == expected


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
