"""Acts on the clauses of a draft: add, edit, put elsewhere, remove."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.web.agreements.actions.rows import locked, told, where
from thidua.web.agreements.models import Agreement, Clause
from thidua.web.agreements.permissions import can_edit
from thidua.web.agreements.queries import contents_known, rulebook_for
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import member_of_year
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused


@dataclass(frozen=True)
class ClauseWords:
    """What a clause says: `owner` None for every member, `amount` one target for all that is followed."""

    text: str
    content: str = ""
    owner: Unit | None = None
    criterion: str = ""
    indicator: str = ""
    target: str = ""
    amount: Decimal | None = None
    due_on: dt.date | None = None


@transaction.atomic
def add_clause(*, actor: Any, agreement: Agreement, words: ClauseWords) -> Clause:
    """The draft has one clause more, after the last of its matter."""
    row = locked(agreement)
    can_edit(actor, row).require()
    clause = Clause(agreement=row, position=_place_for(row, words.content))
    _write(row, clause, words)
    clause.save()
    renumber(row)
    clause.refresh_from_db(fields=["position"])
    audit.record("agreements.clause.add", actor=actor, of=clause, **where(row), after=told(clause))
    return clause


def _place_for(row: Agreement, content: str) -> int:
    """Just behind the last clause of the matter; at the end for a new one. Positions are closed up after."""
    last = row.clauses.filter(content=content).aggregate(last=Max("position"))["last"]
    return last or (row.clauses.aggregate(last=Max("position"))["last"] or 0) + 1


def renumber(row: Agreement) -> None:
    """Close up the positions of the clauses, in their present order."""
    for number, clause in enumerate(row.clauses.order_by("position", "pk"), start=1):
        if clause.position != number:
            clause.position = number
            clause.save(update_fields=["position"])


def _write(row: Agreement, clause: Clause, words: ClauseWords) -> None:
    if not words.text.strip():
        raise Refused(_("Hãy ghi nội dung cam kết."))
    contents, rulebook = contents_known(row), rulebook_for(row)
    if words.content and words.content not in contents:
        raise Refused(_("Quy chế của năm không có nội dung này."))
    if words.criterion and words.criterion not in {c.id for c in rulebook.criteria}:
        raise Refused(_("Quy chế của năm không có tiêu chí này."))
    if words.indicator and words.indicator not in {i.id for i in rulebook.inputs}:
        raise Refused(_("Quy chế của năm không có số liệu này."))
    if words.owner is not None and member_of_year(row.cycle, words.owner.pk) is None:
        raise Refused(_("Đơn vị này không thuộc cụm trong năm."))
    for name, value in vars(words).items():
        setattr(clause, name, value.strip() if isinstance(value, str) else value)
    clause.content_name = contents.get(words.content, "")


@transaction.atomic
def edit_clause(*, actor: Any, clause: Clause, words: ClauseWords, version: int) -> Clause:
    """The clause of a draft says something else. Raises `Conflict` when it changed after `version` was read."""
    row = locked(clause.agreement)
    can_edit(actor, row).require()
    found = locked_clause(clause, row)
    if found.version != version:
        raise Conflict(_("Người khác vừa sửa điều khoản này."), mine=words.text, theirs=found.text)
    before = told(found)
    _write(row, found, words)
    found.version += 1
    found.save()
    audit.record(
        "agreements.clause.edit", actor=actor, of=found, **where(row), before=before, after=told(found)
    )
    return found


def locked_clause(clause: Clause, row: Agreement) -> Clause:
    """The clause's row, locked; `row` is its locked agreement."""
    rows = Clause.objects.select_for_update(no_key=True, of=("self",)).select_related("owner")
    found = rows.get(pk=clause.pk, agreement=row)
    found.agreement = row
    return found


@transaction.atomic
def move_clause(*, actor: Any, clause: Clause, up: bool) -> Clause:
    """The clause of a draft changes places with its neighbour of the same matter; nothing at the end."""
    row = locked(clause.agreement)
    can_edit(actor, row).require()
    found = locked_clause(clause, row)
    others = row.clauses.filter(content=found.content, struck_at=None)
    other = (
        others.filter(position__lt=found.position).last()
        if up
        else others.filter(position__gt=found.position).first()
    )
    if other:
        found.position, other.position = other.position, found.position
        found.save(update_fields=["position"])
        other.save(update_fields=["position"])
        audit.record("agreements.clause.move", actor=actor, of=found, **where(row), position=found.position)
    return found


@transaction.atomic
def remove_clause(*, actor: Any, clause: Clause) -> None:
    """The draft has one clause less. One that units have spoken about stays readable as struck."""
    row = locked(clause.agreement)
    can_edit(actor, row).require()
    found = locked_clause(clause, row)
    audit.record("agreements.clause.remove", actor=actor, of=found, **where(row), before=told(found))
    if found.comments.exists() or found.amendments.exists():
        found.struck_at = clock.now()
        found.save(update_fields=["struck_at"])
    else:
        found.delete()
        renumber(row)
