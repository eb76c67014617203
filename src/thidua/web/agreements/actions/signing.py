"""Adopt an agreement; freeze it to a document that the units sign; note that all have signed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.agreements import documents
from thidua.web.agreements.actions.rows import locked, where
from thidua.web.agreements.documents import Signing
from thidua.web.agreements.models import Agreement
from thidua.web.agreements.permissions import can_adopt, can_open_signing
from thidua.web.agreements.queries import units_of
from thidua.web.clusters.actions import NewDocument, draft_document, issue_document, withdraw_document
from thidua.web.clusters.actions import Printed as Issued
from thidua.web.clusters.models import OfficialDocument
from thidua.web.core import audit, clock, live
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.signatures.actions import Seat, ToSign, open_round
from thidua.web.signatures.models import SigningRound, new_code

State = Agreement.State
PREFIX = "agreement:"


@dataclass(frozen=True)
class Adoption:
    """How the agreement was adopted: when, by which way, on what it rests; `about` names the vote or conference."""

    on: dt.date
    how: str
    text: str
    about: str = ""


@transaction.atomic
def adopt_agreement(*, actor: Any, agreement: Agreement, adoption: Adoption) -> Agreement:
    """The agreement is adopted: its clauses do not change any more. The decision itself is on record."""
    row = locked(agreement)
    can_adopt(actor, row).require()
    if adoption.on > clock.today():
        raise Refused(_("Ngày thông qua không được sau ngày hôm nay."))
    if adoption.how not in Agreement.How.values or not adoption.text.strip():
        raise Refused(_("Hãy ghi cách thông qua và căn cứ."))
    before, row.state = row.state, State.ADOPTED
    row.adopted_on, row.adopted_how, row.adopted_by = adoption.on, adoption.how, actor
    row.adopted_text, row.adopted_about = adoption.text.strip(), adoption.about
    row.save()
    audit.record(
        "agreements.agreement.adopt", actor=actor, of=row, **where(row), before=before, after=row.state,
        adopted_on=adoption.on, adopted_how=adoption.how, adopted_text=row.adopted_text,
    )  # fmt: skip
    return row


def about(agreement: Agreement) -> str:
    """The key under which documents and signatures name the agreement."""
    return f"{PREFIX}{agreement.pk}"


@durable
@transaction.atomic
def open_signing(
    *,
    actor: Any,
    agreement: Agreement,
    day: dt.date,
    signings: Sequence[Signing],
    now: dt.datetime | None = None,
) -> SigningRound:
    """The agreement is printed, frozen in the register of documents, and put to every member to sign.

    `day` is printed as the day of signing. Where an earlier round was cancelled its document is withdrawn
    and a new one takes its place. Raises `Refused` unless it is adopted and every member has a signer.
    `now` is the moment of opening, for the system itself (demo data).
    """
    row = locked(agreement)
    if actor:
        can_open_signing(actor, row).require()
    if {s.unit.pk for s in signings} != {unit.pk for unit in units_of(row)}:
        raise Refused(_("Mỗi đơn vị thành viên phải có đúng một người ký."))
    if row.document:
        withdraw_document(actor=actor, document=row.document, reason=_("Đợt ký đã hủy; in lại để ký."))
    code = new_code()
    form, sheet = documents.profile_on(day), documents.paper(row, day, signings, code)
    printed = documents.printed(sheet, form)
    row.document = _issued(actor, row, day, form.id, printed, signings)
    before, row.state = row.state, State.SIGNING
    row.save(update_fields=["document", "state"])
    seats = [Seat(s.unit, s.name, s.post, room) for s, room in zip(signings, printed.rooms, strict=True)]
    to_sign = ToSign(title=str(row), about=about(row), pdf=printed.pdf, seats=seats, code=code)
    made = open_round(actor=actor, cluster=row.cycle.cluster, to_sign=to_sign, now=now)
    audit.record(
        "agreements.agreement.open_signing", actor=actor, of=row, **where(row), before=before, after=row.state,
        document=str(row.document),
    )  # fmt: skip
    live.changed(row.cycle.cluster_id)
    return made


def _issued(
    actor: Any,
    row: Agreement,
    day: dt.date,
    profile: str,
    printed: documents.Printed,
    signings: Sequence[Signing],
) -> OfficialDocument:
    """The agreement in the register, under its own day; a Party agreement carries no number."""
    facts = {"signers": [[s.unit.code, s.name, s.post] for s in signings], "agreement": row.pk}
    new = NewDocument(
        kind=OfficialDocument.Kind.AGREEMENT, profile=profile, subject=str(row), family=documents.FAMILY,
        cycle=row.cycle, facts=facts, about=about(row),
    )  # fmt: skip
    draft = draft_document(actor=actor, cluster=row.cycle.cluster, new=new)
    return issue_document(
        actor=actor,
        document=draft,
        issued_on=day,
        render=lambda _number: Issued("", printed.docx, printed.pdf),
    )


@transaction.atomic
def note_signed(signing_round: SigningRound) -> None:
    """Every member has signed: the agreement counts from now on, and replaces the one signed before."""
    key = int(signing_round.about.removeprefix(PREFIX))
    row = locked(Agreement.objects.get(pk=key))
    before, row.state, row.signed_on = row.state, State.SIGNED, clock.today()
    row.save(update_fields=["state", "signed_on"])
    audit.record(
        "agreements.agreement.signed", actor=None, of=row, **where(row), before=before, after=row.state,
        signed_on=row.signed_on,
    )  # fmt: skip
    live.changed(row.cycle.cluster_id)
