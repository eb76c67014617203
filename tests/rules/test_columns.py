"""Columns agree with the exact evaluator to the last digit, and refuse what is not whole."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tools.bench import national

from tests.rules import strategies
from thidua.rules import Criterion, Data, DataInvalid, Input, Rulebook, State, score
from thidua.rules._groups import Groups
from thidua.rules._integers import MARK_PLACES
from thidua.rules._language import parse_expression
from thidua.rules._packing import NotPacked, Packing
from thidua.rules._patterns import Formula
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


def small_load():
    load = national.load(28)
    return national.rulebook(), load.columns()


def test_the_fast_way_is_proved_for_the_national_load():
    rulebook, columns = small_load()
    assert score_columns(rulebook, columns).reasons == ()


def test_a_group_that_was_cut_apart_is_refused():
    rulebook, columns = small_load()
    cut = replace(columns, groups=np.repeat(np.arange(4), 7))
    with pytest.raises(DataInvalid, match="group_cut"):
        score_columns(rulebook, cut)
    apart = replace(columns, groups=np.concatenate([np.zeros(7), np.ones(14), np.zeros(7)]).astype(np.int64))
    with pytest.raises(DataInvalid, match="group_apart"):
        score_columns(rulebook, apart)


def test_a_value_outside_its_limits_is_refused_but_not_where_there_is_none():
    rulebook, columns = small_load()
    values, states = columns.values["count_0"].copy(), columns.states["count_0"].copy()
    before = score_columns(rulebook, columns)
    states[3], values[3] = State.MISSING, 2**62
    found = score_columns(rulebook, changed(columns, "count_0", values, states))
    assert not found.complete[3]
    assert found.totals[14:].tolist() == before.totals[14:].tolist()
    states[3] = State.VALUE
    with pytest.raises(DataInvalid, match="outside_limits"):
        score_columns(rulebook, changed(columns, "count_0", values, states))


def changed(columns, name, values, states):
    return replace(columns, values={**columns.values, name: values}, states={**columns.states, name: states})


def test_groups_of_unequal_sizes_and_large_groups_rank_alike():
    rng = np.random.default_rng(1)
    for sizes in ([14, 14], [3, 1, 14, 2], [200, 200], [70]):
        groups = Groups(np.array(sizes))
        n, ok = rng.integers(-3, 9, groups.rows), rng.random(groups.rows) < 0.8
        out = np.empty(groups.rows, np.int16)
        groups.rank(n, ok, out)
        ratio = np.empty(groups.rows, np.int16)
        groups.rank_ratio(n * 2, np.full(groups.rows, 2), ok, ratio)
        same = groups.number[:, None] == groups.number
        want = 1 + (same & ok & (n > n[:, None])).sum(axis=1)
        assert out.tolist() == ratio.tolist() == want.tolist()


def test_what_cannot_be_proved_is_scored_exactly_with_the_reason():
    book = Rulebook(
        id="wide", title="wide", status="illustrative",
        inputs=(Input("money", "money", "money", high=Fraction(10**15)),),
        items=(Criterion(id="1", name="1", max=Fraction(5),
                         rule=Formula(gives=parse_expression("money * money / 1000000000000"))),),
    )  # fmt: skip
    columns = Columns({"money": np.array([10**6, 3, 10**15])}, np.zeros(3, np.int64), 3)
    found = score_columns(book, columns, points=True, places=True)
    assert found.totals.tolist() == [100, 0, 500]
    assert found.places.tolist() == [2, 3, 1]
    assert found.reasons
