"""The ledger as it stands: balances, every transaction, one opened."""

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.charity import permissions, queries
from thidua.web.charity.models import Fund, LedgerAccount
from thidua.web.charity.views.finding import cluster_of, fund_trail
from thidua.web.core import clock

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest, cluster: int) -> HttpResponse:
    """Balances of the fund and what is booked, the newest first."""
    found = cluster_of(request, cluster)
    fund = get_object_or_404(Fund, cluster=found)
    rows = queries.transactions_visible_to(request.user).filter(fund=fund).order_by("-number")
    wanted = request.GET.get("campaign", "")
    if wanted.isdigit():
        rows = rows.filter(campaign_id=int(wanted))
    page = Paginator(rows.annotate(total=Sum("entries__amount_vnd")), PER_PAGE).get_page(
        request.GET.get("page")
    )
    totals = queries.kind_totals(fund, queries.cut_now(fund, clock.today()))
    context = {
        "cluster": found,
        "fund": fund,
        "page": page,
        "page_obj": page,
        "wanted": wanted,
        "campaigns": queries.campaigns_visible_to(request.user).filter(fund=fund),
        "totals": totals,
        "owned": totals["cash"] + totals["receivable"] + totals["house"],
        "sources": -(totals["pledged"] + totals["extra"]),
        "trail": fund_trail(found.pk, (_("Sổ quỹ"), "")),
    }
    return render(request, "charity/ledger.html", context)


def _account_name(account: LedgerAccount) -> str:
    """The account in words: its kind and whose it is."""
    of = account.unit or account.house
    return f"{account.get_kind_display()} – {of}" if of else account.get_kind_display()


@require_safe
def transaction(request: HttpRequest, transaction: int) -> HttpResponse:
    """One transaction: its entries, its moment of booking, its papers, its reversal."""
    row = get_object_or_404(queries.transactions_visible_to(request.user), pk=transaction)
    entries = row.entries.select_related("debit__unit", "credit__unit", "debit__house", "credit__house")
    sides = [
        (entry, _account_name(entry.debit), _account_name(entry.credit))
        for entry in entries.prefetch_related("debit__unit__names", "credit__unit__names")
    ]
    context = {
        "row": row,
        "entries": sides,
        "total": sum(entry.amount_vnd for entry, _debit, _credit in sides),
        "can_reverse": permissions.can_reverse(request.user, row),
        "reversed_by": getattr(row, "reversed_by", None),
        "trail": fund_trail(
            row.fund.cluster_id,
            (_("Sổ quỹ"), reverse("charity:ledger", args=[row.fund.cluster_id])),
            (str(row.number), ""),
        ),
    }
    return render(request, "charity/transaction.html", context)
