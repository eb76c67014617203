"""Reads of clusters: who stands where today, and the only doors to rows (`..._visible_to`)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from thidua.web.clusters import year
from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    Cycle,
    CycleMove,
    CycleStep,
    Extension,
    HeadTerm,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
    in_force,
)
from thidua.web.core import clock

Role = Assignment.Role


@dataclass(frozen=True)
class Standing:
    """What a person may act as on one day: roles per unit, and cluster rights with their own unit.

    `unit_roles` maps a unit's id to roles; `secretariat` maps a cluster's id to the ids of units in
    whose name the person sits in its secretariat (None: no unit); `central` holds cluster ids.
    """

    unit_roles: dict[int, frozenset[str]] = field(default_factory=dict)
    secretariat: dict[int, frozenset[int | None]] = field(default_factory=dict)
    central: frozenset[int] = frozenset()
    member_clusters: frozenset[int] = frozenset()

    def has_role(self, unit_id: int, *roles: str) -> bool:
        """True when the person acts for the unit in one of `roles` (any role when none is named)."""
        held = self.unit_roles.get(unit_id, frozenset())
        return bool(held & set(roles)) if roles else bool(held)

    @property
    def overseen_clusters(self) -> frozenset[int]:
        """Clusters seen whole: as secretariat or as the central department."""
        return frozenset(self.secretariat) | self.central

    @property
    def own_unit_ids(self) -> frozenset[int]:
        """Units the person acts for, and those that sent them to a secretariat."""
        sent = {unit for units in self.secretariat.values() for unit in units if unit}
        return frozenset(self.unit_roles) | frozenset(sent)


def standing_of(user: Any) -> Standing:
    """The person's standing today; read once per request (kept on the user object)."""
    kept: Standing | None = getattr(user, "_standing", None)
    if kept is None:
        kept = user._standing = standing_on(user, clock.today())  # noqa: SLF001 - our own cache
    return kept


def standing_on(user: Any, day: dt.date) -> Standing:
    """The person's standing on `day`: two queries, one more for members' clusters."""
    units: dict[int, set[str]] = defaultdict(set)
    for unit_id, role in Assignment.objects.filter(in_force(day), user=user).values_list("unit_id", "role"):
        units[unit_id].add(role)
    secretariat: dict[int, set[int | None]] = defaultdict(set)
    central: set[int] = set()
    rights = ClusterRole.objects.filter(in_force(day), user=user, approved_at__isnull=False)
    for cluster_id, role, unit_id in rights.values_list("cluster_id", "role", "unit_id"):
        if role == ClusterRole.Role.SECRETARIAT:
            secretariat[cluster_id].add(unit_id)
        else:
            central.add(cluster_id)
    mine = Cluster.objects.filter(memberships__unit_id__in=units).values_list("pk", flat=True)
    return Standing(
        {unit: frozenset(roles) for unit, roles in units.items()},
        {cluster: frozenset(ids) for cluster, ids in secretariat.items()},
        frozenset(central),
        frozenset(mine) if units else frozenset(),
    )


def clusters_visible_to(user: Any) -> QuerySet[Cluster]:
    """Clusters of the person's units (now or before), and those overseen; all for the site's admin."""
    if user.is_site_admin:
        return Cluster.objects.all()
    standing = standing_of(user)
    return Cluster.objects.filter(pk__in=standing.overseen_clusters | standing.member_clusters)


def cycles_visible_to(user: Any) -> QuerySet[Cycle]:
    """Years of the clusters the person sees."""
    return Cycle.objects.filter(cluster__in=clusters_visible_to(user)).select_related("cluster")


def units_visible_to(user: Any) -> QuerySet[Unit]:
    """Members of the clusters the person sees, and own units."""
    known = with_names(Unit.objects.all())
    if user.is_site_admin:
        return known
    return known.filter(
        Q(memberships__cluster__in=clusters_visible_to(user)) | Q(pk__in=standing_of(user).own_unit_ids)
    ).distinct()


def lineage_events_visible_to(user: Any) -> QuerySet[LineageEvent]:
    """Events already decided on the business date, about units the person sees."""
    events = LineageEvent.objects.filter(decided_on__lte=clock.today())
    if user.is_site_admin:
        return events
    units = units_visible_to(user).values("pk")
    return events.filter(Q(edges__predecessor__in=units) | Q(edges__successor__in=units)).distinct()


def with_names(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """The same units with their names read in one query."""
    return units.prefetch_related(Prefetch("names", UnitName.objects.order_by("from_on")))


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


def needs_second_factor(user: Any) -> bool:
    """True for secretariat, central roles and site administrators: their sign-in opens other units' data."""
    return bool(user.is_site_admin or standing_of(user).overseen_clusters)


def audit_scope(user: Any) -> Q:
    """Audit entries beside the own ones: of overseen clusters, and of units led or administered."""
    standing = standing_of(user)
    units = [u for u, roles in standing.unit_roles.items() if roles & {Role.LEADER, Role.ADMINISTRATOR}]
    return Q(cluster_id__in=standing.overseen_clusters) | Q(unit_id__in=units)


def memberships_on(cluster: Cluster, today: dt.date) -> list[Membership]:
    """Every membership of the cluster, present ones first; ends not yet decided are not told."""
    found = list(
        cluster.memberships.select_related("unit", "ended_by", "begun_by")
        .filter(Q(begun_by=None) | Q(begun_by__decided_on__lte=today))
        .prefetch_related(Prefetch("unit__names", UnitName.objects.order_by("from_on")))
        .order_by("unit__order", "unit__code", "from_on")
    )
    for membership in found:
        membership.to_on = membership.end_known_on(today)
    return found


def head_terms_of(cluster: Cluster) -> QuerySet[HeadTerm]:
    """Terms of head and deputy, newest first, with the units' names."""
    return cluster.head_terms.select_related("unit").prefetch_related(
        Prefetch("unit__names", UnitName.objects.order_by("from_on"))
    )


def people_units(user: Any) -> QuerySet[Unit]:
    """Units whose people the person may read: the own ones, and members of a cluster they run."""
    known = with_names(Unit.objects.all())
    if user.is_site_admin:
        return known
    standing = standing_of(user)
    return known.filter(
        Q(pk__in=standing.own_unit_ids) | Q(memberships__cluster_id__in=list(standing.secretariat))
    ).distinct()


def assignments_visible_to(user: Any) -> QuerySet[Assignment]:
    """Assignments of the units whose people the person may read."""
    return Assignment.objects.filter(unit__in=people_units(user).values("pk")).select_related(
        "user", "unit", "deputises"
    )


def people_of(unit: Unit, today: dt.date) -> tuple[list[Assignment], list[Assignment]]:
    """Assignments of the unit: (present and coming, past), by role and name."""
    rows = unit.assignments.select_related("user", "deputises").order_by("role", "user__full_name", "from_on")
    present: list[Assignment] = []
    past: list[Assignment] = []
    for row in rows:
        (past if row.to_on and row.to_on < today else present).append(row)
    return present, past


def cluster_roles_visible_to(user: Any) -> QuerySet[ClusterRole]:
    """Rights in the clusters the person sees."""
    return ClusterRole.objects.filter(cluster__in=clusters_visible_to(user)).select_related(
        "user", "cluster", "unit", "requested_by", "approved_by", "declined_by"
    )


def pending_roles_visible_to(user: Any) -> QuerySet[ClusterRole]:
    """Rights asked for and not yet answered, oldest first (the inbox asks `can_approve_cluster_role`)."""
    return cluster_roles_visible_to(user).filter(approved_at=None, declined_at=None).order_by("pk")


def steps_visible_to(user: Any) -> QuerySet[CycleStep]:
    """Steps of the years the person sees."""
    return CycleStep.objects.filter(cycle__in=cycles_visible_to(user)).select_related("cycle__cluster")


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


def life_events_of(unit: Unit, today: dt.date) -> list[LineageEvent]:
    """Events of the unit that are decided on `today`, oldest first, with their edges."""
    return list(
        LineageEvent.objects.filter(decided_on__lte=today)
        .filter(Q(edges__predecessor=unit) | Q(edges__successor=unit))
        .distinct()
        .prefetch_related(
            "edges__predecessor__names", "edges__successor__names", "names_given", "memberships_ended"
        )
    )


def ended_on(unit: Unit, day: dt.date) -> dt.date | None:
    """The day from which the unit is no more, as decided by `day`; None while it lives."""
    ways_out = [LineageEvent.Kind.MERGED, LineageEvent.Kind.SPLIT, LineageEvent.Kind.DISSOLVED]
    event = (
        LineageEvent.objects.filter(kind__in=ways_out, decided_on__lte=day, edges__predecessor=unit)
        .exclude(edges__successor=unit)
        .order_by("effective_on")
        .first()
    )
    return event.effective_on if event else None


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
