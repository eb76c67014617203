"""What others did since this person was last here, in plain words, most recent first."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from thidua.web.clusters.queries import standing_of
from thidua.web.core import audit_names
from thidua.web.core.models import AuditEntry
from thidua.web.core.queries import audit_entries_visible_to

SHOWN, READ, NAMED = 20, 500, 3
OWN_UNIT_ACTS = ("scoring.", "reporting.", "clusters.deadline.")
"""Acts on the own unit's figures, papers, sheet and deadlines: its officers work with these every day."""


def own_unit_scope(user: Any) -> Q:
    """Audit entries about the work of the person's own units, beside what their roles open anyway."""
    units = list(standing_of(user).unit_roles)
    if not units:
        return Q(pk__in=[])
    acts = Q(pk__in=[])
    for prefix in OWN_UNIT_ACTS:
        acts |= Q(action__startswith=prefix)
    return Q(unit_id__in=units) & acts


def moves_scope(user: Any) -> Q:
    """The year of a member's cluster moved: every member reads that on the year's page as well."""
    return Q(cluster_id__in=list(standing_of(user).member_clusters), action="clusters.cycle.move")


@dataclass(frozen=True)
class Change:
    """Acts of one kind by one person: how many, on what, the last when; `url` opens the audit."""

    name: str
    who: str
    count: int
    objects: tuple[str, ...]
    more: int
    at: dt.datetime
    url: str


def changes_since(user: Any, since: dt.datetime | None) -> tuple[list[Change], int]:
    """Acts of others since `since` that the person may read, grouped; and how many groups are not shown."""
    if since is None:
        return [], 0
    rows = _entries(user).filter(at__gt=since).exclude(actor_id=user.pk)
    groups: dict[tuple[str, str], list[AuditEntry]] = {}
    for entry in rows.defer("detail")[:READ]:
        groups.setdefault((entry.action, entry.actor_name), []).append(entry)
    changes = [_change(entries) for entries in groups.values()]
    return changes[:SHOWN], max(0, len(changes) - SHOWN)


def _entries(user: Any) -> QuerySet[AuditEntry]:
    return audit_entries_visible_to(user)


def _change(entries: list[AuditEntry]) -> Change:
    newest = entries[0]
    objects = tuple(dict.fromkeys(entry.object_name for entry in entries))
    return Change(
        audit_names.action_name(newest.action),
        newest.actor_name,
        len(entries),
        objects[:NAMED],
        max(0, len(objects) - NAMED),
        newest.at,
        reverse("core:audit-entry", args=[newest.pk]) if len(entries) == 1 else reverse("core:audit"),
    )


SCOPES: tuple[Callable[[Any], Q], ...] = (own_unit_scope, moves_scope)
"""Registered in `apps.py`: the audit page shows the same."""
