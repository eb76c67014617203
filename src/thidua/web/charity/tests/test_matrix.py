"""Role × method × route → code for the fund. A new route must be added here.

The house stands at unit B; `neighbour` is B's officer, `treasurer` an officer of A who keeps the books.
What a sent form writes is taken back before the next role tries.
"""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.urls import reverse
from tests.project.test_house_rules import ROUTES
from tests.worlds import ROLES, Role, person

from thidua.web.charity import actions
from thidua.web.charity.models import Campaign
from thidua.web.charity.tests import world

WHO = (*ROLES, "treasurer")


def members(code, **besides):
    """`code` for everybody who sees the cluster; nothing is there for the foreigner."""
    return {role: besides.get(role, 404 if role == "foreigner" else code) for role in WHO}


READ = members(200)
SECRETARY = members(403, secretary=200)
SENT = members(403, secretary=302)
BOOKS = members(403, secretary=200, treasurer=200)
BOOKED = members(403, secretary=302, treasurer=302)
HOUSE = members(403, secretary=200, neighbour=200)
TOLD = members(403, secretary=302, neighbour=302)
OVERSEERS = members(404, secretary=200, central=200)
DRAFTER = members(404, secretary=200, central=403)
CLUSTER, CAMPAIGN, DRAFT, HERE = (
    {"cluster": "cluster"}, {"campaign": "campaign"}, {"campaign": "draft"}, {"house": "house"},
)  # fmt: skip
PLEDGE, PAID, BOOKED_ROW = (
    {"pledge": "pledge_b"}, {"contribution": "contribution"}, {"transaction": "booked"},
)  # fmt: skip
UNIT = {**CAMPAIGN, "unit": "b"}
PHOTO, PUBLISHED = {"photo": "photo"}, {"published": "published"}

TABLE = [
    ("get", "start", {}, {**dict.fromkeys(WHO, 302)}),
    ("get", "money", {}, dict.fromkeys(WHO, 200)),
    ("get", "fund ledger", CLUSTER, READ),
    ("get", "campaign-add treasurer-add", CLUSTER, SECRETARY),
    ("post", "campaign-add treasurer-add", CLUSTER, SENT),
    ("post", "treasurer-end", {"treasurer": "keeper"}, SENT),
    ("get", "campaign statement", CAMPAIGN, READ),
    ("get", "campaign", DRAFT, OVERSEERS),
    ("get", "statement", DRAFT, members(404)),
    ("get", "statement-file", {**CAMPAIGN, "kind": "=csv"}, READ),
    ("get", "statement-file", {**CAMPAIGN, "kind": "=pdf"}, members(404)),
    ("get", "campaign-edit pledges adopt", CAMPAIGN, members(403)),
    ("get", "campaign-edit pledges adopt", DRAFT, DRAFTER),
    ("post", "campaign-edit pledges adopt", DRAFT, {**DRAFTER, "secretary": 302}),
    ("get", "reminders", CAMPAIGN, BOOKS),
    ("get", "publish house-add", CAMPAIGN, SECRETARY),
    ("post", "publish house-add", CAMPAIGN, SENT),
    ("get", "unit unit-statement", UNIT, READ),
    ("get", "unit-statement-file", {**UNIT, "kind": "=xlsx"}, READ),
    ("get", "unit unit-statement", {**CAMPAIGN, "unit": "c"}, members(404)),
    ("get", "amend", PLEDGE, SECRETARY),
    ("post", "amend", PLEDGE, SENT),
    ("get", "contribution-add", PLEDGE, BOOKS),
    ("post", "contribution-add", PLEDGE, BOOKED),
    # the receipt of unit B: for its own people, those who keep the books, and the central department
    ("get", "receipt", PAID, members(403, neighbour=200, secretary=200, treasurer=200, central=200)),
    ("get", "receipt-add", PAID, members(403)),
    ("get", "receipt-add", {"contribution": "bare"}, BOOKS),
    ("post", "receipt-add", {"contribution": "bare"}, {**BOOKED, "secretary": 200, "treasurer": 200}),
    ("get", "transaction", BOOKED_ROW, READ),
    ("get", "reverse", BOOKED_ROW, BOOKS),
    ("post", "reverse", BOOKED_ROW, BOOKED),
    ("get", "house", HERE, READ),
    ("get", "house-edit step-add photo-add", HERE, HOUSE),
    ("post", "house-edit step-add", HERE, TOLD),
    ("get", "disbursement-add", HERE, BOOKS),
    ("post", "disbursement-add", HERE, BOOKED),
    ("get", "minutes", {"disbursement": "handed"}, READ),
    ("get", "photo", PHOTO, READ),
    ("get", "photo-withdraw", PHOTO, HOUSE),
    ("post", "photo-withdraw", PHOTO, TOLD),
    ("get", "published", PUBLISHED, READ),
    ("get", "unpublish", PUBLISHED, SECRETARY),
    ("post", "unpublish", PUBLISHED, SENT),
]
CASES = [(m, name, args, code) for m, names, args, code in TABLE for name in names.split()]


@pytest.fixture
def full(w):
    """Money in and out, papers, a photo, a publication, a draft of the next year, a treasurer."""
    w.treasurer = person("a-thuquy", w.a, Role.OFFICER)
    w.keeper = actions.appoint_treasurer(actor=w.secretary, fund=w.fund, user=w.treasurer)
    receipt = world.stored_pdf()
    w.contribution = world.pay(w, w.pledge_b, 5_000_000, receipt=receipt, receipt_name="pt.pdf")
    w.bare = world.pay(w, w.pledge_a, 9_000_000)
    w.handed = world.hand_over(w, 1_000_000, minutes=receipt, minutes_name="bb.pdf")
    w.booked = w.bare.transaction
    shot = actions.NewPhoto(world.png(), "Khởi công", may_be_published=True)
    w.photo = actions.add_photo(actor=w.secretary, house=w.house, photo=shot)
    w.published = actions.publish_statement(actor=w.secretary, campaign=w.campaign, as_of=dt.date(2021, 6, 1))
    w.draft = actions.open_campaign(actor=w.secretary, cluster=w.cluster, plan=world.plan(year=2022))
    w.forms = {
        "campaign-add": {"year": 2023, "title": "Quỹ", "rule": "same", "base_vnd": "10 triệu", "due_on": "31/03/2023"},
        "campaign-edit": {"year": 2022, "title": "Quỹ", "rule": "by_hand", "due_on": "31/03/2022"},
        "pledges": {},
        "adopt": {"adopted_on": "05/12/2021", "resolution": "Thống nhất."},
        "treasurer-add": {"user": w.leader.pk},
        "publish": {"as_of": "01/12/2021"},
        "house-add": _house(w) | {"title": "Nhà số 2"},
        "house-edit": _house(w) | {"version": 1},
        "amend": {"amount_vnd": "12 triệu", "seen_vnd": 10_000_000, "reason": "Tăng"},
        "contribution-add": {"amount_vnd": "1 triệu", "paid_on": "01/12/2021", "way": "cash", "receipt_number": "9"},
        "disbursement-add": {
            "amount_vnd": "2 triệu", "handed_on": "01/12/2021", "receiver": "Mặt trận", "minutes_number": "2",
        },
        "step-add": {"stage": "started", "happened_on": "01/12/2021"},
    }  # fmt: skip
    return w


def _house(w):
    return {
        "unit": w.b.pk, "title": "Nhà", "place": "Xã Một", "beneficiary": "Hộ thương binh",
        "planned_cost_vnd": "60 triệu",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("method", "name", "args", "expected"),
    CASES,
    ids=[f"{m} {n} {' '.join(a.values())}" for m, n, a, _ in CASES],
)
def test_each_role_gets_its_code(client, full, method, name, args, expected):
    kwargs = {k: v[1:] if v.startswith("=") else getattr(full, v).pk for k, v in args.items()}
    address, found = reverse(f"charity:{name}", kwargs=kwargs), {}
    for role in WHO:
        client.force_login(getattr(full, role))
        with transaction.atomic():
            data = {"reason": "Lý do", "form_key": str(uuid.uuid4())} | full.forms.get(name, {})
            answer = client.get(address) if method == "get" else client.post(address, data)
            found[role] = answer.status_code
            if answer.streaming:
                assert b"".join(answer.streaming_content)  # read to its end, the file is closed
            transaction.set_rollback(True)
    assert found == expected


def test_no_route_is_missing():
    told = {name for _method, name, _args, _code in CASES}
    assert {n.partition(":")[2] for n, _converters in ROUTES if n.startswith("charity:")} == told


def test_the_draft_of_another_year_is_not_told_to_members(client, full):
    client.force_login(full.officer)
    page = client.get(reverse("charity:fund", args=[full.cluster.pk])).content.decode()
    assert Campaign.objects.count() == 2
    assert page.count("Quỹ nhà tình nghĩa năm 2021") == 1  # both have this title; the draft is not there
