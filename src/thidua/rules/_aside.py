"""What of a rulebook file cannot be read is set aside, so that everything else still is.

A value of the wrong shape gives way to a stand-in; its place is remembered, nothing is judged there, and
no name that it may have defined counts as unknown. The result is never used as a rulebook.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from thidua.rules._keys import Constant, Entry, Inside, Key
from thidua.rules._kinds import (
    Boolean,
    Choice,
    Date,
    Exact,
    Expression,
    Found,
    Integer,
    Kind,
    Pattern,
    Points,
    Several,
)
from thidua.rules._rule_shapes import PATTERN_SHAPES, RuleKind
from thidua.rules._shape import OneOrSeveral, Shape
from thidua.rules._shapes import CRITERION, RULEBOOK, SECTION, Effect, Items, QuotaBase
from thidua.rules._yaml import Place

LISTS = Several | OneOrSeveral | Items


@dataclass
class Aside:
    """Places that were set aside, and the names found in what stood there."""

    places: set[Place] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    holders: set[Place] = field(default_factory=set)  # what directly holds such a place
    around: set[Place] = field(default_factory=set)  # the places and all that hold them

    def covers(self, place: Place) -> bool:
        """True for what was set aside, alone or with something around it."""
        return any(place[:n] in self.places for n in range(len(place) + 1))

    def within(self, place: Place) -> bool:
        """True when something at or below `place` was set aside."""
        return place in self.around

    def beside(self, place: Place) -> bool:
        """True when a key of the mapping at `place` was set aside."""
        return place in self.holders

    def hides_names(self, part: str) -> bool:
        """True when a thing under this key of the rulebook (`inputs`, `items`, `classes`) lost its name."""
        return any(
            p[:1] == (part,) and (p[-1] in {part, "id", "items"} or isinstance(p[-1], int))
            for p in self.places
        )

    def rest_of(self, found: Iterable[Found]) -> list[Found]:
        """What was found wrong elsewhere than in stand-ins."""
        return [
            (place, code, values)
            for place, code, values in found
            if not (self.covers(place) or (code == "missing_key" and self.beside(place)))
        ]

    def put_all(self, found: Iterable[Found]) -> None:
        """Sets aside what looked right and could not be read: a 31st of November, a broken expression."""
        for place, code, _values in found:
            if code != "missing_key":
                self.put(place)

    def put(self, place: Place, value: Any = None) -> None:
        """Sets aside what stands at `place`."""
        self.places.add(place)
        self.holders.add(place[:-1])
        self.around |= prefixes(place)
        self.names |= set(names_in(value))


def prefixes(place: Place) -> set[Place]:
    """The place and every one around it."""
    return {place[:n] for n in range(len(place) + 1)}


def names_in(value: Any) -> Iterator[str]:
    """Every text under a key `id`."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str | int):
            yield str(value["id"])
        value = list(value.values())
    if isinstance(value, list):
        for inside in value:
            yield from names_in(inside)


class Mender:
    """Makes of a document of wrong shape one that can be read; `wrong` are places the schema refuses."""

    def __init__(self, wrong: Iterable[Place]) -> None:
        self.wrong, self.aside = set(wrong), Aside()
        self.above_wrong = {p for place in self.wrong for p in prefixes(place)}

    def rulebook(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The whole document."""
        return self.mapping(RULEBOOK.entries, content, ())

    def value(self, kind: Kind, value: Any, place: Place) -> Any:
        """The value as far as it can be read; a list that is too long or too short is read all the same."""
        if place in self.wrong and not (isinstance(kind, LISTS) and isinstance(value, list)):
            return self.stand_in(kind, value, place)
        if isinstance(kind, OneOrSeveral) and isinstance(value, dict):
            return self.mapping(kind.of.entries, value, place)
        if isinstance(kind, Several | OneOrSeveral):
            return [self.value(kind.of, v, (*place, i)) for i, v in enumerate(value)]
        if isinstance(kind, Items):
            shapes = (SECTION if isinstance(v, dict) and "items" in v else CRITERION for v in value)
            return [self.value(s, v, (*place, i)) for i, (s, v) in enumerate(zip(shapes, value, strict=True))]
        if isinstance(kind, RuleKind):
            return self.rule(value, place)
        if isinstance(kind, Shape):
            return self.mapping(kind.entries, value, place)
        if isinstance(kind, QuotaBase) and place in self.above_wrong:
            return self.stand_in(kind, value, place)
        return value

    def rule(self, value: dict[str, Any], place: Place) -> dict[str, Any]:
        named = value.get("type")
        shape = PATTERN_SHAPES.get(named) if isinstance(named, str) else None
        if shape is None:
            self.aside.put(place, value)
            return {"type": "manual"}
        return self.mapping(shape.entries, value, place)

    def mapping(self, entries: tuple[Entry, ...], value: Mapping[str, Any], place: Place) -> dict[str, Any]:
        """The keys that can be read; a stand-in for each that is needed and cannot."""
        made: dict[str, Any] = {}
        for entry in entries:
            made |= self.entry(entry, value, place)
        known = {name for entry in entries for name in entry.schemas()}
        for key in value.keys() - known:
            self.aside.put((*place, key), value[key])
        return made

    def entry(self, entry: Entry, value: Mapping[str, Any], place: Place) -> dict[str, Any]:
        if isinstance(entry, Key):
            return self.key(entry, value, place)
        if isinstance(entry, Constant):
            return {entry.name: entry.value}
        if isinstance(entry, Inside):
            where = (*place, entry.name)
            if entry.name not in value or where in self.wrong:
                return {}
            return {entry.name: self.mapping(entry.entries, value[entry.name], where)}
        made = {}
        for name in entry.schemas().keys() & value.keys():
            if (*place, name) in self.above_wrong:
                self.aside.put((*place, name))
            else:
                made[name] = value[name]
        if isinstance(entry, Effect) and not made:
            self.aside.put((*place, entry.name))
            return {entry.name: "note"}
        return made

    def key(self, key: Key, value: Mapping[str, Any], place: Place) -> dict[str, Any]:
        where = (*place, key.name)
        if key.name not in value:
            return {key.name: self.stand_in(key.kind, None, where)} if key.required else {}
        if where in self.wrong and not key.required and not isinstance(value[key.name], list):
            self.aside.put(where, value[key.name])
            return {}
        return {key.name: self.value(key.kind, value[key.name], where)}

    def stand_in(self, kind: Kind, value: Any, place: Place) -> Any:
        """Something that can be read, for a value that cannot. A legible name stays what it is."""
        if isinstance(kind, Pattern) and not kind.refers and type(value) in {str, int}:
            return str(value)
        self.aside.put(place, value)
        if isinstance(kind, Pattern):
            return f"aside_{len(self.aside.places)}"
        if isinstance(kind, RuleKind):
            return {"type": "manual"}
        if isinstance(kind, LISTS):
            return []
        if isinstance(kind, Shape):
            return self.mapping(kind.entries, {}, place)
        return _plain(kind)


def _plain(kind: Kind) -> Any:
    match kind:
        case Date():
            return "2000-01-01"
        case Choice():
            return kind.words[0]
        case Boolean():
            return False
        case Integer():
            return kind.low
        case Exact() | Points():
            return Fraction(1)
        case Expression():
            return True if kind.truth else Fraction(1)
        case QuotaBase():
            return "all"
    return ""
