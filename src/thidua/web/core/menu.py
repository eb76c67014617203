"""The main menu: features register entries in their `apps.py`; each says who sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One entry: `order` sorts, `label` is shown, `route` names the page, `visible` decides.

    `count` names a page that answers with a number to stand beside the label; the browser asks for it
    after the page stands, so that it costs no page anything.
    """

    order: int
    label: Any
    route: str
    icon: str
    visible: Callable[[Any], bool]
    count: str = ""


_ENTRIES: list[Entry] = []


def register(entry: Entry) -> None:
    """Add an entry once."""
    if entry not in _ENTRIES:
        _ENTRIES.append(entry)
        _ENTRIES.sort(key=lambda e: e.order)


def entries_for(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries this person sees, with the current one marked."""
    found = []
    for entry in _ENTRIES:
        if entry.visible(request.user):
            address = reverse(entry.route)
            here = request.path == address or (address != "/" and request.path.startswith(address))
            count = reverse(entry.count) if entry.count else ""
            found.append(
                {"label": entry.label, "url": address, "icon": entry.icon, "here": here, "count": count}
            )
    return found
