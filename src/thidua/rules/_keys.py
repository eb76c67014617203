"""Keys of a mapping in a rulebook file and the fields of the model they stand for."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua.rules._kinds import Exact, Kind, Reader, Schema
from thidua.rules._model import Bounds
from thidua.rules._patterns import Part, Tier
from thidua.rules._yaml import Place

NO_DEFAULT = dataclasses.MISSING
Fields = dict[str, Any]


class Entry:
    """One or several keys of a mapping that belong together."""

    required = False

    def schemas(self) -> dict[str, Schema]:
        """The JSON Schema of each key."""
        raise NotImplementedError

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:
        """The model's fields; keys that are absent give none."""
        raise NotImplementedError

    def write(self, thing: Any, defaults: Fields) -> Fields:
        """The file's keys for a model object; defaults are left out."""
        raise NotImplementedError


@dataclass(frozen=True)
class Key(Entry):
    """One key that stands for one field."""

    name: str
    kind: Kind
    label: str = ""
    attribute: str = ""
    required: bool = False

    @property
    def field(self) -> str:
        """The field's name."""
        return self.attribute or self.name

    def schemas(self) -> dict[str, Schema]:
        description = {"description": self.label} if self.label else {}
        return {self.name: {**self.kind.schema(), **description}}

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:
        if self.name not in mapping:
            return {}
        return {self.field: self.kind.read(mapping[self.name], (*place, self.name), reader)}

    def write(self, thing: Any, defaults: Fields) -> Fields:
        value = getattr(thing, self.field)
        if not self.required and self.field in defaults and value == defaults[self.field]:
            return {}
        return {self.name: self.kind.write(value)}


@dataclass(frozen=True)
class Constant(Entry):
    """A key that always has the same value."""

    name: str
    value: str
    required: bool = True

    def schemas(self) -> dict[str, Schema]:
        return {self.name: {"const": self.value}}

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:  # noqa: ARG002
        return {}

    def write(self, thing: Any, defaults: Fields) -> Fields:  # noqa: ARG002
        return {self.name: self.value}


@dataclass(frozen=True)
class Inside(Entry):
    """A mapping under `name` whose keys stand for fields of the thing around it."""

    name: str
    entries: tuple[Key, ...]
    label: str = ""

    def schemas(self) -> dict[str, Schema]:
        return {self.name: {**mapping_schema(self.entries), "description": self.label}}

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:
        if self.name not in mapping:
            return {}
        return read_entries(self.entries, mapping[self.name], (*place, self.name), reader)

    def write(self, thing: Any, defaults: Fields) -> Fields:
        inside = write_entries(self.entries, thing, defaults)
        return {self.name: inside} if inside else {}


@dataclass(frozen=True)
class Ends(Entry):
    """`from`/`above` and `to`/`below`: closed and open ends of a `Tier` or of a class's `band`."""

    attribute: str = ""

    def schemas(self) -> dict[str, Schema]:
        labels = {"from": "Từ (kể cả)", "above": "Trên", "to": "Đến (kể cả)", "below": "Dưới"}
        return {name: {**Exact().schema(), "description": label} for name, label in labels.items()}

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:
        ends: Fields = {"low": None, "low_closed": True, "high": None, "high_closed": False}
        for closed, opened, side in (("from", "above", "low"), ("to", "below", "high")):
            if closed in mapping and opened in mapping:
                reader.refuse((*place, opened), "both_given", one=closed, other=opened)
            name = closed if closed in mapping else opened
            if name in mapping:
                ends[side] = Exact().read(mapping[name], (*place, name), reader)
                ends[f"{side}_closed"] = name == closed
        return {self.attribute: Bounds(**ends)} if self.attribute else ends

    def write(self, thing: Any, defaults: Fields) -> Fields:  # noqa: ARG002
        ends: Bounds | Tier = getattr(thing, self.attribute) if self.attribute else thing
        written: Fields = {}
        if ends.low is not None:
            written["from" if ends.low_closed else "above"] = Exact().write(ends.low)
        if ends.high is not None:
            written["to" if ends.high_closed else "below"] = Exact().write(ends.high)
        return written


@dataclass(frozen=True)
class Gives(Entry):
    """`points` or `percent` for the `Part` in `gives`."""

    label: str
    needed: bool

    def schemas(self) -> dict[str, Schema]:
        return {
            "points": {**Exact().schema(), "description": self.label},
            "percent": {**Exact(percent=True).schema(), "description": f"{self.label} (% điểm tối đa)"},
        }

    def read(self, mapping: Mapping[str, Any], place: Place, reader: Reader) -> Fields:
        if "points" in mapping and "percent" in mapping:
            reader.refuse((*place, "percent"), "both_given", one="points", other="percent")
        if "points" in mapping:
            return {"gives": Part(points=Exact().read(mapping["points"], (*place, "points"), reader))}
        if "percent" in mapping:
            share = Exact(percent=True).read(mapping["percent"], (*place, "percent"), reader)
            return {"gives": Part(share=share)}
        if self.needed:
            reader.refuse(place, "missing_key", key="points", other="percent")
            return {"gives": Part(points=Fraction(0))}
        return {}

    def write(self, thing: Any, defaults: Fields) -> Fields:
        part: Part = thing.gives
        if "gives" in defaults and part == defaults["gives"]:
            return {}
        if part.points is not None:
            return {"points": Exact().write(part.points)}
        return {"percent": Exact(percent=True).write(part.share)}


def mapping_schema(entries: tuple[Any, ...]) -> Schema:
    """The JSON Schema of a mapping with these entries and no others."""
    required = [e.name for e in entries if e.required]
    properties = {name: schema for e in entries for name, schema in e.schemas().items()}
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required} if required else schema


def read_entries(entries: tuple[Any, ...], mapping: Any, place: Place, reader: Reader) -> Fields:
    """The fields that a mapping names."""
    fields: Fields = {}
    for entry in entries:
        fields.update(entry.read(mapping, place, reader))
    return fields


def write_entries(entries: tuple[Any, ...], thing: Any, defaults: Fields) -> Fields:
    """The keys for a model object, in the order of the format."""
    written: Fields = {}
    for entry in entries:
        written.update(entry.write(thing, defaults))
    return written


def defaults_of(make: type) -> Fields:
    """The default of each field of a dataclass that has one."""
    return {f.name: f.default for f in dataclasses.fields(make) if f.default is not NO_DEFAULT}
