"""How far each unit is: indicators filled and papers given, by section, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_units
from thidua.web.reporting.cells import CELL
from thidua.web.reporting.indicators import FROM_CLASSIFICATION, Group, groups_of, is_required
from thidua.web.reporting.models import ClassificationCount, ReportedValue, ReportingPeriod
from thidua.web.reporting.queries.evidence import evidence_by_unit
from thidua.web.reporting.queries.scoring_inputs import SUBJECT_PREFIX
from thidua.web.rulebooks.queries import rulebook_in_force


@dataclass(frozen=True)
class SectionFill:
    """One section of one unit: `missing` and `papers_missing` name what is not there yet."""

    id: str
    name: str
    required: int
    missing: tuple[str, ...]
    papers: int
    papers_missing: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many required indicators have a value or a stated reason for none."""
        return self.required - len(self.missing)


@dataclass(frozen=True)
class UnitFill:
    """One unit's completeness over all sections."""

    unit: Unit
    sections: tuple[SectionFill, ...]
    unclassified: tuple[str, ...] = ()
    """Subjects whose classification counts the rulebook reads and the unit has not entered."""

    @property
    def required(self) -> int:
        """Indicators that must be reported."""
        return sum(s.required for s in self.sections)

    @property
    def filled(self) -> int:
        """Of those, reported."""
        return sum(s.filled for s in self.sections)

    @property
    def papers(self) -> int:
        """Criteria that require evidence."""
        return sum(s.papers for s in self.sections)

    @property
    def papers_given(self) -> int:
        """Of those, with all their evidence."""
        return self.papers - sum(len(s.papers_missing) for s in self.sections)

    @property
    def is_complete(self) -> bool:
        """Nothing is missing."""
        given = self.papers_given == self.papers
        return self.filled == self.required and given and not self.unclassified


def completeness(cycle: Cycle) -> list[UnitFill]:
    """Every member unit of the year; empty while no edition is in force.

    A required indicator is filled when the scored period has a value, or says not applicable or not
    assigned. It is for people who may see every unit; filter by `units_to_report` for others.
    """
    rulebook = rulebook_in_force(cycle)
    if rulebook is None:
        return []
    groups = groups_of(rulebook)
    done: dict[int, set[str]] = defaultdict(set)
    rows = ReportedValue.objects.filter(period__cycle=cycle, period__feeds_scoring=True)
    for unit_id, indicator in rows.exclude(state=CELL.MISSING).values_list("unit_id", "indicator"):
        done[unit_id].add(indicator)
    papers = evidence_by_unit(cycle, rulebook)
    read = {i.id for i in rulebook.inputs if i.id in FROM_CLASSIFICATION and i.when_missing is None}
    subjects = [
        s for s, prefix in SUBJECT_PREFIX.items() if any(name.startswith(f"{prefix}_") for name in read)
    ]
    counts = (
        ClassificationCount.objects.filter(cycle=cycle) if subjects else ClassificationCount.objects.none()
    )
    entered = set(counts.values_list("unit_id", "subject"))
    return [
        UnitFill(
            unit,
            tuple(_fill(g, done[unit.pk], papers.get(unit.pk, {})) for g in groups),
            tuple(str(s.label) for s in subjects if (unit.pk, s.value) not in entered),
        )
        for unit in cycle_units(cycle)
    ]


def missing_in(periods: list[ReportingPeriod], cycle: Cycle) -> dict[int, dict[int, tuple[str, ...]]]:
    """Period id -> unit id -> names of required figures that a unit has not entered in that period.

    A unit that lacks nothing is not in it. For periods beside the scored one, which `completeness` tells.
    """
    rulebook = rulebook_in_force(cycle)
    if rulebook is None or not periods:
        return {}
    required = {i.id: i.name for i in rulebook.inputs if is_required(i)}
    rows = ReportedValue.objects.filter(period__in=periods).exclude(state=CELL.MISSING)
    done: dict[tuple[int, int], set[str]] = defaultdict(set)
    for period_id, unit_id, indicator in rows.values_list("period_id", "unit_id", "indicator"):
        done[period_id, unit_id].add(indicator)
    units = [unit.pk for unit in cycle_units(cycle)]
    found: dict[int, dict[int, tuple[str, ...]]] = {}
    for period in periods:
        lacking = {u: tuple(n for i, n in required.items() if i not in done[period.pk, u]) for u in units}
        found[period.pk] = {unit: names for unit, names in lacking.items() if names}
    return found


def _fill(group: Group, done: set[str], papers: dict[str, bool]) -> SectionFill:
    required = [i for i in group.inputs if is_required(i)]
    needs = [c for c in group.criteria if c.evidence.required]
    return SectionFill(
        group.id,
        group.name,
        len(required),
        tuple(i.name for i in required if i.id not in done),
        len(needs),
        tuple(c.name for c in needs if not papers.get(c.id)),
    )
