"""The shapes of rule patterns, made from the description that each pattern gives of its fields."""

import dataclasses
import typing
from typing import Any

from thidua.rules import _patterns as patterns
from thidua.rules._keys import Constant, Ends, Entry, Gives, Key, defaults_of
from thidua.rules._kinds import Choice, Integer, Kind, Points, Reader, Schema, Several
from thidua.rules._shape import CONDITION, INPUT, NUMBER, TEXT, VALUE, OneOrSeveral, Shape
from thidua.rules._yaml import Place

RENAMED = {"otherwise": "else", "by_place": "points"}
PATTERN_CLASSES = {n: c for n in patterns.__all__ if isinstance(c := getattr(patterns, n), type)}


def _pattern_kind(holds: str, annotation: Any) -> Kind:
    what, _colon, rest = holds.partition(":")
    plain: dict[str, Kind] = {
        "input": INPUT, "expression": VALUE, "condition": CONDITION, "points": Points(), "text": TEXT,
        "texts": Several(TEXT), "numbers": Several(NUMBER),
        "number": Integer(1, 10**6) if annotation is int else NUMBER,
        "choice": Choice(tuple(rest.split("|"))),
    }  # fmt: skip
    if what != "list":
        return plain[what]
    inner = part_shape(PATTERN_CLASSES[rest])
    if typing.get_origin(annotation) is not tuple:
        return inner
    return OneOrSeveral(inner) if rest == "Counted" else Several(inner, 1)


def _pattern_entries(pattern: type) -> tuple[Entry, ...]:
    defaults, hints = defaults_of(pattern), typing.get_type_hints(pattern)
    entries: list[Entry] = [Ends()] if pattern is patterns.Tier else []
    common: list[Entry] = []
    for field in dataclasses.fields(pattern):
        holds, label = field.metadata.get("holds"), field.metadata.get("label", "")
        if holds is None or field.name in {"low", "high"}:
            continue
        needed = field.name not in defaults
        if field.name == "gives" and holds == "points":
            entries.append(Gives(label, needed))
            continue
        name = "points" if field.name == "gives" else RENAMED.get(field.name, field.name)
        key = Key(name, _pattern_kind(holds, hints[field.name]), label, field.name, required=needed)
        (common if field.name == "scaled" else entries).append(key)
    return (*entries, *common)


def part_shape(part: type) -> Shape:
    """The shape of a row inside a pattern (a tier, a bracket)."""
    return Shape(part.__name__.lower(), part, _pattern_entries(part))


def pattern_shape(pattern: type[patterns.Rule]) -> Shape:
    """The shape of a rule pattern."""
    return Shape(
        f"rule_{pattern.type}", pattern, (Constant("type", pattern.type), *_pattern_entries(pattern))
    )


PATTERN_SHAPES = {name: pattern_shape(pattern) for name, pattern in patterns.PATTERNS.items()}
PART_SHAPES = tuple(
    part_shape(c)
    for c in PATTERN_CLASSES.values()
    if not issubclass(c, patterns.Rule) and c not in {patterns.Aim, patterns.Part}
)


class RuleKind(Kind):
    """One of the patterns, told by `type`."""

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/rule"}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        return PATTERN_SHAPES[value["type"]].read(value, place, reader)

    def write(self, value: Any) -> Any:
        return PATTERN_SHAPES[value.type].write(value)
