"""Who may record, plan, judge and carry on limitations; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Assignment, Cycle, Unit
from thidua.web.clusters.permissions import can_act_for, can_run_year, can_verify, is_central
from thidua.web.clusters.queries import standing_of
from thidua.web.core.access import YES, Access, no
from thidua.web.limitations.models import Limitation

Role = Assignment.Role
State = Limitation.State
Origin = Limitation.Origin
WHOLE = ("unit", "content", "text", "cause", "remedy", "owner", "due_on", "origin")
PLAN = ("remedy", "owner", "due_on")


def can_keep(user: Any, cycle: Cycle) -> Access:
    """May the person keep the year's list: the secretariat and the central department, until archived?"""
    if cycle.state == Cycle.State.ARCHIVED:
        return no(_("Năm đã lưu trữ; danh sách tồn tại, hạn chế không đổi nữa."))
    return YES if is_central(user, cycle.cluster_id) else can_run_year(user, cycle)


def _of_own_unit(user: Any, cycle: Cycle, unit: Unit | None) -> Access:
    if unit is None:
        return no(_("Tồn tại, hạn chế của cả cụm do tổ thư ký ghi."))
    if cycle.state == Cycle.State.ARCHIVED:
        return no(_("Năm đã lưu trữ; danh sách tồn tại, hạn chế không đổi nữa."))
    return can_act_for(user, unit, Role.OFFICER, Role.LEADER)


def can_record(user: Any, cycle: Cycle, unit: Unit | None) -> Access:
    """May the person record a limitation of the unit, or of the cluster (`unit` None)?

    A unit's officers and leaders record what their own report admits.
    """
    kept = can_keep(user, cycle)
    if kept:
        return kept
    own = _of_own_unit(user, cycle, unit)
    return own if own or unit is not None else kept


def can_record_any(user: Any, cycle: Cycle) -> Access:
    """May the person record anything at all in the year?"""
    kept = can_keep(user, cycle)
    if kept or not standing_of(user).unit_roles:
        return kept
    tries = [can_act_for(user, unit, Role.OFFICER, Role.LEADER) for unit in standing_of(user).unit_roles]
    return next((access for access in tries if access and cycle.state != Cycle.State.ARCHIVED), kept)


def fields_open(user: Any, limitation: Limitation) -> tuple[str, ...]:
    """The fields that the person may change: all, the plan of remedy alone, or none.

    The unit changes the whole of what its own report admitted; of what others found it plans the remedy.
    """
    if limitation.withdrawn_at:
        return ()
    if can_keep(user, limitation.cycle):
        return WHOLE
    if not _of_own_unit(user, limitation.cycle, limitation.unit):
        return ()
    own_report = limitation.origin == Origin.REPORT and limitation.carried_from_id is None
    return tuple(f for f in WHOLE if f not in {"unit", "origin"}) if own_report else PLAN


def can_edit(user: Any, limitation: Limitation) -> Access:
    """May the person change anything of the limitation?"""
    if limitation.withdrawn_at:
        return no(_("Mục này đã rút."))
    if fields_open(user, limitation):
        return YES
    kept = can_keep(user, limitation.cycle)
    return kept if limitation.unit is None else _of_own_unit(user, limitation.cycle, limitation.unit)


def can_move(user: Any, limitation: Limitation, to: str | None = None) -> Access:
    """May the person change the state (to `to`)? Nobody declares their own unit's limitation remedied."""
    allowed = can_edit(user, limitation)
    if not allowed or to != State.FIXED:
        return allowed
    if limitation.unit is None:
        return can_keep(user, limitation.cycle)
    if is_central(user, limitation.cycle.cluster_id):
        return YES
    if can_verify(user, limitation.cycle, limitation.unit):
        return YES
    return no(_("«Đã khắc phục» do người thẩm định đơn vị ghi; không ai tự ghi cho chính đơn vị mình."))


def can_withdraw(user: Any, limitation: Limitation) -> Access:
    """May the person take back what was recorded by mistake?"""
    allowed = can_edit(user, limitation)
    if allowed and fields_open(user, limitation) == PLAN:
        return no(_("Mục do tổ thư ký ghi nhận; đơn vị chỉ ghi biện pháp, hạn và tiến độ khắc phục."))
    if allowed and hasattr(limitation, "carried_to"):
        return no(_("Mục này đã chuyển sang năm sau."))
    return allowed


def can_carry(user: Any, source: Cycle, target: Cycle) -> Access:
    """May the person carry what is open in `source` into `target`?"""
    if source.cluster_id != target.cluster_id or source.year >= target.year:
        return no(_("Chỉ chuyển sang năm sau của cùng cụm."))
    return can_keep(user, target)
