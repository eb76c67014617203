"""Units: the list, a unit's page, and events in a unit's life."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters import actions, lineage, permissions, queries
from thidua.web.clusters.forms.fields import ReasonForm
from thidua.web.clusters.forms.lineage import FORMS, MEANINGS, EventForm
from thidua.web.clusters.forms.units import AddUnitForm, UnitForm
from thidua.web.clusters.models import LineageEvent
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Every unit the person sees, with the cluster it is in and what became of it."""
    today = clock.today()
    context = {
        "rows": queries.unit_overview(queries.units_visible_to(request.user), today),
        "can_set_up": permissions.can_set_up_cluster(request.user),
    }
    return render(request, "clusters/unit_list.html", context)


@require_safe
def unit_page(request: HttpRequest, unit: int) -> HttpResponse:
    """A unit through time: names, clusters, terms, events."""
    found = get_object_or_404(queries.units_visible_to(request.user), pk=unit)
    today = clock.today()
    context = {
        "unit": found,
        "name": found.name_on(today),
        "names": queries.names_known_on(found, today),
        "memberships": queries.memberships_of_unit(found, today),
        "terms": found.head_terms.select_related("cluster"),
        "events": queries.life_events_of(found, today),
        "ended_on": queries.ended_on(found, today),
        "sees_people": queries.people_units(request.user).filter(pk=found.pk).exists(),
        "due": queries.due_steps_of_unit(found, today),
        "can_set_up": permissions.can_set_up_cluster(request.user),
    }
    return render(request, "clusters/unit.html", context)


@require_http_methods(["GET", "POST"])
def unit_add(request: HttpRequest) -> HttpResponse:
    """One unit outside any cluster, such as the central department."""
    permissions.can_set_up_cluster(request.user).require()
    form = AddUnitForm(request.POST or None)
    page = FormPage(_("Thêm đơn vị"), _("Thêm đơn vị"), reverse("clusters:units"), done=_("Đã thêm đơn vị."))
    return form_page(
        request,
        form,
        lambda: actions.add_units(
            actor=request.user, units=[form.unit()], from_on=form.cleaned_data["from_on"]
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, unit: int) -> HttpResponse:
    """Kind, region and order of a unit."""
    found = get_object_or_404(queries.units_visible_to(request.user), pk=unit)
    permissions.can_set_up_cluster(request.user).require()
    form = UnitForm(request.POST or None, instance=found)
    page = FormPage(
        _("Sửa đơn vị %(code)s") % {"code": found.code},
        _("Lưu"),
        reverse("clusters:unit", args=[found.pk]),
        done=_("Đã lưu."),
        intro=_("Tên đơn vị chỉ đổi bằng sự kiện «Đổi tên», có căn cứ và ngày."),
    )
    return form_page(
        request, form, lambda: actions.edit_unit(actor=request.user, unit=found, **form.cleaned_data), page
    )


@require_safe
def event_page(request: HttpRequest, event: int) -> HttpResponse:
    """One event: who went into whom, and what it changed."""
    events = queries.with_event_parts(queries.lineage_events_visible_to(request.user))
    found = get_object_or_404(events, pk=event)
    can_set_up = permissions.can_set_up_cluster(request.user)
    context = {
        "event": found,
        "can_set_up": can_set_up,
        "can_withdraw": permissions.can_withdraw_event(request.user, found) if can_set_up else can_set_up,
    }
    return render(request, "clusters/event.html", context)


@require_http_methods(["GET", "POST"])
def event_withdraw(request: HttpRequest, event: int) -> HttpResponse:
    """Withdraw an event recorded by mistake, with a reason."""
    found = get_object_or_404(queries.lineage_events_visible_to(request.user), pk=event)
    permissions.can_withdraw_event(request.user, found).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Rút sự kiện: %(event)s") % {"event": found},
        _("Rút sự kiện"),
        reverse("clusters:units"),
        done=_("Đã rút sự kiện; nhật ký giữ nội dung của sự kiện và lý do."),
        intro=_(
            "Chỉ rút sự kiện ghi nhầm. Tên và thành viên cụm trở lại như trước; đơn vị do sự kiện lập ra bị xóa."
        ),
    )
    return form_page(
        request,
        form,
        lambda: actions.withdraw_lineage_event(actor=request.user, event=found, **form.cleaned_data),
        page,
    )


@require_safe
def event_kinds(request: HttpRequest) -> HttpResponse:
    """Choose what happened."""
    permissions.can_set_up_cluster(request.user).require()
    kinds = [(kind, LineageEvent.Kind(kind).label, MEANINGS[kind]) for kind in FORMS]
    return render(request, "clusters/event_kinds.html", {"kinds": kinds})


@require_http_methods(["GET", "POST"])
def event_add(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter an event, look at what it will do, then record exactly what was looked at."""
    permissions.can_set_up_cluster(request.user).require()
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None)
    plan = form.plan() if request.method == "POST" and form.is_valid() else None
    if plan is None or _problems_shown(form, plan):
        return render(request, "clusters/event_form.html", {"form": form, "kind": LineageEvent.Kind(kind)})
    fingerprint = hashlib.sha256(repr(plan).encode()).hexdigest()
    if request.POST.get("record") == fingerprint:
        event = actions.record_lineage_event(actor=request.user, plan=plan)
        messages.success(request, _("Đã ghi sự kiện."))
        return redirect("clusters:event", event.pk)
    context = {
        "form": form,
        "kind": LineageEvent.Kind(kind),
        "plan": plan,
        "effects": lineage.effects_of(plan),
        "fingerprint": fingerprint,
    }
    return render(request, "clusters/event_form.html", context)


def _problems_shown(form: EventForm, plan: lineage.Plan) -> bool:
    for problem in lineage.problems(plan):
        form.add_error(None, problem)
    return bool(form.errors)
