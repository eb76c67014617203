"""A figure known only as a limit: entered, shown, scored, frozen and printed as one."""

from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.reporting.actions import Change, save_values
from thidua.web.reporting.cells import Entry
from thidua.web.scoring import queries
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.places import frozen_table
from thidua.web.scoring.tests.test_year import verified
from thidua.web.scoring.tests.world import scoring_world


@pytest.fixture
def w(db):
    """Unit A says of its work only that more than 8 of 10 tasks are done."""
    w = scoring_world()
    row = w.a.reported_values.get(indicator="done")
    entry = Entry(state="value", amount=Decimal(8), bound=">", certainty="final")
    save_values(actor=w.officer, period=w.period, unit=w.a, changes=[Change("done", entry, row.version)])
    w.year = Cycle.objects.get(pk=w.year.pk)
    return w


def test_the_drawer_shows_the_limit_and_says_that_the_rule_needs_the_number(w, client):
    client.force_login(w.officer)
    page = client.get(reverse("scoring:criterion", args=[w.year.pk, "AAA", "1.1"])).content.decode()
    assert "trên 8" in page
    assert "mục này cần số chính xác, điểm đang tính như đúng số đã ghi" in page
    assert str(queries.own_result(w.sheet, apart=False).lines["1.1"].points) == "8"


def test_the_figures_of_a_frozen_year_keep_the_limit(w, client):
    move = reverse("reporting:grid", args=[w.year.pk, w.a.pk, w.period.pk])
    client.force_login(w.leader)
    assert "trên 8" in client.get(move).content.decode()


def test_a_ranking_says_how_many_figures_are_limits(w, client):
    verified(w)
    for state in ("explanation", "reverification", "consolidated"):
        w.year = move_cycle(actor=w.secretary, cycle=w.year, to=state)
    ranking = Ranking.objects.get(cycle=w.year)
    assert frozen_table(ranking)["limits"] == 1
    client.force_login(w.neighbour)
    said = "Có 1 số liệu chỉ biết là trên hoặc dưới một mức, được tính như đúng mức đó."
    for name in ("ranking", "paper-ranking"):
        page = client.get(reverse(f"scoring:{name}", args=[ranking.pk])).content.decode()
        assert said in page
