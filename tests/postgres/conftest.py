"""A PostgreSQL of our own, with the site's tables."""

import os
import subprocess

import pytest

from tests.servers import PROGRAM, postgresql


@pytest.fixture(scope="session")
def postgres_home(tmp_path_factory):
    """Environment of a site on PostgreSQL, migrated."""
    with postgresql() as url:
        home = tmp_path_factory.mktemp("pg-home")
        environment = {**os.environ, "THIDUA_HOME": str(home), "DATABASE_URL": url}
        for command in (["migrate", "-v0"], ["createcachetable"]):
            subprocess.run([PROGRAM, "web", *command], env=environment, check=True)
        yield environment
