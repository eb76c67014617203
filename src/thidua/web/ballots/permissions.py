"""Who may do what with a secret ballot; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.ballots import queries
from thidua.web.ballots.models import SecretBallot
from thidua.web.clusters.permissions import is_secretariat
from thidua.web.core.access import YES, Access, no
from thidua.web.votes.models import Vote

State = SecretBallot.State


def can_run(user: Any, vote: Vote) -> Access:
    """May the person run the ballot: the secretariat of the cluster."""
    if is_secretariat(user, vote.cluster_id):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_prepare(user: Any, vote: Vote) -> Access:
    """May the person have slips and shares made, or take in what was made elsewhere?"""
    allowed = can_run(user, vote)
    if not allowed:
        return allowed
    if vote.state not in {Vote.State.DRAFT, Vote.State.OPEN}:
        return no(_("Cuộc biểu quyết này đã đóng hoặc đã hủy."))
    found = queries.ballot_of(vote)
    if found is not None and found.state != State.PREPARED:
        return no(_("Đã mở bỏ phiếu; phiếu mã không làm lại được nữa."))
    return YES


def _in_state(user: Any, ballot: SecretBallot, state: str, reason: str) -> Access:
    allowed = can_run(user, ballot.vote)
    return allowed if not allowed or ballot.state == state else no(reason)


def can_open(user: Any, ballot: SecretBallot) -> Access:
    """May the person open the ballot: prepared, with the electorate frozen and slips for everybody?"""
    allowed = _in_state(user, ballot, State.PREPARED, _("Cuộc bỏ phiếu này đã mở."))
    if not allowed:
        return allowed
    if ballot.vote.state != Vote.State.OPEN:
        return no(_("Hãy mở cuộc biểu quyết trước: danh sách người bỏ phiếu chưa được chốt."))
    if ballot.slips < queries.voters_taking_part(ballot.vote):
        return no(_("Số phiếu mã ít hơn số người bỏ phiếu; hãy in lại."))
    return YES


def can_keep_register(user: Any, ballot: SecretBallot) -> Access:
    """May the person tick who takes a slip, and withdraw slips?"""
    return _in_state(user, ballot, State.OPEN, _("Chỉ ghi khi đang bỏ phiếu."))


def can_close(user: Any, ballot: SecretBallot) -> Access:
    """May the person close: every slip handed out or withdrawn?"""
    allowed = _in_state(user, ballot, State.OPEN, _("Cuộc bỏ phiếu không đang mở."))
    if not allowed:
        return allowed
    left = queries.slips_left(ballot)
    if left > 0:
        return no(_("Còn %(n)d phiếu mã chưa phát và chưa thu hồi. Hãy ghi thu hồi trước.") % {"n": left})
    if left < 0:
        return no(_("Số phiếu phát và thu hồi nhiều hơn số đã in. Hãy soát lại."))
    return YES


def can_complain(user: Any, ballot: SecretBallot) -> Access:
    """May the person record a complaint: closed, within the time?"""
    allowed = _in_state(user, ballot, State.CLOSED, _("Khiếu nại nhận sau khi đóng, trước khi mở phiếu."))
    if allowed and queries.window_is_over(ballot):
        return no(_("Đã hết thời gian khiếu nại."))
    return allowed


def can_judge(user: Any, ballot: SecretBallot) -> Access:
    """May the person record what the tellers decided on complaints?"""
    return _in_state(user, ballot, State.CLOSED, _("Khiếu nại được giải quyết trước khi mở phiếu."))


def can_count(user: Any, ballot: SecretBallot) -> Access:
    """May the box be opened: the time for complaints over, every complaint decided?"""
    allowed = _in_state(user, ballot, State.CLOSED, _("Phiếu chỉ mở một lần, sau khi đóng."))
    if not allowed:
        return allowed
    if not queries.window_is_over(ballot):
        return no(_("Chưa hết thời gian khiếu nại."))
    if ballot.complaints.filter(decision="").exists():
        return no(_("Còn khiếu nại chưa được quyết định."))
    return YES
