"""Minutes of a hand-over of money, from what the ledger holds of that day; what the fund tells the year's report."""

import datetime as dt
from collections.abc import Iterator

from thidua.documents import Paper, Profile, Signer, gap
from thidua.documents.papers import Contribution, HandoverMinutes, Person
from thidua.documents.text import listed, lower_first, money, padded, short_date
from thidua.web.charity.models import Campaign, CharityHouse, Disbursement
from thidua.web.charity.queries import campaign_totals, cut_now, stands_of
from thidua.web.clusters.documents import full_name, head_for
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import head_unit
from thidua.web.conferences.models import Conference


def handover(row: Disbursement, form: Profile) -> Paper:
    """The minutes of one hand-over: what each unit had paid by that day, the sum handed over, what for."""
    campaign, day = row.house.campaign, row.transaction.happened_on
    cluster = campaign.fund.cluster
    meeting = _meeting(cluster.pk, day)
    unit = (meeting.host_unit if meeting else None) or head_unit(cluster, day) or row.house.unit
    paid = [stand for stand in stands_of(campaign, cut_now(campaign.fund, day)) if stand.paid]
    blank = (Person(gap("họ tên, chức vụ")),)
    return HandoverMinutes(
        head_for(
            unit, form, day, (Signer("Đại diện bên giao", "", None), Signer("Đại diện bên nhận", "", None))
        ),
        cluster.name,
        campaign.year,
        meeting.starts or day if meeting else day,
        meeting.place if meeting else gap("nơi bàn giao"),
        lower_first(meeting.title) if meeting else "hoạt động của cụm",
        cluster.name,
        blank,
        row.receiver,
        blank,
        tuple(Contribution(full_name(s.pledge.unit, day), s.paid) for s in paid),
        row.amount_vnd,
        (
            f"Xây {lower_first(row.house.title)} cho {lower_first(row.house.beneficiary)}, tại {row.house.place}",
        ),
    ).paper()


def _meeting(cluster: int, day: dt.date) -> Conference | None:
    rows = Conference.objects.filter(cycle__cluster=cluster, held_on=day, is_rehearsal=False)
    return rows.select_related("host_unit").first()


def told_in_report(cycle: Cycle) -> Iterator[str]:
    """What the fund did in the year: what was given, which houses stand, what was agreed for the next year."""
    campaigns = Campaign.objects.filter(fund__cluster=cycle.cluster_id, state=Campaign.State.ADOPTED)
    for campaign in campaigns.filter(year=cycle.year).select_related("fund"):
        totals = campaign_totals(stands_of(campaign, cut_now(campaign.fund, dt.date(cycle.year, 12, 31))))
        yield (
            f"Các đơn vị đã nộp {money(totals.paid)} trong tổng số {money(totals.pledged)} thống nhất đóng góp "
            f"làm nhà tình nghĩa năm {cycle.year}"
        )
        houses = [_house(house, cycle.year) for house in campaign.houses.order_by("pk")]
        if houses:
            yield f"Hỗ trợ xây {padded(len(houses))} nhà: {listed(houses)}"
    for campaign in campaigns.filter(year=cycle.year + 1, adopted_on__year=cycle.year):
        total = sum(pledge.amount_vnd for pledge in campaign.pledges.all())
        day = f" ngày {short_date(campaign.adopted_on)}" if campaign.adopted_on else ""
        yield f"Thống nhất{day} mức đóng góp làm nhà tình nghĩa năm {campaign.year}: {money(total)}"


def _house(house: CharityHouse, year: int) -> str:
    last = house.steps.filter(happened_on__year__lte=year).last()
    said = (
        f" ({lower_first(str(last.get_stage_display()))} ngày {short_date(last.happened_on)})" if last else ""
    )
    return f"{lower_first(house.title)} tại {house.place}{said}"
