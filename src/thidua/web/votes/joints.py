"""What features above tell votes: who is present, and the pages where a secret vote is prepared and cast."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thidua.web.votes.models import Vote


@dataclass(frozen=True)
class Door:
    """A page of another feature about this vote, offered to one person."""

    label: str
    url: str
    is_next: bool = False


PRESENT: list[Callable[[Vote], dict[int, bool] | None]] = []
DOORS: list[Callable[[Any, Vote], list[Door]]] = []


ACCOUNTS: list[Callable[[Vote], list[str]]] = []


def register_accounts(lines: Callable[[Vote], list[str]]) -> None:
    """`lines(vote)` gives the sentences that the minutes say of slips and digests of a secret ballot."""
    ACCOUNTS.append(lines)


def accounts_of(vote: Vote) -> list[str]:
    """What other features say in the minutes of this vote."""
    return [line for known in ACCOUNTS for line in known(vote)]


def register_presence(present: Callable[[Vote], dict[int, bool] | None]) -> None:
    """`present(vote)` gives {unit id: is it there}, or None when it does not know this vote."""
    PRESENT.append(present)


def register_doors(doors: Callable[[Any, Vote], list[Door]]) -> None:
    """`doors(user, vote)` gives the pages where the person prepares, casts or reads the secret vote."""
    DOORS.append(doors)


def presence_of(vote: Vote) -> dict[int, bool]:
    """Who is there, from the first feature that knows; empty when nobody does."""
    return next((found for known in PRESENT if (found := known(vote)) is not None), {})


def doors_of(user: Any, vote: Vote) -> list[Door]:
    """Every page other features offer the person for this vote."""
    return [door for known in DOORS for door in known(user, vote)]
