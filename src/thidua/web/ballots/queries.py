"""Reads of secret ballots. Nothing here, and nothing in the database, tells who cast which ballot, or when."""

from typing import Any

from django.db.models import QuerySet

from thidua.ballots import Board, Electorate, Opening, Question, Rule, reveals
from thidua.web.ballots.models import BallotComplaint, BallotRegister, SecretBallot, WithdrawnSlip
from thidua.web.core import clock
from thidua.web.core.written import language
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import votes_visible_to

State = SecretBallot.State
PUBLIC = (State.OPEN, State.CLOSED, State.COUNTED)


def secret_votes_visible_to(user: Any) -> QuerySet[Vote]:
    """Votes by secret ballot that the person sees."""
    return votes_visible_to(user).filter(way=Vote.Way.SECRET).select_related("secret_ballot", "cluster")


def ballot_of(vote: Vote) -> SecretBallot | None:
    """The vote's secret ballot, once prepared."""
    return SecretBallot.objects.filter(vote=vote).first()


def printed_mark(vote: Vote) -> str:
    """What tells one preparation of slips from the next: the tellers' public key; empty while nothing was prepared."""
    return str(SecretBallot.objects.filter(vote=vote).values_list("tellers__key", flat=True).first() or "")


def published(key: str) -> QuerySet[SecretBallot]:
    """The ballot as everybody may read it, once it was opened."""
    return SecretBallot.objects.filter(key=key, state__in=PUBLIC).select_related("vote__cluster")


def locked(ballot: SecretBallot) -> SecretBallot:
    """The row locked for an act, read anew."""
    rows = SecretBallot.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("vote__cluster").get(pk=ballot.pk)


def register_of(ballot: SecretBallot) -> QuerySet[BallotRegister]:
    """Who may take a slip, in the order of the voters' list."""
    return ballot.register.select_related("voter")


def handed_out(ballot: SecretBallot) -> int:
    """How many voters took a slip."""
    return ballot.register.filter(took_slip=True).count()


def slips_left(ballot: SecretBallot) -> int:
    """Slips neither handed out nor withdrawn; 0 before the ballot may close."""
    return ballot.slips - handed_out(ballot) - ballot.withdrawn.count()


def withdrawn_of(ballot: SecretBallot) -> QuerySet[WithdrawnSlip]:
    """The slips that vote no more."""
    return ballot.withdrawn.all()


def complaints_of(ballot: SecretBallot) -> QuerySet[BallotComplaint]:
    """Complaints with what was decided."""
    return ballot.complaints.all()


def window_is_over(ballot: SecretBallot) -> bool:
    """Whether the time for complaints has passed."""
    return ballot.complaints_until is not None and clock.now() >= ballot.complaints_until


def electorate_of(vote: Vote) -> Electorate:
    """The numbers frozen when the vote opened."""
    return Electorate(**vote.electorate)


def voters_taking_part(vote: Vote) -> int:
    """How many may take a slip."""
    rows = vote.voters.filter(is_entitled=True)
    return (rows.filter(is_present=True) | rows.filter(in_writing=True)).count()


def questions_of(vote: Vote) -> tuple[Question, ...]:
    """What is asked."""
    return tuple(vote.asked)


def rule_of(vote: Vote) -> Rule:
    """The rule in force."""
    return vote.ruling


def warnings_for(vote: Vote) -> list[dict[str, str]]:
    """What the result alone would tell about single voters: code, level, the sentence in both languages."""
    found = reveals(voters_taking_part(vote), questions_of(vote), rule_of(vote))
    return [{"code": w.code, "level": w.level, "vi": w.said.vi, "en": w.said.en} for w in found]


def said(text: Any) -> str:
    """A sentence of `thidua.ballots` in the reader's language."""
    return str(text.en if language() == "en" else text.vi)


def in_fours(digest: str) -> str:
    """A digest as it is read out."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def opening_of(ballot: SecretBallot) -> Opening:
    """The opening as published."""
    return Opening.read(ballot.opening)


def board_of(ballot: SecretBallot) -> Board:
    """The board as it stood at closing."""
    return Board.read(ballot.board)
