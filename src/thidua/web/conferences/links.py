"""What hangs together with a conference on other pages: the hub of the day. Features register their links.

A source yields, for one person, only what that person may open; each link names its state, never a count of votes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from thidua.web.conferences.models import Conference


@dataclass(frozen=True)
class Link:
    """One page: what it is, where, how far it has come; `is_done` sets off what needs nobody any more."""

    label: str
    url: str
    state: str = ""
    note: str = ""
    is_done: bool = False


Source = Callable[[Any, Conference], Iterator[Link]]
_SOURCES: list[tuple[int, Source]] = []


def register(order: int, source: Source) -> None:
    """Add a source once; `order` is its place in the course of the day."""
    if (order, source) not in _SOURCES:
        _SOURCES.append((order, source))
        _SOURCES.sort(key=lambda one: one[0])


def links_of(user: Any, conference: Conference) -> list[Link]:
    """Everything that the person may open; of a rehearsal nothing, for what is real stays out of it."""
    if conference.is_rehearsal:
        return []
    return [link for _order, source in _SOURCES for link in source(user, conference)]
