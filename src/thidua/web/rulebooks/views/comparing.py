"""Two editions side by side: what was added, removed, renumbered, moved and changed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.rules import Row, compare, side_by_side
from thidua.web.core.written import language
from thidua.web.rulebooks import queries
from thidua.web.rulebooks.forms.drafts import CompareForm
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.views.loading import edition_or_404, frame


@dataclass(frozen=True)
class Line:
    """One pair of items with its word and its look."""

    row: Row
    kind: str
    word: str


@require_safe
def compare_editions(request: HttpRequest, edition: int) -> HttpResponse:
    """This edition beside another one that the person may read; the older one stands on the left."""
    row = edition_or_404(request, edition)
    others = _others(request, row)
    start = row.based_on if row.based_on_id and row.based_on in others else others.first()
    form = CompareForm(request.GET or None, editions=others, initial={"other": start})
    context = frame(request, row, "compare") | {"form": form, "has_others": start is not None}
    chosen = form.cleaned_data["other"] if form.is_bound and form.is_valid() else start
    if chosen:
        context |= _comparison(row, chosen, only_changes=request.GET.get("show") != "all")
    return render(request, "rulebooks/compare.html", context)


def _others(request: HttpRequest, row: RulebookEdition) -> QuerySet[RulebookEdition]:
    seen = queries.editions_visible_to(request.user).filter(rulebook__cluster=row.rulebook.cluster)
    return seen.exclude(pk=row.pk).defer("text").order_by("-year", "-number")


def _comparison(row: RulebookEdition, other: RulebookEdition, *, only_changes: bool) -> dict[str, Any]:
    older, newer = sorted((row, other), key=lambda e: (e.year, e.number, e.pk))
    old, new = queries.parsed(older), queries.parsed(newer)
    lines = [_line(pair) for pair in side_by_side(old, new, language())]
    return {
        "older": older,
        "newer": newer,
        "other": other,
        "only_changes": only_changes,
        "lines": [line for line in lines if line.kind != "same" or not only_changes],
        "beside": [change for change in compare(old, new, language()) if change.subject != "item"],
        "count": sum(line.kind != "same" for line in lines),
    }


def _line(row: Row) -> Line:
    words = {"added": _("Thêm mới"), "removed": _("Bỏ đi"), "changed": _("Sửa đổi"), "same": ""}
    kind = "changed" if row.changes else "same"
    if row.old is None or row.new is None:
        kind = "removed" if row.new is None else "added"
    return Line(row, kind, words[kind])
