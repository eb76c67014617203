"""A small ballot from slips to board, made from fixed entropy."""

import copy
import json
from dataclasses import dataclass

from nacl.signing import SigningKey

from thidua.ballots import (
    Board,
    Cast,
    Electorate,
    Kind,
    Opening,
    Question,
    cast,
    close_ballot,
    issue,
    join_shares,
    make_tellers,
    open_board,
    receive,
    rules,
)
from thidua.ballots._credentials import to_text

BOX = bytes(range(32))
FLAG = Question("flag", "Tặng Cờ thi đua của Chính phủ cho tỉnh Bắc Kạn", award="government_flag")
HEAD = Question(
    "head", "Bầu cụm trưởng", Kind.CHOOSE, {"u1": "Đơn vị 1", "u2": "Đơn vị 2", "u3": "Đơn vị 3"}, 1
)
ORDER = Question(
    "order", "Xếp thứ tự ba đơn vị", Kind.RANK, {"u1": "Đơn vị 1", "u2": "Đơn vị 2", "u3": "Đơn vị 3"}, 1
)
MARKS = [
    (("yes",), ("u1",), ("u1", "u2", "u3")),
    (("yes",), ("u1",), ("u1", "u3", "u2")),
    (("yes",), ("u2",), ("u2", "u1", "u3")),
    (("no",), ("u1",), ("u1", "u2", "u3")),
    ((), (), ()),
    (("abstain",), None, ("u1",)),
]


@dataclass(frozen=True)
class World:
    """Everything that the people of one ballot hold between them."""

    opening: Opening
    codes: tuple[str, ...]
    receipts: tuple[str, ...]
    shares: tuple[str, ...]

    def cast(self, voter, marks) -> Cast:
        """The ballot of one voter, sealed with entropy of the voter's own."""
        once = bytes([voter % 256, voter // 256]) + b"once" + bytes(26)
        return receive(self.opening, None, cast(self.opening, self.codes[voter], marks, once))

    def casts(self, marks) -> list[Cast]:
        """One ballot after another."""
        return [self.cast(voter, m) for voter, m in enumerate(marks)]

    @property
    def private(self) -> bytes:
        """The tellers' key joined from two shares."""
        return join_shares(self.shares[1:], self.opening.tellers, ballot=self.opening.id)

    def closed(self, marks) -> Board:
        """The closed board; what is left of the slips is withdrawn."""
        void = dict.fromkeys(self.receipts[self.opening.electorate.entitled :], "không phát")
        return close_ballot(
            self.opening, self.casts(marks), handed_out=self.opening.electorate.entitled, void=void
        )

    def opened(self, marks) -> Board:
        """The opened board."""
        return open_board(self.closed(marks), self.private)


def world(
    voters=7, spare=2, questions=(FLAG, HEAD, ORDER), rule="majority-of-members", ballot="cuoc-1"
) -> World:
    """A ballot for some voters with spare slips and three tellers, two of whom open."""
    made = issue(ballot.encode().ljust(32, b"-"), voters + spare, ballot=ballot)
    tellers = make_tellers(ballot.encode().ljust(32, b"+"), need=2, of=3, ballot=ballot)
    opening = Opening(
        ballot, "Bỏ phiếu thử", rules()[rule], 1, tuple(questions), Electorate(voters, voters, voters), tellers.public,
        to_text(bytes(SigningKey(BOX).verify_key)), made.credentials,
    )  # fmt: skip
    codes, receipts = tuple(s.code for s in made.slips), tuple(s.receipt for s in made.slips)
    return World(opening, codes, receipts, tellers.shares)


def as_file(board: Board):
    """The board as whoever downloads it reads it."""
    return json.loads(json.dumps(board.data()))


def changed(file, **at):
    """A deep copy with some of its top keys changed."""
    return copy.deepcopy(file) | at
