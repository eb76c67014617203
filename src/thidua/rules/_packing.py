"""Reported values as the whole numbers that an integer program reads."""

from collections.abc import Sequence
from fractions import Fraction

from thidua.rules._data import UnitData
from thidua.rules._exact import Env, Scope
from thidua.rules._expression import State
from thidua.rules._integers import Slot, Slots
from thidua.rules._model import Rulebook


class NotPacked(Exception):  # noqa: N818 - a reason, not a fault
    """A value that the program is not proved for: finer, smaller or larger than the rulebook says."""


class Packing:
    """Fills the slots of one rulebook's program."""

    def __init__(self, rulebook: Rulebook, slots: Slots) -> None:
        self.rulebook = rulebook
        self.slots = slots
        self._scope = Scope(rulebook, [])

    def values(self, unit: UnitData, only: Sequence[int] | None = None) -> list[int]:
        """The integers of `unit`, of all slots or of those numbered. Raises `NotPacked`."""
        chosen = range(len(self.slots.values)) if only is None else only
        return [self._whole(self.slots.values[i], unit) for i in chosen]

    def states(self, unit: UnitData) -> list[int]:
        """The states of `unit`."""
        return [int(self._state(kind, key, unit)) for kind, key in self.slots.states]

    def _whole(self, slot: Slot, unit: UnitData) -> int:
        value = self._value(slot, unit)
        if value is None:
            return slot.low
        scaled = value * slot.scale
        if scaled.denominator != 1 or not slot.low <= scaled.numerator <= slot.high:
            raise NotPacked(f"{slot.kind} {slot.key}: {value}")
        return scaled.numerator

    def _value(self, slot: Slot, unit: UnitData) -> Fraction | None:
        if slot.kind == "evidence":
            return Fraction(bool(unit.evidence.get(slot.key, False)))
        if slot.kind == "mark":
            mark = Env(self._scope, unit).mark(slot.key)
            return mark if isinstance(mark, Fraction) else None
        if slot.kind in {"target", "previous"}:
            return (unit.targets if slot.kind == "target" else unit.previous).get(slot.key)
        return self._reported(slot, unit)

    def _reported(self, slot: Slot, unit: UnitData) -> Fraction | None:
        if self._state("value", slot.key, unit) != State.VALUE:
            return None
        value, definition = unit.values[slot.key], self.rulebook.input_by_id[slot.key]
        if definition.kind == "choice":
            known = [c.id for c in definition.choices]
            if value.choice not in known:
                raise NotPacked(f"choice {slot.key}: {value.choice}")
            return Fraction(known.index(value.choice))
        return value.of if slot.kind == "of" else value.amount

    def _state(self, kind: str, key: str, unit: UnitData) -> State:
        if kind == "mark":
            given = unit.marks.get(key, {})
            some = any(c.id in given for c in self.rulebook.scorers.columns)
            return State.VALUE if some else State.MISSING
        if kind in {"target", "previous"}:
            known = unit.targets if kind == "target" else unit.previous
            return State.VALUE if key in known else State.MISSING
        value = unit.values.get(key)
        if value is None or (value.certainty == "estimate" and self._no_estimates):
            return State.MISSING
        if value.state != State.VALUE:
            return value.state
        definition = self.rulebook.input_by_id[key]
        if definition.kind == "choice":
            return State.VALUE if value.choice else State.MISSING
        there = value.amount is not None and (definition.kind != "ratio" or value.of is not None)
        return State.VALUE if there else State.MISSING

    @property
    def _no_estimates(self) -> bool:
        return self.rulebook.values.estimates == "not_allowed"
