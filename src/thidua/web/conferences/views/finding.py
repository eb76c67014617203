"""Rows by their number as far as the person sees them (else 404), and what every page's head needs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.conferences import permissions, queries
from thidua.web.conferences.models import AgendaItem, Conference, Delegate
from thidua.web.core.form_page import FormPage, form_page


def marked(request: HttpRequest, conference: Conference) -> None:
    """Put the band on the page when it belongs to a rehearsal."""
    if conference.is_rehearsal:
        request.band = _("DIỄN TẬP – không phải hội nghị thật")  # type: ignore[attr-defined]


def conference_of(request: HttpRequest, key: int) -> Conference:
    """The conference, when the person sees it."""
    found: Conference = get_object_or_404(queries.conferences_visible_to(request.user), pk=key)
    marked(request, found)
    return found


def item_of(request: HttpRequest, key: int) -> AgendaItem:
    """The item, when the person sees it."""
    found: AgendaItem = get_object_or_404(queries.items_visible_to(request.user), pk=key)
    marked(request, found.conference)
    return found


def delegate_of(request: HttpRequest, key: int) -> Delegate:
    """The delegate, when the person sees them."""
    found: Delegate = get_object_or_404(queries.delegates_visible_to(request.user), pk=key)
    marked(request, found.conference)
    return found


def page_of(conference: Conference, anchor: str = "") -> str:
    """Address of the conference's page, at one of its parts."""
    return reverse("conferences:conference", args=[conference.pk]) + (f"#{anchor}" if anchor else "")


def head(request: HttpRequest, conference: Conference, tab: str) -> dict[str, Any]:
    """What the head and the tabs of every page of a conference show."""
    return {
        "conference": conference,
        "tab": tab,
        "runs": queries.runs_conference(request.user, conference),
        "can_run": permissions.can_run(request.user, conference),
        "can_plan": permissions.can_plan(request.user, conference),
    }


def ask_to_remove(
    request: HttpRequest, act: Callable[[], Any], what: str, back: str, intro: str = ""
) -> HttpResponse:
    """A page that asks before a row is taken out; the act itself asks the permission on the locked row."""
    page = FormPage(_("Bỏ «%(what)s»?") % {"what": what}, _("Bỏ"), back, done=_("Đã bỏ."), intro=intro)
    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(request, form, act, page)
