"""One thing that search found."""

from collections.abc import Iterator
from dataclasses import dataclass

READ = 20_000
"""Rows of one kind that are looked through at most."""


@dataclass(frozen=True)
class Hit:
    """Its name, where it is, a word about it."""

    name: str
    url: str
    note: str = ""


Candidates = Iterator[tuple[str, Hit]]
"""(the text that is searched, what is shown when it fits)"""
