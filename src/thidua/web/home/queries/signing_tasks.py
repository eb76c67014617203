"""Papers that wait for the signature of a unit whose leader the person is."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.home.queries.task import Task
from thidua.web.signatures.queries import awaiting_signature_of


def signing_tasks(user: Any, today: dt.date) -> Iterator[Task]:
    """One task for each paper and unit."""
    for signer in awaiting_signature_of(user):
        text = _("Ký số: %(paper)s") % {"paper": signer.round.title}
        yield Task(text, reverse("signatures:sign", args=[signer.pk]), today, place=signer.unit_name, order=1)
