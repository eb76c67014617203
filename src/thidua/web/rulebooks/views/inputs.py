"""Edit the inputs of a draft: what units report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.web.core.access import Refused
from thidua.web.rulebooks import editing, queries
from thidua.web.rulebooks.forms.inputs import InputForm
from thidua.web.rulebooks.outline import Finding
from thidua.web.rulebooks.views.loading import draft_to_edit, frame, try_save
from thidua.web.rulebooks.views.tree import redirect_to


@require_http_methods(["GET", "POST"])
def edit_input(request: HttpRequest, edition: int, code: str = "") -> HttpResponse:
    """The form of one input, or of a new one."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    old = rulebook.input_by_id.get(code)
    if code and old is None:
        raise Http404
    form = InputForm(request.POST or None, rulebook=rulebook, old=old)
    problems: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        new = form.input()
        note = (_("Sửa chỉ tiêu %(code)s") if old else _("Thêm chỉ tiêu %(code)s")) % {"code": new.id}
        problems = try_save(request, row, editing.put_input(rulebook, new), note)
        if not problems:
            return redirect_to(request, "rulebooks:inputs", row.pk)
    context = frame(request, row, "inputs") | {"form": form, "old": old, "problems": problems}
    return render(request, "rulebooks/edit_input.html", context)


@require_POST
def delete_input(request: HttpRequest, edition: int, code: str) -> HttpResponse:
    """Remove an input that no rule reads; refused with the places that still do."""
    row = draft_to_edit(request, edition)
    rulebook = queries.parsed(row)
    if code not in rulebook.input_by_id:
        raise Http404
    note = _("Xóa chỉ tiêu %(code)s") % {"code": code}
    problems = try_save(request, row, editing.remove_input(rulebook, code), note)
    if problems:
        raise Refused(" ".join([_("Chưa xóa được chỉ tiêu này."), *(p.sentence for p in problems)]))
    return redirect("rulebooks:inputs", edition=row.pk)
