"""Each defect found in real tables: in the smallest rulebook it is found and told, in the mended one it is not."""

import pytest

from tests.rules.known_defects import KNOWN, Known
from thidua.rules import Problem, check, message, parse_rulebook, suggestion


def found(known: Known, text: str) -> list[Problem]:
    return [p for p in check(parse_rulebook(text)) if p.code == f"lint.{known.code}"]


@pytest.mark.parametrize("name", KNOWN)
def test_it_is_found_where_it_is_and_told_in_both_languages(name: str):
    known = KNOWN[name]
    (problem,) = found(known, known.rulebook)
    assert (problem.severity, problem.path) == (known.severity, known.path)
    assert (message(problem), suggestion(problem)) == known.vi
    assert (message(problem, "en"), suggestion(problem, "en")) == known.en


@pytest.mark.parametrize("name", KNOWN)
def test_mended_it_is_not_found(name: str):
    known, text = KNOWN[name], KNOWN[name].rulebook
    for old, new in known.mend:
        assert old in text
        text = text.replace(old, new)
    assert found(known, text) == []
