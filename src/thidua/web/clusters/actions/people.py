"""Acts on the people of a unit: invite, give a role, replace, end, deputise, new code, lock.

No mail server is needed: whoever manages the unit's people hands over a printed one-time code,
shown once. Every act writes one audit line with the unit's id.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.accounts import actions as accounts
from thidua.web.accounts.models import User
from thidua.web.clusters.models import Assignment, Unit, in_force
from thidua.web.clusters.permissions import (
    can_deputise,
    can_end_assignment,
    can_give_role,
    can_lock,
    can_manage_people,
    can_touch_account,
    own_roles,
)
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text

Role = Assignment.Role
NAME_OF_ROLE = {Role.OFFICER: "canbo", Role.LEADER: "lanhdao", Role.ADMINISTRATOR: "quantri"}


@dataclass(frozen=True)
class Invitation:
    """A person to be invited; an empty `username` is made from the unit's code and the role."""

    full_name: str
    role: str
    from_on: dt.date
    to_on: dt.date | None = None
    post: str = ""
    phone: str = ""
    username: str = ""


@transaction.atomic
def invite_person(*, actor: Any, unit: Unit, invited: Invitation) -> tuple[Assignment, str]:
    """Make the account and the assignment; returns it with the one-time code, which is shown once."""
    locked = _locked(unit)
    can_manage_people(actor, locked).require()
    assignment, code = _invited(locked, invited)
    _record("clusters.person.invite", actor, assignment, username=assignment.user.username)
    return assignment, code


@transaction.atomic
def invite_administrators(
    *, actor: Any, invited: list[tuple[Unit, Invitation]]
) -> list[tuple[Assignment, str]]:
    """Invite one administrator each for many units at once; one act, one audit line with its rows."""
    found = []
    for unit, invitation in sorted(invited, key=lambda pair: pair[0].pk):
        locked = _locked(unit)
        can_manage_people(actor, locked).require()
        found.append(_invited(locked, invitation))
    if found:
        first = found[0][0]
        rows = {a.unit.code: a.user.username for a, _code in found}
        audit.record("clusters.person.invite_many", actor=actor, of=first.unit, rows=rows)
    return found


def _invited(unit: Unit, invited: Invitation) -> tuple[Assignment, str]:
    user = accounts.make_user(
        username=invited.username or free_username(unit, invited.role),
        full_name=invited.full_name,
        post=invited.post,
        phone=invited.phone,
    )
    assignment = Assignment.objects.create(
        user=user, unit=unit, role=invited.role, from_on=invited.from_on, to_on=invited.to_on
    )
    return assignment, accounts.make_code(user)


def free_username(unit: Unit, role: str) -> str:
    """`dbi-canbo`, or `dbi-canbo2` when that one is taken, and so on."""
    stem = f"{unit.code.lower()}-{NAME_OF_ROLE[Role(role)]}"
    taken = set(User.objects.filter(username__istartswith=stem).values_list("username", flat=True))
    number = 1
    while (name := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return name


@transaction.atomic
def give_role(
    *, actor: Any, unit: Unit, person: User, role: str, days: tuple[dt.date, dt.date | None]
) -> Assignment:
    """A person who already has an account acts for the unit in `role`, from a day to a day."""
    locked = _locked(unit)
    can_give_role(actor, locked, person).require()
    from_on, to_on = days
    _refuse_overlap(locked, person, role, from_on, to_on)
    assignment = Assignment.objects.create(user=person, unit=locked, role=role, from_on=from_on, to_on=to_on)
    _record("clusters.assignment.add", actor, assignment)
    return assignment


def _refuse_overlap(unit: Unit, person: Any, role: str, from_on: dt.date, to_on: dt.date | None) -> None:
    same = unit.assignments.filter(user=person, role=role).exclude(to_on__lt=from_on)
    if to_on:
        same = same.filter(from_on__lte=to_on)
    if same.exists():
        raise Refused(_("%(person)s đã giữ vai trò này trong những ngày đó.") % {"person": person})


@transaction.atomic
def replace_person(
    *, actor: Any, assignment: Assignment, successor: Invitation | User, from_on: dt.date
) -> tuple[Assignment, str | None]:
    """One act: the holder's assignment ends the day before `from_on`, the successor's begins.

    A successor invited anew gets a one-time code, which is returned; one who has an account does
    not. Deputies of the one who leaves end with them.
    """
    unit = _locked(assignment.unit)
    leaving = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    can_manage_people(actor, unit).require()
    if leaving.deputises_id or (leaving.to_on and leaving.to_on < from_on):
        raise Refused(_("Chỉ thay được người đang giữ vai trò của chính mình."))
    if from_on <= leaving.from_on or from_on < clock.today():
        raise Refused(_("Ngày thay phải từ hôm nay trở đi và sau ngày người trước bắt đầu."))
    _end(leaving, from_on - dt.timedelta(days=1))
    code: str | None = None
    if isinstance(successor, Invitation):
        coming, code = _invited(unit, replace(successor, role=leaving.role, from_on=from_on))
    else:
        can_give_role(actor, unit, successor).require()
        _refuse_overlap(unit, successor, leaving.role, from_on, None)
        coming = Assignment.objects.create(user=successor, unit=unit, role=leaving.role, from_on=from_on)
    _record("clusters.assignment.replace", actor, coming, before=str(leaving.user), after=str(coming.user))
    return coming, code


@transaction.atomic
def end_assignment(*, actor: Any, assignment: Assignment, last_day: dt.date, reason: str = "") -> Assignment:
    """The person acts for the unit until `last_day`; yesterday takes effect at once.

    Refused for the unit's last administrator. Whoever deputises for the person ends with them.
    """
    _locked(assignment.unit)
    locked = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    can_end_assignment(actor, locked, last_day).require()
    earliest = max(locked.from_on, clock.today() - dt.timedelta(days=1))
    if last_day < earliest:
        raise Refused(_("Ngày cuối không được trước %(day)s.") % {"day": day_text(earliest)})
    before = locked.to_on
    _end(locked, last_day)
    _record("clusters.assignment.end", actor, locked, before=before, after=last_day, reason=reason.strip())
    return locked


def _end(assignment: Assignment, last_day: dt.date) -> None:
    """End it and the deputies who stand in for it; deputies not yet begun never begin."""
    assignment.to_on = last_day
    assignment.save(update_fields=["to_on"])
    if assignment.deputises_id:
        return
    deputies = Assignment.objects.filter(
        unit_id=assignment.unit_id, role=assignment.role, deputises_id=assignment.user_id, to_on__gt=last_day
    )
    deputies.filter(from_on__gt=last_day).delete()
    deputies.update(to_on=last_day)


@transaction.atomic
def deputise(
    *, actor: Any, unit: Unit, role: str, colleague: User, days: tuple[dt.date, dt.date]
) -> Assignment:
    """`colleague` acts in the actor's role from the first to the last of `days`, and loses it after.

    Only a role held in one's own name is handed on, within its own dates, to somebody who already
    acts for the unit.
    """
    locked = _locked(unit)
    can_deputise(actor, locked).require()
    from_on, to_on = days
    if role not in own_roles(actor, locked, clock.today()):
        raise Refused(_("Bạn không giữ vai trò này trong đơn vị."))
    if from_on < clock.today() or to_on < from_on:
        raise Refused(_("Thời gian ủy quyền phải bắt đầu từ hôm nay trở đi và kết thúc sau ngày bắt đầu."))
    _refuse_outside_own_dates(actor, locked, role, to_on)
    there = locked.assignments.filter(in_force(clock.today()), user=colleague, deputises=None)
    if colleague.pk == actor.pk or not there.exists():
        raise Refused(_("Chỉ ủy quyền cho người khác đang làm việc trong cùng đơn vị."))
    _refuse_overlap(locked, colleague, role, from_on, to_on)
    assignment = Assignment.objects.create(
        user=colleague, unit=locked, role=role, from_on=from_on, to_on=to_on, deputises=actor
    )
    _record("clusters.assignment.deputise", actor, assignment)
    return assignment


def _refuse_outside_own_dates(actor: Any, unit: Unit, role: str, to_on: dt.date) -> None:
    own = unit.assignments.filter(user=actor, role=role, deputises=None)
    if not own.filter(to_on=None).exists() and not own.filter(to_on__gte=to_on).exists():
        raise Refused(_("Ủy quyền không được dài hơn thời gian bạn giữ vai trò này."))


@transaction.atomic
def issue_code(
    *, actor: Any, unit: Unit, person: User, clears_second_factor: bool = False, reason: str = ""
) -> str:
    """A new one-time code for a person of the unit; removing a second factor needs the reason."""
    can_touch_account(actor, _locked(unit), person).require()
    if clears_second_factor and not reason.strip():
        raise Refused(_("Hãy ghi lý do xóa lớp bảo vệ thứ hai."))
    return accounts.issue_one_time_code(
        actor=actor,
        user=person,
        clears_second_factor=clears_second_factor,
        unit_id=unit.pk,
        reason=reason,
    )


@transaction.atomic
def set_person_locked(*, actor: Any, unit: Unit, person: User, locked: bool, reason: str) -> None:
    """Lock or unlock the sign-in of a person of the unit, with a reason."""
    can_lock(actor, _locked(unit), person).require()
    accounts.set_locked(actor=actor, user=person, locked=locked, reason=reason, unit_id=unit.pk)


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)


def _record(action: str, actor: Any, assignment: Assignment, **detail: Any) -> None:
    audit.record(
        action,
        actor=actor,
        of=assignment,
        unit_id=assignment.unit_id,
        person=str(assignment.user),
        role=assignment.role,
        from_on=assignment.from_on,
        to_on=assignment.to_on,
        **detail,
    )
