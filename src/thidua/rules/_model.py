"""A rulebook as plain frozen data; rulebook-format.md in the docs says what each part means."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from thidua.rules._expression import Expr
from thidua.rules._patterns import Rule


@dataclass(frozen=True)
class Source:
    """Where a rule is written: the legal source and the place in it."""

    document: str = ""
    issuer: str = ""
    issued: dt.date | None = None
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """One option of a `choice` input."""

    id: str
    name: str


@dataclass(frozen=True)
class Input:
    """What units report. Limits are those of an honest value: outside them the data are refused."""

    id: str
    name: str
    kind: str  # count number money percent ratio yes_no choice
    unit: str = ""
    direction: str = "higher"
    places: int = 0
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(10**9)
    choices: tuple[Choice, ...] = ()
    when_missing: Fraction | None = None
    numerator: str = ""
    denominator: str = ""
    definition: str = ""
    definition_version: int = 1
    frequency: str = "year"
    from_system: str = ""
    published_on: dt.date | None = None
    source: Source = Source()


@dataclass(frozen=True)
class SubCap:
    """While `when` holds the item earns at most `max`."""

    when: Expr
    max: Fraction
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Penalty:
    """Each event in `input` takes `percent_each` (a share, 25 % = 1/4) of the points, at most `cap`."""

    input: str
    percent_each: Fraction
    cap: Fraction = Fraction(1)
    note: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class Prorate:
    """Points × `input` ÷ `of` (months in the year, for instance)."""

    input: str
    of: Fraction


@dataclass(frozen=True)
class EvidenceNeed:
    """Names of what must be shown; `if_missing` is zero, explain or allow."""

    required: tuple[str, ...]
    if_missing: str = "allow"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A leaf: its points come from `rule`."""

    id: str
    name: str
    max: Fraction
    rule: Rule
    floor: Fraction = Fraction(0)
    weight: Fraction = Fraction(1)
    not_applicable: str | None = None
    not_assigned: str | None = None
    applies_when: Expr | None = None
    caps: tuple[SubCap, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    prorate: Prorate | None = None
    evidence: EvidenceNeed = EvidenceNeed(())
    carried_to: str = ""
    also_printed: Rule | None = None  # a second rule that the text prints for the same item
    number: str = ""  # as printed, where that is not the id: a text may give two items one number
    note: str = ""
    source: Source = Source()

    @property
    def printed(self) -> str:
        """The number to show."""
        return self.number or self.id


@dataclass(frozen=True, kw_only=True)
class Section:
    """A node with items; `max` caps their combination. `max` None: the sum of the items."""

    id: str
    name: str
    items: tuple["Section | Criterion", ...]
    max: Fraction | None = None
    kind: str = "base"  # base bonus deduction; read at the top level only
    combine: str = "sum"  # sum max mean min
    weight: Fraction = Fraction(1)
    not_applicable: str | None = None
    not_assigned: str | None = None
    applies_when: Expr | None = None
    caps: tuple[SubCap, ...] = ()
    prorate: Prorate | None = None
    printed_rescale: Fraction | None = None  # the constant that the text prints for rescaling here
    number: str = ""  # as printed, where that is not the id
    note: str = ""
    source: Source = Source()

    @property
    def printed(self) -> str:
        """The number to show."""
        return self.number or self.id


Item = Section | Criterion


@dataclass(frozen=True)
class Rounding:
    """The one rounding that the rulebook names."""

    places: int = 2
    mode: str = "half_up"
    at: str = "criterion"
    caps: str = "before_rounding"


@dataclass(frozen=True)
class ValuePolicy:
    """How missing, not applicable, not assigned and estimated values count."""

    missing: str = "wait"
    not_applicable: str = "not_scored"
    not_assigned: str = "not_scored"
    estimates: str = "allowed"


@dataclass(frozen=True)
class TotalPolicy:
    """The last steps: envelopes, order, floor and ceiling."""

    floor: Fraction | None = Fraction(0)
    ceiling: Fraction | None = None
    bonus_max: Fraction | None = None
    deduction_max: Fraction | None = None
    order: tuple[str, ...] = ("bonus", "deduction", "clamp")


@dataclass(frozen=True)
class ScorerColumn:
    """One column of marks."""

    id: str
    name: str
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Scorers:
    """Who gives marks, and which mark counts."""

    columns: tuple[ScorerColumn, ...] = (
        ScorerColumn("self", "Tự chấm"),
        ScorerColumn("verified", "Thẩm định"),
    )
    combine: str = "last"


@dataclass(frozen=True)
class Gate:
    """A condition read after points; `effect` is disqualified, zero, class, class_at_most or note."""

    id: str
    name: str
    when: Expr
    effect: str
    class_id: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class ClassNeed:
    """What a class needs beside its points."""

    name: str
    when: Expr
    source: Source = Source()


@dataclass(frozen=True)
class Bounds:
    """An interval: `low`/`high` None is unbounded; closed ends include their number."""

    low: Fraction | None = None
    low_closed: bool = True
    high: Fraction | None = None
    high_closed: bool = False

    def holds(self, value: Fraction) -> bool:
        """True when the interval holds `value`."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_closed)


@dataclass(frozen=True)
class GradeClass:
    """A class of result with its band of points and what else it needs; best first in the rulebook."""

    id: str
    name: str
    band: Bounds
    needs: tuple[ClassNeed, ...] = ()
    source: Source = Source()


@dataclass(frozen=True)
class Quota:
    """At most this many units in the class; `percent` (a share) of a base, or `max`.

    `when` says which units it is for: they alone are counted and limited. `and_better`: units of better
    classes count too. Between `percent` and `raise_to` the competent authority decides.
    """

    class_id: str
    when: Expr | None = None
    and_better: bool = False
    percent: Fraction | None = None
    of: tuple[str, ...] | None = None  # class ids; None: all ranked units
    counting_itself: bool = False
    rounding: str = "down"
    raise_to: Fraction | None = None
    max: Expr | None = None
    excess: str = "next_class"
    source: Source = Source()


@dataclass(frozen=True)
class AwardRule:
    """Which units a cluster may recommend, among those of `when`; it informs and never awards."""

    id: str
    name: str
    from_classes: tuple[str, ...] = ()
    when: Expr | None = None
    places: int | None = None
    max: Expr | None = None
    percent: Fraction | None = None
    rounding: str = "down"
    source: Source = Source()


@dataclass(frozen=True)
class OrderKey:
    """One key of the ranking: a value with its order, or `decided_by` ballot or decision."""

    value: Expr | None = None
    order: str = "desc"
    decided_by: str = ""
    name: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class RankingRule:
    """How units are put in order; `ties` break equality key by key; `leave_out` are class ids."""

    by: tuple[OrderKey, ...] = ()
    ties: tuple[OrderKey, ...] = ()
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class TimelineStep:
    """A dated step with the inputs it needs."""

    id: str
    start: dt.date
    end: dt.date
    who: str = ""
    what: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """One edition of a rulebook. `digest` names its content."""

    id: str
    title: str
    status: str
    completeness: str = "complete"
    note: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    source: Source = Source()
    scale_max: Fraction | None = None
    rounding: Rounding = Rounding()
    values: ValuePolicy = ValuePolicy()
    total: TotalPolicy = TotalPolicy()
    scorers: Scorers = Scorers()
    inputs: tuple[Input, ...] = ()
    items: tuple[Item, ...] = ()
    gates: tuple[Gate, ...] = ()
    classes: tuple[GradeClass, ...] = ()
    class_fallback: str = ""  # next_lower, decision; nothing said counts as next_lower
    quotas: tuple[Quota, ...] = ()
    awards: tuple[AwardRule, ...] = ()
    ranking: RankingRule = RankingRule()
    timeline: tuple[TimelineStep, ...] = ()
    silent_on: tuple[str, ...] = ()  # settings that the printed text leaves open; the value is a reading
    digest: str = field(default="", compare=False)

    @cached_property
    def input_by_id(self) -> dict[str, Input]:
        """Inputs by id."""
        return {i.id: i for i in self.inputs}

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Sections and criteria by id."""
        return {i.id: i for i in walk_items(self.items)}

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion in printed order."""
        return tuple(i for i in walk_items(self.items) if isinstance(i, Criterion))

    @cached_property
    def class_by_id(self) -> dict[str, GradeClass]:
        """Classes by id."""
        return {c.id: c for c in self.classes}


def walk_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every item, a section before its items."""
    for item in items:
        yield item
        if isinstance(item, Section):
            yield from walk_items(item.items)


def full_points(item: Item) -> Fraction:
    """The item's printed maximum: its own `max`, else the sum (or best) of its items."""
    if isinstance(item, Criterion) or item.max is not None:
        return item.max or Fraction(0)
    inside = [full_points(i) * i.weight for i in item.items]
    return max(inside) if item.combine in {"max", "mean", "min"} else sum(inside, Fraction(0))
