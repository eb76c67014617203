"""The choice of next year's head that waits for a second person."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.clusters.queries import standing_of
from thidua.web.elections.models import HeadChoice
from thidua.web.elections.permissions import can_adopt_choice
from thidua.web.elections.queries import choices_visible_to
from thidua.web.home.queries.task import Task


def head_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """For whoever may adopt it; who drafted it is told that it waits. A year has one draft at most."""
    standing = standing_of(user)
    if not (user.is_site_admin or standing.unit_roles or standing.overseen_clusters):
        return
    for choice in choices_visible_to(user).filter(state=HeadChoice.State.DRAFT):
        words = {"choice": choice}
        place, until = choice.cycle.cluster.name, choice.rights_from
        if can_adopt_choice(user, choice):
            text = _("Thông qua lựa chọn «%(choice)s»") % words
            url = reverse("elections:adopt", args=[choice.pk])
            yield Task(text, url, today, until, place, order=1)
        elif choice.drafted_by_id == user.pk:
            text = _("Chờ người thứ hai thông qua lựa chọn «%(choice)s»") % words
            url = reverse("elections:year", args=[choice.cycle_id])
            yield Task(text, url, today, until, place, kind="watch", order=4)
