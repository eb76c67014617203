"""What waits for a unit's administrator: people without a way in, deputies and assignments that end."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.web.accounts.models import OneTimeCode
from thidua.web.clusters.models import Assignment, Unit, in_force
from thidua.web.clusters.queries import with_names
from thidua.web.core import clock
from thidua.web.home.queries.task import Task

SOON = dt.timedelta(days=14)
NEEDED = (Assignment.Role.OFFICER, Assignment.Role.LEADER)


def people_tasks(unit_ids: list[int], today: dt.date) -> Iterator[Task]:
    """For the units that the person administers; three queries whatever their number."""
    rows = Assignment.objects.filter(in_force(today), unit_id__in=unit_ids)
    by_unit: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows.select_related("user", "deputises").order_by("to_on", "pk"):
        by_unit[row.unit_id].append(row)
    codes = OneTimeCode.objects.filter(used_at=None, expires_at__gt=clock.now())
    expires = dict(codes.filter(user__assignments__in=rows).values_list("user_id", "expires_at"))
    for unit in with_names(Unit.objects.filter(pk__in=unit_ids)).order_by("order", "code"):
        name = unit.name_on(today)
        yield from _nobody(unit, name, by_unit[unit.pk], today)
        yield from _no_way_in(unit, name, by_unit[unit.pk], expires, today)
        yield from _ending(unit, name, by_unit[unit.pk], today)


def _nobody(unit: Unit, name: str, rows: list[Assignment], today: dt.date) -> Iterator[Task]:
    held = {row.role for row in rows if row.user.is_active}
    for role in NEEDED:
        if role not in held:
            text = _("Đơn vị chưa có ai là «%(role)s»") % {"role": role.label}
            url = reverse("clusters:person-invite", args=[unit.pk])
            yield Task(text, url, today, place=name, note=_("Hãy mời người vào đơn vị."), order=1)


def _no_way_in(
    unit: Unit, name: str, rows: list[Assignment], expires: dict[int, dt.datetime], today: dt.date
) -> Iterator[Task]:
    people = {row.user_id: row.user for row in rows}
    for person in people.values():
        if not person.is_active or not person.password.startswith(UNUSABLE_PASSWORD_PREFIX):
            continue
        url = reverse("clusters:person", args=[unit.pk, person.pk])
        until = expires.get(person.pk)
        if until:
            note = _("Mã còn hiệu lực đến %(time)s. Hãy nhắc người nhận mã đăng nhập.") % {
                "time": timezone.localtime(until).strftime("%H:%M %d/%m/%Y")
            }
        else:
            note = _("Không còn mã nào dùng được. Hãy cấp mã mới.")
        text = _("%(person)s chưa đăng nhập lần nào") % {"person": person}
        yield Task(text, url, today, place=name, note=note, kind="watch" if until else "do", order=2)


def _ending(unit: Unit, name: str, rows: list[Assignment], today: dt.date) -> Iterator[Task]:
    for row in rows:
        if row.to_on is None or row.to_on > today + SOON:
            continue
        words = {"person": row.user, "whom": row.deputises, "role": row.get_role_display()}
        if row.deputises_id:
            text = _("Sắp hết thời gian %(person)s làm thay %(whom)s") % words
        else:
            text = _("Sắp hết phân công của %(person)s (%(role)s)") % words
        url = reverse("clusters:people", args=[unit.pk])
        yield Task(text, url, today, row.to_on, name, kind="watch", order=4)
