"""What is fixed and published before the first vote: questions, rule, voters, keys, credentials."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from thidua.ballots._credentials import FORMAT, KEY_BYTES, receipt_of, tag, to_bytes, to_text
from thidua.ballots._errors import BallotsError, BoardInvalid
from thidua.ballots._outcome import Electorate
from thidua.ballots._rules import Rule
from thidua.ballots._tally import Ballot, Mark, Question
from thidua.ballots._tellers import TellersKey

BLOCK = 64  # sealed ballots have one length, a multiple of this

SHAPE = {
    "format": str, "id": str, "title": str, "rule": dict, "round": int, "size": int, "box_key": str,
    "questions": [
        {"id": str, "text": str, "kind": str, "options": [[str]], "seats": int, "award": (str, type(None))},
    ],
    "electorate": {"members": int, "entitled": int, "present": int, "written": int},
    "tellers": {"key": str, "need": int, "shares": [str]},
    "credentials": [str],
}  # fmt: skip


def fits(data: Any, shape: Any) -> bool:
    """Whether plain data has a shape: the same keys, lists of one kind, exactly these types."""
    if isinstance(shape, dict):
        return (
            isinstance(data, dict) and set(data) == set(shape) and all(fits(data[k], shape[k]) for k in shape)
        )
    if isinstance(shape, list):
        return isinstance(data, list) and all(fits(item, shape[0]) for item in data)
    return type(data) in (shape if isinstance(shape, tuple) else (shape,))


def canonical(data: Any) -> bytes:
    """The one way of writing plain data for a digest: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(purpose: str, data: Any) -> str:
    """SHA-512 of the canonical text, the first 256 bits, in hexadecimal."""
    return hashlib.sha512(tag(purpose) + canonical(data)).hexdigest()[: 2 * KEY_BYTES]


@dataclass(frozen=True)
class Opening:
    """A ballot as announced before voting; `box_key` is the Ed25519 key with which the box acknowledges.

    Raises `BoardInvalid` when it cannot be right: credentials or receipts twice, malformed keys, fewer
    credentials than voters.
    """

    id: str
    title: str
    rule: Rule
    round_number: int
    questions: tuple[Question, ...]
    electorate: Electorate
    tellers: TellersKey
    box_key: str
    credentials: tuple[str, ...]

    def __post_init__(self) -> None:
        keys = (*self.credentials, self.tellers.key, self.box_key)
        ids = {question.id for question in self.questions}
        rounds = 1 <= self.round_number <= (self.rule.rounds or 1)
        need = 1 <= self.tellers.need <= len(self.tellers.shares)
        if not ids or len(ids) != len(self.questions) or not rounds or not need:
            raise BoardInvalid("opening_shape")
        if not all(to_bytes(key, KEY_BYTES) for key in keys):
            raise BoardInvalid("opening_shape")
        if list(self.credentials) != sorted(set(self.credentials)):
            raise BoardInvalid("credentials_twice")
        if len({receipt_of(c) for c in self.credentials}) != len(self.credentials):
            raise BoardInvalid("receipts_clash")

    @cached_property
    def committed(self) -> frozenset[str]:
        """The credentials, for asking whether one is among them."""
        return frozenset(self.credentials)

    @cached_property
    def size(self) -> int:
        """The length of every ballot before sealing, so that its length tells nothing."""
        needed = len(written(to_text(bytes(KEY_BYTES)), tuple(q.answers for q in self.questions)))
        return -(-needed // BLOCK) * BLOCK

    @cached_property
    def digest(self) -> str:
        """What is read out, put on the big screen and printed before voting opens."""
        return digest_of("opening", self.data())

    def data(self) -> dict[str, Any]:
        """The opening as plain data."""
        return {
            "format": FORMAT, "id": self.id, "title": self.title, "rule": self.rule.data(), "round": self.round_number,
            "questions": [q.data() for q in self.questions], "electorate": dict(vars(self.electorate)),
            "tellers": self.tellers.data(), "box_key": self.box_key, "size": self.size,
            "credentials": list(self.credentials),
        }  # fmt: skip

    @classmethod
    def read(cls, data: Any) -> "Opening":
        """From plain data; raises `BoardInvalid` unless it says the same when written again."""
        if not fits(data, SHAPE):
            raise BoardInvalid("opening_shape")
        try:
            opening = cls(
                data["id"], data["title"], Rule.read(data["rule"]), data["round"],
                tuple(map(Question.read, data["questions"])), Electorate(**data["electorate"]),
                TellersKey.read(data["tellers"]), data["box_key"], tuple(data["credentials"]),
            )  # fmt: skip
        except BoardInvalid:
            raise
        except (AttributeError, BallotsError, KeyError, TypeError, ValueError):
            raise BoardInvalid("opening_shape") from None
        if opening.data() != data:
            raise BoardInvalid("opening_shape")
        return opening


def written(credential: str, marks: tuple[Mark, ...]) -> bytes:
    """A ballot before sealing: whose it is and one mark for each question (null is spoilt)."""
    lists = [None if mark is None else list(mark) for mark in marks]
    return json.dumps({"c": credential, "m": lists}, separators=(",", ":"), ensure_ascii=False).encode()


def read_ballot(content: bytes, credential: str) -> tuple[Ballot, str | None]:
    """The marks, or None with what is wrong: `shape`, or `copied` from a ballot of another credential."""
    try:
        data = json.loads(content)
        marks, owner = tuple(_mark(mark) for mark in data["m"]), data["c"]
    except (KeyError, TypeError, ValueError, RecursionError):
        return None, "shape"
    return (marks, None) if owner == credential else (None, "copied")


def _mark(mark: Any) -> Mark:
    if mark is None:
        return None
    if not isinstance(mark, list) or not all(isinstance(answer, str) for answer in mark):
        raise TypeError
    return tuple(mark)
