"""Who may do what in a conference; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.permissions import is_secretariat
from thidua.web.conferences.models import Conference, Resolution
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no

State = Conference.State
AFTER: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.ANNOUNCED,),
    State.ANNOUNCED: (State.HELD, State.DRAFT),
    State.HELD: (State.ANNOUNCED,),
}
"""The states a conference may go to from each: forwards, and one step back."""


def can_add_conference(user: Any, cycle: Cycle) -> Access:
    """May the person prepare a conference of this year?"""
    if not is_secretariat(user, cycle.cluster_id):
        return no(_("Hội nghị do tổ thư ký của cụm chuẩn bị."))
    if cycle.state == Cycle.State.ARCHIVED:
        return no(_("Năm đã lưu trữ nên không sửa hội nghị nữa."))
    return YES


def can_run(user: Any, conference: Conference) -> Access:
    """May the person write down what belongs to the conference: people, speeches, resolutions, photos?"""
    return can_add_conference(user, conference.cycle)


def can_plan(user: Any, conference: Conference) -> Access:
    """May the person change the conference's own facts and its programme? Not once it was held."""
    allowed = can_run(user, conference)
    if allowed and conference.state == State.HELD:
        return no(
            _("Hội nghị đã họp nên chương trình không đổi nữa. Nếu ghi nhầm, hãy lùi trạng thái trước.")
        )
    return allowed


def can_move(user: Any, conference: Conference, to: str) -> Access:
    """May the person move the conference to the state `to`?"""
    allowed = can_run(user, conference)
    if not allowed:
        return allowed
    if to not in AFTER[conference.state]:
        return no(_("Hội nghị không chuyển sang trạng thái này từ trạng thái hiện nay."))
    hindrance = _hindrance(conference, to)
    return no(hindrance) if hindrance else YES


def _hindrance(conference: Conference, to: str) -> str:
    if to == State.HELD and conference.held_on > clock.today():
        return _("Chưa đến ngày họp.")
    if to == State.ANNOUNCED and not conference.items.filter(is_shown=True).exists():
        return _("Chương trình chưa có nội dung nào cho các đơn vị thấy.")
    if to == State.DRAFT and conference.resolutions.exclude(decision=Resolution.Decision.PENDING).exists():
        return _("Hội nghị đã có quyết định nên không rút thông báo được.")
    return ""


def can_erase_names(user: Any, conference: Conference) -> Access:
    """May the person erase delegates' names? Only after the day the page promised, never before."""
    allowed = can_run(user, conference)
    if allowed and conference.names_kept_until >= clock.today():
        return no(_("Chưa hết thời hạn giữ tên đại biểu."))
    return allowed


def can_read_minutes(user: Any, conference: Conference) -> Access:
    """May the person print minutes and invitations? They name delegates, so the secretariat only."""
    if is_secretariat(user, conference.cycle.cluster_id):
        return YES
    return no(_("Giấy mời và biên bản có tên đại biểu nên chỉ tổ thư ký của cụm in."))
