"""No reader of the audit page meets a raw code: every act and every detail in the source has a word."""

import ast
from pathlib import Path

import pytest

from thidua.web.core import audit_names

SOURCES = sorted((Path(__file__).parents[2] / "src/thidua/web").rglob("*.py"))
NOT_DETAILS = {"actor", "of", "cluster_id", "unit_id"}


def recorded():
    """(file, act, details) of every `audit.record(...)` in the source."""
    for path in SOURCES:
        if {"tests", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                names = [c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant)]
                details = {k.arg for k in node.keywords if k.arg} - NOT_DETAILS
                for name in names:
                    yield path.name, name, details


RECORDED = list(recorded())


def test_there_are_acts_to_check():
    assert RECORDED


@pytest.mark.parametrize(("file", "act", "details"), RECORDED, ids=lambda v: v if isinstance(v, str) else "")
def test_act_and_details_have_words(file, act, details):
    assert act in audit_names.ACTIONS, f"{file}: register {act} with core.audit_names in apps.py"
    missing = details - set(audit_names.WORDS)
    assert not missing, f"{file}: register words for {missing} with core.audit_names in apps.py"
