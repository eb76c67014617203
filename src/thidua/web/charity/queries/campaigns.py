"""Who pledged, who paid, who is late; what waits for whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from thidua.web.charity.models import Campaign, Contribution, LedgerAccount, Pledge
from thidua.web.charity.queries.balances import Cut, cut_now, entries_of
from thidua.web.charity.queries.doors import campaigns_visible_to, funds_kept_by
from thidua.web.clusters.models import Assignment, UnitName
from thidua.web.clusters.queries import standing_of

Kind = LedgerAccount.Kind
Role = Assignment.Role


@dataclass(frozen=True)
class UnitStand:
    """Where one unit stands with its pledge on a day; `remaining` is what it still owes."""

    pledge: Pledge
    pledged: int
    paid: int
    extra: int
    remaining: int
    due_on: dt.date
    day: dt.date

    @property
    def days_late(self) -> int:
        """Days past the deadline while something is owed."""
        return max(0, (self.day - self.due_on).days) if self.remaining > 0 else 0

    @property
    def state(self) -> str:
        """nothing, paid, late, part or waiting."""
        if self.pledged == 0:
            return "nothing"
        if self.remaining <= 0:
            return "paid"
        if self.days_late:
            return "late"
        return "part" if self.paid else "waiting"


def _sums(campaigns: list[Campaign], cut: Cut) -> dict[tuple[int, int], dict[str, int]]:
    """(campaign, unit) -> owed, paid, extra. Two queries for any number of campaigns of one fund."""
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: {"owed": 0, "paid": 0, "extra": 0})
    if not campaigns:
        return found
    rows = entries_of(campaigns[0].fund, cut).filter(transaction__campaign__in=campaigns).order_by()
    by_debit = rows.filter(debit__kind=Kind.RECEIVABLE).values_list(
        "debit__campaign_id", "debit__unit_id", "credit__kind"
    )
    by_credit = rows.filter(credit__kind__in=[Kind.RECEIVABLE, Kind.EXTRA]).values_list(
        "credit__campaign_id", "credit__unit_id", "credit__kind", "debit__kind"
    )
    for campaign, unit, other, total in by_debit.annotate(total=Sum("amount_vnd")):
        # a reversed payment comes back to what is owed, it is no new pledge
        found[campaign, unit]["paid" if other == Kind.CASH else "owed"] += (
            -total if other == Kind.CASH else total
        )
    for campaign, unit, kind, other, total in by_credit.annotate(total=Sum("amount_vnd")):
        if kind == Kind.EXTRA:
            found[campaign, unit]["extra"] += total
        elif other == Kind.CASH:
            found[campaign, unit]["paid"] += total
        else:
            found[campaign, unit]["owed"] -= total
    back = rows.filter(debit__kind=Kind.EXTRA).values_list("debit__campaign_id", "debit__unit_id")
    for campaign, unit, total in back.annotate(total=Sum("amount_vnd")):
        found[campaign, unit]["extra"] -= total
    return found


def stands_of(campaign: Campaign, cut: Cut) -> list[UnitStand]:
    """Every unit of the campaign in list order: pledged, paid, owing; a draft's pledges are not booked yet."""
    sums = _sums([campaign], cut)
    rows = campaign.pledges.select_related("unit")
    return [_stand(row, campaign, sums[campaign.pk, row.unit_id], cut.as_of) for row in rows]


def _stand(row: Pledge, campaign: Campaign, sums: dict[str, int], day: dt.date) -> UnitStand:
    owed = sums["owed"] if campaign.is_adopted else row.amount_vnd
    return UnitStand(
        row, owed, sums["paid"] + sums["extra"], sums["extra"], owed - sums["paid"], campaign.due_on, day
    )


@dataclass(frozen=True)
class Totals:
    """What all units together pledged, paid and still owe."""

    pledged: int
    paid: int
    extra: int
    remaining: int
    late: int
    units: int


def campaign_totals(stands: Iterable[UnitStand]) -> Totals:
    """The sum of the rows; `late` and `units` count units."""
    rows = list(stands)
    return Totals(
        sum(r.pledged for r in rows),
        sum(r.paid for r in rows),
        sum(r.extra for r in rows),
        sum(max(r.remaining, 0) for r in rows),
        sum(r.state == "late" for r in rows),
        len(rows),
    )


def summaries_of(campaigns: list[Campaign], day: dt.date) -> list[tuple[Campaign, Totals]]:
    """Campaigns of one fund with their totals, in a fixed number of queries."""
    return [(campaign, campaign_totals(rows)) for campaign, rows in _stands_by_campaign(campaigns, day)]


def full_names(campaign: Campaign, day: dt.date) -> dict[int, str]:
    """Unit id -> full name in force on `day`, as a letter addresses it."""
    rows = UnitName.objects.filter(unit__in=campaign.pledges.values("unit_id"), from_on__lte=day)
    return dict(rows.order_by("from_on").values_list("unit_id", "full_name"))


def payments_of(campaign: Campaign) -> list[Contribution]:
    """Every payment booked in the campaign, reversed ones too, in the order of the ledger."""
    rows = Contribution.objects.filter(pledge__campaign=campaign)
    return list(rows.select_related("pledge", "transaction__reversed_by", "transaction__booked_by"))


@dataclass(frozen=True)
class Owing:
    """What a unit owes in one campaign."""

    campaign: Campaign
    stand: UnitStand


@dataclass(frozen=True)
class Waiting:
    """What waits for one person: what own units owe, soonest first; campaigns with units past their day."""

    owing: tuple[Owing, ...] = ()
    late: tuple[tuple[Campaign, tuple[UnitStand, ...]], ...] = ()


def waiting_for(user: Any, day: dt.date) -> Waiting:
    """Payments of own units for officers and leaders; late units for the secretariat and the treasurer.

    Five queries per fund, whatever the number of years.
    """
    standing, kept = standing_of(user), funds_kept_by(user, day)
    units = {u for u in standing.unit_roles if standing.has_role(u, Role.OFFICER, Role.LEADER)}
    if not (units or kept or standing.secretariat):
        return Waiting()
    owing: list[Owing] = []
    late: list[tuple[Campaign, tuple[UnitStand, ...]]] = []
    for campaign, rows in _stands_by_campaign(list(_adopted(user)), day):
        owing += [Owing(campaign, r) for r in rows if r.pledge.unit_id in units and r.remaining > 0]
        past = tuple(row for row in rows if row.state == "late")
        if past and (campaign.fund_id in kept or campaign.fund.cluster_id in standing.secretariat):
            late.append((campaign, past))
    return Waiting(tuple(sorted(owing, key=lambda o: o.campaign.due_on)), tuple(late))


def _stands_by_campaign(
    campaigns: list[Campaign], day: dt.date
) -> Iterator[tuple[Campaign, list[UnitStand]]]:
    """Campaigns with their units, read once per fund."""
    by_fund: dict[int, list[Campaign]] = defaultdict(list)
    for campaign in campaigns:
        by_fund[campaign.fund_id].append(campaign)
    for same in by_fund.values():
        sums = _sums(same, cut_now(same[0].fund, day))
        pledges: dict[int, list[Pledge]] = defaultdict(list)
        for row in Pledge.objects.filter(campaign__in=same):
            pledges[row.campaign_id].append(row)
        for campaign in same:
            yield (
                campaign,
                [_stand(p, campaign, sums[campaign.pk, p.unit_id], day) for p in pledges[campaign.pk]],
            )


def _adopted(user: Any) -> Any:
    return campaigns_visible_to(user).filter(state=Campaign.State.ADOPTED)
