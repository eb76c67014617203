"""The small world, a draft in it."""

import pytest
from tests.worlds import small_world

from thidua.web.rulebooks.tests import factories


@pytest.fixture
def world(db):
    return small_world()


@pytest.fixture
def draft(world):
    return factories.draft(world)


@pytest.fixture
def secretary(client, world):
    client.force_login(world.secretary)
    return client
