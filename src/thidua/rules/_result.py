"""What scoring returns: lines, units, places; every number exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from thidua.rules._expression import State
from thidua.rules._model import Source


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a unit's class or place: a code of `_notes.NOTES` and what it speaks of, as text."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **facts: object) -> "Note":
        """A note with its facts, each as it is read, by name: a database keeps no order of keys.

        `class_` stands for `class`.
        """
        return cls(code, tuple(sorted((name.rstrip("_"), str(value)) for name, value in facts.items())))


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one section or criterion of one unit.

    `state` VALUE: scored. MISSING: counts 0 so far. UNDEFINED: needs a decision, counts 0 so far.
    NOT_APPLICABLE/NOT_ASSIGNED: left out by the rulebook's policy. `possible` is the maximum that
    remains reachable here after such leaving-out. A section is complete when nothing in it is missing
    or undefined.
    """

    id: str
    state: State
    points: Fraction
    possible: Fraction
    complete: bool


@dataclass(frozen=True, slots=True)
class GateHit:
    """A gate whose condition holds for the unit (or cannot be told: `state`)."""

    id: str
    effect: str
    state: State
    waived: bool


@dataclass(frozen=True)
class UnitResult:
    """One unit's result. `total` counts missing and undefined criteria as 0 so far; `complete` says
    that there is none. `grade` is a class id, "" when there are no classes or it needs a decision.
    `place` is None for a unit that takes none; `place_reason` says why, or what units that are still level
    (`tied`, their codes) wait for. `decided_by` is the name of the tie rule that set the unit apart from
    units with equal keys before it; `ballot` or `decision` where that rule has none.
    """

    code: str
    group: str
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    total: Fraction
    complete: bool
    lines: Mapping[str, Line]
    gates: tuple[GateHit, ...] = ()
    disqualified: bool = False
    grade: str = ""
    grade_notes: tuple[Note, ...] = ()
    place: int | None = None
    place_reason: Note | None = None
    decided_by: str = ""
    tied: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """All units' results, in the order of the ranking within each group (then by code)."""

    rulebook: str
    units: tuple[UnitResult, ...]

    def unit(self, code: str) -> UnitResult:
        """The unit's result; KeyError when there is none."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)


@dataclass(frozen=True)
class Step:
    """One step of a criterion's points: what was done, from what to what, by which rule."""

    kind: str  # proposed penalty evidence sub_cap clamp prorate mark weight rounded policy rescaled
    before: Fraction | None
    after: Fraction | None
    sentence: str
    source: Source = Source()


@dataclass(frozen=True)
class Used:
    """An input that the criterion read, with its value as text; `note` says what a mere limit means here."""

    input: str
    part: str
    name: str
    text: str
    state: State
    certainty: str = ""
    note: str = ""


@dataclass(frozen=True)
class Improvement:
    """What would have earned more: `column` at `to` instead, and how much the total would gain."""

    input: str
    sentence: str
    to: Fraction | None
    gain: Fraction
    total_gain: Fraction


@dataclass(frozen=True)
class Explained:
    """A section or criterion opened like a drawer."""

    id: str
    name: str
    kind: str  # section criterion
    state: State
    points: Fraction
    max: Fraction
    possible: Fraction
    sentence: str
    source: Source
    steps: tuple[Step, ...] = ()
    used: tuple[Used, ...] = ()
    evidence_needed: tuple[str, ...] = ()
    evidence_there: bool | None = None
    improvements: tuple[Improvement, ...] = ()
    items: tuple["Explained", ...] = ()
    printed: str = ""  # the number as the table prints it


@dataclass(frozen=True)
class Explanation:
    """One unit's result with everything behind it; the steps sum to the total."""

    result: UnitResult
    items: tuple[Explained, ...]
    total_steps: tuple[Step, ...]
