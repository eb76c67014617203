"""The public board: what stands there at closing, and after the tellers have opened it.

Its order is that of the credentials and of the receipts, which are hashes: the same ballots give the
same file, byte for byte, whatever the order, place or time in which they were cast.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nacl.public import PrivateKey

from thidua.ballots._casting import Cast, fault_of, unseal
from thidua.ballots._credentials import FORMAT, KEY_BYTES, receipt_of, to_text
from thidua.ballots._errors import BoardInvalid, CastRefused, KeyMissing
from thidua.ballots._opening import Opening, digest_of
from thidua.ballots._outcome import Outcome, outcome
from thidua.ballots._tally import Ballot, Tally, count


@dataclass(frozen=True)
class Row:
    """One committed credential: its ballot, or none; `void` says why its slip was withdrawn."""

    credential: str
    cast: Cast | None = None
    void: str | None = None

    @property
    def receipt(self) -> str:
        """The receipt number under which its voter finds it."""
        return receipt_of(self.credential)

    def data(self) -> dict[str, Any]:
        """As plain data."""
        sealed, signature = (self.cast.sealed, self.cast.signature) if self.cast else (None, None)
        return {"credential": self.credential, "sealed": sealed, "signature": signature, "void": self.void}


@dataclass(frozen=True)
class Vote:
    """An opened ballot under its receipt number; `wrong` says why it could not be read."""

    receipt: str
    marks: Ballot
    wrong: str | None = None

    def data(self) -> dict[str, Any]:
        """As plain data."""
        lists = None if self.marks is None else [None if m is None else list(m) for m in self.marks]
        return {"receipt": self.receipt, "marks": lists, "wrong": self.wrong}


@dataclass(frozen=True)
class Complaint:
    """A complaint made before the opening and what was decided: `keep` the ballot or `annul` it."""

    receipt: str
    about: str
    decision: str

    @classmethod
    def read(cls, data: Any) -> "Complaint | None":
        """From plain data, or None when it has another shape."""
        keys = {"receipt", "about", "decision"}
        if not isinstance(data, Mapping) or set(data) != keys or data["decision"] not in {"keep", "annul"}:
            return None
        return cls(**data) if all(isinstance(value, str) for value in data.values()) else None


@dataclass(frozen=True)
class Board:
    """The closed ballot: opening, rows, slips handed out, complaints; with key and votes once opened."""

    opening: Opening
    rows: tuple[Row, ...]
    handed_out: int
    complaints: tuple[Complaint, ...] = ()
    key: str | None = None
    votes: tuple[Vote, ...] = ()

    @classmethod
    def read(cls, file: Any) -> "Board":
        """The closed board of a file; raises `BoardInvalid` unless closing these ballots gives that file."""
        opening, rows = rows_of(file)
        casts = [row.cast for row in rows if row is not None and row.cast is not None]
        void = {row.receipt: row.void for row in rows if row is not None and row.void is not None}
        board = close_ballot(opening, casts, handed_out=file["closing"]["handed_out"], void=void)
        if any(board.data()[key] != file.get(key) for key in ("closing", "opening_digest", "closing_digest")):
            raise BoardInvalid("board_differs")
        return board

    @property
    def closing_digest(self) -> str:
        """What is read out and written into the minutes when voting has closed."""
        return digest_of_closing(self.opening.digest, self.closing())

    def closing(self) -> dict[str, Any]:
        """What the closing digest covers."""
        return {"handed_out": self.handed_out, "ballots": [row.data() for row in self.rows]}

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The count of the opened votes."""
        return counted(self.opening, self.votes)

    @property
    def outcome(self) -> Outcome:
        """The outcome of the opened votes under the ballot's rule."""
        return decided(self.opening, self.tallies)

    def data(self) -> dict[str, Any]:
        """The board as the JSON file `thidua-ballot/1` holds it."""
        file: dict[str, Any] = {
            "format": FORMAT, "opening": self.opening.data(), "opening_digest": self.opening.digest,
            "closing": self.closing(), "closing_digest": self.closing_digest,
            "complaints": [dict(vars(complaint)) for complaint in self.complaints],
        }  # fmt: skip
        if self.key is not None:
            file["opened"] = {
                "key": self.key, "votes": [vote.data() for vote in self.votes],
                "tallies": [tally.data() for tally in self.tallies], "outcome": result_data(self.outcome),
            }  # fmt: skip
        return file


def row_at(item: Any) -> Row | None:
    """A row from its data, or None when it has another shape."""
    if not isinstance(item, Mapping) or set(item) != {"credential", "sealed", "signature", "void"}:
        return None
    credential, void = item["credential"], item["void"]
    if not isinstance(credential, str) or not (void is None or isinstance(void, str)):
        return None
    if item["sealed"] is None and item["signature"] is None:
        return Row(credential, None, void)
    try:
        given = Cast.read({key: item[key] for key in ("credential", "sealed", "signature")})
    except CastRefused:
        return None
    return Row(credential, given, void)


def rows_of(file: Any) -> tuple[Opening, list[Row | None]]:
    """Opening and rows of a file; raises `BoardInvalid` when it is not a board at all."""
    if not isinstance(file, Mapping) or file.get("format") != FORMAT:
        raise BoardInvalid("board_shape")
    opening, closing = file.get("opening"), file.get("closing")
    if not isinstance(opening, Mapping) or not isinstance(closing, Mapping):
        raise BoardInvalid("board_shape")
    listed = closing.get("ballots")
    if not isinstance(listed, list) or type(closing.get("handed_out")) is not int:
        raise BoardInvalid("board_shape")
    return Opening.read(opening), [row_at(item) for item in listed]


def close_ballot(
    opening: Opening, casts: Iterable[Cast], *, handed_out: int, void: Mapping[str, str] | None = None
) -> Board:
    """The board at closing, open to complaints; `void` gives receipts of withdrawn slips with the reason.

    Raises `BoardInvalid` for a ballot that the box should not have taken. Nothing is dropped silently.
    """
    held: dict[str, Cast] = {}
    for given in casts:
        fault = fault_of(opening, given)
        if fault or given.credential in held:
            raise BoardInvalid(fault or "voted_already")
        held[given.credential] = given
    reasons = dict(void or {})
    rows = tuple(Row(c, held.get(c), reasons.pop(receipt_of(c), None)) for c in opening.credentials)
    if reasons:
        raise BoardInvalid("receipt_unknown", receipts=", ".join(sorted(reasons)))
    return Board(opening, rows, handed_out)


def open_board(board: Board, private: bytes, complaints: Sequence[Mapping[str, str]] = ()) -> Board:
    """The board with every ballot opened, counted and decided, and the key for everyone to do it again.

    Each complaint is `{"receipt": …, "about": …, "decision": "keep" or "annul"}`; an annulled ballot stays
    on the board and is not counted. Raises `KeyMissing` when the key is not the tellers' of this ballot,
    `BoardInvalid` for a complaint of another shape or about no ballot.
    """
    if not key_fits(board.opening, private):
        raise KeyMissing("key_wrong")
    listed = complaints if isinstance(complaints, list | tuple) else [complaints]
    read = [Complaint.read(complaint) for complaint in listed]
    known = {row.receipt for row in board.rows if row.cast}
    if any(complaint is None or complaint.receipt not in known for complaint in read):
        raise BoardInvalid("complaint_shape")
    decided_on = tuple(complaint for complaint in read if complaint is not None)
    votes = opened_votes(board.opening, board.rows, private, annulled=annulled_by(decided_on))
    return dataclasses.replace(board, key=to_text(private), votes=votes, complaints=decided_on)


def annulled_by(complaints: Iterable[Complaint]) -> frozenset[str]:
    """The receipts of ballots that are not counted."""
    return frozenset(complaint.receipt for complaint in complaints if complaint.decision == "annul")


def key_fits(opening: Opening, private: bytes | None) -> bool:
    """Whether a private key is the one that ballots were sealed to."""
    if private is None or len(private) != KEY_BYTES:
        return False
    return to_text(bytes(PrivateKey(private).public_key)) == opening.tellers.key


def opened_votes(
    opening: Opening, rows: Iterable[Row], private: bytes, *, annulled: frozenset[str] = frozenset()
) -> tuple[Vote, ...]:
    """Every ballot that counts, opened, in the order of receipt numbers: slip not withdrawn, not annulled."""
    counting = (row for row in rows if row.void is None and row.receipt not in annulled)
    votes = [_vote(opening, row.cast, private) for row in counting if row.cast is not None]
    return tuple(sorted(votes, key=lambda vote: vote.receipt))


def _vote(opening: Opening, given: Cast, private: bytes) -> Vote:
    marks, wrong = unseal(given, private)
    if marks is not None and len(marks) != len(opening.questions):
        marks, wrong = None, "shape"
    if (
        marks is not None
    ):  # an invalid mark may hold anything its sender liked: it is not repeated on the board
        judged = zip(opening.questions, marks, strict=True)
        marks = tuple(None if question.judge(mark) == "invalid" else mark for question, mark in judged)
    return Vote(receipt_of(given.credential), marks, wrong)


def counted(opening: Opening, votes: Iterable[Vote]) -> tuple[Tally, ...]:
    """The votes counted under the ballot's rule."""
    return count(opening.questions, (v.marks for v in votes), every_question=opening.rule.every_question)


def decided(opening: Opening, tallies: Sequence[Tally]) -> Outcome:
    """The outcome under the ballot's rule and round."""
    return outcome(opening.rule, opening.electorate, tallies, round_number=opening.round_number)


def result_data(result: Outcome) -> dict[str, Any]:
    """An outcome as it stands in the file: results and what follows; the sentences are made anew."""
    return {
        "quorum": None if result.quorum is None else result.quorum.met,
        "questions": [
            {
                "question": d.question.id, "result": d.result, "chosen": list(d.chosen),
                "next": {"kind": d.next.kind, "options": list(d.next.options), "seats": d.next.seats},
            }
            for d in result.decided
        ],
    }  # fmt: skip


def digest_of_closing(opening_digest: str, closing: Any) -> str:
    """The digest that ties the rows to their opening."""
    return digest_of("closing", {"opening": opening_digest, "closing": closing})
