"""Reporting periods of a year: list, add, edit, remove, copy from last year, extend for one unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_units, cycles_visible_to
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.written import day_text
from thidua.web.reporting import actions, permissions, queries
from thidua.web.reporting.forms.periods import ExtensionForm, PeriodForm
from thidua.web.reporting.models import PeriodExtension, ReportingPeriod


def _cycle(request: HttpRequest, cycle: int) -> Cycle:
    return get_object_or_404(cycles_visible_to(request.user), pk=cycle)


def _period(request: HttpRequest, period: int) -> ReportingPeriod:
    return get_object_or_404(queries.periods_visible_to(request.user), pk=period)


def _list_url(cycle_id: int) -> str:
    return reverse("reporting:periods", args=[cycle_id])


@require_safe
def periods(request: HttpRequest, cycle: int) -> HttpResponse:
    """The year's periods with their deadlines and the units that have longer."""
    found = _cycle(request, cycle)
    can_set_up = permissions.can_set_up_periods(request.user, found)
    rows = found.periods.prefetch_related("extensions__unit__names")
    context = {
        "cycle": found,
        "periods": rows,
        "can_set_up": can_set_up,
        "can_extend": any(permissions.can_extend_period(request.user, row) for row in rows[:1]),
        "before": queries.year_before(found),
        "trail": [
            (_("Báo cáo %(year)d") % {"year": found.year}, reverse("reporting:year", args=[found.pk])),
            (_("Kỳ báo cáo"), ""),
        ],
    }
    return render(request, "reporting/periods.html", context)


@require_http_methods(["GET", "POST"])
def period_add(request: HttpRequest, cycle: int) -> HttpResponse:
    """A new period of the year."""
    found = _cycle(request, cycle)
    permissions.can_set_up_periods(request.user, found).require()
    form = PeriodForm(request.POST or None, instance=ReportingPeriod(cycle=found))
    return _period_form(request, form, _("Thêm kỳ báo cáo năm %(year)d") % {"year": found.year})


@require_http_methods(["GET", "POST"])
def period_edit(request: HttpRequest, period: int) -> HttpResponse:
    """Change a period."""
    found = _period(request, period)
    permissions.can_set_up_periods(request.user, found.cycle).require()
    form = PeriodForm(request.POST or None, instance=found)
    return _period_form(request, form, _("Sửa kỳ báo cáo «%(name)s»") % {"name": found.name})


def _period_form(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    page = FormPage(
        title=title, button=_("Lưu"), back=_list_url(form.instance.cycle_id), done=_("Đã lưu kỳ báo cáo.")
    )
    return form_page(
        request, form, lambda: actions.set_up_period(actor=request.user, period=form.instance), page
    )


@require_POST
def periods_copy(request: HttpRequest, cycle: int) -> HttpResponse:
    """Take over last year's periods, one year later."""
    made = actions.copy_periods(actor=request.user, cycle=_cycle(request, cycle))
    messages.success(request, _("Đã chép %(count)d kỳ báo cáo từ năm trước.") % {"count": len(made)})
    return redirect(_list_url(cycle))


@require_POST
def period_remove(request: HttpRequest, period: int) -> HttpResponse:
    """Remove a period nobody has reported on."""
    found = _period(request, period)
    actions.remove_period(actor=request.user, period=found)
    messages.success(request, _("Đã xóa kỳ báo cáo."))
    return redirect(_list_url(found.cycle_id))


@require_http_methods(["GET", "POST"])
def period_extend(request: HttpRequest, period: int) -> HttpResponse:
    """Give one unit longer, with a reason."""
    found = _period(request, period)
    permissions.can_extend_period(request.user, found).require()
    form = ExtensionForm(
        request.POST or None,
        instance=PeriodExtension(period=found),
        period=found,
        units=cycle_units(found.cycle),
        initial={"unit": request.GET.get("unit")},
    )

    def act() -> None:
        given = form.cleaned_data
        actions.extend_period(actor=request.user, period=found, **given)

    page = FormPage(
        title=_("Gia hạn kỳ «%(name)s» cho một đơn vị") % {"name": found.name},
        button=_("Gia hạn"),
        back=_list_url(found.cycle_id),
        done=_("Đã gia hạn."),
        intro=_("Hạn chung: %(day)s. Cả cụm đọc được lý do.") % {"day": day_text(found.due_on)},
    )
    return form_page(request, form, act, page)
