"""Sentences: two languages with the same facts, and numbers as each language writes them."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

import thidua.ballots
from thidua.ballots import BallotsError
from thidua.ballots._words import WORDS, Said, percent, said

SOURCE = Path(thidua.ballots.__file__).parent


def holes(text):
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_hold_the_same_facts(key):
    assert set(WORDS[key]) == {"vi", "en"}
    assert holes(WORDS[key]["vi"]) == holes(WORDS[key]["en"])


def test_every_code_in_the_source_has_its_sentence_and_every_sentence_is_used():
    text = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.glob("_*.py"))
    named = set(re.findall(r'(?:Deviation)\("(\w+)"', text))
    named |= set(re.findall(r'"(added_since|removed_since|changed_since|void_since)"', text))
    assert named
    assert {f"deviation_{code}" for code in named} <= set(WORDS)
    raised = set(re.findall(r'(?:Invalid|Misread|Refused|Missing)\(\s*"(\w+)"', text))
    assert len(raised) > 15
    assert raised <= set(WORDS)
    words = set(re.findall(r"\w+", text))
    assert [k for k in WORDS if k not in words and re.sub(r"^[a-z]+_", "", k) not in words] == []


def test_numbers_are_written_as_each_language_does():
    assert said("rank_line", total=1234, ballots=Fraction(5, 2)) == Said(
        "Tổng thứ bậc 1.234 trên 2,5 phiếu hợp lệ.", "Sum of places 1,234 over 2.5 valid ballots."
    )
    assert [str(percent(Fraction(*p))) for p in ((1, 3), (1, 2), (2, 3), (0, 1))] == [
        "≈ 33,3 %",
        "50 %",
        "≈ 66,7 %",
        "0 %",
    ]


def test_an_error_reads_in_both_languages():
    error = BallotsError("voted_already")
    assert (str(error), str(error.said)) == (
        "This code has voted. The first ballot stands.", "Mã này đã bỏ phiếu. Phiếu đầu tiên được giữ.",
    )  # fmt: skip


def test_public_names_are_few_and_all_described():
    names = thidua.ballots.__all__
    public = {
        n for n, thing in vars(thidua.ballots).items() if not n.startswith("_") and hasattr(thing, "__doc__")
    }
    assert sorted(names) == sorted(n for n in public if type(getattr(thidua.ballots, n)).__name__ != "module")
    assert 10 <= len(names) <= 30
    assert all(getattr(thidua.ballots, name).__doc__ for name in names)
