"""A rulebook as a unit may see it scored while the other units' figures are closed to it.

Points that compare units tell about the others: a share of the best says what the best has, a place
among all can be tried out. Such criteria wait for a mark, and nothing else of the rulebook changes.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from thidua.rules import _expression as ex
from thidua.rules._model import Criterion, Item, Rulebook, Section
from thidua.rules._patterns import Rule
from thidua.rules._program import program_of
from thidua.rules._wording import Words


@dataclass(frozen=True, kw_only=True)
class Withheld(Rule):
    """Stands for a rule whose points wait until the units are compared; a person's mark counts."""

    type: ClassVar[str] = "withheld"
    label: ClassVar[str] = "Có điểm khi tổng hợp"
    rule: Rule

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return ex.Mark(criterion)

    def sentence(self, words: Words, full: Fraction) -> str:
        return f"{self.rule.sentence(words, full)} {words.say('Có điểm khi cụm tổng hợp.')}"


def compared(rulebook: Rulebook) -> frozenset[str]:
    """Ids of criteria whose points depend on the figures of other units."""
    plans = program_of(rulebook).plans
    return frozenset(
        code for code, plan in plans.items() if any(isinstance(e, ex.Group) for e in ex.walk(plan.expr))
    )


def without_others(rulebook: Rulebook) -> Rulebook:
    """The same rulebook with criteria that compare units withheld; itself when there are none."""
    closed = compared(rulebook)
    if not closed:
        return rulebook
    items = tuple(_withheld(item, closed) for item in rulebook.items)
    return replace(rulebook, items=items, digest=f"{rulebook.digest}-apart" if rulebook.digest else "")


def _withheld(item: Item, closed: frozenset[str]) -> Item:
    if isinstance(item, Section):
        return replace(item, items=tuple(_withheld(i, closed) for i in item.items))
    if item.id not in closed:
        return item
    return replace(item, rule=Withheld(rule=item.rule), caps=(), penalties=())


def is_withheld(item: Item) -> bool:
    """True for a criterion whose points wait until the units are compared."""
    return isinstance(item, Criterion) and isinstance(item.rule, Withheld)
