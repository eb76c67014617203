"""Payments with their receipts, hand-overs with their minutes, reversals."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.charity import actions, permissions, queries
from thidua.web.charity.forms import ContributionForm, HandOverForm, ReasonForm, ReceiptForm
from thidua.web.charity.models import Contribution
from thidua.web.charity.money import money_text, understood
from thidua.web.charity.views.finding import house_of, stored
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.uploads import file_response


@require_http_methods(["GET", "POST"])
def contribution_add(request: HttpRequest, pledge: int) -> HttpResponse:
    """Record what a unit paid."""
    row = get_object_or_404(queries.pledges_visible_to(request.user), pk=pledge)
    permissions.can_receive(request.user, row.campaign).require()
    owed = queries.remaining_of(row)
    initial = {"amount_vnd": max(owed, 0) or "", "paid_on": clock.today(), "way": Contribution.Way.TRANSFER}
    form = ContributionForm(request.POST or None, request.FILES or None, initial=initial)

    def act() -> None:
        data: dict[str, Any] = dict(form.cleaned_data)
        if data["receipt"]:
            data["receipt"], data["receipt_name"] = stored(data["receipt"])
        actions.record_contribution(actor=request.user, pledge=row, payment=actions.Payment(**data))
        done = _("Đã ghi %(unit)s nộp %(amount)s.")
        messages.success(request, done % {"unit": row.unit_name, "amount": understood(data["amount_vnd"])})

    page = FormPage(
        _("Ghi %(unit)s nộp tiền") % {"unit": row.unit_name},
        _("Ghi vào sổ quỹ"),
        reverse("charity:unit", args=[row.campaign_id, row.unit_id]),
        intro=_("%(title)s. Còn phải nộp %(owed)s.")
        % {"title": row.campaign.title, "owed": money_text(max(owed, 0))},
    )
    return form_page(request, form, act, page)


def _contribution(request: HttpRequest, contribution: int) -> Contribution:
    return get_object_or_404(queries.contributions_visible_to(request.user), pk=contribution)


@require_http_methods(["GET", "POST"])
def receipt_add(request: HttpRequest, contribution: int) -> HttpResponse:
    """Add the scanned receipt later."""
    row = _contribution(request, contribution)
    permissions.can_attach_receipt(request.user, row).require()
    form = ReceiptForm(request.POST or None, request.FILES or None)

    def act() -> None:
        file, name = stored(form.cleaned_data["receipt"])
        actions.attach_receipt(actor=request.user, contribution=row, file=file, name=name)

    page = FormPage(
        _("Thêm tệp chứng từ %(number)s") % {"number": row.receipt_number},
        _("Thêm tệp"),
        reverse("charity:unit", args=[row.pledge.campaign_id, row.pledge.unit_id]),
        done=_("Đã thêm tệp chứng từ."),
    )
    return form_page(request, form, act, page)


@require_safe
def receipt(request: HttpRequest, contribution: int) -> FileResponse:
    """The scanned receipt, for the unit itself and for those who keep the books."""
    row = _contribution(request, contribution)
    permissions.can_see_receipt(request.user, row.pledge).require()
    if row.receipt is None:
        raise Http404
    return file_response(row.receipt, row.receipt_name)


@require_http_methods(["GET", "POST"])
def disbursement_add(request: HttpRequest, house: int) -> HttpResponse:
    """Record money handed over for a house."""
    found = house_of(request, house)
    permissions.can_disburse(request.user, found).require()
    held = queries.cash_of(found.campaign.fund)
    form = HandOverForm(request.POST or None, request.FILES or None, initial={"handed_on": clock.today()})

    def act() -> None:
        actions.record_disbursement(actor=request.user, house=found, given=_hand_over(form.cleaned_data))
        done = _("Đã ghi trao %(amount)s.") % {"amount": understood(form.cleaned_data["amount_vnd"])}
        messages.success(request, done)

    page = FormPage(
        _("Trao tiền: %(house)s") % {"house": found.title},
        _("Ghi vào sổ quỹ"),
        reverse("charity:house", args=[found.pk]),
        intro=_("Quỹ đang giữ %(held)s; kinh phí dự kiến của căn nhà %(cost)s.")
        % {"held": money_text(held), "cost": money_text(found.planned_cost_vnd)},
    )
    return form_page(request, form, act, page)


def _hand_over(data: dict[str, Any]) -> actions.HandOver:
    names = ("amount_vnd", "handed_on", "receiver", "minutes_number", "form_key")
    given: dict[str, Any] = {name: data[name] for name in names}
    if data["minutes"]:
        given["minutes"], given["minutes_name"] = stored(data["minutes"])
    if data["photo"]:
        given["photo"] = actions.NewPhoto(
            data["photo"].read(), data["caption"], data["handed_on"], data["may_be_published"]
        )
    return actions.HandOver(**given)


@require_safe
def minutes(request: HttpRequest, disbursement: int) -> FileResponse:
    """The minutes of a hand-over."""
    row = get_object_or_404(queries.disbursements_visible_to(request.user), pk=disbursement)
    if row.minutes is None:
        raise Http404
    return file_response(row.minutes, row.minutes_name)


@require_http_methods(["GET", "POST"])
def reverse_row(request: HttpRequest, transaction: int) -> HttpResponse:
    """Take a payment or a hand-over back with a reason."""
    row = get_object_or_404(queries.transactions_visible_to(request.user), pk=transaction)
    permissions.can_reverse(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Ghi đảo số %(number)d") % {"number": row.number},
        _("Ghi đảo"),
        reverse("charity:transaction", args=[row.pk]),
        done=_("Đã ghi đảo; lần ghi cũ vẫn còn trong sổ."),
        intro=_("%(text)s. Sổ quỹ không sửa, không xóa: lần ghi đảo đứng cạnh lần ghi cũ, kèm lý do.")
        % {"text": row.text},
    )
    return form_page(
        request,
        form,
        lambda: actions.reverse_transaction(actor=request.user, row=row, **form.cleaned_data),
        page,
    )
