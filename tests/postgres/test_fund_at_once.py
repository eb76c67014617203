"""People book money of one fund at the same moment, on both databases: nothing is booked twice, nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import fund_at_once

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
    ran = subprocess.run(
        [sys.executable, fund_at_once.__file__],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.mark.parametrize("contest", ["adopt", "rest", "hand over all", "reverse"])
def test_of_two_the_second_is_told(found, contest):
    assert found[contest] == ["done", "refused"]


@pytest.mark.parametrize("contest", ["same receipt", "double press", "reverse or hand over"])
def test_the_same_money_moves_once(found, contest):
    assert found[contest] == [["done", "refused"]] * fund_at_once.ROUNDS


def test_of_two_amendments_the_second_sees_the_first(found):
    assert found["amend"] == ["conflict", "done"]


def test_many_at_once_lose_nothing(found):
    assert found["everything"] == ["done"] * 9
    assert found["small payments"] == 6 * fund_at_once.ROUNDS


def test_the_ledger_is_whole(found):
    assert found["gapless"] is True
    assert (found["broken"], found["chain"]) == ({}, [])
