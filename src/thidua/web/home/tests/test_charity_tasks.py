"""What the fund for charity houses waits for, on start pages."""

import datetime as dt

import pytest

from thidua.web.charity.tests import world
from thidua.web.charity.tests.world import MILLION, pay
from thidua.web.core import clock
from thidua.web.home import queries as home


@pytest.fixture
def w(db):
    """An adopted campaign: two units owe ten million each."""
    return world.fund_world()


def told(user):
    """The fund's tasks on the start page."""
    fresh = type(user).objects.get(pk=user.pk)
    tasks = home.tasks_for(fresh, home.overview_of(fresh))
    return [
        (t.text.replace("\u00a0", " "), t.due_on, t.is_late, t.note) for t in tasks if "/charity/" in t.url
    ]


def test_start_pages_tell_who_owes(w):
    pay(w, w.pledge_b, 10 * MILLION)
    assert told(w.officer) == [("Nộp 10.000.000 đồng: Quỹ nhà tình nghĩa năm 2021", world.DUE, True, "")]
    assert told(w.leader) == told(w.officer)
    assert told(w.neighbour) == told(w.administrator) == told(w.foreigner) == []
    assert told(w.secretary) == [
        ("Nhắc 1 đơn vị chưa nộp đủ: Quỹ nhà tình nghĩa năm 2021", None, False, "An")
    ]
    clock.set_today(dt.date(2021, 1, 10))
    assert told(w.officer) == told(w.secretary) == []
