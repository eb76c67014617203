"""Voting rules, outcomes with their arithmetic, and secret ballots that anybody can recount.

Pure: no web, no database, no clock; randomness is an argument. A secret ballot goes

    issue, make_tellers -> Opening (published) -> cast, receive, acknowledge -> close_ballot
    (published, time for complaints) -> join_shares, open_board (published) -> recount by anyone

What it protects and what it cannot: docs/developers/explanation/secret-ballot.md.
"""

from thidua.ballots._board import Board, close_ballot, open_board
from thidua.ballots._casting import Cast, acknowledge, cast, receive
from thidua.ballots._codes import read_receipt
from thidua.ballots._credentials import issue, receipt_of
from thidua.ballots._errors import BallotsError
from thidua.ballots._opening import Opening
from thidua.ballots._outcome import Electorate, Outcome, outcome
from thidua.ballots._recount import Recount, find, recount
from thidua.ballots._reveals import reveals
from thidua.ballots._rules import Rule, rules, tie_names
from thidua.ballots._tally import Kind, Question, Tally, count
from thidua.ballots._tellers import TellersKey, join_shares, make_tellers

__all__ = [
    "BallotsError",
    "Board",
    "Cast",
    "Electorate",
    "Kind",
    "Opening",
    "Outcome",
    "Question",
    "Recount",
    "Rule",
    "Tally",
    "TellersKey",
    "acknowledge",
    "cast",
    "close_ballot",
    "count",
    "find",
    "issue",
    "join_shares",
    "make_tellers",
    "open_board",
    "outcome",
    "read_receipt",
    "receipt_of",
    "receive",
    "recount",
    "reveals",
    "rules",
    "tie_names",
]
