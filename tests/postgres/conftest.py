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


def _migrated(environment):
    for command in (["migrate", "-v0"], ["createcachetable"]):
        subprocess.run([PROGRAM, "web", *command], env=environment, check=True)
    return environment


@pytest.fixture(scope="module")
def postgresql_site(tmp_path_factory):
    """Environment of a site on a PostgreSQL of its own, migrated and empty."""
    with postgresql() as url:
        home = tmp_path_factory.mktemp("pg-site")
        yield _migrated({**os.environ, "THIDUA_HOME": str(home), "DATABASE_URL": url})


@pytest.fixture(scope="module")
def sqlite_site(tmp_path_factory):
    """Environment of a site on SQLite, migrated and empty."""
    environment = {**os.environ, "THIDUA_HOME": str(tmp_path_factory.mktemp("sqlite-site"))}
    environment.pop("DATABASE_URL", None)
    return _migrated(environment)
