"""What waits for the people of a unit: its officers and its leaders."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.clusters.models import Cycle
from thidua.web.home.queries.overview import UnitCard
from thidua.web.home.queries.progress import OPEN_FOR_FIGURES, Lack
from thidua.web.home.queries.task import Task
from thidua.web.reporting.models import Evidence

NAMED = 3
SOON = 3
"""Days before the deadline from which a leader is told what the officers have not finished."""


def _names(names: tuple[str, ...]) -> str:
    more = len(names) - NAMED
    tail = _(" và %(count)d mục khác") % {"count": more} if more > 0 else ""
    return "; ".join(names[:NAMED]) + tail


def officer_tasks(card: UnitCard, today: dt.date) -> Iterator[Task]:
    """Figures, papers, the sheet, questions of one unit's year, each with the unit's own deadline."""
    if card.progress is None or card.row is None:
        return
    for lack in card.row.lacks:
        task = _officer_task(card, lack, today)
        if task:
            yield task
    if card.cycle.state in (*OPEN_FOR_FIGURES, Cycle.State.EXPLANATION):
        yield from _rejected(card, today)


def _officer_task(card: UnitCard, lack: Lack, today: dt.date) -> Task | None:
    cycle, unit = card.cycle.pk, card.unit.pk
    texts = {
        "period": ("%(what)s", 1),
        "values": (_("Nhập %(count)d chỉ tiêu còn thiếu số liệu"), 1),
        "classification": (_("Nhập số xếp loại còn thiếu"), 1),
        "papers": (_("Nộp minh chứng còn thiếu của %(count)d tiêu chí"), 2),
        "sheet": (_("Tự chấm và gửi lãnh đạo duyệt phiếu"), 3),
        "answer": (_("%(what)s theo đề nghị của tổ thư ký"), 0),
    }
    if lack.kind not in texts:
        return None
    text, order = texts[lack.kind]
    period = card.progress.period if card.progress else None
    urls = {
        "period": reverse("reporting:grid", args=[cycle, unit, lack.row]),
        "values": reverse("reporting:grid", args=[cycle, unit, period.pk]) if period else "",
        "classification": reverse("reporting:classification", args=[cycle, unit]),
        "papers": reverse("reporting:evidence", args=[cycle, unit]),
        "sheet": reverse("scoring:sheet", args=[lack.row or 0]),
        "answer": reverse("scoring:explanation", args=[lack.row or 0]),
    }
    note = _names(lack.names)
    sheet = card.row.sheet if card.row else None
    if lack.kind == "sheet" and sheet and sheet.returned_reason:
        text, note = _("Sửa và gửi lại phiếu bị trả lại"), sheet.returned_reason
    if lack.is_late(today) and lack.kind != "answer":
        note = (note + ". " if note else "") + _("Đã quá hạn: hãy đề nghị tổ thư ký gia hạn.")
    return Task(
        text % {"what": lack.text, "count": len(lack.names)},
        urls[lack.kind],
        today,
        lack.due_on,
        card.name,
        note=note,
        order=order,
    )


def _rejected(card: UnitCard, today: dt.date) -> Iterator[Task]:
    rows = Evidence.objects.filter(
        cycle=card.cycle, unit=card.unit, review=Evidence.Review.REJECTED, withdrawn_at=None
    )
    names = list(rows.values_list("title", "review_reason"))
    if names:
        text = ngettext(
            "%(count)d minh chứng không được chấp nhận",
            "%(count)d minh chứng không được chấp nhận",
            len(names),
        )
        yield Task(
            text % {"count": len(names)},
            reverse("reporting:evidence", args=[card.cycle.pk, card.unit.pk]),
            today,
            card.row.due_on if card.row else None,
            card.name,
            note=_names(tuple(f"{title}: {reason}" for title, reason in names)),
            order=2,
        )


def leader_tasks(user: Any, card: UnitCard, today: dt.date) -> Iterator[Task]:
    """The sheet to approve; and what the officers have not finished when its day is near or past."""
    if card.row is None:
        return
    for lack in card.row.lacks:
        if lack.kind == "approval":
            yield _approval(user, card, lack, today)
        elif lack.kind == "answer":
            text = _("%(what)s theo đề nghị của tổ thư ký") % {"what": lack.text}
            url = reverse("scoring:explanation", args=[lack.row])
            yield Task(text, url, today, lack.due_on, card.name, note=_names(lack.names), order=0)
        elif lack.due_on and (lack.due_on - today).days <= SOON:
            yield Task(
                _("Nhắc cán bộ: %(what)s") % {"what": lack.text[:1].lower() + lack.text[1:]},
                _where_watched(card, lack),
                today,
                lack.due_on,
                card.name,
                note=_names(lack.names),
                kind="watch",
                order=4,
            )


def _approval(user: Any, card: UnitCard, lack: Lack, today: dt.date) -> Task:
    url = reverse("scoring:sheet", args=[lack.row])
    sheet = card.row.sheet if card.row else None
    note = ""
    if sheet and sheet.submitted_by_id == user.pk:
        note = _("Bạn là người gửi phiếu; cần lãnh đạo khác duyệt.")
    return Task(_("Duyệt phiếu tự chấm của đơn vị"), url, today, lack.due_on, card.name, note=note, order=0)


def _where_watched(card: UnitCard, lack: Lack) -> str:
    if lack.kind == "sheet":
        return reverse("scoring:sheet", args=[lack.row])
    if lack.kind == "period":
        return reverse("reporting:grid", args=[card.cycle.pk, card.unit.pk, lack.row])
    if lack.kind == "classification":
        return reverse("reporting:classification", args=[card.cycle.pk, card.unit.pk])
    if lack.kind == "papers" or card.progress is None or card.progress.period is None:
        return reverse("reporting:evidence", args=[card.cycle.pk, card.unit.pk])
    return reverse("reporting:grid", args=[card.cycle.pk, card.unit.pk, card.progress.period.pk])
