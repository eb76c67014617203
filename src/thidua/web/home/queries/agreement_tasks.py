"""What a year's agreement waits for: a unit's word, a decision on a proposal, its adoption, its signing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.agreements.models import Agreement
from thidua.web.agreements.permissions import units_to_speak_for
from thidua.web.agreements.queries import agreements_visible_to, open_amendments, signing_round, waiting_units
from thidua.web.clusters.models import Assignment
from thidua.web.clusters.queries import cycle_day, standing_of
from thidua.web.home.queries.task import Task
from thidua.web.signatures.queries import progress

State, Role = Agreement.State, Assignment.Role


def agreement_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """For those who speak for a unit, and for the secretariat: a year has one unfinished agreement at most."""
    standing = standing_of(user)
    speaks = any(standing.has_role(unit, Role.OFFICER, Role.LEADER) for unit in standing.unit_roles)
    if not speaks and not standing.secretariat:
        return
    for row in agreements_visible_to(user).filter(state__in=Agreement.UNFINISHED):
        if row.state == State.CONSULTATION:
            yield from _replies(user, row, today)
        if row.cycle.cluster_id in standing.secretariat:
            yield from _next_step(row, today)


def _replies(user: Any, row: Agreement, today: dt.date) -> Iterator[Task]:
    day, replied = cycle_day(row.cycle), set(row.replies.values_list("unit_id", flat=True))
    text = _("Cho ý kiến về «%(agreement)s»") % {"agreement": row}
    for unit in units_to_speak_for(user, row):
        if unit.pk not in replied:
            note = _("Không có ý kiến gì thêm thì bấm nút trả lời, để tổ thư ký biết đơn vị đã xem.")
            yield Task(text, _page(row), today, row.comments_until, unit.name_on(day), note, order=2)


def _next_step(row: Agreement, today: dt.date) -> Iterator[Task]:
    if row.state == State.CONSULTATION:
        yield from _consultation(row, today)
        return
    if row.state == State.SIGNING:
        yield _signing(row, today)
        return
    texts = {
        State.DRAFT: _("Soạn xong «%(agreement)s» và gửi các đơn vị góp ý"),
        State.ADOPTED: _("Đưa «%(agreement)s» ra ký"),
    }
    yield _task(row, texts[State(row.state)] % {"agreement": row}, today)


def _consultation(row: Agreement, today: dt.date) -> Iterator[Task]:
    proposals = open_amendments(row).count()
    if proposals:
        text = ngettext(
            "Quyết định %(count)d đề nghị sửa «%(agreement)s»",
            "Quyết định %(count)d đề nghị sửa «%(agreement)s»",
            proposals,
        )
        yield _task(row, text % {"count": proposals, "agreement": row}, today, due_on=row.comments_until)
    day = cycle_day(row.cycle)
    names = ", ".join(unit.name_on(day) for unit in waiting_units(row))
    if names:
        text = _("Chờ các đơn vị cho ý kiến về «%(agreement)s»") % {"agreement": row}
        yield _task(row, text, today, due_on=row.comments_until, note=names, kind="watch", order=4)
    elif not proposals:
        yield _task(row, _("Ghi nhận việc thông qua «%(agreement)s»") % {"agreement": row}, today)


def _signing(row: Agreement, today: dt.date) -> Task:
    paper = signing_round(row)
    if paper is None:
        text = _("Đưa «%(agreement)s» ra ký lại") % {"agreement": row}
        return _task(row, text, today, note=_("Đợt ký trước đã hủy."))
    signed, everyone = progress(paper)
    text = _("«%(agreement)s»: %(signed)d/%(all)d đơn vị đã ký")
    text = text % {"agreement": row, "signed": signed, "all": everyone}
    return Task(
        text,
        reverse("signatures:round", args=[paper.pk]),
        today,
        place=row.cycle.cluster.name,
        kind="watch",
        order=4,
    )


def _page(row: Agreement) -> str:
    return reverse("agreements:agreement", args=[row.pk])


def _task(row: Agreement, text: str, today: dt.date, **more: Any) -> Task:
    return Task(text, _page(row), today, place=row.cycle.cluster.name, **({"order": 3} | more))
