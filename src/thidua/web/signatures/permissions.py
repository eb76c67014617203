"""Who may open and cancel a round, sign for a unit, keep its certificates; each answer carries its reason."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Assignment, Cluster, Unit
from thidua.web.clusters.permissions import can_act_for, is_secretariat
from thidua.web.core.access import YES, Access, no
from thidua.web.signatures.models import RoundSigner, SigningRound, UnitCertificate

Role, State = Assignment.Role, SigningRound.State


def can_open_round(user: Any, cluster: Cluster) -> Access:
    """May the person put a paper of the cluster to the units for signing?"""
    if is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_cancel_round(user: Any, row: SigningRound) -> Access:
    """May the person cancel the round? Only while some signature is missing."""
    if row.state == State.FINISHED:
        return no(_("Các đơn vị đã ký đủ; đợt ký không hủy được nữa."))
    if row.state == State.CANCELLED:
        return no(_("Đợt ký này đã hủy."))
    return can_open_round(user, row.cluster)


def can_sign(user: Any, signer: RoundSigner) -> Access:
    """May the person sign for the unit in this round: its leader today, and the field is still empty?"""
    if signer.round.state == State.CANCELLED:
        return no(_("Đợt ký này đã hủy."))
    if signer.state == RoundSigner.State.SIGNED:
        return no(_("Đơn vị đã ký văn bản này."))
    if not can_act_for(user, signer.unit_id, Role.LEADER):
        return no(_("Chỉ lãnh đạo đơn vị được ký cho đơn vị mình."))
    return YES


def can_keep_certificates(user: Any, unit: Unit) -> Access:
    """May the person register and stop certificates of the unit?"""
    if can_act_for(user, unit, Role.ADMINISTRATOR, Role.LEADER):
        return YES
    return no(_("Chứng thư số của đơn vị do quản trị hoặc lãnh đạo đơn vị đăng ký."))


def can_revoke_certificate(user: Any, row: UnitCertificate) -> Access:
    """May the person stop the use of the certificate?"""
    if row.revoked_at:
        return no(_("Chứng thư này đã ngừng dùng."))
    if user.is_site_admin:
        return YES
    return can_keep_certificates(user, row.unit)
