"""The small world with five members, their leaders, and votes that can be opened."""

import pytest
from tests.worlds import SINCE, Role, person, small_world, unit


@pytest.fixture
def world(db):
    w = small_world()
    w.leaders = {w.a: w.leader, w.b: person("b-lanhdao", w.b, Role.LEADER)}
    for code, name in (("DDD", "Dương"), ("EEE", "Em"), ("GGG", "Giang")):
        made = unit(code, name, w.cluster)
        w.leaders[made] = person(f"{code.lower()}-lanhdao", made, Role.LEADER)
    w.units = list(w.leaders)
    w.since = SINCE
    return w


@pytest.fixture
def sign_in(client, world):
    """Sign in as somebody of the world by name or as a unit's leader; returns the client."""

    def as_(who):
        client.force_login(getattr(world, who) if isinstance(who, str) else world.leaders[who])
        return client

    return as_
