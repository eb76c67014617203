"""Votes and voters by their number as far as the person sees them, else 404."""

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thidua.web.clusters.models import Cluster, Unit
from thidua.web.clusters.queries import member_units
from thidua.web.core import clock
from thidua.web.votes import queries
from thidua.web.votes.models import Vote, Voter


def vote_of(request: HttpRequest, key: int) -> Vote:
    """The vote, when the person sees it."""
    found: Vote = get_object_or_404(queries.votes_visible_to(request.user), pk=key)
    return found


def voter_of(request: HttpRequest, key: int) -> Voter:
    """The voter, when the person sees it."""
    found: Voter = get_object_or_404(queries.voters_visible_to(request.user), pk=key)
    return found


def page_of(vote: Vote) -> str:
    """Address of the vote's page."""
    return reverse("votes:vote", args=[vote.pk])


def named_units(cluster: Cluster, day: dt.date | None = None) -> list[tuple[Unit, str]]:
    """Members today with their names."""
    today = day or clock.today()
    return [(unit, unit.name_on(today)) for unit in member_units(cluster, today)]
