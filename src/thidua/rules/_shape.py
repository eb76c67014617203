"""A mapping of the rulebook format and the model class it becomes; kinds that many mappings share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.rules._keys import Entry, Fields, Key, defaults_of, mapping_schema, read_entries, write_entries
from thidua.rules._kinds import (
    IDENTIFIER_PATTERN,
    NAME_PATTERN,
    PRINTED_PATTERN,
    Choice,
    Date,
    Exact,
    Expression,
    Kind,
    Pattern,
    Reader,
    Schema,
    Several,
)
from thidua.rules._yaml import Place

TEXT, DATE, NUMBER, PERCENT = Kind(), Date(), Exact(), Exact(percent=True)
INPUT = Pattern(IDENTIFIER_PATTERN, refers="input")
CLASS = Pattern(NAME_PATTERN, refers="class")
IDENTIFIER, NAME, PRINTED = Pattern(IDENTIFIER_PATTERN), Pattern(NAME_PATTERN), Pattern(PRINTED_PATTERN)
CHOICE_ID = Pattern(NAME_PATTERN)
VALUE, CONDITION = Expression(), Expression(truth=True)
LEFT_OUT = Choice(("rescale", "full", "split", "not_scored"))
ROUNDING_MODE = Choice(("half_up", "half_even", "down", "up"))


@dataclass(frozen=True)
class Shape(Kind):
    """A mapping that becomes one object of the model. `name` is its place in the schema's `$defs`."""

    name: str
    make: Any
    entries: tuple[Entry, ...]

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}

    def definition(self) -> Schema:
        """The JSON Schema that the reference points to."""
        return mapping_schema(self.entries)

    def read(self, value: Mapping[str, Any], place: Place, reader: Reader) -> Any:
        return self.make(**read_entries(self.entries, value, place, reader))

    def write(self, value: Any) -> Fields:
        return write_entries(self.entries, value, defaults_of(type(value)))


@dataclass(frozen=True)
class OneOrSeveral(Kind):
    """A list of mappings; one mapping alone stands for a list of one."""

    of: Shape

    def schema(self) -> Schema:
        alone = self.of.schema()
        return {"if": {"type": "object"}, "then": alone, "else": Several(self.of).schema()}

    def read(self, value: Any, place: Place, reader: Reader) -> Any:
        if isinstance(value, dict):
            return (self.of.read(value, place, reader),)
        return Several(self.of).read(value, place, reader)

    def write(self, value: Any) -> Any:
        return self.of.write(value[0]) if len(value) == 1 else Several(self.of).write(value)


def text(name: str, label: str, **rest: Any) -> Key:
    """A key that holds a text."""
    return Key(name, TEXT, label, **rest)
