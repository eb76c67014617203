"""200 attempts at once to vote for twenty units: one ballot each, none lost, none counted after closing."""

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
    program = Path(__file__).parent / "vote_at_once.py"
    ran = subprocess.run(
        [sys.executable, program], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_each_unit_has_one_ballot_and_every_attempt_is_told(found):
    assert (found["ballots"], found["casts"], found["refused"]) == (20, 20, [])
    assert found["acts"] == 200 + 20 - found["late_number"]


def test_what_was_counted_is_what_stands(found):
    assert (found["valid"], found["agree"], found["broken"], found["chain"]) == (20, True, {}, [])
    assert found["late"] in ([], ["Cuộc biểu quyết không đang mở."])
