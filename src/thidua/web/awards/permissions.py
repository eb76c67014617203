"""Who may make, change, vote into, decide and send the list; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.awards.models import AchievementReport, AwardList, Recommendation
from thidua.web.clusters import year
from thidua.web.clusters.models import Assignment, Cycle
from thidua.web.clusters.permissions import can_act_for, can_run_year
from thidua.web.clusters.queries import standing_of
from thidua.web.core.access import YES, Access, no

Role = Assignment.Role
State = AwardList.State


def can_make_list(user: Any, cycle: Cycle) -> Access:
    """May the person make the year's list? Only on a frozen ranking."""
    allowed = can_run_year(user, cycle)
    if not allowed:
        return allowed
    if not year.is_at_least(cycle, Cycle.State.CONSOLIDATED):
        return no(_("Danh sách đề nghị lập từ bảng xếp hạng tạm, sau khi tổng hợp điểm."))
    if cycle.state == Cycle.State.ARCHIVED:
        return no(_("Năm đã lưu trữ; danh sách đề nghị không đổi nữa."))
    return YES


def can_change_list(user: Any, found: AwardList) -> Access:
    """May the person change who is on the list, or record votes?"""
    allowed = can_make_list(user, found.cycle)
    if allowed and found.state != State.DRAFT:
        return no(_("Danh sách đã chốt; muốn sửa phải mở lại, có lý do."))
    return allowed


def can_decide(user: Any, found: AwardList) -> Access:
    """May the person close the list? Every unit on it needs its vote, where the award is voted on."""
    allowed = can_change_list(user, found)
    if not allowed:
        return allowed
    waiting = [
        row for row in found.recommendations.filter(state=Recommendation.State.LISTED) if needs_vote(row)
    ]
    if waiting:
        return no(_("Còn %(count)d đề nghị chưa ghi kết quả bỏ phiếu.") % {"count": len(waiting)})
    return YES


def needs_vote(row: Recommendation) -> bool:
    """True when the award is voted on and the unit's vote was not recorded."""
    return row.award_list.thresholds.get(row.award, "none") != "none" and not row.has_vote


def can_reopen(user: Any, found: AwardList) -> Access:
    """May the person open a decided list again?"""
    allowed = can_make_list(user, found.cycle)
    if allowed and found.state == State.DRAFT:
        return no(_("Danh sách đang lập."))
    return allowed


def can_send(user: Any, found: AwardList) -> Access:
    """May the person issue the proposal?"""
    allowed = can_make_list(user, found.cycle)
    if not allowed:
        return allowed
    if found.state == State.DRAFT:
        return no(_("Hãy chốt danh sách trước khi gửi đề nghị."))
    if found.state == State.SENT:
        return no(_("Tờ trình đã gửi."))
    if not found.recommendations.filter(decision=Recommendation.Decision.RECOMMENDED).exists():
        return no(_("Không có đơn vị nào được đề nghị."))
    return YES


def can_read_papers(user: Any, found: AwardList) -> Access:
    """May the person print the proposal, the list and the minutes before they are out?"""
    standing = standing_of(user)
    if found.cycle.cluster_id in standing.overseen_clusters:
        return YES
    return no(_("Bản in do tổ thư ký giữ cho đến khi tờ trình được ban hành."))


def can_complete(user: Any, report: AchievementReport) -> Access:
    """May the person write the unit's achievement report?"""
    allowed = can_act_for(user, report.unit_id, Role.OFFICER, Role.LEADER)
    if allowed and report.award_list.state == State.SENT:
        return no(_("Hồ sơ đã gửi; báo cáo thành tích không sửa nữa."))
    return allowed
