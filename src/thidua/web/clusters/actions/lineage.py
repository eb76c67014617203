"""The act that records what happened to units."""

from typing import Any

from django.db import transaction

from thidua.web.clusters import lineage
from thidua.web.clusters.actions.units import NewUnit, make_unit
from thidua.web.clusters.actions.years import note_change_of_units
from thidua.web.clusters.models import LineageEdge, LineageEvent, Membership, Unit, UnitName
from thidua.web.clusters.permissions import can_set_up_cluster
from thidua.web.core import audit
from thidua.web.core.access import Refused


@transaction.atomic
def record_lineage_event(*, actor: Any, plan: lineage.Plan) -> LineageEvent:
    """The event stands with its edges, and names and memberships follow it from its day on.

    A unit that ends leaves its clusters the day before `effective_on`. Raises `Refused` with every
    problem of the plan.
    """
    can_set_up_cluster(actor).require()
    event, effects = write_event(plan)
    _record(actor, event, plan, effects)
    return event


def write_event(plan: lineage.Plan) -> tuple[LineageEvent, lineage.Effects]:
    """Part of an act that writes the audit line: the event, its edges, names and memberships."""
    codes = [*plan.predecessors, *plan.successors]
    list(Unit.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("pk"))
    hindrances = list(lineage.problems(plan))
    if hindrances:
        raise Refused(" ".join(hindrances))
    effects = lineage.effects_of(plan)
    event = LineageEvent.objects.create(
        kind=plan.kind,
        decided_on=plan.decided_on,
        effective_on=plan.effective_on,
        legal_basis=plan.legal_basis.strip(),
        note=plan.note.strip(),
    )
    units = _named_units(plan, event)
    for edge in plan.edges:
        LineageEdge.objects.create(
            event=event,
            predecessor=units.get(edge.predecessor),
            successor=units.get(edge.successor),
            weight=edge.weight,
        )
    for ending in effects.ends:
        Membership.objects.filter(pk=ending.pk).update(to_on=plan.eve, ended_by=event)
    for code, cluster in effects.begins:
        Membership.objects.create(
            cluster=cluster, unit=units[code], from_on=plan.effective_on, begun_by=event
        )
    note_change_of_units(units.values())
    return event, effects


def _named_units(plan: lineage.Plan, event: LineageEvent) -> dict[str, Unit]:
    """Every unit of the event by code: new ones made, new names given from its day on."""
    codes = [*plan.predecessors, *plan.successors]
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    for name in plan.names:
        if name.code in units:
            UnitName.objects.create(
                unit=units[name.code],
                short_name=name.short_name,
                full_name=name.full_name,
                from_on=plan.effective_on,
                given_by=event,
            )
        else:
            new = NewUnit(name.code, name.short_name, name.full_name)
            units[name.code] = make_unit(new, plan.effective_on)
            units[name.code].names.update(given_by=event)
    return units


def _record(actor: Any, event: LineageEvent, plan: lineage.Plan, effects: lineage.Effects) -> None:
    audit.record(
        "clusters.lineage.record",
        actor=actor,
        of=event,
        legal_basis=event.legal_basis,
        effective_on=event.effective_on,
        predecessors=plan.predecessors,
        successors=plan.successors,
        names={name.code: name.full_name for name in plan.names},
        left=[f"{m.unit.code} – {m.cluster}" for m in effects.ends],
        joined=[f"{code} – {cluster}" for code, cluster in effects.begins],
    )
