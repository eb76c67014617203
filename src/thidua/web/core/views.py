"""The audit page and the health answer."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.web.core import queries


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    """The acts this person may read, newest first."""
    entries = queries.audit_entries_visible_to(request.user)
    text = request.GET.get("q", "").strip()[:100]
    if text:
        entries = queries.matching(entries, text)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(request, "core/audit_list.html", {"page": page, "q": text})


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """`ok` when the site answers: for a watchdog."""
    return HttpResponse("ok", content_type="text/plain")
