"""The engine against a second scorer written from the format document alone."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.rules import strategies
from tests.rules.oracle import oracle
from thidua.rules import Data, score
from thidua.rules._model import walk_items

SLOW = settings(
    deadline=None, max_examples=120, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip


@SLOW
@given(st.data())
def test_every_rulebook_is_scored_as_the_document_says(draw):
    rulebook = draw.draw(strategies.rulebooks())
    units = draw.draw(strategies.data(rulebook, groups=("a",))).units
    want = oracle(rulebook, units)
    for found in score(rulebook, Data(units)).units:
        total, complete, disqualified, lines = want[found.code]
        for item in walk_items(rulebook.items):
            line = found.lines[item.id]
            assert (line.points, line.state, line.complete) == lines[item.id], item
        assert (found.total, found.complete, found.disqualified) == (total, complete, disqualified)
