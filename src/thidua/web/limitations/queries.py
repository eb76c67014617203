"""Reads of limitations; `limitations_visible_to` alone decides who sees which, counted or listed.

What concerns the whole cluster is told to its members. What concerns one unit is a secret of the season
like its points: read by its own people and the overseers, by the others once the year is consolidated.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, Unit, UnitName
from thidua.web.clusters.queries import cycle_units, in_seen_clusters, standing_of
from thidua.web.limitations.models import Limitation, LimitationChange
from thidua.web.rulebooks.queries import rulebook_in_force

State = Limitation.State


def _told(user: Any, path: str = "") -> Q:
    standing = standing_of(user)
    told = (
        Q(**{f"{path}unit": None})
        | Q(**{f"{path}unit_id__in": standing.own_unit_ids})
        | Q(**{f"{path}cycle__state__in": year.OPEN_TO_ALL})
        | Q(**{f"{path}cycle__cluster_id__in": standing.overseen_clusters})
    )
    return told & in_seen_clusters(user, f"{path}cycle__cluster_id")


def limitations_visible_to(user: Any) -> QuerySet[Limitation]:
    """Limitations that the person may read, those withdrawn as mistakes among them."""
    rows = Limitation.objects.filter(_told(user)).select_related("cycle__cluster", "unit")
    return rows.prefetch_related(Prefetch("unit__names", UnitName.objects.order_by("from_on")))


def changes_visible_to(user: Any) -> QuerySet[LimitationChange]:
    """The history of the limitations that the person may read, newest first."""
    return LimitationChange.objects.filter(_told(user, "limitation__")).select_related("changed_by", "file")


def standing_in(cycle: Cycle) -> QuerySet[Limitation]:
    """The year's limitations without those withdrawn: for papers of the secretariat, not for a screen."""
    return in_order(Limitation.objects.filter(cycle=cycle, withdrawn_at=None)).select_related("unit")


def in_order(rows: QuerySet[Limitation]) -> QuerySet[Limitation]:
    """The cluster's own first, then unit by unit, by content."""
    return rows.order_by(F("unit__order").asc(nulls_first=True), "content", "pk")


def counts_by_state(rows: QuerySet[Limitation]) -> dict[str, int]:
    """How many of these rows, without those withdrawn, are in each of the three states."""
    found = list(rows.filter(withdrawn_at=None).order_by().values_list("state", flat=True))
    return {state: found.count(state) for state in State.values}


@dataclass(frozen=True)
class ContentGroup:
    """The limitations of one section of the rulebook; an empty `content` is for those of none."""

    content: str
    name: str
    rows: tuple[Limitation, ...]

    @property
    def open_count(self) -> int:
        """How many are not fully remedied."""
        return sum(row.is_open for row in self.rows)


def by_content(rows: list[Limitation]) -> list[ContentGroup]:
    """The rows by section, in the order of their ids, those of no section last."""
    keys = sorted({(row.content == "", _natural(row.content), row.content, row.content_name) for row in rows})
    return [
        ContentGroup(content, name, tuple(r for r in rows if (r.content, r.content_name) == (content, name)))
        for _none, _order, content, name in keys
    ]


def _natural(content: str) -> tuple[int, str]:
    return (int(content) if content.isdecimal() else 1_000_000, content)


def contents_of(cycle: Cycle) -> dict[str, str]:
    """Section id -> its printed name, of the rulebook in force for the year; empty while none is."""
    rulebook = rulebook_in_force(cycle)
    return {item.id: f"{item.printed}. {item.name}" for item in rulebook.items} if rulebook else {}


def matching(rows: QuerySet[Limitation], wanted: dict[str, Any]) -> QuerySet[Limitation]:
    """Rows that fit a filled filter: words, unit, content, state."""
    if wanted.get("q"):
        text = wanted["q"]
        rows = rows.filter(Q(text__icontains=text) | Q(cause__icontains=text) | Q(remedy__icontains=text))
    if wanted.get("unit"):
        rows = rows.filter(unit=None) if wanted["unit"] == "cluster" else rows.filter(unit_id=wanted["unit"])
    if wanted.get("content"):
        rows = rows.filter(content="" if wanted["content"] == "none" else wanted["content"])
    if wanted.get("state"):
        rows = rows.filter(state=wanted["state"])
    return rows


def open_to_carry(source: Cycle) -> QuerySet[Limitation]:
    """Limitations of the year that are still open and were not carried on."""
    rows = Limitation.objects.filter(cycle=source, withdrawn_at=None, carried_to=None)
    return in_order(rows.exclude(state=State.FIXED)).select_related("unit")


def unit_in(cycle: Cycle, unit: Unit) -> Unit | None:
    """The unit, or the one it became part of, among the members of that year; None when there is none.

    A unit that was divided has no single successor: None.
    """
    members = {member.pk: member for member in cycle_units(cycle)}
    seen: set[int] = set()
    here: Unit | None = unit
    while here and here.pk not in members and here.pk not in seen:
        seen.add(here.pk)
        after = {
            edge.successor
            for edge in here.leaves_by.filter(
                event__effective_on__year__lte=cycle.year, successor__isnull=False
            ).select_related("successor")
            if edge.successor_id not in seen
        }
        here = after.pop() if len(after) == 1 else None
    return members.get(here.pk) if here else None
