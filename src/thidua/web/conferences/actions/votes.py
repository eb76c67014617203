"""Acts that join a vote to the conference: hold it here, open it to who is there, write its result down."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.ballots import Question, Tally
from thidua.web.conferences import hall
from thidua.web.conferences.actions.outcome import add_resolution
from thidua.web.conferences.actions.recording import locked, note
from thidua.web.conferences.models import AgendaItem, Conference, ConferenceVote, Resolution, Screen
from thidua.web.conferences.permissions import can_run, can_run_vote
from thidua.web.core import live
from thidua.web.core.access import Refused
from thidua.web.votes import actions as votes
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import tallies_of
from thidua.web.votes.wording import answer_name

Decision, Method = Resolution.Decision, Resolution.Method
METHODS = {Vote.Way.OPEN: Method.OPEN_VOTE, Vote.Way.SECRET: Method.SECRET_BALLOT}


@transaction.atomic
def hold_vote(*, actor: Any, conference: Conference, vote: Vote, item: AgendaItem | None) -> ConferenceVote:
    """The vote is held at this conference. Refused when it is no draft of the cluster, or held elsewhere."""
    row = locked(conference)
    can_run(actor, row).require()
    if not hall.free_drafts(row).filter(pk=vote.pk).exists():
        raise Refused(_("Chỉ đưa vào hội nghị cuộc biểu quyết còn là dự thảo của cụm."))
    made = ConferenceVote.objects.create(conference=row, vote=vote, item=item)
    note("conferences.vote.hold", actor=actor, of=vote, conference=row, items=(item,), item=item)
    return made


@transaction.atomic
def open_vote(*, actor: Any, link: ConferenceVote) -> Vote:
    """Voting begins among the units that are there now, and the screen shows it."""
    row = locked(link.conference)
    can_run_vote(actor, link).require()
    vote = votes.open_vote(actor=actor, vote=link.vote, electorate=hall.electorate(row))
    _put_on_screen(row, link, Screen.Shows.VOTE)
    return vote


@transaction.atomic
def close_vote(*, actor: Any, link: ConferenceVote) -> Vote:
    """No vote is taken any more; the screen says so and shows no count."""
    row = locked(link.conference)
    can_run_vote(actor, link).require()
    vote = votes.close_vote(actor=actor, vote=link.vote)
    _put_on_screen(row, link, Screen.Shows.VOTE)
    return vote


@transaction.atomic
def announce_vote(*, actor: Any, link: ConferenceVote) -> Vote:
    """The result is announced, and stands on the screen."""
    row = locked(link.conference)
    can_run(actor, row).require()
    vote = votes.decide_vote(actor=actor, vote=link.vote)
    _put_on_screen(row, link, Screen.Shows.RESULT)
    return vote


@transaction.atomic
def show_vote(*, actor: Any, link: ConferenceVote) -> Screen:
    """The screen shows this vote: its result once announced, before that only how far it is."""
    row = locked(link.conference)
    can_run(actor, row).require()
    if not hall.is_open_to_hall(link.item):
        raise Refused(_("Nội dung đang giấu nên không đưa lên màn hình."))
    is_told = link.vote.state == Vote.State.DECIDED
    screen = _put_on_screen(row, link, Screen.Shows.RESULT if is_told else Screen.Shows.VOTE)
    note("conferences.screen.show", actor=actor, of=row, conference=row, after=screen.shows)
    return screen


def _put_on_screen(row: Conference, link: ConferenceVote, shows: str) -> Screen:
    screen, _made = Screen.objects.get_or_create(conference=row)
    screen.vote, screen.shows = link, shows
    screen.save()
    live.changed(row.cycle.cluster_id)
    return screen


@transaction.atomic
def write_resolutions(*, actor: Any, link: ConferenceVote) -> list[Resolution]:
    """What an announced vote decided becomes resolutions, one a question, with method and counts from it."""
    row = locked(link.conference)
    can_run(actor, row).require()
    vote = Vote.objects.get(pk=link.vote_id)
    if vote.state != Vote.State.DECIDED:
        raise Refused(_("Chưa công bố kết quả biểu quyết."))
    if any(made.wording == _wording(vote, q) for made in row.resolutions.all() for q in vote.asked):
        raise Refused(_("Kết quả này đã được ghi vào quyết định của hội nghị."))
    settled = vote.result["questions"]
    made = []
    for tally in tallies_of(vote):
        resolution = Resolution(conference=row, item=link.item, wording=_wording(vote, tally.question))
        resolution.method = METHODS[Vote.Way(vote.way)]
        resolution.decision = _decision(settled[tally.question.id]["chosen"])
        _counts(resolution, tally)
        made.append(add_resolution(actor=actor, resolution=resolution))
    return made


def _wording(vote: Vote, question: Question) -> str:
    if question.kind == "yes_no":
        return question.text
    chosen = vote.result.get("questions", {}).get(question.id, {}).get("chosen", [])
    names = "; ".join(answer_name(question, answer) for answer in chosen)
    return f"{question.text}: {names}" if names else question.text


def _decision(chosen: list[str]) -> Resolution.Decision:
    return Decision.ADOPTED if chosen else Decision.REJECTED


def _counts(resolution: Resolution, tally: Tally) -> None:
    if tally.question.kind == "yes_no":
        counts = tally.votes
        resolution.votes_for, resolution.votes_against = counts.get("yes", 0), counts.get("no", 0)
        resolution.votes_abstaining = counts.get("abstain", 0) + tally.blank + tally.invalid
