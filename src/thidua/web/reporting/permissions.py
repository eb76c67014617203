"""Who may do what in reporting; each answer carries its reason.

Values freeze when the year leaves self-scoring (`clusters.year.FREEZES`); from then on only the
secretariat corrects them, with a reason, and never those of the own unit.
"""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters import queries as clusters
from thidua.web.clusters.models import Assignment, Cycle, Unit
from thidua.web.clusters.permissions import can_act_for, can_run_year, can_verify
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no
from thidua.web.core.written import day_text
from thidua.web.reporting import queries
from thidua.web.reporting.models import Activity, Evidence, ReportingPeriod

Role = Assignment.Role
Year = Cycle.State
OPEN_FOR_VALUES = frozenset({Year.RUNNING, Year.SELF_SCORING})
OPEN_FOR_EVIDENCE = OPEN_FOR_VALUES | {Year.EXPLANATION}
CLOSED = frozenset({Year.ARCHIVED})


def can_enter(user: Any, period: ReportingPeriod, unit: Unit) -> Access:
    """May the person enter the unit's values in this period now?"""
    allowed = can_act_for(user, unit, Role.OFFICER)
    if not allowed:
        return allowed
    if period.cycle.state not in OPEN_FOR_VALUES:
        return no(_frozen(period.cycle))
    today = clock.today()
    if today < period.starts_on:
        return no(_("Kỳ này bắt đầu từ %(day)s.") % {"day": day_text(period.starts_on)})
    if today > period.due_on and today > (due := queries.due_on(period, unit)):
        return no(_("Đã quá hạn báo cáo %(day)s; hãy đề nghị tổ thư ký gia hạn.") % {"day": day_text(due)})
    return YES


def _frozen(cycle: Cycle) -> str:
    if cycle.state in {Year.DRAFT, Year.AGREED}:
        return _("Năm này chưa bắt đầu thực hiện.")
    return _("Số liệu đã khóa từ bước «%(step)s»; muốn sửa, hãy báo tổ thư ký.") % {
        "step": Year(cycle.state).label
    }


def can_assign(user: Any, period: ReportingPeriod, unit: Unit) -> Access:
    """May the person say that an indicator is not assigned to the unit? Nobody says it of their own."""
    if period.cycle.state in {Year.PUBLISHED, Year.ARCHIVED}:
        return no(_("Năm đã công bố; không đổi việc giao chỉ tiêu."))
    return can_verify(user, period.cycle, unit)


def can_correct(user: Any, cycle: Cycle, unit: Unit) -> Access:
    """May the person correct a frozen value of the unit, with a reason?"""
    if cycle.state in OPEN_FOR_VALUES | {Year.DRAFT, Year.AGREED}:
        return no(_("Số liệu chưa khóa; đơn vị tự sửa được."))
    if cycle.state in CLOSED:
        return no(_("Năm đã lưu trữ; không sửa số liệu nữa."))
    return can_verify(user, cycle, unit)


def can_compare(user: Any, cycle: Cycle) -> Access:
    """May the person see all units beside each other?"""
    if cycle.cluster_id in clusters.standing_of(user).overseen_clusters:
        return YES
    return no(_("Trang này dành cho tổ thư ký và Vụ theo dõi."))


def can_set_up_periods(user: Any, cycle: Cycle) -> Access:
    """May the person set up the year's reporting periods?"""
    if cycle.state in {Year.PUBLISHED, Year.ARCHIVED}:
        return no(_("Năm đã công bố; kỳ báo cáo không đổi được nữa."))
    return can_run_year(user, cycle)


def can_extend_period(user: Any, period: ReportingPeriod) -> Access:
    """May the person give one unit longer for the period?"""
    if period.cycle.state not in OPEN_FOR_VALUES:
        return no(_frozen(period.cycle))
    return can_run_year(user, period.cycle)


def can_add_evidence(user: Any, cycle: Cycle, unit: Unit) -> Access:
    """May the person add or withdraw evidence of the unit now? Also while the unit explains."""
    allowed = can_act_for(user, unit, Role.OFFICER)
    if not allowed:
        return allowed
    if cycle.state not in OPEN_FOR_EVIDENCE:
        return no(_("Minh chứng đã khóa ở bước «%(step)s».") % {"step": Year(cycle.state).label})
    due = clusters.due_on(cycle, Year.SELF_SCORING, unit)
    if due and cycle.state in OPEN_FOR_VALUES and clock.today() > due:
        return no(
            _("Đã quá hạn nộp minh chứng %(day)s; hãy đề nghị tổ thư ký gia hạn.") % {"day": day_text(due)}
        )
    return YES


def can_withdraw_evidence(user: Any, evidence: Evidence) -> Access:
    """May the person take this evidence back?"""
    if evidence.withdrawn_at:
        return no(_("Minh chứng này đã rút."))
    return can_add_evidence(user, evidence.cycle, evidence.unit)


def can_review_evidence(user: Any, evidence: Evidence) -> Access:
    """May the person accept or reject this evidence? Nobody reviews their own unit's."""
    if evidence.withdrawn_at:
        return no(_("Minh chứng này đã rút."))
    return can_review_unit(user, evidence.cycle, evidence.unit)


def can_review_unit(user: Any, cycle: Cycle, unit: Unit) -> Access:
    """May the person review the unit's evidence now?"""
    if cycle.state in {Year.PUBLISHED, Year.ARCHIVED}:
        return no(_("Năm đã công bố; kết quả xem minh chứng không đổi nữa."))
    return can_verify(user, cycle, unit)


def can_count(user: Any, cycle: Cycle, unit: Unit) -> Access:
    """May the person enter activities and classification counts of the unit now?"""
    allowed = can_act_for(user, unit, Role.OFFICER)
    if not allowed:
        return allowed
    if cycle.state not in OPEN_FOR_VALUES:
        return no(_frozen(cycle))
    due = clusters.due_on(cycle, Year.SELF_SCORING, unit)
    if due and clock.today() > due:
        return no(_("Đã quá hạn %(day)s; hãy đề nghị tổ thư ký gia hạn.") % {"day": day_text(due)})
    return YES


def can_change_activity(user: Any, activity: Activity) -> Access:
    """May the person edit or remove this activity?"""
    return can_count(user, activity.cycle, activity.unit)
