"""Everything on a board done again by whoever holds its file, and each deviation told apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.ballots._board import (
    Complaint,
    Row,
    Vote,
    annulled_by,
    counted,
    decided,
    digest_of_closing,
    key_fits,
    opened_votes,
    result_data,
    rows_of,
)
from thidua.ballots._casting import Cast, fault_of, is_acknowledged
from thidua.ballots._codes import ALPHABET, LOOKS_LIKE
from thidua.ballots._credentials import KEY_BYTES, receipt_of, to_bytes
from thidua.ballots._errors import CastRefused, RuleInvalid
from thidua.ballots._opening import Opening
from thidua.ballots._outcome import Outcome
from thidua.ballots._tally import Tally
from thidua.ballots._words import Said, said


@dataclass(frozen=True)
class Deviation:
    """One thing that is not as it must be: what, and at which receipt number or question."""

    code: str
    at: str = ""

    @property
    def said(self) -> Said:
        """The sentence."""
        sentence = said(f"deviation_{self.code}")
        return Said(*(f"{self.at}: {text}" for text in (sentence.vi, sentence.en))) if self.at else sentence


@dataclass(frozen=True)
class Recount:
    """What the file says when everything is done again; `stage` is `closed` or `opened`."""

    stage: str
    opening: Opening
    opening_digest: str
    closing_digest: str
    numbers: Mapping[str, int]
    deviations: tuple[Deviation, ...]
    votes: tuple[Vote, ...]
    tallies: tuple[Tally, ...]
    outcome: Outcome | None

    @property
    def holds(self) -> bool:
        """Whether nothing deviates."""
        return not self.deviations


@dataclass(frozen=True)
class _Known:
    opening_digest: str | None
    closing_digest: str | None
    earlier: Any
    acknowledged: Sequence[Any]


def recount(
    file: Any,
    *,
    opening_digest: str | None = None,
    closing_digest: str | None = None,
    earlier: Any = None,
    acknowledged: Sequence[Any] = (),
) -> Recount:
    """Do the whole ballot again from its file; raises `BoardInvalid` when the file is not a board.

    What is known from outside the file makes more visible: the digests that were read out, an `earlier`
    copy of the board, and what voters' devices kept, each `{"cast": {…}, "word": "…"}`.
    """
    opening, rows, told = _read(file)
    known = _Known(opening_digest, closing_digest, earlier, acknowledged)
    closed = digest_of_closing(opening.digest, file["closing"])
    deviations = [*told, *_digests(file, opening, closed, known), *_against(opening, rows, known)]
    deviations += _rows(opening, rows)
    complaints, wrong = _complaints(file, rows)
    deviations += wrong
    numbers = _numbers(file, opening, rows) | {"annulled": len(annulled_by(complaints))}
    deviations += _accounts(opening, numbers)
    sound = [row for row in rows if row.cast is None or fault_of(opening, row.cast) is None]
    once = list({row.credential: row for row in reversed(sound)}.values())
    counting = [row for row in once if row.receipt not in annulled_by(complaints)]
    opened = _Opened(opening, counting, file.get("opened"))
    deviations += opened.deviations()
    return Recount(
        "closed" if file.get("opened") is None else "opened", opening, opening.digest, closed, numbers,
        tuple(dict.fromkeys(deviations)), opened.votes, opened.tallies, opened.outcome,
    )  # fmt: skip


def _read(file: Any) -> tuple[Opening, list[Row], list[Deviation]]:
    opening, read = rows_of(file)
    told = [Deviation("row_malformed", str(place)) for place, row in enumerate(read, 1) if row is None]
    return opening, [row for row in read if row is not None], told


def _complaints(file: Mapping[str, Any], rows: Sequence[Row]) -> tuple[list[Complaint], list[Deviation]]:
    stated = file.get("complaints")
    read = [Complaint.read(item) for item in stated] if isinstance(stated, list) else [None]
    known = {row.receipt for row in rows if row.cast}
    told = [Deviation("complaint_shape", str(at)) for at, item in enumerate(read, 1) if item is None]
    complaints = [item for item in read if item is not None]
    told += [Deviation("complaint_unknown", c.receipt) for c in complaints if c.receipt not in known]
    return complaints, told


def _digests(file: Mapping[str, Any], opening: Opening, closed: str, known: _Known) -> Iterator[Deviation]:
    if file.get("opening_digest") != opening.digest:
        yield Deviation("opening_digest")
    if file.get("closing_digest") != closed:
        yield Deviation("closing_digest")
    if known.opening_digest not in {None, opening.digest}:
        yield Deviation("opening_announced")
    if known.closing_digest not in {None, closed}:
        yield Deviation("closing_announced")


def _rows(opening: Opening, rows: Sequence[Row]) -> Iterator[Deviation]:
    credentials = [row.credential for row in rows]
    if credentials != sorted(credentials):
        yield Deviation("order_telling")
    for credential, times in Counter(credentials).items():
        if times > 1:
            yield Deviation("ballot_twice", receipt_of(credential))
    for credential in sorted(opening.committed - set(credentials)):
        yield Deviation("ballot_removed", receipt_of(credential))
    for row in rows:
        yield from _row_faults(opening, row)
    same = Counter(row.cast.sealed for row in rows if row.cast)
    for row in rows:
        if row.cast and same[row.cast.sealed] > 1 and credentials.count(row.credential) == 1:
            yield Deviation("ballot_copied", row.receipt)


def _row_faults(opening: Opening, row: Row) -> Iterator[Deviation]:
    if row.credential not in opening.committed:
        yield Deviation("ballot_uncommitted", row.receipt)
    elif row.cast is not None:
        fault = fault_of(opening, row.cast)
        if fault:
            yield Deviation(
                "ballot_changed" if fault == "signature_wrong" else "ballot_malformed", row.receipt
            )
        if row.void is not None:
            yield Deviation("void_voted", row.receipt)


def _numbers(file: Mapping[str, Any], opening: Opening, rows: Sequence[Row]) -> dict[str, int]:
    return {
        "members": opening.electorate.members,
        "entitled": opening.electorate.entitled,
        "slips": len(opening.credentials),
        "withdrawn": sum(row.void is not None for row in rows),
        "handed_out": file["closing"]["handed_out"],
        "cast": sum(row.cast is not None for row in rows),
        "unused": sum(row.cast is None and row.void is None for row in rows),
    }


def _accounts(opening: Opening, numbers: Mapping[str, int]) -> Iterator[Deviation]:
    if numbers["handed_out"] > opening.electorate.entitled:
        yield Deviation("more_than_voters")
    if numbers["slips"] - numbers["withdrawn"] != numbers["handed_out"]:
        yield Deviation("slips_unaccounted")
    if numbers["cast"] > numbers["handed_out"]:
        yield Deviation("more_than_slips")


def _against(opening: Opening, rows: Sequence[Row], known: _Known) -> Iterator[Deviation]:
    now = {row.credential: row for row in rows}
    if known.earlier is not None:
        before_opening, listed, _ = _read(known.earlier)
        before = {row.credential: row for row in listed}
        if before_opening.digest != opening.digest:
            yield Deviation("other_ballot")
        for credential in sorted(set(before) | set(now)):
            code = _since(before.get(credential), now.get(credential))
            if code:
                yield Deviation(code, receipt_of(credential))
    for kept in known.acknowledged:
        yield from _promised(opening, now, kept)


def _since(before: Row | None, now: Row | None) -> str | None:
    held, holds = before.cast if before else None, now.cast if now else None
    if held == holds:
        return "void_since" if before and now and before.void != now.void else None
    if held is None:
        return "added_since"
    return "removed_since" if holds is None else "changed_since"


def _promised(opening: Opening, now: Mapping[str, Row], kept: Any) -> Iterator[Deviation]:
    try:
        given, word = Cast.read(kept["cast"]), str(kept["word"])
    except (CastRefused, KeyError, TypeError):
        yield Deviation("acknowledgement_unreadable")
        return
    row = now.get(given.credential)
    if not is_acknowledged(opening, given, word):
        yield Deviation("acknowledgement_not_ours", receipt_of(given.credential))
    elif row is None or row.cast != given:
        yield Deviation("acknowledged_missing", receipt_of(given.credential))


class _Opened:
    """The opened part done again from the sealed ballots."""

    def __init__(self, opening: Opening, rows: Sequence[Row], said_opened: Any) -> None:
        self.opening, self.file = opening, said_opened if isinstance(said_opened, Mapping) else {}
        self.stated = said_opened is not None
        key = to_bytes(self.file.get("key"), KEY_BYTES)
        self.key = key if key_fits(opening, key) else None
        self.votes: tuple[Vote, ...] = ()
        self.tallies: tuple[Tally, ...] = ()
        self.outcome: Outcome | None = None
        if self.key is not None:
            committed = (row for row in rows if row.credential in opening.committed)
            self.votes = opened_votes(opening, committed, self.key)
            self.tallies = counted(opening, self.votes)
            self.outcome = self.decide()

    def decide(self) -> Outcome | None:
        try:
            return decided(self.opening, self.tallies)
        except RuleInvalid:
            return None

    def deviations(self) -> Iterator[Deviation]:
        if not self.stated:
            return
        if self.key is None:
            yield Deviation("key_wrong")
            return
        yield from self.told_votes()
        told = self.file.get("tallies")
        stated = told if isinstance(told, list) else []
        for at, tally in enumerate(self.tallies):
            if at >= len(stated) or stated[at] != tally.data():
                yield Deviation("tally_wrong", tally.question.id)
        if self.outcome is None:
            yield Deviation("outcome_impossible")
        elif self.file.get("outcome") != result_data(self.outcome):
            yield Deviation("outcome_wrong")

    def told_votes(self) -> Iterator[Deviation]:
        stated = self.file.get("votes")
        items = [v for v in stated if isinstance(v, Mapping)] if isinstance(stated, list) else []
        by_receipt = {str(vote.get("receipt")): vote for vote in items}
        true = {vote.receipt: vote.data() for vote in self.votes}
        if len(by_receipt) != len(items):
            yield Deviation("vote_twice")
        if list(by_receipt) != sorted(by_receipt):
            yield Deviation("order_telling")
        for receipt in sorted(set(by_receipt) | set(true)):
            if receipt not in by_receipt:
                yield Deviation("vote_not_opened", receipt)
            elif receipt not in true:
                yield Deviation("vote_added", receipt)
            elif by_receipt[receipt] != true[receipt]:
                yield Deviation("vote_changed", receipt)


@dataclass(frozen=True)
class Found:
    """What the board shows under a receipt number: `cast`, `unused`, `withdrawn`, `annulled`, `unknown`."""

    state: str
    fingerprint: str | None = None
    vote: Vote | None = None

    @property
    def said(self) -> Said:
        """The sentence."""
        return said(f"found_{self.state}", fingerprint=self.fingerprint or "")


def find(file: Any, receipt: str) -> Found:
    """What stands under a receipt number, as it was opened from the sealed ballot and not as stated."""
    wanted = "".join(c for c in receipt.upper().translate(LOOKS_LIKE) if c in ALPHABET)
    done = recount(file)
    _, rows, _ = _read(file)
    row = next((row for row in rows if row.receipt.replace("-", "") == wanted), None)
    if row is None:
        return Found("unknown")
    if row.cast is None or row.void is not None:
        return Found("unused" if row.void is None else "withdrawn")
    if row.receipt in annulled_by(_complaints(file, rows)[0]):
        return Found("annulled", row.cast.fingerprint)
    vote = next((vote for vote in done.votes if vote.receipt == row.receipt), None)
    return Found("cast", row.cast.fingerprint, vote)
