"""Whatever happens to the fund, in whatever order: the sums hold and an exported statement never changes."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.web.charity import actions, queries, tables
from thidua.web.charity.models import LedgerEntry, LedgerTransaction, Pledge
from thidua.web.charity.queries import Cut
from thidua.web.charity.tests.test_ledger import TODAY, broken
from thidua.web.charity.tests.world import ADOPTED, hand_over, pay
from thidua.web.core.access import Refused

DAYS = st.dates(ADOPTED, TODAY)
AMOUNTS = st.integers(1, 15_000_000)
ACTS = st.one_of(
    st.tuples(st.just("pay"), st.sampled_from("ab"), AMOUNTS, DAYS, st.booleans()),
    st.tuples(st.just("give"), AMOUNTS, DAYS),
    st.tuples(st.just("reverse"), st.integers(0, 12)),
    st.tuples(st.just("amend"), st.sampled_from("ab"), st.integers(0, 15_000_000)),
)


def do(w, act, number):
    """Try one act; what makes no sense is refused and leaves no trace."""
    try:
        with transaction.atomic():
            _do(w, act, number)
    except Refused:
        return False
    return True


def _do(w, act, number):
    kind, *rest = act
    if kind == "pay":
        unit, amount, day, gift = rest
        pledge = w.pledge_a if unit == "a" else w.pledge_b
        pay(w, pledge, amount, on=day, number=f"PT {number}", gift_above=gift)
    elif kind == "give":
        hand_over(w, rest[0], on=rest[1])
    elif kind == "reverse":
        rows = LedgerTransaction.objects.order_by("number")
        row = rows[rest[0] % rows.count()]
        actions.reverse_transaction(actor=w.secretary, row=row, reason="Nhầm")
    else:
        pledge = Pledge.objects.get(pk=(w.pledge_a if rest[0] == "a" else w.pledge_b).pk)
        actions.amend_pledge(
            actor=w.secretary, pledge=pledge, amount_vnd=rest[1], seen_vnd=pledge.amount_vnd, reason="Đổi"
        )


def by_hand():
    """Balances summed entry by entry in Python: account -> đồng."""
    found = {}
    for entry in LedgerEntry.objects.all():
        found[entry.debit_id] = found.get(entry.debit_id, 0) + entry.amount_vnd
        found[entry.credit_id] = found.get(entry.credit_id, 0) - entry.amount_vnd
    return found


def exported(campaign, cut):
    """Every file of the cut, byte by byte: the campaign's and each unit's."""
    units = [None, *campaign.pledges.values_list("unit_id", flat=True)]
    made = [queries.statement_of(campaign, cut, unit_id=unit) for unit in units]
    return [(tables.statement_csv(one), tables.statement_xlsx(one)) for one in made], made


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(before=st.lists(ACTS, max_size=8), after=st.lists(ACTS, min_size=1, max_size=6), day=DAYS)
def test_sums_hold_and_statements_stand(w, before, after, day):
    with transaction.atomic():
        for number, act in enumerate(before):
            do(w, act, number)
        cut = queries.cut_now(w.fund, day)
        files, _made = exported(w.campaign, cut)
        for number, act in enumerate(after, start=100):
            do(w, act, number)
        again, made = exported(w.campaign, cut)
        assert again == files

        balances = queries.account_balances(LedgerEntry.objects.all())
        assert balances == by_hand()
        assert sum(balances.values()) == 0
        assert queries.cash_of(w.fund) >= 0
        assert broken() == []

        whole = queries.statement_of(w.campaign, queries.cut_now(w.fund, dt.date(2022, 1, 1)))
        assert whole.held == queries.cash_of(w.fund)
        assert (whole.paid, whole.pledged) == (
            sum(line.came for line in whole.lines), sum(line.pledged for line in whole.lines),
        )  # fmt: skip
        assert sum(one.paid for one in made[1:]) == made[0].paid
        stands = queries.campaign_totals(
            queries.stands_of(w.campaign, Cut(dt.date(2022, 1, 1), cut.upto + 100))
        )
        assert (stands.pledged, stands.paid, stands.extra) == (whole.pledged, whole.paid, whole.extra)
        transaction.set_rollback(True)
