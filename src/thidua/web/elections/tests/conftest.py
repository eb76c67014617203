"""The small world with a rulebook in force and things that the next year inherits."""

import datetime as dt

import pytest
from tests.worlds import person, small_world

from thidua.web.clusters.models import Assignment, HeadTerm
from thidua.web.elections import actions
from thidua.web.limitations.tests.factories import of_b, of_the_cluster
from thidua.web.rulebooks.tests import factories


@pytest.fixture
def world(db):
    w = small_world()
    w.edition = factories.adopted(w)
    w.second = w.site_admin
    w.b_leader = person("b-lanhdao", w.b, Assignment.Role.LEADER)
    w.finding, w.other_finding = of_the_cluster(w), of_b(w)
    HeadTerm.objects.filter(unit=w.b).update(to_on=dt.date(2021, 12, 31))
    return w


@pytest.fixture
def sign_in(client, world):
    def as_(name):
        client.force_login(getattr(world, name))
        return client

    return as_


@pytest.fixture
def draft(world):
    """The head changes from A to B by election on 1 January, with A as its deputy."""

    def make(**changes):
        given = {
            "selection": "election", "head": world.b, "deputy": world.a,
            "basis": "Biên bản kiểm phiếu ngày 06/12/2021", "rights_from": dt.date(2022, 1, 1),
        } | changes  # fmt: skip
        choice = actions.draft_choice(actor=world.secretary, cycle=world.year, wanted=actions.Wanted(**given))
        return actions.plan_seats(
            actor=world.secretary, choice=choice, joining=[world.b_leader], leaving=[world.right]
        )

    return make
