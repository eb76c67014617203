"""Fifty documents are issued at the same moment, some fail to print: no run has a gap or a double."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def found(request):
    environment = {
        **request.getfixturevalue(f"{request.param}_site"),
        "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    program = Path(__file__).parent / "issue_at_once.py"
    ran = subprocess.run(
        [sys.executable, program], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_every_run_is_numbered_without_gap_or_double(found):
    runs = {(issuer, family): (last, numbers) for issuer, family, last, numbers in found["runs"]}
    assert sum(last for last, _numbers in runs.values()) == 45
    assert set(runs) == {("cluster", "party"), ("cluster", "state"), ("council", "party")}
    assert all(numbers == list(range(1, last + 1)) for last, numbers in runs.values())


def test_what_failed_to_print_was_told_and_the_rest_is_whole(found):
    assert found["errors"] == ["not printed"] * 5
    assert (found["broken"], found["chain"]) == ({}, [])
