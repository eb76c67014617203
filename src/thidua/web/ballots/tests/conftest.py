"""The small world with five members, and whoever signs in."""

import pytest
from tests.worlds import SINCE, small_world, unit


@pytest.fixture
def world(db):
    w = small_world()
    w.units = [w.a, w.b, *(unit(code, name, w.cluster) for code, name in (("DDD", "Dương"), ("EEE", "Em")))]
    w.since = SINCE
    return w


@pytest.fixture
def sign_in(client, world):
    """Sign in as somebody of the world by name; returns the client."""

    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_
