"""The inbox: what waits for this person, computed from the state of things, the most urgent first.

Nothing is stored: a task is gone when the thing is done. A person with several roles sees the sum.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from thidua.web.clusters.models import Assignment
from thidua.web.clusters.queries import standing_of
from thidua.web.home.queries.agreement_tasks import agreement_tasks
from thidua.web.home.queries.award_tasks import award_tasks
from thidua.web.home.queries.charity_tasks import charity_tasks
from thidua.web.home.queries.cluster_tasks import cluster_tasks, preparing_tasks, role_tasks
from thidua.web.home.queries.desk_tasks import desk_tasks
from thidua.web.home.queries.head_tasks import head_tasks
from thidua.web.home.queries.overview import Overview
from thidua.web.home.queries.people_tasks import people_tasks
from thidua.web.home.queries.signing_tasks import signing_tasks
from thidua.web.home.queries.site_tasks import site_tasks
from thidua.web.home.queries.task import Task
from thidua.web.home.queries.unit_tasks import leader_tasks, officer_tasks
from thidua.web.home.queries.vote_tasks import vote_tasks

__all__ = ["Task", "tasks_for"]
Role = Assignment.Role
OF_FEATURES = (
    agreement_tasks, award_tasks, charity_tasks, desk_tasks, head_tasks, signing_tasks, vote_tasks,
)  # fmt: skip


def tasks_for(user: Any, overview: Overview) -> list[Task]:
    """Everything that waits for the person, late first, then by day, then what has none."""
    found = {(task.url, task.text): task for task in _tasks(user, overview)}
    return sorted(found.values(), key=_urgency)


def _urgency(task: Task) -> tuple[bool, dt.date, int]:
    return (not task.is_late, task.due_on or dt.date.max, task.order)


def _tasks(user: Any, overview: Overview) -> Iterator[Task]:
    standing = standing_of(user)
    for card in overview.units:
        if standing.has_role(card.unit.pk, Role.OFFICER):
            yield from officer_tasks(card, overview.today)
        if standing.has_role(card.unit.pk, Role.LEADER):
            yield from leader_tasks(user, card, overview.today)
    administered = [pk for pk in standing.unit_roles if standing.has_role(pk, Role.ADMINISTRATOR)]
    if administered:
        yield from people_tasks(administered, overview.today)
    for progress in overview.clusters:
        yield from cluster_tasks(user, progress)
    yield from preparing_tasks(user)
    yield from role_tasks(user)
    for waiting_in in OF_FEATURES:
        yield from waiting_in(user, overview.today)
    if user.is_site_admin:
        yield from site_tasks(overview.today)
