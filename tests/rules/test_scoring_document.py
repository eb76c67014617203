"""The tables of the scoring specification are tests: each block is a rulebook, each row a unit."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from thidua.rules import (
    MISSING,
    NOT_APPLICABLE,
    NOT_ASSIGNED,
    Data,
    State,
    UnitData,
    Value,
    exact_text,
    parse_rulebook,
    score,
)

PAGE = (Path(__file__).parents[2] / "docs/developers/explanation/scoring.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```\n\n((?:\|[^\n]*\n)+)", PAGE, re.DOTALL)


class PlainWords(yaml.SafeLoader):
    """Reads `yes` as the word it is: here it is also a key."""


PlainWords.yaml_implicit_resolvers = {
    sign: [r for r in resolvers if r[0] != "tag:yaml.org,2002:bool"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
STATES = {"missing": MISSING, "na": NOT_APPLICABLE, "not_assigned": NOT_ASSIGNED}


def rulebook_of(block):
    kinds = {k: "choice" if isinstance(v, list) else v for k, v in block["inputs"].items()}
    inputs = [
        {"id": key, "name": key, "kind": kind}
        | ({"choices": [{"id": c, "name": c} for c in block["inputs"][key]]} if kind == "choice" else {})
        | ({"places": 2} if kind in {"percent", "number"} else {})
        for key, kind in kinds.items()
    ]
    criterion = {"id": "1.1", "name": "Tiêu chí", **block["criterion"]}
    content = {
        "format": "thidua-rulebook/1",
        "id": "example",
        "title": "Ví dụ",
        "status": "illustrative",
        "inputs": inputs,
        "items": [{"id": "1", "name": "Nội dung", "items": [criterion]}],
    }
    return parse_rulebook(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False).replace("'yes':", "yes:")
    ), kinds


def unit_of(index, group, row, kinds):
    values, targets, marks, evidence = {}, {}, {}, {}
    for name, text in row.items():
        if name in kinds:
            values[name] = STATES.get(text) or value_of(kinds[name], text)
        elif name.endswith(".target") and text != "missing":
            targets[name.removesuffix(".target")] = Fraction(text)
        elif name == "mark" and text != "none":
            marks["1.1"] = {"self": Fraction(text)}
        elif name == "evidence":
            evidence["1.1"] = text == "yes"
    return UnitData(f"u{index}", group=group, values=values, targets=targets, marks=marks, evidence=evidence)


def value_of(kind, text):
    if kind == "choice":
        return Value(choice=text)
    if kind == "yes_no":
        return Value(Fraction(text == "yes"))
    return Value(Fraction(text))


def rows_of(table):
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().split("\n")]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]]


def test_there_are_blocks_to_check():
    assert len(BLOCKS) >= 25


@pytest.mark.parametrize(
    ("text", "table"), BLOCKS, ids=lambda v: v.split("type: ")[-1].split(",")[0].split("}")[0][:20]
)
def test_worked_table(text, table):
    block = yaml.load(text, PlainWords)  # noqa: S506 - a safe loader
    rulebook, kinds = rulebook_of(block)
    rows = rows_of(table)
    together = block.get("together", False)
    units = [unit_of(i, "all" if together else str(i), row, kinds) for i, row in enumerate(rows)]
    result = score(rulebook, Data(tuple(units)))
    found = [result.unit(u.code).lines["1.1"] for u in units]
    said = [exact_text(v.points) if v.state == State.VALUE else v.state.name.lower() for v in found]
    assert said == [row["points"] for row in rows]


@pytest.mark.parametrize(
    ("policy", "points"), [("not_scored", "11"), ("rescale", "13.75"), ("full", "15"), ("split", "13.6")]
)
def test_items_that_do_not_apply_as_the_page_works_them_out(policy, points):
    assert points in PAGE
    items = [
        {"id": f"1.{n}", "name": "Mục", "max": full, "rule": {"type": "formula", "points": f"x{n}"}}
        for n, full in enumerate((10, 6, 4), start=1)
    ]
    inputs = [{"id": f"x{n}", "name": "Số", "kind": "number"} for n in (1, 2, 3)]
    content = {
        "format": "thidua-rulebook/1",
        "id": "example",
        "title": "Ví dụ",
        "status": "illustrative",
        "values": {"not_applicable": policy},
        "inputs": inputs,
        "items": [{"id": "1", "name": "Nội dung", "items": items}],
    }
    rulebook = parse_rulebook(yaml.safe_dump(content, allow_unicode=True))
    values = {"x1": Value(Fraction(8)), "x2": Value(Fraction(3)), "x3": NOT_APPLICABLE}
    result = score(rulebook, Data((UnitData("A", values=values),))).units[0]
    assert exact_text(result.total) == points
