"""Addresses of votes."""

from django.urls import path

from thidua.web.votes.views import award_votes, casting, drafts, minutes, running, votes

app_name = "votes"
VOTE = "votes/items/<int:vote>"
urlpatterns = [
    path("votes/", votes.start, name="start"),
    path("votes/<int:cluster>/new/", drafts.add, name="add"),
    path("votes/awards/<int:recommendation>/new/", award_votes.draft_for_award, name="add-for-award"),
    path(f"{VOTE}/", votes.vote_page, name="vote"),
    path(f"{VOTE}/edit/", drafts.edit, name="edit"),
    path(f"{VOTE}/settings/", drafts.settings, name="settings"),
    path(f"{VOTE}/questions/add/", drafts.question_add, name="question-add"),
    path(f"{VOTE}/questions/<slug:question>/", drafts.question_edit, name="question-edit"),
    path(f"{VOTE}/questions/<slug:question>/remove/", drafts.question_remove, name="question-remove"),
    path(f"{VOTE}/discard/", drafts.discard, name="discard"),
    path(f"{VOTE}/open/", running.open_page, name="open"),
    path(f"{VOTE}/progress/", votes.progress, name="progress"),
    path(f"{VOTE}/count/", running.count, name="count"),
    path(f"{VOTE}/close/", running.close, name="close"),
    path(f"{VOTE}/decide/", running.decide, name="decide"),
    path(f"{VOTE}/annul/", running.annul, name="annul"),
    path(f"{VOTE}/next-round/", running.go_on, name="go-on"),
    path(f"{VOTE}/apply/", running.apply, name="apply"),
    path(f"{VOTE}/roll/", casting.roll, name="roll"),
    path(f"{VOTE}/minutes/", minutes.minutes, name="minutes"),
    path("votes/voters/<int:voter>/", casting.voter_page, name="voter"),
    path("votes/voters/<int:voter>/enter/", casting.enter, name="enter"),
    path("votes/ballots/<int:ballot>/scan/", casting.scan, name="scan"),
]
