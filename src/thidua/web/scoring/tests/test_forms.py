"""What a person may not enter about an explanation or a tie."""

import datetime as dt

import pytest
from tests.worlds import TODAY

from thidua.web.core import clock
from thidua.web.scoring.forms import AskForm, TieForm
from thidua.web.scoring.tests.world import scoring_world


@pytest.fixture
def w(db):
    return scoring_world()


@pytest.mark.parametrize(
    ("day", "errors"),
    [(TODAY, {}), (TODAY - dt.timedelta(days=1), {"due_on": ["Hạn trả lời không được trước hôm nay."]})],
)
def test_an_answer_is_asked_for_today_at_the_earliest(w, day, errors):
    assert clock.today() == TODAY
    assert AskForm({"question": "Vì sao?", "due_on": day.strftime("%d/%m/%Y")}).errors == errors


def test_level_units_get_a_place_each(w):
    def form(first, second):
        places = {f"place_{w.a.pk}": first, f"place_{w.b.pk}": second}
        return TieForm(places | {"basis": "Biên bản"}, units=[w.a, w.b])

    assert form("1", "1").non_field_errors() == ["Mỗi đơn vị phải có một thứ tự riêng."]
    good = form("2", "1")
    assert good.is_valid()
    assert good.order() == [w.b, w.a]
