"""Acts on campaigns: open, edit, set pledges, adopt with the resolution, amend; appoint a treasurer."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.accounts.models import User
from thidua.web.charity import shares
from thidua.web.charity.actions import ledger
from thidua.web.charity.actions.ledger import Booking
from thidua.web.charity.models import Campaign, Fund, LedgerTransaction, Pledge, Treasurer
from thidua.web.charity.money import money_text
from thidua.web.charity.permissions import can_amend, can_edit_draft, can_prepare
from thidua.web.charity.queries import remaining_of
from thidua.web.clusters.models import Cluster
from thidua.web.clusters.queries import member_units
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.durable import durable

Rule = Campaign.Rule


@dataclass(frozen=True)
class CampaignPlan:
    """What a draft says."""

    year: int
    title: str
    purpose: str
    rule: str
    base_vnd: int
    due_on: dt.date


def _plan(campaign: Campaign) -> dict[str, Any]:
    names = ("year", "title", "purpose", "rule", "base_vnd", "due_on")
    return {name: getattr(campaign, name) for name in names}


def _locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_related("fund__cluster")
    return rows.select_for_update(no_key=True, of=("self", "fund")).get(pk=campaign.pk)


def _record(action: str, actor: Any, campaign: Campaign, **detail: Any) -> None:
    audit.record(action, actor=actor, of=campaign, cluster_id=campaign.fund.cluster_id, **detail)


@transaction.atomic
def open_campaign(*, actor: Any, cluster: Cluster, plan: CampaignPlan) -> Campaign:
    """Open a year's draft with a pledge for every member; the cluster's fund comes with its first campaign.

    Raises `Refused` when the year has one.
    """
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_prepare(actor, locked).require()
    fund, _created = Fund.objects.get_or_create(
        cluster=locked, defaults={"name": f"Quỹ nhà tình nghĩa – {locked.name}"}
    )
    if fund.campaigns.filter(year=plan.year).exists():
        raise Refused(_("Năm %(year)d đã có đợt đóng góp.") % {"year": plan.year})
    campaign = Campaign.objects.create(fund=fund, **vars(plan))
    _bring_members(campaign)
    _reckon(campaign)
    _record("charity.campaign.open", actor, campaign, after=_plan(campaign))
    return campaign


def _bring_members(campaign: Campaign) -> None:
    """Every unit that is a member today has a pledge; those that left have none. Only in a draft."""
    today = clock.today()
    members = {unit.pk: unit for unit in member_units(campaign.fund.cluster, today)}
    campaign.pledges.exclude(unit__in=members).delete()
    known = set(campaign.pledges.values_list("unit_id", flat=True))
    Pledge.objects.bulk_create(
        Pledge(campaign=campaign, unit=unit, unit_name=unit.name_on(today))
        for pk, unit in members.items()
        if pk not in known
    )


def _reckon(campaign: Campaign) -> None:
    """Amounts by the campaign's formula; those given by hand stay."""
    rows = list(campaign.pledges.all())
    if campaign.rule == Rule.BY_HAND:
        return
    amounts = {
        Rule.SAME: [campaign.base_vnd] * len(rows),
        Rule.EQUAL: shares.equal_shares(campaign.base_vnd, len(rows)),
        Rule.PER_HEAD: shares.per_head(campaign.base_vnd, [row.heads for row in rows]),
    }[Rule(campaign.rule)]
    for row, amount in zip(rows, amounts, strict=True):
        row.amount_vnd = amount
    Pledge.objects.bulk_update(rows, ["amount_vnd"])


@transaction.atomic
def edit_campaign(*, actor: Any, campaign: Campaign, plan: CampaignPlan) -> Campaign:
    """Change a draft; its pledges are reckoned anew for the members of today."""
    locked = _locked(campaign)
    can_edit_draft(actor, locked).require()
    if locked.fund.campaigns.filter(year=plan.year).exclude(pk=locked.pk).exists():
        raise Refused(_("Năm %(year)d đã có đợt đóng góp.") % {"year": plan.year})
    before = _plan(locked)
    for name, value in vars(plan).items():
        setattr(locked, name, value)
    locked.save()
    _bring_members(locked)
    _reckon(locked)
    _record("charity.campaign.edit", actor, locked, before=before, after=_plan(locked))
    return locked


@dataclass(frozen=True)
class UnitShare:
    """What was typed for one unit."""

    heads: int
    amount_vnd: int
    note: str


@transaction.atomic
def set_pledges(*, actor: Any, campaign: Campaign, given: Mapping[int, UnitShare]) -> None:
    """Write heads, amounts and notes of the draft (pledge id -> share); a formula overrules typed amounts."""
    locked = _locked(campaign)
    can_edit_draft(actor, locked).require()
    rows = list(locked.pledges.filter(pk__in=given))
    for row in rows:
        share = given[row.pk]
        row.heads, row.amount_vnd, row.note = share.heads, share.amount_vnd, share.note
    Pledge.objects.bulk_update(rows, ["heads", "amount_vnd", "note"])
    _reckon(locked)
    lines = [
        {"unit": row.unit_name, "heads": row.heads, "amount_vnd": row.amount_vnd, "note": row.note}
        for row in locked.pledges.all()
    ]
    _record("charity.campaign.pledges", actor, locked, rows=lines)


@durable
@transaction.atomic
def adopt_campaign(
    *,
    actor: Any,
    campaign: Campaign,
    resolution: str,
    adopted_on: dt.date,
    document_number: str = "",
    form_key: uuid.UUID | None = None,
) -> Campaign:
    """Record the cluster's resolution and book every pledge; from here on pledges change by amendment only.

    Raises `Refused` without a text, for a day to come, when a member is missing or nobody pledges anything.
    """
    locked = _locked(campaign)
    can_edit_draft(actor, locked).require()
    if not resolution.strip():
        raise Refused(_("Hãy ghi nội dung nghị quyết, kết luận thống nhất mức đóng góp."))
    if adopted_on > clock.today():
        raise Refused(_("Ngày thống nhất không được sau hôm nay."))
    _require_members(locked, adopted_on)
    pledges = [row for row in locked.pledges.select_related("unit") if row.amount_vnd]
    if not pledges:
        raise Refused(_("Chưa đơn vị nào có mức đóng góp."))
    locked.state, locked.resolution = Campaign.State.ADOPTED, resolution.strip()
    locked.document_number, locked.adopted_on, locked.adopted_by = document_number, adopted_on, actor
    locked.save()
    fund = locked.fund
    booked = ledger.book(
        fund,
        Booking(
            LedgerTransaction.Kind.PLEDGES,
            locked,
            adopted_on,
            f"Thống nhất mức đóng góp {locked.title}",
            [(ledger.receivable(fund, row), ledger.pledged(fund, locked), row.amount_vnd) for row in pledges],
            form_key=form_key or uuid.uuid4(),
        ),
        actor=actor,
    )
    _record(
        "charity.campaign.adopt",
        actor,
        locked,
        number=booked.number,
        adopted_on=adopted_on,
        resolution=locked.resolution,
        document_number=document_number,
        rows=[{"unit": row.unit_name, "amount_vnd": row.amount_vnd} for row in pledges],
    )
    return locked


def _require_members(campaign: Campaign, day: dt.date) -> None:
    have = set(campaign.pledges.values_list("unit_id", flat=True))
    missing = [u.name_on(day) for u in member_units(campaign.fund.cluster, day) if u.pk not in have]
    if missing:
        raise Refused(
            _("Bảng chưa có: %(units)s. Hãy lưu lại đợt đóng góp để bổ sung thành viên.")
            % {"units": ", ".join(missing)}
        )


@durable
@transaction.atomic
def amend_pledge(
    *,
    actor: Any,
    pledge: Pledge,
    amount_vnd: int,
    seen_vnd: int,
    reason: str,
    form_key: uuid.UUID | None = None,
) -> Pledge:
    """Change an adopted pledge by booking the difference with its reason.

    Raises `Conflict` when somebody amended it meanwhile, `Refused` below what the unit has paid already.
    """
    campaign = _locked(pledge.campaign)
    can_amend(actor, campaign).require()
    row = campaign.pledges.get(pk=pledge.pk)
    row.campaign = campaign
    if row.amount_vnd != seen_vnd:
        raise Conflict(
            _("Người khác vừa điều chỉnh mức này."),
            mine=money_text(amount_vnd),
            theirs=money_text(row.amount_vnd),
        )
    change = amount_vnd - row.amount_vnd
    _require_sensible(row, change, reason)
    before, row.amount_vnd = row.amount_vnd, amount_vnd
    row.save(update_fields=["amount_vnd"])
    fund = campaign.fund
    owed, promised = ledger.receivable(fund, row), ledger.pledged(fund, campaign)
    sides = (owed, promised) if change > 0 else (promised, owed)
    booked = ledger.book(
        fund,
        Booking(
            LedgerTransaction.Kind.AMENDMENT,
            campaign,
            clock.today(),
            f"Điều chỉnh mức đóng góp của {row.unit_name} từ {money_text(before)} thành {money_text(amount_vnd)}",
            [(*sides, abs(change))],
            reason=reason.strip(),
            form_key=form_key or uuid.uuid4(),
        ),
        actor=actor,
    )
    audit.record(
        "charity.pledge.amend",
        actor=actor,
        of=row,
        cluster_id=fund.cluster_id,
        unit_id=row.unit_id,
        number=booked.number,
        before=before,
        after=amount_vnd,
        reason=reason.strip(),
    )
    return row


def _require_sensible(row: Pledge, change: int, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do điều chỉnh."))
    if change == 0:
        raise Refused(_("Mức mới bằng mức cũ."))
    if remaining_of(row) + change < 0:
        raise Refused(
            _("Đơn vị đã nộp %(paid)s; không điều chỉnh xuống thấp hơn.")
            % {"paid": money_text(row.amount_vnd - remaining_of(row))}
        )


@transaction.atomic
def appoint_treasurer(*, actor: Any, fund: Fund, user: User) -> Treasurer:
    """Let a person keep the fund's books beside the secretariat from today on."""
    locked = ledger.locked_fund(fund.pk)
    can_prepare(actor, locked.cluster_id).require()
    if locked.treasurers.filter(user=user, to_on=None).exists():
        raise Refused(_("Người này đang là thủ quỹ."))
    row = Treasurer.objects.create(fund=locked, user=user, from_on=clock.today(), appointed_by=actor)
    audit.record("charity.treasurer.appoint", actor=actor, of=row, cluster_id=locked.cluster_id)
    return row


@transaction.atomic
def end_treasurer(*, actor: Any, treasurer: Treasurer) -> Treasurer:
    """End the treasurer's task: today is the last day."""
    fund = ledger.locked_fund(treasurer.fund_id)
    can_prepare(actor, fund.cluster_id).require()
    row = fund.treasurers.get(pk=treasurer.pk)
    if row.to_on is not None:
        raise Refused(_("Người này đã thôi làm thủ quỹ."))
    row.to_on = max(clock.today(), row.from_on)
    row.save(update_fields=["to_on"])
    audit.record("charity.treasurer.end", actor=actor, of=row, cluster_id=fund.cluster_id, to_on=row.to_on)
    return row
