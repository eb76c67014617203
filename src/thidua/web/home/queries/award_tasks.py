"""What the recommendations for awards wait for: a unit's achievement report, the list, the proposal."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.awards.models import AwardList, Recommendation
from thidua.web.awards.queries import achievements_visible_to, lists_visible_to
from thidua.web.clusters.models import Assignment
from thidua.web.clusters.queries import cycle_day, standing_of
from thidua.web.home.queries.task import Task

Role, Row, State = Assignment.Role, Recommendation, AwardList.State


def award_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """Reports of the units the person speaks for; the next step of the list, for its secretariat."""
    standing = standing_of(user)
    units = [pk for pk in standing.unit_roles if standing.has_role(pk, Role.OFFICER, Role.LEADER)]
    if units:
        yield from _reports(user, units, today)
    if standing.secretariat:
        yield from _lists(user, list(standing.secretariat), today)


def _reports(user: Any, units: list[int], today: dt.date) -> Iterator[Task]:
    listed = Row.objects.filter(
        award_list=OuterRef("award_list"), unit=OuterRef("unit"), state=Row.State.LISTED
    ).exclude(decision=Row.Decision.NOT_RECOMMENDED)
    rows = achievements_visible_to(user).filter(Exists(listed), unit_id__in=units, completed_on=None)
    for report in rows.exclude(award_list__state=State.SENT):
        cycle = report.award_list.cycle
        text = _("Hoàn thành báo cáo thành tích năm %(year)d") % {"year": cycle.year}
        url = reverse("awards:achievement", args=[report.pk])
        note = _("Đơn vị có trong danh sách đề nghị khen thưởng của cụm.")
        yield Task(text, url, today, place=report.unit.name_on(cycle_day(cycle)), note=note, order=2)


def _lists(user: Any, clusters: list[int], today: dt.date) -> Iterator[Task]:
    texts = {
        State.DRAFT: _("Lập xong và chốt danh sách đề nghị khen thưởng năm %(year)d"),
        State.DECIDED: _("Ban hành tờ trình đề nghị khen thưởng năm %(year)d"),
    }
    for found in lists_visible_to(user).filter(cycle__cluster_id__in=clusters, state__in=texts):
        text = texts[State(found.state)] % {"year": found.cycle.year}
        url = reverse("awards:year", args=[found.cycle_id])
        yield Task(text, url, today, place=found.cycle.cluster.name, order=3)
