"""Preparing a vote on one recommendation for an award."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from thidua.web.awards.queries import recommendations_visible_to
from thidua.web.votes import actions
from thidua.web.votes.award_votes import new_vote
from thidua.web.votes.views.finding import page_of


@require_http_methods(["POST"])
def draft_for_award(request: HttpRequest, recommendation: int) -> HttpResponse:
    """A vote about the recommendation stands as a draft, under the rule that its list names."""
    row = get_object_or_404(recommendations_visible_to(request.user), pk=recommendation)
    cluster = row.award_list.cycle.cluster
    return redirect(page_of(actions.draft_vote(actor=request.user, cluster=cluster, new=new_vote(row))))
