"""The audit page and the health answer."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thidua.web.core import audit_names, queries
from thidua.web.core.forms import AuditFilterForm


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    """The acts this person may read, newest first."""
    form = AuditFilterForm(request.GET)
    entries = queries.audit_entries_visible_to(request.user)
    if form.is_valid():
        entries = queries.matching(entries, form.cleaned_data)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    rows = [(entry, audit_names.action_name(entry.action)) for entry in page]
    narrowed = any(request.GET.get(name) for name in form.fields)
    context = {"page": page, "rows": rows, "form": form, "narrowed": narrowed}
    return render(request, "core/audit_list.html", context)


@require_safe
def audit_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """One act in plain words: who, when, on what, before and after."""
    found = get_object_or_404(queries.audit_entries_visible_to(request.user), pk=entry)
    return render(
        request,
        "core/audit_entry.html",
        {
            "entry": found,
            "name": audit_names.action_name(found.action),
            "details": audit_names.detail_rows(found.action, found.detail),
        },
    )


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """`ok` when the site answers: for a watchdog."""
    return HttpResponse("ok", content_type="text/plain")
