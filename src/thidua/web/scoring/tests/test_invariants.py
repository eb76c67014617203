"""The invariant of points kept for pages rings when its fault is planted; of rankings: test_year.py."""

import pytest

from thidua.web.core.invariants import check_all
from thidua.web.scoring import points
from thidua.web.scoring.models import LiveScore
from thidua.web.scoring.tests.world import scoring_world


@pytest.fixture
def w(db):
    return scoring_world()


def found():
    return {name: told for name, told in check_all().items() if told and name.startswith("scoring.")}


def test_points_kept_for_pages_are_those_computed_from_scratch(w):
    w.year.refresh_from_db()  # figures were entered since
    points.live(w.year)
    assert found() == {}
    kept = LiveScore.objects.get()
    kept.content["current"]["units"][0]["total"] = "19"
    kept.save()
    assert found() == {"scoring.live_scores_recompute": [f"{kept}: điểm hiện thời khác điểm tính lại từ đầu"]}
