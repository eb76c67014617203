"""Screens of the secretariat: draft, frame, clauses, putting out, taking back, giving up, adopting."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.web.agreements import actions, decisions, permissions, queries
from thidua.web.agreements.forms.drafting import (
    AdoptForm,
    ClauseForm,
    ConfirmForm,
    ConsultForm,
    FrameForm,
    ReasonForm,
)
from thidua.web.agreements.models import Agreement, Clause
from thidua.web.agreements.views import words
from thidua.web.agreements.views.reading import found_agreement, found_clause
from thidua.web.clusters.queries import cycles_visible_to
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.written import number_text, percent_text

USUAL_DAYS = 10
"""Days that members usually get to comment."""


def url_of(agreement: Agreement) -> str:
    """The agreement's page."""
    return reverse("agreements:agreement", args=[agreement.pk])


@require_POST
def draft(request: HttpRequest, cycle: int) -> HttpResponse:
    """Write the clauses from the rulebook in force, or start a supplement from the signed ones."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    row = actions.draft_agreement(actor=request.user, cycle=found)
    messages.success(request, _("Đã soạn dự thảo. Hãy đọc và sửa từng điều khoản."))
    return redirect(url_of(row))


@require_http_methods(["GET", "POST"])
def frame(request: HttpRequest, agreement: int) -> HttpResponse:
    """Where and on what occasion, and how it is carried out."""
    row = found_agreement(request, agreement)
    permissions.can_edit(request.user, row).require()
    initial = {"place": row.place, "occasion": row.occasion, "duties": row.duties}
    form = FrameForm(request.POST or None, initial=initial)
    page = FormPage(title=_("Phần chung của giao ước"), button=_("Lưu"), back=url_of(row), done=_("Đã lưu."))
    return form_page(
        request,
        form,
        lambda: actions.set_frame(actor=request.user, agreement=row, **form.cleaned_data),
        page,
    )


def _clause_form(request: HttpRequest, agreement: Agreement, initial: dict[str, Any]) -> ClauseForm:
    return ClauseForm(
        request.POST or None,
        contents=queries.contents_known(agreement),
        units=[(unit, words.unit_name(agreement, unit)) for unit in queries.units_of(agreement)],
        rulebook=queries.rulebook_for(agreement),
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
def clause_add(request: HttpRequest, agreement: int) -> HttpResponse:
    """Add a clause to the draft."""
    row = found_agreement(request, agreement)
    permissions.can_edit(request.user, row).require()
    form = _clause_form(request, row, {"content": request.GET.get("content", "")})
    page = FormPage(title=_("Thêm điều khoản"), button=_("Thêm"), back=url_of(row), done=_("Đã thêm."))
    return form_page(
        request,
        form,
        lambda: actions.add_clause(actor=request.user, agreement=row, words=form.words()),
        page,
    )


@require_http_methods(["GET", "POST"])
def clause_edit(request: HttpRequest, clause: int) -> HttpResponse:
    """Change a clause of the draft."""
    row = found_clause(request, clause)
    permissions.can_edit(request.user, row.agreement).require()
    form = _clause_form(request, row.agreement, _initial(row))
    page = FormPage(
        title=_("Sửa điều khoản"), button=_("Lưu"), back=url_of(row.agreement), done=_("Đã lưu điều khoản.")
    )
    return form_page(
        request,
        form,
        lambda: actions.edit_clause(
            actor=request.user, clause=row, words=form.words(), version=form.cleaned_data["version"] or 0
        ),
        page,
    )


def _initial(row: Clause) -> dict[str, Any]:
    names = ("content", "text", "target", "due_on", "criterion", "indicator", "version")
    ratio = {i.id for i in queries.rulebook_for(row.agreement).inputs if i.kind == "ratio"}
    amount = ""
    if row.amount is not None:
        amount = percent_text(row.amount * 100) if row.indicator in ratio else number_text(row.amount)
    return {name: getattr(row, name) for name in names} | {"owner": row.owner_id or "", "amount": amount}


@require_POST
def clause_move(request: HttpRequest, clause: int, way: str) -> HttpResponse:
    """Put a clause of the draft one place up or down."""
    row = found_clause(request, clause)
    actions.move_clause(actor=request.user, clause=row, up=way == "up")
    return redirect(f"{url_of(row.agreement)}#clause-{row.pk}")


@require_http_methods(["GET", "POST"])
def clause_remove(request: HttpRequest, clause: int) -> HttpResponse:
    """Take a clause out of the draft."""
    row = found_clause(request, clause)
    permissions.can_edit(request.user, row.agreement).require()
    page = FormPage(
        title=_("Bỏ điều khoản"), button=_("Bỏ"), back=url_of(row.agreement), done=_("Đã bỏ điều khoản."),
        intro=f"«{words.said(row.text, row.target)}»",
    )  # fmt: skip
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return form_page(request, form, lambda: actions.remove_clause(actor=request.user, clause=row), page)


@require_http_methods(["GET", "POST"])
def consult(request: HttpRequest, agreement: int) -> HttpResponse:
    """Put the draft out for comment."""
    row = found_agreement(request, agreement)
    permissions.can_consult(request.user, row).require()
    form = ConsultForm(request.POST or None, initial={"until": clock.today() + dt.timedelta(days=USUAL_DAYS)})
    page = FormPage(
        title=_("Đưa giao ước ra lấy ý kiến"), button=_("Lấy ý kiến"), back=url_of(row),
        done=_("Các đơn vị đã đọc được giao ước và góp ý được."),
        intro=_("Mọi đơn vị trong cụm đọc được giao ước. Nội dung tạm giữ nguyên; chỉ đổi khi tiếp thu một đề nghị."),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: actions.consult_on(actor=request.user, agreement=row, until=form.cleaned_data["until"]),
        page,
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, agreement: int) -> HttpResponse:
    """Take it back to a draft."""
    row = found_agreement(request, agreement)
    permissions.can_take_back(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        title=_("Rút giao ước về dự thảo"), button=_("Rút về dự thảo"), back=url_of(row), done=_("Đã rút về dự thảo."),
        intro=_("Chỉ tổ thư ký còn thấy giao ước. Ý kiến đã ghi được giữ; các đơn vị trả lời lại ở lần lấy ý kiến sau."),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: actions.take_back(actor=request.user, agreement=row, reason=form.cleaned_data["reason"]),
        page,
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, agreement: int) -> HttpResponse:
    """Give the agreement up."""
    row = found_agreement(request, agreement)
    permissions.can_withdraw(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        title=_("Bỏ bản giao ước"), button=_("Bỏ"), back=reverse("agreements:year", args=[row.cycle_id]),
        done=_("Đã bỏ bản giao ước."), intro=_("Bản này không dùng nữa; có thể soạn bản khác."),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: actions.withdraw_agreement(
            actor=request.user, agreement=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, agreement: int) -> HttpResponse:
    """Record the decision that adopted the agreement."""
    row = found_agreement(request, agreement)
    permissions.can_adopt(request.user, row).require()
    form = AdoptForm(
        request.POST or None,
        offers=decisions.offers(request.user, row.cycle.cluster),
        initial={"on": clock.today(), "how": Agreement.How.CONSENSUS},
    )
    waiting = queries.waiting_units(row)
    names = ", ".join(words.unit_name(row, unit) for unit in waiting)
    page = FormPage(
        title=_("Ghi nhận giao ước được thông qua"), button=_("Ghi nhận"), back=url_of(row),
        done=_("Đã ghi nhận; các điều khoản từ nay không đổi."),
        intro=_("Sau bước này các điều khoản không đổi được nữa.")
        + (" " + _("Chưa trả lời: %(units)s.") % {"units": names} if waiting else ""),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: actions.adopt_agreement(
            actor=request.user, agreement=row, adoption=actions.Adoption(**form.cleaned_data)
        ),
        page,
    )
