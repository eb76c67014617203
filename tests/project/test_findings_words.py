"""What the linter says to somebody at the screen is words: keys of the file stand in brackets, left out there."""

import re

import pytest

from thidua.rules import Problem, message, suggestion
from thidua.rules._messages._linting import LINTING
from thidua.web.rulebooks.outline import without_keys

KEY = re.compile(r"`|\w+_\w+|[a-z]\.[a-z]|\b(from|to|min|max|kind|direction|has)\b:")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(LINTING))
def test_a_finding_names_no_key_of_the_file(code, language):
    problem = Problem("items[0]", code)
    shown = f"{message(problem, language)} {without_keys(suggestion(problem, language))}"
    assert KEY.findall(shown) == []
    assert shown.count("(") == shown.count(")")
