"""Completeness, comparison, periods: what the secretariat works with."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.web.clusters import year
from thidua.web.clusters.models import Membership
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.reporting import actions, queries
from thidua.web.reporting.actions import Change
from thidua.web.reporting.models import Evidence, ReportedValue, ReportingPeriod
from thidua.web.reporting.tests.factories import SINCE, UnitFactory, number
from thidua.web.rulebooks.queries import rulebook_in_force


def put(period, unit, indicator, amount=None, denominator=None, **more):
    return ReportedValue.objects.create(
        period=period, unit=unit, indicator=indicator, amount=amount, denominator=denominator,
        updated_at=clock.now(), **more,
    )  # fmt: skip


def test_completeness_names_what_is_missing(world):
    put(world.period, world.unit, "admitted", Decimal(0))
    put(world.period, world.unit, "satisfaction", state="not_applicable", note="x")
    put(world.period, world.unit, "level", state="missing")
    Evidence.objects.create(
        cycle=world.cycle,
        unit=world.unit,
        criterion="1.1",
        title="M",
        link="https://a.vn",
        added_at=clock.now(),
    )
    fill = next(f for f in queries.completeness(world.cycle) if f.unit == world.unit)
    assert [(s.id, s.filled, s.required, s.missing, s.papers, s.papers_missing) for s in fill.sections] == [
        ("1", 1, 2, ("Tổ chức đảng được kiểm tra",), 2, ("Kiểm tra",)),
        ("2", 1, 2, ("Mức độ",), 0, ()),
        ("", 0, 1, ("Có kế hoạch",), 0, ()),
    ]
    assert (fill.filled, fill.required, fill.papers_given, fill.papers, fill.is_complete) == (
        2,
        5,
        1,
        2,
        False,
    )


@pytest.mark.parametrize("more", [0, 5])
def test_completeness_takes_a_constant_number_of_queries(world, django_assert_num_queries, more):
    for _n in range(more):
        Membership.objects.create(cluster=world.cluster, unit=UnitFactory(), from_on=SINCE)
    rulebook_in_force(world.cycle)
    with django_assert_num_queries(7):
        assert len(queries.completeness(world.cycle)) == 3 + more


def ask(client, world, name="comparison", **more):
    return client.get(reverse(f"reporting:{name}", args=[world.cycle.pk]), {"indicator": "admitted", **more})


def test_comparison_marks_the_one_that_lies_far(world, client):
    units = [*world.units, *(UnitFactory(order=9) for _n in range(4))]
    for unit in units[3:]:
        Membership.objects.create(cluster=world.cluster, unit=unit, from_on=SINCE)
    for place, unit in enumerate(units):
        put(world.period, unit, "admitted", Decimal(900 if unit == world.unit else 100 + place))
    put(world.last_period, world.unit, "admitted", Decimal(800), certainty="final")
    found = {
        row.unit.code: [q.code for q in row.questions]
        for row in queries.compare(
            world.period,
            rulebook_in_force(world.cycle).input_by_id["admitted"],
            rulebook_in_force(world.cycle),
        )
    }
    assert found == {unit.code: ["others"] if unit == world.unit else [] for unit in units}
    client.force_login(world.secretary)
    page = ask(client, world).content.decode()
    assert "+12,5\u00a0%" in page
    assert "Khác hẳn mức chung" in page
    assert "(1 bất thường)" in page
    assert client.get(reverse("reporting:comparison", args=[world.cycle.pk])).context["asked"] == 1


def test_csv_runs_nothing_in_a_spreadsheet(world, client):
    put(world.period, world.unit, "admitted", Decimal(1234), note="=HYPERLINK(A1)", certainty="final")
    client.force_login(world.central)
    text = ask(client, world, "comparison-csv").content.decode("utf-8-sig")
    rows = text.splitlines()
    assert rows[0].startswith("Đơn vị;Đảng viên mới kết nạp;Loại số")
    assert f"{world.unit.code};1.234;Chính thức;;–;–;;'=HYPERLINK(A1)" in rows


def period_data(**more):
    return {
        "name": "6 tháng đầu năm", "starts_on": "01/01/2021", "ends_on": "30/06/2021", "due_on": "10/07/2021",
    } | more  # fmt: skip


def test_secretariat_sets_up_periods_and_only_one_feeds_scoring(world, client):
    client.force_login(world.secretary)
    url = reverse("reporting:period-add", args=[world.cycle.pk])
    assert client.post(url, period_data(feeds_scoring="on")).status_code == 302
    assert [(p.name, p.feeds_scoring) for p in world.cycle.periods.order_by("name")] == [
        ("6 tháng đầu năm", True),
        ("Cả năm", False),
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"ends_on": "01/01/2020"}, "sớm hơn ngày bắt đầu"),
        ({"due_on": "01/12/2020"}, "Hạn báo cáo sớm hơn"),
        ({"starts_on": "01/01/2020"}, "trong năm 2021"),
        ({"name": "Cả năm"}, "đã có kỳ mang tên đó"),
    ],
)
def test_period_with_a_mistake_is_refused_at_its_field(world, client, more, words):
    client.force_login(world.secretary)
    page = client.post(
        reverse("reporting:period-add", args=[world.cycle.pk]), period_data(**more)
    ).content.decode()
    assert words in page
    assert world.cycle.periods.count() == 1


def test_periods_are_copied_from_last_year_once(world):
    world.period.delete()
    made = actions.copy_periods(actor=world.secretary, cycle=world.cycle)
    assert [(p.name, p.starts_on, p.due_on, p.feeds_scoring) for p in made] == [
        ("Cả năm", dt.date(2021, 1, 1), dt.date(2021, 12, 15), True)
    ]
    with pytest.raises(Refused, match="đã có kỳ báo cáo"):
        actions.copy_periods(actor=world.secretary, cycle=world.cycle)


def test_period_with_figures_is_not_removed(world, client):
    put(world.period, world.unit, "admitted", Decimal(1))
    with pytest.raises(Refused, match="đã có số liệu"):
        actions.remove_period(actor=world.secretary, period=world.period)
    ReportedValue.objects.all().delete()
    actions.remove_period(actor=world.secretary, period=world.period)
    assert not ReportingPeriod.objects.filter(pk=world.period.pk).exists()


@pytest.mark.parametrize("who", ["officer", "stranger", "central"])
def test_nobody_else_sets_up_or_extends_periods(world, who):
    user = getattr(world, who)
    with pytest.raises(Refused):
        actions.set_up_period(actor=user, period=world.period)
    with pytest.raises(Refused):
        actions.extend_period(
            actor=user, period=world.period, unit=world.unit, due_on=dt.date(2021, 12, 30), reason="x"
        )


def test_longer_deadline_must_be_later_and_for_a_member(world):
    act = {"actor": world.secretary, "period": world.period, "reason": "Mưa lũ"}
    with pytest.raises(Refused, match="sau hạn chung 15/12/2021"):
        actions.extend_period(unit=world.unit, due_on=dt.date(2021, 12, 15), **act)
    with pytest.raises(Refused, match="không thuộc cụm"):
        actions.extend_period(unit=UnitFactory(), due_on=dt.date(2021, 12, 20), **act)
    with pytest.raises(Refused, match="lý do gia hạn"):
        actions.extend_period(unit=world.unit, due_on=dt.date(2021, 12, 20), **act | {"reason": " "})
    actions.extend_period(unit=world.unit, due_on=dt.date(2021, 12, 20), **act)
    assert queries.due_on(world.period, world.unit) == dt.date(2021, 12, 20)
    assert queries.due_on(world.period, world.other) == dt.date(2021, 12, 15)


def test_a_period_is_extended_only_by_the_year_as_it_stands_in_the_database(world):
    assert world.period.cycle.state != "published"
    type(world.cycle).objects.update(state="published")  # meanwhile, by somebody else
    with pytest.raises(Refused, match="Số liệu đã khóa"):
        actions.extend_period(
            actor=world.secretary,
            period=world.period,
            unit=world.unit,
            due_on=dt.date(2021, 12, 20),
            reason="x",
        )


def test_year_waits_for_the_period_that_is_scored(world):
    sentence = "Chưa có kỳ báo cáo dùng để chấm điểm."
    assert sentence not in year.unmet(world.cycle, "self_scoring")
    world.cycle.periods.update(feeds_scoring=False)
    assert sentence in year.unmet(world.cycle, "self_scoring")


def test_correction_page_shows_problems_at_their_field(world, client):
    actions.save_values(
        actor=world.officer,
        period=world.period,
        unit=world.unit,
        changes=[Change("admitted", number(Decimal(5)), 0)],
    )
    world.cycle.state = "verification"
    world.cycle.save()
    client.force_login(world.secretary)
    url = reverse("reporting:correct", args=[world.cycle.pk, world.unit.pk, world.period.pk, "admitted"])
    assert 'value="5"' in client.get(url).content.decode()
    data = {"amount": "60.000", "certainty": "final", "reason": "Đếm lại", "version": "1"}
    assert "Phải từ 0 đến 50.000." in client.post(url, data).content.decode()
    assert client.post(url, data | {"amount": "6"}).status_code == 302
    value = ReportedValue.objects.get()
    assert (value.amount, value.version) == (Decimal(6), 2)


def test_not_assigned_is_said_on_its_page(world, client):
    client.force_login(world.secretary)
    url = reverse("reporting:assign", args=[world.cycle.pk, world.unit.pk, world.period.pk, "admitted"])
    assert client.post(url, {"reason": "Không có đối tượng"}).status_code == 302
    assert ReportedValue.objects.get().state == "not_assigned"
    client.force_login(world.officer)
    grid = reverse("reporting:grid", args=[world.cycle.pk, world.unit.pk, world.period.pk])
    page = client.get(grid).content.decode()
    assert 'name="amount.admitted"' not in page
    assert "nil-not-assigned" in page
