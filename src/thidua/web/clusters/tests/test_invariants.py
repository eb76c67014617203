"""Each invariant of clusters rings when its fault is planted."""

import datetime as dt

import pytest
from django.db import connection
from tests.worlds import SINCE

from thidua.web.clusters.models import Assignment, HeadTerm, Membership
from thidua.web.core.invariants import check_all


def broken():
    return {name: found for name, found in check_all().items() if found and name.startswith("clusters.")}


def test_nothing_is_broken_to_begin_with(world):
    assert broken() == {}


def test_two_heads_at_once(world):
    HeadTerm.objects.create(
        cluster=world.cluster, unit=world.b, role="head", selection="election", from_on=dt.date(2021, 1, 1)
    )
    assert list(broken()) == ["clusters.heads_do_not_overlap"]


def test_a_member_twice(world):
    Membership.objects.create(cluster=world.cluster, unit=world.a, from_on=dt.date(2021, 1, 1))
    assert list(broken()) == ["clusters.memberships_do_not_overlap"]


def test_a_deputy_longer_than_whom_they_stand_in_for(world):
    Assignment.objects.create(
        user=world.officer, unit=world.a, role="leader", from_on=SINCE, deputises=world.administrator
    )
    assert list(broken()) == ["clusters.assignments_inside_dates"]


@pytest.mark.django_db(transaction=True)
def test_two_years_under_way_ring_even_without_the_constraint(world):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_year_under_way")
    try:
        world.cluster.cycles.update(state="running")
        world.cluster.cycles.create(year=2022, state="self_scoring")
        assert broken() == {
            "clusters.one_year_under_way": ["Cụm một: năm 2021 và năm 2022 cùng đang thực hiện"]
        }
    finally:
        world.cluster.cycles.update(state="draft")
        with connection.schema_editor() as editor:
            constraint = next(c for c in world.year._meta.constraints if c.name == "one_year_under_way")
            editor.add_constraint(type(world.year), constraint)
