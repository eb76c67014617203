"""Answers with their reasons: acting for a unit, verifying, and what a state of the year closes."""

import datetime as dt

import pytest
from tests.worlds import TODAY, person, right

from thidua.web.clusters import actions, permissions
from thidua.web.clusters.actions import Invitation
from thidua.web.clusters.actions.roles import AskedRight
from thidua.web.clusters.models import Cycle
from thidua.web.core.access import Refused

PUBLISHED = ["published", "archived"]


def test_acting_for_a_unit_needs_a_role_today(world):
    assert permissions.can_act_for(world.officer, world.a, "officer")
    assert permissions.can_act_for(world.officer, world.a.pk)
    assert permissions.can_act_for(world.officer, world.a, "leader").reason == (
        "Hôm nay bạn không được phân công làm Lãnh đạo đơn vị của đơn vị này."
    )
    assert permissions.can_act_for(world.neighbour, world.a).reason == (
        "Hôm nay bạn không được phân công làm người được phân công của đơn vị này."
    )


def test_nobody_verifies_their_own_and_the_head_is_verified_by_deputy_or_central(world):
    by = (world.site_admin, world.leader)
    deputy = person("thuky-b")
    right(deputy, world.cluster, "secretariat", by, world.b)

    def may(user, unit):
        return bool(permissions.can_verify(user, world.year, unit))

    assert [may(world.secretary, u) for u in (world.a, world.b)] == [False, True]
    assert [may(deputy, u) for u in (world.a, world.b)] == [True, False]
    assert [may(world.central, u) for u in (world.a, world.b)] == [True, False]
    assert [may(world.neighbour, u) for u in (world.a, world.b)] == [False, False]


def test_a_secretary_of_neither_head_nor_deputy_does_not_verify_the_head(world):
    other = person("thuky-c")
    right(other, world.cluster, "secretariat", (world.site_admin, world.leader), world.c)
    assert permissions.can_verify(other, world.year, world.a).reason == (
        "Phiếu của đơn vị cụm trưởng do cụm phó hoặc Vụ theo dõi thẩm định."
    )


@pytest.mark.parametrize("state", PUBLISHED)
def test_a_published_year_is_neither_planned_nor_moved_back_nor_extended(world, state):
    Cycle.objects.update(state=state)
    world.year.refresh_from_db()
    step = world.year.steps.get(state="self_scoring")
    assert permissions.can_plan_year(world.secretary, world.year).reason.startswith("Năm đã công bố")
    assert permissions.can_move_back(world.secretary, world.year).reason.startswith("Năm đã công bố")
    assert permissions.can_extend(world.secretary, step).reason.startswith("Năm đã công bố")


def test_a_deadline_is_extended_only_by_the_year_as_it_stands_in_the_database(world):
    step = world.year.steps.get(state="self_scoring")
    assert step.cycle.state != "published"
    Cycle.objects.update(state="published")  # meanwhile, by somebody else
    with pytest.raises(Refused, match="Năm đã công bố"):
        actions.extend_deadline(
            actor=world.secretary, step=step, unit=world.b, due_on=step.due_on + dt.timedelta(3), reason="x"
        )


def test_a_step_where_units_hand_in_nothing_is_not_extended(world):
    step = world.year.steps.get(state="verification")
    assert permissions.can_extend(world.secretary, step).reason.startswith(
        "Bước này các đơn vị không phải nộp"
    )


def test_an_administrator_gives_no_role_to_somebody_who_never_belonged(world):
    assert permissions.can_give_role(world.administrator, world.a, world.neighbour).reason.startswith(
        "Người này chưa từng thuộc đơn vị"
    )
    assert permissions.can_give_role(world.site_admin, world.a, world.neighbour)


def test_the_last_administrator_is_not_locked_by_a_colleague_but_by_the_site(world):
    invited = Invitation(full_name="X", role="administrator", from_on=TODAY, to_on=TODAY)
    leaving, _code = actions.invite_person(actor=world.administrator, unit=world.a, invited=invited)
    assert permissions.can_lock(leaving.user, world.a, world.administrator).reason.startswith(
        "Đây là quản trị cuối cùng"
    )
    assert permissions.can_lock(world.site_admin, world.a, world.administrator)


def test_what_has_ended_or_was_answered_says_so(world):
    yesterday = TODAY - dt.timedelta(days=1)
    ended = actions.end_assignment(actor=world.administrator, assignment=world.assignment, last_day=yesterday)
    assert permissions.can_end_assignment(world.administrator, ended).reason == "Phân công này đã kết thúc."
    assert (
        permissions.can_approve_cluster_role(world.leader, world.right).reason == "Quyền này đã được duyệt."
    )
    declined = actions.decline_cluster_role(actor=world.leader, right=world.waiting, reason="x")
    for predicate in (permissions.can_approve_cluster_role, permissions.can_end_cluster_role):
        assert predicate(world.secretary, declined).reason == "Đề nghị này đã bị từ chối."
    over = actions.end_cluster_role(actor=world.leader, right=world.right, last_day=yesterday)
    assert permissions.can_end_cluster_role(world.leader, over).reason == "Quyền này đã kết thúc."


def test_who_holds_a_right_may_lay_it_down(world):
    assert permissions.can_end_cluster_role(world.secretary, world.right)
    assert not permissions.can_end_cluster_role(world.neighbour, world.right)


def test_acts_ask_again_for_reasons_and_days(world):
    step, unit = world.step, world.b
    with pytest.raises(Refused, match="lý do gia hạn"):
        actions.extend_deadline(
            actor=world.secretary, step=step, unit=unit, due_on=dt.date(2021, 12, 12), reason=" "
        )
    with pytest.raises(Refused, match="phải sau hạn chung 10/12/2021"):
        actions.extend_deadline(actor=world.secretary, step=step, unit=unit, due_on=TODAY, reason="x")
    with pytest.raises(Refused, match="lý do"):
        actions.decline_cluster_role(actor=world.leader, right=world.waiting, reason=" ")
    with pytest.raises(Refused, match="lý do xóa"):
        actions.issue_code(
            actor=world.administrator, unit=world.a, person=world.officer, clears_second_factor=True
        )
    with pytest.raises(Refused, match="lý do"):
        actions.set_person_locked(
            actor=world.administrator, unit=world.a, person=world.officer, locked=True, reason=""
        )
    with pytest.raises(Refused, match="không được trước 05/12/2021"):
        actions.end_assignment(
            actor=world.administrator, assignment=world.assignment, last_day=dt.date(2021, 12, 1)
        )


def test_only_a_holder_in_their_own_name_is_replaced_and_from_today(world):
    new = Invitation(full_name="X", role="", from_on=TODAY)
    deputy = actions.deputise(
        actor=world.leader, unit=world.a, role="leader", colleague=world.officer, days=(TODAY, TODAY)
    )
    for assignment, day, reason in (
        (deputy, TODAY, "vai trò của chính mình"),
        (world.assignment, TODAY - dt.timedelta(days=1), "từ hôm nay"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.replace_person(
                actor=world.administrator, assignment=assignment, successor=new, from_on=day
            )
    actions.end_assignment(actor=world.leader, assignment=deputy, last_day=TODAY)


def test_a_role_that_ends_is_not_deputised_beyond_its_end(world):
    world.leader.assignments.update(to_on=TODAY)
    with pytest.raises(Refused, match="không được dài hơn"):
        actions.deputise(
            actor=world.leader, unit=world.a, role="leader", colleague=world.officer,
            days=(TODAY, TODAY + dt.timedelta(days=1)),
        )  # fmt: skip


def test_who_may_ask_for_rights(world):
    asked = AskedRight(world.neighbour, "central", None, TODAY)
    with pytest.raises(Refused, match="tổ thư ký, lãnh đạo"):
        actions.request_cluster_role(actor=world.officer, cluster=world.cluster, asked=asked)
