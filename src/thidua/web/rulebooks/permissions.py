"""Who may draft, show, adopt a rulebook and set targets; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import Cluster, Cycle
from thidua.web.clusters.permissions import is_secretariat
from thidua.web.core.access import YES, Access, no
from thidua.web.rulebooks.models import RulebookEdition

State = RulebookEdition.State
OPEN_DRAFTS = frozenset({State.DRAFT, State.CONSULTATION})


def can_draft(user: Any, cluster: Cluster | int) -> Access:
    """May the person start rulebooks and drafts in the cluster?"""
    if is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_edit(user: Any, edition: RulebookEdition) -> Access:
    """May the person change this text? Only a draft that is not put up for comment."""
    allowed = can_draft(user, edition.rulebook.cluster_id)
    if not allowed:
        return allowed
    if edition.state == State.DRAFT:
        return YES
    reasons = {
        State.CONSULTATION: _("Dự thảo đang lấy ý kiến; hãy rút về trước khi sửa."),
        State.ADOPTED: _("Quy chế đã ban hành thì không sửa nữa; hãy soạn dự thảo mới từ bản này."),
    }
    return no(reasons.get(State(edition.state), _("Dự thảo này đã bỏ.")))


def can_consult(user: Any, edition: RulebookEdition) -> Access:
    """May the person put the draft up for comment, so that members read it?"""
    allowed = can_draft(user, edition.rulebook.cluster_id)
    if not allowed:
        return allowed
    return YES if edition.state == State.DRAFT else no(_("Chỉ đưa ra lấy ý kiến một dự thảo đang soạn."))


def can_take_back(user: Any, edition: RulebookEdition) -> Access:
    """May the person take a draft back from comment to edit it further?"""
    allowed = can_draft(user, edition.rulebook.cluster_id)
    if not allowed:
        return allowed
    return YES if edition.state == State.CONSULTATION else no(_("Dự thảo này không ở bước lấy ý kiến."))


def can_withdraw(user: Any, edition: RulebookEdition) -> Access:
    """May the person give up the draft?"""
    allowed = can_draft(user, edition.rulebook.cluster_id)
    if not allowed:
        return allowed
    return YES if edition.state in OPEN_DRAFTS else no(_("Chỉ bỏ được dự thảo chưa ban hành."))


def can_adopt(user: Any, edition: RulebookEdition) -> Access:
    """May the person adopt the draft now? (Findings and the year are asked separately.)"""
    allowed = can_draft(user, edition.rulebook.cluster_id)
    if not allowed:
        return allowed
    return YES if edition.state in OPEN_DRAFTS else no(_("Chỉ ban hành được dự thảo chưa ban hành."))


def can_change_edition_of(user: Any, cycle: Cycle) -> Access:
    """May the person put an edition in force for this year? Not once units score themselves."""
    allowed = can_draft(user, cycle.cluster_id)
    if not allowed:
        return allowed
    if year.is_at_least(cycle, Cycle.State.SELF_SCORING):
        return no(
            _("Năm %(year)d đã vào bước tự chấm điểm; quy chế của năm không đổi được nữa.")
            % {"year": cycle.year}
        )
    return YES


def can_apply(user: Any, edition: RulebookEdition, cycle: Cycle) -> Access:
    """May the person put this adopted edition in force for the year?"""
    if edition.state != State.ADOPTED:
        return no(_("Chỉ áp dụng được quy chế đã ban hành."))
    if edition.rulebook.cluster_id != cycle.cluster_id:
        return no(_("Quy chế này của cụm khác."))
    return can_change_edition_of(user, cycle)


def can_set_targets(user: Any, edition: RulebookEdition) -> Access:
    """May the person set what units are assigned under this edition? Not once a year scores under it."""
    allowed = can_draft(user, edition.rulebook.cluster_id)
    if not allowed:
        return allowed
    if edition.state == State.WITHDRAWN:
        return no(_("Dự thảo này đã bỏ."))
    late = [link.cycle.year for link in edition.in_force_for.select_related("cycle")
            if year.is_at_least(link.cycle, Cycle.State.SELF_SCORING)]  # fmt: skip
    if late:
        return no(
            _("Năm %(year)d đã vào bước tự chấm điểm theo quy chế này; chỉ tiêu giao không đổi được nữa.")
            % {"year": max(late)}
        )
    return YES
