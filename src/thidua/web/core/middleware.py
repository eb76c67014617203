"""Turn a refusal into a page that says why, and a conflict into one that shows both versions."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.web.core.access import Conflict, Refused


class RefusalMiddleware:
    """`Refused` -> 403 with its reason, `Conflict` -> 409 with both versions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer the two expected kinds of error; anything else is our bug and goes on."""
        if isinstance(error, Refused):
            return render(request, "core/refused.html", {"reason": error.reason}, status=403)
        if isinstance(error, Conflict):
            return render(request, "core/conflict.html", {"error": error}, status=409)
        return None
