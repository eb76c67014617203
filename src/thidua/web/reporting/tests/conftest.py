"""The small cluster every test of reporting starts from."""

import pytest

from thidua.web.reporting.tests.factories import make_cluster


@pytest.fixture
def world(db):
    return make_cluster()
