"""What the checks of the linter look at, worked out once; and the registry they enter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from thidua.rules import _expression as ex
from thidua.rules._interval import Interval
from thidua.rules._intervals import interval
from thidua.rules._kinds import Expression
from thidua.rules._model import Criterion, Item, Rulebook, Section, full_points
from thidua.rules._places import Placed, item_places, walk_places
from thidua.rules._yaml import Place

Found = Iterator[tuple[Place, dict[str, Any]]]


class Book:
    """A rulebook with its places and the meaning of its rules as expressions."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every written value with its place."""
        return tuple(walk_places(self.rulebook))

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places of sections and criteria by id."""
        return item_places(self.rulebook)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, outer ones first."""
        return tuple(i for i in self.rulebook.item_by_id.values() if isinstance(i, Section))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """base, bonus or deduction of each item."""
        found: dict[str, str] = {}

        def note(item: Item, kind: str) -> None:
            found[item.id] = kind
            for inner in item.items if isinstance(item, Section) else ():
                note(inner, kind)

        for top in self.rulebook.items:
            note(top, top.kind if isinstance(top, Section) else "base")
        return found

    def tops(self, kind: str) -> list[Item]:
        """Top-level items of one kind."""
        return [i for i in self.rulebook.items if self.kinds[i.id] == kind]

    def full(self, kind: str) -> Fraction:
        """The printed maximum of all top-level items of one kind."""
        return sum((full_points(i) * i.weight for i in self.tops(kind)), Fraction(0))

    @cached_property
    def siblings(self) -> list[tuple[Place, tuple[Item, ...]]]:
        """Items that stand in one list, with the place of the list."""
        lists: list[tuple[Place, tuple[Item, ...]]] = [(("items",), self.rulebook.items)]
        return lists + [((*self.places[s.id], "items"), s.items) for s in self.sections]

    @cached_property
    def rules(self) -> list[tuple[Place, Criterion, ex.Expr]]:
        """Each criterion with the place of its rule and the rule as one expression."""
        return [((*self.places[c.id], "rule"), c, c.rule.points(c.id, c.max)) for c in self.rulebook.criteria]

    @cached_property
    def conditions(self) -> list[tuple[Place, ex.Expr]]:
        """Every written condition."""
        return [(p.place, p.value) for p in self.placed if isinstance(p.kind, Expression) and p.kind.truth]

    @cached_property
    def expressions(self) -> list[tuple[Place, ex.Expr]]:
        """Every condition, every key of the ranking and every rule as one expression."""
        written = [(p.place, p.value) for p in self.placed if isinstance(p.kind, Expression)]
        outside = [(place, e) for place, e in written if "rule" not in place and "also_printed" not in place]
        return [*outside, *((place, expr) for place, _criterion, expr in self.rules)]

    @cached_property
    def used(self) -> set[str]:
        """Inputs that some rule, condition, key or step reads."""
        names = {c.input for _place, e in self.expressions for c in ex.columns_of(e)}
        for criterion in self.rulebook.criteria:
            names |= {p.input for p in criterion.penalties}
        names |= {i.prorate.input for i in self.rulebook.item_by_id.values() if i.prorate}
        return names

    @cached_property
    def known(self) -> dict[ex.Expr, Interval]:
        """Ranges of marks, points of items and the total."""
        known: dict[ex.Expr, Interval] = {ex.Total(): Interval(*self.total_range)}
        for item in self.rulebook.item_by_id.values():
            low = item.floor if isinstance(item, Criterion) else None
            known[ex.Points(item.id)] = Interval(low, full_points(item) * item.weight)
            if isinstance(item, Criterion):
                known[ex.Mark(item.id)] = Interval(item.floor, item.max)
        count = Fraction(len(self.rulebook.criteria))
        return {**known, ex.ZeroCount(): Interval(Fraction(0), count, whole=True)}

    @cached_property
    def total_range(self) -> tuple[Fraction | None, Fraction]:
        """The lowest and highest total that the settings allow."""
        policy = self.rulebook.total
        bonus = self.full("bonus")
        if policy.bonus_max is not None:
            bonus = min(bonus, policy.bonus_max)
        high = self.full("base") + bonus
        return policy.floor, high if policy.ceiling is None else min(high, policy.ceiling)

    def range(self, expr: ex.Expr) -> Interval:
        """Between which numbers the expression can lie here."""
        return interval(expr, self.rulebook.input_by_id, self.known)


@dataclass(frozen=True)
class Check:
    """One check: what it finds, how bad that is, and under which heading it stands."""

    code: str
    severity: str
    topic: str
    find: Callable[[Book], Found]


CHECKS: dict[str, Check] = {}


def defect(
    code: str, severity: str, topic: str
) -> Callable[[Callable[[Book], Found]], Callable[[Book], Found]]:
    """Enters a check into the registry."""

    def enter(find: Callable[[Book], Found]) -> Callable[[Book], Found]:
        CHECKS[f"lint.{code}"] = Check(f"lint.{code}", severity, topic, find)
        return find

    return enter
