"""The fund's collections on the page of a conference: the year that it closes and the year that it begins."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from thidua.web.charity.models import Campaign
from thidua.web.charity.queries import campaigns_visible_to
from thidua.web.conferences.links import Link, register
from thidua.web.conferences.models import Conference


def campaigns(user: Any, conference: Conference) -> Iterator[Link]:
    """Collections that the conference reports on or agrees."""
    year, cluster = conference.cycle.year, conference.cycle.cluster_id
    rows = campaigns_visible_to(user).filter(fund__cluster_id=cluster, year__in=(year, year + 1))
    for row in rows.order_by("year", "pk"):
        is_done = row.state == Campaign.State.ADOPTED
        url = reverse("charity:campaign", args=[row.pk])
        yield Link(row.title, url, row.get_state_display(), is_done=is_done)


register(60, campaigns)
