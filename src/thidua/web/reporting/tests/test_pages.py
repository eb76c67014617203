"""Who sees which page, and what must never be seen."""

from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.web.clusters.models import Cycle, Membership
from thidua.web.core import clock
from thidua.web.reporting import actions, queries
from thidua.web.reporting.actions import Change
from thidua.web.reporting.models import Activity, ClassificationCount, Evidence, ReportedValue
from thidua.web.reporting.queries.cells import UnitPast
from thidua.web.reporting.tests.factories import SINCE, UnitFactory, UserFactory, assign, number
from thidua.web.rulebooks.queries import rulebook_in_force

ROLES = ("officer", "leader", "stranger", "foreigner", "secretary", "central", "site_admin")
SECRET = 48613


@pytest.fixture
def world(world):
    """The unit reported something that other units must not see."""
    world.leader = assign(world.unit, "leader")
    world.foreigner = assign(UnitFactory())
    world.site_admin = UserFactory(is_site_admin=True)
    actions.save_values(
        actor=world.officer,
        period=world.period,
        unit=world.unit,
        changes=[Change("admitted", number(Decimal(SECRET), note="bí mật của mùa này"), 0)],
    )
    own = {"cycle": world.cycle, "unit": world.unit}
    world.evidence = Evidence.objects.create(
        criterion="1.1", title="Giấy kín", link="https://a.vn", added_at=clock.now(), **own
    )
    world.activity = Activity.objects.create(kind="communication", title="Tọa đàm kín", count=4, **own)
    ClassificationCount.objects.create(
        subject="organisation", excellent=SECRET, good=0, completed=0, not_completed=0, **own
    )
    return world


def expect(code, **besides):
    return {role: besides.get(role, code) for role in ROLES}


HIDDEN = {"stranger": 404, "foreigner": 404, "site_admin": 404}
UNIT_PAGE = expect(200, **HIDDEN)
OFFICER = expect(403, officer=200, **HIDDEN)
CLUSTER = expect(200, foreigner=404)
OVERSEERS = expect(403, secretary=200, central=200, foreigner=404)
SECRETARY = expect(403, secretary=200, foreigner=404)
SECRETARY_ON_UNIT = expect(403, secretary=200, **HIDDEN)
TABLE = [
    ("year", ("cycle",), CLUSTER),
    ("periods", ("cycle",), CLUSTER),
    ("comparison", ("cycle",), OVERSEERS),
    ("comparison-csv", ("cycle",), OVERSEERS),
    ("period-add", ("cycle",), SECRETARY),
    ("period-edit", ("period",), SECRETARY),
    ("period-extend", ("period",), SECRETARY),
    ("grid", ("cycle", "unit", "period"), UNIT_PAGE),
    ("history", ("cycle", "unit", "period", "=admitted"), UNIT_PAGE),
    ("correct", ("cycle", "unit", "period", "=admitted"), expect(403, **HIDDEN)),
    ("assign", ("cycle", "unit", "period", "=admitted"), SECRETARY_ON_UNIT),
    ("evidence", ("cycle", "unit"), UNIT_PAGE),
    ("evidence-add", ("cycle", "unit", "=1.1"), OFFICER),
    ("evidence-withdraw", ("evidence",), OFFICER),
    ("evidence-review", ("evidence",), SECRETARY_ON_UNIT),
    ("activities", ("cycle", "unit"), UNIT_PAGE),
    ("activity-add", ("cycle", "unit"), OFFICER),
    ("activity-edit", ("activity",), OFFICER),
    ("classification", ("cycle", "unit"), UNIT_PAGE),
]


def address(world, name, parts):
    return reverse(
        f"reporting:{name}", args=[p[1:] if p.startswith("=") else getattr(world, p).pk for p in parts]
    )


@pytest.mark.parametrize(("name", "parts", "expected"), TABLE, ids=[name for name, _p, _e in TABLE])
def test_each_role_gets_its_code(world, client, name, parts, expected):
    found = {}
    for role in ROLES:
        client.force_login(getattr(world, role))
        found[role] = client.get(address(world, name, parts)).status_code
    assert found == expected


POSTED = [
    ("cells", ("cycle", "unit", "period"), 400),
    ("grid", ("cycle", "unit", "period"), 302),
    ("restore", ("cycle", "unit", "period", "=admitted"), 404),
    ("activity-remove", ("activity",), 302),
    ("evidence-withdraw", ("evidence",), 200),
]


@pytest.mark.parametrize(("name", "parts", "code"), POSTED, ids=[name for name, _p, _c in POSTED])
def test_other_units_meet_nothing_when_they_send(world, client, name, parts, code):
    client.force_login(world.stranger)
    assert client.post(address(world, name, parts)).status_code == 404
    client.force_login(world.officer)
    assert client.post(address(world, name, parts)).status_code == code


def doors(user):
    return [
        queries.values_visible_to(user).count(),
        queries.evidence_visible_to(user).count(),
        queries.activities_visible_to(user).count(),
        queries.classification_counts_visible_to(user).count(),
    ]


def test_rows_open_to_the_cluster_only_once_consolidated(world):
    assert ReportedValue.objects.exists()
    for role, seen in {"officer": 1, "leader": 1, "secretary": 1, "central": 1}.items():
        assert doors(getattr(world, role)) == [seen] * 4, role
    for role in ("stranger", "foreigner", "site_admin"):
        assert doors(getattr(world, role)) == [0] * 4, role
    Cycle.objects.filter(pk=world.cycle.pk).update(state="consolidated")
    assert doors(world.stranger) == [1] * 4
    assert doors(world.foreigner) == [0] * 4


@pytest.mark.parametrize("path", ["year", "periods", "start"])
def test_no_page_of_the_cluster_lets_a_figure_slip(world, client, path):
    client.force_login(world.stranger)
    page = client.get(
        reverse(f"reporting:{path}", args=[] if path == "start" else [world.cycle.pk]), follow=True
    ).content.decode()
    assert "48.613" not in page
    assert "bí mật" not in page
    assert "Giấy kín" not in page


def test_questions_to_an_officer_never_tell_what_others_report_this_year(world):
    rulebook = rulebook_in_force(world.cycle)
    indicator = rulebook.input_by_id["satisfaction"]
    for amount in range(50, 56):
        unit = UnitFactory()
        Membership.objects.create(cluster=world.cluster, unit=unit, from_on=SINCE)
        put(world.period, unit, amount)
    put(world.period, world.unit, 99)
    own = UnitPast(world.period, world.unit, rulebook).row(indicator).questions
    overseen = next(r for r in queries.compare(world.period, indicator, rulebook) if r.unit == world.unit)
    assert [q.code for q in own] == []
    assert [q.code for q in overseen.questions] == ["others"]


def put(period, unit, amount):
    ReportedValue.objects.create(
        period=period, unit=unit, indicator="satisfaction", amount=Decimal(amount), updated_at=clock.now()
    )


def test_officer_of_one_unit_starts_at_its_figures(world, client):
    client.force_login(world.officer)
    assert client.get("/reporting/").headers["Location"] == address(
        world, "grid", ("cycle", "unit", "period")
    )
    client.force_login(world.secretary)
    assert client.get("/reporting/").headers["Location"] == address(world, "year", ("cycle",))


@pytest.mark.parametrize("units", [0, 6])
def test_year_page_takes_a_constant_number_of_queries(world, client, django_assert_num_queries, units):
    for _n in range(units):
        unit = UnitFactory()
        Membership.objects.create(cluster=world.cluster, unit=unit, from_on=SINCE)
        ReportedValue.objects.create(
            period=world.period, unit=unit, indicator="admitted", amount=Decimal(7), updated_at=clock.now()
        )
    client.force_login(world.secretary)
    client.get(address(world, "year", ("cycle",)))
    with django_assert_num_queries(24):
        assert client.get(address(world, "year", ("cycle",))).status_code == 200


def test_year_without_periods_or_rulebook_says_what_to_do(world, client):
    client.force_login(world.secretary)
    ReportedValue.objects.all().delete()
    world.cycle.periods.all().delete()
    assert "chưa có kỳ báo cáo" in client.get(address(world, "year", ("cycle",))).content.decode()
    world.cycle.edition_in_force.delete()
    assert "chưa có quy chế áp dụng" in client.get(address(world, "year", ("cycle",))).content.decode()


def test_person_without_a_cluster_meets_an_empty_page(world, client):
    client.force_login(UserFactory())
    assert "Chưa có năm thi đua nào" in client.get("/reporting/").content.decode()
