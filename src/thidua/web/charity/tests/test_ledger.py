"""The ledger: what is booked, what is refused, what nobody can change."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from thidua.web.charity import actions, invariants, queries
from thidua.web.charity.models import Contribution, LedgerAccount, LedgerEntry, LedgerTransaction
from thidua.web.charity.tests.world import MILLION, hand_over, pay
from thidua.web.core.access import Conflict, Refused

TODAY = dt.date(2021, 12, 6)


def balances(w):
    """Kind of account -> balance."""
    return {k: v for k, v in queries.kind_totals(w.fund, queries.cut_now(w.fund, TODAY)).items() if v}


def broken():
    """Every violation of the fund's invariants."""
    checks = (
        invariants.ledger_chain, invariants.ledger_sums, invariants.papers_match_ledger,
        invariants.pledges_match_ledger, invariants.published_stands,
    )  # fmt: skip
    return [text for check in checks for text in check()]


def test_adoption_books_what_each_unit_owes(w):
    assert balances(w) == {"receivable": 20 * MILLION, "pledged": -20 * MILLION}
    row = LedgerTransaction.objects.get()
    assert (row.number, row.kind, row.happened_on, row.booked_on) == (
        1, "pledges", dt.date(2020, 12, 18), TODAY,
    )  # fmt: skip
    assert row.days_late == 353


def test_a_payment_moves_what_is_owed_into_the_cash(w):
    pay(w, w.pledge_a, 4 * MILLION)
    assert balances(w) == {"cash": 4 * MILLION, "receivable": 16 * MILLION, "pledged": -20 * MILLION}
    assert queries.remaining_of(w.pledge_a) == 6 * MILLION


def test_more_than_owed_is_refused_unless_it_is_a_gift(w):
    with pytest.raises(Refused, match="vượt"):
        pay(w, w.pledge_a, 12 * MILLION)
    pay(w, w.pledge_a, 12 * MILLION, gift_above=True)
    assert balances(w) == {
        "cash": 12 * MILLION, "receivable": 10 * MILLION, "pledged": -20 * MILLION, "extra": -2 * MILLION,
    }  # fmt: skip
    pay(w, w.pledge_a, MILLION, number="PT 02", gift_above=True)
    assert balances(w)["extra"] == -3 * MILLION


def test_money_goes_out_for_a_house_and_never_more_than_is_held(w):
    pay(w, w.pledge_a, 10 * MILLION)
    with pytest.raises(Refused, match="Quỹ chỉ còn"):
        hand_over(w, 11 * MILLION)
    hand_over(w, 10 * MILLION)
    assert balances(w) == {"house": 10 * MILLION, "receivable": 10 * MILLION, "pledged": -20 * MILLION}


def test_a_reversal_takes_back_and_stays_beside(w):
    made = pay(w, w.pledge_a, 4 * MILLION)
    back = actions.reverse_transaction(actor=w.secretary, row=made.transaction, reason="Ghi nhầm đơn vị")
    assert balances(w) == {"receivable": 20 * MILLION, "pledged": -20 * MILLION}
    assert (back.kind, back.reverses, back.reason) == ("reversal", made.transaction, "Ghi nhầm đơn vị")
    with pytest.raises(Refused, match="đã được ghi đảo"):
        actions.reverse_transaction(actor=w.secretary, row=made.transaction, reason="Lần nữa")
    with pytest.raises(Refused, match="Chỉ ghi đảo"):
        actions.reverse_transaction(actor=w.secretary, row=back, reason="Đảo lần đảo")
    pay(w, w.pledge_a, 4 * MILLION)  # the receipt's number is free again
    assert broken() == []


def test_a_payment_that_was_handed_on_is_not_reversed(w):
    made = pay(w, w.pledge_a, 4 * MILLION)
    out = hand_over(w, MILLION)
    with pytest.raises(Refused, match="ghi đảo lần trao tiền trước"):
        actions.reverse_transaction(actor=w.secretary, row=made.transaction, reason="Nhầm")
    actions.reverse_transaction(actor=w.secretary, row=out.transaction, reason="Chưa trao")
    actions.reverse_transaction(actor=w.secretary, row=made.transaction, reason="Nhầm")
    assert broken() == []


def test_an_amendment_books_the_difference(w):
    pay(w, w.pledge_a, 4 * MILLION)
    change = {"actor": w.secretary, "pledge": w.pledge_a, "seen_vnd": 10 * MILLION}
    actions.amend_pledge(**change, amount_vnd=5 * MILLION, reason="Thiên tai")
    assert queries.remaining_of(w.pledge_a) == MILLION
    with pytest.raises(Conflict):
        actions.amend_pledge(**change, amount_vnd=6 * MILLION, reason="Chậm chân")
    change["seen_vnd"] = 5 * MILLION
    actions.amend_pledge(**change, amount_vnd=8 * MILLION, reason="Nâng mức")
    change["seen_vnd"] = 8 * MILLION
    for amount, reason, said in (
        (3 * MILLION, "Giảm", "đã nộp"), (8 * MILLION, "Như cũ", "bằng mức cũ"), (MILLION, " ", "lý do"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            actions.amend_pledge(**change, amount_vnd=amount, reason=reason)
    assert broken() == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"on": dt.date(2021, 12, 7)}, "sau hôm nay"),
        ({"on": dt.date(2020, 12, 17)}, "trước ngày thống nhất"),
        ({"number": " "}, "số phiếu thu"),
        ({"number": "pt 01"}, "đã được ghi"),
        ({"amount": 0}, "lớn hơn 0"),
    ],
)
def test_a_payment_that_makes_no_sense_is_refused(w, more, said):
    pay(w, w.pledge_a, MILLION)
    with pytest.raises(Refused, match=said):
        pay(w, w.pledge_a, more.pop("amount", MILLION), **({"number": "PT 02"} | more))
    assert Contribution.objects.count() == 1


def test_a_double_press_is_one_act(w):
    key = uuid.uuid4()
    pay(w, w.pledge_a, MILLION, form_key=key)
    with pytest.raises(Refused, match="không ghi hai lần"):
        pay(w, w.pledge_a, MILLION, number="PT 02", form_key=key)


def test_a_hand_over_needs_its_papers(w):
    pay(w, w.pledge_a, MILLION)
    given = actions.HandOver(MILLION, TODAY, " ", "01/BB")
    with pytest.raises(Refused, match="bên nhận"):
        actions.record_disbursement(actor=w.secretary, house=w.house, given=given)
    with pytest.raises(Refused, match="lớn hơn 0"):
        hand_over(w, 0)


def test_no_row_is_changed_or_removed(w):
    pay(w, w.pledge_a, MILLION)
    for model in (LedgerTransaction, LedgerEntry, LedgerAccount):
        row = model.objects.first()
        for act in (
            row.save, row.delete, model.objects.all().delete, lambda m=model: m.objects.update(pk=1),
            lambda m=model, r=row: m.objects.bulk_update([r], ["id"]),
        ):  # fmt: skip
            with pytest.raises(TypeError, match="book a reversal"):
                act()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE charity_ledgerentry SET amount_vnd = 0 WHERE line = 1",
        "UPDATE charity_ledgerentry SET amount_vnd = -5 WHERE line = 1",
        "UPDATE charity_ledgerentry SET debit_id = credit_id",
        "UPDATE charity_ledgertransaction SET number = 0",
        "UPDATE charity_ledgertransaction SET kind = 'reversal'",
        "UPDATE charity_ledgertransaction SET booked_on = '2019-01-01'",
        "UPDATE charity_ledgeraccount SET unit_id = NULL WHERE kind = 'receivable'",
        "UPDATE charity_pledge SET amount_vnd = -1",
        "UPDATE charity_campaign SET resolution = ''",
        "UPDATE charity_charityhouse SET beneficiary_name = 'Tên'",
    ],
)
def test_the_database_itself_refuses(w, sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE charity_ledgerentry SET amount_vnd = amount_vnd + 1 WHERE id = {entry}", "đã bị sửa"),
        ("UPDATE charity_ledgertransaction SET text = 'khác' WHERE number = 2", "đã bị sửa"),
        ("UPDATE charity_ledgertransaction SET number = 9 WHERE number = 3", "không nối"),
        ("UPDATE charity_contribution SET amount_vnd = 5", "khác số đã ghi sổ"),
        ("UPDATE charity_pledge SET amount_vnd = 5", "mức đóng góp khác"),
        ("UPDATE charity_publishedstatement SET digest = 'x'", "khác sổ quỹ"),
    ],
)
def test_a_row_changed_behind_the_product_is_found(w, sql, said):
    made = pay(w, w.pledge_a, 2 * MILLION)
    hand_over(w, MILLION)
    actions.publish_statement(actor=w.secretary, campaign=w.campaign, as_of=TODAY)
    assert broken() == []
    with connection.cursor() as cursor:
        cursor.execute(sql.format(entry=made.transaction.entries.get().pk))
    assert any(said in text for text in broken())


def test_cash_below_zero_and_lost_entries_are_found(w):
    pay(w, w.pledge_a, 2 * MILLION)
    hand_over(w, 2 * MILLION)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE charity_ledgerentry SET amount_vnd = 1 WHERE id = (SELECT MAX(id) - 1 FROM charity_ledgerentry)"
        )
        assert any("tiền quỹ âm" in text for text in broken())
        cursor.execute("DELETE FROM charity_ledgerentry WHERE id = (SELECT MAX(id) FROM charity_ledgerentry)")
    assert any("không có bút toán" in text for text in broken())
