"""What acts on limitations make true, who may not and why, what the history and the audit keep."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.worlds import SINCE, Role, person, right, unit

from thidua.web.clusters.actions import open_cycle
from thidua.web.clusters.models import ClusterRole, Cycle, LineageEdge, LineageEvent, Membership
from thidua.web.clusters.year import usual_dates
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry
from thidua.web.limitations import actions, queries
from thidua.web.limitations.models import Limitation, LimitationChange
from thidua.web.limitations.tests.factories import DUE, of_b, of_the_cluster, proof_of, record

CARRY = "limitations.list.carry"


def broken():
    found = check_all()
    return found["limitations.carried_forward"] + found["limitations.states_have_a_history"]


def next_year(w, number=2022):
    return open_cycle(actor=w.secretary, cluster=w.cluster, year_number=number, steps=usual_dates(number))


def move(actor, row, to, reason="Có kết quả"):
    return actions.move_limitation(actor=actor, limitation=row, to=to, reason=reason)


def edit(actor, row, reason="Làm rõ", version=None, **changes):
    version = row.version if version is None else version
    return actions.edit_limitation(
        actor=actor, limitation=row, changes=changes, version=version, reason=reason
    )


def test_the_secretariat_records_by_section_with_its_name(world):
    row = of_the_cluster(world, content="1", remedy="Giao chỉ tiêu từng quý")
    assert (row.state, row.unit, row.content_name) == ("not_fixed", None, "1. Phát triển đảng viên")
    line = AuditEntry.objects.latest("pk")
    assert (line.action, line.unit_id, line.detail["after"]["section"]) == (
        "limitations.limitation.record", None, "1. Phát triển đảng viên",
    )  # fmt: skip
    assert row.changes.get().kind == "recorded"
    assert broken() == []


def test_a_unit_records_what_its_report_admits_and_nothing_else(world):
    row = of_b(world)
    assert (row.unit, row.origin, row.due_on) == (world.b, "report", DUE)
    for wrong, why in (
        ({"unit": world.a}, "không được phân công"),
        ({"unit": None}, "tổ thư ký"),
        ({"unit": world.b, "origin": "verification"}, "theo báo cáo của mình"),
        ({"unit": world.b, "state": "fixed"}, "chính đơn vị mình"),
        ({"unit": world.b, "content": "9"}, "không có nội dung này"),
    ):
        with pytest.raises(Refused, match=why):
            record(world, world.neighbour, **wrong)
    with pytest.raises(Refused, match="không thuộc cụm"):
        record(world, world.secretary, unit=world.c)
    assert Limitation.objects.count() == 1


def test_the_unit_plans_the_remedy_of_what_others_found(world):
    row = record(world, world.secretary, unit=world.b, origin="verification")
    edit(world.neighbour, row, remedy="Kế hoạch 12", owner="Phòng 2", due_on=DUE)
    with pytest.raises(Refused, match="đơn vị chỉ ghi biện pháp"):
        edit(world.neighbour, row, text="Không có gì")
    row.refresh_from_db()
    assert (row.text, row.remedy, row.version) == ("Kết nạp đảng viên ở thôn, bản thấp", "Kế hoạch 12", 2)
    change = row.changes.first()
    assert (change.kind, change.reason, change.before) == (
        "edited", "Làm rõ", {"remedy": "", "in_charge": "Phòng Tổ chức cơ sở đảng", "remedy_due_on": ""},
    )  # fmt: skip
    assert change.after == {"remedy": "Kế hoạch 12", "in_charge": "Phòng 2", "remedy_due_on": "2021-11-30"}
    with pytest.raises(Refused, match="đơn vị chỉ ghi biện pháp"):
        actions.withdraw_limitation(actor=world.neighbour, limitation=row, reason="x")


def test_an_edit_says_why_and_meets_a_later_one_as_a_conflict(world):
    row = of_the_cluster(world)
    with pytest.raises(Refused, match="lý do sửa"):
        edit(world.secretary, row, reason=" ", text="Khác")
    edit(world.secretary, row, text="Khác", content="2")
    with pytest.raises(Conflict):
        edit(world.central, row, version=1, text="Khác nữa")
    row.refresh_from_db()
    assert (row.text, row.content_name) == ("Khác", "2. Giải quyết đơn thư")
    edit(world.secretary, row, text="Khác")
    assert row.changes.count() == 2


def test_nobody_declares_their_own_remedied(world):
    deputy = person("thuky-pho")
    right(deputy, world.cluster, ClusterRole.Role.SECRETARIAT, (world.site_admin, world.leader), world.b)
    row, of_head = of_b(world), record(world, world.secretary, unit=world.a, origin="verification")
    proof_of(world, row)
    for actor in (world.neighbour, deputy):
        with pytest.raises(Refused, match="chính đơn vị mình"):
            move(actor, row, "fixed")
    with pytest.raises(Refused, match="chính đơn vị mình"):
        move(world.secretary, of_head, "fixed")
    assert move(world.secretary, row, "fixed").state == "fixed"
    assert move(deputy, of_head, "fixed").state == "fixed"
    assert move(world.central, of_head, "fixing").state == "fixing"
    common = of_the_cluster(world)
    with pytest.raises(Refused, match="tổ thư ký của cụm làm"):
        move(world.officer, common, "fixing")
    assert move(world.secretary, common, "fixed").state == "fixed"
    assert broken() == []


def test_a_change_of_state_keeps_reason_and_evidence(world):
    row = of_b(world)
    with pytest.raises(Refused, match="vì sao"):
        move(world.neighbour, row, "fixing", " ")
    change = proof_of(world, row)
    assert (change.before, change.after) == ({"remedy_state": "not_fixed"}, {"remedy_state": "fixing"})
    assert (change.reason, change.evidence, change.file_name) == (
        "Đã có kế hoạch", "12-KH/BTC", "ke-hoach.pdf"
    )  # fmt: skip
    with pytest.raises(Refused, match="đã ở trạng thái đó"):
        move(world.neighbour, row, "fixing")
    line = AuditEntry.objects.latest("pk")
    assert (line.unit_id, line.detail) == (world.b.pk, {
        "before": "not_fixed", "after": "fixing", "evidence": "12-KH/BTC", "reason": "Đã có kế hoạch",
    })  # fmt: skip


def test_a_mistake_is_withdrawn_and_counts_no_more(world):
    row, other = of_b(world), of_b(world)
    with pytest.raises(Refused, match="lý do rút"):
        actions.withdraw_limitation(actor=world.neighbour, limitation=row, reason="")
    actions.withdraw_limitation(actor=world.neighbour, limitation=row, reason="Ghi hai lần")
    seen = queries.limitations_visible_to(world.neighbour)
    assert (seen.count(), queries.counts_by_state(seen)["not_fixed"]) == (2, 1)
    assert list(queries.standing_in(world.year)) == [other]
    for act in (
        lambda: edit(world.secretary, row, text="x"),
        lambda: move(world.secretary, row, "fixing"),
        lambda: actions.withdraw_limitation(actor=world.secretary, limitation=row, reason="x"),
    ):
        with pytest.raises(Refused, match="đã rút"):
            act()


def test_open_ones_are_carried_once_with_state_and_link(world):
    fixed, mistake = of_the_cluster(world), of_the_cluster(world)
    move(world.secretary, fixed, "fixed")
    actions.withdraw_limitation(actor=world.secretary, limitation=mistake, reason="x")
    common = of_the_cluster(world, content="1", remedy="Giao chỉ tiêu")
    own = of_b(world)
    move(world.neighbour, own, "fixing")
    target = next_year(world)
    rows = actions.carry_over(actor=world.secretary, source=world.year, target=target)
    assert [(r.carried_from, r.state, r.unit, r.remedy, r.content) for r in rows] == [
        (common, "not_fixed", None, "Giao chỉ tiêu", "1"),
        (own, "fixing", world.b, "", ""),
    ]
    assert actions.carry_over(actor=world.secretary, source=world.year, target=target) == []
    lines = AuditEntry.objects.filter(action=CARRY).order_by("pk")
    assert [line.detail["carried"] for line in lines] == [2, 0]
    assert set(LimitationChange.objects.filter(limitation__in=rows).values_list("kind", flat=True)) == {
        "carried"
    }
    with pytest.raises(Refused, match="đã chuyển sang năm sau"):
        actions.withdraw_limitation(actor=world.secretary, limitation=common, reason="x")
    assert broken() == []


def test_carrying_is_for_a_later_year_of_the_same_cluster_and_for_its_keepers(world):
    target = next_year(world)
    other = Cycle.objects.create(cluster=world.other_cluster, year=2023)
    for source, to in ((target, world.year), (world.year, other), (target, target)):
        with pytest.raises(Refused, match="năm sau của cùng cụm"):
            actions.carry_over(actor=world.secretary, source=source, target=to)
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.carry_over(actor=world.leader, source=world.year, target=target)


def test_a_section_is_found_again_by_its_name_in_the_next_rulebook(world):
    from thidua.web.rulebooks.tests import factories

    of_the_cluster(world, content="2")
    of_the_cluster(world, content="1")
    target = next_year(world)
    text = factories.TEXT.replace("name: Giải quyết đơn thư", "name: Phát triển đảng viên ")
    text = text.replace("name: Phát triển đảng viên\n", "name: Đại hội\n")
    text = text.replace("name: Phát triển đảng viên \n", "name: Phát triển đảng viên\n")
    factories.adopted(world, text, year=2022)
    rows = actions.carry_over(actor=world.secretary, source=world.year, target=target)
    assert [(r.content, r.content_name) for r in rows] == [("2", "2. Phát triển đảng viên"), ("", "")]


def merged(w, into, *predecessors):
    event = LineageEvent.objects.create(
        kind="merged", decided_on=SINCE, effective_on=dt.date(2022, 1, 1), legal_basis="Nghị quyết"
    )
    for unit_before in predecessors:
        LineageEdge.objects.create(event=event, predecessor=unit_before, successor=into)
        Membership.objects.filter(unit=unit_before).update(to_on=dt.date(2021, 12, 31))


def test_what_was_found_in_a_merged_unit_follows_the_new_one(world):
    of_b(world)
    heir = unit("HHH", "Hòa", world.cluster)
    merged(world, heir, world.b)
    rows = actions.carry_over(actor=world.secretary, source=world.year, target=next_year(world))
    assert [row.unit for row in rows] == [heir]


def test_a_unit_that_left_the_cluster_takes_its_own_along(world):
    of_b(world)
    Membership.objects.filter(unit=world.b).update(to_on=dt.date(2021, 12, 31))
    assert actions.carry_over(actor=world.secretary, source=world.year, target=next_year(world)) == []
    divided = record(world, world.secretary, unit=world.a)
    heirs = [unit("XXX", "Xuân", world.cluster), unit("YYY", "Yên", world.cluster)]
    for heir in heirs:
        merged(world, heir, world.a)
    target = next_year(world, 2023)
    assert queries.unit_in(target, world.a) is None
    assert divided in queries.open_to_carry(world.year)


def test_an_archived_year_rests(world):
    row = of_b(world)
    Cycle.objects.filter(pk=world.year.pk).update(state="archived")
    world.year.refresh_from_db()
    for actor in (world.secretary, world.central, world.neighbour):
        with pytest.raises(Refused, match="lưu trữ"):
            record(world, actor, unit=world.b)
        with pytest.raises(Refused, match="lưu trữ"):
            move(actor, row, "fixing")


def test_a_broken_link_a_state_without_history_and_a_silent_change_are_seen(world):
    row = of_b(world)
    Limitation.objects.update(state="fixed")
    assert "lịch sử ghi khác" in broken()[0]
    Limitation.objects.update(state="not_fixed")
    assert broken() == []
    of_the_cluster(world)
    Limitation.objects.filter(unit=None).update(carried_from=row)
    assert "không phải của năm trước" in broken()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.changes.update(kind="moved")


def test_an_officer_of_another_unit_may_nothing(world):
    row = of_b(world)
    stranger = person("a-canbo3", world.a, Role.OFFICER)
    for act in (
        lambda: edit(stranger, row, text="x"),
        lambda: move(stranger, row, "fixing"),
        lambda: actions.withdraw_limitation(actor=stranger, limitation=row, reason="x"),
    ):
        with pytest.raises(Refused, match="không được phân công"):
            act()
