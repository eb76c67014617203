"""Acts on money: what units pay, what is handed over for houses, taking a mistake back."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.charity.actions import ledger
from thidua.web.charity.actions.houses import NewPhoto, write_photo
from thidua.web.charity.actions.ledger import Booking
from thidua.web.charity.models import (
    CharityHouse,
    Contribution,
    Disbursement,
    LedgerTransaction,
    Pledge,
)
from thidua.web.charity.money import money_text
from thidua.web.charity.permissions import can_attach_receipt, can_disburse, can_receive, can_reverse
from thidua.web.charity.queries import cash_of, remaining_of
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.core.models import StoredFile

Kind = LedgerTransaction.Kind


@dataclass(frozen=True)
class Payment:
    """A payment with its receipt; `gift_above` says that what exceeds the pledge is a gift."""

    amount_vnd: int
    paid_on: dt.date
    way: str
    receipt_number: str
    receipt: StoredFile | None = None
    receipt_name: str = ""
    gift_above: bool = False
    form_key: uuid.UUID = field(default_factory=uuid.uuid4)


@durable
@transaction.atomic
def record_contribution(*, actor: Any, pledge: Pledge, payment: Payment) -> Contribution:
    """Book what a unit paid; what exceeds its pledge is booked apart as a gift, and only when said so.

    Raises `Refused` for a day to come or before the resolution, for more than is owed, for a receipt number
    that this unit's campaign has already, and for the same form pressed twice.
    """
    fund = ledger.locked_fund(pledge.campaign.fund_id)
    row = Pledge.objects.select_related("campaign__fund").get(pk=pledge.pk)
    can_receive(actor, row.campaign).require()
    ledger.refuse_second_press(payment.form_key)
    ledger.require_past(payment.paid_on, row.campaign)
    if payment.amount_vnd <= 0:
        raise Refused(_("Số tiền phải lớn hơn 0."))
    _refuse_known_receipt(row, payment.receipt_number)
    owed = max(remaining_of(row), 0)
    above = max(payment.amount_vnd - owed, 0)
    if above and not payment.gift_above:
        raise Refused(
            _(
                "Đơn vị còn phải nộp %(owed)s; số ghi vượt %(above)s. "
                "Nếu phần vượt là ủng hộ thêm, hãy đánh dấu vào ô ủng hộ thêm."
            )
            % {"owed": money_text(owed), "above": money_text(above)}
        )
    held = ledger.cash(fund)
    entries = []
    if payment.amount_vnd > above:
        entries.append((held, ledger.receivable(fund, row), payment.amount_vnd - above))
    if above:
        entries.append((held, ledger.gift(fund, row), above))
    text = f"{row.unit_name} nộp đóng góp {row.campaign.title}"
    booked = ledger.book(
        fund,
        Booking(Kind.CONTRIBUTION, row.campaign, payment.paid_on, text, entries, form_key=payment.form_key),
        actor=actor,
    )
    made = Contribution.objects.create(
        pledge=row,
        transaction=booked,
        amount_vnd=payment.amount_vnd,
        way=payment.way,
        receipt_number=payment.receipt_number.strip(),
        receipt=payment.receipt,
        receipt_name=payment.receipt_name,
    )
    audit.record(
        "charity.contribution.record",
        actor=actor,
        of=made,
        cluster_id=fund.cluster_id,
        unit_id=row.unit_id,
        number=booked.number,
        amount_vnd=payment.amount_vnd,
        extra_vnd=above,
        happened_on=payment.paid_on,
        receipt_number=made.receipt_number,
        file=payment.receipt_name,
    )
    return made


def _refuse_known_receipt(pledge: Pledge, number: str) -> None:
    if not number.strip():
        raise Refused(_("Hãy ghi số phiếu thu hoặc số chứng từ chuyển khoản."))
    known = Contribution.objects.filter(
        pledge=pledge, receipt_number__iexact=number.strip(), transaction__reversed_by=None
    )
    if known.exists():
        raise Refused(_("Số chứng từ %(number)s đã được ghi cho đơn vị này.") % {"number": number.strip()})


@transaction.atomic
def attach_receipt(*, actor: Any, contribution: Contribution, file: StoredFile, name: str) -> Contribution:
    """Add the scanned receipt to a payment that was recorded without one."""
    rows = Contribution.objects.select_related("pledge__campaign__fund")
    row = rows.select_for_update(no_key=True, of=("self",)).get(pk=contribution.pk)
    can_attach_receipt(actor, row).require()
    row.receipt, row.receipt_name = file, name
    row.save(update_fields=["receipt", "receipt_name"])
    audit.record(
        "charity.contribution.receipt",
        actor=actor,
        of=row,
        cluster_id=row.pledge.campaign.fund.cluster_id,
        unit_id=row.pledge.unit_id,
        file=name,
        sha256=file.sha256,
    )
    return row


@dataclass(frozen=True)
class HandOver:
    """Money handed over for a house, with its minutes and, where taken, a photo."""

    amount_vnd: int
    handed_on: dt.date
    receiver: str
    minutes_number: str
    minutes: StoredFile | None = None
    minutes_name: str = ""
    photo: NewPhoto | None = None
    form_key: uuid.UUID = field(default_factory=uuid.uuid4)


@durable
@transaction.atomic
def record_disbursement(*, actor: Any, house: CharityHouse, given: HandOver) -> Disbursement:
    """Book money handed over. Raises `Refused` when the fund holds less, or without minutes or receiver."""
    fund = ledger.locked_fund(house.campaign.fund_id)
    row = CharityHouse.objects.select_related("campaign__fund").get(pk=house.pk)
    can_disburse(actor, row).require()
    ledger.refuse_second_press(given.form_key)
    ledger.require_past(given.handed_on, row.campaign)
    if given.amount_vnd <= 0:
        raise Refused(_("Số tiền phải lớn hơn 0."))
    if not given.receiver.strip() or not given.minutes_number.strip():
        raise Refused(_("Hãy ghi bên nhận và số biên bản bàn giao."))
    held = cash_of(fund)
    if given.amount_vnd > held:
        raise Refused(_("Quỹ chỉ còn %(held)s.") % {"held": money_text(held)})
    text = f"Trao tiền xây {row.title} cho {given.receiver.strip()}"
    entries = [(ledger.house_account(fund, row), ledger.cash(fund), given.amount_vnd)]
    booked = ledger.book(
        fund,
        Booking(Kind.DISBURSEMENT, row.campaign, given.handed_on, text, entries, form_key=given.form_key),
        actor=actor,
    )
    made = Disbursement.objects.create(
        house=row,
        transaction=booked,
        amount_vnd=given.amount_vnd,
        receiver=given.receiver.strip(),
        minutes_number=given.minutes_number.strip(),
        minutes=given.minutes,
        minutes_name=given.minutes_name,
        photo=write_photo(row, given.photo, actor) if given.photo else None,
    )
    audit.record(
        "charity.disbursement.record",
        actor=actor,
        of=made,
        cluster_id=fund.cluster_id,
        unit_id=row.unit_id,
        number=booked.number,
        amount_vnd=given.amount_vnd,
        happened_on=given.handed_on,
        receiver=made.receiver,
        minutes_number=made.minutes_number,
        file=given.minutes_name,
    )
    return made


@durable
@transaction.atomic
def reverse_transaction(
    *, actor: Any, row: LedgerTransaction, reason: str, form_key: uuid.UUID | None = None
) -> LedgerTransaction:
    """Take a payment or a hand-over back: the same entries the other way round, today, with the reason.

    Raises `Refused` without a reason, a second time, or when the money was handed on meanwhile.
    """
    fund = ledger.locked_fund(row.fund_id)
    found = LedgerTransaction.objects.select_related("campaign__fund", "fund").get(pk=row.pk)
    can_reverse(actor, found).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do ghi đảo."))
    entries = list(found.entries.select_related("debit", "credit").order_by("line"))
    total = sum(entry.amount_vnd for entry in entries)
    if found.kind == Kind.CONTRIBUTION and total > cash_of(fund):
        raise Refused(_("Tiền này đã trao đi một phần; hãy ghi đảo lần trao tiền trước."))
    booked = ledger.book(
        fund,
        Booking(
            Kind.REVERSAL,
            found.campaign,
            clock.today(),
            f"Ghi đảo số {found.number}: {found.text}",
            [(entry.credit, entry.debit, entry.amount_vnd) for entry in entries],
            reason=reason.strip(),
            reverses=found,
            form_key=form_key or uuid.uuid4(),
        ),
        actor=actor,
    )
    audit.record(
        "charity.transaction.reverse",
        actor=actor,
        of=booked,
        cluster_id=fund.cluster_id,
        number=booked.number,
        reverses=found.number,
        amount_vnd=total,
        reason=reason.strip(),
    )
    return booked
