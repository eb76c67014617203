"""Where am I? The top bar shows the cluster and the year; the feature that knows them says so.

`clusters` registers one provider in its `apps.py`. It is asked once per page of a signed-in person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass(frozen=True)
class Choice:
    """Another place to go: `here` marks the current one; `note` is small text such as a year's state."""

    label: str
    url: str
    here: bool = False
    note: str = ""


@dataclass(frozen=True)
class Where:
    """`name` (the cluster), `year` with its `state` in words, and the years or clusters to switch to."""

    name: str
    year: str = ""
    state: str = ""
    state_kind: str = ""
    choices: list[Choice] = field(default_factory=list)


Provider = Callable[[HttpRequest], Where | None]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider once; the first that answers is shown."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def where_am_i(request: HttpRequest) -> Where | None:
    """The answer of the first provider that has one."""
    return next((found for ask in _PROVIDERS if (found := ask(request))), None)
