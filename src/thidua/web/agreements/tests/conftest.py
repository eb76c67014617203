"""The small world with a rulebook in force, for every test of agreements."""

import pytest
from tests.worlds import small_world

from thidua.web.rulebooks.tests import factories as rulebook_texts


@pytest.fixture
def world(db):
    w = small_world()
    w.edition = rulebook_texts.adopted(w)
    return w


@pytest.fixture
def sign_in(client, world):
    """Sign in as somebody of the world by name; returns the client."""

    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_
