"""Each invariant rings when its fault is planted; that of recomputing rankings: test_year.py."""

import pytest

from thidua.web.core.invariants import check_all
from thidua.web.scoring import points
from thidua.web.scoring.models import LiveScore, Ranking
from thidua.web.scoring.tests.test_year import published
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


@pytest.mark.parametrize("fault", [{"place": 2}, {"place": None}, {"total": "17.999"}, {"grade": "HT"}])
def test_rows_of_places_say_what_the_ranking_says(w, fault):
    published(w)
    assert found() == {}
    ranking = Ranking.objects.get(kind="published")
    ranking.places.filter(unit=w.a).update(**fault)
    told = f"{ranking}: hạng trong bảng tra khác kết quả đã khóa"
    assert found() == {"scoring.places_are_the_ranking": [told]}
