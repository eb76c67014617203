"""The JSON Schema of the rulebook format (draft 2020-12), generated from the shapes; and checks against it."""

import difflib
import itertools
import json
import numbers
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from thidua.rules._kinds import COMMA_IN_NUMBER, DATE_PATTERN, NUMBER_PATTERN, Found, Schema
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules._shapes import RULEBOOK, SHAPES
from thidua.rules._yaml import MOST_TOLD, Place

SCHEMA_FILE = Path(__file__).with_name("rulebook.schema.json")


def rulebook_schema() -> Schema:
    """The published schema."""
    definitions = {shape.name: shape.definition() for shape in SHAPES}
    definitions["item"] = {
        "type": "object",
        "if": {"required": ["items"]},
        "then": {"$ref": "#/$defs/section"},
        "else": {"$ref": "#/$defs/criterion"},
    }
    definitions["rule"] = {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(PATTERN_SHAPES)}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": shape.schema()}
            for name, shape in PATTERN_SHAPES.items()
        ],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:thidua:rulebook:1",
        "title": "Bảng điểm thi đua (thidua-rulebook/1)",
        **RULEBOOK.definition(),
        "$defs": definitions,
    }


def schema_text() -> str:
    """The content of `rulebook.schema.json`."""
    return json.dumps(rulebook_schema(), ensure_ascii=False, indent=1) + "\n"


@cache
def _validator() -> Any:
    base = jsonschema.Draft202012Validator
    exact = base.TYPE_CHECKER.redefine("number", _is_number)
    kind: Any = jsonschema.validators.extend(base, type_checker=exact)  # type: ignore[no-untyped-call]
    return kind(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _is_number(_checker: Any, value: Any) -> bool:
    return isinstance(value, numbers.Number) and not isinstance(value, bool)


MOST_LEVELS = 6  # of misspelt keys inside one another


@dataclass
class Conformity:
    """What the schema says of a document: `content` with misspelt keys as they were meant, and what is wrong.

    Places are those of `content`; `meant` maps the place of a misspelt key to the key as it is written.
    """

    content: Any
    wrong: list[Found] = field(default_factory=list)
    meant: dict[Place, str] = field(default_factory=dict)
    complete: bool = True  # False: there is more, and nothing else may be read of the file

    def written(self, place: Place) -> Place:
        """The place in the file as it stands."""
        return tuple(self.meant.get(place[: n + 1], step) for n, step in enumerate(place))


def conformity_of(content: Any) -> Conformity:
    """The document against the schema. A misspelt key hides nothing of what stands under it."""
    found, errors = Conformity(content), _errors(content)
    for _ in range(MOST_LEVELS):
        misspelt = _misspelt(found.content, errors)
        if not misspelt or len(errors) > MOST_TOLD:
            break
        found.wrong += [(place[:-1], "unknown_key", values) for place, values in misspelt.items()]
        found.meant |= {place: values["key"] for place, values in misspelt.items()}
        found.content = _respelt(found.content, (), {(*p[:-1], v["key"]): p[-1] for p, v in misspelt.items()})
        errors = _errors(found.content)
    found.wrong += errors[:MOST_TOLD]
    found.complete = len(errors) <= MOST_TOLD
    return found


def _errors(content: Any) -> list[Found]:
    found = (
        (tuple(error.absolute_path), code, values)
        for error in _validator().iter_errors(content)
        for code, values in _causes(error)
    )
    return list(itertools.islice(found, MOST_TOLD + 1))


def _misspelt(content: Any, errors: list[Found]) -> dict[Place, dict[str, Any]]:
    """By the place that a key was meant to have, its facts; never where the right key stands too."""
    found: dict[Place, dict[str, Any]] = {}
    for place, code, values in errors:
        near = values["near"] if code == "unknown_key" else ""
        if near and near not in _at(content, place):
            found.setdefault((*place, near), values)
    return found


def _at(content: Any, place: Place) -> Any:
    for step in place:
        content = content[step]
    return content


def _respelt(content: Any, place: Place, keys: dict[Place, Any]) -> Any:
    """The content with other keys at some places."""
    if isinstance(content, dict):
        return {keys.get((*place, k), k): _respelt(v, (*place, k), keys) for k, v in content.items()}
    if isinstance(content, list):
        return [_respelt(v, (*place, i), keys) for i, v in enumerate(content)]
    return content


COUNTED = {"minItems": "too_few", "minLength": "text_empty", "minProperties": "too_few",
           "maxItems": "too_many", "maxLength": "text_too_long", "maxProperties": "too_many"}  # fmt: skip


def _causes(error: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    wanted, value = error.validator_value, error.instance
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(list(error.schema["properties"]), value)
        case "required":
            yield from (("missing_key", {"key": key, "other": ""}) for key in wanted if key not in value)
        case "type":
            yield "wrong_type", {"wanted": [wanted] if isinstance(wanted, str) else wanted, "value": value}
        case "enum":
            yield "not_one_of", {"value": value, "allowed": wanted}
        case "const":
            yield "not_one_of", {"value": value, "allowed": [wanted]}
        case "pattern":
            yield _form(wanted, value)
        case _:
            yield COUNTED.get(error.validator, "out_of_range"), {"value": value, "limit": wanted}


def _unknown_keys(known: list[str], mapping: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    meant = [*known, "items"] if "rule" in known and "rule" not in mapping else known  # perhaps a section
    for key in mapping:
        if key not in known:
            near = difflib.get_close_matches(key, meant, 1)
            yield "unknown_key", {"key": key, "near": near[0] if near else "", "known": known}


def _form(pattern: str, value: str) -> tuple[str, dict[str, Any]]:
    if pattern == DATE_PATTERN:
        return "not_a_date", {"value": value}
    if pattern in {NUMBER_PATTERN, NUMBER_PATTERN.replace("( ?%)?", "")}:
        return ("decimal_comma" if COMMA_IN_NUMBER.search(value) else "not_a_number"), {"value": value}
    return "bad_identifier", {"value": value}
