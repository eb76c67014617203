"""Writing the demo's reported values, counts and targets as rows."""

import datetime as dt
from decimal import Decimal
from typing import Any

from thidua.rules import Rulebook
from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core import clock
from thidua.web.demo import figures
from thidua.web.reporting.cells import content_of, entry_of
from thidua.web.reporting.indicators import DERIVED
from thidua.web.reporting.models import (
    Activity,
    ClassificationCount,
    ReportedValue,
    ReportingPeriod,
    ValueVersion,
)
from thidua.web.rulebooks.models import RulebookEdition, Target

SOURCE = "Báo cáo của Ban Tổ chức (minh họa)"
DOUBTED = ("resolution_studied", "commune_qualified", "protection_cases", "admissions")
"""Figures of the doubtful unit that are too good: exactly all, or three times last year's."""


class Writer:
    """Collects one period's values and writes them with their first version."""

    def __init__(self, period: ReportingPeriod, rulebook: Rulebook) -> None:
        self.period, self.rulebook = period, rulebook
        self.rows: list[ReportedValue] = []

    def add_unit(  # noqa: PLR0913 - one unit's figures are just these
        self,
        unit: Unit,
        officer: User,
        draw: figures.Draw,
        *,
        certainty: str,
        as_of: dt.date,
        leave_out: frozenset[str] = frozenset(),
        doubtful: bool = False,
    ) -> None:
        """Every typed figure of one unit, except those it has not reported."""
        for indicator in self.rulebook.inputs:
            if indicator.id in DERIVED or indicator.id in leave_out:
                continue
            found = figures.figure(draw, indicator.id)
            if doubtful and indicator.id in DOUBTED:
                found = _too_good(found)
            row = ReportedValue(period=self.period, unit=unit, indicator=indicator.id, certainty=certainty)
            row.as_of, row.source, row.updated_by, row.updated_at = as_of, SOURCE, officer, clock.now()
            row.note = figures.stated_note(draw, indicator.id)
            if isinstance(found, str):
                row.choice = found
            else:
                row.amount, row.denominator = found
            self.rows.append(row)

    def save(self) -> None:
        """Write everything at once."""
        rows = ReportedValue.objects.bulk_create(self.rows)
        ValueVersion.objects.bulk_create(
            ValueVersion(
                value=row,
                version=1,
                content=content_of(entry_of(row)),
                changed_by=row.updated_by,
                changed_at=row.updated_at,
            )
            for row in rows
        )


def _too_good(found: figures.Figure) -> figures.Figure:
    if isinstance(found, str):
        return found
    amount, of = found
    return (of, of) if of is not None else (amount * 3, None)


def add_counts(
    cycle: Cycle, unit: Unit, officer: User, draw: figures.Draw, *, certainty: str, organisations: bool = True
) -> None:
    """Classification counts and activities of one unit."""
    levels = ("excellent", "good", "completed", "not_completed", "not_rated")
    for subject in ("organisation", "member"):
        if subject == "organisation" and not organisations:
            continue
        known: dict[str, Any] = dict(zip(levels, figures.classification(draw, subject), strict=True))
        ClassificationCount.objects.create(
            cycle=cycle,
            unit=unit,
            subject=subject,
            certainty=certainty,
            note=figures.stated_note(draw, subject),
            updated_by=officer,
            **known,
        )
    for kind, count in figures.activities(draw).items():
        title = "Tin, bài, chuyên mục về xây dựng Đảng" if kind == "communication" else "Tác phẩm gửi dự giải"
        Activity.objects.create(
            cycle=cycle,
            unit=unit,
            kind=kind,
            title=f"{title} (minh họa)",
            count=count,
            held_on=dt.date(cycle.year, 10, 20),
            added_by=officer,
        )


def add_targets(edition: RulebookEdition, unit: Unit, draw: figures.Draw) -> None:
    """What the unit was assigned."""
    Target.objects.bulk_create(
        Target(
            edition=edition,
            unit=unit,
            indicator=indicator,
            amount=Decimal(figures.target(draw, indicator)),
            source="Chỉ tiêu giao đầu năm (minh họa)",
        )
        for indicator in figures.TARGETS
    )
