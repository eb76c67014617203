"""Who may do what with a scoresheet; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters import queries as clusters
from thidua.web.clusters.models import Assignment, Cycle, Extension, Unit
from thidua.web.clusters.permissions import (
    can_act_for,
    can_run_year,
    can_verify,
    is_central,
)
from thidua.web.clusters.queries import standing_of
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no
from thidua.web.core.written import day_text
from thidua.web.scoring.models import Explanation, Scoresheet

Role = Assignment.Role
State = Scoresheet.State
Year = Cycle.State


def is_self_scoring_open(sheet: Scoresheet) -> bool:
    """True in the year's self-scoring step, and after it for a unit whose deadline was extended."""
    if sheet.cycle.state == Year.SELF_SCORING:
        return True
    return sheet.cycle.state in {Year.CROSS_SCORING, Year.VERIFICATION} and has_extension(sheet)


def extended_units(cycle: Cycle) -> set[int]:
    """Ids of units for which an extension of self-scoring runs; one query for all of them."""
    rows = Extension.objects.filter(step__cycle=cycle, step__state=Year.SELF_SCORING)
    return set(rows.filter(due_on__gte=clock.today()).values_list("unit_id", flat=True))


def has_extension(sheet: Scoresheet) -> bool:
    """True while an extension of self-scoring for this unit runs."""
    return sheet.unit_id in extended_units(sheet.cycle)


def can_self_score(user: Any, sheet: Scoresheet) -> Access:
    """May the person set marks on the unit's own sheet now?"""
    allowed = can_act_for(user, sheet.unit_id, Role.OFFICER)
    if not allowed:
        return allowed
    if not is_self_scoring_open(sheet):
        return no(_("Năm này hiện không ở bước tự chấm điểm."))
    if sheet.state != State.DRAFT:
        return no(_("Phiếu đã gửi lãnh đạo; hãy rút lại trước khi sửa."))
    due = clusters.due_on(sheet.cycle, Year.SELF_SCORING, sheet.unit)
    if due and clock.today() > due:
        return no(_("Đã quá hạn tự chấm %(day)s; hãy đề nghị tổ thư ký gia hạn.") % {"day": day_text(due)})
    return YES


def can_submit(user: Any, sheet: Scoresheet) -> Access:
    """May the person send the sheet to the unit's leader?"""
    return can_self_score(user, sheet)


def can_recall(user: Any, sheet: Scoresheet) -> Access:
    """May the person take the sheet back before the leader has approved it?"""
    allowed = can_act_for(user, sheet.unit_id, Role.OFFICER)
    if not allowed:
        return allowed
    if sheet.state != State.SUBMITTED:
        return no(_("Chỉ rút lại được phiếu đang chờ lãnh đạo duyệt."))
    return YES


def can_approve(user: Any, sheet: Scoresheet) -> Access:
    """May the person approve or return the unit's sheet?"""
    allowed = can_act_for(user, sheet.unit_id, Role.LEADER)
    if not allowed:
        return allowed
    if sheet.state != State.SUBMITTED:
        return no(_("Phiếu không ở trạng thái chờ duyệt."))
    if sheet.submitted_by_id == user.pk:
        return no(_("Người gửi phiếu không tự duyệt phiếu đó."))
    return YES


def can_verify_sheet(user: Any, sheet: Scoresheet) -> Access:
    """May the person set verified marks on this sheet now? Nobody verifies their own unit."""
    allowed = can_verify(user, sheet.cycle, sheet.unit)
    if not allowed:
        return allowed
    if sheet.cycle.state not in {Year.VERIFICATION, Year.REVERIFICATION}:
        return no(_("Năm này hiện không ở bước thẩm định."))
    if sheet.state not in {State.APPROVED, State.VERIFIED, State.MISSED}:
        return no(_("Lãnh đạo đơn vị chưa duyệt phiếu này."))
    return YES


def can_ask(user: Any, sheet: Scoresheet) -> Access:
    """May the person ask the unit to explain a criterion?"""
    allowed = can_verify(user, sheet.cycle, sheet.unit)
    if not allowed:
        return allowed
    if sheet.cycle.state not in {Year.VERIFICATION, Year.EXPLANATION}:
        return no(_("Chỉ đề nghị giải trình ở bước thẩm định hoặc giải trình."))
    return YES


def can_answer(user: Any, question: Explanation) -> Access:
    """May the person give the unit's explanation? Once, until the day it is due."""
    allowed = can_act_for(user, question.scoresheet.unit_id, Role.OFFICER, Role.LEADER)
    if not allowed:
        return allowed
    if question.answered_at:
        return no(_("Đơn vị đã giải trình; mỗi nội dung giải trình một lần."))
    if question.concluded_at:
        return no(_("Tổ thư ký đã kết luận nội dung này."))
    if clock.today() > question.due_on:
        return no(_("Đã quá hạn giải trình %(day)s.") % {"day": day_text(question.due_on)})
    return YES


def can_conclude(user: Any, question: Explanation) -> Access:
    """May the person close an explanation with a conclusion?"""
    allowed = can_verify(user, question.scoresheet.cycle, question.scoresheet.unit)
    if not allowed:
        return allowed
    if question.concluded_at:
        return no(_("Nội dung này đã kết luận."))
    if not question.answered_at and clock.today() <= question.due_on:
        return no(_("Hãy chờ đơn vị giải trình hoặc đến hết hạn."))
    return YES


def can_reopen(user: Any, sheet: Scoresheet) -> Access:
    """May the person give an approved or missed sheet back to its unit for another try?"""
    allowed = can_verify(user, sheet.cycle, sheet.unit)
    if not allowed:
        return allowed
    if sheet.state not in {State.APPROVED, State.MISSED}:
        return no(_("Chỉ trả lại được phiếu lãnh đạo đã duyệt và chưa thẩm định xong."))
    if not is_self_scoring_open(sheet):
        return no(_("Đã hết bước tự chấm; hãy gia hạn cho đơn vị trước khi trả lại phiếu."))
    return YES


def can_record_missed(user: Any, sheet: Scoresheet) -> Access:
    """May the person record that the unit did not self-score? Only after its deadline."""
    allowed = can_verify(user, sheet.cycle, sheet.unit)
    if not allowed:
        return allowed
    if sheet.state not in {State.DRAFT, State.SUBMITTED}:
        return no(_("Phiếu đã được lãnh đạo duyệt."))
    due = clusters.due_on(sheet.cycle, Year.SELF_SCORING, sheet.unit)
    if due is None or clock.today() <= due:
        return no(_("Chưa hết hạn tự chấm của đơn vị này."))
    return YES


def can_decide(user: Any, cycle: Cycle, *units: Unit) -> Access:
    """May the person record the cluster's decision on a tie or a gate of `units`? Never of the own unit."""
    allowed = YES if is_central(user, cycle.cluster_id) else can_run_year(user, cycle)
    if not allowed:
        return allowed
    if {unit.pk for unit in units} & standing_of(user).own_unit_ids:
        return no(_("Không ai ghi quyết định về chính đơn vị mình; việc này do thành viên khác hoặc Vụ ghi."))
    if cycle.state not in {Year.VERIFICATION, Year.REVERIFICATION, Year.CONSOLIDATED, Year.CONFERENCE}:
        return no(_("Chỉ ghi quyết định từ bước thẩm định đến trước khi công bố."))
    return YES


def can_rank_again(user: Any, cycle: Cycle) -> Access:
    """May the person publish a corrected ranking?"""
    allowed = can_run_year(user, cycle)
    if not allowed:
        return allowed
    if cycle.state != Year.PUBLISHED:
        return no(_("Chỉ xếp hạng lại sau khi đã công bố và trước khi lưu trữ."))
    return YES
