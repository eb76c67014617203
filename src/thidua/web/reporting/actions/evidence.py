"""Acts on evidence: add files, links or document numbers; withdraw; review."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import locked_cycle
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile
from thidua.web.reporting.models import Evidence
from thidua.web.reporting.permissions import can_add_evidence, can_review_evidence, can_withdraw_evidence
from thidua.web.reporting.queries import same_content, waiting_evidence
from thidua.web.rulebooks.queries import rulebook_in_force

Review = Evidence.Review


@dataclass(frozen=True)
class NewEvidence:
    """One paper to add: a stored file with its name, a link, a document number, or an explanation."""

    criterion: str
    title: str
    covers: str = ""
    document_number: str = ""
    issued_on: dt.date | None = None
    file: StoredFile | None = None
    file_name: str = ""
    link: str = ""
    explanation: str = ""
    reuse_reason: str = ""


@transaction.atomic
def add_evidence(*, actor: Any, cycle: Cycle, unit: Unit, papers: Sequence[NewEvidence]) -> list[Evidence]:
    """Add papers for criteria of the unit's year; several files are one act.

    Content that the unit already uses needs a reason. Raises `Refused` when that is missing, or when
    a criterion is not in the year's rulebook.
    """
    locked = locked_cycle(cycle)
    can_add_evidence(actor, locked, unit).require()
    rulebook = rulebook_in_force(locked)
    known = {c.id: c.name for c in rulebook.criteria} if rulebook else {}
    for paper in papers:
        if paper.criterion not in known:
            raise Refused(_("Quy chế của năm không có tiêu chí này."))
        if paper.file and not paper.reuse_reason.strip() and same_content(unit, paper.file).exists():
            raise Refused(_("Nội dung này đơn vị đã dùng làm minh chứng. Hãy ghi lý do dùng lại."))
    now = clock.now()
    rows = Evidence.objects.bulk_create(
        Evidence(cycle=locked, unit=unit, added_by=actor, added_at=now, **vars(paper)) for paper in papers
    )
    audit.record(
        "reporting.evidence.add",
        actor=actor,
        of=rows[0],
        cluster_id=locked.cluster_id,
        unit_id=unit.pk,
        rows=[_line(row, known[row.criterion]) for row in rows],
    )
    note_change(locked.pk)
    return rows


def _line(row: Evidence, criterion: str) -> dict[str, Any]:
    found = {
        "criterion": f"{row.criterion} {criterion}",
        "title": row.title,
        "file": row.file_name,
        "sha256": row.file.sha256 if row.file else "",
        "link": row.link,
        "document_number": row.document_number,
        "reuse_reason": row.reuse_reason,
    }
    return {key: value for key, value in found.items() if value}


def _locked(evidence: Evidence) -> Evidence:
    rows = Evidence.objects.select_related("cycle__cluster", "unit")
    return rows.select_for_update(no_key=True, of=("self", "cycle")).get(pk=evidence.pk)


@transaction.atomic
def withdraw_evidence(*, actor: Any, evidence: Evidence, reason: str) -> Evidence:
    """Take evidence back with a reason; it stays in the list, struck through, and counts no more."""
    row = _locked(evidence)
    can_withdraw_evidence(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút minh chứng."))
    row.withdrawn_at, row.withdrawn_by = clock.now(), actor
    row.withdraw_reason = reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    audit.record(
        "reporting.evidence.withdraw",
        actor=actor,
        of=row,
        cluster_id=row.cycle.cluster_id,
        unit_id=row.unit_id,
        criterion=row.criterion,
        reason=row.withdraw_reason,
    )
    note_change(row.cycle_id)
    return row


def accept_waiting(*, actor: Any, cycle: Cycle, unit: Unit) -> int:
    """Accept what waits for review, as part of an act that judges the unit's whole sheet; how many.

    The caller asks the permission, holds the transaction and writes the audit line.
    """
    rows = waiting_evidence(cycle).filter(unit=unit)
    return rows.update(review=Review.ACCEPTED, reviewed_by=actor, reviewed_at=clock.now())


@transaction.atomic
def review_evidence(*, actor: Any, evidence: Evidence, review: str, reason: str) -> Evidence:
    """Accept or reject evidence (a rejection says why); never that of the own unit."""
    row = _locked(evidence)
    can_review_evidence(actor, row).require()
    if review == Review.REJECTED and not reason.strip():
        raise Refused(_("Hãy ghi lý do không chấp nhận."))
    before = row.review
    row.review, row.review_reason = Review(review), reason.strip()
    row.reviewed_by, row.reviewed_at = actor, clock.now()
    row.save(update_fields=["review", "review_reason", "reviewed_by", "reviewed_at"])
    audit.record(
        "reporting.evidence.review",
        actor=actor,
        of=row,
        cluster_id=row.cycle.cluster_id,
        unit_id=row.unit_id,
        criterion=row.criterion,
        before=before,
        after=row.review,
        reason=row.review_reason,
    )
    note_change(row.cycle_id)
    return row
