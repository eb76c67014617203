"""Booking: the one way into the ledger. Called by acts that hold the fund's lock and wrote their reasons."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thidua.web.charity.models import (
    Campaign,
    CharityHouse,
    Fund,
    LedgerAccount,
    LedgerEntry,
    LedgerTransaction,
    Pledge,
)
from thidua.web.charity.queries.balances import GENESIS, transaction_digest
from thidua.web.core import clock
from thidua.web.core.access import Refused

Kind = LedgerAccount.Kind
Transaction = LedgerTransaction


@dataclass(frozen=True)
class Booking:
    """What is to be booked: (debit, credit, đồng) per entry, with what every transaction says."""

    kind: str
    campaign: Campaign
    happened_on: dt.date
    text: str
    entries: Sequence[tuple[LedgerAccount, LedgerAccount, int]]
    reason: str = ""
    reverses: LedgerTransaction | None = None
    form_key: uuid.UUID = field(default_factory=uuid.uuid4)


def locked_fund(fund_id: int) -> Fund:
    """The fund's row, locked until the act ends: one booking at a time per fund."""
    return Fund.objects.select_for_update(no_key=True).get(pk=fund_id)


def refuse_second_press(form_key: uuid.UUID) -> None:
    """Raise `Refused` when this form was booked already."""
    if Transaction.objects.filter(form_key=form_key).exists():
        raise Refused(_("Lần ghi này đã có trong sổ; không ghi hai lần."))


def require_past(day: dt.date, campaign: Campaign) -> None:
    """Raise `Refused` for a day that is to come, or before the pledges were agreed."""
    if day > clock.today():
        raise Refused(_("Ngày phát sinh không được sau hôm nay."))
    if campaign.adopted_on and day < campaign.adopted_on:
        raise Refused(_("Ngày phát sinh không được trước ngày thống nhất mức đóng góp."))


def book(fund: Fund, booking: Booking, *, actor: Any) -> LedgerTransaction:
    """Write the transaction and its entries; `fund` is locked by the caller."""
    refuse_second_press(booking.form_key)
    last = Transaction.objects.filter(fund=fund).order_by("-number").first()
    row = Transaction(
        fund=fund,
        number=last.number + 1 if last else 1,
        kind=booking.kind,
        campaign=booking.campaign,
        happened_on=booking.happened_on,
        booked_at=clock.now(),
        booked_on=clock.today(),
        booked_by=actor,
        text=booking.text[:300],
        reason=booking.reason,
        reverses=booking.reverses,
        form_key=booking.form_key,
        previous=last.digest if last else GENESIS,
    )
    entries = [
        LedgerEntry(line=line, debit=debit, credit=credit, amount_vnd=amount)
        for line, (debit, credit, amount) in enumerate(booking.entries, start=1)
    ]
    row.digest = transaction_digest(row, entries)
    row.save()
    for entry in entries:
        entry.transaction = row
    LedgerEntry.objects.bulk_create(entries)
    return row


def _account(fund: Fund, kind: str, key: str, **of: Any) -> LedgerAccount:
    found, _created = LedgerAccount.objects.get_or_create(fund=fund, key=key, defaults={"kind": kind, **of})
    return found


def cash(fund: Fund) -> LedgerAccount:
    """The money held."""
    return _account(fund, Kind.CASH, "cash")


def receivable(fund: Fund, pledge: Pledge) -> LedgerAccount:
    """What the unit owes in its campaign."""
    of = {"campaign_id": pledge.campaign_id, "unit_id": pledge.unit_id}
    return _account(fund, Kind.RECEIVABLE, f"receivable:{pledge.campaign_id}:{pledge.unit_id}", **of)


def pledged(fund: Fund, campaign: Campaign) -> LedgerAccount:
    """What the campaign was promised."""
    return _account(fund, Kind.PLEDGED, f"pledged:{campaign.pk}", campaign=campaign)


def gift(fund: Fund, pledge: Pledge) -> LedgerAccount:
    """What the unit gave above its pledge."""
    of = {"campaign_id": pledge.campaign_id, "unit_id": pledge.unit_id}
    return _account(fund, Kind.EXTRA, f"extra:{pledge.campaign_id}:{pledge.unit_id}", **of)


def house_account(fund: Fund, house: CharityHouse) -> LedgerAccount:
    """What was handed over for the house."""
    return _account(fund, Kind.HOUSE, f"house:{house.pk}", campaign_id=house.campaign_id, house=house)
