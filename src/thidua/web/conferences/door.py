"""What ticks together say, what a door's device may know, and when enough units were there. Reads only."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.web.conferences.models import Conference, Delegate, DoorLink, DoorTick
from thidua.web.conferences.queries import THERE, presence
from thidua.web.core import clock

Attendance = Delegate.Attendance
CODE_LENGTH = 16


@dataclass(frozen=True)
class Visit:
    """What all ticks on one delegate say."""

    attendance: str
    represented_by: str
    arrived_at: dt.datetime | None


def visit_of(ticks: Iterable[DoorTick]) -> Visit:
    """Read ticks in the order of their real time, whatever order they were sent in.

    The last tick decides what holds. The arrival is the first tick «came» since the last one that took
    it back: two doors that both ticked keep the earlier time, a correction starts afresh.
    """
    visit = Visit(Attendance.EXPECTED, "", None)
    for tick in sorted(ticks, key=lambda t: (t.happened_at, t.key)):
        came = tick.attendance in THERE
        arrived = (visit.arrived_at or tick.happened_at) if came else None
        visit = Visit(tick.attendance, tick.represented_by, arrived)
    return visit


def code_of(token: str) -> str:
    """What a device keeps instead of the token on an invitation: enough to know it, not to make one."""
    return hashlib.sha256(token.encode()).hexdigest()[:CODE_LENGTH]


def digest_of(key: str) -> str:
    """What is kept of a door's key."""
    return hashlib.sha256(key.encode()).hexdigest()


def link_of(key: str, conference: int) -> DoorLink | None:
    """The door link of this key, open or not, for this conference."""
    rows = DoorLink.objects.select_related("conference__cycle__cluster", "made_by")
    return rows.filter(conference=conference, digest=digest_of(key)).first()


def links_of(conference: Conference) -> QuerySet[DoorLink]:
    """Every link of the conference with how many marks came over it and when the last one did."""
    rows = conference.door_links.select_related("made_by")
    return rows.annotate(marks=Count("ticks"), last_mark=Max("ticks__received_at"))


def _invited(conference: Conference) -> QuerySet[Delegate]:
    return conference.delegates.filter(erased_on=None)


def marks(conference: Conference) -> dict[str, list[Any]]:
    """Delegate's number -> [attendance, who stands in, arrival] of everybody already marked."""
    rows = _invited(conference).exclude(attendance=Attendance.EXPECTED)
    values = rows.values_list("pk", "attendance", "represented_by", "arrived_at")
    return {str(pk): [state, instead, at and at.isoformat()] for pk, state, instead, at in values}


def version(conference: Conference) -> str:
    """Changes whenever the list itself does: who is invited, under which name and unit."""
    rows = _invited(conference).order_by("pk").values_list("pk", "name", "unit_id", "is_leader", "token")
    told = (conference.title, conference.quorum, *rows)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:CODE_LENGTH]


def device_list(link: DoorLink) -> dict[str, Any]:
    """Everything a device keeps: names and units of those invited, nothing more of them."""
    conference = link.conference
    day, rows = conference.held_on, []
    names: dict[int, str] = {}
    for row in _invited(conference).select_related("unit").prefetch_related("unit__names"):
        if row.unit and row.unit_id not in names:
            names[row.unit.pk] = row.unit.name_on(day)
        unit = names[row.unit.pk] if row.unit else _("Khách mời")
        rows.append([row.pk, row.name, unit, row.unit_id or 0, int(row.is_leader), code_of(row.token)])
    members = presence(conference)
    return {
        "title": conference.title,
        "place": link.place,
        "held_on": day.isoformat(),
        "rehearsal": conference.is_rehearsal,
        "until": link.expires_at.isoformat(),
        "quorum": conference.quorum,
        "members": [row.unit.pk for row in members.rows],
        "version": version(conference),
        "people": rows,
        "marks": marks(conference),
        "now": clock.now().isoformat(),
    }


@dataclass(frozen=True)
class Arrivals:
    """When enough units were there, and who came after the beginning."""

    enough_at: dt.datetime | None
    late: tuple[Delegate, ...]


def _is_late(conference: Conference, at: dt.datetime | None) -> bool:
    """By the hour alone: where the site's date is set, the real day is another one."""
    start = conference.starts_at
    return bool(start and at and timezone.localtime(at).time() > start)


def arrivals(conference: Conference, rows: Sequence[Delegate]) -> Arrivals:
    """Of `rows` (the conference's delegates): the moment the quorum was reached, and those later than the start."""
    first: dict[int, dt.datetime] = {}
    members = {row.unit.pk for row in presence(conference).rows}
    for row in rows:
        if row.unit_id in members and row.arrived_at and row.attendance in THERE:
            first[row.unit_id] = min(first.get(row.unit_id, row.arrived_at), row.arrived_at)
    times = sorted(first.values())
    need = conference.quorum or 0
    late = tuple(row for row in rows if row.attendance in THERE and _is_late(conference, row.arrived_at))
    return Arrivals(times[need - 1] if 0 < need <= len(times) else None, late)
