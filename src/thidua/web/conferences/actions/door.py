"""Acts of the door: hand out a link, take it back, take in the marks that a device sends."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.conferences.actions.people import retell
from thidua.web.conferences.actions.recording import locked, note
from thidua.web.conferences.door import digest_of
from thidua.web.conferences.models import Conference, Delegate, DoorLink, DoorTick
from thidua.web.conferences.permissions import can_keep_door
from thidua.web.core import clock, live
from thidua.web.core.access import Refused

Attendance = Delegate.Attendance
FOREIGN, NAMELESS = "foreign", "nameless"
HOURS = (4, 12, 24, 72)
LATE_SENDING = dt.timedelta(days=3)
"""How long after its end a link may still send marks that were made before its end."""


@dataclass(frozen=True)
class NewTick:
    """A mark as a device sends it; `at` is the device's own clock."""

    key: uuid.UUID
    delegate: int
    attendance: str
    represented_by: str
    at: dt.datetime


@transaction.atomic
def make_link(*, actor: Any, conference: Conference, place: str, hours: int) -> tuple[DoorLink, str]:
    """A link for one device, good for `hours`; its key is told this once and only its digest kept."""
    row = locked(conference)
    can_keep_door(actor, row).require()
    if hours not in HOURS:
        raise Refused(_("Hãy chọn thời hạn trong danh sách."))
    now, key = clock.now(), secrets.token_urlsafe(32)
    link = DoorLink.objects.create(
        conference=row,
        place=place.strip(),
        digest=digest_of(key),
        made_by=actor,
        made_at=now,
        expires_at=now + dt.timedelta(hours=hours),
    )
    until = clock.moment_text(link.expires_at)
    note("conferences.door.open", actor=actor, of=link, conference=row, place=link.place, until=until)
    return link, key


@transaction.atomic
def revoke_link(*, actor: Any, link: DoorLink) -> DoorLink:
    """The device reads and sends nothing any more; what it sent stays."""
    conference = locked(link.conference)
    can_keep_door(actor, conference).require()
    row = DoorLink.objects.get(pk=link.pk)
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        note("conferences.door.close", actor=actor, of=row, conference=conference, place=row.place)
    return row


def may_send(link: DoorLink, moment: dt.datetime) -> bool:
    """Also shortly after its end, for marks that waited for the network; never once revoked."""
    return link.revoked_at is None and moment < link.expires_at + LATE_SENDING


@transaction.atomic
def take_ticks(
    *, link: DoorLink, ticks: Sequence[NewTick], sent_at: dt.datetime
) -> tuple[list[str], dict[str, str]]:
    """Take in what a device marked, each key once. (keys now kept, key -> why not).

    The device's clock is set right by comparing `sent_at` with ours; nothing happens in the future or
    after the link's end. One audit line for all that changed. `Refused` when the link sends nothing more.
    """
    conference = locked(link.conference)
    now, link = clock.now(), DoorLink.objects.select_related("made_by").get(pk=link.pk)
    if not may_send(link, now) or conference.state == Conference.State.DRAFT:
        raise Refused(_("Đường dẫn giữ cửa này không còn dùng được."))
    known = set(DoorTick.objects.filter(key__in=[t.key for t in ticks]).values_list("key", flat=True))
    people = {row.pk: row for row in conference.delegates.filter(erased_on=None).select_related("unit")}
    refused = {str(t.key): why for t in ticks if (why := _fault(t, people))}
    skew, latest, made = now - sent_at, min(now, link.expires_at), []
    for tick in ticks:
        if tick.key not in known and str(tick.key) not in refused:
            known.add(tick.key)
            made.append(
                DoorTick(
                    key=tick.key,
                    delegate=people[tick.delegate],
                    attendance=tick.attendance,
                    represented_by=tick.represented_by if tick.attendance == Attendance.REPRESENTED else "",
                    happened_at=min(tick.at + skew, latest),
                    received_at=now,
                    link=link,
                )
            )
    _keep(link, conference, made)
    return [str(t.key) for t in ticks if t.key in known], refused


def _fault(tick: NewTick, people: dict[int, Delegate]) -> str:
    if tick.delegate not in people:
        return FOREIGN
    if tick.attendance == Attendance.REPRESENTED and not tick.represented_by.strip():
        return NAMELESS
    return ""


def _keep(link: DoorLink, conference: Conference, made: list[DoorTick]) -> None:
    if not made:
        return
    DoorTick.objects.bulk_create(made)
    touched = {tick.delegate_id: tick.delegate for tick in made}
    before = {key: row.attendance for key, row in touched.items()}
    retell(list(touched.values()))
    rows = [
        {"delegate": str(row), "unit": row.unit, "before": before[key], "after": row.attendance}
        for key, row in touched.items()
    ]
    note(
        "conferences.door.marks",
        actor=None,
        of=conference,
        conference=conference,
        place=link.place,
        handed_out_by=str(link.made_by),
        rows=rows,
    )
    live.changed(conference.cycle.cluster_id)
