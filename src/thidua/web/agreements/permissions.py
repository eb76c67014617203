"""Who may draft, comment, amend, decide, adopt, have signed and follow an agreement; with the reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.agreements.models import Agreement, Amendment, Clause, ClauseComment
from thidua.web.agreements.queries import units_of
from thidua.web.clusters.models import Assignment, Cycle, Unit
from thidua.web.clusters.permissions import can_act_for, can_run_year
from thidua.web.clusters.queries import member_of_year, standing_of
from thidua.web.core.access import YES, Access, no
from thidua.web.rulebooks.queries import edition_in_force
from thidua.web.signatures.queries import round_about

Role = Assignment.Role
State = Agreement.State
OVER = (Cycle.State.PUBLISHED, Cycle.State.ARCHIVED)


def can_draft(user: Any, cycle: Cycle) -> Access:
    """May the person draft the year's agreement, or a supplement to the one that was signed?"""
    allowed = can_run_year(user, cycle)
    if not allowed:
        return allowed
    if cycle.state in OVER:
        return no(_("Năm đã công bố; không soạn giao ước nữa."))
    if edition_in_force(cycle) is None:
        return no(_("Giao ước soạn từ quy chế đã ban hành; năm này chưa có quy chế."))
    unfinished = cycle.agreements.filter(state__in=Agreement.UNFINISHED).first()
    if unfinished:
        told = {"agreement": unfinished}
        return no(_("«%(agreement)s» chưa xong; hãy làm xong hoặc bỏ bản đó trước.") % told)
    return YES


def _while_in(user: Any, agreement: Agreement, state: str, otherwise: str) -> Access:
    allowed = can_run_year(user, agreement.cycle)
    if not allowed or agreement.state == state:
        return allowed
    if agreement.state == State.SIGNED:
        return no(
            _("Giao ước đã ký thì không sửa; muốn thay đổi, hãy soạn giao ước bổ sung để các đơn vị ký.")
        )
    return no(otherwise)


def can_edit(user: Any, agreement: Agreement) -> Access:
    """May the person change clauses? The secretariat, while it is a draft; a signed one never changes."""
    texts = {
        State.CONSULTATION: _("Đang lấy ý kiến nên nội dung tạm giữ nguyên; hãy rút về dự thảo để sửa."),
        State.ADOPTED: _("Giao ước đã thông qua; các điều khoản không đổi nữa."),
        State.SIGNING: _("Giao ước đang được ký; các điều khoản không đổi nữa."),
        State.WITHDRAWN: _("Bản này đã bỏ."),
    }
    return _while_in(user, agreement, State.DRAFT, texts.get(State(agreement.state), ""))


def can_consult(user: Any, agreement: Agreement) -> Access:
    """May the person put the draft out for comment?"""
    allowed = can_edit(user, agreement)
    if allowed and not agreement.clauses.filter(struck_at=None).exists():
        return no(_("Giao ước chưa có điều khoản nào."))
    return allowed


def can_take_back(user: Any, agreement: Agreement) -> Access:
    """May the person take it back to a draft?"""
    return _while_in(user, agreement, State.CONSULTATION, _("Giao ước không ở bước lấy ý kiến."))


def can_withdraw(user: Any, agreement: Agreement) -> Access:
    """May the person give the agreement up? Not once units sign."""
    allowed = can_run_year(user, agreement.cycle)
    if allowed and agreement.state in {State.SIGNING, State.SIGNED}:
        return no(_("Các đơn vị đang ký hoặc đã ký; giao ước không bỏ được."))
    if allowed and agreement.state == State.WITHDRAWN:
        return no(_("Bản này đã bỏ."))
    return allowed


def can_speak(user: Any, agreement: Agreement, unit: Unit) -> Access:
    """May the person comment, propose and reply for the unit?"""
    if agreement.state != State.CONSULTATION:
        return no(_("Giao ước không ở bước lấy ý kiến."))
    if member_of_year(agreement.cycle, unit.pk) is None:
        return no(_("Đơn vị này không thuộc cụm trong năm."))
    return can_act_for(user, unit, Role.OFFICER, Role.LEADER)


def units_to_speak_for(user: Any, agreement: Agreement) -> list[Unit]:
    """Members in whose name the person may comment now."""
    standing = standing_of(user)
    own = [u for u in units_of(agreement) if standing.has_role(u.pk, Role.OFFICER, Role.LEADER)]
    return own if agreement.state == State.CONSULTATION else []


def can_speak_at_all(user: Any, agreement: Agreement) -> Access:
    """May the person comment for any unit?"""
    if units_to_speak_for(user, agreement):
        return YES
    if agreement.state != State.CONSULTATION:
        return no(_("Giao ước không ở bước lấy ý kiến."))
    return no(_("Ý kiến do cán bộ được phân công hoặc lãnh đạo của đơn vị thành viên ghi."))


def can_unsay(user: Any, comment: ClauseComment) -> Access:
    """May the person take the comment back? Its own unit, while comments are asked for."""
    return can_speak(user, comment.agreement, comment.unit)


def can_decide(user: Any, amendment: Amendment) -> Access:
    """May the person accept or decline the amendment? The secretariat, while comments are asked for."""
    allowed = can_take_back(user, amendment.agreement)
    if allowed and amendment.state != Amendment.State.OPEN:
        return no(_("Đề nghị này đã có kết quả."))
    return allowed


def can_retract(user: Any, amendment: Amendment) -> Access:
    """May the person take the proposal back? Its own unit, while it is open."""
    if amendment.state != Amendment.State.OPEN:
        return no(_("Đề nghị này đã có kết quả."))
    return can_speak(user, amendment.agreement, amendment.unit)


def can_adopt(user: Any, agreement: Agreement) -> Access:
    """May the person record that the agreement was adopted? After comments, every amendment decided."""
    allowed = _while_in(
        user, agreement, State.CONSULTATION, _("Giao ước phải qua bước lấy ý kiến rồi mới thông qua.")
    )
    if allowed and agreement.amendments.filter(state=Amendment.State.OPEN).exists():
        return no(_("Còn đề nghị sửa đổi chưa có kết quả."))
    if allowed and not agreement.clauses.filter(struck_at=None).exists():
        return no(_("Giao ước chưa có điều khoản nào."))
    return allowed


def can_open_signing(user: Any, agreement: Agreement) -> Access:
    """May the person freeze the agreement to a document and hand it to the units to sign?

    Once adopted; again when the round of signing was cancelled.
    """
    allowed = can_run_year(user, agreement.cycle)
    if allowed and agreement.state == State.SIGNING and round_about(f"agreement:{agreement.pk}"):
        return no(_("Các đơn vị đang ký."))
    if not allowed or agreement.state == State.SIGNING:
        return allowed
    return _while_in(user, agreement, State.ADOPTED, _("Chỉ giao ước đã thông qua mới đưa ra ký."))


def can_set_light(user: Any, clause: Clause, unit: Unit) -> Access:
    """May the person set the unit's light for the clause: its own people, or the secretariat?"""
    agreement = clause.agreement
    if agreement.state != State.SIGNED:
        return no(_("Theo dõi từng điều khoản bắt đầu khi giao ước đã ký."))
    if agreement.cycle.state in OVER:
        return no(_("Năm đã công bố; đèn theo dõi không đổi nữa."))
    elsewhere = clause.owner_id not in {None, unit.pk} or not member_of_year(agreement.cycle, unit.pk)
    if clause.struck_at or elsewhere:
        return no(_("Điều khoản này không thuộc phần việc của đơn vị."))
    if can_run_year(user, agreement.cycle):
        return YES
    return can_act_for(user, unit, Role.OFFICER, Role.LEADER)
