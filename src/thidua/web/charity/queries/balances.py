"""Balances are sums of entries, never kept: on a day, up to a number of the ledger."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum

from thidua.web.charity.models import Campaign, Fund, LedgerAccount, LedgerEntry, LedgerTransaction, Pledge

Kind = LedgerAccount.Kind
GENESIS = "0" * 64


@dataclass(frozen=True)
class Cut:
    """What counts: what happened by `as_of` and stands in the ledger up to number `upto`.

    Numbers are never reused and rows never change, so what a cut holds is the same for ever.
    """

    as_of: dt.date
    upto: int

    def q(self, path: str = "") -> Q:
        """The condition on transactions at `path`."""
        return Q(**{f"{path}happened_on__lte": self.as_of, f"{path}number__lte": self.upto})


def last_number(fund: Fund) -> int:
    """The number of the last transaction; 0 for an empty ledger."""
    found = LedgerTransaction.objects.filter(fund=fund).aggregate(last=Max("number"))["last"]
    return found or 0


def cut_now(fund: Fund, day: dt.date) -> Cut:
    """Everything that is booked and happened by `day`."""
    return Cut(day, last_number(fund))


def account_balances(entries: QuerySet[LedgerEntry]) -> dict[int, int]:
    """Account id -> debits minus credits of `entries`. Two queries; the sum of all balances is 0."""
    found: dict[int, int] = defaultdict(int)
    for side, sign in (("debit_id", 1), ("credit_id", -1)):
        for account, total in entries.order_by().values_list(side).annotate(total=Sum("amount_vnd")):
            found[account] += sign * total
    return dict(found)


def entries_of(fund: Fund, cut: Cut | None = None) -> QuerySet[LedgerEntry]:
    """The fund's entries, those of the cut when one is given."""
    rows = LedgerEntry.objects.filter(transaction__fund=fund)
    return rows.filter(cut.q("transaction__")) if cut else rows


def cash_of(fund: Fund, cut: Cut | None = None) -> int:
    """The money the fund holds."""
    rows = entries_of(fund, cut)
    sums = rows.aggregate(
        came=Sum("amount_vnd", filter=Q(debit__kind=Kind.CASH)),
        went=Sum("amount_vnd", filter=Q(credit__kind=Kind.CASH)),
    )
    return (sums["came"] or 0) - (sums["went"] or 0)


def remaining_of(pledge: Pledge) -> int:
    """What the unit still owes of its pledge, as booked now."""
    rows = LedgerEntry.objects.filter(transaction__fund_id=pledge.campaign.fund_id)
    here = {"kind": Kind.RECEIVABLE, "campaign": pledge.campaign_id, "unit": pledge.unit_id}
    sums = rows.aggregate(
        owed=Sum("amount_vnd", filter=Q(**{f"debit__{k}": v for k, v in here.items()})),
        paid=Sum("amount_vnd", filter=Q(**{f"credit__{k}": v for k, v in here.items()})),
    )
    return (sums["owed"] or 0) - (sums["paid"] or 0)


def kind_totals(fund: Fund, cut: Cut, campaign: Campaign | None = None) -> dict[str, int]:
    """Balance per kind of account, of one campaign's transactions or of the whole fund. Two queries."""
    rows = entries_of(fund, cut)
    if campaign is not None:
        rows = rows.filter(transaction__campaign=campaign)
    found = dict.fromkeys(Kind.values, 0)
    for side, sign in (("debit__kind", 1), ("credit__kind", -1)):
        for kind, total in rows.order_by().values_list(side).annotate(total=Sum("amount_vnd")):
            found[kind] += sign * total
    return found


def transaction_digest(row: LedgerTransaction, entries: Iterable[LedgerEntry]) -> str:
    """SHA-256 over a transaction, its entries and the digest before it, as canonical JSON."""
    content: dict[str, Any] = {
        "fund": row.fund_id,
        "number": row.number,
        "kind": row.kind,
        "campaign": row.campaign_id,
        "happened_on": row.happened_on.isoformat(),
        "booked_at": row.booked_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "booked_on": row.booked_on.isoformat(),
        "booked_by": row.booked_by_id,
        "text": row.text,
        "reason": row.reason,
        "reverses": row.reverses.number if row.reverses else None,
        "entries": [[e.line, e.debit.key, e.credit.key, e.amount_vnd] for e in entries],
        "previous": row.previous,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verified_chain(fund: Fund) -> Iterator[str]:
    """A sentence for each transaction that was changed, left out or put in behind the product's back."""
    previous, expected = GENESIS, 1
    rows = LedgerTransaction.objects.filter(fund=fund).select_related("reverses").order_by("number")
    for row in rows.prefetch_related("entries__debit", "entries__credit").iterator(chunk_size=500):
        entries = sorted(row.entries.all(), key=lambda e: e.line)
        if row.number != expected or row.previous != previous:
            yield f"{fund}: lần ghi sổ số {row.number} không nối với lần trước"
        if transaction_digest(row, entries) != row.digest:
            yield f"{fund}: nội dung lần ghi sổ số {row.number} đã bị sửa"
        previous, expected = row.digest, row.number + 1
