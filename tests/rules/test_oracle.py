"""The engine, every way it computes, against a second scorer written from the format document alone."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.rules import strategies
from tests.rules.oracle import oracle
from tests.rules.test_columns import columns_of
from thidua.rules import Data, LiveGroup, score
from thidua.rules._model import walk_items
from thidua.rules._packing import NotPacked
from thidua.rules.columns import score_columns

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip


@SLOW
@given(st.data())
def test_every_way_of_scoring_does_what_the_document_says(draw):
    rulebook = draw.draw(strategies.rulebooks())
    units = draw.draw(strategies.data(rulebook, groups=("a",))).units
    want = oracle(rulebook, units)
    live = LiveGroup(rulebook, units)
    for found in score(rulebook, Data(units)).units:
        total, complete, disqualified, lines = want[found.code]
        for item in walk_items(rulebook.items):
            line = found.lines[item.id]
            assert (line.points, line.state, line.complete) == lines[item.id], item
            assert live.points(found.code, item.id) == lines[item.id][:2], item
        assert (found.total, found.complete, found.disqualified) == (total, complete, disqualified)
        assert (live.total(found.code), live.complete(found.code)) == (total, complete)
    try:
        columns = score_columns(rulebook, columns_of(rulebook, units))
    except NotPacked:
        return
    grid = 10**rulebook.rounding.places
    assert columns.totals.tolist() == [want[u.code][0] * grid for u in units]
    assert columns.complete.tolist() == [want[u.code][1] for u in units]
