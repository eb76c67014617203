"""What the conference of 2020 stated is in the demo; what is made up around it says so."""

import pytest

from thidua.web.clusters.models import Cycle
from thidua.web.core.invariants import check_all
from thidua.web.demo import actions, figures
from thidua.web.limitations import queries
from thidua.web.limitations.models import Limitation, LimitationChange
from thidua.web.reporting.models import ClassificationCount, ReportedValue


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, built once for this module and taken away again."""
    from django.db import transaction
    from django.test import override_settings

    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=files), transaction.atomic():
        actions.build()
        yield
        transaction.set_rollback(True)


def of_year(year):
    return queries.in_order(Limitation.objects.filter(cycle__year=year))


def test_the_limitations_of_2020_are_there_and_open_ones_were_carried(demo):
    stated = ("bộ máy", "doanh nghiệp ngoài nhà nước", "thôn, bản chưa đạt", "«trắng» đảng viên")
    common = [row.text for row in of_year(2020).filter(unit=None)]
    assert [sum(words in text for text in common) for words in stated] == [1, 1, 1, 1]
    assert queries.counts_by_state(of_year(2020)) == {"not_fixed": 6, "fixing": 0, "fixed": 1}
    assert queries.counts_by_state(of_year(2021)) == {"not_fixed": 3, "fixing": 4, "fixed": 0}
    assert [row.carried_from is not None for row in of_year(2021)].count(False) == 1
    found = check_all()
    assert found["limitations.carried_forward"] + found["limitations.states_have_a_history"] == []


def test_what_is_made_up_says_so(demo):
    for row in Limitation.objects.all():
        assert row.cause.endswith("(minh họa)")
        assert not row.remedy or row.remedy.endswith("(minh họa)")
    moved = LimitationChange.objects.filter(kind="moved")
    assert moved.exists()
    assert all(change.reason.endswith("(minh họa)") for change in moved)


def test_the_four_indicators_of_the_host_follow_from_their_counts(demo):
    cycle = Cycle.objects.get(year=figures.STATED_YEAR)
    values = {
        row.indicator: row
        for row in ReportedValue.objects.filter(
            period__cycle=cycle, period__feeds_scoring=True, unit__code=figures.STATED_UNIT
        )
    }
    qualified = values["commune_qualified"]
    assert qualified.amount == qualified.denominator
    assert (qualified.note[:18], values["members"].note[:36]) == (
        "Đã công bố: 100 %;", "Đã công bố: đảng viên bằng 11 % dân ",
    )  # fmt: skip
    share = values["members"].amount * 100 / values["population"].amount
    assert round(share) == 11
    for subject, over in (("organisation", 70), ("member", 80)):
        row = ClassificationCount.objects.get(cycle=cycle, unit__code=figures.STATED_UNIT, subject=subject)
        rated = row.excellent + row.good + row.completed + row.not_completed + row.not_rated
        assert (row.excellent + row.good) * 100 > over * rated
        assert (row.excellent + row.good) * 100 < (over + 5) * rated
        assert row.note.startswith(f"Đã công bố: trên {over} % hoàn thành tốt")
        assert row.note.endswith("các số cụ thể là minh họa.")
