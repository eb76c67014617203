"""Acts on a year: open it, plan its steps, move it on or back, extend a deadline for one unit."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import (
    Cluster,
    Cycle,
    CycleMove,
    CycleStep,
    Extension,
    Membership,
    Unit,
    in_force,
)
from thidua.web.clusters.permissions import can_extend, can_open_year, can_plan_year, can_run_year
from thidua.web.clusters.queries import cycle_day, locked_cycle
from thidua.web.core import audit, clock, signals
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text

STATES = Cycle.State


@transaction.atomic
def open_cycle(
    *, actor: Any, cluster: Cluster, year_number: int, steps: dict[str, tuple[dt.date, dt.date]]
) -> Cycle:
    """Open a year of the cluster in `draft` with the planned dates of its steps.

    `steps` maps a state to (starts_on, due_on); states not named are skipped where they may be.
    Raises `Refused` when the year exists, or a date is out of order.
    """
    if cluster.cycles.filter(year=year_number).exists():
        raise Refused(_("Năm %(year)d đã có trong cụm này.") % {"year": year_number})
    if actor:
        can_open_year(actor, cluster).require()
    cycle = write_cycle(cluster, year_number, steps)
    audit.record("clusters.cycle.open", actor=actor, of=cycle, cluster_id=cluster.pk, steps=steps)
    return cycle


def write_cycle(cluster: Cluster, year_number: int, steps: dict[str, tuple[dt.date, dt.date]]) -> Cycle:
    """A year in `draft` with its steps, without an audit line of its own: for an act that opens it and more."""
    cycle = Cycle.objects.create(cluster=cluster, year=year_number)
    _write_steps(cycle, steps)
    return cycle


def _write_steps(cycle: Cycle, steps: dict[str, tuple[dt.date, dt.date]]) -> None:
    last = dt.date.min
    for state in year.ORDER:
        if state in steps:
            starts_on, due_on = steps[state]
            if due_on < starts_on or due_on < last:
                raise Refused(
                    _("Hạn của bước «%(step)s» sớm hơn bước trước.") % {"step": STATES(state).label}
                )
            last = due_on
            CycleStep.objects.update_or_create(
                cycle=cycle,
                state=state,
                defaults={"starts_on": starts_on, "due_on": due_on, "skipped": False},
            )
        elif state in year.SKIPPABLE:
            day = last if last > dt.date.min else dt.date(cycle.year, 1, 1)
            CycleStep.objects.update_or_create(
                cycle=cycle, state=state, defaults={"starts_on": day, "due_on": day, "skipped": True}
            )
        else:
            CycleStep.objects.filter(cycle=cycle, state=state).delete()


@transaction.atomic
def plan_steps(*, actor: Any, cycle: Cycle, steps: dict[str, tuple[dt.date, dt.date]]) -> None:
    """Set the dates of the year's steps; steps left out become skipped where they may be, else undated."""
    locked = locked_cycle(cycle)
    can_plan_year(actor, locked).require()
    before = {s.state: [s.starts_on, s.due_on, s.skipped] for s in locked.steps.all()}
    _write_steps(locked, steps)
    audit.record(
        "clusters.cycle.plan",
        actor=actor,
        of=locked,
        cluster_id=locked.cluster_id,
        before=before,
        after=steps,
    )


def skipped_states(cycle: Cycle) -> frozenset[str]:
    """States the year passes over."""
    return frozenset(cycle.steps.filter(skipped=True).values_list("state", flat=True))


@transaction.atomic
def move_cycle(*, actor: Any, cycle: Cycle, to: str, reason: str = "", typed: str = "") -> Cycle:
    """Move the year to its next state, or one state back with a reason.

    Every requirement registered for the state must hold. Publishing and archiving need the typed
    word and cannot be taken back. Raises `Refused` with all that is still missing.
    """
    locked = locked_cycle(cycle)
    can_run_year(actor, locked).require()
    skipped = skipped_states(locked)
    if to == year.previous_state(locked, skipped):
        if not reason.strip():
            raise Refused(_("Hãy ghi lý do lùi bước."))
    elif to != year.next_state(locked, skipped):
        raise Refused(_("Năm không chuyển thẳng sang bước này được; hãy tải lại trang."))
    else:
        word = year.TYPED_WORD.get(to)
        if word and typed.strip() != word:
            raise Refused(
                _("Việc này không lùi lại được. Hãy gõ đúng %(word)s để xác nhận.") % {"word": word}
            )
        missing = year.unmet(locked, to)
        if missing:
            raise Refused(_("Chưa chuyển được: ") + " ".join(missing))
        return _moved(actor, locked, to, reason, enters=True)
    return _moved(actor, locked, to, reason, enters=False)


def note_change(cycle_id: int) -> None:
    """Something that points or pages of the year depend on changed: its revision grows by one."""
    with (
        connection.cursor() as cursor
    ):  # every saved figure passes here; an ORM update costs four times as much
        cursor.execute("UPDATE clusters_cycle SET revision = revision + 1 WHERE id = %s", [cycle_id])


def note_change_of_units(units: Iterable[Unit]) -> None:
    """Names, order or membership of units changed: every year of their clusters shows it."""
    clusters = Membership.objects.filter(unit__in=list(units)).values("cluster_id")
    Cycle.objects.filter(cluster_id__in=clusters).update(revision=F("revision") + 1)


def _moved(actor: Any, cycle: Cycle, to: str, reason: str, *, enters: bool) -> Cycle:
    old = cycle.state
    cycle.state = to
    cycle.revision += 1
    cycle.save(update_fields=["state", "revision"])
    CycleMove.objects.create(
        cycle=cycle, old=old, new=to, moved_by=actor, moved_on=clock.today(), reason=reason.strip()
    )
    details = year.enter(cycle, actor) if enters else {}
    audit.record(
        "clusters.cycle.move",
        actor=actor,
        of=cycle,
        cluster_id=cycle.cluster_id,
        before=old,
        after=to,
        reason=reason.strip(),
        **details,
    )
    transaction.on_commit(lambda: signals.cycle_moved.send(Cycle, cycle=cycle, old=old, new=to, actor=actor))
    return cycle


@transaction.atomic
def extend_deadline(*, actor: Any, step: CycleStep, unit: Unit, due_on: dt.date, reason: str) -> Extension:
    """Give one unit until `due_on` for the step, with a reason everyone in the cluster can read."""
    cycle = locked_cycle(step.cycle)
    step.cycle = cycle
    can_extend(actor, step).require()
    if not cycle.cluster.memberships.filter(in_force(cycle_day(cycle)), unit=unit).exists():
        raise Refused(_("Đơn vị này không thuộc cụm trong năm."))
    if due_on <= step.due_on:
        raise Refused(_("Hạn mới phải sau hạn chung %(day)s.") % {"day": day_text(step.due_on)})
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gia hạn."))
    longer, _created = Extension.objects.update_or_create(
        step=step, unit=unit, defaults={"due_on": due_on, "reason": reason.strip()}
    )
    audit.record(
        "clusters.deadline.extend",
        actor=actor,
        of=longer,
        cluster_id=cycle.cluster_id,
        unit_id=unit.pk,
        step=step.state,
        before=step.due_on,
        after=due_on,
        reason=reason.strip(),
    )
    return longer
