"""Fourteen units sign one paper at the same moment, on both databases: no signature is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import sign_at_once

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def found(request):
    environment = {
        **os.environ,
        **request.getfixturevalue(f"{request.param}_site"),
        "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    if request.param == "sqlite":
        environment.pop("DATABASE_URL", None)
    command = [sys.executable, sign_at_once.__file__]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_twelve_at_once_all_sign(found):
    assert found["twelve"] == ["done"] * 12


def test_a_unit_that_presses_three_times_signs_once(found):
    assert found["double press"] == ["done", "refused", "refused"]


def test_of_the_last_signature_and_the_cancelling_one_comes_too_late(found):
    assert found["last or cancel"] == ["done", "refused"]
    signed = {"finished": 14, "cancelled": 13}[found["state"]]
    assert (found["good"], found["recorded"]) == (signed, signed)


def test_everything_still_holds(found):
    assert (found["broken"], found["chain"]) == ({}, [])
