"""Acts on secret ballots: prepare, open, hand out, withdraw, close, complaints, open the box."""

from thidua.web.ballots.actions.ending import count_board, join_and_count, judge_complaint, record_complaint
from thidua.web.ballots.actions.preparing import Wanted, key_of, prepare_here, take_in
from thidua.web.ballots.actions.running import (
    close_ballot,
    hand_out,
    open_ballot,
    sweep,
    vote_ended,
    vote_removed,
    withdraw_slips,
)

__all__ = [
    "Wanted",
    "close_ballot",
    "count_board",
    "hand_out",
    "join_and_count",
    "judge_complaint",
    "key_of",
    "open_ballot",
    "prepare_here",
    "record_complaint",
    "sweep",
    "take_in",
    "vote_ended",
    "vote_removed",
    "withdraw_slips",
]
