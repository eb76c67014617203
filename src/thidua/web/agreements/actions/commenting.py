"""What members say to an agreement put out for comment, and what the secretariat decides about it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.agreements.actions.clauses import locked_clause, renumber
from thidua.web.agreements.actions.rows import locked, told, where
from thidua.web.agreements.models import Agreement, Amendment, Clause, ClauseComment, UnitReply
from thidua.web.agreements.permissions import can_decide, can_retract, can_speak, can_unsay
from thidua.web.agreements.queries import contents_known
from thidua.web.clusters.models import Unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused

Kind, State = Amendment.Kind, Amendment.State


def _about(clause: Clause | None) -> str:
    return "" if clause is None else str(clause.position)


@transaction.atomic
def comment(
    *, actor: Any, agreement: Agreement, unit: Unit, text: str, clause: Clause | None = None
) -> ClauseComment:
    """The unit says something about a clause, or about the whole (`clause` None)."""
    row = locked(agreement)
    can_speak(actor, row, unit).require()
    if not text.strip():
        raise Refused(_("Hãy ghi ý kiến."))
    if clause is not None and clause.agreement_id != row.pk:
        raise Refused(_("Điều khoản này của giao ước khác."))
    said = ClauseComment.objects.create(
        agreement=row, clause=clause, unit=unit, text=text.strip(), author=actor, said_on=clock.today(),
        said_at=clock.now(),
    )  # fmt: skip
    audit.record(
        "agreements.comment.add", actor=actor, of=said, **where(row), unit_id=unit.pk,
        position=_about(clause), comment=text.strip(),
    )  # fmt: skip
    return said


@transaction.atomic
def withdraw_comment(*, actor: Any, said: ClauseComment) -> ClauseComment:
    """The unit takes its comment back; nobody reads it any more."""
    row = locked(said.agreement)
    found = ClauseComment.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=said.pk, withdrawn_at=None
    )
    found.agreement = row
    can_unsay(actor, found).require()
    found.withdrawn_at = clock.now()
    found.save(update_fields=["withdrawn_at"])
    audit.record(
        "agreements.comment.withdraw", actor=actor, of=found, **where(row), unit_id=found.unit_id,
        position=_about(found.clause),
    )  # fmt: skip
    return found


@dataclass(frozen=True)
class Proposal:
    """What a unit proposes: other words, striking the clause, or (`clause` None) a new one under `content`."""

    kind: str
    why: str
    text: str = ""
    target: str = ""
    clause: Clause | None = None
    content: str = ""


@transaction.atomic
def propose_amendment(*, actor: Any, agreement: Agreement, unit: Unit, proposal: Proposal) -> Amendment:
    """The unit's proposal waits for a decision; it keeps the words of the clause as they are now."""
    row = locked(agreement)
    can_speak(actor, row, unit).require()
    clause = locked_clause(proposal.clause, row) if proposal.clause else None
    _require_sense(row, proposal, clause)
    found = Amendment.objects.create(
        agreement=row,
        clause=clause,
        unit=unit,
        kind=proposal.kind,
        content=clause.content if clause else proposal.content,
        base=clause.text if clause else "",
        base_target=clause.target if clause else "",
        text="" if proposal.kind == Kind.STRIKE else proposal.text.strip(),
        target="" if proposal.kind == Kind.STRIKE else proposal.target.strip(),
        why=proposal.why.strip(),
        proposed_by=actor,
        proposed_on=clock.today(),
        proposed_at=clock.now(),
    )
    audit.record(
        "agreements.amendment.propose", actor=actor, of=found, **where(row), unit_id=unit.pk,
        position=_about(clause), after={"clause": found.text, "promised": found.target},
        reason=found.why,
    )  # fmt: skip
    return found


def _require_sense(row: Agreement, proposal: Proposal, clause: Clause | None) -> None:
    if not proposal.why.strip():
        raise Refused(_("Hãy ghi lý do đề nghị."))
    if (proposal.kind == Kind.ADD) != (clause is None):
        raise Refused(_("Hãy chọn điều khoản cần sửa."))
    if clause is not None and clause.struck_at:
        raise Refused(_("Điều khoản này đã bỏ."))
    if proposal.kind != Kind.STRIKE and not proposal.text.strip():
        raise Refused(_("Hãy ghi nội dung đề nghị."))
    if clause is None and proposal.content and proposal.content not in contents_known(row):
        raise Refused(_("Quy chế của năm không có nội dung này."))
    same = clause is not None and (clause.text, clause.target) == (
        proposal.text.strip(),
        proposal.target.strip(),
    )
    if proposal.kind == Kind.CHANGE and same:
        raise Refused(_("Đề nghị giống hệt điều khoản đang có."))


@transaction.atomic
def retract_amendment(*, actor: Any, amendment: Amendment) -> Amendment:
    """The unit takes its proposal back before it was decided."""
    row = locked(amendment.agreement)
    found = _locked_amendment(amendment, row)
    can_retract(actor, found).require()
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])
    audit.record("agreements.amendment.retract", actor=actor, of=found, **where(row), unit_id=found.unit_id)
    return found


def _locked_amendment(amendment: Amendment, row: Agreement) -> Amendment:
    rows = Amendment.objects.select_for_update(no_key=True, of=("self",)).select_related("unit")
    found = rows.get(pk=amendment.pk, agreement=row)
    found.agreement = row
    return found


@dataclass(frozen=True)
class Verdict:
    """What the secretariat decided: `text` and `target` are the words the clause gets when accepted."""

    accept: bool
    why: str
    text: str = ""
    target: str = ""
    version: int | None = None


@transaction.atomic
def decide_amendment(*, actor: Any, amendment: Amendment, verdict: Verdict) -> Amendment:
    """The proposal is accepted, and the clause says so from now on, or declined; with the reason.

    Raises `Conflict` when the clause changed after `verdict.version` was read.
    """
    row = locked(amendment.agreement)
    found = _locked_amendment(amendment, row)
    can_decide(actor, found).require()
    if not verdict.why.strip():
        raise Refused(_("Hãy ghi lý do; đơn vị đề nghị sẽ đọc."))
    clause = locked_clause(found.clause, row) if found.clause else None
    before = told(clause) if clause else {}
    if verdict.accept:
        clause = _applied(row, found, clause, verdict)
    found.state = State.ACCEPTED if verdict.accept else State.DECLINED
    found.decided_why, found.decided_by = verdict.why.strip(), actor
    found.decided_on, found.decided_at = clock.today(), clock.now()
    found.save()
    after = told(clause) if clause and verdict.accept else {}
    audit.record(
        "agreements.amendment.decide", actor=actor, of=found, **where(row), unit_id=found.unit_id,
        decided=found.state, before=before if verdict.accept else {}, after=after, reason=found.decided_why,
    )  # fmt: skip
    return found


def _applied(row: Agreement, found: Amendment, clause: Clause | None, verdict: Verdict) -> Clause:
    """The clause as the accepted proposal makes it."""
    if clause is not None and verdict.version is not None and clause.version != verdict.version:
        raise Conflict(_("Điều khoản này vừa đổi."), mine=verdict.text, theirs=clause.text)
    if clause is not None and clause.struck_at:
        raise Refused(_("Điều khoản này đã bỏ; đề nghị không còn chỗ áp dụng."))
    if found.kind == Kind.STRIKE and clause is not None:
        clause.struck_at = clock.now()
    else:
        text = verdict.text.strip() or found.text
        if clause is None:
            last = row.clauses.filter(content=found.content).last() or row.clauses.last()
            name = contents_known(row).get(found.content, "")
            clause = Clause(
                agreement=row, position=last.position if last else 1, content=found.content, content_name=name
            )
        elif clause.target != verdict.target.strip():
            clause.amount = None  # the words changed; a number followed before need not be theirs
        clause.text, clause.target = text, verdict.target.strip()
        found.decided_text, found.decided_target = clause.text, clause.target
        clause.version += 1
    clause.save()
    renumber(row)
    clause.refresh_from_db(fields=["position"])
    found.clause = clause
    return clause


@transaction.atomic
def reply(*, actor: Any, agreement: Agreement, unit: Unit) -> UnitReply:
    """The unit has nothing more to say; saying it twice changes nothing."""
    row = locked(agreement)
    can_speak(actor, row, unit).require()
    found, made = UnitReply.objects.get_or_create(
        agreement=row,
        unit=unit,
        defaults={"replied_by": actor, "replied_on": clock.today(), "replied_at": clock.now()},
    )
    if made:
        audit.record("agreements.unit.reply", actor=actor, of=found, **where(row), unit_id=unit.pk)
    return found
