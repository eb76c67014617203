"""Activities and press works, and yearly classification counts, of one unit's year."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.core.form_page import FormPage, form_page
from thidua.web.reporting import actions, permissions, queries
from thidua.web.reporting.forms.counts import ActivityForm, ClassificationForm
from thidua.web.reporting.models import Activity, ClassificationCount
from thidua.web.reporting.views.unit_pages import UnitYear, unit_context, unit_year

Subject = ClassificationCount.Subject


@require_safe
def activities(request: HttpRequest, cycle: int, unit: int) -> HttpResponse:
    """What the unit did in communication, and the works it sent to the press award."""
    place = unit_year(request, cycle, unit)
    rows = list(queries.activities_visible_to(request.user).filter(cycle=place.cycle, unit=place.unit))
    totals = [
        (kind.label, sum(row.count for row in rows if row.kind == kind), [r for r in rows if r.kind == kind])
        for kind in Activity.Kind
    ]
    context = unit_context(request, place, "activities") | {
        "totals": totals,
        "can_count": permissions.can_count(request.user, place.cycle, place.unit),
    }
    return render(request, "reporting/activities.html", context)


def _activities_url(place: UnitYear) -> str:
    return reverse("reporting:activities", args=[place.cycle.pk, place.unit.pk])


@require_http_methods(["GET", "POST"])
def activity_add(request: HttpRequest, cycle: int, unit: int) -> HttpResponse:
    """Record one activity or work."""
    place = unit_year(request, cycle, unit)
    permissions.can_count(request.user, place.cycle, place.unit).require()
    new = Activity(cycle=place.cycle, unit=place.unit, kind=request.GET.get("kind", ""))
    form = ActivityForm(request.POST or None, instance=new, cycle=place.cycle, unit=place.unit)
    page = FormPage(
        title=_("Thêm hoạt động, tác phẩm – %(unit)s") % {"unit": place.name},
        button=_("Thêm"),
        back=_activities_url(place),
        done=_("Đã thêm."),
    )
    return form_page(
        request, form, lambda: actions.add_activity(actor=request.user, activity=form.instance), page
    )


def _activity(request: HttpRequest, activity: int) -> tuple[Activity, UnitYear]:
    row = get_object_or_404(queries.activities_visible_to(request.user), pk=activity)
    return row, unit_year(request, row.cycle_id, row.unit_id)


@require_http_methods(["GET", "POST"])
def activity_edit(request: HttpRequest, activity: int) -> HttpResponse:
    """Change one activity or work."""
    row, place = _activity(request, activity)
    permissions.can_change_activity(request.user, row).require()
    form = ActivityForm(request.POST or None, instance=row, cycle=place.cycle, unit=place.unit)
    page = FormPage(
        title=_("Sửa hoạt động, tác phẩm – %(unit)s") % {"unit": place.name},
        button=_("Lưu"),
        back=_activities_url(place),
        done=_("Đã lưu."),
    )

    def act() -> Any:
        seen = form.cleaned_data["version"]
        return actions.edit_activity(actor=request.user, activity=form.instance, seen=seen) and None

    return form_page(request, form, act, page)


@require_POST
def activity_remove(request: HttpRequest, activity: int) -> HttpResponse:
    """Remove one recorded by mistake."""
    row, place = _activity(request, activity)
    actions.remove_activity(actor=request.user, activity=row)
    messages.success(request, _("Đã xóa «%(title)s».") % {"title": row.title})
    return redirect(_activities_url(place))


@require_http_methods(["GET", "POST"])
def classification(request: HttpRequest, cycle: int, unit: int) -> HttpResponse:
    """How many organisations and members stand at each of the four levels."""
    place = unit_year(request, cycle, unit)
    can_count = permissions.can_count(request.user, place.cycle, place.unit)
    kept = {
        row.subject: row
        for row in queries.classification_counts_visible_to(request.user).filter(
            cycle=place.cycle, unit=place.unit
        )
    }
    if request.method == "POST":
        can_count.require()
    sent = request.POST.get("subject")
    forms = {
        subject: ClassificationForm(
            request.POST if sent == subject else None,
            instance=kept.get(subject)
            or ClassificationCount(cycle=place.cycle, unit=place.unit, subject=subject),
            prefix=subject,
        )
        for subject in Subject.values
    }
    if sent in forms and forms[sent].is_valid():
        actions.save_classification(
            actor=request.user, count=forms[sent].instance, seen=forms[sent].cleaned_data["version"]
        )
        messages.success(request, _("Đã lưu số xếp loại."))
        return redirect("reporting:classification", place.cycle.pk, place.unit.pk)
    context = unit_context(request, place, "classification") | {
        "subjects": [(Subject(s).label, s, form, kept.get(s)) for s, form in forms.items()],
        "can_count": can_count,
    }
    return render(request, "reporting/classification.html", context)
