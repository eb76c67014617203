"""The page of a fault, with a number the log holds; live requests get a toast instead of a page."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from thidua.web.core.context import STYLESHEETS

logger = logging.getLogger("thidua.faults")
FAULT = 500


def is_live(request: HttpRequest) -> bool:
    """True for a request made by htmx: its answer lands in a part of a page."""
    return request.headers.get("HX-Request") == "true"


def page_or_toast(
    request: HttpRequest, template: str, values: dict[str, object], status: int
) -> HttpResponse:
    """A whole page, or for a live request a line in the corner of the screen that leaves the page alone."""
    if not is_live(request):
        return render(request, template, values, status=status)
    return _toast(render_to_string("core/_toast.html", values), status)


def fault(request: HttpRequest) -> HttpResponse:
    """handler500: our bug. Touches neither database nor session, which may be what is broken."""
    number = secrets.token_hex(4).upper()
    logger.error("Fault %s at %s %s", number, request.method, request.path, exc_info=sys.exc_info())
    values = {"number": number, "stylesheets": STYLESHEETS, "help_url": "/help/", "frame_only": True}
    if is_live(request):
        return _toast(render_to_string("core/_toast.html", values), FAULT)
    return HttpResponse(render_to_string("core/fault.html", values), status=FAULT)


def _toast(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, headers={"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"})
