"""The small world with its conferences."""

import pytest
from tests.worlds import small_world

from thidua.web.conferences.tests.factories import add_conferences


@pytest.fixture
def world(db):
    return add_conferences(small_world())
