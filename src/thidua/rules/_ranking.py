"""Putting units in order: keys, then tie rules one by one; level units share a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules._exact import Env, evaluate
from thidua.rules._expression import State, Total
from thidua.rules._model import OrderKey, Rulebook

BY_TOTAL = OrderKey(value=Total(), name="Tổng điểm")


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit's place (1 is best), the tie rule that set it apart, and those still level with it."""

    code: str
    place: int
    decided_by: str = ""
    tied: tuple[str, ...] = ()
    needs: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Units that are level so far; `by` names the tie rule that set the block apart."""

    codes: tuple[str, ...]
    by: str = ""
    needs: str = ""


def keys_of(rulebook: Rulebook) -> tuple[OrderKey, ...]:
    """The main keys: the total unless the rulebook names others."""
    return rulebook.ranking.by or (BY_TOTAL,)


def placed(rulebook: Rulebook, envs: Mapping[str, Env]) -> list[Placed]:
    """Competition places of the units in `envs` (by code), best first; ties by the rulebook's cascade."""
    blocks = [_Block(tuple(sorted(envs)))] if envs else []
    for key in keys_of(rulebook):
        blocks = [part for block in blocks for part in _split(block, key, envs, name="")]
    for key in rulebook.ranking.ties:
        name = key.name or key.decided_by
        blocks = [part for block in blocks for part in _split(block, key, envs, name=name)]
    found, place = [], 1
    for block in blocks:
        for code in block.codes:
            others = tuple(c for c in block.codes if c != code)
            found.append(Placed(code, place, block.by, others, block.needs if others else ""))
        place += len(block.codes)
    return found


def _split(block: _Block, key: OrderKey, envs: Mapping[str, Env], name: str) -> list[_Block]:
    if len(block.codes) == 1 or block.needs:
        return [block]
    if key.decided_by:
        return _decided(block, key, envs, name)
    assert key.value is not None  # noqa: S101 - the loader demands one of the two
    return _by_value(block, {c: _sortable(key, envs[c]) for c in block.codes}, name)


def _sortable(key: OrderKey, env: Env) -> tuple[int, Fraction]:
    """Missing values come last whatever the order."""
    assert key.value is not None  # noqa: S101
    found = evaluate(key.value, env)
    if isinstance(found, State | str):
        return (1, Fraction(0))
    value = Fraction(found)
    return (0, -value if key.order == "desc" else value)


def _by_value(block: _Block, values: Mapping[str, Any], name: str) -> list[_Block]:
    ranks: dict[Any, list[str]] = {}
    for code in block.codes:
        ranks.setdefault(values[code], []).append(code)
    if len(ranks) == 1:
        return [block]
    return [_Block(tuple(ranks[value]), name or block.by) for value in sorted(ranks)]


def _decided(block: _Block, key: OrderKey, envs: Mapping[str, Env], name: str) -> list[_Block]:
    orders = {c: envs[c].unit.tie_order for c in block.codes}
    known = {c: o for c, o in orders.items() if o is not None}
    if len(known) < len(orders):
        return [_Block(block.codes, block.by, needs=key.decided_by)]
    return _by_value(block, known, name)
