"""Who may do what in clusters; each answer carries its reason."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    Cycle,
    CycleStep,
    HeadTerm,
    LineageEvent,
    OfficialDocument,
    Unit,
    in_force,
)
from thidua.web.clusters.queries import cycle_day, head_unit, hindrances_to_withdraw, standing_of
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no

Role = Assignment.Role


def is_secretariat(user: Any, cluster: Cluster | int) -> bool:
    """True for a member of the cluster's secretariat today (approved by a second person)."""
    key = cluster if isinstance(cluster, int) else cluster.pk
    return key in standing_of(user).secretariat


def is_central(user: Any, cluster: Cluster | int) -> bool:
    """True for the central department that follows the cluster."""
    key = cluster if isinstance(cluster, int) else cluster.pk
    return key in standing_of(user).central


def can_act_for(user: Any, unit: Unit | int, *roles: str) -> Access:
    """May the person act for the unit today in one of `roles`?"""
    key = unit if isinstance(unit, int) else unit.pk
    if standing_of(user).has_role(key, *roles):
        return YES
    names = ", ".join(str(Role(r).label) for r in roles) or _("người được phân công")
    return no(_("Hôm nay bạn không được phân công làm %(role)s của đơn vị này.") % {"role": names})


def can_run_year(user: Any, cycle: Cycle) -> Access:
    """May the person move and set up this year?"""
    if is_secretariat(user, cycle.cluster_id):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_verify(user: Any, cycle: Cycle, unit: Unit) -> Access:
    """May the person verify this unit's sheet? Nobody verifies their own unit.

    The head unit's sheet is verified by the deputy's people in the secretariat or by the central
    department; everyone else's by the secretariat.
    """
    standing = standing_of(user)
    if unit.pk in standing.own_unit_ids:
        return no(_("Không ai thẩm định phiếu của chính đơn vị mình."))
    head = head_unit(cycle.cluster, cycle_day(cycle))
    if head and unit.pk == head.pk:
        deputy = head_unit(cycle.cluster, cycle_day(cycle), HeadTerm.Role.DEPUTY)
        seats = standing.secretariat.get(cycle.cluster_id, frozenset())
        if cycle.cluster_id in standing.central or (deputy and deputy.pk in seats):
            return YES
        return no(_("Phiếu của đơn vị cụm trưởng do cụm phó hoặc Vụ theo dõi thẩm định."))
    if is_secretariat(user, cycle.cluster_id):
        return YES
    return no(_("Việc thẩm định do tổ thư ký của cụm làm."))


def can_open_year(user: Any, cluster: Cluster) -> Access:
    """May the person open a year of the cluster? The site's administrator may, for the first set-up."""
    if user.is_site_admin or is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_plan_year(user: Any, cycle: Cycle) -> Access:
    """May the person set the dates of the year's steps?"""
    if cycle.state in {Cycle.State.PUBLISHED, Cycle.State.ARCHIVED}:
        return no(_("Năm đã công bố; lịch không đổi được nữa."))
    if user.is_site_admin and cycle.state == Cycle.State.DRAFT:
        return YES
    return can_run_year(user, cycle)


def can_move_back(user: Any, cycle: Cycle) -> Access:
    """May the person take the year one step back?"""
    if cycle.state in {Cycle.State.PUBLISHED, Cycle.State.ARCHIVED}:
        return no(_("Năm đã công bố thì không lùi bước được."))
    if cycle.state == Cycle.State.DRAFT:
        return no(_("Đây là bước đầu của năm."))
    return can_run_year(user, cycle)


def can_extend(user: Any, step: CycleStep) -> Access:
    """May the person give a unit longer for this step?"""
    if step.cycle.state in {Cycle.State.PUBLISHED, Cycle.State.ARCHIVED}:
        return no(_("Năm đã công bố; không gia hạn được nữa."))
    if step.skipped or step.state not in year.UNIT_STEPS:
        return no(_("Bước này các đơn vị không phải nộp gì, hoặc quy chế bỏ qua."))
    return can_run_year(user, step.cycle)


def can_manage_people(user: Any, unit: Unit) -> Access:
    """May the person invite, replace, lock and reset officers of the unit?"""
    if user.is_site_admin or standing_of(user).has_role(unit.pk, Role.ADMINISTRATOR):
        return YES
    return no(_("Việc này do quản trị của đơn vị làm."))


def can_give_role(user: Any, unit: Unit, person: Any) -> Access:
    """May the person assign an existing `person` to the unit?"""
    allowed = can_manage_people(user, unit)
    if not allowed or user.is_site_admin:
        return allowed
    if not unit.assignments.filter(user=person).exists():
        return no(_("Người này chưa từng thuộc đơn vị; việc này do quản trị hệ thống làm."))
    return can_touch_account(user, unit, person)


def can_touch_account(user: Any, unit: Unit, person: Any) -> Access:
    """May the person reset or lock the account of `person`, who belongs to the unit?

    A unit's administrator may not, when the account opens more than this unit: a printed code for
    it would be a way into another unit, into the secretariat or into the whole site.
    """
    allowed = can_manage_people(user, unit)
    if not allowed:
        return allowed
    if user.pk == person.pk:
        return no(_("Không tự làm cho chính mình; hãy dùng trang tài khoản của bạn hoặc nhờ người khác."))
    if not unit.assignments.filter(user=person).exists():
        return no(_("Người này không thuộc đơn vị."))
    return YES if user.is_site_admin else _only_of_this_unit(unit, person)


def _only_of_this_unit(unit: Unit, person: Any) -> Access:
    if person.is_site_admin:
        return no(_("Tài khoản của quản trị hệ thống không do đơn vị quản lý."))
    today = clock.today()
    not_over = Q(to_on=None) | Q(to_on__gte=today)
    if ClusterRole.objects.filter(not_over, user=person, approved_at__isnull=False).exists():
        return no(_("Người này có quyền trong cụm; việc này do quản trị hệ thống làm."))
    if Assignment.objects.filter(not_over, user=person).exclude(unit=unit).exists():
        return no(_("Người này còn làm việc cho đơn vị khác; việc này do quản trị hệ thống làm."))
    return YES


def can_lock(user: Any, unit: Unit, person: Any) -> Access:
    """May the person lock or unlock the sign-in of `person`? A unit keeps an administrator."""
    allowed = can_touch_account(user, unit, person)
    if not allowed or user.is_site_admin or not person.is_active:
        return allowed
    if is_last_administrator(unit, person, clock.today()):
        return no(_("Đây là quản trị cuối cùng của đơn vị; hãy mời người thay trước."))
    return YES


def is_last_administrator(unit: Unit, person: Any, day: dt.date) -> bool:
    """True when without `person` the unit has no administrator who can sign in, from `day` on."""
    administrators = unit.assignments.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    lasting = administrators.filter(in_force(day)).filter(to_on=None)
    holds = administrators.filter(in_force(day), user=person).exists()
    return holds and not lasting.exclude(user=person).exists()


def can_end_assignment(user: Any, assignment: Assignment, last_day: dt.date | None = None) -> Access:
    """May the person end this assignment? The unit's administrator may; a deputy's, both sides too."""
    today = clock.today()
    if assignment.to_on and assignment.to_on < today:
        return no(_("Phân công này đã kết thúc."))
    if assignment.deputises_id and user.pk in {assignment.deputises_id, assignment.user_id}:
        return YES
    allowed = can_manage_people(user, assignment.unit)
    if not allowed or assignment.role != Role.ADMINISTRATOR:
        return allowed
    after = (last_day or today) + dt.timedelta(days=1)
    if is_last_administrator(assignment.unit, assignment.user, max(after, assignment.from_on)):
        return no(_("Đây là quản trị cuối cùng của đơn vị; hãy mời người thay trước."))
    return YES


def can_deputise(user: Any, unit: Unit) -> Access:
    """May the person hand their own role in the unit to a colleague for some days?"""
    if own_roles(user, unit, clock.today()):
        return YES
    return no(_("Chỉ lãnh đạo hoặc cán bộ được phân công của đơn vị mới ủy quyền phần việc của mình."))


def own_roles(user: Any, unit: Unit, day: dt.date) -> list[str]:
    """Roles in the unit that the person may hand on: held in their own name, not as a deputy."""
    mine = unit.assignments.filter(in_force(day), user=user, deputises=None)
    roles = mine.filter(role__in=[Role.OFFICER, Role.LEADER]).order_by("role")
    return list(roles.values_list("role", flat=True).distinct())


def leads_head_unit(user: Any, cluster: Cluster) -> bool:
    """True for a leader of the cluster's present head or deputy unit."""
    terms = cluster.head_terms.filter(in_force(clock.today())).values_list("unit_id", flat=True)
    standing = standing_of(user)
    return any(standing.has_role(unit_id, Role.LEADER) for unit_id in terms)


def can_request_cluster_role(user: Any, cluster: Cluster) -> Access:
    """May the person ask that somebody gets rights in the cluster? A second person approves."""
    if user.is_site_admin or is_secretariat(user, cluster) or is_central(user, cluster):
        return YES
    if leads_head_unit(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký, lãnh đạo đơn vị cụm trưởng, cụm phó hoặc quản trị hệ thống làm."))


def can_approve_cluster_role(user: Any, right: ClusterRole) -> Access:
    """May the person approve or decline the asked rights? Never the one who asked, nor who gets them."""
    if right.approved_at:
        return no(_("Quyền này đã được duyệt."))
    if right.declined_at:
        return no(_("Đề nghị này đã bị từ chối."))
    if user.pk in {right.requested_by_id, right.user_id}:
        return no(_("Người đề nghị và người nhận quyền không tự duyệt được; cần người thứ hai."))
    return can_request_cluster_role(user, right.cluster)


def can_end_cluster_role(user: Any, right: ClusterRole) -> Access:
    """May the person end a right, or take back a request? Whoever may ask may, and the holder."""
    if right.declined_at:
        return no(_("Đề nghị này đã bị từ chối."))
    if right.to_on and right.to_on < clock.today():
        return no(_("Quyền này đã kết thúc."))
    if user.pk == right.user_id:
        return YES
    return can_request_cluster_role(user, right.cluster)


def can_set_up_cluster(user: Any) -> Access:
    """May the person create clusters and units, and record what happens to units?"""
    return YES if user.is_site_admin else no(_("Việc này do quản trị hệ thống làm."))


def can_withdraw_event(user: Any, event: LineageEvent) -> Access:
    """May the person withdraw an event recorded by mistake? Only while nothing was built on it."""
    allowed = can_set_up_cluster(user)
    if not allowed:
        return allowed
    found = list(hindrances_to_withdraw(event))
    return no(" ".join(found)) if found else YES


def can_edit_cluster(user: Any, cluster: Cluster) -> Access:
    """May the person edit the cluster's name, its members and its head and deputy terms?"""
    if user.is_site_admin or is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm hoặc quản trị hệ thống làm."))


def can_draft_documents(user: Any, cluster: Cluster | int) -> Access:
    """May the person draft documents of the cluster and give them numbers?"""
    if is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_issue_document(user: Any, document: OfficialDocument) -> Access:
    """May the person change this draft, or issue it under the next number?"""
    allowed = can_draft_documents(user, document.cluster_id)
    if not allowed:
        return allowed
    if document.state != OfficialDocument.State.DRAFT:
        return no(_("Văn bản này không còn là dự thảo."))
    return YES


def can_withdraw_document(user: Any, document: OfficialDocument) -> Access:
    """May the person withdraw the document, or give up its draft?"""
    allowed = can_draft_documents(user, document.cluster_id)
    if not allowed:
        return allowed
    if document.state == OfficialDocument.State.WITHDRAWN:
        return no(_("Văn bản này đã thu hồi."))
    return YES
