"""Acts on what is counted beside the grid: activities, press works, yearly classification counts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.actions import note_change
from thidua.web.clusters.queries import locked_cycle
from thidua.web.core import audit
from thidua.web.core.access import Conflict
from thidua.web.reporting.models import Activity, ClassificationCount
from thidua.web.reporting.permissions import can_change_activity, can_count

ACTIVITY = ("kind", "title", "count", "held_on", "link", "evidence")
COUNTS = ("excellent", "good", "completed", "not_completed", "not_rated", "certainty", "note")


def _content(row: Activity | ClassificationCount, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def add_activity(*, actor: Any, activity: Activity) -> Activity:
    """Record a communication activity or a press work of the unit's year."""
    cycle = locked_cycle(activity.cycle)
    can_count(actor, cycle, activity.unit).require()
    activity.added_by = actor
    activity.save()
    audit.record(
        "reporting.activity.add",
        actor=actor,
        of=activity,
        cluster_id=cycle.cluster_id,
        unit_id=activity.unit_id,
        after=_content(activity, ACTIVITY),
    )
    note_change(cycle.pk)
    return activity


@transaction.atomic
def edit_activity(*, actor: Any, activity: Activity, seen: int) -> Activity:
    """Store the changed activity; raises `Conflict` when it changed since version `seen` was read."""
    cycle = locked_cycle(activity.cycle)
    can_change_activity(actor, activity).require()
    stored = Activity.objects.get(pk=activity.pk)
    _refuse_stale(stored, activity, seen)
    activity.version = stored.version + 1
    activity.save()
    audit.record(
        "reporting.activity.edit",
        actor=actor,
        of=activity,
        cluster_id=cycle.cluster_id,
        unit_id=activity.unit_id,
        before=_content(stored, ACTIVITY),
        after=_content(activity, ACTIVITY),
    )
    note_change(cycle.pk)
    return activity


def _refuse_stale(
    stored: Activity | ClassificationCount, mine: Activity | ClassificationCount, seen: int
) -> None:
    if stored.version != seen:
        raise Conflict(
            _("Mục này vừa được người khác sửa. Hãy tải lại trang, xem bản đang lưu rồi sửa tiếp."),
            mine=mine,
            theirs=stored,
        )


@transaction.atomic
def remove_activity(*, actor: Any, activity: Activity) -> None:
    """Remove an activity recorded by mistake; the audit line keeps what it said."""
    cycle = locked_cycle(activity.cycle)
    can_change_activity(actor, activity).require()
    audit.record(
        "reporting.activity.remove",
        actor=actor,
        of=activity,
        cluster_id=cycle.cluster_id,
        unit_id=activity.unit_id,
        before=_content(activity, ACTIVITY),
    )
    activity.delete()
    note_change(cycle.pk)


@transaction.atomic
def save_classification(*, actor: Any, count: ClassificationCount, seen: int) -> ClassificationCount:
    """Store a unit's yearly classification counts; `seen` 0 means there were none on the page."""
    cycle = locked_cycle(count.cycle)
    can_count(actor, cycle, count.unit).require()
    stored = ClassificationCount.objects.filter(cycle=cycle, unit=count.unit, subject=count.subject).first()
    if stored:
        _refuse_stale(stored, count, seen)
        count.pk = stored.pk
    before = _content(stored, COUNTS) if stored else None
    count.version = stored.version + 1 if stored else 1
    count.updated_by = actor
    count.save(force_insert=stored is None, force_update=stored is not None)
    audit.record(
        "reporting.classification.save",
        actor=actor,
        of=count,
        cluster_id=cycle.cluster_id,
        unit_id=count.unit_id,
        before=before,
        after=_content(count, COUNTS),
    )
    note_change(cycle.pk)
    return count
