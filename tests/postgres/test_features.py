"""The acts of every feature on PostgreSQL: the tests that walk its years, people, figures and papers."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import postgresql

ROOT = Path(__file__).resolve().parents[2]
WEB = "src/thidua/web"
SUITES = (
    f"{WEB}/scoring/tests",
    f"{WEB}/clusters/tests",
    f"{WEB}/rulebooks/tests/test_adoption.py",
    f"{WEB}/reporting/tests",
    f"{WEB}/limitations/tests",
    f"{WEB}/home/tests/test_search.py",
    f"{WEB}/home/tests/test_search_secrets.py",
    f"{WEB}/core/tests/test_audit.py",
    f"{WEB}/core/tests/test_sql.py",
    f"{WEB}/accounts/tests",
    f"{WEB}/charity/tests",
    f"{WEB}/agreements/tests",
    f"{WEB}/awards/tests",
    f"{WEB}/votes/tests/test_acts.py",
    f"{WEB}/elections/tests/test_acts.py",
)


def test_features_hold_on_postgresql(tmp_path):
    with postgresql() as url:
        environment = {**os.environ, "DATABASE_URL": url, "THIDUA_HOME": str(tmp_path / "home")}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SUITES]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-6000:]
