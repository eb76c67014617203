"""Acts on delegates and guests: who is named, who came, and erasing names when their time is over.

No audit line holds a name: audit lines are kept for ever, names are not.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.conferences.actions.recording import locked, note
from thidua.web.conferences.door import visit_of
from thidua.web.conferences.models import Conference, Delegate, DoorTick, new_token
from thidua.web.conferences.permissions import can_erase_names, can_run
from thidua.web.core import clock, live
from thidua.web.core.access import Refused

FIELDS = ("unit", "name", "posts", "is_leader")
Attendance = Delegate.Attendance


def _one_leader(delegate: Delegate) -> None:
    others = Delegate.objects.filter(conference=delegate.conference, unit=delegate.unit, is_leader=True)
    if delegate.is_leader and delegate.unit and others.exclude(pk=delegate.pk).exists():
        raise Refused(_("Đơn vị này đã có trưởng đoàn."))


@transaction.atomic
def add_delegate(*, actor: Any, delegate: Delegate) -> Delegate:
    """Name a delegate of a unit or a guest of honour."""
    conference = locked(delegate.conference)
    can_run(actor, conference).require()
    _one_leader(delegate)
    delegate.token = new_token()
    delegate.save()
    note("conferences.delegate.add", actor=actor, of=delegate, conference=conference, unit=delegate.unit)
    return delegate


@transaction.atomic
def change_delegate(*, actor: Any, delegate: Delegate) -> Delegate:
    """Write a delegate's unit, name and posts; an erased name cannot come back."""
    conference = locked(delegate.conference)
    can_run(actor, conference).require()
    if Delegate.objects.get(pk=delegate.pk).erased_on:
        raise Refused(_("Tên đại biểu này đã xóa khi hết thời hạn giữ."))
    _one_leader(delegate)
    delegate.save(update_fields=FIELDS)
    note("conferences.delegate.change", actor=actor, of=delegate, conference=conference, unit=delegate.unit)
    return delegate


@transaction.atomic
def remove_delegate(*, actor: Any, delegate: Delegate) -> None:
    """Take somebody off the list."""
    conference = locked(delegate.conference)
    can_run(actor, conference).require()
    note("conferences.delegate.remove", actor=actor, of=delegate, conference=conference, unit=delegate.unit)
    Delegate.objects.filter(pk=delegate.pk).delete()


def retell(delegates: Sequence[Delegate]) -> None:
    """Write on each row what all its ticks together say."""
    told: dict[int, list[DoorTick]] = {delegate.pk: [] for delegate in delegates}
    for tick in DoorTick.objects.filter(delegate__in=told):
        told[tick.delegate_id].append(tick)
    for delegate in delegates:
        visit = visit_of(told[delegate.pk])
        delegate.attendance = Attendance(visit.attendance)
        delegate.represented_by, delegate.arrived_at = visit.represented_by, visit.arrived_at
    Delegate.objects.bulk_update(delegates, ["attendance", "represented_by", "arrived_at"], batch_size=200)


@transaction.atomic
def mark_attendance(*, actor: Any, conference: Conference, marks: Mapping[int, tuple[str, str]]) -> int:
    """Write who came: delegate's id -> (attendance, who came instead). One act, however many rows.

    Refused when somebody stands in without a name. Returns how many rows changed.
    """
    row = locked(conference)
    can_run(actor, row).require()
    touched: list[tuple[Delegate, str, DoorTick]] = []
    now = clock.now()
    for delegate in row.delegates.filter(pk__in=marks).select_related("unit"):
        attendance, instead = marks[delegate.pk]
        instead = instead.strip() if attendance == Attendance.REPRESENTED else ""
        if attendance == Attendance.REPRESENTED and not instead:
            raise Refused(_("Hãy ghi tên người dự thay."))
        if (attendance, instead) != (delegate.attendance, delegate.represented_by):
            tick = DoorTick(
                key=uuid.uuid4(),
                delegate=delegate,
                attendance=attendance,
                represented_by=instead,
                happened_at=now,
                received_at=now,
                by=actor,
            )
            touched.append((delegate, delegate.attendance, tick))
    if touched:
        DoorTick.objects.bulk_create([tick for _d, _before, tick in touched])
        retell([delegate for delegate, _before, _tick in touched])
        rows = [
            {"delegate": str(d), "unit": d.unit, "before": before, "after": d.attendance}
            for d, before, _tick in touched
        ]
        note("conferences.delegate.attend", actor=actor, of=row, conference=row, rows=rows)
        live.changed(row.cycle.cluster_id)
    return len(touched)


@transaction.atomic
def erase_names(*, actor: Any, conference: Conference) -> int:
    """Empty names and posts of units' delegates and of their speakers; attendance and counts stay."""
    row = locked(conference)
    can_erase_names(actor, row).require()
    found = row.delegates.exclude(unit=None).filter(erased_on=None)
    DoorTick.objects.filter(delegate__in=found.values("pk")).update(represented_by="")
    count = found.update(name="", posts="", represented_by="", erased_on=clock.today())
    row.speeches.exclude(unit=None).update(speaker="")
    note("conferences.delegate.erase", actor=actor, of=row, conference=row, count=count)
    return count
