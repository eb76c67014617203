"""List pages take the same number of queries with one row or three, beyond those of the page frame."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.worlds import person, right, unit

from thidua.web.clusters.models import Cluster

BEYOND_THE_FRAME = {
    ("clusters:clusters", None): 6,
    ("clusters:cluster", "cluster"): 9,
    ("clusters:units", None): 4,
    ("clusters:people", "a"): 4,
    ("clusters:years", "cluster"): 2,
    ("clusters:roles", "cluster"): 3,
}


def more_rows(world):
    for number in range(2):
        cluster = Cluster.objects.create(name=f"Cụm thêm {number}")
        unit(f"U{number}", f"Thêm {number}", cluster)
        unit(f"V{number}", f"Nữa {number}", world.cluster)
        new = person(f"them{number}", world.a, "officer")
        right(new, world.cluster, "secretariat", (world.site_admin, world.leader), world.a)
        world.cluster.cycles.create(year=2010 + number)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def beyond_the_frame(client, world):
    frame = queries_of(client, reverse("accounts:profile"))
    return {
        (name, of): queries_of(client, reverse(name, args=[getattr(world, of).pk] if of else [])) - frame
        for name, of in BEYOND_THE_FRAME
    }


@pytest.mark.parametrize("grown", [False, True], ids=["few", "many"])
def test_queries(world, sign_in, grown):
    if grown:
        more_rows(world)
    assert beyond_the_frame(sign_in("site_admin"), world) == BEYOND_THE_FRAME
