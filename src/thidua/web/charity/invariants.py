"""What must always hold in the fund; each yields one sentence per violation."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _

from thidua.web.charity.models import (
    Campaign,
    Contribution,
    Disbursement,
    Fund,
    LedgerAccount,
    LedgerEntry,
    LedgerTransaction,
    PublishedStatement,
)
from thidua.web.charity.queries import (
    Cut,
    account_balances,
    cut_now,
    stands_of,
    statement_digest,
    statement_of,
    verified_chain,
)
from thidua.web.core import clock
from thidua.web.core.invariants import invariant

Kind = LedgerAccount.Kind


@invariant("charity.ledger_chain", _("Sổ quỹ nối liền, không lần ghi nào bị sửa, bỏ hoặc chèn"))
def ledger_chain() -> Iterator[str]:
    """Numbers have no gap and every transaction has the content its digest promises."""
    for fund in Fund.objects.all():
        yield from verified_chain(fund)


@invariant("charity.ledger_sums", _("Sổ quỹ cân đối; tiền quỹ không khi nào âm"))
def ledger_sums() -> Iterator[str]:
    """Every transaction has entries, all within one fund; balances sum to zero; cash was never below zero."""
    for row in LedgerTransaction.objects.annotate(lines=Count("entries")).filter(lines=0):
        yield f"Lần ghi sổ số {row.number} không có bút toán"
    foreign = LedgerEntry.objects.exclude(
        debit__fund=F("transaction__fund"), credit__fund=F("transaction__fund")
    )
    for entry in foreign.select_related("transaction"):
        yield f"Lần ghi sổ số {entry.transaction.number}: bút toán sang quỹ khác"
    for fund in Fund.objects.all():
        entries = LedgerEntry.objects.filter(transaction__fund=fund)
        if sum(account_balances(entries).values()) != 0:
            yield f"{fund}: sổ không cân đối"
        yield from _cash_below_zero(fund)


def _cash_below_zero(fund: Fund) -> Iterator[str]:
    moves: dict[int, int] = defaultdict(int)
    rows = LedgerEntry.objects.filter(transaction__fund=fund).filter(
        Q(debit__kind=Kind.CASH) | Q(credit__kind=Kind.CASH)
    )
    for number, kind, amount in rows.values_list("transaction__number", "debit__kind", "amount_vnd"):
        moves[number] += amount if kind == Kind.CASH else -amount
    held = 0
    for number in sorted(moves):
        held += moves[number]
        if held < 0:
            yield f"{fund}: tiền quỹ âm sau lần ghi sổ số {number}"


@invariant("charity.papers_match_ledger", _("Chứng từ nộp, trao tiền khớp bút toán trong sổ"))
def papers_match_ledger() -> Iterator[str]:
    """A payment's and a hand-over's amount is what its transaction booked; each such transaction has its paper."""
    for model in (Contribution, Disbursement):
        booked = model.objects.annotate(booked=Sum("transaction__entries__amount_vnd"))
        for row in booked.exclude(booked=F("amount_vnd")):
            yield f"«{row}»: số tiền khác số đã ghi sổ"
    lost = LedgerTransaction.objects.filter(
        Q(kind=LedgerTransaction.Kind.CONTRIBUTION, contribution=None)
        | Q(kind=LedgerTransaction.Kind.DISBURSEMENT, disbursement=None)
    )
    for row in lost:
        yield f"Lần ghi sổ số {row.number} không có chứng từ"


@invariant("charity.pledges_match_ledger", _("Mức đóng góp đã thống nhất khớp sổ quỹ"))
def pledges_match_ledger() -> Iterator[str]:
    """What a unit pledged is what the ledger says it pledged."""
    today = clock.today()
    for campaign in Campaign.objects.filter(state=Campaign.State.ADOPTED).select_related("fund"):
        latest = LedgerTransaction.objects.filter(fund=campaign.fund).order_by("-happened_on").first()
        day = max(today, latest.happened_on) if latest else today
        for row in stands_of(campaign, cut_now(campaign.fund, day)):
            if row.pledged != row.pledge.amount_vnd:
                yield f"{row.pledge}: mức đóng góp khác số đã ghi sổ"


@invariant("charity.published_stands", _("Báo cáo đã công khai tính lại vẫn ra đúng số"))
def published_stands() -> Iterator[str]:
    """A published statement has the content its digest promises, and the ledger still gives its sums."""
    for row in PublishedStatement.objects.select_related("campaign__fund"):
        again = statement_of(row.campaign, Cut(row.as_of, row.upto))
        sums = {name: getattr(again, name) for name in ("pledged", "paid", "given", "held", "chain")}
        if statement_digest(row.content) != row.digest or sums != {n: row.content[n] for n in sums}:
            yield f"Báo cáo công khai «{row}» khác sổ quỹ"
