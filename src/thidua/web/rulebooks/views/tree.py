"""Edit a draft's tree: maxima in place, order, adding and removing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.rules import Rulebook, Section
from thidua.rules.vocabulary import walk_items
from thidua.web.rulebooks import editing, queries
from thidua.web.rulebooks.forms.items import NewItemForm
from thidua.web.rulebooks.forms.tree import MaximaForm
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import Finding, outline_of
from thidua.web.rulebooks.views.loading import draft_to_edit, frame, try_save

MOVES = {"up": -1, "down": 1}


@require_http_methods(["GET", "POST"])
def edit_tree(request: HttpRequest, edition: int) -> HttpResponse:
    """The tree with its maxima as fields, and what is left to distribute."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    form = MaximaForm(request.POST or None, rulebook=rulebook)
    problems: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        changed, note = _changed(rulebook, form, request.POST.get("act", "save"))
        problems = try_save(request, row, changed, note)
        if not problems:
            return redirect("rulebooks:edit", edition=row.pk)
    return render(request, "rulebooks/edit.html", _tree_context(request, row, rulebook, form, problems))


def _changed(rulebook: Rulebook, form: MaximaForm, act: str) -> tuple[Rulebook, str]:
    changed = editing.set_maxima(rulebook, form.maxima())
    verb, _colon, item = act.partition(":")
    if verb in MOVES and item in changed.item_by_id:
        return editing.move_item(changed, item, MOVES[verb]), _("Đổi thứ tự mục %(item)s") % {"item": item}
    return changed, _("Sửa điểm tối đa")


def _tree_context(
    request: HttpRequest,
    row: RulebookEdition,
    rulebook: Rulebook,
    form: MaximaForm,
    problems: tuple[Finding, ...],
) -> dict[str, Any]:
    outline = outline_of(rulebook, queries.findings_of(row))
    return frame(request, row, "edit") | {
        "rulebook": rulebook,
        "outline": outline,
        "lines": list(zip(outline.rows, form.bound_fields(), strict=True)),
        "form": form,
        "problems": problems,
    }


@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, edition: int, parent: str = "") -> HttpResponse:
    """Add a section or a criterion at the top or in a section."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    section = rulebook.item_by_id.get(parent)
    if parent and not isinstance(section, Section):
        return redirect("rulebooks:edit", edition=row.pk)
    start = {"kind": "criterion" if parent else "section", "id": editing.next_id(rulebook, parent)}
    form = NewItemForm(request.POST or None, rulebook=rulebook, initial=start)
    problems: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        new = _new_item(rulebook, form)
        note = _("Thêm mục %(item)s") % {"item": new.id}
        problems = try_save(request, row, editing.add_item(rulebook, parent, new), note)
        if not problems:
            return redirect_to(request, "rulebooks:edit-item", row.pk, new.id)
    context = frame(request, row, "edit") | {"form": form, "problems": problems, "parent": section}
    return render(request, "rulebooks/add_item.html", context)


def _new_item(rulebook: Rulebook, form: NewItemForm) -> editing.Item:
    clean = form.cleaned_data
    if clean["kind"] == "criterion":
        return editing.new_criterion(clean["id"], clean["name"], clean["max"])
    first = f"{clean['id']}.1"
    while first in rulebook.item_by_id:
        first += ".1"
    child = editing.new_criterion(first, _("Tiêu chí mới"), clean["max"])
    return Section(id=clean["id"], name=clean["name"], max=clean["max"], items=(child,))


@require_http_methods(["GET", "POST"])
def delete_item(request: HttpRequest, edition: int, item: str) -> HttpResponse:
    """Remove a node with all in it, after a look at what goes; the saved versions keep it."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    node = rulebook.item_by_id.get(item)
    if node is None:
        return redirect("rulebooks:edit", edition=row.pk)
    problems: tuple[Finding, ...] = ()
    is_last = len(editing.siblings_of(rulebook, item)) == 1
    if request.method == "POST" and not is_last:
        note = _("Xóa mục %(item)s") % {"item": item}
        problems = try_save(request, row, editing.remove_item(rulebook, item), note)
        if not problems:
            messages.success(
                request, _("Đã xóa mục %(item)s; có thể khôi phục ở «Các bản đã lưu».") % {"item": item}
            )
            return redirect("rulebooks:edit", edition=row.pk)
    going = [i for i in walk_items((node,)) if i.id != item]
    context = frame(request, row, "edit") | {
        "node": node,
        "going": going,
        "is_last": is_last,
        "problems": problems,
    }
    return render(request, "rulebooks/delete_item.html", context)


def redirect_to(request: HttpRequest, route: str, *args: Any) -> HttpResponse:
    """Go on to a page: a redirect, or for a live request the order to load it whole."""
    response = redirect(route, *args)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": response.url})
    return response
