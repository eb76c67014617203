"""Fifty writers at once: no audit line is lost and the chain never forks, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import PROGRAM

PROGRAMS, THREADS, LINES = 5, 10, 8
EXPECTED = PROGRAMS * THREADS * LINES
COUNT = (
    "from thidua.web.core import audit; from thidua.web.core.models import AuditEntry as A;"
    "print(A.objects.filter(action='test.line.write').count(), len(list(audit.broken_links())))"
)


def write_from_many(environment):
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings"}
    script = Path(__file__).parent / "write_audit.py"
    subprocess.run([sys.executable, script, "0", "0"], env=environment, check=True)
    command = [sys.executable, script, str(THREADS), str(LINES)]
    writers = [subprocess.Popen(command, env=environment) for _i in range(PROGRAMS)]
    assert [w.wait(300) for w in writers] == [0] * PROGRAMS
    answer = subprocess.run(
        [PROGRAM, "web", "shell", "-v0", "-c", COUNT],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return answer.stdout.split()


def test_fifty_writers_on_postgresql(postgres_home):
    assert write_from_many(postgres_home) == [str(EXPECTED), "0"]


@pytest.fixture
def sqlite_home(tmp_path):
    environment = {**os.environ, "THIDUA_HOME": str(tmp_path / "home")}
    environment.pop("DATABASE_URL", None)
    subprocess.run([PROGRAM, "web", "migrate", "-v0"], env=environment, check=True)
    return environment


def test_fifty_writers_on_sqlite(sqlite_home):
    assert write_from_many(sqlite_home) == [str(EXPECTED), "0"]
