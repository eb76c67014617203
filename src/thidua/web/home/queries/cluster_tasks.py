"""What waits for who runs or watches a cluster: sheets, papers, explanations, late units, the next step."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.permissions import can_approve_cluster_role, can_verify, is_secretariat
from thidua.web.clusters.queries import pending_roles_visible_to, standing_of
from thidua.web.core import clock
from thidua.web.home.queries.overview import ClusterCard
from thidua.web.home.queries.task import Task
from thidua.web.reporting.queries import waiting_evidence
from thidua.web.scoring.models import Explanation, Scoresheet

S = Cycle.State
VERIFYING = (S.VERIFICATION, S.REVERIFICATION)
TO_VERIFY = (Scoresheet.State.APPROVED, Scoresheet.State.MISSED)


def cluster_tasks(user: Any, card: ClusterCard) -> Iterator[Task]:
    """Tasks in one year of one cluster; rows of the person's own unit are left out."""
    cycle = card.progress.cycle
    verifiable = [row.fill.unit for row in card.progress.units if _may_verify(user, card, row.fill.unit)]
    yield from _sheets(card, verifiable)
    yield from _explanations(card, verifiable)
    if is_secretariat(user, cycle.cluster_id):
        yield from _papers(card, verifiable)
        yield from _running(card)


def _may_verify(user: Any, card: ClusterCard, unit: Unit) -> bool:
    """`can_verify`, asked for the head unit alone and once for all others: the rule differs only there."""
    if unit.pk in card.own_unit_ids:
        return False
    if unit.pk == card.head_id:
        return bool(can_verify(user, card.progress.cycle, unit))
    return card.runs


def _step_due(card: ClusterCard) -> dt.date | None:
    return card.progress.step.due_on if card.progress.step else None


def _sheets(card: ClusterCard, verifiable: list[Unit]) -> Iterator[Task]:
    cycle, mine = card.progress.cycle, {unit.pk for unit in verifiable}
    if cycle.state not in VERIFYING:
        return
    waiting = [
        row
        for row in card.progress.units
        if row.fill.unit.pk in mine and row.sheet and row.sheet.state in TO_VERIFY
    ]
    if not waiting:
        return
    text = ngettext(
        "Thẩm định phiếu của %(count)d đơn vị", "Thẩm định phiếu của %(count)d đơn vị", len(waiting)
    )
    first = waiting[0].sheet
    one = len(waiting) == 1 and first
    url = reverse("scoring:sheet", args=[first.pk]) if one and first else _at(card, "scoring:sheets")
    names = ", ".join(row.name for row in waiting)
    yield _task(card, text % {"count": len(waiting)}, url, _step_due(card), note=names, order=1)


def _explanations(card: ClusterCard, verifiable: list[Unit]) -> Iterator[Task]:
    rows = Explanation.objects.filter(
        scoresheet__cycle=card.progress.cycle, scoresheet__unit__in=verifiable, concluded_at=None
    ).values_list("answered_at", "due_on")
    today = card.progress.today
    ready = [due for answered, due in rows if answered or due < today]
    waiting = [due for answered, due in rows if not answered and due >= today]
    url = _at(card, "scoring:explanations")
    if ready:
        text = ngettext("Kết luận %(count)d giải trình", "Kết luận %(count)d giải trình", len(ready))
        note = _("Đơn vị đã trả lời, hoặc đã hết hạn trả lời.")
        yield _task(card, text % {"count": len(ready)}, url, _step_due(card), note=note, order=1)
    if waiting:
        text = ngettext(
            "%(count)d giải trình chờ đơn vị trả lời", "%(count)d giải trình chờ đơn vị trả lời", len(waiting)
        )
        yield _task(card, text % {"count": len(waiting)}, url, min(waiting), kind="watch", order=4)


def _papers(card: ClusterCard, verifiable: list[Unit]) -> Iterator[Task]:
    """Papers that nobody has looked at yet; they count meanwhile, so there is no deadline of their own."""
    cycle = card.progress.cycle
    if cycle.state not in (S.SELF_SCORING, S.CROSS_SCORING, *VERIFYING):
        return
    rows = waiting_evidence(cycle).filter(unit__in=verifiable).order_by()
    counts = dict(rows.values_list("unit").annotate(count=Count("pk")))
    if counts:
        units = [unit for unit in verifiable if unit.pk in counts]
        text = _("Xem %(count)d minh chứng của %(units)d đơn vị") % {
            "count": sum(counts.values()),
            "units": len(counts),
        }
        url = reverse("reporting:evidence", args=[cycle.pk, units[0].pk])
        names = ", ".join(f"{unit} ({counts[unit.pk]})" for unit in units)
        yield _task(card, text, url, None, note=names, order=3)


def _running(card: ClusterCard) -> Iterator[Task]:
    """Late units, doubtful figures, and the next step when nothing hinders it."""
    late = card.progress.late
    if late:
        text = ngettext("Nhắc %(count)d đơn vị quá hạn", "Nhắc %(count)d đơn vị quá hạn", len(late))
        url = _at(card, "home:reminders")
        note = ", ".join(row.name for row in late)
        yield _task(card, text % {"count": len(late)}, url, None, note=note, order=2)
    if card.doubts:
        count = sum(doubt.count for doubt in card.doubts)
        text = ngettext(
            "Xem %(count)d số liệu bất thường chưa có ghi chú",
            "Xem %(count)d số liệu bất thường chưa có ghi chú",
            count,
        )
        note = ", ".join(doubt.name for doubt in card.doubts)
        yield _task(
            card, text % {"count": count}, _at(card, "reporting:comparison"), None, note=note, order=3
        )
    if card.coming and not card.unmet:
        text = _("Đủ điều kiện chuyển sang bước «%(step)s»") % {"step": card.coming}
        yield _task(card, text, _at(card, "clusters:year"), card.coming_on, order=2)


def _at(card: ClusterCard, route: str) -> str:
    return reverse(route, args=[card.progress.cycle.pk])


def _task(card: ClusterCard, text: str, url: str, due_on: dt.date | None, **more: Any) -> Task:
    return Task(text, url, card.progress.today, due_on, card.progress.cycle.cluster.name, **more)


def preparing_tasks(user: Any) -> Iterator[Task]:
    """Years that the person's secretariat has opened and not begun: the step they are at, what is missing."""
    mine = Cycle.objects.filter(
        cluster_id__in=standing_of(user).secretariat, state__in=(S.DRAFT, S.AGREED)
    ).exclude(cluster__cycles__state__in=Cycle.UNDER_WAY)
    for cycle in mine.select_related("cluster").prefetch_related("steps").order_by("year"):
        steps = {step.state: step for step in cycle.steps.all()}
        coming = year.next_state(cycle, frozenset(s.state for s in steps.values() if s.skipped))
        here = steps.get(cycle.state)
        text = _("Chuẩn bị năm %(year)d: đưa sang bước «%(step)s»") % {
            "year": cycle.year,
            "step": S(coming).label if coming else "",
        }
        yield Task(
            text,
            reverse("clusters:year", args=[cycle.pk]),
            clock.today(),
            here.due_on if here else None,
            cycle.cluster.name,
            note=" ".join(year.unmet(cycle, coming)) if coming else "",
            order=2,
        )


def role_tasks(user: Any) -> Iterator[Task]:
    """Rights in a cluster that wait for a second person, when this person may be that one."""
    today = clock.today()
    for right in pending_roles_visible_to(user):
        if can_approve_cluster_role(user, right):
            text = _("Duyệt quyền «%(role)s» cho %(person)s") % {
                "role": right.get_role_display(),
                "person": right.user,
            }
            url = reverse("clusters:roles", args=[right.cluster_id])
            note = _("%(person)s đề nghị.") % {"person": right.requested_by}
            yield Task(text, url, today, place=right.cluster.name, note=note, order=1)
