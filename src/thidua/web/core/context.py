"""What every page needs: the menu, where we are, the help page, the business date, whether this is a demo."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thidua.web.core import clock, help_topics, menu, where

STYLESHEETS = tuple(
    f"core/{name}.css" for name in ("fonts", "tokens", "frame", "components", "forms", "tables", "print")
)
PANELS = {True: "core/panel_fragment.html", False: "core/panel_page.html"}


def page(request: HttpRequest) -> dict[str, Any]:
    """Values for the page frame; nothing for strangers that a stranger may not see.

    The menu and the place are worked out only when a template shows them: a fragment does not.
    """
    state = clock.site_state()
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "business_today": (state and state.business_on) or clock.today(),
        "business_date_is_set": bool(state and state.business_on),
        "is_demo": bool(state and state.is_demo),
        "menu_entries": SimpleLazyObject(lambda: menu.entries_for(request)) if signed_in else [],
        "where": SimpleLazyObject(lambda: where.where_am_i(request)) if signed_in else None,
        "help_url": reverse("home:help-topic", args=[help_topics.topic_of(request)]),
        "panel_base": PANELS[bool(getattr(request, "htmx", False))],
        "stylesheets": STYLESHEETS,
    }
