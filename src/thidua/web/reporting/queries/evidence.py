"""Evidence by criterion: what the rulebook requires, what is there, what is the same content."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.rules import Criterion, Rulebook
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core.models import StoredFile
from thidua.web.reporting.models import Evidence


@dataclass(frozen=True)
class CriterionEvidence:
    """One criterion with its papers: `missing` names what the rulebook requires and nobody gave."""

    criterion: Criterion
    rows: tuple[Evidence, ...]
    missing: tuple[str, ...]

    @property
    def checklist(self) -> list[tuple[str, bool]]:
        """Each required paper and whether it is there."""
        return [(name, name not in self.missing) for name in self.criterion.evidence.required]

    @property
    def standing(self) -> int:
        """How many papers count."""
        return sum(_stands(row) for row in self.rows)

    @property
    def rejected(self) -> int:
        """How many papers were not accepted."""
        return sum(row.withdrawn_at is None and row.review == Evidence.Review.REJECTED for row in self.rows)


def standing_evidence(cycle: Cycle) -> QuerySet[Evidence]:
    """What counts in the year: neither withdrawn nor rejected; waiting for review counts."""
    rows = Evidence.objects.filter(cycle=cycle, withdrawn_at=None)
    return rows.exclude(review=Evidence.Review.REJECTED)


def waiting_evidence(cycle: Cycle) -> QuerySet[Evidence]:
    """What nobody has accepted or rejected yet; it counts meanwhile."""
    return Evidence.objects.filter(cycle=cycle, withdrawn_at=None, review=Evidence.Review.WAITING)


def missing_papers(criterion: Criterion, standing: Iterable[Evidence]) -> tuple[str, ...]:
    """Names of required papers that none of the `standing` rows gives.

    One required paper is given by anything that stands; several are told apart by what each row says
    it covers. A written explanation stands for all of them where the rulebook takes one.
    """
    rows = list(standing)
    required = criterion.evidence.required
    if criterion.evidence.if_missing == "explain" and any(row.explanation for row in rows):
        return ()
    papers = [row for row in rows if not row.explanation]
    if len(required) == 1:
        return () if papers else required
    covered = {row.covers for row in papers}
    return tuple(name for name in required if name not in covered)


def evidence_by_unit(cycle: Cycle, rulebook: Rulebook) -> dict[int, dict[str, bool]]:
    """For each unit that gave anything: criterion -> whether its evidence is there. One query."""
    rows: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
    for row in standing_evidence(cycle).only("unit_id", "criterion", "covers", "explanation"):
        rows[row.unit_id, row.criterion].append(row)
    criteria = {c.id: c for c in rulebook.criteria}
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for (unit_id, name), given in rows.items():
        if name in criteria:
            found[unit_id][name] = not missing_papers(criteria[name], given)
    return found


def evidence_by_criterion(cycle: Cycle, unit: Unit, rulebook: Rulebook) -> list[CriterionEvidence]:
    """Every criterion of the rulebook with the unit's papers, withdrawn ones last. One query."""
    rows: dict[str, list[Evidence]] = defaultdict(list)
    found = Evidence.objects.filter(cycle=cycle, unit=unit).select_related("file", "added_by", "reviewed_by")
    for row in found.order_by("withdrawn_at", "pk"):
        rows[row.criterion].append(row)
    return [
        CriterionEvidence(
            criterion,
            tuple(sorted(rows[criterion.id], key=lambda row: row.withdrawn_at is not None)),
            missing_papers(criterion, filter(_stands, rows[criterion.id])),
        )
        for criterion in rulebook.criteria
    ]


def _stands(row: Evidence) -> bool:
    return row.withdrawn_at is None and row.review != Evidence.Review.REJECTED


def same_content(unit: Unit, file: StoredFile) -> QuerySet[Evidence]:
    """Where this unit already uses this content, in any year; other units' uses are never told."""
    rows = Evidence.objects.filter(unit=unit, file=file, withdrawn_at=None)
    return rows.select_related("cycle").order_by("pk")


def other_uses(rows: Iterable[Evidence], unit: Unit, *, told_other_units: bool) -> dict[int, list[Evidence]]:
    """For each paper, where else its content stands; other units' uses only for those who see all units."""
    mine = {row.pk: row.file_id for row in rows if row.file_id and row.withdrawn_at is None}
    found = Evidence.objects.filter(file_id__in=set(mine.values()), withdrawn_at=None)
    if not told_other_units:
        found = found.filter(unit=unit)
    found = found.select_related("cycle", "unit").prefetch_related("unit__names")
    by_file: dict[int | None, list[Evidence]] = defaultdict(list)
    for row in found.order_by("pk"):
        by_file[row.file_id].append(row)
    return {
        key: others for key, file in mine.items() if (others := [r for r in by_file[file] if r.pk != key])
    }
