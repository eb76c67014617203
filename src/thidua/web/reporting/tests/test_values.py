import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.web.clusters.models import Cycle
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry
from thidua.web.reporting import actions
from thidua.web.reporting.actions import CellsConflict, CellsInvalid, Change
from thidua.web.reporting.cells import Entry, entry_of
from thidua.web.reporting.models import ReportedValue
from thidua.web.reporting.tests.factories import assign, number
from thidua.web.rulebooks.models import EditionInForce


def save(world, entry, version=0, indicator="admitted", actor=None):
    return actions.save_values(
        actor=actor or world.officer,
        period=world.period,
        unit=world.unit,
        changes=[Change(indicator, entry, version)],
    )[0]


def freeze(world, state="verification"):
    Cycle.objects.filter(pk=world.cycle.pk).update(state=state)


def test_each_change_is_a_version_and_restoring_is_one_more(world):
    save(world, number(Decimal(10)))
    save(world, number(Decimal(12), note="đếm lại"), 1)
    value = save(world, Entry(), 2)
    assert entry_of(value) == Entry()
    value = actions.restore_value(actor=world.officer, value=value, to=1, seen=3)
    assert (value.amount, value.version) == (Decimal(10), 4)
    assert [v.content["amount"] for v in value.versions.all()] == ["10", None, "12", "10"]
    lines = AuditEntry.objects.filter(action__startswith="reporting.").order_by("pk")
    assert [line.action for line in lines] == ["reporting.value.save"] * 3 + ["reporting.value.restore"]
    assert lines[1].detail["before"] == {"amount": "10", "note": ""}
    assert lines[1].detail["after"] == {"amount": "12", "note": "đếm lại"}
    assert {name: found for name, found in check_all().items() if found} == {}


def test_restoring_over_a_newer_change_is_a_conflict(world):
    save(world, number(Decimal(10)))
    value = save(world, number(Decimal(12)), 1)
    save(world, number(Decimal(13)), 2)
    with pytest.raises(CellsConflict):
        actions.restore_value(actor=world.officer, value=value, to=1, seen=2)


def test_stale_change_is_refused_with_both_values(world):
    save(world, number(Decimal(10)))
    with pytest.raises(CellsConflict) as caught:
        save(world, number(Decimal(12)), 0, actor=assign(world.unit))
    assert (caught.value.mine, caught.value.theirs) == ("12", "10")


@pytest.mark.parametrize("who", ["stranger", "secretary", "central"])
def test_only_officers_of_the_unit_enter(world, who):
    with pytest.raises(Refused, match="không được phân công"):
        save(world, number(Decimal(1)), actor=getattr(world, who))


@pytest.mark.parametrize("state", [s for s in Cycle.State.values if s not in {"running", "self_scoring"}])
def test_values_freeze_outside_running_and_self_scoring(world, state):
    freeze(world, state)
    with pytest.raises(Refused):
        save(world, number(Decimal(1)))


def test_without_an_edition_in_force_nothing_is_entered(world):
    EditionInForce.objects.filter(cycle=world.cycle).delete()
    with pytest.raises(Refused, match="chưa có quy chế"):
        save(world, number(Decimal(1)))


def test_late_unit_may_enter_again_once_it_has_longer(world):
    world.period.due_on = world.period.due_on.replace(day=1)
    world.period.save()
    with pytest.raises(Refused, match="Đã quá hạn báo cáo 01/12/2021"):
        save(world, number(Decimal(1)))
    actions.extend_period(
        actor=world.secretary,
        period=world.period,
        unit=world.unit,
        due_on=world.period.due_on.replace(day=20),
        reason="Mưa lũ",
    )
    assert save(world, number(Decimal(1))).version == 1


def test_frozen_value_is_corrected_by_the_secretariat_with_a_reason(world):
    save(world, number(Decimal(10)))
    freeze(world, "published")
    change = Change("admitted", number(Decimal(9), certainty="final"), 1)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.correct_value(
            actor=world.secretary, period=world.period, unit=world.unit, change=change, reason=" "
        )
    value = actions.correct_value(
        actor=world.secretary, period=world.period, unit=world.unit, change=change, reason="Đếm trùng"
    )
    assert (value.amount, value.versions.first().reason) == (Decimal(9), "Đếm trùng")
    line = AuditEntry.objects.get(action="reporting.value.correct")
    assert (line.detail["reason"], line.unit_id) == ("Đếm trùng", world.unit.pk)


@pytest.mark.parametrize(
    ("who", "unit", "state", "words"),
    [
        ("officer", "unit", "published", "chính đơn vị mình"),
        ("central", "unit", "published", "tổ thư ký"),
        ("secretary", "unit", "self_scoring", "đơn vị tự sửa được"),
        ("secretary", "unit", "archived", "đã lưu trữ"),
        ("secretary", "head", "published", "chính đơn vị mình"),
    ],
)
def test_nobody_else_corrects_and_nobody_the_own_unit(world, who, unit, state, words):
    world.head = world.units[0]
    freeze(world, state)
    with pytest.raises(Refused, match=words):
        actions.correct_value(
            actor=getattr(world, who),
            period=world.period,
            unit=getattr(world, unit),
            change=Change("admitted", number(Decimal(1)), 0),
            reason="Sửa",
        )


def test_only_the_secretariat_says_not_assigned(world):
    with pytest.raises(CellsInvalid, match="đơn vị không tự đổi"):
        save(world, Entry(state="not_assigned"))
    save(world, number(Decimal(3)))
    act = {"period": world.period, "unit": world.unit, "indicator": "admitted"}
    with pytest.raises(Refused):
        actions.set_assigned(actor=world.officer, reason="x", assigned=False, **act)
    value = actions.set_assigned(actor=world.secretary, reason="Không có đối tượng", assigned=False, **act)
    assert (value.state, value.amount, value.version) == ("not_assigned", None, 2)
    with pytest.raises(CellsInvalid):
        save(world, number(Decimal(3)), 2)
    value = actions.set_assigned(actor=world.secretary, reason="Có lại", assigned=True, **act)
    assert value.state == "missing"
    assert save(world, number(Decimal(3)), 3).version == 4
    with pytest.raises(Refused, match="đang được giao"):
        actions.set_assigned(actor=world.secretary, reason="x", assigned=True, **act)


def test_saving_notes_a_change_of_the_year_and_saving_nothing_does_not(world):
    def revision():
        return Cycle.objects.get(pk=world.cycle.pk).revision

    save(world, number(Decimal(3)))
    assert revision() == 1
    save(world, replace(number(Decimal(3)), as_of=ReportedValue.objects.get().as_of), 1)
    save(world, Entry(), 0, "late")
    assert (revision(), ReportedValue.objects.count()) == (1, 1)


def test_a_period_is_open_from_its_first_day(world):
    first = world.period.starts_on
    clock.set_today(first - dt.timedelta(days=1))
    with pytest.raises(Refused, match=f"Kỳ này bắt đầu từ {first:%d/%m/%Y}"):
        save(world, number(Decimal(3)))
    clock.set_today(first)
    assert save(world, number(Decimal(3))).amount == Decimal(3)


def test_invariants_find_what_was_tampered_with(world):
    value = save(world, number(Decimal(3), Decimal(4)), indicator="inspected")
    ReportedValue.objects.filter(pk=value.pk).update(amount=Decimal(5), version=7)
    found = check_all()
    assert len(found["reporting.versions_complete"]) == 1
    assert len(found["reporting.ratio_within_one"]) == 1
    ReportedValue.objects.filter(pk=value.pk).update(version=1)
    assert len(check_all()["reporting.value_is_last_version"]) == 1


def test_nobody_says_of_their_own_unit_that_it_was_not_assigned(world):
    """Not assigned may earn points; the head's people would give them to themselves."""
    with pytest.raises(Refused, match="chính đơn vị mình"):
        actions.set_assigned(
            actor=world.secretary, period=world.period, unit=world.units[0], indicator="admitted",
            reason="x", assigned=False,
        )  # fmt: skip


def test_restoring_what_never_was_is_refused(world):
    value = save(world, number(Decimal(5)))
    with pytest.raises(Refused, match="Không có bản số 7"):
        actions.restore_value(actor=world.officer, value=value, to=7, seen=1)


@pytest.mark.parametrize(
    ("indicator", "words"),
    [("unknown", "không có chỉ tiêu này"), ("activity_communication", "tính từ trang khác")],
)
def test_what_is_no_typed_indicator_of_the_year_is_refused_whole(world, indicator, words):
    changes = [Change("admitted", number(Decimal(5)), 0), Change(indicator, number(Decimal(5)), 0)]
    with pytest.raises(CellsInvalid) as caught:
        actions.save_values(actor=world.officer, period=world.period, unit=world.unit, changes=changes)
    assert list(caught.value.problems) == [indicator]
    assert words in str(caught.value)
    assert not ReportedValue.objects.exists()


def test_several_stored_cells_change_as_one_act(world):
    save(world, number(Decimal(5)))
    save(world, number(Decimal(1), Decimal(2)), indicator="inspected")
    changes = [
        Change("admitted", number(Decimal(6)), 1),
        Change("inspected", number(Decimal(1), Decimal(3)), 1),
    ]
    actions.save_values(actor=world.officer, period=world.period, unit=world.unit, changes=changes)
    rows = ReportedValue.objects.order_by("indicator").values_list(
        "indicator", "amount", "denominator", "version"
    )
    assert list(rows) == [("admitted", 6, None, 2), ("inspected", 1, 3, 2)]
    assert AuditEntry.objects.latest("pk").action == "reporting.value.paste"
