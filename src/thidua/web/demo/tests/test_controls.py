"""The demo's calendar and sign-ins: there on a demo, not there anywhere else."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.worlds import TODAY, small_world

from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry, SiteState
from thidua.web.demo import actions

CALENDAR, SIGN_INS, LOGIN = reverse("demo:calendar"), reverse("demo:sign-ins"), reverse("account_login")


@pytest.fixture
def world(db):
    return small_world()


@pytest.fixture
def demo(world):
    SiteState.objects.update(is_demo=True)
    return world


def test_strangers_see_every_sign_in_of_a_demo(demo, client):
    page = client.get(SIGN_INS)
    names = {person.username for person in page.context["people"]}
    assert {demo.officer.username, demo.secretary.username, demo.neighbour.username} <= names
    login = client.get(LOGIN).content.decode()
    assert 'data-demo-user="dbi-canbo"' in login
    assert actions.PASSWORD in login


def test_an_office_site_shows_none_of_it(world, client):
    assert client.get(SIGN_INS).status_code == 404
    login = client.get(LOGIN).content.decode()
    assert "data-demo-user" not in login
    assert actions.PASSWORD not in login
    client.force_login(world.site_admin)
    assert client.get(CALENDAR).status_code == 404
    assert client.post(CALENDAR, {"day": "11/12/2021"}).status_code == 404
    assert clock.today() == TODAY
    assert CALENDAR not in client.get("/").content.decode()


def test_the_administrator_moves_the_calendar_and_the_audit_says_so(demo, client):
    client.force_login(demo.site_admin)
    assert CALENDAR in client.get("/").content.decode()
    assert client.get(CALENDAR, {"day": "11/12/2021"}).context["form"]["day"].value() == "11/12/2021"
    assert client.post(CALENDAR, {"day": "11/12/2021"}).status_code == 302
    assert clock.today() == dt.date(2021, 12, 11)
    last = AuditEntry.objects.latest("pk")
    assert (last.action, last.detail) == ("demo.site.date", {"before": "2021-12-06", "after": "2021-12-11"})


@pytest.mark.parametrize("day", ["", "31/02/2021", "01/01/1900", "01/01/2999"])
def test_an_impossible_day_is_told_at_the_field(demo, client, day):
    client.force_login(demo.site_admin)
    assert "day" in client.post(CALENDAR, {"day": day}).context["form"].errors
    assert clock.today() == TODAY


def test_others_may_not(demo, client):
    client.force_login(demo.secretary)
    assert client.get(CALENDAR).status_code == 403
    with pytest.raises(Refused):
        actions.set_business_date(actor=demo.secretary, day=dt.date(2021, 12, 11))
    assert clock.today() == TODAY
