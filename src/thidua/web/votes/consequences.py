"""What a decided vote can be applied to. Features above register theirs at start-up; here is the list.

A vote says in `about` what it is about: `prefix:number`. `preview` tells in sentences what applying would
do; `act` does it, inside the transaction of `actions.apply_vote`, once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thidua.web.votes.models import Vote


@dataclass(frozen=True)
class Consequence:
    """One kind of thing that votes decide about; `label` is the button, `page` where the thing is read."""

    prefix: str
    label: Any
    act: Callable[[Any, Vote], None]
    preview: Callable[[Vote], list[str]]
    page: Callable[[Vote], str] | None = None


KNOWN: dict[str, Consequence] = {}


def register(
    prefix: str,
    label: Any,
    act: Callable[[Any, Vote], None],
    *,
    preview: Callable[[Vote], list[str]],
    page: Callable[[Vote], str] | None = None,
) -> None:
    """Let votes with `about` = `prefix:…` be applied by `act(actor, vote)`; refuse in `act` by `Refused`."""
    KNOWN[prefix] = Consequence(prefix, label, act, preview, page)


def consequence_of(vote: Vote) -> Consequence | None:
    """What the vote may be applied to, or None."""
    return KNOWN.get(vote.about.partition(":")[0]) if vote.about else None


def about_number(vote: Vote) -> int:
    """The number behind the prefix of `about`; 0 when there is none."""
    number = vote.about.partition(":")[2]
    return int(number) if number.isdecimal() else 0
