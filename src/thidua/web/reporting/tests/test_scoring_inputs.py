import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.rules import Data, State, UnitData, Value, validate
from thidua.web.clusters.models import Membership
from thidua.web.core import clock
from thidua.web.reporting import queries
from thidua.web.reporting.models import Activity, ClassificationCount, Evidence, ReportedValue
from thidua.web.reporting.tests.factories import SINCE, UnitFactory
from thidua.web.rulebooks.models import Target
from thidua.web.rulebooks.queries import rulebook_in_force


def put(period, unit, indicator, amount=None, denominator=None, **more):
    return ReportedValue.objects.create(
        period=period,
        unit=unit,
        indicator=indicator,
        amount=amount,
        denominator=denominator,
        updated_at=clock.now(),
        **more,
    )


def test_unit_brings_values_targets_last_year_counts_and_evidence(world):
    unit, day = world.unit, dt.date(2021, 11, 30)
    put(world.period, unit, "admitted", Decimal(120), as_of=day)
    put(world.period, unit, "inspected", Decimal(95), Decimal(100), certainty="final", as_of=day)
    put(world.period, unit, "satisfaction", state="not_applicable", note="không khảo sát")
    put(world.period, unit, "level", choice="two", certainty="final")
    put(world.last_period, unit, "admitted", Decimal(100), certainty="final")
    put(world.last_period, unit, "inspected", Decimal(1), Decimal(3), certainty="estimate")
    Target.objects.create(edition=world.edition, unit=unit, indicator="admitted", amount=Decimal(110))
    for count in (2, 3):
        Activity.objects.create(
            cycle=world.cycle, unit=unit, kind="communication", title="Tọa đàm", count=count
        )
    ClassificationCount.objects.create(
        cycle=world.cycle,
        unit=unit,
        subject="organisation",
        excellent=7,
        good=1,
        completed=0,
        not_completed=0,
    )
    Evidence.objects.create(
        cycle=world.cycle,
        unit=unit,
        criterion="1.1",
        title="Báo cáo",
        link="https://a.vn",
        added_at=clock.now(),
    )
    data = queries.scoring_inputs(world.cycle)
    assert data == Data(
        tuple(
            UnitData(
                code=member.code,
                name=member.code,
                values={
                    "admitted": Value(amount=Fraction(120), certainty="estimate", as_of=day),
                    "inspected": Value(amount=Fraction(95), of=Fraction(100), certainty="final", as_of=day),
                    "satisfaction": Value(state=State.NOT_APPLICABLE, certainty="estimate"),
                    "level": Value(choice="two", certainty="final"),
                    "activity_communication": Value(amount=Fraction(5)),
                    "org_excellent": Value(amount=Fraction(7), certainty="estimate"),
                },
                targets={"admitted": Fraction(110)},
                previous={"admitted": Fraction(100)},
                evidence={"1.1": True},
            )
            if member == unit
            else UnitData(code=member.code, name=member.code)
            for member in world.units
        )
    )
    assert validate(rulebook_in_force(world.cycle), data) == ()


@pytest.mark.parametrize("more", [0, 5])
def test_scoring_inputs_take_a_constant_number_of_queries(world, django_assert_num_queries, more):
    for _n in range(more):
        unit = UnitFactory()
        Membership.objects.create(cluster=world.cluster, unit=unit, from_on=SINCE)
        put(world.period, unit, "admitted", Decimal(1))
        Activity.objects.create(cycle=world.cycle, unit=unit, kind="communication", title="Tọa đàm")
    for cycle in (world.cycle, world.before):
        rulebook_in_force(cycle)  # read once per text
    with django_assert_num_queries(15):
        queries.scoring_inputs(world.cycle)


def test_another_definition_breaks_the_series(world):
    put(world.last_period, world.unit, "admitted", Decimal(100), certainty="final")
    edition = world.edition
    edition.text = edition.text.replace("unit: người,", "unit: người, definition_version: 2,")
    edition.digest = "2" * 64
    edition.save()
    assert queries.scoring_inputs(world.cycle).unit(world.unit.code).previous == {}


def add(world, criterion="1.2", **more):
    return Evidence.objects.create(
        cycle=world.cycle, unit=world.unit, criterion=criterion, title="M", added_at=clock.now(), **more
    )


def there(world, criterion="1.2"):
    return queries.scoring_inputs(world.cycle).unit(world.unit.code).evidence.get(criterion)


def test_evidence_is_there_when_every_required_paper_stands(world):
    assert there(world) is None
    add(world, covers="Kế hoạch", link="https://a.vn")
    assert there(world) is False
    second = add(world, covers="Kết luận", document_number="12-KL/TU")
    assert there(world) is True
    second.review = Evidence.Review.REJECTED
    second.save()
    assert there(world) is False
    second.review, second.withdrawn_at = Evidence.Review.ACCEPTED, clock.now()
    second.save()
    assert there(world) is False


def test_written_explanation_stands_only_where_the_rulebook_takes_one(world):
    add(world, explanation="Đoàn kiểm tra hoãn sang tháng 12.")
    add(world, "1.1", explanation="Không có giấy tờ.")
    assert (there(world, "1.2"), there(world, "1.1")) == (True, False)


def test_no_edition_in_force_is_an_error(world):
    world.cycle.edition_in_force.delete()
    with pytest.raises(LookupError):
        queries.scoring_inputs(world.cycle)
