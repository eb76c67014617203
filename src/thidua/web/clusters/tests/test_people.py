"""People of a unit: invited with a printed code, replaced, ended, deputised, locked; and what is refused."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.worlds import SINCE, TODAY, person, right

from thidua.web.accounts.models import OneTimeCode, User
from thidua.web.clusters import actions, permissions, queries
from thidua.web.clusters.actions import Invitation
from thidua.web.clusters.models import Assignment
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry

Role = Assignment.Role
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def roles_of(user, day=TODAY):
    return queries.standing_on(user, day).unit_roles


def invite(world, role=Role.OFFICER, **more):
    invited = Invitation(full_name="Lò Văn Nam", role=role, from_on=TODAY, **more)
    return actions.invite_person(actor=world.administrator, unit=world.a, invited=invited)


def test_an_invited_person_signs_in_with_the_slip_and_acts_for_the_unit(world, sign_in, client):
    typed = {"full_name": "Lò Văn Nam", "role": "officer", "from_on": "06/12/2021"}
    slip = sign_in("administrator").post(reverse("clusters:person-invite", args=[world.a.pk]), typed)
    _unit, user, code = slip.context["slips"][0]
    assert (user.username, slip.headers["Cache-Control"]) == ("aaa-canbo", "no-store")
    assert code in slip.content.decode()
    assert code not in str(OneTimeCode.objects.values_list())
    client.logout()
    new = {
        "username": user.username,
        "code": code,
        "password": "mot-mat-khau-dai",
        "again": "mot-mat-khau-dai",
    }
    assert client.post("/code/", new).status_code == 302
    assert client.post("/login/", {"login": "aaa-canbo", "password": "mot-mat-khau-dai"}).status_code == 302
    assert roles_of(user) == {world.a.pk: {"officer"}}
    entry = AuditEntry.objects.get(action="clusters.person.invite")
    assert (entry.unit_id, entry.actor_id) == (world.a.pk, world.administrator.pk)
    assert code not in str(entry.detail)


def test_user_names_count_on(world):
    assert [invite(world)[0].user.username for _i in range(2)] == ["aaa-canbo", "aaa-canbo2"]


def test_a_taken_user_name_is_told_at_its_field(world, sign_in):
    typed = {"full_name": "X", "role": "officer", "from_on": "06/12/2021", "username": "A-CANBO"}
    page = sign_in("administrator").post(reverse("clusters:person-invite", args=[world.a.pk]), typed)
    assert page.context["form"].errors == {"username": ["Tên đăng nhập này đã có người dùng."]}


def test_replacing_ends_one_and_begins_the_other_in_one_act(world):
    new = Invitation(full_name="Vàng Thị Mai", role="", from_on=TOMORROW)
    coming, code = actions.replace_person(
        actor=world.administrator, assignment=world.assignment, successor=new, from_on=TOMORROW
    )
    world.assignment.refresh_from_db()
    assert (world.assignment.to_on, coming.from_on, coming.role) == (TODAY, TOMORROW, "officer")
    assert code
    assert AuditEntry.objects.filter(action__startswith="clusters.assignment").count() == 1
    assert roles_of(world.officer, TOMORROW) == {}
    assert roles_of(coming.user, TOMORROW) != {}


def test_a_colleague_with_an_account_replaces_without_a_code(world, sign_in):
    address = reverse("clusters:assignment-replace", args=[world.assignment.pk])
    typed = {"from_on": "06/12/2021", "person": world.leader.pk}
    assert sign_in("administrator").post(address, typed).status_code == 302
    assert roles_of(world.leader) == {world.a.pk: {"leader", "officer"}}


def test_an_ended_person_opens_nothing_any_more(world, sign_in):
    address = reverse("clusters:assignment-end", args=[world.assignment.pk])
    sign_in("administrator").post(address, {"last_day": YESTERDAY.strftime("%d/%m/%Y"), "reason": "Nghỉ"})
    assert sign_in("officer").get(reverse("clusters:people", args=[world.a.pk])).status_code == 404


def test_the_last_administrator_is_neither_ended_nor_replaced_by_nobody(world):
    own = world.administrator.assignments.get()
    with pytest.raises(Refused, match="quản trị cuối cùng"):
        actions.end_assignment(actor=world.site_admin, assignment=own, last_day=TODAY)
    second, _code = invite(world, Role.ADMINISTRATOR)
    actions.end_assignment(actor=second.user, assignment=own, last_day=TODAY)
    assert not permissions.can_end_assignment(world.site_admin, second, TODAY)


def test_a_locked_or_leaving_administrator_does_not_count_as_the_one_who_stays(world):
    second, _code = invite(world, Role.ADMINISTRATOR, to_on=TOMORROW)
    own = world.administrator.assignments.get()
    assert not permissions.can_end_assignment(world.site_admin, own, TODAY)
    Assignment.objects.filter(pk=second.pk).update(to_on=None)
    assert permissions.can_end_assignment(world.site_admin, own, TODAY)
    User.objects.filter(pk=second.user_id).update(is_active=False)
    assert not permissions.can_end_assignment(world.site_admin, own, TODAY)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("neighbour", "Người này không thuộc đơn vị."),
        ("site_admin", "Tài khoản của quản trị hệ thống không do đơn vị quản lý."),
        ("secretary", "Người này có quyền trong cụm; việc này do quản trị hệ thống làm."),
        ("foreigner", "Người này còn làm việc cho đơn vị khác; việc này do quản trị hệ thống làm."),
        ("administrator", "Không tự làm cho chính mình"),
    ],
)
def test_an_administrator_reaches_only_accounts_of_the_unit_alone(world, who, reason):
    if who in {"site_admin", "secretary", "foreigner"}:
        user = getattr(world, who)
        Assignment.objects.create(user=user, unit=world.a, role=Role.OFFICER, from_on=SINCE)
    with pytest.raises(Refused, match=reason):
        actions.issue_code(actor=world.administrator, unit=world.a, person=getattr(world, who))
    with pytest.raises(Refused, match=reason):
        actions.set_person_locked(
            actor=world.administrator, unit=world.a, person=getattr(world, who), locked=True, reason="x"
        )
    assert OneTimeCode.objects.count() == 0


def test_locking_needs_a_reason_and_signs_out(world, sign_in, client):
    address = reverse("clusters:person-lock", args=[world.a.pk, world.officer.pk])
    sign_in("administrator").post(address, {"reason": ""})
    assert User.objects.get(pk=world.officer.pk).is_active
    sign_in("administrator").post(address, {"reason": "Chuyển công tác"})
    client.force_login(world.leader)
    assert not User.objects.get(pk=world.officer.pk).is_active
    entry = AuditEntry.objects.get(action="accounts.user.lock")
    assert (entry.unit_id, entry.detail) == (world.a.pk, {"reason": "Chuyển công tác"})
    sign_in("administrator").post(address, {"reason": "Đã về"})
    assert User.objects.get(pk=world.officer.pk).is_active


def test_clearing_a_second_factor_needs_a_reason(world, sign_in):
    address = reverse("clusters:second-factor-clear", args=[world.a.pk, world.officer.pk])
    assert sign_in("administrator").post(address, {"reason": ""}).context.get("slips") is None
    slip = sign_in("administrator").post(address, {"reason": "Mất điện thoại"})
    assert len(slip.context["slips"]) == 1
    assert OneTimeCode.objects.get().clears_second_factor
    assert AuditEntry.objects.get(action="accounts.code.issue").detail["reason"] == "Mất điện thoại"


def deputise(world, colleague=None, role="leader", days=(TODAY, TOMORROW)):
    return actions.deputise(
        actor=world.leader, unit=world.a, role=role, colleague=colleague or world.officer, days=days
    )


def test_a_deputy_holds_the_role_in_those_days_and_loses_it_after(world):
    deputise(world)
    assert roles_of(world.officer) == {world.a.pk: {"officer", "leader"}}
    assert roles_of(world.officer, TOMORROW + dt.timedelta(days=1)) == {world.a.pk: {"officer"}}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"colleague": "neighbour"}, "cùng đơn vị"),
        ({"colleague": "leader"}, "cùng đơn vị"),
        ({"role": "officer"}, "không giữ vai trò"),
        ({"days": (YESTERDAY, TODAY)}, "từ hôm nay"),
        ({"days": (TOMORROW, TODAY)}, "từ hôm nay"),
    ],
)
def test_what_is_not_deputised(world, change, reason):
    if "colleague" in change:
        change = {"colleague": getattr(world, change["colleague"])}
    with pytest.raises(Refused, match=reason):
        deputise(world, **change)


def test_a_deputy_does_not_hand_the_role_on(world):
    deputise(world)
    with pytest.raises(Refused, match="không giữ vai trò"):
        actions.deputise(
            actor=world.officer, unit=world.a, role="leader", colleague=world.administrator,
            days=(TODAY, TOMORROW),
        )  # fmt: skip


def test_a_deputation_ends_with_the_one_who_gave_it(world):
    deputise(world, days=(TODAY, TODAY + dt.timedelta(days=30)))
    actions.end_assignment(
        actor=world.administrator, assignment=world.leader.assignments.get(), last_day=TOMORROW
    )
    assert world.officer.assignments.get(role="leader").to_on == TOMORROW
    assert check_all()["clusters.assignments_inside_dates"] == []


def test_either_side_ends_a_deputation(world):
    given = deputise(world, days=(TODAY, TODAY + dt.timedelta(days=30)))
    assert permissions.can_end_assignment(world.officer, given)
    assert permissions.can_end_assignment(world.leader, given)
    assert not permissions.can_end_assignment(world.neighbour, given)


def test_the_administrators_of_all_units_are_invited_in_one_act(world, sign_in):
    address = reverse("clusters:administrators", args=[world.cluster.pk])
    page = sign_in("site_admin").get(address)
    assert [unit.code for unit, _n, _p in page.context["form"].rows()] == ["BBB"]
    slip = sign_in("site_admin").post(address, {f"name_{world.b.pk}": "Nông Văn Bình"})
    assert [(u.code, p.username) for u, p, _c in slip.context["slips"]] == [("BBB", "bbb-quantri")]
    assert AuditEntry.objects.get(action="clusters.person.invite_many").detail["rows"] == {
        "BBB": "bbb-quantri"
    }
    assert sign_in("site_admin").get(address).context["form"].rows() == []


def test_give_role_refuses_the_same_role_twice(world):
    with pytest.raises(Refused, match="đã giữ vai trò này"):
        actions.give_role(
            actor=world.administrator, unit=world.a, person=world.officer, role="officer",
            days=(TODAY, None),
        )  # fmt: skip


def test_the_forms_of_deputising_and_replacing_tell_mistakes_at_their_field(world, sign_in):
    address = reverse("clusters:deputise", args=[world.a.pk])
    typed = {
        "role": "leader", "colleague": world.officer.pk, "from_on": "05/12/2021", "to_on": "04/12/2021",
    }  # fmt: skip
    page = sign_in("leader").post(address, typed)
    assert list(page.context["form"].errors) == ["from_on", "to_on"]
    sign_in("leader").post(address, typed | {"from_on": "06/12/2021", "to_on": "07/12/2021"})
    assert world.officer.assignments.filter(role="leader", deputises=world.leader).count() == 1
    replace = reverse("clusters:assignment-replace", args=[world.assignment.pk])
    both = {"from_on": "07/12/2021", "person": world.leader.pk, "full_name": "Ai đó"}
    assert list(sign_in("administrator").post(replace, both).context["form"].errors) == ["full_name"]
    slip = sign_in("administrator").post(replace, {"from_on": "07/12/2021", "full_name": "Ai đó"})
    assert slip.context["slips"][0][1].full_name == "Ai đó"


def test_what_the_act_refuses_stands_above_the_form(world, sign_in):
    address = reverse("clusters:role-give", args=[world.a.pk])
    typed = {"person": world.officer.pk, "role": "officer", "from_on": "06/12/2021"}
    page = sign_in("administrator").post(address, typed)
    assert page.context["form"].non_field_errors() == [
        "Người a-canbo đã giữ vai trò này trong những ngày đó."
    ]


def test_who_left_the_unit_gets_no_role_of_it_by_deputising(world):
    gone = person("cu", world.a, "officer")
    gone.assignments.update(to_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(Refused, match="đang làm việc trong cùng đơn vị"):
        deputise(world, gone)


def test_a_right_to_come_closes_the_account_to_the_units_administrator(world):
    """A code handed out today would open the secretariat tomorrow."""
    coming = person("sap-toi", world.a, "officer")
    granted = right(coming, world.cluster, "secretariat", (world.site_admin, world.leader), world.a)
    granted.from_on = TOMORROW
    granted.save()
    with pytest.raises(Refused, match="có quyền trong cụm"):
        actions.issue_code(actor=world.administrator, unit=world.a, person=coming)
