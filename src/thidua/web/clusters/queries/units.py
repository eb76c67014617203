"""Reads of clusters and units through time: members, names, terms, events."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from thidua.web.clusters.models import (
    Cluster,
    Cycle,
    HeadTerm,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
    in_force,
)
from thidua.web.clusters.queries.standing import with_names

NAMES = UnitName.objects.order_by("from_on")


def head_terms_of(cluster: Cluster) -> QuerySet[HeadTerm]:
    """Terms of head and deputy, newest first, with the units' names."""
    return cluster.head_terms.select_related("unit").prefetch_related(
        Prefetch("unit__names", UnitName.objects.order_by("from_on"))
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
    return _ends(day).get(unit.pk)


@dataclass(frozen=True)
class MemberRow:
    """A member as shown on one day: the name it had then, and its days as known today."""

    membership: Membership
    name: str
    to_on: dt.date | None


def members_table(cluster: Cluster, day: dt.date, today: dt.date) -> list[MemberRow]:
    """Members on `day` under their names of that day; ends not yet decided `today` are not told."""
    rows = (
        cluster.memberships.filter(in_force(day))
        .exclude(begun_by__decided_on__gt=today)
        .select_related("unit", "ended_by")
        .prefetch_related(Prefetch("unit__names", NAMES))
        .order_by("unit__order", "unit__code")
    )
    return [MemberRow(row, row.unit.name_on(day), row.end_known_on(today)) for row in rows]


def named_terms(terms: QuerySet[HeadTerm], today: dt.date) -> list[tuple[HeadTerm, str, bool]]:
    """(term, the unit's name when it began, whether it is in force today)."""
    return [
        (
            term,
            term.unit.name_on(term.from_on),
            term.from_on <= today and (term.to_on is None or term.to_on >= today),
        )
        for term in terms
    ]


def names_known_on(unit: Unit, day: dt.date) -> list[UnitName]:
    """The unit's names, newest first; a name given by an event not yet decided is not told."""
    names = unit.names.select_related("given_by").exclude(given_by__decided_on__gt=day)
    return list(names.order_by("-from_on"))


def memberships_of_unit(unit: Unit, today: dt.date) -> list[Membership]:
    """Clusters of the unit, newest first, with ends as known today."""
    rows = unit.memberships.exclude(begun_by__decided_on__gt=today)
    found = list(rows.select_related("cluster", "ended_by").order_by("-from_on"))
    for row in found:
        row.to_on = row.end_known_on(today)
    return found


@dataclass(frozen=True)
class ClusterRow:
    """A cluster in the list: how many members, who is head, which year is under way."""

    cluster: Cluster
    members: int
    head: str
    deputy: str
    cycle: Cycle | None


def cluster_overview(clusters: QuerySet[Cluster], today: dt.date) -> list[ClusterRow]:
    """One row per cluster in a fixed number of queries."""
    found = clusters.order_by("name").prefetch_related(
        Prefetch("memberships", Membership.objects.filter(in_force(today)), to_attr="now_members"),
        Prefetch(
            "head_terms",
            HeadTerm.objects.filter(in_force(today)).prefetch_related(Prefetch("unit__names", NAMES)),
            to_attr="now_terms",
        ),
        Prefetch("cycles", Cycle.objects.order_by("-year"), to_attr="all_years"),
    )
    return [_cluster_row(cluster, today) for cluster in found]


def _cluster_row(cluster: Cluster, today: dt.date) -> ClusterRow:
    seats = {term.role: term.unit.name_on(today) for term in cluster.now_terms}  # type: ignore[attr-defined]
    years: list[Cycle] = cluster.all_years  # type: ignore[attr-defined]
    under_way = next((cycle for cycle in years if cycle.state in Cycle.UNDER_WAY), None)
    return ClusterRow(
        cluster,
        len(cluster.now_members),  # type: ignore[attr-defined]
        seats.get(HeadTerm.Role.HEAD, ""),
        seats.get(HeadTerm.Role.DEPUTY, ""),
        under_way or (years[0] if years else None),
    )


@dataclass(frozen=True)
class UnitRow:
    """A unit in the list: its name today, its clusters today, and the day it ended, if decided."""

    unit: Unit
    name: str
    clusters: str
    ended_on: dt.date | None


def unit_overview(units: QuerySet[Unit], today: dt.date) -> list[UnitRow]:
    """One row per unit in a fixed number of queries."""
    rows = units.order_by("order", "code").prefetch_related(
        Prefetch(
            "memberships",
            Membership.objects.filter(in_force(today)).select_related("cluster"),
            to_attr="now_in",
        )
    )
    ends = _ends(today)
    return [
        UnitRow(
            unit,
            unit.name_on(today),
            ", ".join(m.cluster.name for m in unit.now_in),
            ends.get(unit.pk),
        )
        for unit in rows
    ]


def _ends(day: dt.date) -> dict[int, dt.date]:
    """Unit id -> the day from which it is no more, for all units at once."""
    ways_out = [LineageEvent.Kind.MERGED, LineageEvent.Kind.SPLIT, LineageEvent.Kind.DISSOLVED]
    events = LineageEvent.objects.filter(kind__in=ways_out, decided_on__lte=day).prefetch_related("edges")
    found: dict[int, dt.date] = {}
    for event in events:
        after = {edge.successor_id for edge in event.edges.all()}
        for edge in event.edges.all():
            if edge.predecessor_id and edge.predecessor_id not in after:
                found.setdefault(edge.predecessor_id, event.effective_on)
    return found


def with_event_parts(events: QuerySet[LineageEvent]) -> QuerySet[LineageEvent]:
    """The same events with edges, units, names and memberships read in a fixed number of queries."""
    return events.prefetch_related(
        Prefetch("edges__predecessor", with_names(Unit.objects.all())),
        Prefetch("edges__successor", with_names(Unit.objects.all())),
        "names_given__unit",
        "memberships_ended__cluster",
        "memberships_ended__unit__names",
        "memberships_begun__cluster",
        "memberships_begun__unit__names",
    )
