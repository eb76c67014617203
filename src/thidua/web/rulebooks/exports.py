"""An edition as a file, and two texts line by line."""

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from thidua.rules.tables import rulebook_table
from thidua.web.rulebooks import queries
from thidua.web.rulebooks.models import RulebookEdition

KINDS = {
    "yaml": "application/yaml; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content: bytes
    media_type: str


def edition_file(edition: RulebookEdition, kind: str) -> File:
    """The edition as YAML (byte for byte the stored text), JSON or XLSX."""
    if kind == "yaml":
        content = edition.text.encode()
    elif kind == "xlsx":
        content = rulebook_table(queries.parsed(edition))
    else:
        data = yaml.safe_load(edition.text)
        content = json.dumps(data, ensure_ascii=False, indent=2, default=_plain).encode()
    return File(f"quy-che-{edition.year}-{edition.number}.{kind}", content, KINDS[kind])


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(Fraction(value))


@dataclass(frozen=True)
class DiffLine:
    """One line: `kind` is same, new, gone or gap (lines left out)."""

    kind: str
    text: str


def text_diff(old: str, new: str) -> list[DiffLine]:
    """The changed lines with three lines around each."""
    return list(_diff_lines(old.splitlines(), new.splitlines()))


def _diff_lines(old: list[str], new: list[str]) -> Iterator[DiffLine]:
    kinds = {"+": "new", "-": "gone", " ": "same"}
    for line in difflib.unified_diff(old, new, n=3, lineterm=""):
        if line.startswith(("+++", "---")):
            continue
        if line.startswith("@@"):
            yield DiffLine("gap", "…")
        else:
            yield DiffLine(kinds[line[0]], line[1:])
