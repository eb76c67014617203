"""Saved versions of a draft: for the secretariat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.rules import Change, compare, parse_rulebook
from thidua.web.core.written import language
from thidua.web.rulebooks import actions, exports, permissions, queries
from thidua.web.rulebooks.views.loading import edition_or_404, frame, posted_version


@require_safe
def version_list(request: HttpRequest, edition: int) -> HttpResponse:
    """Every saved text of the draft: for the secretariat."""
    row = edition_or_404(request, edition)
    permissions.can_draft(request.user, row.rulebook.cluster_id).require()
    context = frame(request, row, "versions") | {"versions": queries.versions_of(row)}
    return render(request, "rulebooks/versions.html", context)


@require_safe
def version_detail(request: HttpRequest, edition: int, version: int) -> HttpResponse:
    """One saved text: what it changed against the one before, and the whole text."""
    row = edition_or_404(request, edition)
    permissions.can_draft(request.user, row.rulebook.cluster_id).require()
    kept = get_object_or_404(row.versions.select_related("author"), version=version)
    before = row.versions.filter(version=version - 1).first()
    context = frame(request, row, "versions") | {
        "kept": kept,
        "changes": _changes(before.text, kept.text) if before else (),
        "diff": exports.text_diff(before.text if before else "", kept.text),
    }
    return render(request, "rulebooks/version.html", context)


def _changes(before: str, after: str) -> tuple[Change, ...]:
    return compare(parse_rulebook(before), parse_rulebook(after), language())


@require_POST
def restore(request: HttpRequest, edition: int, version: int) -> HttpResponse:
    """Bring an older text back as the newest version."""
    row = edition_or_404(request, edition)
    permissions.can_edit(request.user, row).require()
    old = get_object_or_404(row.versions, version=version)
    actions.restore_version(actor=request.user, edition=row, old=old, version=posted_version(request))
    messages.success(request, _("Đã khôi phục bản %(version)d thành bản mới nhất.") % {"version": version})
    return redirect("rulebooks:edit", edition=row.pk)
