"""What a draft says beside its tree, part by part on one page, each part and row edited in a form."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from thidua.rules import Rulebook
from thidua.web.rulebooks import queries
from thidua.web.rulebooks.forms.parts import PartForm
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import Finding, findings_in_words
from thidua.web.rulebooks.part_words import parts_said, row_said
from thidua.web.rulebooks.parts import BY_SLUG, Part, move_row, put_row, remove_row, within
from thidua.web.rulebooks.views.loading import draft_to_edit, frame, try_save
from thidua.web.rulebooks.views.tree import redirect_to

MOVES = {"up": -1, "down": 1}


@require_safe
def all_parts(request: HttpRequest, edition: int) -> HttpResponse:
    """Every part in words with what the linter finds in it."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    findings = findings_in_words(queries.findings_of(row), rulebook)
    context = frame(request, row, "edit") | {"parts": parts_said(rulebook, findings)}
    return render(request, "rulebooks/parts.html", context)


@require_http_methods(["GET", "POST"])
def edit_part(request: HttpRequest, edition: int, part: str) -> HttpResponse:
    """The form of a part that has no rows."""
    row = draft_to_edit(request, edition)
    kind, rulebook = _part_or_404(part, rows=False), queries.parsed(row)
    held = kind.held(rulebook)
    form = PartForm(kind.make, kind.slots, rulebook, held, request.POST or None, set())
    return _saved_or_shown(request, row, _Editing(kind, rulebook, held, None, form))


@require_http_methods(["GET", "POST"])
def edit_row(request: HttpRequest, edition: int, part: str, number: int | None = None) -> HttpResponse:
    """The form of a row, or of a new one."""
    row = draft_to_edit(request, edition)
    kind, rulebook = _part_or_404(part, rows=True), queries.parsed(row)
    held = None if number is None else _row_or_404(request, row, kind, number)
    taken = {getattr(thing, "id", "") for thing in kind.held(rulebook)}
    form = PartForm(kind.make, kind.slots, rulebook, held, request.POST or None, taken)
    return _saved_or_shown(request, row, _Editing(kind, rulebook, held, number, form))


@require_http_methods(["GET", "POST"])
def delete_row(request: HttpRequest, edition: int, part: str, number: int) -> HttpResponse:
    """Remove a row after a look at it; refused with the places that still name it."""
    row = draft_to_edit(request, edition)
    kind, rulebook = _part_or_404(part, rows=True), queries.parsed(row)
    _row_or_404(request, row, kind, number)
    said = row_said(rulebook, kind, number)
    problems: tuple[Finding, ...] = ()
    if request.method == "POST":
        note = _("%(part)s: xóa «%(row)s»") % {"part": kind.title, "row": said}
        problems = try_save(request, row, remove_row(rulebook, kind, number), note)
        if not problems:
            messages.success(request, _("Đã xóa; có thể khôi phục ở «Các bản đã lưu»."))
            return _back(request, row, kind)
    context = frame(request, row, "edit") | {"part": kind, "said": said, "problems": problems}
    return render(request, "rulebooks/delete_row.html", context)


@require_POST
def order_rows(request: HttpRequest, edition: int, part: str) -> HttpResponse:
    """Move a row one place up or down; the button says which: `up:2`."""
    row = draft_to_edit(request, edition)
    kind, rulebook = _part_or_404(part, rows=True), queries.parsed(row)
    verb, _colon, text = request.POST.get("act", "").partition(":")
    if verb not in MOVES or not text.isdecimal() or len(text) > 4:  # noqa: PLR2004 - four digits
        raise Http404
    note = _("%(part)s: đổi thứ tự") % {"part": kind.title}
    changed = move_row(rulebook, kind, int(text), MOVES[verb])
    try_save(request, row, changed, note)  # the order of rows breaks nothing
    return _back(request, row, kind)


class _Editing:
    """One part or row on its way to be saved."""

    def __init__(self, part: Part, rulebook: Rulebook, held: Any, number: int | None, form: PartForm) -> None:
        self.part, self.rulebook, self.held, self.number, self.form = part, rulebook, held, number, form

    def changed(self) -> Rulebook:
        """The rulebook with what the form says."""
        changes = self.form.changes()
        new = self.part.make(**changes) if self.held is None else replace(self.held, **changes)
        if self.part.has_rows:
            return put_row(self.rulebook, self.part, self.number, new)
        return self.part.put(self.rulebook, new)

    @property
    def path(self) -> str:
        """Where the thing stands in the file."""
        if not self.part.has_rows:
            return ".".join(self.part.place)
        last = len(self.part.held(self.rulebook))
        return self.part.row_path(last if self.number is None else self.number)

    def tell(self, problems: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Show each problem at its field; those that no field is at fault for are returned."""
        return tuple(p for p in problems if not self._told(p))

    def _told(self, problem: Finding) -> bool:
        path = self.path
        if path and not within(problem.at, path):
            return False
        inside = problem.at.removeprefix(path).removeprefix(".")
        return self.form.tell(inside, f"{problem.sentence} {problem.suggestion}".strip())

    def note(self) -> str:
        """What was changed, for the history."""
        if not self.part.has_rows:
            return _("Sửa: %(part)s") % {"part": self.part.title}
        changed = self.changed()
        last = len(self.part.held(changed)) - 1
        said = row_said(changed, self.part, last if self.number is None else self.number)
        pattern = _("%(part)s: thêm «%(row)s»") if self.held is None else _("%(part)s: sửa thành «%(row)s»")
        return pattern % {"part": self.part.title, "row": said}


def _saved_or_shown(request: HttpRequest, row: RulebookEdition, editing: _Editing) -> HttpResponse:
    problems: tuple[Finding, ...] = ()
    if request.method == "POST" and request.POST.get("act") == "save" and editing.form.is_valid():
        problems = editing.tell(try_save(request, row, editing.changed(), editing.note()))
        if not problems and not editing.form.has_errors:
            return _back(request, row, editing.part)
    context = frame(request, row, "edit") | {
        "part": editing.part,
        "editor": editing.form,
        "is_new": editing.part.has_rows and editing.held is None,
        "problems": problems,
        "known_inputs": editing.rulebook.inputs,
    }
    return render(request, "rulebooks/edit_part.html", context)


def _back(request: HttpRequest, row: RulebookEdition, part: Part) -> HttpResponse:
    """On to the page of all parts; a side form over that page has it drawn anew where it stands."""
    address = reverse("rulebooks:parts", args=[row.pk])
    live = getattr(request, "htmx", None)
    if live and urlsplit(live.current_url or "").path == address:
        return HttpResponseClientRefresh()
    return redirect_to(request, f"{address}#part-{part.slug}")


def _part_or_404(slug: str, *, rows: bool) -> Part:
    part = BY_SLUG.get(slug)
    if part is None or part.has_rows != rows:
        raise Http404
    return part


def _row_or_404(request: HttpRequest, row: RulebookEdition, part: Part, number: int) -> Any:
    """The row; a form of an older version whose row is gone meets the conflict, not a missing page."""
    rulebook = queries.parsed(row)
    rows = part.held(rulebook)
    if number >= len(rows):
        if request.method == "POST":
            try_save(request, row, rulebook, str(part.title))
        raise Http404
    return rows[number]
