"""Every act (a transaction in a feature's actions) writes its audit line, itself or through what it calls."""

import ast
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "thidua" / "web"
RECORDS = {"audit.record"}


def called(function):
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def functions():
    """(feature, name) -> the function's node, for every function of every feature's actions."""
    files = [*WEB.glob("*/actions.py"), *WEB.glob("*/actions/*.py")]
    return {
        (path.relative_to(WEB).parts[0], node.name): node
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def reaches_the_audit(key, known, seen):
    if key in seen or key not in known:
        return False
    seen.add(key)
    names = called(known[key])
    if names & RECORDS:
        return True
    feature = key[0]
    aliases = [
        (other, name.rpartition(".")[2]) for name in names for other in {feature, name.partition(".")[0]}
    ]
    return any(reaches_the_audit(alias, known, seen) for alias in aliases)


def acts(known):
    for key, node in known.items():
        if any("transaction.atomic" in ast.unparse(d) for d in node.decorator_list):
            yield key


def test_every_act_reaches_the_audit():
    known = functions()
    found = sorted(acts(known))
    assert len(found) > 40
    assert [key for key in found if not reaches_the_audit(key, known, set())] == []


def test_an_act_without_a_line_would_be_seen():
    silent = ast.parse("def change(*, actor): helper()\ndef helper(): pass").body
    known = {("x", node.name): node for node in silent}
    assert not reaches_the_audit(("x", "change"), known, set())
