"""A published year is data to rehearse a draft on, for those who see the ranking."""

import pytest

from thidua.rules import data_as_json
from thidua.web.rulebooks import rehearsal
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.tests.test_year import published
from thidua.web.scoring.tests.world import scoring_world


@pytest.fixture
def w(db):
    return scoring_world()


def test_no_year_before_publication(w):
    assert rehearsal.sources_for(w.secretary, w.cluster) == []


def test_the_frozen_inputs_are_offered_and_read(w):
    published(w)
    ranking = Ranking.objects.get(kind="published")
    (source,) = rehearsal.sources_for(w.secretary, w.cluster)
    assert (source.key, source.label) == (f"ranking-{ranking.pk}", "Năm 2021 (số liệu đã công bố)")
    assert data_as_json(source.read()) == ranking.inputs


def test_a_foreigner_is_offered_nothing(w):
    published(w)
    assert rehearsal.sources_for(w.foreigner, w.cluster) == []
