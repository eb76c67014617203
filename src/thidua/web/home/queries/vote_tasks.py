"""Votes that wait for a unit's leader."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.home.queries.task import Task
from thidua.web.votes.queries import waiting_for


def vote_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """Open votes in which the person's unit has not voted yet, due today."""
    for asked in waiting_for(user):
        if not asked.has_voted:
            text = _("Biểu quyết: %(vote)s") % {"vote": asked.vote.title}
            note = _("Diễn tập") if asked.vote.is_rehearsal else ""
            url = reverse("votes:voter", args=[asked.voter.pk])
            yield Task(text, url, today, today, asked.voter.name, note, order=0)
