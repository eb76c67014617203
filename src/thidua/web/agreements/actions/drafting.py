"""Draft an agreement or a supplement, set its frame, put it out for comment, take it back, give it up."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.web.agreements.actions.rows import locked, where
from thidua.web.agreements.drafting import Suggestion, suggestions
from thidua.web.agreements.models import Agreement, Clause
from thidua.web.agreements.permissions import can_consult, can_draft, can_edit, can_take_back, can_withdraw
from thidua.web.agreements.queries import agreement_in_force, standing_clauses
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_units, due_on, locked_cycle
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.queries import edition_in_force, parsed, targets_in

State = Agreement.State


@transaction.atomic
def draft_agreement(*, actor: Any, cycle: Cycle) -> Agreement:
    """The year has a draft: clauses from the rulebook in force and its targets.

    Where an agreement was signed already the draft is a supplement that starts from the signed clauses.
    Raises `Refused` without a rulebook in force, or while another agreement of the year is unfinished.
    """
    year = locked_cycle(cycle)
    can_draft(actor, year).require()
    edition = edition_in_force(year)
    if edition is None:  # can_draft asked already; the type does not know
        raise Refused(_("Năm này chưa có quy chế."))
    signed = agreement_in_force(year)
    last = year.agreements.aggregate(last=Max("number"))["last"] or 0
    row = Agreement.objects.create(
        cycle=year,
        number=last + 1,
        supplement=signed.supplement + 1 if signed else 0,
        edition=edition,
        made_by=actor,
        made_at=clock.now(),
        place=signed.place if signed else "",
        duties=signed.duties if signed else "",
    )
    made = _copied(row, signed) if signed else _suggested(row, edition)
    Clause.objects.bulk_create(made)
    audit.record(
        "agreements.agreement.draft", actor=actor, of=row, **where(row), clauses=len(made),
        edition=str(edition.number), supplements=str(signed) if signed else "",
    )  # fmt: skip
    return row


def _suggested(row: Agreement, edition: RulebookEdition) -> list[Clause]:
    units = cycle_units(row.cycle)
    by_code = {unit.code: unit for unit in units}
    codes = {unit.pk: unit.code for unit in units}
    targets = {
        (codes[unit_id], indicator): Fraction(target.amount)
        for (unit_id, indicator), target in targets_in(edition, units).items()
    }
    due = due_on(row.cycle, Cycle.State.RUNNING) or dt.date(row.cycle.year, 11, 30)
    found = suggestions(parsed(edition), targets, tuple(by_code))
    return [_clause(row, number, one, by_code, due) for number, one in enumerate(found, start=1)]


def _clause(row: Agreement, number: int, one: Suggestion, by_code: dict[str, Unit], due: dt.date) -> Clause:
    return Clause(
        agreement=row,
        position=number,
        content=one.content,
        content_name=one.content_name,
        text=one.text[:500],
        owner=by_code.get(one.unit_code),
        criterion=one.criterion,
        indicator=one.indicator,
        target=one.target[:200],
        amount=_decimal(one.amount),
        due_on=due,
    )


def _decimal(amount: Fraction | None) -> Decimal | None:
    if amount is None:
        return None
    return round(Decimal(amount.numerator) / Decimal(amount.denominator), 6)


def _copied(row: Agreement, signed: Agreement) -> list[Clause]:
    kept = (
        "content",
        "content_name",
        "text",
        "owner",
        "criterion",
        "indicator",
        "target",
        "amount",
        "due_on",
    )
    return [
        Clause(agreement=row, position=number, continues=old, **{name: getattr(old, name) for name in kept})
        for number, old in enumerate(standing_clauses(signed), start=1)
    ]


@transaction.atomic
def set_frame(*, actor: Any, agreement: Agreement, place: str, occasion: str, duties: str) -> Agreement:
    """Where and on what occasion it is to be signed, and how it is carried out (a line each; empty: the usual)."""
    row = locked(agreement)
    can_edit(actor, row).require()
    row.place, row.occasion, row.duties = place.strip(), occasion.strip(), duties.strip()
    row.save(update_fields=["place", "occasion", "duties"])
    audit.record("agreements.agreement.frame", actor=actor, of=row, **where(row))
    return row


@transaction.atomic
def consult_on(*, actor: Any, agreement: Agreement, until: dt.date) -> Agreement:
    """Every member reads the draft and may comment and propose until `until`; its text rests."""
    row = locked(agreement)
    can_consult(actor, row).require()
    if until < clock.today():
        raise Refused(_("Hạn góp ý không được trước ngày hôm nay."))
    row.state, row.comments_until = State.CONSULTATION, until
    row.consulted_at = row.consulted_at or clock.now()
    row.save(update_fields=["state", "comments_until", "consulted_at"])
    audit.record(
        "agreements.agreement.consult", actor=actor, of=row, **where(row), before=State.DRAFT, after=row.state,
        comments_until=until,
    )  # fmt: skip
    return row


@transaction.atomic
def take_back(*, actor: Any, agreement: Agreement, reason: str) -> Agreement:
    """It is a draft of the secretariat again; what units said is kept, their replies are asked for anew."""
    row = locked(agreement)
    can_take_back(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút về dự thảo."))
    before, row.state = row.state, State.DRAFT
    row.save(update_fields=["state"])
    row.replies.all().delete()
    audit.record(
        "agreements.agreement.take_back", actor=actor, of=row, **where(row), before=before, after=row.state,
        reason=reason.strip(),
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_agreement(*, actor: Any, agreement: Agreement, reason: str) -> Agreement:
    """The agreement is given up, and says why; another may be drafted."""
    row = locked(agreement)
    can_withdraw(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do bỏ."))
    before, row.state, row.withdraw_reason = row.state, State.WITHDRAWN, reason.strip()
    row.save(update_fields=["state", "withdraw_reason"])
    audit.record(
        "agreements.agreement.withdraw", actor=actor, of=row, **where(row), before=before, after=row.state,
        reason=reason.strip(),
    )  # fmt: skip
    return row
