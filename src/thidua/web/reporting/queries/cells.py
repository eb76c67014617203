"""The rows of a unit's entry page: each cell with its past, its target and what looks unusual."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects

from thidua.rules import Input, Rulebook, Value
from thidua.web.clusters.models import Unit
from thidua.web.reporting.cells import EMPTY, FIELDS, Entry, entry_from, entry_of, measure_of, normal
from thidua.web.reporting.checks import Past, Question, questions
from thidua.web.reporting.indicators import DERIVED, Group, groups_of, is_typed
from thidua.web.reporting.models import ReportedValue, ReportingPeriod, ValueVersion
from thidua.web.reporting.queries.scoring_inputs import derived_values, same_definition
from thidua.web.reporting.queries.visible import OPEN_TO_ALL
from thidua.web.rulebooks.models import Target
from thidua.web.rulebooks.queries import rulebook_of_year


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
        self._read_earlier()
        self._read_last_year(rulebook)
        targets = Target.objects.filter(edition__in_force_for__cycle=period.cycle, unit=unit)
        self.targets = {name: Fraction(amount) for name, amount in targets.values_list("indicator", "amount")}
        counted = derived_values(period.cycle, rulebook) if self.wanted & DERIVED else {}
        self.derived = counted.get(unit.pk, {})

    def _rows_of_now(self) -> Sequence[ReportedValue]:
        return list(ReportedValue.objects.filter(period=self.period, unit=self.unit))

    def _read_earlier(self) -> None:
        rows = ReportedValue.objects.filter(
            period__cycle_id=self.period.cycle_id,
            period__ends_on__lt=self.period.ends_on,
            unit=self.unit,
            indicator__in=self.wanted,
        )
        for name, entry in _entries(rows.order_by("-period__ends_on"), "indicator"):
            self.earlier[name].append(entry)

    def _read_last_year(self, rulebook: Rulebook) -> None:
        cycle = self.period.cycle
        rows = ReportedValue.objects.filter(
            Q(unit=self.unit) | Q(period__cycle__state__in=OPEN_TO_ALL),
            period__cycle__cluster_id=cycle.cluster_id,
            period__cycle__year=cycle.year - 1,
            period__feeds_scoring=True,
            indicator__in=self.wanted,
        )
        found = list(_entries(rows, "period__cycle_id", "unit_id", "indicator"))
        old = rulebook_of_year(found[0][0]) if found else None
        same = same_definition(rulebook, old) if old else set()
        for _year, unit, name, entry in found:
            if name in same and unit == self.unit.pk:
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


def _entries(rows: QuerySet[ReportedValue], *keys: str) -> Iterator[tuple[Any, ...]]:
    """The keys and the content of each row, without making rows of them, which costs far more than reading them."""
    for found in rows.values_list(*keys, *FIELDS):
        yield (*found[: len(keys)], normal(Entry(*found[len(keys) :])))


def _measures(indicator: Input, entries: list[Entry]) -> tuple[Fraction, ...]:
    found = (measure_of(entry, indicator) for entry in entries)
    return tuple(measure for measure in found if measure is not None)
