"""The JSON Schema of the rulebook format (draft 2020-12), generated from the shapes; and checks against it."""

import difflib
import json
import numbers
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from thidua.rules._errors import Problem
from thidua.rules._kinds import COMMA_IN_NUMBER, DATE_PATTERN, NUMBER_PATTERN, Schema
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules._shapes import RULEBOOK, SHAPES
from thidua.rules._yaml import Document, path_text

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


def schema_problems(document: Document) -> list[Problem]:
    """Everything in the document that the schema refuses, in the order of the lines."""
    found: dict[tuple[str, str, str], Problem] = {}
    for error in _validator().iter_errors(document.content):
        place = tuple(error.absolute_path)
        for code, values in _causes(error):
            line = document.line((*place, values["key"]) if code == "unknown_key" else place)
            problem = Problem(path_text(place), code, values=values, line=line)
            found.setdefault((problem.path, code, str(values.get("key", ""))), problem)
    return sorted(found.values(), key=lambda p: p.line or 0)


COUNTED = {"minItems": "too_few", "minLength": "too_few", "minProperties": "too_few",
           "maxItems": "too_many", "maxLength": "too_many", "maxProperties": "too_many"}  # fmt: skip


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
    for key in mapping:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            yield "unknown_key", {"key": key, "near": near[0] if near else "", "known": known}


def _form(pattern: str, value: str) -> tuple[str, dict[str, Any]]:
    if pattern == DATE_PATTERN:
        return "not_a_date", {"value": value}
    if pattern in {NUMBER_PATTERN, NUMBER_PATTERN.replace("( ?%)?", "")}:
        return ("decimal_comma" if COMMA_IN_NUMBER.search(value) else "not_a_number"), {"value": value}
    return "bad_identifier", {"value": value}
