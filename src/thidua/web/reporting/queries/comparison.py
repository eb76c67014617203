"""All units beside each other, for the secretariat: one indicator, or what looks unusual anywhere."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from thidua.rules import Input, Rulebook
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import cycle_units
from thidua.web.reporting.cells import EMPTY, Entry, entry_of, measure_of
from thidua.web.reporting.checks import Past, Question, questions
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.reporting.queries.periods import year_before
from thidua.web.reporting.queries.scoring_inputs import same_definition
from thidua.web.rulebooks.models import Target
from thidua.web.rulebooks.queries import rulebook_in_force


@dataclass(frozen=True)
class Compared:
    """One unit's value of the compared indicator; `version` 0: nothing was ever reported."""

    unit: Unit
    entry: Entry
    version: int
    last_year: Entry | None
    target: Fraction | None
    questions: tuple[Question, ...]


Cells = dict[str, dict[int, ReportedValue]]
"""Rows by indicator and unit id."""


def compare(period: ReportingPeriod, indicator: Input, rulebook: Rulebook) -> list[Compared]:
    """Every member unit's value of one indicator in the period, outliers of this season marked."""
    units = cycle_units(period.cycle)
    cells = _cells(ReportedValue.objects.filter(period=period, indicator=indicator.id))
    last = _last_year(period, rulebook, indicator.id)
    rows = Target.objects.filter(edition__in_force_for__cycle=period.cycle, indicator=indicator.id)
    targets = {unit_id: Fraction(amount) for unit_id, amount in rows.values_list("unit_id", "amount")}
    now, before = cells.get(indicator.id, {}), last.get(indicator.id, {})
    return [
        Compared(
            unit,
            entry_of(now.get(unit.pk)),
            now[unit.pk].version if unit.pk in now else 0,
            entry_of(before[unit.pk]) if unit.pk in before else None,
            targets.get(unit.pk),
            tuple(_questions(indicator, unit.pk, now, before)),
        )
        for unit in units
    ]


def questions_by_unit(
    period: ReportingPeriod, rulebook: Rulebook
) -> dict[int, list[tuple[Input, Entry, tuple[Question, ...]]]]:
    """Unit id -> its values that look unusual, in the rulebook's order. Constant queries."""
    cells = _cells(ReportedValue.objects.filter(period=period))
    last = _last_year(period, rulebook)
    found: dict[int, list[tuple[Input, Entry, tuple[Question, ...]]]] = defaultdict(list)
    for indicator in rulebook.inputs:
        now, before = cells.get(indicator.id, {}), last.get(indicator.id, {})
        for unit_id, row in now.items():
            asked = tuple(_questions(indicator, unit_id, now, before))
            if asked:
                found[unit_id].append((indicator, entry_of(row), asked))
    return found


def _last_year(period: ReportingPeriod, rulebook: Rulebook, indicator: str | None = None) -> Cells:
    before = year_before(period.cycle)
    old = rulebook_in_force(before) if before else None
    if before is None or old is None:
        return {}
    wanted = same_definition(rulebook, old)
    if indicator is not None:
        wanted &= {indicator}
    rows = ReportedValue.objects.filter(period__cycle=before, period__feeds_scoring=True)
    return _cells(rows.filter(indicator__in=wanted))


def _cells(rows: QuerySet[ReportedValue]) -> Cells:
    found: Cells = defaultdict(dict)
    for row in rows:
        found[row.indicator][row.unit_id] = row
    return found


def _questions(
    indicator: Input, unit_id: int, now: dict[int, ReportedValue], before: dict[int, ReportedValue]
) -> list[Question]:
    others = [measure_of(entry_of(row), indicator) for key, row in now.items() if key != unit_id]
    last = before.get(unit_id)
    past = Past(
        last_year=measure_of(entry_of(last), indicator) if last else None,
        others=[m for m in others if m is not None],
    )
    return questions(indicator, entry_of(now.get(unit_id)) if unit_id in now else EMPTY, past)
