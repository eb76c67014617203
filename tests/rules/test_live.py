"""Generated Python agrees with the exact evaluator, from the start and after every change."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.rules import strategies
from thidua.rules import score
from thidua.rules._data import Data
from thidua.rules._live import LiveGroup
from thidua.rules._model import walk_items

SLOW = settings(
    deadline=None,
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def same(live, rulebook, units):
    result = score(rulebook, Data(tuple(units)))
    for unit in result.units:
        assert live.total(unit.code) == unit.total
        assert live.complete(unit.code) == unit.complete
        for item in walk_items(rulebook.items):
            line = unit.lines[item.id]
            assert live.points(unit.code, item.id) == (line.points, line.state), item


@SLOW
@given(st.data())
def test_generated_code_agrees_with_exact_scoring(draw):
    rulebook = draw.draw(strategies.rulebooks())
    units = list(draw.draw(strategies.data(rulebook, groups=("a",))).units)
    live = LiveGroup(rulebook, units)
    same(live, rulebook, units)
    for _change in range(2):
        index = draw.draw(st.integers(0, len(units) - 1))
        units[index] = draw.draw(strategies.units(rulebook, units[index].code, "a"))
        live.put(units[index])
        same(live, rulebook, units)
