"""Acts on reported values: save, paste, restore, correct, say that an indicator is not assigned.

Every act locks the year's row first, so that no value slips in while the year moves on; every change
adds a version; content equal to what is stored changes nothing (a repeated request is safe).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from thidua.rules import Input, Rulebook
from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core import audit, clock, sql
from thidua.web.core.access import Conflict, Refused
from thidua.web.reporting.cells import (
    CELL,
    EMPTY,
    FIELDS,
    Entry,
    content_of,
    entry_from,
    entry_of,
    normal,
    text_of,
)
from thidua.web.reporting.checks import Problem, problems
from thidua.web.reporting.indicators import is_typed
from thidua.web.reporting.models import ReportedValue, ReportingPeriod, ValueVersion
from thidua.web.reporting.permissions import can_assign, can_correct, can_enter
from thidua.web.rulebooks.queries import rulebook_in_force


@dataclass(frozen=True)
class Change:
    """What one cell shall hold; `version` is the one the person saw (0: an empty cell)."""

    indicator: str
    entry: Entry
    version: int


class CellsInvalid(Exception):  # noqa: N818 - the domain word
    """Nothing was saved; `problems` says for each indicator what to mend."""

    def __init__(self, found: dict[str, list[Problem]]) -> None:
        super().__init__("; ".join(p.text for ps in found.values() for p in ps))
        self.problems = found


class CellsConflict(Conflict):
    """Nothing was saved: somebody changed these cells since they were read; `rows` holds what stands."""

    def __init__(self, rows: list[tuple[Change, ReportedValue]], rulebook: Rulebook) -> None:
        texts = [
            (text_of(change.entry, rulebook.input_by_id[row.indicator]), _stored_text(row, rulebook))
            for change, row in rows
        ]
        super().__init__(
            _("Số liệu này vừa được người khác sửa. Hãy xem cả hai bản rồi chọn."),
            mine="; ".join(mine for mine, _theirs in texts),
            theirs="; ".join(theirs for _mine, theirs in texts),
        )
        self.rows = rows


def _stored_text(row: ReportedValue, rulebook: Rulebook) -> str:
    return text_of(entry_of(row), rulebook.input_by_id[row.indicator])


@transaction.atomic
def save_values(
    *, actor: Any, period: ReportingPeriod, unit: Unit, changes: Sequence[Change]
) -> list[ReportedValue]:
    """Store what the unit's officer entered: one cell, or a pasted block all or nothing.

    Returns the cells as they now stand, in the order of `changes`. Raises `Refused` when the person
    may not enter values now, `CellsInvalid` with every problem, `CellsConflict` when a cell changed
    since the person read it.
    """
    locked = _locked(period)
    can_enter(actor, locked, unit).require()
    rulebook = _rulebook(locked)
    rows = _rows(locked, unit, changes)
    _refuse_reserved(rows, changes)
    return _write(_Act(actor, locked, unit, rulebook), rows, changes)


@transaction.atomic
def correct_value(
    *, actor: Any, period: ReportingPeriod, unit: Unit, change: Change, reason: str
) -> ReportedValue:
    """Correct a frozen value, with a reason that stays in its history; scoring re-ranks from it.

    Raises `Refused` for the own unit, without a reason, or while the unit may still enter it itself.
    """
    locked = _locked(period)
    can_correct(actor, locked.cycle, unit).require()
    act = _Act(actor, locked, unit, _rulebook(locked), "reporting.value.correct", _given(reason))
    return _write(act, _rows(locked, unit, [change]), [change])[0]


@transaction.atomic
def restore_value(*, actor: Any, value: ReportedValue, to: int, seen: int) -> ReportedValue:
    """Put back what the cell held at version `to`, as a new version; `seen` is the version now shown."""
    period = _locked(value.period)
    can_enter(actor, period, value.unit).require()
    old = value.versions.filter(version=to).first()
    if old is None:
        raise Refused(_("Không có bản số %(number)d của ô này.") % {"number": to})
    change = Change(value.indicator, entry_from(old.content), seen)
    rows = _rows(period, value.unit, [change])
    _refuse_reserved(rows, [change])
    act = _Act(actor, period, value.unit, _rulebook(period), "reporting.value.restore", "")
    return _write(act, rows, [change])[0]


@transaction.atomic
def set_assigned(
    *, actor: Any, period: ReportingPeriod, unit: Unit, indicator: str, reason: str, assigned: bool
) -> ReportedValue:
    """Say that an indicator is not assigned to the unit in this period, or that it is after all.

    Not assigned may earn points by the rulebook, so the unit cannot say it about itself.
    """
    locked = _locked(period)
    can_assign(actor, locked, unit).require()
    state = CELL.MISSING if assigned else CELL.NOT_ASSIGNED
    row = _rows(locked, unit, [Change(indicator, EMPTY, 0)]).get(indicator)
    if assigned and (row is None or row.state != CELL.NOT_ASSIGNED):
        raise Refused(_("Chỉ tiêu này đang được giao cho đơn vị."))
    change = Change(indicator, Entry(state=state), row.version if row else 0)
    act = _Act(actor, locked, unit, _rulebook(locked), "reporting.value.assign", _given(reason))
    return _write(act, {indicator: row} if row else {}, [change])[0]


@dataclass(frozen=True)
class _Act:
    """Who writes where under which rulebook; `name` is the audit action when it is not a plain save."""

    actor: Any
    period: ReportingPeriod
    unit: Unit
    rulebook: Rulebook
    name: str = ""
    reason: str = ""


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    """The period with its year's row locked for this transaction, both as they now stand."""
    asked = {"period": period.pk, "cycle": period.cycle_id}
    cycle = sql.one(Cycle, "id = %(cycle)s", asked, lock=True)
    found = sql.one(ReportingPeriod, "id = %(period)s AND cycle_id = %(cycle)s", asked)
    if cycle is None or found is None:
        raise Refused(_("Kỳ báo cáo này không còn nữa."))
    found.cycle = cycle
    return found


def _rulebook(period: ReportingPeriod) -> Rulebook:
    rulebook = rulebook_in_force(period.cycle)
    if rulebook is None:
        raise Refused(_("Năm này chưa có quy chế áp dụng nên chưa nhập được số liệu."))
    return rulebook


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do."))
    return reason.strip()


def _rows(period: ReportingPeriod, unit: Unit, changes: Sequence[Change]) -> dict[str, ReportedValue]:
    if not changes:
        return {}
    asked = {"period": period.pk, "unit": unit.pk, "names": [change.indicator for change in changes]}
    rows = sql.rows(
        ReportedValue, "period_id = %(period)s AND unit_id = %(unit)s AND indicator IN (%(names)s)", asked
    )
    return {row.indicator: row for row in rows}


def _refuse_reserved(rows: dict[str, ReportedValue], changes: Sequence[Change]) -> None:
    """What only the secretariat says: that an indicator is not assigned."""
    text = _("Tổ thư ký ghi chỉ tiêu này không giao cho đơn vị; đơn vị không tự đổi.")
    found = {
        change.indicator: [Problem("state", text)]
        for change in changes
        if CELL.NOT_ASSIGNED
        in {change.entry.state, rows[change.indicator].state if change.indicator in rows else ""}
    }
    if found:
        raise CellsInvalid(found)


def _write(act: _Act, rows: dict[str, ReportedValue], changes: Sequence[Change]) -> list[ReportedValue]:
    today = clock.today()
    changes = [replace(c, entry=_completed(c.entry, min(today, act.period.ends_on))) for c in changes]
    _refuse_impossible(act.rulebook, changes, today)
    before = {name: entry_of(row) for name, row in rows.items()}
    changed = [c for c in changes if c.entry != before.get(c.indicator, EMPTY)]
    stale = [
        (c, rows[c.indicator])
        for c in changed
        if c.indicator in rows and rows[c.indicator].version != c.version
    ]
    if stale:
        prefetch_related_objects([row for _change, row in stale], "updated_by")
        raise CellsConflict(stale, act.rulebook)
    for change in changed:
        rows[change.indicator] = _filled(act, rows.get(change.indicator), change)
    written = [rows[c.indicator] for c in changed]
    _keep(act, written)
    if written:
        _audit(act, changed, before)
        note_change(act.period.cycle_id)
    return [rows.get(c.indicator) or _unsaved(act, c.indicator) for c in changes]


def _completed(entry: Entry, usual: dt.date) -> Entry:
    """A value says as of when: as `usual` (the period's end, or today while that is to come)."""
    if entry.has_value and entry.as_of is None:
        entry = replace(entry, as_of=usual)
    elif entry.state == CELL.MISSING:
        entry = EMPTY if not entry.note else Entry(note=entry.note)
    return normal(replace(entry, source=entry.source.strip(), note=entry.note.strip()))


def _refuse_impossible(rulebook: Rulebook, changes: Sequence[Change], today: dt.date) -> None:
    found = {}
    for change in changes:
        wrong = _problems_of(rulebook.input_by_id.get(change.indicator), change.entry, today)
        if wrong:
            found[change.indicator] = wrong
    if found:
        raise CellsInvalid(found)


def _problems_of(indicator: Input | None, entry: Entry, today: dt.date) -> list[Problem]:
    if indicator is None:
        return [Problem("amount", _("Quy chế của năm không có chỉ tiêu này."))]
    if not is_typed(indicator):
        return [Problem("amount", _("Chỉ tiêu này được tính từ trang khác, không nhập ở đây."))]
    return problems(indicator, entry, today)


def _filled(act: _Act, row: ReportedValue | None, change: Change) -> ReportedValue:
    if row is None:
        row = ReportedValue(period=act.period, unit=act.unit, indicator=change.indicator, version=0)
    for name in FIELDS:
        setattr(row, name, getattr(change.entry, name))
    row.version += 1
    row.updated_by, row.updated_at = act.actor, clock.now()
    return row


def _unsaved(act: _Act, indicator: str) -> ReportedValue:
    """Nothing was there and nothing was entered: the cell as the page shows it, not stored."""
    return ReportedValue(period=act.period, unit=act.unit, indicator=indicator, state=CELL.MISSING, version=0)


def _keep(act: _Act, written: list[ReportedValue]) -> None:
    new, old = [r for r in written if r.pk is None], [r for r in written if r.pk is not None]
    if new:
        ReportedValue.objects.bulk_create(new)
    fields = [*FIELDS, "version", "updated_by", "updated_at"]
    if len(old) == 1:  # the everyday save; a bulk update of one row takes three times as long
        old[0].save(update_fields=fields)
    elif old:
        ReportedValue.objects.bulk_update(old, fields)
    ValueVersion.objects.bulk_create(
        ValueVersion(
            value=row,
            version=row.version,
            content=content_of(entry_of(row)),
            reason=act.reason,
            changed_by=act.actor,
            changed_at=row.updated_at,
        )
        for row in written
    )


def _audit(act: _Act, changed: list[Change], before: dict[str, Entry]) -> None:
    lines = [_line(act.rulebook, change, before.get(change.indicator, EMPTY)) for change in changed]
    where = {"cluster_id": act.period.cycle.cluster_id, "unit_id": act.unit.pk}
    if len(lines) == 1:
        audit.record(
            act.name or "reporting.value.save",
            actor=act.actor,
            of=act.period,
            **where,
            **lines[0],
            reason=act.reason,
        )
    else:
        audit.record("reporting.value.paste", actor=act.actor, of=act.period, **where, rows=lines)


def _line(rulebook: Rulebook, change: Change, old: Entry) -> dict[str, Any]:
    """The cell's name with the fields that changed, before and after."""
    was, now = content_of(old), content_of(change.entry)
    differ = [name for name in FIELDS if was[name] != now[name]]
    return {
        "indicator": rulebook.input_by_id[change.indicator].name,
        "before": {name: was[name] for name in differ},
        "after": {name: now[name] for name in differ},
    }
