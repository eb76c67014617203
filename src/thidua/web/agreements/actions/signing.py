"""Adopt an agreement; freeze it to a document that the units sign; note that all have signed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.agreements.actions.rows import locked, where
from thidua.web.agreements.models import Agreement
from thidua.web.agreements.permissions import can_adopt
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused

State = Agreement.State


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
