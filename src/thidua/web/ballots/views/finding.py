"""The vote and its ballot as the person may see them, and the way back."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thidua.web.ballots import queries
from thidua.web.ballots.models import SecretBallot
from thidua.web.votes.models import Vote


def vote_of(request: HttpRequest, vote: int) -> Vote:
    """A vote by secret ballot that the person sees."""
    return get_object_or_404(queries.secret_votes_visible_to(request.user), pk=vote)


def ballot_of(request: HttpRequest, vote: int) -> SecretBallot:
    """Its ballot, once prepared."""
    found = queries.ballot_of(vote_of(request, vote))
    if found is None:
        raise Http404
    return found


def vote_page(vote: Vote) -> str:
    """The vote's own page."""
    return reverse("votes:vote", args=[vote.pk])


def page_of(vote: Vote | int) -> str:
    """Where the ballot's steps are."""
    return reverse("ballots:ballot", args=[vote if isinstance(vote, int) else vote.pk])
