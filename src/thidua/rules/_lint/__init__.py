"""The linter: what is probably wrong in a rulebook that can be read. One function a check, entered by code."""

from thidua.rules._errors import Problem
from thidua.rules._lint import _grades, _maxima, _measures, _open, _order, _papers, _relative, _tiers
from thidua.rules._lint._book import CHECKS, Book, Check
from thidua.rules._model import Rulebook
from thidua.rules._yaml import path_text

SEVERITIES = ("error", "warning", "note")
MODULES = (_maxima, _tiers, _grades, _open, _order, _measures, _relative, _papers)

__all__ = ["CHECKS", "MODULES", "Check", "check"]


def check(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Every defect found, the worst first, then in the order of the checks."""
    book = Book(rulebook)
    found = [
        Problem(path_text(place), one.code, one.severity, values)
        for one in CHECKS.values()
        for place, values in one.find(book)
    ]
    return tuple(sorted(found, key=lambda p: SEVERITIES.index(p.severity)))
