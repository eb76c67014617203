"""Pages about one cell: its history with restore, a correction, whether it is assigned."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.rules import Input
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.reporting import actions, permissions, queries
from thidua.web.reporting.actions import CellsInvalid, Change
from thidua.web.reporting.cells import CELL, entry_from, entry_of, text_of
from thidua.web.reporting.forms.correction import CorrectionForm
from thidua.web.reporting.forms.fields import ReasonForm
from thidua.web.reporting.indicators import is_typed
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.reporting.views.grid import VERSION
from thidua.web.reporting.views.unit_pages import UnitYear, unit_period


def _cell(
    request: HttpRequest, cycle: int, unit: int, period: int, indicator: str
) -> tuple[UnitYear, ReportingPeriod, Input]:
    """The cell that the person may see, or 404."""
    place, found = unit_period(request, cycle, unit, period)
    rulebook = place.rulebook
    known = rulebook.input_by_id.get(indicator) if rulebook else None
    if known is None or not is_typed(known):
        raise Http404
    return place, found, known


def _grid_url(place: UnitYear, period: ReportingPeriod) -> str:
    return reverse("reporting:grid", args=[place.cycle.pk, place.unit.pk, period.pk])


@require_safe
def history(request: HttpRequest, cycle: int, unit: int, period: int, indicator: str) -> HttpResponse:
    """Everything the cell ever held, with who and when; an old one can be put back."""
    place, found, known = _cell(request, cycle, unit, period, indicator)
    value = get_object_or_404(ReportedValue, period=found, unit=place.unit, indicator=indicator)
    versions = [(row, entry_from(row.content)) for row in queries.history_of(value)]
    context = {
        "place": place,
        "period": found,
        "indicator": known,
        "value": value,
        "rows": [(row, text_of(entry, known), entry) for row, entry in versions],
        "can_enter": permissions.can_enter(request.user, found, place.unit),
        "back": _grid_url(place, found),
    }
    return render(request, "reporting/history.html", context)


@require_POST
def restore(request: HttpRequest, cycle: int, unit: int, period: int, indicator: str) -> HttpResponse:
    """Put an old content back as a new version."""
    place, found, _known = _cell(request, cycle, unit, period, indicator)
    value = get_object_or_404(ReportedValue, period=found, unit=place.unit, indicator=indicator)
    numbers = [request.POST.get(name, "") for name in ("to", "seen")]
    if not all(VERSION.fullmatch(number) for number in numbers):
        raise Http404
    try:
        actions.restore_value(actor=request.user, value=value, to=int(numbers[0]), seen=int(numbers[1]))
    except CellsInvalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Đã lấy lại số liệu cũ; lịch sử giữ cả hai bản."))
    return redirect(_grid_url(place, found))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, cycle: int, unit: int, period: int, indicator: str) -> HttpResponse:
    """Correct a frozen value with a reason."""
    place, found, known = _cell(request, cycle, unit, period, indicator)
    permissions.can_correct(request.user, place.cycle, place.unit).require()
    value = queries.cell(found, place.unit, indicator)
    entry = entry_of(value)
    form = CorrectionForm(
        request.POST or None, indicator=known, entry=entry, version=value.version if value else 0
    )

    def act() -> None:
        change = Change(indicator, form.entry, form.cleaned_data["version"])
        reason = form.cleaned_data["reason"]
        actions.correct_value(actor=request.user, period=found, unit=place.unit, change=change, reason=reason)

    page = FormPage(
        title=_("Đính chính: %(name)s – %(unit)s") % {"name": known.name, "unit": place.name},
        button=_("Đính chính"),
        back=_grid_url(place, found),
        done=_("Đã đính chính; điểm và thứ hạng tính từ số này."),
        intro=_("Đang lưu: %(text)s. Số cũ còn trong lịch sử, cùng lý do đính chính.")
        % {"text": text_of(entry, known)},
    )
    return _form_with_problems(request, form, act, page)


def _form_with_problems(request: HttpRequest, form: forms.Form, act: Any, page: FormPage) -> HttpResponse:
    """The form page; what makes the value impossible stands at its field."""
    try:
        return form_page(request, form, act, page)
    except CellsInvalid as error:
        for problem in (p for found in error.problems.values() for p in found):
            name = "of" if problem.field == "denominator" else problem.field
            form.add_error(name if name in form.fields else None, problem.text)
        return render(request, page.template, {"form": form, "page": page}, status=422)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, cycle: int, unit: int, period: int, indicator: str) -> HttpResponse:
    """Say that the indicator is not assigned to the unit, or that it is after all."""
    place, found, known = _cell(request, cycle, unit, period, indicator)
    permissions.can_assign(request.user, found, place.unit).require()
    entry = entry_of(queries.cell(found, place.unit, indicator))
    assigned = entry.state == CELL.NOT_ASSIGNED
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.set_assigned(
            actor=request.user,
            period=found,
            unit=place.unit,
            indicator=indicator,
            reason=form.cleaned_data["reason"],
            assigned=assigned,
        )

    title = _("Giao lại: %(name)s – %(unit)s") if assigned else _("Không giao: %(name)s – %(unit)s")
    page = FormPage(
        title=title % {"name": known.name, "unit": place.name},
        button=_("Giao lại chỉ tiêu") if assigned else _("Ghi là không giao"),
        back=_grid_url(place, found),
        done=_("Đã ghi."),
        intro=_("Đơn vị nhập lại được chỉ tiêu này.")
        if assigned
        else _(
            "Đơn vị không phải nhập chỉ tiêu này; số đã nhập (nếu có) còn trong lịch sử. Quy chế nói tính điểm thế nào."
        ),
    )
    return form_page(request, form, act, page)
