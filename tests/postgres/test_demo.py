"""The demo on PostgreSQL: what must hold does, where the database orders the keys of a JSON object itself."""

import os
import subprocess

from tests.servers import PROGRAM, postgresql

LOAD = "from thidua.web.demo.actions import load_demo; list(load_demo())"


def test_the_demo_holds_on_postgresql(tmp_path):
    with postgresql() as url:
        environment = {**os.environ, "DATABASE_URL": url, "THIDUA_HOME": str(tmp_path / "home")}

        def run(*arguments):
            command = [PROGRAM, "web", *arguments]
            return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

        for step in (("migrate", "-v0"), ("shell", "-v0", "-c", LOAD)):
            assert run(*step).returncode == 0
        told = run("check-data")
    assert told.returncode == 0, told.stdout
