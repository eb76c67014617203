"""Columns agree with the exact evaluator to the last digit, and refuse what is not whole."""

from fractions import Fraction

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.rules import strategies
from thidua.rules import Data, score
from thidua.rules._integers import MARK_PLACES
from thidua.rules._packing import NotPacked, Packing
from thidua.rules._program import program_of
from thidua.rules.columns import Columns, _lowered, _name, _state_name, score_columns

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip


def columns_of(rulebook, units):
    """The units' data as columns. Raises `NotPacked` for values finer than the rulebook's places."""
    slots = _lowered(program_of(rulebook), frozenset()).lowering.slots
    packing = Packing(rulebook, slots)
    values = np.array([packing.values(u) for u in units], np.int64).reshape(len(units), -1).T.copy()
    states = np.array([packing.states(u) for u in units], np.int8).reshape(len(units), -1).T.copy()
    for slot, column in zip(slots.values, values, strict=True):
        if slot.kind == "mark":
            assert not (column * 10**MARK_PLACES % slot.scale).any()
            column[:] = column * 10**MARK_PLACES // slot.scale
    names = [key if kind == "value" else _state_name(kind, key) for kind, key in slots.states]
    groups = [u.group for u in units]
    ids = {g: n for n, g in enumerate(dict.fromkeys(groups))}
    return Columns(
        values={_name(s): c for s, c in zip(slots.values, values, strict=True)},
        states=dict(zip(names, states, strict=True)),
        groups=np.array([ids[g] for g in groups], np.int64),
        members=np.array([groups.count(g) for g in groups], np.int64),
    )


def agrees(rulebook, units, found):
    result = score(rulebook, Data(tuple(units)))
    grid = 10**rulebook.rounding.places
    want = [result.unit(u.code) for u in units]
    assert [Fraction(int(t), grid) for t in found.totals] == [u.total for u in want]
    assert found.complete.tolist() == [u.complete for u in want]
    assert found.disqualified.tolist() == [u.disqualified for u in want]
    if found.places is not None:
        assert [int(p) or None for p in found.places] == [u.place for u in want]
    for criterion, column in found.points.items():
        below = found.denominators[criterion]
        assert [Fraction(int(n), below) for n in column] == [u.lines[criterion].points for u in want]


@SLOW
@given(st.data())
def test_columns_agree_with_exact_scoring(draw):
    rulebook = draw.draw(strategies.rulebooks())
    units = sorted(draw.draw(strategies.data(rulebook)).units, key=lambda u: u.group)
    try:
        columns = columns_of(rulebook, units)
    except NotPacked:
        return
    points = all(
        line.points.d.constant for line in _lowered(program_of(rulebook), frozenset()).lines.values()
    )
    agrees(rulebook, units, score_columns(rulebook, columns, points=points, places=True))
