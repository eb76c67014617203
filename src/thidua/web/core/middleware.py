"""Language by choice only, shared computers, refusals as pages that say why, sign-in again for live requests."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation

from thidua.web.core import clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.error_pages import is_live, page_or_toast

Answer = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Vietnamese unless the person chose another language; a browser's own language decides nothing.

    An office computer whose browser was installed in English still gets Vietnamese.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        code = chosen if chosen in self.known else settings.LANGUAGE_CODE
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class OneDayMiddleware:
    """One request, one business date: the site's state is read once (see `clock.held_still`)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with clock.held_still():
            return self.get_response(request)


class SharedComputerMiddleware:
    """Pages of a person are kept by nobody in between, and by the browser only until they sign out.

    Several colleagues use one computer: after signing out the Back button shows nothing of before.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "user"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.method == "POST" and request.path == resolve_url("account_logout"):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


class RefusalMiddleware:
    """`Refused` -> 403 with its reason, `Conflict` -> 409 with both versions.

    A live (htmx) request gets the sentence in the corner of the screen instead of a page in a cell, and
    is sent to sign in as a whole page when the session has ended.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_live(request) and _leads_to_sign_in(response):
            return _whole_page_sign_in(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer the two expected kinds of error; anything else is our bug and goes on."""
        if isinstance(error, Refused):
            return page_or_toast(request, "core/refused.html", {"reason": error.reason}, 403)
        if isinstance(error, Conflict):
            return page_or_toast(request, "core/conflict.html", {"error": error, "reason": error.reason}, 409)
        return None


def _leads_to_sign_in(response: HttpResponse) -> bool:
    if response.status_code != 302:  # noqa: PLR2004 - Found
        return False
    return urlsplit(response.headers["Location"]).path == resolve_url(settings.LOGIN_URL)


def _whole_page_sign_in(request: HttpRequest) -> HttpResponse:
    here = urlsplit(request.headers.get("HX-Current-URL", "/"))
    back = here.path + (f"?{here.query}" if here.query else "")
    address = f"{resolve_url(settings.LOGIN_URL)}?next={quote(back)}"
    return HttpResponse(status=401, headers={"HX-Redirect": address})
