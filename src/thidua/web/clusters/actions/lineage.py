"""The act that records what happened to units."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.web.clusters import lineage
from thidua.web.clusters.actions.units import NewUnit, make_unit
from thidua.web.clusters.actions.years import note_change_of_units
from thidua.web.clusters.models import LineageEdge, LineageEvent, Membership, Unit, UnitName
from thidua.web.clusters.permissions import can_set_up_cluster, can_withdraw_event
from thidua.web.clusters.queries import units_made_by, units_of_event
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
        Membership.objects.filter(pk=ending.pk).update(
            to_on=plan.eve, ended_by=event, to_on_before=F("to_on")
        )
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


@transaction.atomic
def withdraw_lineage_event(*, actor: Any, event: LineageEvent, reason: str) -> None:
    """Undo an event recorded by mistake: names, memberships and made units are as before; the audit keeps it.

    Raises `Refused` without a reason, or with everything that was built on the event.
    """
    event = LineageEvent.objects.select_for_update(no_key=True).get(pk=event.pk)
    units = units_of_event(event)
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=[u.pk for u in units]).order_by("pk"))
    can_withdraw_event(actor, event).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút sự kiện."))
    audit.record(
        "clusters.lineage.withdraw", actor=actor, of=event, before=_told(event), reason=reason.strip()
    )
    note_change_of_units(units)
    made = units_made_by(event)
    event.memberships_begun.all().delete()
    event.memberships_ended.update(to_on=F("to_on_before"), to_on_before=None, ended_by=None)
    event.names_given.all().delete()
    event.delete()
    Unit.objects.filter(pk__in=[unit.pk for unit in made]).delete()


def _told(event: LineageEvent) -> dict[str, Any]:
    """Everything the event said and did."""
    edges = list(event.edges.select_related("predecessor", "successor"))
    return {
        "kind": event.get_kind_display(),
        "legal_basis": event.legal_basis,
        "decided_on": event.decided_on,
        "effective_on": event.effective_on,
        "predecessors": sorted({e.predecessor.code for e in edges if e.predecessor}),
        "successors": sorted({e.successor.code for e in edges if e.successor}),
        "names": {n.unit.code: n.full_name for n in event.names_given.select_related("unit")},
        "left": [str(m) for m in event.memberships_ended.select_related("unit", "cluster")],
        "joined": [str(m) for m in event.memberships_begun.select_related("unit", "cluster")],
    }
