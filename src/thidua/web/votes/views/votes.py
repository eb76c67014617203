"""The list of votes, and the page of one in whatever state it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.clusters.queries import official_documents_visible_to, standing_of
from thidua.web.votes import permissions, queries, results, ruling, tables, wording
from thidua.web.votes.consequences import consequence_of
from thidua.web.votes.joints import doors_of
from thidua.web.votes.models import Vote
from thidua.web.votes.views.finding import vote_of

State = Vote.State
LOOK = {
    State.DRAFT: "", State.OPEN: "state-warn", State.CLOSED: "state-info", State.DECIDED: "state-good",
    State.ANNULLED: "state-bad",
}  # fmt: skip


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What waits for the person's unit, then every vote the person sees, newest first."""
    rows = list(queries.votes_visible_to(request.user)[:200])
    context = {
        "waiting": queries.waiting_for(request.user),
        "rows": [(row, LOOK[State(row.state)]) for row in rows],
        "run": list(
            Cluster.objects.filter(pk__in=list(standing_of(request.user).secretariat)).order_by("name")
        ),
    }
    return render(request, "votes/start.html", context)


@require_safe
def vote_page(request: HttpRequest, vote: int) -> HttpResponse:
    """Rule and questions; while open who has taken part, for the secretariat; the result once it may be read."""
    found = vote_of(request, vote)
    user = request.user
    context = _head(request, found) | {
        "rule_rows": wording.rule_sentences(found.ruling),
        "set_rows": wording.settings_sentences(found.rule_settings),
        "rule_name": wording.rule_name(found.rule),
        "left_open": ruling.left_open(ruling.rule_named(found.rule)),
        "questions": [tables.asked(found, question) for question in found.asked],
        "doors": doors_of(user, found) if found.way == Vote.Way.SECRET else [],
        "result": results.result(found) if queries.sees_result(user, found) else None,
        "named": tables.named_ballots(user, found) if queries.sees_result(user, found) else None,
        "own": _own(user, found),
        "consequence": _consequence(user, found),
        "documents": _documents(user, found),
        "later": queries.votes_visible_to(user).filter(previous=found).first(),
    }
    if context["runs"] and found.state == State.OPEN:
        context |= tables.progress(user, found)
    return render(request, "votes/vote.html", context)


def _head(request: HttpRequest, vote: Vote) -> dict[str, Any]:
    user = request.user
    return {
        "vote": vote,
        "look": LOOK[State(vote.state)],
        "runs": queries.runs_votes(user, vote.cluster_id),
        "access": {
            name: getattr(permissions, f"can_{name}")(user, vote)
            for name in ("edit", "close", "count", "decide", "annul", "go_on", "apply", "print")
        },
        "trail": [(_("Biểu quyết"), reverse("votes:start")), (vote.title[:60], "")],
    }


def _own(user: Any, vote: Vote) -> list[dict[str, Any]]:
    """The person's own units in this vote: what they may do, and whether they took part."""
    if vote.way != Vote.Way.OPEN or vote.state == State.DRAFT:
        return []
    units = standing_of(user).unit_roles
    voters = list(vote.voters.filter(unit_id__in=list(units)).select_related("vote", "unit"))
    part = queries.took_part(vote) if voters else {}
    return [
        {"voter": voter, "access": permissions.can_cast(user, voter), "has_voted": voter.pk in part}
        for voter in voters
    ]


def _consequence(user: Any, vote: Vote) -> dict[str, Any] | None:
    found = consequence_of(vote)
    if found is None or vote.state == State.DRAFT:
        return None
    page = found.page(vote) if found.page else ""
    return {"label": found.label, "page": page, "access": permissions.can_apply(user, vote)}


def _documents(user: Any, vote: Vote) -> list[OfficialDocument]:
    return list(official_documents_visible_to(user).filter(about=f"vote:{vote.pk}"))


@require_safe
def progress(request: HttpRequest, vote: int) -> HttpResponse:
    """The list of who has taken part, alone: the secretariat's page asks for it while the vote runs."""
    found = vote_of(request, vote)
    permissions.can_draft(request.user, found.cluster_id).require()
    context = _head(request, found) | tables.progress(request.user, found)
    return render(request, "votes/_progress.html", context)
