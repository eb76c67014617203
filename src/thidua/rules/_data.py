"""What units reported, as plain frozen data; missing, zero, not applicable and not assigned are apart."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from thidua.rules._expression import State


@dataclass(frozen=True, slots=True)
class Value:
    """One reported value.

    A plain input has `amount`; a ratio has `amount` of `of`; a choice has `choice`; yes/no is amount
    1 or 0. `state` other than VALUE says why there is none. `bound` marks a value known only as a
    limit (`>` for "trên 70 %"): it is scored as the number and shown as a limit; the explanation says
    whether the rule needs the exact number.
    """

    amount: Fraction | None = None
    of: Fraction | None = None
    choice: str = ""
    state: State = State.VALUE
    certainty: str = "final"  # estimate final
    as_of: dt.date | None = None
    bound: str = ""


MISSING = Value(state=State.MISSING)
NOT_APPLICABLE = Value(state=State.NOT_APPLICABLE)
NOT_ASSIGNED = Value(state=State.NOT_ASSIGNED)


@dataclass(frozen=True)
class UnitData:
    """Everything one unit brings to the scoring.

    `marks` maps a criterion to the marks of persons by column id; `evidence` maps a criterion to
    whether its required evidence is there (absent: not); `waived` names gates that a recorded
    decision sets aside; `tie_order` is the unit's recorded order among units the rules leave level;
    `decided_class` is the class that the authority decided where the rules leave it open.
    """

    code: str
    name: str = ""
    group: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    targets: Mapping[str, Fraction] = field(default_factory=dict)
    previous: Mapping[str, Fraction] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    evidence: Mapping[str, bool] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()
    tie_order: int | None = None
    decided_class: str = ""


@dataclass(frozen=True)
class Data:
    """The units scored together, whole groups only; their order never changes a result."""

    units: tuple[UnitData, ...]

    def unit(self, code: str) -> UnitData:
        """The unit with this code; KeyError when there is none."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)
