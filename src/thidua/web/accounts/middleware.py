"""On every request of a person signed in: remember the visit, and make them choose a password if asked."""

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from thidua.web.accounts.models import User
from thidua.web.accounts.queries import LAST_VISIT
from thidua.web.core import clock
from thidua.web.core.error_pages import is_live

SEEN_EVERY = dt.timedelta(minutes=5)
NEW_VISIT_AFTER = dt.timedelta(hours=1)
ALWAYS_OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "accounts:profile",
        "core:health",
        "home:help",
        "home:help-topic",
        "home:task-count",
        "set_language",
    }
)
"""Routes that no rule about one's own account may close."""


class OwnAccountMiddleware:
    """Update `last_seen_at` at most every five minutes; honour `must_change_password`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        """Runs when the route is known."""
        user = request.user
        if not isinstance(user, User):
            return None
        _remember(request, user)
        route = request.resolver_match.view_name if request.resolver_match else ""
        if user.must_change_password and route not in ALWAYS_OPEN | {"account_change_password"}:
            messages.warning(request, _("Hãy đặt mật khẩu mới của riêng bạn trước khi tiếp tục."))
            return sent_to(request, "account_change_password")
        return None


def sent_to(request: HttpRequest, route: str) -> HttpResponse:
    """Lead to a page; a live request takes the whole window there, not a part of the page it came from."""
    if is_live(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": resolve_url(route)})
    return redirect(route)


def _remember(request: HttpRequest, user: User) -> None:
    now, before = clock.now(), user.last_seen_at
    if before and now - before < SEEN_EVERY:
        return
    if before and now - before > NEW_VISIT_AFTER:
        request.session[LAST_VISIT] = before.isoformat()
    User.objects.filter(pk=user.pk).update(last_seen_at=now)
    user.last_seen_at = now
