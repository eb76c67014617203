"""Every worked example of every rulebook, item by item; expectations were computed by hand."""

import time
from fractions import Fraction

import pytest

from tests.rules.cases import TRUTHS, read_cases
from thidua.rulebooks import rulebook_folder, rulebook_folders
from thidua.rules import State, check, exact_text, load_rulebook, score
from thidua.rules._model import full_points
from thidua.rules._patterns import PATTERNS

STARTED = time.perf_counter()
FOLDERS = {f"{f.parent.name}/{f.name}": f for f in rulebook_folders()}
RULEBOOKS = {name: load_rulebook(folder / "rulebook.yaml") for name, folder in FOLDERS.items()}
CASES = {
    name: read_cases(folder / "cases.yaml", RULEBOOKS[name])
    for name, folder in FOLDERS.items()
    if (folder / "cases.yaml").exists()
}
STATES = {s.name.lower(): s for s in State if s != State.VALUE} | {"na": State.NOT_APPLICABLE}
STATE_NAMES = {name: state.name.lower() for name, state in STATES.items()}
LISTS = {"tied", "gates", "awards"}
LEAST = {"complete": 6, "frame": 3}


def expected_of(key, text):
    """One expectation in the words of `got_of`."""
    if key in LISTS:
        return sorted(text)
    if key in {"complete", "disqualified"}:
        return TRUTHS[text] == 1
    if key in {"class", "decided_by"}:
        return "" if text == "none" else text
    if key == "place":
        return None if text == "none" else int(text)
    return STATE_NAMES[text] if text in STATES else exact_text(Fraction(text))


def got_of(result, key, asked):
    """What the engine gave, in the same words."""
    if key == "gates":
        return sorted(g.id for g in result.gates if g.state == State.VALUE)
    if key in LISTS:
        return sorted(getattr(result, key))
    if key in {"base", "bonus", "deduction", "total"}:
        return exact_text(getattr(result, key))
    if key in result.lines:
        return line_text(result.lines[key], asked)
    return getattr(result, {"class": "grade"}.get(key, key))


def line_text(line, asked):
    """The line's state where it has no points, or where the case asks for one; else its points."""
    if line.state in {State.MISSING, State.UNDEFINED} or (asked in STATES and line.state != State.VALUE):
        return next(name for name, state in STATES.items() if state == line.state)
    return exact_text(line.points)


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(n, c, id=f"{n}: {c.name}") for n, cases in CASES.items() for c in cases],
)
def test_case(name, case):
    scored = score(RULEBOOKS[name], case.data)
    expected = {
        (code, key): expected_of(key, text)
        for code, row in case.expected.items()
        for key, text in row.items()
    }
    got = {
        (code, key): got_of(scored.unit(code), key, text)
        for code, row in case.expected.items()
        for key, text in row.items()
    }
    assert got == expected


@pytest.mark.parametrize("name", FOLDERS)
def test_every_rulebook_has_cases_and_a_source(name):
    assert (FOLDERS[name] / "SOURCE.md").read_text(encoding="utf-8").startswith("# ")
    assert len(CASES[name]) >= LEAST[RULEBOOKS[name].completeness]


@pytest.mark.parametrize("name", FOLDERS)
def test_every_item_says_where_it_is_written(name):
    without = [i.id for i in RULEBOOKS[name].item_by_id.values() if not (i.source.document or i.source.note)]
    assert without == []


def test_loading_and_all_cases_are_quick():
    for name, cases in CASES.items():
        for case in cases:
            score(RULEBOOKS[name], case.data)
    print(
        f"{len(FOLDERS)} rulebooks, {sum(map(len, CASES.values()))} cases: {time.perf_counter() - STARTED:.2f} s"
    )


def test_an_unknown_edition_is_refused():
    assert rulebook_folder("cantho_157", 2025) == FOLDERS["cantho_157/2025"]
    with pytest.raises(FileNotFoundError, match="cantho_157/1999"):
        rulebook_folder("cantho_157", 1999)


@pytest.mark.parametrize("name", [n for n in FOLDERS if n.startswith("demo_cluster/")])
def test_the_demonstration_has_no_error_and_says_it_is_one(name):
    rulebook = RULEBOOKS[name]
    assert [p for p in check(rulebook) if p.severity == "error"] == []
    assert rulebook.status == "illustrative"
    assert rulebook.note.startswith("Minh họa, không phải bảng điểm chính thức.")
    assert sum(full_points(i) for i in rulebook.items if i.kind == "base") == 100
    assert 25 <= len(rulebook.criteria) <= 32
    assert len({c.rule.type for c in rulebook.criteria}) >= 15


def test_every_pattern_is_used_by_some_rulebook():
    used = {c.rule.type for rulebook in RULEBOOKS.values() for c in rulebook.criteria}
    assert used == set(PATTERNS)
