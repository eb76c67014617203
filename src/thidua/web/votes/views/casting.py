"""Voting by name: the unit's own page, and what the secretariat types."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters.queries import standing_of
from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.uploads import clean_file_name, file_response, store_upload
from thidua.web.votes import actions, permissions, queries, wording
from thidua.web.votes.actions.casting import Written
from thidua.web.votes.forms.ballots import BallotForm, EnteredForm
from thidua.web.votes.models import NamedBallot, Vote, Voter
from thidua.web.votes.views.finding import page_of, vote_of, voter_of


def _ballot(request: HttpRequest, voter: Voter) -> NamedBallot | None:
    found: NamedBallot | None = queries.ballots_visible_to(request.user).filter(voter=voter).first()
    return found


def _written_out(voter: Voter, ballot: NamedBallot | None) -> list[tuple[str, str]]:
    if ballot is None:
        return []
    asked = zip(voter.vote.asked, ballot.marks, strict=True)
    return [(question.text, wording.mark_name(question, mark)) for question, mark in asked]


@require_http_methods(["GET", "POST"])
def voter_page(request: HttpRequest, voter: int) -> HttpResponse:
    """Vote for the own unit; what was recorded stands on top, and may be changed until closing."""
    found = voter_of(request, voter)
    if found.unit_id not in standing_of(request.user).unit_roles:
        raise Http404
    access = permissions.can_cast(request.user, found)
    ballot = _ballot(request, found)
    initial = BallotForm.initial_of(found.vote, ballot.marks) if ballot else None
    form = BallotForm(request.POST if request.method == "POST" else None, voter=found, initial=initial)
    if request.method == "POST":
        access.require()
        if form.is_valid():
            try:
                actions.cast_vote(actor=request.user, voter=found, marks=form.marks())
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                messages.success(request, _("Đã ghi nhận biểu quyết của đơn vị."))
                return redirect("votes:voter", found.pk)
    context: dict[str, Any] = {
        "voter": found, "vote": found.vote, "form": form, "access": access, "ballot": ballot,
        "recorded": _written_out(found, ballot), "single": _single(found.vote),
        "trail": [(_("Biểu quyết"), reverse("votes:start")), (found.vote.title[:60], page_of(found.vote)), (found.name, "")],
    }  # fmt: skip
    return render(request, "votes/voter.html", context)


def _single(vote: Vote) -> list[tuple[str, str, str]]:
    """(name, value, label) of one button for each answer, when the only question is yes or no."""
    questions = vote.asked
    if len(questions) != 1 or questions[0].kind != "yes_no":
        return []
    (question,) = questions
    return [(question.id, answer, wording.answer_name(question, answer)) for answer in question.answers]


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, voter: int) -> HttpResponse:
    """Type a vote that was said aloud, or sent in writing with its scan; a roll call goes on to the next."""
    found = voter_of(request, voter)
    permissions.can_enter(request.user, found).require()
    ballot = _ballot(request, found)
    initial = BallotForm.initial_of(found.vote, ballot.marks) if ballot else None
    form = EnteredForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        voter=found,
        initial=initial,
    )

    def act() -> None:
        actions.enter_vote(
            actor=request.user,
            voter=found,
            marks=form.marks(),
            written=_written(form.cleaned_data.get("scan")),
        )

    rolls = found.vote.taking == Vote.Taking.ROLL and found.is_present
    page = FormPage(
        _("Ghi biểu quyết của %(unit)s") % {"unit": found.name},
        _("Ghi, gọi đơn vị tiếp theo") if rolls else _("Ghi"),
        reverse("votes:roll", args=[found.vote_id]) if rolls else page_of(found.vote),
        done=_("Đã ghi biểu quyết của %(unit)s.") % {"unit": found.name},
        intro=found.vote.title,
    )
    return form_page(request, form, act, page)


def _written(upload: Any) -> Written | None:
    if not upload:
        return None
    stored = store_upload(upload)
    return Written(stored, clean_file_name(upload.name, stored.media_type))


@require_safe
def roll(request: HttpRequest, vote: int) -> HttpResponse:
    """The next unit to call, in the order of the list; the vote's page when all were called."""
    found = vote_of(request, vote)
    permissions.can_draft(request.user, found.cluster_id).require()
    waiting = found.voters.filter(is_present=True, is_entitled=True, ballot=None).first()
    if waiting is None or found.taking != Vote.Taking.ROLL:
        return redirect(page_of(found))
    return redirect("votes:enter", waiting.pk)


@require_safe
def scan(request: HttpRequest, ballot: int) -> FileResponse:
    """What an absent unit sent, as scanned."""
    found = get_object_or_404(queries.ballots_visible_to(request.user), pk=ballot)
    if found.scan is None:
        raise Http404
    return file_response(found.scan, found.scan_name)
