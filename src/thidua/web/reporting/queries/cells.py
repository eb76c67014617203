"""The rows of a unit's entry page: each cell with its past, its target and what looks unusual."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from thidua.rules import Input, Rulebook, Value
from thidua.web.clusters.models import Unit
from thidua.web.core import sql
from thidua.web.reporting.cells import EMPTY, FIELDS, Entry, entry_from, entry_of, measure_of, normal
from thidua.web.reporting.checks import Past, Question, questions
from thidua.web.reporting.indicators import DERIVED, Group, groups_of, is_typed
from thidua.web.reporting.models import ReportedValue, ReportingPeriod, ValueVersion
from thidua.web.reporting.queries.scoring_inputs import derived_values, same_definition
from thidua.web.reporting.queries.visible import OPEN_TO_ALL
from thidua.web.rulebooks.queries import rulebook_of_year, targets_beside


@dataclass(frozen=True)
class GridRow:
    """One indicator of one unit in one period, with what stands beside it."""

    indicator: Input
    entry: Entry
    version: int
    updated_by: str = ""
    updated_at: Any = None
    last_period: Entry | None = None
    last_year: Entry | None = None
    target: Fraction | None = None
    derived: Value | None = None
    questions: tuple[Question, ...] = ()

    @property
    def is_typed(self) -> bool:
        """False for a value counted from another page."""
        return is_typed(self.indicator)


def cell(period: ReportingPeriod, unit: Unit, indicator: str) -> ReportedValue | None:
    """The stored row of one cell, or None while nothing was ever reported."""
    rows = ReportedValue.objects.filter(period=period, unit=unit, indicator=indicator)
    return rows.select_related("updated_by").first()


def history_of(value: ReportedValue) -> QuerySet[ValueVersion]:
    """Everything the cell ever held, newest first."""
    return value.versions.select_related("changed_by")


def contents_at(period: ReportingPeriod, unit: Unit, versions: dict[str, int]) -> dict[str, Entry]:
    """What each cell held at the given version: what a form was filled with. Version 0 held nothing."""
    found = {name: EMPTY for name, version in versions.items() if version == 0}
    rows = ValueVersion.objects.filter(
        value__period=period, value__unit=unit, value__indicator__in=set(versions) - set(found)
    )
    for row in rows.select_related("value"):
        if versions[row.value.indicator] == row.version:
            found[row.value.indicator] = entry_from(row.content)
    return found


def grid_rows(period: ReportingPeriod, unit: Unit, rulebook: Rulebook) -> list[tuple[Group, list[GridRow]]]:
    """The whole entry page of one unit and period by section, in a constant number of queries."""
    past = UnitPast(period, unit, rulebook)
    return [(group, [past.row(i) for i in group.inputs]) for group in groups_of(rulebook)]


OTHER_PERIODS_SQL = f"""
SELECT period.cycle_id, period.ends_on, cell.unit_id, cell.indicator, {", ".join(f"cell.{name}" for name in FIELDS)}
FROM reporting_reportedvalue AS cell JOIN reporting_reportingperiod AS period ON period.id = cell.period_id
WHERE period.cycle_id = %(cycle)s AND period.ends_on < %(ends_on)s
AND cell.unit_id = %(unit)s AND cell.indicator IN (%(wanted)s)
UNION ALL
SELECT period.cycle_id, period.ends_on, cell.unit_id, cell.indicator, {", ".join(f"cell.{name}" for name in FIELDS)}
FROM reporting_reportedvalue AS cell JOIN reporting_reportingperiod AS period ON period.id = cell.period_id
JOIN clusters_cycle AS cycle ON cycle.id = period.cycle_id
WHERE cycle.cluster_id = %(cluster)s AND cycle.year = %(year)s AND period.feeds_scoring
AND (cell.unit_id = %(unit)s OR cycle.state IN (%(open)s)) AND cell.indicator IN (%(wanted)s)
ORDER BY 2 DESC
"""  # noqa: S608 - names of our own columns
"""What the unit reported in earlier periods of the year, latest first, and last year's figures that may be
shown beside its own: its own always, those of others once their year is open to all."""

COLUMNS = (None, None, None, None, *(ReportedValue._meta.get_field(name) for name in FIELDS))


class UnitPast:
    """Everything that stands beside a unit's cells, read once: this year's periods, last year, targets."""

    def __init__(
        self,
        period: ReportingPeriod,
        unit: Unit,
        rulebook: Rulebook,
        saved: Sequence[ReportedValue] | None = None,
    ) -> None:
        """Read for all indicators of the rulebook, or for the cells just `saved`, which are not read again."""
        self.period, self.unit = period, unit
        rows = self._rows_of_now() if saved is None else saved
        prefetch_related_objects([row for row in rows if row.pk], "updated_by")
        self.now = {row.indicator: row for row in rows}
        self.wanted = set(rulebook.input_by_id if saved is None else self.now)
        self.earlier: dict[str, list[Entry]] = defaultdict(list)
        self.last_year: dict[str, Entry] = {}
        self.others: dict[str, list[Entry]] = defaultdict(list)
        if self.wanted:
            self._read_other_periods(rulebook)
        self.targets = targets_beside(period.cycle, unit, sorted(self.wanted))
        counted = derived_values(period.cycle, rulebook) if self.wanted & DERIVED else {}
        self.derived = counted.get(unit.pk, {})

    def _rows_of_now(self) -> Sequence[ReportedValue]:
        return list(ReportedValue.objects.filter(period=self.period, unit=self.unit))

    def _read_other_periods(self, rulebook: Rulebook) -> None:
        cycle = self.period.cycle
        asked = {
            "cycle": cycle.pk,
            "ends_on": self.period.ends_on,
            "unit": self.unit.pk,
            "cluster": cycle.cluster_id,
            "year": cycle.year - 1,
            "open": list(OPEN_TO_ALL),
            "wanted": sorted(self.wanted),
        }
        last_year = []
        for cycle_id, _ends_on, unit_id, name, *content in sql.read(OTHER_PERIODS_SQL, asked, COLUMNS):
            entry = normal(Entry(*content))
            if cycle_id == cycle.pk:
                self.earlier[name].append(entry)
            else:
                last_year.append((cycle_id, unit_id, name, entry))
        old = rulebook_of_year(last_year[0][0]) if last_year else None
        same = same_definition(rulebook, old) if old else set()
        for _cycle_id, unit_id, name, entry in last_year:
            if name in same and unit_id == self.unit.pk:
                self.last_year[name] = entry
            elif name in same:
                self.others[name].append(entry)

    def row(self, indicator: Input) -> GridRow:
        """One row of the page."""
        row = self.now.get(indicator.id)
        entry = entry_of(row) if row else EMPTY
        earlier = self.earlier.get(indicator.id, [])
        return GridRow(
            indicator,
            entry,
            row.version if row else 0,
            str(row.updated_by) if row and row.updated_by else "",
            row.updated_at if row else None,
            earlier[0] if earlier else None,
            self.last_year.get(indicator.id),
            self.targets.get(indicator.id),
            self.derived.get(indicator.id) if not is_typed(indicator) else None,
            tuple(self.questions(indicator, entry)),
        )

    def questions(self, indicator: Input, entry: Entry) -> list[Question]:
        """What looks unusual beside the unit's own past and last year's open figures."""
        last = self.last_year.get(indicator.id)
        return questions(
            indicator,
            entry,
            Past(
                earlier=_measures(indicator, self.earlier.get(indicator.id, [])),
                last_year=measure_of(last, indicator) if last else None,
                others=_measures(indicator, self.others.get(indicator.id, [])),
            ),
        )


def _measures(indicator: Input, entries: list[Entry]) -> tuple[Fraction, ...]:
    found = (measure_of(entry, indicator) for entry in entries)
    return tuple(measure for measure in found if measure is not None)
