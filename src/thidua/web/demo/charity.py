"""The demo's fund for charity houses: 2020 finished; 2021 agreed and handed over at the conference of 18/12/2020.

Stated in the public report of that conference: that it agreed the funding of charity houses for 2021 and handed
the money over. Every amount, receipt, house, household and picture is synthetic and says so. All of it goes
through the acts of the product, each on its own day.
"""

import datetime as dt
import struct
import zlib
from typing import Any

from thidua.web.accounts.models import User
from thidua.web.charity import actions
from thidua.web.charity.models import Campaign, CharityHouse, Contribution, HouseStep, Pledge
from thidua.web.clusters.models import Cluster, Unit
from thidua.web.core import clock
from thidua.web.demo import facts

MILLION = 1_000_000
CONFERENCE = dt.date(2020, 12, 18)
FIRST = dt.date(2019, 12, 20)
PAID_AT_CONFERENCE = ("CBA", "BKA", "TQU", "LCA", "YBA", "TNG", "BGI", "PTH", "DBI", "LCH", "SLA")
PART, BOOKED_LATE, NOTHING = "HGI", "HBI", "LSO"
Stage = HouseStep.Stage


def picture(stage: int) -> bytes:
    """A small drawn house as PNG: walls from the first stage, a roof from the second, a door at the third."""
    width, height = 320, 240
    sky, ground, wall, roof, door = (
        (205, 226, 240), (132, 160, 98), (231, 214, 178), (170, 74, 56), (96, 70, 52),
    )  # fmt: skip
    top = 200 - 35 * (stage + 1)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            colour = sky if y < 170 else ground
            if 90 <= x < 230 and top <= y < 200:
                colour = wall
            if stage and top - 45 <= y < top and abs(x - 160) <= (y - top + 45) * 2:
                colour = roof
            if stage > 1 and 145 <= x < 175 and 140 <= y < 200:
                colour = door
            rows += bytes(colour)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content


class FundWriter:
    """Plays the fund's two years."""

    def __init__(self, cluster: Cluster, units: dict[str, Unit], people: dict[str, User]) -> None:
        self.cluster, self.units, self.actor = cluster, units, people["thuky1"]
        self.treasurer = people["lch-canbo"]

    def campaign(self, year: int, amount: int, day: dt.date, due_on: dt.date) -> Campaign:
        """A campaign agreed on `day`: the same amount for each unit."""
        clock.set_today(day)
        plan = actions.CampaignPlan(
            year,
            f"Quỹ nhà tình nghĩa năm {year}",
            "Hỗ trợ xây nhà tình nghĩa cho gia đình có công. Số tiền, căn nhà và ảnh là dữ liệu minh họa.",
            Campaign.Rule.SAME,
            amount,
            due_on,
        )
        draft = actions.open_campaign(actor=self.actor, cluster=self.cluster, plan=plan)
        return actions.adopt_campaign(
            actor=self.actor,
            campaign=draft,
            resolution=f"Hội nghị thống nhất kinh phí xây nhà tình nghĩa năm {year}: mỗi đơn vị đóng góp "
            f"{amount // MILLION} triệu đồng (số tiền minh họa).",
            adopted_on=day,
            document_number=f"{year - 2018:02}-KL/CTĐ (minh họa)",
        )

    def pay(self, campaign: Campaign, code: str, amount: int, day: dt.date, **more: Any) -> Contribution:
        """One unit pays."""
        pledge = Pledge.objects.get(campaign=campaign, unit=self.units[code])
        number = Contribution.objects.count() + 1
        payment = actions.Payment(
            amount, day, Contribution.Way.TRANSFER, f"PT {number:02}/{day.year} (minh họa)", **more
        )
        return actions.record_contribution(actor=self.actor, pledge=pledge, payment=payment)

    def house(self, campaign: Campaign, code: str, title: str, cost: int) -> CharityHouse:
        """A house at a unit."""
        name = self.units[code].name_on(clock.today())
        facts_of_house = actions.HouseFacts(
            self.units[code],
            title,
            f"xã vùng cao của tỉnh {name} (minh họa)",
            "Gia đình có công với cách mạng đang ở nhà tạm (minh họa)",
            "",
            False,
            cost,
        )
        return actions.add_house(actor=self.actor, campaign=campaign, facts=facts_of_house)

    def step(
        self, house: CharityHouse, stage: str, day: dt.date, note: str, drawn: int | None = None
    ) -> None:
        """One step of the house, with a picture where one was taken."""
        clock.set_today(day)
        actions.record_step(actor=self.actor, house=house, stage=stage, happened_on=day, note=note)
        if drawn is not None:
            caption = f"{Stage(stage).label} {house.title} (hình vẽ minh họa, không phải ảnh chụp)"
            photo = actions.NewPhoto(picture(drawn), caption, day, may_be_published=True)
            actions.add_photo(actor=self.actor, house=house, photo=photo)

    def hand_over(self, house: CharityHouse, amount: int, day: dt.date, number: str) -> None:
        """Money handed over for the house."""
        clock.set_today(day)
        receiver = f"Ban Tổ chức Tỉnh ủy {house.unit.name_on(day)} (minh họa)"
        given = actions.HandOver(amount, day, receiver, f"{number} (minh họa)")
        actions.record_disbursement(actor=self.actor, house=house, given=given)

    def year_2020(self) -> None:
        """Agreed in December 2019, paid in spring, one house built and handed over."""
        campaign = self.campaign(2020, 5 * MILLION, FIRST, dt.date(2020, 3, 31))
        clock.set_today(dt.date(2020, 3, 20))
        for province in facts.PROVINCES:
            self.pay(campaign, province.code, 5 * MILLION, dt.date(2020, 3, 20))
        house = self.house(campaign, "BKA", "Nhà tình nghĩa năm 2020", 70 * MILLION)
        self.step(house, Stage.CHOSEN, dt.date(2020, 4, 10), "Cụm và tỉnh sở tại thống nhất chọn hộ")
        self.hand_over(house, 70 * MILLION, dt.date(2020, 5, 15), "01/BB-BG")
        self.step(house, Stage.STARTED, dt.date(2020, 6, 2), "Khởi công trên nền đất cũ của gia đình", 0)
        self.step(house, Stage.FINISHED, dt.date(2020, 11, 20), "Hoàn thành nhà ba gian, mái tôn", 2)
        self.step(house, Stage.HANDED_OVER, dt.date(2020, 12, 17), "Bàn giao nhà trước ngày hội nghị")
        actions.publish_statement(actor=self.actor, campaign=campaign, as_of=dt.date(2020, 12, 17))

    def year_2021(self) -> None:
        """Agreed and handed over at the conference; a second house is being built; three units stand apart."""
        campaign = self.campaign(2021, 10 * MILLION, CONFERENCE, dt.date(2021, 6, 30))
        for code in PAID_AT_CONFERENCE:
            above = 2 * MILLION if code == "BKA" else 0
            self.pay(campaign, code, 10 * MILLION + above, CONFERENCE, gift_above=bool(above))
        first = self.house(campaign, "BKA", "Nhà tình nghĩa số 1 năm 2021", 60 * MILLION)
        second = self.house(campaign, "LCH", "Nhà tình nghĩa số 2 năm 2021", 80 * MILLION)
        self.hand_over(first, 60 * MILLION, CONFERENCE, "02/BB-BG")
        actions.publish_statement(actor=self.actor, campaign=campaign, as_of=CONFERENCE)
        fund = campaign.fund
        clock.set_today(dt.date(2021, 1, 4))
        actions.appoint_treasurer(actor=self.actor, fund=fund, user=self.treasurer)
        self.step(first, Stage.CHOSEN, dt.date(2021, 1, 15), "Thống nhất chọn hộ")
        self.step(first, Stage.STARTED, dt.date(2021, 2, 25), "Khởi công", 0)
        self.step(second, Stage.CHOSEN, dt.date(2021, 3, 5), "Thống nhất chọn hộ")
        clock.set_today(dt.date(2021, 5, 12))
        wrong = self.pay(campaign, PART, 6 * MILLION, dt.date(2021, 5, 12))
        actions.reverse_transaction(
            actor=self.actor, row=wrong.transaction, reason="Ghi nhầm số tiền trên giấy báo có (minh họa)"
        )
        self.pay(campaign, PART, 5 * MILLION, dt.date(2021, 5, 12))
        self.step(first, Stage.FINISHED, dt.date(2021, 7, 20), "Hoàn thành", 2)
        self.step(first, Stage.HANDED_OVER, dt.date(2021, 7, 27), "Bàn giao nhà nhân ngày 27/7")
        self.hand_over(second, 45 * MILLION, dt.date(2021, 8, 10), "03/BB-BG")
        self.step(second, Stage.STARTED, dt.date(2021, 8, 20), "Khởi công", 0)
        clock.set_today(dt.date(2021, 9, 6))
        self.pay(campaign, BOOKED_LATE, 10 * MILLION, dt.date(2021, 6, 25))
        self.step(second, Stage.BUILDING, dt.date(2021, 10, 15), "Đã xây tường, đang lợp mái", 1)


def add_fund(cluster: Cluster, units: dict[str, Unit], people: dict[str, User]) -> None:
    """Both years; the business date ends where the demo stands."""
    writer = FundWriter(cluster, units, people)
    writer.year_2020()
    writer.year_2021()
    clock.set_today(facts.BUSINESS_DATE)
