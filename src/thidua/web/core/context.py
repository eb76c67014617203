"""What every page needs: the menu, the business date, whether this is a demo."""

from typing import Any

from django.http import HttpRequest

from thidua.web.core import clock, menu
from thidua.web.core.models import SiteState


def page(request: HttpRequest) -> dict[str, Any]:
    """Values for the page frame; nothing for strangers that a stranger may not see."""
    state = SiteState.objects.filter(pk=1).first()
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "business_today": (state and state.business_on) or clock.today(),
        "business_date_is_set": bool(state and state.business_on),
        "is_demo": bool(state and state.is_demo),
        "menu_entries": menu.entries_for(request) if signed_in else [],
    }
