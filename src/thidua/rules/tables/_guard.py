"""Open a workbook or Parquet file that anyone may have made: in a child process, under limits.

The parent survives whatever the file does to the child and says in a sentence what was wrong. The
web product reads every upload through here too.
"""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from thidua.rules._errors import DataInvalid, Problem

CHILD = Path(__file__).with_name("_child.py")
Cell = str | float | bool | Decimal | Fraction | dt.date | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may be at most; bytes unless named otherwise."""

    size: int = 20 << 20
    inflated: int = 50 << 20
    entries: int = 2_000
    sheets: int = 300
    rows: int = 100_000
    columns: int = 2_000
    cells: int = 1_000_000
    memory: int = 1 << 30
    seconds: int = 20


PARQUET_MEMORY = 4 << 30  # an address space, most of it never touched
LIMITS = Limits()
GRACE = 5.0  # seconds of waiting beyond the limit on computing


@dataclass(frozen=True)
class Sheet:
    """One sheet from A1 on. `marks` tells of cells at (row, column), counted from 1: `formula` has no
    stored result, `error` shows an Excel error, `percent` shows 100 times its number."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    visible: bool = True
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)


def refused(code: str, **values: Any) -> DataInvalid:
    """The whole file is refused for one reason."""
    return DataInvalid([Problem("", f"file.{code}", values=values)])


def read_sheets(content: bytes, *, kind: str = "xlsx", limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """Every sheet of an XLSX (`kind="xlsx"`) or the one table of a Parquet file (`kind="parquet"`).

    Raises `DataInvalid` with one problem when the file is too large, not what it says, protected by
    a password, carries macros or links, or brings its reader down.
    """
    if len(content) > limits.size:
        raise refused("too_large", most=limits.size >> 20)
    if not content:
        raise refused("empty")
    told = asdict(limits)
    if kind == "parquet":
        told["memory"] = max(limits.memory, PARQUET_MEMORY)
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, nothing of the caller in it
            [sys.executable, "-I", str(CHILD), kind, json.dumps(told)],
            input=content,
            capture_output=True,
            timeout=limits.seconds + GRACE,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise refused("too_slow", seconds=limits.seconds) from None
    return _answer(done.returncode, done.stdout)


def _answer(code: int, said: bytes) -> tuple[Sheet, ...]:
    if code != 0:
        raise refused("reader_died")
    answer = json.loads(said)
    if "refused" in answer:
        raise refused(answer["refused"], **answer["values"])
    return tuple(
        Sheet(
            sheet["name"],
            tuple(tuple(_cell(v) for v in row) for row in sheet["rows"]),
            sheet["visible"],
            {(int(r), int(c)): mark for key, mark in sheet["marks"].items() for r, c in [key.split(",")]},
        )
        for sheet in answer["sheets"]
    )


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        if "date" in value:
            return dt.date.fromisoformat(value["date"])
        return Decimal(value["number"]) if "number" in value else str(value["other"])
    cell: Cell = value
    return cell
