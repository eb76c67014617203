"""People act on the same things at the same moment, on both databases: one wins, the other is told, nothing tears."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def contests(environment):
    environment = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    program = Path(__file__).parent / "act_at_once.py"
    ran = subprocess.run(
        [sys.executable, program], env=environment, capture_output=True, text=True, timeout=500, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def found(request):
    return contests(request.getfixturevalue(f"{request.param}_site"))


def test_of_two_officers_on_one_cell_the_second_sees_both_values(found):
    assert found["cell"] == [["conflict", "done"]] * 6


def test_of_two_marks_of_one_criterion_the_second_sees_both(found):
    assert found["mark"] == [["conflict", "done"]] * 6


def test_different_work_in_one_year_never_locks_itself_up(found):
    assert found["different things"] == ["done"] * 6


def test_a_sheet_is_submitted_with_or_without_the_late_mark(found):
    assert found["submit while marking"] in (["done", "done"], ["done", "refused"])


def test_a_sheet_is_approved_or_recalled_never_both(found):
    assert found["approve or recall"] == ["done", "refused"]


def test_a_year_moves_one_step(found):
    steps = ("move", "to explanation", "to reverification", "to conference")
    assert [found[step] for step in steps] == [["done", "refused"]] * 4
    assert found["verify"] == ["done", "done"]


def test_no_mark_slips_in_behind_the_frozen_result(found):
    assert found["mark while freezing"] in (
        ["done", "done", "moved after: []"],
        ["done", "refused", "moved after: []"],
    )


def test_a_year_is_published_once_and_a_correction_beside_it_is_kept(found):
    assert found["publish"] == ["done", "done", "refused"]
    assert found["rankings"] == ["provisional", "published"]


def test_what_is_stored_is_whole(found):
    assert (found["broken"], found["chain"]) == ({}, [])
