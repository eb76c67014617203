"""Every value of a rulebook with its place and kind: what checks walk over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.rules._keys import Gives, Inside, Key, defaults_of
from thidua.rules._kinds import Kind, Several
from thidua.rules._model import Criterion, Rulebook, Section
from thidua.rules._rule_shapes import PATTERN_SHAPES, RuleKind
from thidua.rules._shape import OneOrSeveral, Shape
from thidua.rules._shapes import CRITERION, RULEBOOK, SECTION, Items
from thidua.rules._yaml import Place


@dataclass(frozen=True)
class Placed:
    """A value at `place`, of `kind`, held by the model object `owner`."""

    place: Place
    kind: Kind
    value: Any
    owner: Any


def walk_places(rulebook: Rulebook) -> Iterator[Placed]:
    """Every written value of the rulebook, in the order of the format; lists and mappings before what they hold."""
    yield from _walk_shape(RULEBOOK, rulebook, ())


def item_places(rulebook: Rulebook) -> dict[str, Place]:
    """The place of each section and criterion by id (the first, where an id occurs twice)."""
    places: dict[str, Place] = {}
    for found in walk_places(rulebook):
        if isinstance(found.value, Section | Criterion):
            places.setdefault(found.value.id, found.place)
    return places


def _walk_shape(shape: Shape, thing: Any, place: Place) -> Iterator[Placed]:
    for entry in shape.entries:
        if isinstance(entry, Key):
            yield from _walk_key(entry, thing, place)
        elif isinstance(entry, Inside):
            for key in entry.entries:
                yield from _walk_key(key, thing, (*place, entry.name))
        elif isinstance(entry, Gives):
            name = "percent" if thing.gives.points is None else "points"
            yield Placed((*place, name), Kind(), thing.gives, thing)


def _walk_key(key: Key, thing: Any, place: Place) -> Iterator[Placed]:
    value = getattr(thing, key.field)
    defaults = defaults_of(type(thing))
    if value is None or (not key.required and key.field in defaults and value == defaults[key.field]):
        return
    yield from _walk_value(key.kind, value, (*place, key.name), thing)


def _walk_value(kind: Kind, value: Any, place: Place, owner: Any) -> Iterator[Placed]:
    yield Placed(place, kind, value, owner)
    if isinstance(kind, Shape):
        yield from _walk_shape(kind, value, place)
    elif isinstance(kind, RuleKind):
        yield from _walk_shape(PATTERN_SHAPES[value.type], value, place)
    elif isinstance(kind, Several | OneOrSeveral):
        for index, inner in enumerate(value):
            yield from _walk_value(kind.of, inner, (*place, index), owner)
    elif isinstance(kind, Items):
        for index, item in enumerate(value):
            shape = SECTION if isinstance(item, Section) else CRITERION
            yield from _walk_value(shape, item, (*place, index), owner)
