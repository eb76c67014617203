"""The outcome of a vote under its rule, with the arithmetic in words and what happens next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thidua.ballots._errors import RuleInvalid
from thidua.ballots._rules import Base, Rule, Share
from thidua.ballots._tally import Kind, Question, Tally
from thidua.ballots._words import Said, ratio, said


@dataclass(frozen=True)
class Electorate:
    """Who could vote, frozen when the vote opens: all members, those entitled, present, voting in writing."""

    members: int
    entitled: int
    present: int
    written: int = 0

    def __post_init__(self) -> None:
        numbers = (self.members, self.entitled, self.present, self.written)
        if min(numbers) < 0 or self.entitled > self.members or self.present + self.written > self.members:
            raise RuleInvalid("electorate_shape", numbers=", ".join(map(str, numbers)))


@dataclass(frozen=True)
class Check:
    """One comparison: `have` out of `base` against what is `needed`, in words."""

    have: int
    base: int
    needed: int
    share: Share
    said: Said

    @property
    def met(self) -> bool:
        """Whether it is enough."""
        return self.have >= self.needed


@dataclass(frozen=True)
class Line:
    """One option: its votes (or, when ranked, the sum of its places) and its comparison."""

    option: str
    votes: int
    check: Check | None
    said: Said


@dataclass(frozen=True)
class Next:
    """What happens next: `done`, `call_again`, `next_round`, `tie` or `deadlock`, for which options and places."""

    kind: str
    said: Said
    options: tuple[str, ...] = ()
    seats: int = 0


@dataclass(frozen=True)
class Decided:
    """The result of one question: `passed`, `rejected`, `filled`, `unfilled`, `ranked` or `void` (no quorum)."""

    question: Question
    result: str
    chosen: tuple[str, ...]
    lines: tuple[Line, ...]
    next: Next
    said: Said


@dataclass(frozen=True)
class Outcome:
    """Quorum, result of each question, and what the reader must know about the rule."""

    rule: Rule
    round: int
    quorum: Check | None
    decided: tuple[Decided, ...]
    notes: tuple[Said, ...] = field(default=())


def outcome(
    rule: Rule, electorate: Electorate, tallies: Sequence[Tally], *, round_number: int = 1
) -> Outcome:
    """What the counts decide under the rule; exact, and the same whatever the order of questions.

    Raises `RuleInvalid` when more ballots were counted than entitled voters present or voting in writing, when the round is
    beyond the rule's last, or when the rule has no threshold for a question's award.
    """
    if not 1 <= round_number <= (rule.rounds or 1):
        raise RuleInvalid("round_beyond", round=round_number, rounds=rule.rounds or 1)
    voting = min(electorate.entitled, electorate.present + electorate.written)
    for tally in tallies:
        if tally.cast > voting or tally.cast + tally.barred > electorate.entitled:
            raise RuleInvalid("more_votes", question=tally.question.id, cast=tally.cast, voting=voting)
    awarding = any(tally.question.award for tally in tallies)
    quorum = _quorum(rule, electorate, awarding=awarding)
    void = quorum is not None and not quorum.met
    counting = _Counting(rule, electorate, round_number)
    decided = tuple(_void(t.question) if void else counting.decide(t) for t in tallies)
    return Outcome(rule, round_number, quorum, decided, _notes(rule, tallies))


def _quorum(rule: Rule, electorate: Electorate, *, awarding: bool) -> Check | None:
    share = (rule.quorum_for_awards if awarding else None) or rule.quorum
    if share is None:
        return None
    return _check("quorum", share, electorate.present, electorate.members, Base.MEMBERS)


def _check(key: str, share: Share, have: int, base: int, of: Base) -> Check:
    needed = share.needed(base)
    sentence = said(
        f"{key}_{'met' if have >= needed else 'missed'}", have=have, base=base, needed=needed, share=share.plain,
        of=said(f"base_{of}"), exact=share.share * base, part=ratio(have, base),
        at_least=said("more_than" if share.strict else "at_least"),
    )  # fmt: skip
    return Check(have, base, needed, share, sentence)


def _void(question: Question) -> Decided:
    return Decided(question, "void", (), (), Next("call_again", said("next_call_again")), said("result_void"))


def _notes(rule: Rule, tallies: Sequence[Tally]) -> tuple[Said, ...]:
    notes = [said("assumed", what=said(f"key_{key}")) for key in rule.assumed]
    if rule.quorum is None:
        notes.append(said("silent_quorum"))
    if any(t.barred for t in tallies) and rule.own_candidate is None:
        notes.append(said("silent_own_candidate"))
    if any(t.question.kind is Kind.RANK for t in tallies):
        notes.append(said("rank_method"))
    return tuple(notes)


@dataclass(frozen=True)
class _Counting:
    rule: Rule
    electorate: Electorate
    round_number: int

    def base(self, tally: Tally) -> int:
        """How many the threshold is a share of; those barred from a question are taken out of it."""
        e = self.electorate
        whole = {
            Base.MEMBERS: e.members - tally.barred,
            Base.ENTITLED: e.entitled - tally.barred,
            Base.PRESENT: e.present + e.written - tally.barred,
            Base.CAST: tally.cast,
            Base.VALID: tally.valid,
        }
        return whole[self.rule.base]

    def decide(self, tally: Tally) -> Decided:
        if tally.question.kind is Kind.RANK:
            return self.ranked(tally)
        share, base = self.rule.share_for(tally.question.award), self.base(tally)
        lines = {
            answer: self.line(answer, votes, share, base)
            for answer, votes in tally.votes.items()
            if answer not in {"no", "abstain"} or tally.question.kind is not Kind.YES_NO
        }
        if tally.question.kind is Kind.YES_NO:
            return self.yes_or_no(tally, lines["yes"])
        return self.chosen(tally, lines)

    def line(self, answer: str, votes: int, share: Share, base: int) -> Line:
        """Votes against the threshold; nothing is enough where nobody counts."""
        check = _check("threshold", share, votes, base, self.rule.base)
        if base == 0:
            check = Check(votes, 0, 1, share, said("threshold_nobody"))
        return Line(answer, votes, check, check.said)

    def yes_or_no(self, tally: Tally, line: Line) -> Decided:
        if line.check is not None and line.check.met:
            return Decided(tally.question, "passed", ("yes",), (line,), _done(), said("result_passed"))
        after = self.after(("yes",), 1)
        return Decided(tally.question, "rejected", (), (line,), after, said("result_rejected"))

    def chosen(self, tally: Tally, lines: Mapping[str, Line]) -> Decided:
        enough = {option: line.votes for option, line in lines.items() if line.check and line.check.met}
        clear, tied = _cut(enough, tally.question.seats, high_first=True)
        order = tuple(sorted(lines.values(), key=lambda line: -line.votes))
        left = tally.question.seats - len(clear)
        rest = tuple(line.option for line in order if line.option not in clear)
        if tied:
            after, result = self.tie(tied, left), "unfilled"
        elif left:
            after, result = self.after(rest, left), "unfilled"
        else:
            after, result = _done(), "filled"
        sentence = said(f"result_{result}", chosen=len(clear), seats=tally.question.seats)
        return Decided(tally.question, result, clear, order, after, sentence)

    def ranked(self, tally: Tally) -> Decided:
        """Sum of places over the valid ballots, the smallest first (Borda's count)."""
        places = dict.fromkeys(tally.question.options, 0)
        for order, ballots in tally.orders.items():
            for place, option in enumerate(order, 1):
                places[option] += place * ballots
        if not tally.valid:
            after = self.after(tuple(places), tally.question.seats)
            return Decided(tally.question, "unfilled", (), (), after, said("threshold_nobody"))
        clear, tied = _cut(places, tally.question.seats, high_first=False)
        lines = tuple(
            Line(option, total, None, said("rank_line", total=total, ballots=tally.valid))
            for option, total in sorted(places.items(), key=lambda item: item[1])
        )
        after = self.tie(tied, tally.question.seats - len(clear)) if tied else _done()
        result = "unfilled" if tied else "ranked"
        sentence = said(f"result_{result}", chosen=len(clear), seats=tally.question.seats)
        return Decided(tally.question, result, clear, lines, after, sentence)

    def tie(self, options: tuple[str, ...], seats: int) -> Next:
        """Equal votes for the last places: the rule's own way first, then what follows any failure."""
        if self.rule.tie is not None:
            sentence = said("next_tie", n=len(options), seats=seats, how=self.rule.tie)
            return Next("tie", sentence, options, seats)
        return self.after(options, seats)

    def after(self, options: tuple[str, ...], seats: int) -> Next:
        """Another round while the rule has one, then whoever decides a deadlock, else nothing more."""
        if self.round_number < (self.rule.rounds or 1):
            return Next("next_round", said("next_round", round=self.round_number + 1), options, seats)
        if self.rule.deadlock is not None:
            return Next("deadlock", said("next_deadlock", who=self.rule.deadlock), options, seats)
        return Next("done", said("next_nothing"), options, seats)


def _done() -> Next:
    return Next("done", said("next_done"))


def _cut(
    totals: Mapping[str, int], seats: int, *, high_first: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those clearly within the places, and those equal at the cut; within one total the given order stays."""
    order = sorted(totals, key=lambda option: -totals[option] if high_first else totals[option])
    if len(order) <= seats or totals[order[seats - 1]] != totals[order[seats]]:
        return tuple(order[:seats]), ()
    edge = totals[order[seats]]
    clear = tuple(option for option in order[:seats] if totals[option] != edge)
    return clear, tuple(option for option in order if totals[option] == edge)
