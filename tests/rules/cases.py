"""Reads `cases.yaml`: worked examples beside a rulebook, as the engine's data and expectations.

Every scalar stays text, so numbers are exact and `yes` is what the office wrote. Anchors and merge
keys are allowed here, so that a case can say "the same, but for this".
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from thidua.rules import MISSING, NOT_APPLICABLE, NOT_ASSIGNED, Data, Rulebook, UnitData, Value

STATES = {"missing": MISSING, "na": NOT_APPLICABLE, "not_assigned": NOT_ASSIGNED}
TRUTHS = {"yes": Fraction(1), "no": Fraction(0)}
CASE_KEYS = {"name", "why", "units"}
UNIT_KEYS = {
    "unit",
    "group",
    "values",
    "targets",
    "previous",
    "marks",
    "evidence",
    "waived",
    "tie_order",
    "decided_class",
    "expect",
}


class _Texts(yaml.SafeLoader):
    """YAML whose scalars are all text, but for merge keys."""


_Texts.yaml_implicit_resolvers = {
    "<": [("tag:yaml.org,2002:merge", yaml.SafeLoader.yaml_implicit_resolvers["<"][0][1])]
}


@dataclass(frozen=True)
class Case:
    """One worked example: its data and what each unit is expected to get."""

    name: str
    data: Data
    expected: dict[str, dict[str, Any]]


def read_cases(path: Path, rulebook: Rulebook) -> list[Case]:
    """The cases of the file. ValueError for a key or a value that the format does not know."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_Texts)  # noqa: S506 - a SafeLoader without types
    return [_case(row, rulebook) for row in rows]


def _case(row: dict[str, Any], rulebook: Rulebook) -> Case:
    if "units" in row:
        _known(row, CASE_KEYS)
        blocks = row["units"]
    else:
        _known(row, CASE_KEYS | UNIT_KEYS)
        blocks = [{k: v for k, v in row.items() if k in UNIT_KEYS}]
    units = tuple(_unit(block, rulebook) for block in blocks)
    return Case(row["name"], Data(units), {b["unit"]: b["expect"] for b in blocks})


def _known(row: dict[str, Any], keys: set[str]) -> None:
    if unknown := set(row) - keys:
        raise ValueError(f"unknown keys {sorted(unknown)} in {row.get('name') or row.get('unit')}")


def _unit(block: dict[str, Any], rulebook: Rulebook) -> UnitData:
    _known(block, UNIT_KEYS)
    last = rulebook.scorers.columns[-1].id
    return UnitData(
        code=block["unit"],
        group=block.get("group", ""),
        values={i: _value(rulebook.input_by_id[i].kind, v) for i, v in block.get("values", {}).items()},
        targets={i: Fraction(v) for i, v in block.get("targets", {}).items()},
        previous={i: Fraction(v) for i, v in block.get("previous", {}).items()},
        marks={c: _marks(m, last) for c, m in block.get("marks", {}).items() if m != "none"},
        evidence={c: _truth(e) for c, e in block.get("evidence", {}).items()},
        waived=frozenset(block.get("waived", ())),
        tie_order=int(block["tie_order"]) if "tie_order" in block else None,
        decided_class=block.get("decided_class", ""),
    )


def _value(kind: str, value: Any) -> Value:
    if isinstance(value, list):
        return Value(amount=Fraction(value[0]), of=Fraction(value[1]))
    if isinstance(value, dict):  # {amount: 90, certainty: estimate}
        return Value(amount=Fraction(value["amount"]), certainty=value["certainty"])
    return STATES.get(value) or _plain(kind, value)


def _plain(kind: str, value: str) -> Value:
    if kind == "choice":
        return Value(choice=value)
    return Value(amount=TRUTHS[value] if kind == "yes_no" else Fraction(value))


def _marks(mark: Any, last: str) -> dict[str, Fraction]:
    marks = mark if isinstance(mark, dict) else {last: mark}
    return {column: Fraction(points) for column, points in marks.items()}


def _truth(text: str) -> bool:
    return TRUTHS[text] == 1
