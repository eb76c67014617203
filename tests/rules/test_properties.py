"""What must hold for every rulebook and all data."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.rules import strategies
from thidua.rules import Criterion, Data, Rulebook, State, score
from thidua.rules._expression import Group, walk
from thidua.rules._model import Section
from thidua.rules._patterns import Manual
from thidua.rules._program import program_of

SLOW = settings(
    deadline=None, max_examples=40, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip


def reads_the_group(rulebook):
    exprs = [e for p in program_of(rulebook).plans.values() for e in (p.expr, p.applies) if e is not None]
    exprs += [
        e for i in rulebook.item_by_id.values() for e in (i.applies_when, *(c.when for c in i.caps)) if e
    ]
    exprs += [g.when for g in rulebook.gates]
    return any(isinstance(node, Group) for e in exprs for node in walk(e))


def without_caps(item):
    if isinstance(item, Section):
        return replace(item, caps=(), items=tuple(without_caps(i) for i in item.items))
    return replace(item, caps=())


@SLOW
@given(st.data())
def test_the_order_of_units_changes_nothing(draw):
    rulebook = draw.draw(strategies.rulebooks())
    data = draw.draw(strategies.data(rulebook))
    again = Data(tuple(draw.draw(st.permutations(data.units))))
    assert score(rulebook, data) == score(rulebook, again)


@SLOW
@given(st.data())
def test_a_cap_never_raises_points(draw):
    rulebook = draw.draw(strategies.rulebooks())
    data = draw.draw(strategies.data(rulebook, groups=("a",)))
    free = replace(rulebook, items=tuple(without_caps(i) for i in rulebook.items))
    capped, uncapped = score(rulebook, data), score(free, data)
    for unit in capped.units:
        for criterion in rulebook.criteria:
            line, other = unit.lines[criterion.id], uncapped.unit(unit.code).lines[criterion.id]
            if line.state == other.state == State.VALUE:
                assert line.points <= other.points


@SLOW
@given(st.data())
def test_one_more_unit_at_the_bottom_changes_no_other_place(draw):
    rulebook = draw.draw(strategies.rulebooks())
    assume(not reads_the_group(rulebook))
    units = list(draw.draw(strategies.data(rulebook, groups=("a",), most=5)).units)
    result = score(rulebook, Data(tuple(units)))
    lowest = min(result.units, key=lambda u: u.total)
    others = [u for u in units if u.code != lowest.code]
    before = score(rulebook, Data(tuple(others)))
    for unit in before.units:
        if unit.total > lowest.total or lowest.place is None:
            assert unit.place == result.unit(unit.code).place


@SLOW
@given(st.data())
def test_more_points_never_mean_a_worse_place(draw):
    marked = tuple(
        Criterion(
            id=str(n), name=str(n), max=Fraction(10), rule=Manual(), weight=draw.draw(strategies.NUMBER)
        )
        for n in range(3)
    )
    rounding = draw.draw(strategies.rulebooks()).rounding
    rulebook = Rulebook(id="m", title="m", status="illustrative", items=marked, rounding=rounding)
    units = list(draw.draw(strategies.data(rulebook, groups=("a",), most=6)).units)
    before = score(rulebook, Data(tuple(units)))
    for one in before.units:
        for other in before.units:
            assert (one.total > other.total) == (one.place < other.place)
    raised = draw.draw(st.integers(0, len(units) - 1))
    units[raised] = replace(units[raised], marks={c.id: {"verified": Fraction(10)} for c in marked})
    code = units[raised].code
    assert score(rulebook, Data(tuple(units))).unit(code).place <= before.unit(code).place
