"""Acts on votes: prepare, open, take votes, close, count, decide, apply, annul."""

from thidua.web.votes.actions.casting import cast_vote, enter_vote
from thidua.web.votes.actions.deciding import Decision, apply_vote, decide_vote, next_round
from thidua.web.votes.actions.drafting import NewVote, change_vote, discard_draft, draft_vote
from thidua.web.votes.actions.printing import issue_minutes
from thidua.web.votes.actions.running import (
    Entry,
    annul_vote,
    close_vote,
    discard_rehearsal_votes,
    open_vote,
    record_count,
)

__all__ = [
    "Decision",
    "Entry",
    "NewVote",
    "annul_vote",
    "apply_vote",
    "cast_vote",
    "change_vote",
    "close_vote",
    "decide_vote",
    "discard_draft",
    "discard_rehearsal_votes",
    "draft_vote",
    "enter_vote",
    "issue_minutes",
    "next_round",
    "open_vote",
    "record_count",
]
