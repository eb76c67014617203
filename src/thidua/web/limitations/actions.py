"""Acts on limitations: record, edit, change the state, withdraw a mistake, carry open ones into a year."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day, locked_cycle, member_of_year
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.models import StoredFile
from thidua.web.limitations.models import Limitation, LimitationChange
from thidua.web.limitations.permissions import (
    Origin,
    can_carry,
    can_edit,
    can_keep,
    can_move,
    can_record,
    can_withdraw,
    fields_open,
)
from thidua.web.limitations.queries import contents_of, open_to_carry, unit_in

State = Limitation.State
Kind = LimitationChange.Kind


@dataclass(frozen=True)
class NewLimitation:
    """What is recorded: `unit` None for the whole cluster, `content` the id of a section or empty."""

    text: str
    cause: str
    owner: str
    origin: str
    unit: Unit | None = None
    content: str = ""
    remedy: str = ""
    due_on: dt.date | None = None
    state: str = State.NOT_FIXED


@dataclass(frozen=True)
class Proof:
    """Evidence of a remedy: a reference in words, a stored file with its name, or both."""

    text: str = ""
    file: StoredFile | None = None
    file_name: str = ""


@transaction.atomic
def record_limitation(*, actor: Any, cycle: Cycle, new: NewLimitation) -> Limitation:
    """The year has one limitation more. Refused for a unit or section that is not of the year."""
    locked = locked_cycle(cycle)
    can_record(actor, locked, new.unit).require()
    if not can_keep(actor, locked) and new.origin != Origin.REPORT:
        raise Refused(_("Đơn vị ghi tồn tại, hạn chế theo báo cáo của mình."))
    _require_of_year(locked, new.unit)
    row = Limitation(cycle=locked, **vars(new))
    if new.state == State.FIXED:
        can_move(actor, row, State.FIXED).require()
    row.content_name = _content_name(locked, new.content)
    row.save()
    after = _told(row)
    _keep(row, Kind.RECORDED, actor, after=after)
    audit.record("limitations.limitation.record", actor=actor, of=row, **_where(row), after=after)
    return row


def _require_of_year(cycle: Cycle, unit: Unit | None) -> None:
    if unit is not None and member_of_year(cycle, unit.pk) is None:
        raise Refused(_("Đơn vị này không thuộc cụm trong năm."))


def _content_name(cycle: Cycle, content: str) -> str:
    if not content:
        return ""
    known = contents_of(cycle)
    if content not in known:
        raise Refused(_("Quy chế của năm không có nội dung này."))
    return known[content]


@transaction.atomic
def edit_limitation(
    *, actor: Any, limitation: Limitation, changes: dict[str, Any], version: int, reason: str
) -> Limitation:
    """The limitation says something else, and why. Fields not open to the person are refused.

    Raises `Conflict` when somebody else changed it after `version` was read.
    """
    row = _locked(limitation)
    can_edit(actor, row).require()
    if set(changes) - set(fields_open(actor, row)):
        raise Refused(_("Mục do tổ thư ký ghi nhận; đơn vị chỉ ghi biện pháp, hạn và tiến độ khắc phục."))
    if row.version != version:
        raise Conflict(_("Người khác vừa sửa mục này."), mine=changes.get("text", ""), theirs=row.text)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do sửa."))
    _require_of_year(row.cycle, changes.get("unit"))
    old = _told(row)
    for name, value in changes.items():
        setattr(row, name, value)
    if "content" in changes:
        row.content_name = _content_name(row.cycle, row.content)
    before, after = _difference(old, _told(row))
    if not after:
        return row
    _save(row)
    _keep(row, Kind.EDITED, actor, before=before, after=after, reason=reason)
    audit.record(
        "limitations.limitation.edit", actor=actor, of=row, **_where(row), before=before, after=after,
        reason=reason.strip(),
    )  # fmt: skip
    return row


@transaction.atomic
def move_limitation(
    *, actor: Any, limitation: Limitation, to: str, reason: str, proof: Proof | None = None
) -> Limitation:
    """The state becomes `to`, with the reason and, where there is some, the evidence of the remedy."""
    row = _locked(limitation)
    can_move(actor, row, to).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi vì sao đổi trạng thái."))
    if to == row.state:
        raise Refused(_("Mục này đã ở trạng thái đó."))
    proof = proof or Proof()
    before, row.state = row.state, to
    _save(row)
    told = {"evidence": proof.text, "file": proof.file, "file_name": proof.file_name}
    _keep(
        row, Kind.MOVED, actor, before={"remedy_state": before}, after={"remedy_state": to}, reason=reason, **told
    )  # fmt: skip
    audit.record(
        "limitations.limitation.move", actor=actor, of=row, **_where(row), before=before, after=to,
        evidence=proof.text or proof.file_name, reason=reason.strip(),
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_limitation(*, actor: Any, limitation: Limitation, reason: str) -> Limitation:
    """What was recorded by mistake counts no more; it stays readable with the reason."""
    row = _locked(limitation)
    can_withdraw(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút."))
    row.withdrawn_at = clock.now()
    _save(row)
    _keep(row, Kind.WITHDRAWN, actor, reason=reason)
    audit.record("limitations.limitation.withdraw", actor=actor, of=row, **_where(row), reason=reason.strip())
    return row


@transaction.atomic
def carry_over(*, actor: Any, source: Cycle, target: Cycle) -> list[Limitation]:
    """Everything still open in `source` stands in `target` too; what was carried already is left alone."""
    locked = locked_cycle(target)
    can_carry(actor, source, locked).require()
    rows = write_carried(source, locked, actor)
    audit.record(
        "limitations.list.carry", actor=actor, of=locked, cluster_id=locked.cluster_id,
        before=source.year, after=locked.year, carried=len(rows),
    )  # fmt: skip
    return rows


def write_carried(source: Cycle, target: Cycle, actor: Any) -> list[Limitation]:
    """Carry open limitations without an audit line of its own: for an act that opens a year and tells it.

    A unit that became part of another is followed; of a unit without a single successor in the cluster
    nothing is carried. A section is found again by its name; without a rulebook yet it keeps its own.
    """
    sections = {name.split(". ", 1)[-1]: content for content, name in contents_of(target).items()}
    names = contents_of(target)
    carried = []
    for old in open_to_carry(source):
        unit = unit_in(target, old.unit) if old.unit else None
        if old.unit and unit is None:
            continue
        content, name = old.content, old.content_name
        if sections:
            content = sections.get(name.split(". ", 1)[-1], "")
            name = names.get(content, "")
        row = Limitation.objects.create(
            cycle=target, unit=unit, content=content, content_name=name, text=old.text, cause=old.cause,
            remedy=old.remedy, owner=old.owner, due_on=old.due_on, state=old.state, origin=old.origin,
            carried_from=old,
        )  # fmt: skip
        _keep(row, Kind.CARRIED, actor, after=_told(row))
        carried.append(row)
    return carried


def drop_carried(keys: list[int]) -> int:
    """Of these carried limitations, those that nobody touched since are gone; how many stayed.

    For the act that takes back the opening of a year and tells it.
    """
    rows = Limitation.objects.filter(pk__in=keys).exclude(carried_from=None)
    rows.filter(version=1, carried_to=None).delete()
    return rows.count()


def _locked(limitation: Limitation) -> Limitation:
    rows = Limitation.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__cluster", "unit", "carried_to").get(pk=limitation.pk)


def _save(row: Limitation) -> None:
    row.version += 1
    row.save()


def _where(row: Limitation) -> dict[str, Any]:
    return {"cluster_id": row.cycle.cluster_id, "unit_id": row.unit_id}


def _told(row: Limitation) -> dict[str, Any]:
    """What the history keeps of the row, as plain JSON; the keys are words of `act_names`."""
    return {
        "unit": row.unit.name_on(cycle_day(row.cycle)) if row.unit else "",
        "section": row.content_name,
        "limitation": row.text,
        "cause": row.cause,
        "remedy": row.remedy,
        "in_charge": row.owner,
        "remedy_due_on": row.due_on.isoformat() if row.due_on else "",
        "remedy_state": row.state,
        "recorded_from": row.origin,
    }


def _difference(old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in new if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _keep(row: Limitation, kind: str, actor: Any, reason: str = "", **more: Any) -> None:
    LimitationChange.objects.create(
        limitation=row,
        kind=kind,
        reason=reason.strip(),
        changed_by=actor,
        changed_on=clock.today(),
        changed_at=clock.now(),
        **more,
    )
