"""Everything the engine says has its English: sentences, labels of keys, words for settings."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
import yaml

import thidua.rules
from tests.rules.cases import read_cases
from thidua.rulebooks import rulebook_folders
from thidua.rules import Rulebook, compare, dump_rulebook, explain, lines_in_order, load_rulebook, note_text
from thidua.rules._english import ENGLISH
from thidua.rules._speech import say

PACKAGE = Path(thidua.rules.__file__).parent
APART = {"_messages", "_lint", "tables", "_notes.py", "_english.py", "_schema.py"}
"""These hold both languages side by side, or are read by people who write YAML."""
TONED = re.compile(r"[À-ÖØ-öø-ỹ]")
UNSAID = {
    "Tự chấm", "Thẩm định",  # names of the columns that a rulebook without any has
    "Từ (kể cả)", "Trên", "Đến (kể cả)", "Dưới", " (% điểm tối đa)", "Hệ quả khi điều kiện xảy ra",  # in the schema alone
}  # fmt: skip


def _texts(path: Path) -> Iterator[str]:
    """String constants of a module besides its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.value


def _said() -> set[str]:
    paths = [p for p in PACKAGE.rglob("*.py") if APART.isdisjoint(p.relative_to(PACKAGE).parts)]
    return {text for path in paths for text in _texts(path)}


def test_every_vietnamese_text_has_its_english_and_no_english_is_left_over():
    texts = _said()
    toned = {text for text in texts if TONED.search(text)} - UNSAID
    assert {"without": toned - set(ENGLISH), "unused": set(ENGLISH) - texts} == {
        "without": set(),
        "unused": set(),
    }


@pytest.mark.parametrize("text", ENGLISH)
def test_both_languages_speak_of_the_same_facts(text):
    facts = [sorted(f for _t, f, _s, _h in Formatter().parse(said) if f) for said in (text, ENGLISH[text])]
    assert facts[0] == facts[1]
    assert not TONED.search(ENGLISH[text])


def test_one_point_is_not_one_points():
    assert [say("en", "{points} điểm", points=p) for p in ("1", "21", "0,1", "1.001", "11")] == [
        "1 point", "21 points", "0,1 points", "1.001 points", "11 points",
    ]  # fmt: skip


def _own(rulebook: Rulebook) -> list[str]:
    """What the rulebook itself says, longest first: it stays as it is written in every language."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    return sorted(set(texts(yaml.safe_load(dump_rulebook(rulebook)))), key=len, reverse=True)


@pytest.mark.parametrize("folder", rulebook_folders(), ids=lambda f: f"{f.parent.name}-{f.name}")
def test_a_whole_table_is_explained_in_english_but_for_its_own_words(folder: Path):
    rulebook = load_rulebook(folder / "rulebook.yaml")
    own = _own(rulebook)
    opened = [
        explain(rulebook, case.data, unit.code, language="en")
        for case in read_cases(folder / "cases.yaml", rulebook)
        for unit in case.data.units
    ]
    said = {c.sentence for c in compare(replace(rulebook, items=(), gates=(), classes=()), rulebook, "en")}
    for explanation in opened:
        said |= {step.sentence for step in explanation.total_steps}
        said |= {note_text(note, "en") for note in explanation.result.grade_notes}
        for item in lines_in_order(explanation.items):
            said |= {
                item.sentence,
                *(s.sentence for s in item.steps),
                *(i.sentence for i in item.improvements),
            }
            said |= {used.name for used in item.used}
    for text in own:
        said = {sentence.replace(text, "") for sentence in said}
    assert {sentence for sentence in said if TONED.search(sentence)} == set()
