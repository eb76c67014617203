"""The main menu: features register entries in their `apps.py`; each says who sees it.

Entries stand under the heading into whose range their order falls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

HEADINGS = ((20, _("Trong năm")), (50, _("Hội nghị")), (62, _("Văn bản, tin bài")), (70, _("Cụm")))
"""From which order on which heading stands above the entries."""


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


def _heading(order: int) -> Any:
    return next((heading for start, heading in reversed(HEADINGS) if order >= start), "")


def entries_for(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries this person sees, with the current one marked; the first under a heading carries it."""
    found: list[dict[str, Any]] = []
    last: Any = ""
    for entry in _ENTRIES:
        if entry.visible(request.user):
            address = reverse(entry.route)
            here = request.path == address or (address != "/" and request.path.startswith(address))
            count = reverse(entry.count) if entry.count else ""
            heading = _heading(entry.order)
            found.append(
                {
                    "label": entry.label, "url": address, "icon": entry.icon, "here": here, "count": count,
                    "heading": heading if heading != last else "",
                }
            )  # fmt: skip
            last = heading
    return found
