"""Which reported inputs a criterion reads: for entry pages, completeness and drawers."""

from collections.abc import Iterator

from thidua.rules._expression import Column, Expr, walk
from thidua.rules._model import Criterion


def inputs_of(criterion: Criterion) -> tuple[str, ...]:
    """Ids of the inputs that the criterion's rule, penalties, caps and conditions read, in that order."""
    columns = (e.input for tree in _trees(criterion) for e in walk(tree) if isinstance(e, Column))
    penalties = (p.input for p in criterion.penalties)
    months = (criterion.prorate.input,) if criterion.prorate else ()
    return tuple(dict.fromkeys([*columns, *penalties, *months]))


def _trees(criterion: Criterion) -> Iterator[Expr]:
    yield criterion.rule.points(criterion.id, criterion.max)
    yield from (cap.when for cap in criterion.caps)
    if criterion.applies_when is not None:
        yield criterion.applies_when
