"""People with secretariat or central rights need a second factor, where the site says so."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.web.accounts.middleware import ALWAYS_OPEN, sent_to
from thidua.web.accounts.queries import has_second_factor
from thidua.web.clusters.queries import needs_second_factor

SETTING_UP = ("mfa_", "account_change_password")


class SecondFactorMiddleware:
    """With `REQUIRE_MFA` such a person reaches only the set-up of the second factor until it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        """Runs when the route is known."""
        if not settings.REQUIRE_MFA or not request.user.is_authenticated:
            return None
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route in ALWAYS_OPEN or route.startswith(SETTING_UP):
            return None
        if not needs_second_factor(request.user) or has_second_factor(request.user):
            return None
        messages.warning(request, _("Vai trò của bạn cần lớp bảo vệ thứ hai. Hãy bật trước khi tiếp tục."))
        return sent_to(request, "mfa_index")
