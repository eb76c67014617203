"""Nothing that is left after closing pairs a voter with a vote: counted exactly over every possible world.

Four voters draw slips from a pile, vote in some order, and somebody watched that order. Every draw, every
order and every way of giving three yes and one no to the four is one world, all equally likely. For each
view that the world can leave behind, the share of worlds in which a given voter said yes must be 3/4:
what anybody could have said without looking.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import permutations

import pytest

from tests.ballots.world import FLAG, as_file, world
from thidua.ballots import cast, close_ballot, open_board, receive

VOTERS = range(4)
W = world(voters=4, spare=0, questions=(FLAG,))
SEALED = {
    (slip, mark): cast(W.opening, W.codes[slip], ((mark,),), bytes([slip]) * 32)
    for slip in VOTERS
    for mark in ("yes", "no")
}


class Rows:
    """The server as it must be: a row for each credential, made at opening, filled in place."""

    def __init__(self, opening):
        self.opening, self.held = opening, dict.fromkeys(opening.credentials)

    def take(self, given):
        self.held[given.credential] = receive(self.opening, self.held[given.credential], given)

    def left(self):
        return list(self.held.items()), close_ballot(
            self.opening, filter(None, self.held.values()), handed_out=4
        )


class Appended(Rows):
    """The server as it must not be: a row is added when a ballot comes (OpenSlides' serial number, a log, a time)."""

    def take(self, given):
        self.held[given.credential] = receive(self.opening, self.held.pop(given.credential, None), given)


def worlds():
    """Who votes no, who drew which slip, who came when."""
    for contrary in VOTERS:
        for draw in permutations(VOTERS):
            for order in permutations(VOTERS):
                yield contrary, draw, order


def beliefs(server):
    """For each view with the watched order: in how many worlds did each voter say yes, and out of how many."""
    yes, of = defaultdict(lambda: [0] * 4), defaultdict(int)
    for contrary, draw, order in worlds():
        box = server(W.opening)
        for voter in order:
            box.take(SEALED[draw[voter], "no" if voter == contrary else "yes"])
        seen = (repr(box.left()), order)
        of[seen] += 1
        for voter in VOTERS:
            yes[seen][voter] += voter != contrary
    return {Fraction(yes[seen][voter], of[seen]) for seen in of for voter in VOTERS}


def test_whoever_holds_everything_after_closing_and_saw_who_came_when_knows_no_more_than_the_result():
    assert beliefs(Rows) == {Fraction(3, 4)}


def test_a_server_that_keeps_the_order_of_arrival_tells_and_this_test_sees_it():
    """With the order kept, whoever saw who came when reads off the vote of each (here even from the opened board)."""
    places = defaultdict(set)
    for contrary, draw, order in worlds():
        box = Appended(W.opening)
        for voter in order:
            box.take(SEALED[draw[voter], "no" if voter == contrary else "yes"])
        kept = [given for given in box.held.values() if given]
        votes = {given: mark for (_, mark), given in SEALED.items()}
        places[order].add(tuple(votes[given] for given in kept).index("no") == order.index(contrary))
    assert set().union(*places.values()) == {True}


@pytest.mark.parametrize("stage", ["closed", "opened"])
def test_the_files_are_the_same_byte_for_byte_in_every_order_of_arrival(stage):
    files = set()
    for order in permutations(VOTERS):
        board = close_ballot(
            W.opening, [SEALED[slip, "yes" if slip else "no"] for slip in order], handed_out=4
        )
        files.add(repr(as_file(board if stage == "closed" else open_board(board, W.private))))
    assert len(files) == 1


def test_nothing_in_the_file_is_a_time_a_number_of_arrival_or_an_address():
    board = open_board(close_ballot(W.opening, [SEALED[s, "yes"] for s in VOTERS], handed_out=4), W.private)
    file = as_file(board)
    assert {tuple(row) for row in file["closing"]["ballots"]} == {
        ("credential", "sealed", "signature", "void")
    }
    assert {tuple(vote) for vote in file["opened"]["votes"]} == {("receipt", "marks", "wrong")}
    assert [row["credential"] for row in file["closing"]["ballots"]] == sorted(W.opening.credentials)
