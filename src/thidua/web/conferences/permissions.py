"""Who may do what in a conference; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.permissions import is_secretariat
from thidua.web.clusters.queries import standing_of
from thidua.web.conferences.models import Conference, ConferenceVote, Delegate, Resolution
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no
from thidua.web.votes.models import Vote

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
    if to == State.HELD and not conference.is_rehearsal and conference.held_on > clock.today():
        return _("Chưa đến ngày họp.")
    if to == State.ANNOUNCED and not conference.items.filter(is_shown=True).exists():
        return _("Chương trình chưa có nội dung nào cho các đơn vị thấy.")
    if to == State.DRAFT and conference.resolutions.exclude(decision=Resolution.Decision.PENDING).exists():
        return _("Hội nghị đã có quyết định nên không rút thông báo được.")
    return ""


def can_keep_door(user: Any, conference: Conference) -> Access:
    """May the person hand out the door? The secretariat and the people of the host unit, once announced."""
    hosts = conference.host_unit_id in standing_of(user).unit_roles
    if not hosts and not is_secretariat(user, conference.cycle.cluster_id):
        return no(_("Điểm danh ở cửa do tổ thư ký và đơn vị chủ trì làm."))
    if conference.cycle.state == Cycle.State.ARCHIVED:
        return no(_("Năm đã lưu trữ nên không điểm danh nữa."))
    if conference.state == State.DRAFT:
        return no(_("Hãy thông báo hội nghị trước khi điểm danh."))
    return YES


def can_rehearse(user: Any, conference: Conference) -> Access:
    """May the person open a rehearsal of this conference? One at a time, before the real one was held."""
    allowed = can_run(user, conference)
    if not allowed:
        return allowed
    if conference.is_rehearsal:
        return no(_("Đây đã là diễn tập."))
    if conference.state == State.HELD:
        return no(_("Hội nghị đã họp nên không diễn tập nữa."))
    if getattr(conference, "rehearsal", None):
        return no(_("Đang có một lượt diễn tập; hãy kết thúc lượt đó trước."))
    return YES


def can_end_rehearsal(user: Any, conference: Conference) -> Access:
    """May the person remove the rehearsal with everything in it?"""
    if not conference.is_rehearsal or conference.rehearsal_of_id is None:
        return no(_("Đây không phải diễn tập."))
    return can_run(user, conference)


def can_erase_names(user: Any, conference: Conference) -> Access:
    """May the person erase delegates' names? Only after the day the page promised, never before."""
    allowed = can_run(user, conference)
    if allowed and conference.names_kept_until >= clock.today():
        return no(_("Chưa hết thời hạn giữ tên đại biểu."))
    return allowed


def can_read_invitation(user: Any, delegate: Delegate) -> Access:
    """May the person print this invitation? The secretariat, and whoever acts for the delegate's own unit."""
    if is_secretariat(user, delegate.conference.cycle.cluster_id):
        return YES
    if delegate.unit_id in standing_of(user).unit_roles:
        return YES
    return no(_("Giấy mời do tổ thư ký in; mỗi đơn vị in được giấy mời của mình."))


def can_read_minutes(user: Any, conference: Conference) -> Access:
    """May the person print minutes and invitations? They name delegates, so the secretariat only."""
    if is_secretariat(user, conference.cycle.cluster_id):
        return YES
    return no(_("Giấy mời và biên bản có tên đại biểu nên chỉ tổ thư ký của cụm in."))


def can_run_vote(user: Any, link: ConferenceVote) -> Access:
    """May the person open and close this vote from the conference? A secret one goes with its own ballot box."""
    allowed = can_run(user, link.conference)
    if allowed and link.vote.way == Vote.Way.SECRET:
        return no(_("Bỏ phiếu kín mở và đóng ở trang của cuộc biểu quyết, cùng với hòm phiếu."))
    return allowed
