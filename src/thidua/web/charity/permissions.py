"""Who may do what with the fund; each answer carries its reason.

The secretariat prepares, records the resolution, amends and publishes; the treasurer beside it records money;
officers of the unit where a house stands tell how it progresses. Every member reads.
"""

from typing import Any

from django.utils.translation import gettext as _

from thidua.web.charity import queries
from thidua.web.charity.models import (
    Campaign,
    CharityHouse,
    Contribution,
    Fund,
    HousePhoto,
    LedgerTransaction,
    Pledge,
    PublishedStatement,
)
from thidua.web.clusters.models import Assignment, Cluster
from thidua.web.clusters.permissions import can_act_for, is_secretariat
from thidua.web.clusters.queries import standing_of
from thidua.web.core import clock
from thidua.web.core.access import YES, Access, no

Kind = LedgerTransaction.Kind
REVERSIBLE = frozenset({Kind.CONTRIBUTION, Kind.DISBURSEMENT})


def can_prepare(user: Any, cluster: Cluster | int) -> Access:
    """May the person open a year's campaign, appoint a treasurer, publish?"""
    if is_secretariat(user, cluster):
        return YES
    return no(_("Việc này do tổ thư ký của cụm làm."))


def can_edit_draft(user: Any, campaign: Campaign) -> Access:
    """May the person change the draft, its pledges, or adopt it?"""
    if campaign.is_adopted:
        return no(_("Mức đóng góp đã thống nhất; muốn đổi, hãy điều chỉnh từng đơn vị kèm lý do."))
    return can_prepare(user, campaign.fund.cluster_id)


def can_amend(user: Any, campaign: Campaign) -> Access:
    """May the person amend an adopted pledge?"""
    if not campaign.is_adopted:
        return no(_("Mức đóng góp còn là dự kiến; hãy sửa ngay trong bảng."))
    return can_prepare(user, campaign.fund.cluster_id)


def can_record(user: Any, fund: Fund) -> Access:
    """May the person book money of the fund: the secretariat, or its treasurer today?"""
    if is_secretariat(user, fund.cluster_id) or fund.pk in queries.funds_kept_by(user, clock.today()):
        return YES
    return no(_("Việc ghi sổ do tổ thư ký hoặc thủ quỹ làm."))


def can_receive(user: Any, campaign: Campaign) -> Access:
    """May the person record a payment in this campaign?"""
    if not campaign.is_adopted:
        return no(_("Chưa thống nhất mức đóng góp nên chưa thu."))
    return can_record(user, campaign.fund)


def can_attach_receipt(user: Any, row: Contribution) -> Access:
    """May the person add the scanned receipt to a payment that has none?"""
    if row.receipt_id:
        return no(_("Lần nộp này đã có tệp chứng từ."))
    return can_record(user, row.pledge.campaign.fund)


def can_reverse(user: Any, row: LedgerTransaction) -> Access:
    """May the person take the booked act back by a reversal?"""
    if row.kind not in REVERSIBLE:
        return no(_("Chỉ ghi đảo lần nộp tiền và lần trao tiền; mức đóng góp thì điều chỉnh."))
    if LedgerTransaction.objects.filter(reverses=row).exists():
        return no(_("Lần ghi sổ này đã được ghi đảo."))
    return can_record(user, row.fund)


def can_add_house(user: Any, campaign: Campaign) -> Access:
    """May the person add a house to the campaign?"""
    return can_prepare(user, campaign.fund.cluster_id)


def can_keep_house(user: Any, house: CharityHouse) -> Access:
    """May the person change the house's details, tell its progress, add or take down photos?"""
    if is_secretariat(user, house.campaign.fund.cluster_id):
        return YES
    if can_act_for(user, house.unit_id, Assignment.Role.OFFICER, Assignment.Role.LEADER):
        return YES
    return no(_("Việc này do tổ thư ký hoặc đơn vị nơi xây nhà làm."))


def can_withdraw_photo(user: Any, photo: HousePhoto) -> Access:
    """May the person take the photo down?"""
    if photo.withdrawn_at:
        return no(_("Ảnh này đã gỡ."))
    return can_keep_house(user, photo.house)


def can_disburse(user: Any, house: CharityHouse) -> Access:
    """May the person record a hand-over of money for the house?"""
    if not house.campaign.is_adopted:
        return no(_("Chưa thống nhất mức đóng góp nên chưa trao tiền."))
    return can_record(user, house.campaign.fund)


def can_publish(user: Any, campaign: Campaign) -> Access:
    """May the person publish a statement of the campaign?"""
    if not campaign.is_adopted:
        return no(_("Chưa thống nhất mức đóng góp nên chưa có gì để công khai."))
    return can_prepare(user, campaign.fund.cluster_id)


def can_withdraw_statement(user: Any, row: PublishedStatement) -> Access:
    """May the person take a published statement back?"""
    if row.withdrawn_at:
        return no(_("Báo cáo này đã rút."))
    return can_prepare(user, row.campaign.fund.cluster_id)


def can_see_receipt(user: Any, pledge: Pledge) -> Access:
    """May the person open receipts of this unit? Others see number and amount only."""
    campaign = pledge.campaign
    if pledge.unit_id in standing_of(user).own_unit_ids or can_record(user, campaign.fund):
        return YES
    if campaign.fund.cluster_id in standing_of(user).central:
        return YES
    return no(_("Chứng từ chỉ mở cho đơn vị nộp, tổ thư ký, thủ quỹ và Vụ theo dõi."))
