"""Texts that the secretariat copies into Zalo: one per unit that lacks something, one for the whole cluster."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.web.core.written import day_text
from thidua.web.home.queries.progress import CycleProgress, Lack, UnitProgress

NAMED = 4


@dataclass(frozen=True)
class Reminder:
    """What to send to one unit."""

    row: UnitProgress
    text: str


def reminders_of(progress: CycleProgress) -> list[Reminder]:
    """One text for each unit that lacks something, late ones first."""
    lacking = [row for row in progress.units if row.lacks]
    return [Reminder(row, _to_unit(progress, row)) for row in sorted(lacking, key=lambda r: -r.days_late)]


def _to_unit(progress: CycleProgress, row: UnitProgress) -> str:
    lines = [
        _("Kính gửi: %(unit)s.") % {"unit": row.full_name},
        _("Tổ thư ký %(cluster)s xin nhắc các việc của năm thi đua %(year)d, tính đến ngày %(day)s:")
        % {"cluster": progress.cycle.cluster, "year": progress.cycle.year, "day": day_text(progress.today)},
    ]
    for number, lack in enumerate(row.lacks, start=1):
        lines.append(f"{number}. {_line(lack, progress.today)}")
    lines.append(
        _(
            "Đề nghị đơn vị hoàn thành trên phần mềm Thi đua. Nếu cần gia hạn, xin báo lại lý do cho tổ thư ký."
        )
    )
    lines.append(_("Trân trọng cảm ơn."))
    return "\n".join(lines)


def _line(lack: Lack, today: dt.date) -> str:
    text = lack.text[:1].upper() + lack.text[1:]
    if lack.names and lack.kind != "answer":
        more = len(lack.names) - NAMED
        named = "; ".join(lack.names[:NAMED])
        tail = _(" và %(count)d mục khác") % {"count": more} if more > 0 else ""
        text = f"{text} ({named}{tail})"
    return f"{text} – {_when(lack.due_on, today)}."


def _when(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return _("chưa định hạn")
    if due < today:
        late = {"day": day_text(due), "days": (today - due).days}
        return _("hạn %(day)s, đã quá hạn %(days)d ngày") % late
    if due == today:
        return _("đến hạn hôm nay")
    return _("đến hạn %(day)s") % {"day": day_text(due)}


def reminder_for_all(progress: CycleProgress) -> str:
    """One text for the group of the whole cluster: who is late with what, who is still on the way."""
    coming = [row for row in progress.units if row.lacks and not row.is_late]
    lines = [
        _("Kính gửi các đơn vị thành viên %(cluster)s.") % {"cluster": progress.cycle.cluster},
        _("Tiến độ năm thi đua %(year)d đến ngày %(day)s, bước «%(step)s»: %(done)d/%(all)d đơn vị đã xong.")
        % {
            "year": progress.cycle.year,
            "day": day_text(progress.today),
            "step": progress.cycle.get_state_display(),
            "done": progress.done,
            "all": len(progress.units),
        },
    ]
    if progress.late:
        lines.append(_("Đã quá hạn:"))
        lines += [_short(row, late_only=True) for row in progress.late]
    if coming:
        lines.append(_("Chưa xong, còn trong hạn:"))
        lines += [_short(row, late_only=False) for row in coming]
    if not progress.late and not coming:
        lines.append(_("Các đơn vị đã hoàn thành. Trân trọng cảm ơn."))
        return "\n".join(lines)
    lines.append(_("Đề nghị các đơn vị khẩn trương hoàn thành. Trân trọng cảm ơn."))
    return "\n".join(lines)


def _short(row: UnitProgress, *, late_only: bool) -> str:
    lacks = [lack for lack in row.lacks if lack.is_late(row.today)] if late_only else row.lacks
    said = "; ".join(
        f"{lack.text[:1].lower()}{lack.text[1:]} ({_when(lack.due_on, row.today)})" for lack in lacks
    )
    return f"- {row.name}: {said}."
