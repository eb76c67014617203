"""The minutes of a vote: issued through the cluster's register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from thidua.web.votes import actions
from thidua.web.votes.views.finding import vote_of


@require_POST
def minutes(request: HttpRequest, vote: int) -> HttpResponse:
    """Draw up the minutes of the count and issue them; leads to the document."""
    found = vote_of(request, vote)
    document = actions.issue_minutes(actor=request.user, vote=found)
    return redirect("clusters:document", document.pk)
