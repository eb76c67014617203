"""The small world of tests.worlds for every test of clusters."""

import pytest
from tests.worlds import small_world


@pytest.fixture
def world(db):
    return small_world()


@pytest.fixture
def sign_in(client, world):
    """Sign in as somebody of the world by name; returns the client."""

    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_
