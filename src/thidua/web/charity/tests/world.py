"""The small world with a fund: a campaign of 10 million a unit, adopted, and a house."""

import datetime as dt
import io
import struct
import zlib

from tests.worlds import small_world

from thidua.web.charity import actions
from thidua.web.charity.models import Contribution, Pledge
from thidua.web.core import files

DUE = dt.date(2021, 3, 31)
ADOPTED = dt.date(2020, 12, 18)
MILLION = 1_000_000


def plan(**changes):
    """A year's plan: the same for each unit."""
    usual = {
        "year": 2021, "title": "Quỹ nhà tình nghĩa năm 2021", "purpose": "", "rule": "same",
        "base_vnd": 10 * MILLION, "due_on": DUE,
    }  # fmt: skip
    return actions.CampaignPlan(**(usual | changes))


def pay(w, pledge, amount, on=dt.date(2021, 2, 1), number="PT 01", actor=None, **more):
    """A unit pays."""
    payment = actions.Payment(amount, on, Contribution.Way.TRANSFER, number, **more)
    return actions.record_contribution(actor=actor or w.secretary, pledge=pledge, payment=payment)


def hand_over(w, amount, on=dt.date(2021, 4, 1), actor=None, **more):
    """Money is handed over for the house."""
    given = actions.HandOver(amount, on, "Ủy ban Mặt trận Tổ quốc", "01/BB", **more)
    return actions.record_disbursement(actor=actor or w.secretary, house=w.house, given=given)


def facts(w, **changes):
    """What is told of the house."""
    usual = {
        "unit": w.b, "title": "Nhà tình nghĩa số 1", "place": "Xã Một, huyện Hai",
        "beneficiary": "Hộ gia đình thương binh, nhà tạm", "beneficiary_name": "", "name_agreed": False,
        "planned_cost_vnd": 50 * MILLION,
    }  # fmt: skip
    return actions.HouseFacts(**(usual | changes))


def png(text=b""):
    """A one-pixel PNG, with hidden text when given."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    hidden = chunk(b"tEXt", text) if text else b""
    body = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + hidden + body + chunk(b"IEND", b"")


def fund_world(*, adopted=True):
    """Two units, a campaign, a house at unit B."""
    w = small_world()
    w.campaign = actions.open_campaign(actor=w.secretary, cluster=w.cluster, plan=plan())
    w.fund = w.campaign.fund
    if adopted:
        w.campaign = actions.adopt_campaign(
            actor=w.secretary, campaign=w.campaign, resolution="Mỗi đơn vị đóng góp 10 triệu đồng.",
            adopted_on=ADOPTED, document_number="05-KL/CTĐ",
        )  # fmt: skip
    w.pledge_a, w.pledge_b = (Pledge.objects.get(campaign=w.campaign, unit=u) for u in (w.a, w.b))
    w.house = actions.add_house(actor=w.secretary, campaign=w.campaign, facts=facts(w))
    return w


def stored_pdf():
    """A stored paper."""
    return files.store(io.BytesIO(b"%PDF-1.4 bien nhan"))
