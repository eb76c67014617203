"""What every member unit brings to the scoring of a year, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from django.db.models import Sum

from thidua.rules import Data, Rulebook, UnitData, Value
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day, cycle_units
from thidua.web.reporting.cells import entry_of, measure_of, value_of
from thidua.web.reporting.indicators import DERIVED, LEVELS
from thidua.web.reporting.models import Activity, ClassificationCount, ReportedValue
from thidua.web.reporting.queries.evidence import evidence_by_unit
from thidua.web.reporting.queries.periods import year_before
from thidua.web.rulebooks.models import Target
from thidua.web.rulebooks.queries import rulebook_in_force

SUBJECT_PREFIX = {
    ClassificationCount.Subject.ORGANISATION: "org",
    ClassificationCount.Subject.MEMBER: "member",
}
UnitValues = dict[int, dict[str, Value]]
"""Values by unit id and indicator."""


def scoring_inputs(cycle: Cycle) -> Data:
    """Values, targets, last year's values and evidence of every member unit; nobody's marks.

    Values are those of the period that feeds scoring, each with its certainty and as-of date;
    activities and classification counts come as inputs of their own names. Last year's values are
    final ones of the same indicator under the same definition. Evidence is there when every paper
    that the rulebook names has one that is neither withdrawn nor rejected: what still waits for
    review counts. Raises `LookupError` when no edition is in force.
    """
    rulebook = rulebook_in_force(cycle)
    if rulebook is None:
        raise LookupError(f"no rulebook edition in force for {cycle}")
    units = cycle_units(cycle)
    values = unit_values(cycle, rulebook)
    targets = _targets(cycle, units)
    previous = _previous(cycle, rulebook)
    evidence = evidence_by_unit(cycle, rulebook)
    day = cycle_day(cycle)
    return Data(
        tuple(
            UnitData(
                code=unit.code,
                name=unit.name_on(day),
                values=values.get(unit.pk, {}),
                targets=targets.get(unit.pk, {}),
                previous=previous.get(unit.pk, {}),
                evidence=evidence.get(unit.pk, {}),
            )
            for unit in units
        )
    )


def unit_values(cycle: Cycle, rulebook: Rulebook) -> UnitValues:
    """Typed and derived values of every unit for the rulebook's inputs."""
    found: UnitValues = defaultdict(dict)
    rows = ReportedValue.objects.filter(period__cycle=cycle, period__feeds_scoring=True)
    for row in rows.filter(indicator__in=set(rulebook.input_by_id) - DERIVED):
        found[row.unit_id][row.indicator] = value_of(entry_of(row), rulebook.input_by_id[row.indicator])
    for unit_id, values in derived_values(cycle, rulebook).items():
        found[unit_id].update(values)
    return found


def derived_values(cycle: Cycle, rulebook: Rulebook) -> UnitValues:
    """Values counted from activities and classification counts, as far as the rulebook asks for them."""
    wanted = DERIVED & set(rulebook.input_by_id)
    found: UnitValues = defaultdict(dict)
    if not wanted:
        return found
    for unit_id, kind, total in (
        Activity.objects.filter(cycle=cycle)
        .values_list("unit_id", "kind")
        .annotate(total=Sum("count"))
        .order_by()
    ):
        found[unit_id][f"activity_{kind}"] = Value(amount=Fraction(total))
    for row in ClassificationCount.objects.filter(cycle=cycle):
        prefix = SUBJECT_PREFIX[ClassificationCount.Subject(row.subject)]
        for level in LEVELS:
            amount = Fraction(getattr(row, level))
            found[row.unit_id][f"{prefix}_{level}"] = Value(amount=amount, certainty=row.certainty)
    return {unit: {k: v for k, v in values.items() if k in wanted} for unit, values in found.items()}


def _targets(cycle: Cycle, units: Iterable[Unit]) -> dict[int, dict[str, Fraction]]:
    found: dict[int, dict[str, Fraction]] = defaultdict(dict)
    rows = Target.objects.filter(edition__in_force_for__cycle=cycle, unit__in=[u.pk for u in units])
    for unit_id, indicator, amount in rows.values_list("unit_id", "indicator", "amount"):
        found[unit_id][indicator] = Fraction(amount)
    return found


def _previous(cycle: Cycle, rulebook: Rulebook) -> dict[int, dict[str, Fraction]]:
    before = year_before(cycle)
    old = rulebook_in_force(before) if before else None
    if before is None or old is None:
        return {}
    same = same_definition(rulebook, old)
    found: dict[int, dict[str, Fraction]] = defaultdict(dict)
    rows = ReportedValue.objects.filter(
        period__cycle=before,
        period__feeds_scoring=True,
        certainty=ReportedValue.Certainty.FINAL,
        indicator__in=same - DERIVED,
    )
    for row in rows:
        measure = measure_of(entry_of(row), old.input_by_id[row.indicator])
        if measure is not None:
            found[row.unit_id][row.indicator] = measure
    for unit_id, values in derived_values(before, old).items():
        for indicator, value in values.items():
            if indicator in same and value.certainty == "final" and value.amount is not None:
                found[unit_id][indicator] = value.amount
    return found


def same_definition(new: Rulebook, old: Rulebook) -> set[str]:
    """Indicators that mean the same in both editions: same kind, same number of definition."""
    return {
        i.id
        for i in new.inputs
        if (was := old.input_by_id.get(i.id))
        and (was.kind, was.definition_version) == (i.kind, i.definition_version)
    }
