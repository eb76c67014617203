"""The only doors to conferences and all that hangs on them, and what is counted in them.

One rule: the secretariat sees everything; everyone else of the cluster sees announced and held
conferences, without hidden items and without anything that hangs on a hidden item. A rehearsal is the
secretariat's alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Prefetch, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from thidua.web.agreements.decisions import Offer
from thidua.web.clusters.models import Cluster, Unit
from thidua.web.clusters.queries import in_seen_clusters, member_units, standing_of
from thidua.web.conferences.models import (
    AgendaItem,
    AgendaPaper,
    Conference,
    Delegate,
    Photo,
    Resolution,
    Speech,
)
from thidua.web.core import clock
from thidua.web.core.written import day_text

Attendance = Delegate.Attendance
THERE = (Attendance.PRESENT, Attendance.REPRESENTED)


def runs_conference(user: Any, conference: Conference) -> bool:
    """True for the secretariat of the conference's cluster; the one rule of who sees what is hidden."""
    return conference.cycle.cluster_id in standing_of(user).secretariat


def _run_by(user: Any, path: str) -> Q:
    """The same rule for rows whose conference is at `path` ('' for conferences themselves)."""
    return Q(**{f"{path}cycle__cluster_id__in": list(standing_of(user).secretariat)})


def _seen(user: Any, path: str = "") -> Q:
    open_to_all = ~Q(**{f"{path}state": Conference.State.DRAFT}) & Q(**{f"{path}is_rehearsal": False})
    return in_seen_clusters(user, f"{path}cycle__cluster_id") & (open_to_all | _run_by(user, path))


def _hangs_on_shown(user: Any) -> Q:
    """Rows with an item that may stand empty: only when the item is shown, save for the secretariat."""
    return Q(item=None) | Q(item__is_shown=True) | _run_by(user, "conference__")


def conferences_visible_to(user: Any) -> QuerySet[Conference]:
    """Conferences of the person's clusters; drafts for the secretariat only."""
    rows = Conference.objects.filter(_seen(user)).select_related("cycle__cluster", "host_unit")
    return rows.prefetch_related("host_unit__names")


def items_visible_to(user: Any) -> QuerySet[AgendaItem]:
    """Items of the programme; hidden ones for the secretariat only."""
    shown = Q(is_shown=True) | _run_by(user, "conference__")
    rows = AgendaItem.objects.filter(_seen(user, "conference__") & shown)
    return rows.select_related("conference__cycle__cluster").prefetch_related("papers__file")


def papers_visible_to(user: Any) -> QuerySet[AgendaPaper]:
    """Papers of the items that the person sees."""
    return AgendaPaper.objects.filter(item__in=items_visible_to(user).values("pk")).select_related(
        "item__conference__cycle__cluster", "file"
    )


def delegates_visible_to(user: Any) -> QuerySet[Delegate]:
    """Guests of honour for all who see the conference; a unit's delegates for it and the secretariat."""
    own = Q(unit=None) | Q(unit_id__in=list(standing_of(user).unit_roles)) | _run_by(user, "conference__")
    rows = Delegate.objects.filter(_seen(user, "conference__") & own)
    return rows.select_related("conference__cycle__cluster", "unit").prefetch_related("unit__names")


def speeches_visible_to(user: Any) -> QuerySet[Speech]:
    """Turns to speak, without those on hidden items."""
    rows = Speech.objects.filter(_seen(user, "conference__") & _hangs_on_shown(user))
    return rows.select_related("conference__cycle__cluster", "unit", "item").prefetch_related("unit__names")


def resolutions_visible_to(user: Any) -> QuerySet[Resolution]:
    """Resolutions, without those on hidden items; not yet decided ones for the secretariat only."""
    decided = ~Q(decision=Resolution.Decision.PENDING) | _run_by(user, "conference__")
    rows = Resolution.objects.filter(_seen(user, "conference__") & _hangs_on_shown(user) & decided)
    return rows.select_related("conference__cycle__cluster", "item")


def photos_visible_to(user: Any) -> QuerySet[Photo]:
    """Photos of the conferences that the person sees."""
    return Photo.objects.filter(_seen(user, "conference__")).select_related(
        "conference__cycle__cluster", "file"
    )


def hidden_audit_scope(user: Any) -> Q:
    """Audit lines about hidden items: for the secretariat of their cluster, beside who acted."""
    clusters = list(standing_of(user).secretariat)
    if not clusters:
        return Q(pk__in=[])
    run = AgendaItem.objects.filter(conference__cycle__cluster_id__in=clusters)
    keys = run.annotate(key=Cast("pk", CharField())).values("key")
    return Q(
        action__startswith="conferences.hidden.", object_type="conferences.agendaitem", object_id__in=keys
    )


@dataclass(frozen=True)
class UnitAttendance:
    """One member unit: how many delegates are named and how many came, and who leads them."""

    unit: Unit
    name: str
    named: int
    came: int
    is_counted: bool
    leader: Delegate | None


@dataclass(frozen=True)
class Presence:
    """Who is there: every member unit on the day of the conference, and the sums."""

    rows: tuple[UnitAttendance, ...]
    quorum: int | None

    @property
    def units(self) -> int:
        """How many member units there are."""
        return len(self.rows)

    @property
    def units_there(self) -> int:
        """Member units of which somebody came or stands in."""
        return sum(row.came > 0 for row in self.rows)

    @property
    def delegates_there(self) -> int:
        """Delegates of member units who came or are stood in for."""
        return sum(row.came for row in self.rows)

    @property
    def is_taken(self) -> bool:
        """True once anybody's attendance was written down."""
        return any(row.is_counted for row in self.rows)

    @property
    def has_quorum(self) -> bool | None:
        """Enough units are there; None when no number is asked for."""
        return None if self.quorum is None else self.units_there >= self.quorum


def presence(conference: Conference) -> Presence:
    """Counts by unit on the day of the conference; no name leaves it except the leader's."""
    by_unit: dict[int, list[Delegate]] = {}
    for row in conference.delegates.exclude(unit=None).order_by("-is_leader", "pk"):
        by_unit.setdefault(row.unit_id or 0, []).append(row)
    found = []
    for unit in member_units(conference.cycle.cluster, conference.held_on):
        rows = by_unit.get(unit.pk, [])
        found.append(
            UnitAttendance(
                unit,
                unit.name_on(conference.held_on),
                len(rows),
                sum(row.attendance in THERE for row in rows),
                any(row.attendance != Attendance.EXPECTED for row in rows),
                next((row for row in rows if row.is_leader), None),
            )
        )
    return Presence(tuple(found), conference.quorum)


def shown_items(conference: Conference) -> list[AgendaItem]:
    """The programme as anybody of the cluster sees it, with its papers: what every printed paper takes."""
    papers = Prefetch("papers", AgendaPaper.objects.order_by("pk"))
    return list(conference.items.filter(is_shown=True).order_by("position", "pk").prefetch_related(papers))


def decisions_of(user: Any, cluster: Cluster) -> Iterator[Offer]:
    """The conferences of the cluster that were held, or are being held, where an agreement may be adopted."""
    meets = Q(state=Conference.State.ANNOUNCED, held_on__lte=clock.today())
    rows = conferences_visible_to(user).filter(cycle__cluster=cluster, is_rehearsal=False)
    rows = rows.filter(meets | Q(state=Conference.State.HELD))
    for row in rows.prefetch_related(None).order_by("-held_on"):
        url = reverse("conferences:conference", args=[row.pk])
        yield Offer(f"conference:{row.pk}", f"{row.title} ({day_text(row.held_on)})", url)
