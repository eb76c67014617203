"""Data as YAML or JSON: the `units:` blocks of `cases.yaml`; values arrive exact, never as floats."""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.rules._errors import DataInvalid, Problem, RulebookInvalid
from thidua.rules._exchange import DATA_FORMAT, data_from_json
from thidua.rules._validate import validate
from thidua.rules._yaml import Document, path_text, read_loosely
from thidua.rules.tables._collect import Collector, Reading, Target, Written
from thidua.rules.tables._guard import refused

BLOCKS = {"values", "targets", "previous", "marks", "evidence", "waived"}
NAMES = {"unit", "code", "name", "group", "tie_order", "decided_class"}
TOP = {"units", "note", "format", "rulebook"}
PARTS = {"amount", "of", "choice", "state", "certainty", "as_of", "source", "note"}
MAX_UNITS = 100_000

Place = tuple[str | int, ...]


def read_yaml(content: bytes) -> Document:
    """The document, with what it may not use. Raises `DataInvalid` when it is no small YAML in UTF-8."""
    try:
        return read_loosely(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused("not_utf8") from None
    except RulebookInvalid as invalid:
        raise DataInvalid(invalid.problems) from None


def read_json(content: bytes) -> Document:
    """The document. Raises `DataInvalid` when it is not JSON in UTF-8 or has a key twice."""
    try:
        found = json.loads(
            content.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=str,
            object_pairs_hook=_once,
        )
    except UnicodeDecodeError:
        raise refused("not_utf8") from None
    except json.JSONDecodeError as error:
        raise refused("not_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise refused("json_too_deep") from None
    except ValueError:
        raise refused("json_long_number") from None
    return Document(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        raise refused("json_key_twice", key=next(k for k in keys if keys.count(k) > 1)[:50])
    return found


def is_exchange(document: Document) -> bool:
    """True for what `data_as_json` wrote."""
    return isinstance(document.content, dict) and document.content.get("format") == DATA_FORMAT


def read_exchange(document: Document, collector: Collector) -> Reading:
    """Our own exact JSON, checked against the rulebook."""
    try:
        data = data_from_json(document.content)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        raise refused("not_data") from None
    problems = [*document.problems, *validate(collector.rulebook, data)]
    if collector.known is not None:
        strangers = [u.code for u in data.units if u.code not in collector.known]
        problems += [Problem("units", "table.unknown_unit", values={"unit": u}) for u in strangers]
    failed = any(p.severity == "error" for p in problems)
    return Reading(None if failed else data, tuple(problems))


def read_units(document: Document, collector: Collector) -> None:
    """Every unit of the document into the collector."""
    reader = _Units(document, collector)
    collector.problems += document.problems
    content = document.content
    if isinstance(content, list):
        content = {"units": content}
    if not isinstance(content, dict) or not isinstance(content.get("units"), list):
        collector.problem(reader.written(None, ()), "table.no_units_list")
        return
    for key in (k for k in content if k not in TOP):
        collector.problem(reader.written(key, (key,)), "table.unknown_key", key=key)
    if len(content["units"]) > MAX_UNITS:
        raise refused("too_many_units", most=MAX_UNITS)
    for index, unit in enumerate(content["units"]):
        reader.unit(unit, ("units", index) if content is document.content else (index,))


class _Units:
    def __init__(self, document: Document, collector: Collector) -> None:
        self.document, self.collector = document, collector
        rulebook = collector.rulebook
        self.criteria = {c.id for c in rulebook.criteria}
        self.gates = {g.id for g in rulebook.gates}
        self.columns = [c.id for c in rulebook.scorers.columns]

    def written(self, value: Any, place: Place) -> Written:
        """A scalar as a cell; anything else becomes its text, which no reader accepts."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = Decimal(value)
        elif isinstance(value, list | dict):
            value = "{…}" if isinstance(value, dict) else "[…]"
        return Written(value, path_text(place), line=self.document.line(place))

    def unit(self, unit: Any, place: Place) -> None:
        """One block."""
        if not isinstance(unit, dict):
            self.collector.problem(self.written(None, place), "table.not_a_block")
            return
        wrong = self._wrong(unit, place)
        named = "unit" if "unit" in unit else "code"
        if named in wrong:
            code = self.collector.add_stray()
        else:
            code = self.collector.add_unit(self.written(unit.get(named), (*place, named)))
        self._cells(code, {k: v for k, v in unit.items() if k not in wrong}, place)

    def _wrong(self, unit: dict[str, Any], place: Place) -> set[str]:
        """Keys of a unit that are not read, each told."""
        wrong = set()
        for key, value in unit.items():
            where, code = (*place, key), ""
            if key in NAMES:  # 1.10 without quotation marks would become 1.1
                code = "table.plain_wanted" if isinstance(value, list | dict | Fraction) else ""
            elif key in BLOCKS:
                fits = isinstance(value, list if key == "waived" else dict)
                code = "" if fits else "table.not_a_block"
            elif key != "expect":
                code = "table.unknown_key"
            if code:
                wrong.add(key)
                self.collector.problem(self.written(key, where), code, key=key)
        return wrong

    def _cells(self, code: str, unit: dict[str, Any], place: Place) -> None:
        for name in ("name", "group", "tie_order", "decided_class"):
            if name in unit:
                self.collector.put(code, Target("unit", "", name), self.written(unit[name], (*place, name)))
        for target, value, where in self._targets(unit, place):
            at = self.written(value, where)
            known = {"value": self.collector.rulebook.input_by_id, "waived": self.gates}.get(
                target.kind, self.criteria
            )
            if target.id not in known:
                self.collector.problem(at, f"table.unknown_{target.kind}", key=target.id)
            elif target.kind == "mark" and target.part not in self.columns:
                self.collector.problem(at, "table.unknown_mark_column", key=target.part)
            else:
                self.collector.put(code, target, at)

    def _targets(self, unit: dict[str, Any], place: Place) -> Iterator[tuple[Target, Any, Place]]:
        for key, value in unit.get("values", {}).items():
            yield from self._value(key, value, (*place, "values", key))
        for block, part in (("targets", "target"), ("previous", "previous")):
            for key, value in unit.get(block, {}).items():
                yield Target("value", key, part), value, (*place, block, key)
        for key, value in unit.get("marks", {}).items():
            where = (*place, "marks", key)
            marks = value if isinstance(value, dict) else {self.columns[-1]: value}
            for column, mark in marks.items():
                yield Target("mark", key, column), mark, (*where, column) if value is marks else where
        for key, value in unit.get("evidence", {}).items():
            yield Target("evidence", key), value, (*place, "evidence", key)
        for index, gate in enumerate(unit.get("waived", [])):
            yield Target("waived", str(gate)), True, (*place, "waived", index)

    def _value(self, key: str, value: Any, where: Place) -> Iterator[tuple[Target, Any, Place]]:
        if isinstance(value, dict):
            for part, inside in value.items():
                if part in PARTS:
                    yield Target("value", key, part), inside, (*where, part)
                else:
                    at = self.written(part, (*where, part))
                    self.collector.problem(at, "table.unknown_key", key=part)
        elif isinstance(value, list) and len(value) == 2:  # noqa: PLR2004 - [amount, of]
            yield Target("value", key, "amount"), value[0], (*where, 0)
            yield Target("value", key, "of"), value[1], (*where, 1)
        else:
            yield Target("value", key, "amount"), value, where
