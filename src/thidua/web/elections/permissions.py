"""Who may draft, adopt and take back the choice of next year's head; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.permissions import can_request_cluster_role, can_run_year
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no
from thidua.web.elections.models import HeadChoice

State = HeadChoice.State


def can_draft_choice(user: Any, cycle: Cycle) -> Access:
    """May the person write down who shall be head and deputy next year? Whoever may ask for cluster rights."""
    if HeadChoice.objects.filter(cycle=cycle, state=State.ADOPTED).exists():
        return no(_("Đã có lựa chọn được thông qua; muốn đổi, hãy rút lại trước ngày bàn giao."))
    return can_request_cluster_role(user, cycle.cluster)


def can_prepare_vote(user: Any, cycle: Cycle) -> Access:
    """May the person prepare the vote on next year's head? The secretariat, which runs votes."""
    allowed = can_run_year(user, cycle)
    return can_draft_choice(user, cycle) if allowed else allowed


def can_adopt_choice(user: Any, choice: HeadChoice) -> Access:
    """May the person adopt? Neither who drafted it nor who gets rights by it."""
    if choice.state != State.DRAFT:
        return no(_("Phương án này không còn chờ thông qua."))
    if user.pk == choice.drafted_by_id or choice.joining.filter(pk=user.pk).exists():
        return no(_("Người lập phương án và người được nhận quyền không tự thông qua; cần người thứ hai."))
    return can_request_cluster_role(user, choice.cycle.cluster)


def can_take_back_choice(user: Any, choice: HeadChoice) -> Access:
    """May the person take it back? A draft always; an adopted choice until the day on which rights pass on."""
    if choice.state == State.TAKEN_BACK:
        return no(_("Lựa chọn này đã rút lại."))
    if choice.state == State.ADOPTED and clock.today() >= choice.rights_from:
        return no(_("Quyền đã bàn giao; từ ngày đó đổi cụm trưởng bằng một nhiệm kỳ mới ở trang cụm."))
    allowed = can_request_cluster_role(user, choice.cycle.cluster)
    return allowed if not allowed else YES
