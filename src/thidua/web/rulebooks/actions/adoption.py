"""Adopt an edition, and put an adopted one in force for a year."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.rules import Problem, check, message, parse_rulebook
from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import locked_cycle
from thidua.web.core import audit
from thidua.web.core.access import Conflict, Refused
from thidua.web.rulebooks import queries
from thidua.web.rulebooks.actions.drafts import locked
from thidua.web.rulebooks.models import EditionInForce, RulebookEdition
from thidua.web.rulebooks.permissions import can_adopt, can_apply, can_change_edition_of


def finding_key(problem: Problem) -> str:
    """What names a finding in the record: its code and its place."""
    return f"{problem.code} {problem.path}"


@transaction.atomic
def adopt_edition(
    *,
    actor: Any,
    edition: RulebookEdition,
    version: int,
    resolution: str,
    adopted_on: dt.date,
    accepted: dict[str, str],
) -> RulebookEdition:
    """Freeze the draft for good by a recorded decision and put it in force for its year.

    `accepted` maps `finding_key` of an error of the linter to the reason why it stands; every error
    needs one. The year must be open and not yet scoring itself: a second adoption in a year that runs
    replaces the first one. Raises `Refused` with what is missing, `Conflict` when the draft was saved
    since `version`.
    """
    row = locked(edition)
    can_adopt(actor, row).require()
    if row.version != version:
        raise Conflict(
            _("Dự thảo vừa được sửa; hãy đọc lại trước khi ban hành."), mine=version, theirs=row.version
        )
    cycle = _cycle_to_rule(row, actor)
    row.accepted_findings = _accepted(row, accepted, actor)
    row.state, row.resolution, row.adopted_on, row.adopted_by = (
        RulebookEdition.State.ADOPTED, resolution.strip(), adopted_on, actor,
    )  # fmt: skip
    row.digest = parse_rulebook(row.text).digest
    row.save()
    before = _in_force_for(cycle, row)
    audit.record(
        "rulebooks.edition.adopt",
        actor=actor,
        of=row,
        cluster_id=cycle.cluster_id,
        resolution=row.resolution,
        adopted_on=adopted_on,
        accepted=row.accepted_findings,
        year=cycle.year,
        before=before,
        digest=row.digest,
    )
    return row


def _cycle_to_rule(row: RulebookEdition, actor: Any) -> Cycle:
    cycle = queries.cycle_of(row)
    if cycle is None:
        raise Refused(
            _("Năm %(year)d của cụm chưa mở; hãy mở năm thi đua trước khi ban hành quy chế.")
            % {"year": row.year}
        )
    kept = locked_cycle(cycle)
    can_change_edition_of(actor, kept).require()
    return kept


def _accepted(row: RulebookEdition, reasons: dict[str, str], actor: Any) -> list[dict[str, str]]:
    errors = [p for p in check(parse_rulebook(row.text)) if p.severity == "error"]
    missing = [message(p) for p in errors if not reasons.get(finding_key(p), "").strip()]
    if missing:
        raise Refused(_("Còn lỗi chưa sửa và chưa ghi lý do chấp nhận: ") + " ".join(missing))
    return [
        {
            "finding": finding_key(p),
            "sentence": message(p),
            "reason": reasons[finding_key(p)].strip(),
            "accepted_by": str(actor),
        }
        for p in errors
    ]


def _in_force_for(cycle: Cycle, edition: RulebookEdition) -> RulebookEdition | None:
    """Put the edition in force for the year; returns the one it replaces."""
    note_change(cycle.pk)
    link = EditionInForce.objects.select_related("edition__rulebook").filter(cycle=cycle).first()
    if link is None:
        EditionInForce.objects.create(cycle=cycle, edition=edition)
        return None
    before, link.edition = link.edition, edition
    link.save(update_fields=["edition"])
    return before


@transaction.atomic
def apply_edition(*, actor: Any, edition: RulebookEdition, cycle: Cycle) -> EditionInForce:
    """Put an edition that is already adopted in force for another year of its cluster."""
    kept = locked_cycle(cycle)
    row = locked(edition)
    can_apply(actor, row, kept).require()
    before = _in_force_for(kept, row)
    audit.record(
        "rulebooks.edition.apply",
        actor=actor,
        of=row,
        cluster_id=kept.cluster_id,
        year=kept.year,
        before=before,
        after=row,
    )
    return EditionInForce.objects.get(cycle=kept)
