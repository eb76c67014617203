"""Search finds limitations and documents of another unit for nobody who may not read them."""

import pytest
from tests.worlds import small_world

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.tests import factories as papers
from thidua.web.home.queries import search
from thidua.web.limitations.tests import factories as limitations

PEOPLE = ("officer", "neighbour", "secretary", "central", "site_admin", "foreigner")


@pytest.fixture
def w(db):
    w = small_world()
    limitations.of_b(w)
    limitations.of_the_cluster(w)
    papers.issued(w, "explanation_request", unit=w.b, subject="Đề nghị Bình giải trình")
    papers.draft(w, "plan", subject="Kế hoạch còn kín")
    return w


def found(w, text):
    """Who finds something."""
    people = [User.objects.get(pk=getattr(w, name).pk) for name in PEOPLE]
    return [any(group.title != "Trợ giúp" for group in search(user, text)) for user in people]


def test_what_concerns_one_unit_waits_for_consolidation(w):
    for text in ("ho so cua binh", "binh giai trinh"):
        assert found(w, text) == [False, True, True, True, False, False], text
    Cycle.objects.filter(pk=w.year.pk).update(state="consolidated")
    for text in ("ho so cua binh", "binh giai trinh"):
        assert found(w, text) == [True, True, True, True, True, False], text


def test_what_concerns_the_cluster_is_found_by_its_members_and_a_draft_by_the_secretariat(w):
    assert found(w, "sap xep bo may") == [True, True, True, True, True, False]
    assert found(w, "con kin") == [False, False, True, False, False, False]
