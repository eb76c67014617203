"""Warnings before a secret ballot opens: when the result itself would tell how people voted.

No scheme can hide what the result says (Delaune, Kremer and Ryan 2009; Di Cosmo 2007): if all voted
alike, everybody knows how each voted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.ballots._rules import Rule
from thidua.ballots._tally import Kind, Question
from thidua.ballots._words import Said, percent, said

FEW = 5
LIKELY = Fraction(1, 20)
FORCED = Fraction(17, 20)


@dataclass(frozen=True)
class Warned:
    """One warning: what (`code`), how bad (`stop`, `warning`), the number behind it, and the sentence."""

    code: str
    level: str
    value: Fraction
    said: Said
    question: str = ""


def reveals(
    voters: int, questions: Sequence[Question], rule: Rule | None = None, *, expected: Fraction | None = None
) -> tuple[Warned, ...]:
    """What the result alone would tell about single voters.

    `expected` is the share of yes that people expect; without it every count of yes is taken as equally
    likely (Laplace), so that all voting alike has probability 2/(n + 1).
    """
    warned = list(_few(voters))
    for question in questions:
        if question.kind is Kind.YES_NO and voters > 1:
            warned += _unanimous(voters, question, expected)
            warned += _forced(voters, question, rule)
    return (*warned, *_signature(voters, questions))


def _few(voters: int) -> list[Warned]:
    if voters >= FEW:
        return []
    code = "few_one" if voters <= 1 else "few_two" if voters == 2 else "few"  # noqa: PLR2004 - one, two
    return [Warned(code, "stop", Fraction(voters), said(code, voters=voters, others=voters - 1))]


def _unanimous(voters: int, question: Question, expected: Fraction | None) -> list[Warned]:
    """How likely all vote alike, and all but one voter, who can take the own vote off the result."""
    warned = []
    for code, size in (("unanimous", voters), ("all_others", voters - 1)):
        chance = Fraction(2, size + 1) if expected is None else expected**size + (1 - expected) ** size
        if chance >= LIKELY:
            how = said(
                "guess_uniform" if expected is None else "guess_expected",
                share=percent(expected or Fraction(0)),
            )
            text = said(code, question=question.text, chance=percent(chance), voters=voters, how=how)
            warned.append(Warned(code, "warning", min(chance, Fraction(1)), text, question.id))
    return warned


def _forced(voters: int, question: Question, rule: Rule | None) -> list[Warned]:
    """A high threshold: the bare word "passed" says that few can have voted otherwise."""
    if rule is None or (not rule.awards and rule.share is None):
        return []
    needed = rule.share_for(question.award).needed(voters)
    others = voters - needed
    if needed < voters and Fraction(needed, voters) < FORCED:
        return []
    text = said("forced", question=question.text, needed=needed, voters=voters, others=others,
                part=percent(Fraction(needed, voters)))  # fmt: skip
    return [Warned("forced", "warning", Fraction(needed, voters), text, question.id)]


def _signature(voters: int, questions: Sequence[Question]) -> list[Warned]:
    """More ways of filling the ballot than voters: an agreed pattern signs it."""
    ways = math.prod(_ways(question) for question in questions)
    if ways <= voters:
        return []
    return [Warned("pattern", "warning", Fraction(ways), said("pattern", ways=ways, voters=voters))]


def _ways(question: Question) -> int:
    n = len(question.options)
    if question.kind is Kind.YES_NO:
        return 4
    if question.kind is Kind.RANK:
        return math.factorial(n) + 1
    return sum(math.comb(n, k) for k in range(question.seats + 1))
