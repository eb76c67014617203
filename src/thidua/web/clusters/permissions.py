"""Who may do what in clusters; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Assignment, Cluster, ClusterRole, Cycle, HeadTerm, Unit
from thidua.web.clusters.queries import cycle_day, head_unit, standing_of
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


def can_manage_people(user: Any, unit: Unit) -> Access:
    """May the person invite, replace, lock and reset officers of the unit?"""
    if user.is_site_admin or standing_of(user).has_role(unit.pk, Role.ADMINISTRATOR):
        return YES
    return no(_("Việc này do quản trị của đơn vị làm."))


def can_request_cluster_role(user: Any, cluster: Cluster) -> Access:
    """May the person ask that somebody gets rights in the cluster? A second person approves."""
    if user.is_site_admin or is_secretariat(user, cluster) or is_central(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký hoặc quản trị hệ thống đề nghị."))


def can_approve_cluster_role(user: Any, right: ClusterRole) -> Access:
    """May the person approve the asked rights? Never the one who asked, nor the one who gets them."""
    if right.approved_at:
        return no(_("Quyền này đã được duyệt."))
    if user.pk in {right.requested_by_id, right.user_id}:
        return no(_("Người đề nghị và người nhận quyền không tự duyệt được; cần người thứ hai."))
    return can_request_cluster_role(user, right.cluster)


def can_set_up_cluster(user: Any) -> Access:
    """May the person create clusters and units?"""
    return YES if user.is_site_admin else no(_("Việc này do quản trị hệ thống làm."))
