"""Questions, marks on ballots, and counting them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from thidua.ballots._errors import RuleInvalid

Mark = tuple[str, ...] | None
"""What one ballot says on one question: the options marked; () is blank, None is spoilt."""

Ballot = tuple[Mark, ...] | None
"""One mark for each question, in order; None where the whole ballot cannot be read."""

YES_NO = ("yes", "no", "abstain")


class Kind(StrEnum):
    """What is asked of the voter."""

    YES_NO = "yes_no"
    CHOOSE = "choose"
    RANK = "rank"


@dataclass(frozen=True)
class Question:
    """One question: yes, no or abstain; choose at most `seats` of the options; or rank all of them."""

    id: str
    text: str
    kind: Kind = Kind.YES_NO
    options: Mapping[str, str] = field(default_factory=dict)
    seats: int = 1
    award: str | None = None

    def __post_init__(self) -> None:
        wrong = self.kind is not Kind.YES_NO and not 1 <= self.seats <= len(self.options)
        ids = [self.id, *self.options]
        if wrong or not all(i.isascii() and i.replace("-", "").replace("_", "").isalnum() for i in ids):
            raise RuleInvalid("question_shape", question=self.id)
        if self.kind is Kind.YES_NO and self.options:
            raise RuleInvalid("question_shape", question=self.id)

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids that a ballot may carry."""
        return YES_NO if self.kind is Kind.YES_NO else tuple(self.options)

    @property
    def longest(self) -> int:
        """How many answers a valid mark has at most."""
        return {Kind.YES_NO: 1, Kind.CHOOSE: self.seats, Kind.RANK: len(self.options)}[self.kind]

    def judge(self, mark: Mark) -> str:
        """`valid`, `blank` or `invalid`; a mark is never mended."""
        if mark == ():
            return "blank"
        if mark is None or len(set(mark)) != len(mark) or not set(mark) <= set(self.answers):
            return "invalid"
        fits = len(mark) == self.longest if self.kind is Kind.RANK else len(mark) <= self.longest
        return "valid" if fits else "invalid"

    def data(self) -> dict[str, Any]:
        """The question as plain data; options are a list, for their order counts and some stores lose it."""
        return {
            "id": self.id, "text": self.text, "kind": str(self.kind), "options": [list(o) for o in self.options.items()],
            "seats": self.seats, "award": self.award,
        }  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Question":
        """A question from its data."""
        try:
            return cls(**{**data, "kind": Kind(data["kind"]), "options": dict(data["options"])})
        except (AttributeError, KeyError, TypeError, ValueError):
            raise RuleInvalid("question_shape", question=str(data)[:40]) from None


@dataclass(frozen=True)
class Tally:
    """What was counted on one question: `valid` ballots with their votes, blank and invalid ones.

    `barred` voters may not vote on this question (their own candidate); `orders` are the rankings given.
    """

    question: Question
    valid: int
    votes: Mapping[str, int]
    blank: int = 0
    invalid: int = 0
    barred: int = 0
    orders: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        numbers = [
            *self.votes.values(),
            *self.orders.values(),
            self.valid,
            self.blank,
            self.invalid,
            self.barred,
        ]
        if any(n < 0 for n in numbers) or not self._adds_up():
            raise RuleInvalid("tally_shape", question=self.question.id)

    def _adds_up(self) -> bool:
        question, given = self.question, sum(self.votes.values())
        if question.kind is Kind.RANK:
            fits = all(question.judge(order) == "valid" for order in self.orders)
            return fits and not self.votes and sum(self.orders.values()) == self.valid
        if self.orders or set(self.votes) - set(question.answers):
            return False
        most = max(self.votes.values(), default=0)
        return most <= self.valid <= given <= self.valid * question.longest

    @classmethod
    def of(cls, question: Question, *, valid: int | None = None, **counts: int) -> "Tally":
        """A tally by its numbers: `Tally.of(question, yes=12, no=1, abstain=1, blank=0, invalid=0)`."""
        blank, invalid, barred = (counts.pop(key, 0) for key in ("blank", "invalid", "barred"))
        votes = {answer: counts.pop(answer, 0) for answer in question.answers} | counts
        return cls(question, sum(votes.values()) if valid is None else valid, votes, blank, invalid, barred)

    @property
    def cast(self) -> int:
        """Ballots that were put in the box, whatever they say."""
        return self.valid + self.blank + self.invalid

    def data(self) -> dict[str, Any]:
        """The count as plain data, each list in the question's own order."""
        counted: dict[str, Any] = {"question": self.question.id, "valid": self.valid}
        counted |= {"blank": self.blank, "invalid": self.invalid, "votes": dict(self.votes)}
        if self.question.kind is Kind.RANK:
            counted["orders"] = [[list(order), n] for order, n in sorted(self.orders.items())]
        return counted


def count(
    questions: Sequence[Question], ballots: Iterable[Ballot], *, every_question: bool = False
) -> tuple[Tally, ...]:
    """One tally for each question; a ballot with too few or too many marks is invalid on every question.

    With `every_question` a ballot that leaves any question blank is invalid as a whole (unless all are blank).
    """
    seen: list[Counter[str]] = [Counter() for _ in questions]
    votes: list[Counter[str]] = [Counter() for _ in questions]
    orders: list[Counter[tuple[str, ...]]] = [Counter() for _ in questions]
    for ballot in ballots:
        for at, (verdict, mark) in enumerate(_judged(questions, ballot, every_question=every_question)):
            seen[at][verdict] += 1
            if verdict == "valid" and questions[at].kind is Kind.RANK:
                orders[at][mark] += 1
            elif verdict == "valid":
                votes[at].update(mark)
    return tuple(
        Tally(
            question, seen[at]["valid"],
            {} if question.kind is Kind.RANK else {a: votes[at][a] for a in question.answers},
            seen[at]["blank"], seen[at]["invalid"], orders=dict(orders[at]),
        )
        for at, question in enumerate(questions)
    )  # fmt: skip


def _judged(
    questions: Sequence[Question], ballot: Ballot, *, every_question: bool
) -> list[tuple[str, tuple[str, ...]]]:
    if ballot is None or len(ballot) != len(questions):
        return [("invalid", ())] * len(questions)
    verdicts = [q.judge(mark) for q, mark in zip(questions, ballot, strict=True)]
    if every_question and "blank" in verdicts and set(verdicts) != {"blank"}:
        verdicts = ["invalid"] * len(questions)
    return [(verdict, mark or ()) for verdict, mark in zip(verdicts, ballot, strict=True)]
