"""Reads of a year: its members, its head, its deadlines, what is due."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from thidua.web.clusters import year
from thidua.web.clusters.models import (
    Cluster,
    Cycle,
    CycleMove,
    CycleStep,
    Extension,
    HeadTerm,
    Unit,
    UnitName,
    in_force,
)
from thidua.web.clusters.queries.standing import standing_of, with_names
from thidua.web.core import clock


def member_units(cluster: Cluster, day: dt.date) -> list[Unit]:
    """Units that belong to the cluster on `day`, in list order, with names."""
    members = Unit.objects.filter(
        pk__in=cluster.memberships.filter(in_force(day)).values("unit_id"),
    )
    return list(with_names(members).order_by("order", "code"))


def cycle_day(cycle: Cycle) -> dt.date:
    """The day whose members and names stand for the whole year: its last, or today while earlier."""
    last = dt.date(cycle.year, 12, 31)
    return min(last, max(clock.today(), dt.date(cycle.year, 1, 1)))


def cycle_units(cycle: Cycle) -> list[Unit]:
    """Members of the cluster as they were in that year."""
    return member_units(cycle.cluster, cycle_day(cycle))


MEMBER_SQL = """
SELECT unit.* FROM clusters_unit AS unit JOIN clusters_membership AS member ON member.unit_id = unit.id
WHERE unit.id = %s AND member.cluster_id = %s
AND member.from_on <= %s AND (member.to_on IS NULL OR member.to_on >= %s)
"""


def member_of_year(cycle: Cycle, unit_id: int) -> Unit | None:
    """The unit when it is a member of the cluster in that year, else None.

    Written as SQL because every page of a unit and every saved figure asks it.
    """
    day = cycle_day(cycle)
    return next(iter(Unit.objects.raw(MEMBER_SQL, [unit_id, cycle.cluster_id, day, day])), None)


def head_unit(cluster: Cluster, day: dt.date, role: str = HeadTerm.Role.HEAD) -> Unit | None:
    """The unit that is head (or deputy) on `day`, or None."""
    term = cluster.head_terms.filter(in_force(day), role=role).select_related("unit").first()
    return term.unit if term else None


def due_on(cycle: Cycle, state: str, unit: Unit | None = None) -> dt.date | None:
    """The day the step is due, for one unit with its extension; None when the step has no date."""
    step = CycleStep.objects.filter(cycle=cycle, state=state).first()
    if step is None:
        return None
    if unit is not None:
        longer = Extension.objects.filter(step=step, unit=unit).values_list("due_on", flat=True).first()
        if longer:
            return longer
    return step.due_on


def open_cycle(cluster: Cluster) -> Cycle | None:
    """The earliest year that is not yet published, else the latest year, else None."""
    done = [Cycle.State.PUBLISHED, Cycle.State.ARCHIVED]
    return (
        cluster.cycles.exclude(state__in=done).order_by("year").first()
        or cluster.cycles.order_by("-year").first()
    )


def moves_of(cycle: Cycle) -> QuerySet[CycleMove]:
    """The history of the year's state, newest first."""
    return cycle.moves.select_related("moved_by").order_by("-pk")


def extensions_of(cycle: Cycle) -> QuerySet[Extension]:
    """Longer deadlines of single units in this year, latest day first."""
    return (
        Extension.objects.filter(step__cycle=cycle)
        .select_related("step", "unit")
        .prefetch_related(Prefetch("unit__names", UnitName.objects.order_by("from_on")))
        .order_by("-due_on", "unit__order")
    )


@dataclass(frozen=True)
class DueStep:
    """One step that a unit has before it, as seen on one day; `days_left` is negative when late."""

    cycle: Cycle
    state: str
    label: str
    starts_on: dt.date
    due_on: dt.date
    days_left: int
    is_current: bool
    is_extended: bool

    @property
    def is_late(self) -> bool:
        """The day is past and the year still waits for this step."""
        return self.is_current and self.days_left < 0

    @property
    def days_late(self) -> int:
        """How many days past the deadline; 0 when not late."""
        return max(0, -self.days_left)


def due_steps(
    cycle: Cycle, steps: list[CycleStep], longer: dict[int, dt.date], today: dt.date
) -> list[DueStep]:
    """The year's present step and those to come, in order; `longer` maps a step's id to its extension."""
    found = []
    for step in sorted(steps, key=lambda s: year.ORDER.index(s.state)):
        if step.skipped or year.ORDER.index(step.state) < year.ORDER.index(cycle.state):
            continue
        due = longer.get(step.pk, step.due_on)
        found.append(
            DueStep(
                cycle=cycle,
                state=step.state,
                label=str(Cycle.State(step.state).label),
                starts_on=step.starts_on,
                due_on=due,
                days_left=(due - today).days,
                is_current=step.state == cycle.state,
                is_extended=step.pk in longer,
            )
        )
    return found


def due_steps_of_unit(unit: Unit, today: dt.date) -> list[DueStep]:
    """Steps before the unit in the years of its clusters, each with the unit's own deadline."""
    clusters = unit.memberships.filter(in_force(today)).values("cluster_id")
    cycles = Cycle.objects.filter(cluster_id__in=clusters, state__in=Cycle.UNDER_WAY)
    found = []
    for cycle in cycles.select_related("cluster").prefetch_related("steps"):
        rows = Extension.objects.filter(step__cycle=cycle, unit=unit)
        longer = dict(rows.values_list("step_id", "due_on"))
        found += due_steps(cycle, list(cycle.steps.all()), longer, today)
    return found


def due_steps_for(user: Any, today: dt.date) -> list[tuple[Unit | None, DueStep]]:
    """What lies before the person: (unit, step) for each own unit; (None, step) for clusters they run."""
    standing = standing_of(user)
    units = with_names(Unit.objects.filter(pk__in=standing.unit_roles)).order_by("order", "code")
    found: list[tuple[Unit | None, DueStep]] = [
        (unit, step) for unit in units for step in due_steps_of_unit(unit, today)
    ]
    run = Cycle.objects.filter(cluster_id__in=standing.overseen_clusters, state__in=Cycle.UNDER_WAY)
    for cycle in run.select_related("cluster").prefetch_related("steps"):
        found += [(None, step) for step in due_steps(cycle, list(cycle.steps.all()), {}, today)]
    return found


def locked_cycle(cycle: Cycle) -> Cycle:
    """The year's row, locked for this transaction; read anew so that the state is the present one."""
    return (
        Cycle.objects.select_for_update(no_key=True, of=("self",)).select_related("cluster").get(pk=cycle.pk)
    )
