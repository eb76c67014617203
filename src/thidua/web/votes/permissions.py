"""Who may do what with votes; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Assignment, Cluster
from thidua.web.clusters.permissions import can_act_for, is_secretariat
from thidua.web.core.access import YES, Access, no
from thidua.web.votes import queries
from thidua.web.votes.consequences import consequence_of
from thidua.web.votes.models import NamedBallot, Vote, Voter

State = Vote.State


def can_draft(user: Any, cluster: Cluster | int) -> Access:
    """May the person prepare votes of the cluster?"""
    if is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def _in_state(user: Any, vote: Vote, states: set[State], reason: str) -> Access:
    allowed = can_draft(user, vote.cluster_id)
    if allowed and vote.state not in states:
        return no(reason)
    return allowed


def can_edit(user: Any, vote: Vote) -> Access:
    """May the person change or drop the draft, or open the vote?"""
    return _in_state(user, vote, {State.DRAFT}, _("Chỉ sửa được khi còn là dự thảo; đã mở thì chỉ hủy."))


def can_close(user: Any, vote: Vote) -> Access:
    """May the person end the voting? Raised hands are counted first."""
    allowed = _in_state(user, vote, {State.OPEN}, _("Cuộc biểu quyết không đang mở."))
    hands = vote.way == Vote.Way.OPEN and vote.taking == Vote.Taking.HANDS
    if allowed and hands and not vote.result.get("counts"):
        return no(_("Chưa nhập số đếm giơ tay."))
    return allowed


def can_count(user: Any, vote: Vote) -> Access:
    """May the person enter counts: of raised hands while open or before the result, of a closed ballot?"""
    if vote.way == Vote.Way.SECRET:
        states, reason = {State.CLOSED}, _("Phiếu kín chỉ kiểm khi đã đóng.")
    elif vote.taking == Vote.Taking.HANDS:
        states, reason = (
            {State.OPEN, State.CLOSED},
            _("Chỉ nhập số đếm khi đang biểu quyết, trước khi công bố."),
        )
    else:
        return no(_("Cuộc này lấy ý kiến từng đơn vị; số phiếu do phần mềm đếm."))
    return _in_state(user, vote, states, reason)


def can_decide(user: Any, vote: Vote) -> Access:
    """May the person announce the result?"""
    allowed = _in_state(user, vote, {State.CLOSED}, _("Chỉ công bố kết quả khi đã đóng và chưa công bố."))
    if allowed and not vote.result.get("counts"):
        return no(_("Chưa có số phiếu được kiểm."))
    return allowed


def can_annul(user: Any, vote: Vote) -> Access:
    """May the person annul the vote?"""
    if vote.applied_at:
        return no(_("Kết quả đã được áp dụng; không hủy được nữa."))
    if (
        vote.state == State.DECIDED
        and Vote.objects.filter(previous=vote).exclude(state=State.ANNULLED).exists()
    ):
        return no(_("Đã có vòng sau của cuộc này; hãy hủy vòng sau trước."))
    states = {State.OPEN, State.CLOSED, State.DECIDED}
    return _in_state(user, vote, states, _("Chỉ hủy cuộc biểu quyết đã mở."))


def can_apply(user: Any, vote: Vote) -> Access:
    """May the person apply the result to what the vote is about? Once, and never of a rehearsal."""
    if vote.is_rehearsal:
        return no(_("Cuộc diễn tập không được áp dụng."))
    if consequence_of(vote) is None:
        return no(_("Kết quả này không kéo theo việc nào trong phần mềm."))
    if vote.applied_at:
        return no(_("Kết quả đã được áp dụng."))
    return _in_state(user, vote, {State.DECIDED}, _("Chưa công bố kết quả."))


def can_go_on(user: Any, vote: Vote) -> Access:
    """May the person prepare the next round?"""
    allowed = _in_state(user, vote, {State.DECIDED}, _("Chưa công bố kết quả."))
    if not allowed:
        return allowed
    if Vote.objects.filter(previous=vote).exists():
        return no(_("Đã lập vòng sau."))
    if not any(row.next.kind == "next_round" for row in queries.outcome_of(vote).decided):
        return no(_("Theo quy tắc không có vòng sau."))
    return YES


def can_print(user: Any, vote: Vote) -> Access:
    """May the person draw up the minutes of the vote and give them a number?"""
    if vote.is_rehearsal:
        return no(_("Cuộc diễn tập không có biên bản lấy số."))
    return _in_state(user, vote, {State.DECIDED}, _("Chưa công bố kết quả."))


def can_cast(user: Any, voter: Voter) -> Access:
    """May the person vote for this voter's unit, on its own page, now?"""
    vote = voter.vote
    allowed = _takes_votes(voter)
    if not allowed:
        return allowed
    if vote.taking != Vote.Taking.OWN:
        return no(_("Cuộc này lấy ý kiến tại chỗ: %(how)s.") % {"how": vote.get_taking_display().lower()})
    if not voter.is_present:
        return no(_("Đơn vị vắng mặt, gửi phiếu bằng văn bản; tổ thư ký nhập phiếu."))
    if voter.unit_id and can_act_for(user, voter.unit_id, Assignment.Role.LEADER):
        return YES
    return no(_("Chỉ lãnh đạo đơn vị, hoặc người được lãnh đạo ủy quyền, biểu quyết thay đơn vị."))


def can_enter(user: Any, voter: Voter) -> Access:
    """May the secretariat type what this voter said aloud, or sent in writing? Never over its own vote."""
    allowed = can_draft(user, voter.vote.cluster_id)
    if not allowed:
        return allowed
    allowed = _takes_votes(voter)
    if not allowed:
        return allowed
    if voter.vote.taking == Vote.Taking.HANDS and not voter.in_writing:
        return no(_("Giơ tay thì nhập số đếm chung."))
    if NamedBallot.objects.filter(voter=voter, given=NamedBallot.Given.OWN).exists():
        return no(_("Đơn vị đã tự biểu quyết; tổ thư ký không ghi đè."))
    return YES


def _takes_votes(voter: Voter) -> Access:
    if voter.vote.way == Vote.Way.SECRET:
        return no(_("Đây là bỏ phiếu kín; không ghi phiếu theo tên."))
    if voter.vote.state != State.OPEN:
        return no(_("Cuộc biểu quyết không đang mở."))
    if not voter.takes_part:
        return no(_("Không có trong danh sách được biểu quyết lần này."))
    return YES
