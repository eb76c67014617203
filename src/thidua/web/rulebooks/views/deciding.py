"""Decide about a draft: put it up for comment, take it back, give it up, adopt it, apply it to a year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.web.core import clock, typed_word
from thidua.web.rulebooks import actions, permissions, queries
from thidua.web.rulebooks.forms.drafts import AdoptForm, ApplyForm
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import findings_in_words
from thidua.web.rulebooks.views.loading import edition_or_404, frame


@require_POST
def consult(request: HttpRequest, edition: int) -> HttpResponse:
    """Members may now read the draft."""
    row = edition_or_404(request, edition)
    actions.consult_edition(actor=request.user, edition=row)
    messages.success(request, _("Đã đưa dự thảo ra lấy ý kiến; các đơn vị trong cụm đọc được."))
    return redirect("rulebooks:detail", edition=row.pk)


@require_POST
def take_back(request: HttpRequest, edition: int) -> HttpResponse:
    """The draft is the secretariat's own again."""
    row = edition_or_404(request, edition)
    actions.take_back_edition(actor=request.user, edition=row)
    messages.success(request, _("Đã rút dự thảo về để sửa tiếp."))
    return redirect("rulebooks:detail", edition=row.pk)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, edition: int) -> HttpResponse:
    """Give the draft up, behind a typed word."""
    row = edition_or_404(request, edition)
    permissions.can_withdraw(request.user, row).require()
    form = typed_word.TypedWordForm(request.POST or None, word=_("BỎ DỰ THẢO"))
    if request.method == "POST" and form.is_valid():
        actions.withdraw_edition(actor=request.user, edition=row)
        messages.success(request, _("Đã bỏ dự thảo."))
        return redirect("rulebooks:list")
    question = typed_word.Question(
        title=_("Bỏ dự thảo «%(edition)s»") % {"edition": row},
        button=_("Bỏ dự thảo"),
        back=reverse("rulebooks:detail", args=[row.pk]),
        consequences=[
            _("Không sửa, không ban hành được nữa; nội dung vẫn giữ và có thể soạn dự thảo mới từ đó.")
        ],
    )
    return typed_word.ask(request, form, question)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, edition: int) -> HttpResponse:
    """The recorded decision; every error of the linter needs a reason of its own."""
    row = edition_or_404(request, edition)
    permissions.can_adopt(request.user, row).require()
    rulebook = queries.parsed(row)
    found = findings_in_words(queries.findings_of(row), rulebook)
    errors = [f for f in found if f.severity == "error"]
    form = AdoptForm(
        request.POST or None,
        keys=[f.key for f in errors],
        version=row.version,
        initial={"adopted_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        adopted = actions.adopt_edition(
            actor=request.user,
            edition=row,
            version=form.cleaned_data["version"],
            resolution=form.cleaned_data["resolution"],
            adopted_on=form.cleaned_data["adopted_on"],
            accepted=form.accepted(),
        )
        messages.success(
            request, _("Đã ban hành; quy chế áp dụng cho năm %(year)d.") % {"year": adopted.year}
        )
        return redirect("rulebooks:detail", edition=row.pk)
    context = (
        frame(request, row, "adopt")
        | _adoption(request, row)
        | {
            "form": form,
            "errors": list(zip(errors, form.reasons(), strict=True)),
            "others": len(found) - len(errors),
        }
    )
    return render(request, "rulebooks/adopt.html", context)


def _adoption(request: HttpRequest, row: RulebookEdition) -> dict[str, object]:
    """The year that the edition would rule, and whether it may."""
    cycle = queries.cycle_of(row)
    allowed = permissions.can_change_edition_of(request.user, cycle) if cycle else None
    return {
        "cycle": cycle,
        "year_access": allowed,
        "present": queries.edition_in_force(cycle) if cycle else None,
    }


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, edition: int) -> HttpResponse:
    """Put an adopted edition in force for another open year."""
    row = edition_or_404(request, edition)
    permissions.can_draft(request.user, row.rulebook.cluster_id).require()
    cycles = queries.years_to_apply(row.rulebook.cluster)
    form = ApplyForm(request.POST or None, cycles=cycles)
    if request.method == "POST" and form.is_valid():
        link = actions.apply_edition(actor=request.user, edition=row, cycle=form.cleaned_data["cycle"])
        messages.success(request, _("Quy chế áp dụng cho năm %(year)d.") % {"year": link.cycle.year})
        return redirect("rulebooks:detail", edition=row.pk)
    return render(
        request, "rulebooks/apply.html", frame(request, row, "apply") | {"form": form, "cycles": cycles}
    )
