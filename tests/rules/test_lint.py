"""The linter: a clean rulebook has no findings, each defect is found where it is, sentences are whole."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from tools import rules_reference

from tests.rules.defects import CLEAN, DEFECTS, ROWS
from tests.rules.whole_format import rulebooks
from thidua.rules import Problem, Rulebook, check, message, parse_rulebook, suggestion, topic_name
from thidua.rules._lint import CHECKS
from thidua.rules._messages import SENTENCES
from thidua.rules._messages._linting import TOPICS

CLASSES = "  - {id: TOT, name: Tốt, from: 80}\n  - {id: KHA, name: Khá, below: 80}\n"


def changed(changes: list[tuple[str, str]]) -> Rulebook:
    """The clean rulebook with some text replaced; each text must be there."""
    text = CLEAN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return parse_rulebook(text)


def test_a_clean_rulebook_has_no_findings():
    assert check(parse_rulebook(CLEAN)) == ()


@pytest.mark.parametrize("code", DEFECTS)
def test_each_defect_is_found_at_its_place(code: str):
    changes, path = DEFECTS[code]
    assert path in [p.path for p in check(changed(changes)) if p.code == f"lint.{code}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (ROWS, "[{from: 90, to: 50, points: 20}]", {"lint.tiers_open_end", "lint.tier_unreachable"}),
        (
            CLASSES,
            "  - {id: TOT, name: Tốt, from: 80, below: 50}\n",
            {"lint.class_gap", "lint.class_unreachable"},
        ),
    ],
)
def test_rows_that_hold_nothing_leave_everything_open(old: str, new: str, expected: set[str]):
    found = [p for p in check(changed([(old, new)])) if p.code in expected]
    assert {p.code for p in found} == expected
    assert any("bất kỳ" in message(p) and "of any size" in message(p, "en") for p in found)


def test_every_check_has_its_defect():
    assert {f"lint.{code}" for code in DEFECTS} == set(CHECKS)


@pytest.mark.parametrize("code", CHECKS)
def test_every_code_has_four_sentences_and_a_topic(code: str):
    four = SENTENCES[code]
    assert all(text and text.rstrip().endswith((".", "}")) for text in four)
    assert CHECKS[code].topic in TOPICS
    assert topic_name(CHECKS[code].topic) != topic_name(CHECKS[code].topic, "en")


@pytest.mark.parametrize("code", DEFECTS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_sentences_leave_no_blank(code: str, language: str):
    for problem in check(changed(DEFECTS[code][0])):
        for text in (message(problem, language), suggestion(problem, language)):
            assert text
            assert "…" not in text
            assert "{" not in text
            assert "Fraction" not in text


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(rulebooks())
def test_any_rulebook_can_be_checked_and_told(rulebook: Rulebook):
    for problem in check(rulebook):
        assert "…" not in message(problem)
        assert "…" not in message(problem, "en")


def test_the_worst_comes_first_and_sentences_are_ones_an_office_writes():
    rulebook = changed([("below: 90", "to: 90"), ("max: 60", "max: 70")])
    problems = check(rulebook)
    assert [p.severity for p in problems] == ["error", "warning", "warning"]
    assert [message(p) for p in problems] == [
        "Mục 1.2: giá trị đúng 90 nằm trong hai bậc, một bậc 10 điểm, một bậc 20 điểm.",
        "Mục 1 in tối đa 70 điểm nhưng các mục con cộng lại là 60.",
        "Cả bảng in 100 điểm; các mục cộng lại 110, điểm thưởng 0.",
    ]
    assert problems[0].values["zone"].low == Fraction(90)


def test_two_rules_show_a_case_where_they_differ():
    (found,) = (p for p in check(changed(DEFECTS["two_rules"][0])) if p.code == "lint.two_rules")
    assert message(found) == (
        "Mục 1.1: văn bản in hai cách tính khác nhau. Ví dụ Việc đã xong 95; Việc được giao 100: 38 hoặc 0 điểm."
    )


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        (["A.a", "A.b", "A.c", "A.d", "A.đ", "A.e", "A.ê", "A.g"], []),
        (["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k"], []),
        (["I", "II", "III", "IV"], []),
        (["1", "2", "4"], ["4"]),
        (["a", "b", "d"], ["d"]),
        (["I", "III"], ["III"]),
        (["1.A.1.1", "1.A.1.2", "1.A.2.1"], []),
    ],
)
def test_printed_numbers(ids: list[str], found: list[str]):
    items = "".join(
        f'\n  - {{id: "{i}", name: Mục {n}, max: 1, rule: {{type: manual}}}}' for n, i in enumerate(ids)
    )
    rulebook = parse_rulebook(
        f"format: thidua-rulebook/1\nid: n\ntitle: t\nstatus: official\nitems:{items}\n"
    )
    assert [p.values["item"] for p in check(rulebook) if p.code == "lint.numbering"] == found


def test_a_code_of_another_package_is_left_to_it():
    stranger = Problem("x", "file.empty")
    assert (message(stranger), suggestion(stranger)) == ("file.empty", "")


def test_the_reference_page_is_the_registry():
    assert rules_reference.LINTER_PAGE.read_text(encoding="utf-8") == rules_reference.linter_page()
