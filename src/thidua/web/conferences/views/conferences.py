"""The list of conferences and the page of one: programme, decisions, photos; its facts and its state."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_units, cycles_visible_to, head_unit, standing_of
from thidua.web.conferences import actions, links, permissions, queries
from thidua.web.conferences.forms.rows import ConferenceForm
from thidua.web.conferences.models import Conference
from thidua.web.conferences.views.finding import conference_of, head, page_of
from thidua.web.core.form_page import FormPage, form_page

State = Conference.State
KEPT_DAYS = 365


@require_safe
def conferences(request: HttpRequest) -> HttpResponse:
    """Every conference the person sees, newest first; for a secretariat the years it may prepare one for."""
    run = Cycle.objects.filter(cluster_id__in=list(standing_of(request.user).secretariat))
    years = run.exclude(state=Cycle.State.ARCHIVED).select_related("cluster").order_by("-year")[:3]
    rows = list(queries.conferences_visible_to(request.user))
    for row in rows:
        row.host_name = row.host_unit.name_on(row.held_on)  # type: ignore[attr-defined]
    context = {"rows": rows, "years": list(years)}
    return render(request, "conferences/conferences.html", context)


def _moves(user: Any, conference: Conference) -> list[tuple[str, Any, str]]:
    """(label, may it, target) of every state the conference may go to from here."""
    labels = {
        (State.DRAFT, State.ANNOUNCED): _("Thông báo cho các đơn vị"),
        (State.ANNOUNCED, State.HELD): _("Ghi là đã họp"),
        (State.ANNOUNCED, State.DRAFT): _("Rút thông báo"),
        (State.HELD, State.ANNOUNCED): _("Lùi lại: chưa họp"),
    }
    here = State(conference.state)
    return [
        (labels[here, State(to)], permissions.can_move(user, conference, to), to)
        for to in permissions.AFTER[conference.state]
    ]


@require_safe
def conference(request: HttpRequest, conference: int) -> HttpResponse:
    """Programme with papers, who is there in numbers, guests of honour, decisions and photos."""
    found = conference_of(request, conference)
    user = request.user
    context = head(request, found, "programme") | {
        "items": list(queries.items_visible_to(user).filter(conference=found)),
        "presence": queries.presence(found),
        "guests": list(queries.delegates_visible_to(user).filter(conference=found, unit=None)),
        "resolutions": list(queries.resolutions_visible_to(user).filter(conference=found)),
        "photos": list(queries.photos_visible_to(user).filter(conference=found)),
        "host": found.host_unit.name_on(found.held_on),
        "links": links.links_of(user, found),
    }
    if context["runs"]:
        context["moves"] = _moves(user, found)
        context["can_rehearse"] = permissions.can_rehearse(user, found)
        context["can_end"] = permissions.can_end_rehearsal(user, found)
        context["rehearsal"] = getattr(found, "rehearsal", None)
    return render(request, "conferences/conference.html", context)


@require_http_methods(["GET", "POST"])
def conference_add(request: HttpRequest, cycle: int) -> HttpResponse:
    """Prepare a conference of a year, chaired by its head unit."""
    year: Cycle = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_add_conference(request.user, year).require()
    day = dt.date(year.year, 12, 18)
    start = {
        "title": _("Hội nghị tổng kết công tác thi đua năm %(year)d, triển khai nhiệm vụ năm %(next)d")
        % {"year": year.year, "next": year.year + 1},
        "host_unit": head_unit(year.cluster, day),
        "held_on": day,
        "names_kept_until": day + dt.timedelta(days=KEPT_DAYS),
    }
    form = ConferenceForm(
        request.POST or None, instance=Conference(cycle=year), units=cycle_units(year), initial=start
    )

    def act() -> HttpResponse:
        made = actions.add_conference(actor=request.user, conference=form.instance)
        return redirect("conferences:conference", made.pk)

    page = FormPage(
        _("Chuẩn bị hội nghị năm %(year)d") % {"year": year.year},
        _("Lập hội nghị"),
        reverse("conferences:conferences"),
        intro=_("Lúc đầu chỉ tổ thư ký thấy; các đơn vị thấy khi tổ thư ký thông báo."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def conference_edit(request: HttpRequest, conference: int) -> HttpResponse:
    """Change the conference's own facts."""
    found = conference_of(request, conference)
    permissions.can_plan(request.user, found).require()
    form = ConferenceForm(request.POST or None, instance=found, units=cycle_units(found.cycle))
    page = FormPage(_("Sửa thông tin hội nghị"), _("Lưu"), page_of(found), done=_("Đã lưu."))
    return form_page(
        request,
        form,
        lambda: actions.change_conference(actor=request.user, conference=form.instance),
        page,
    )


@require_POST
def rehearsal_start(request: HttpRequest, conference: int) -> HttpResponse:
    """Open a rehearsal and go there."""
    found = conference_of(request, conference)
    twin = actions.start_rehearsal(actor=request.user, conference=found)
    messages.success(request, _("Đã mở diễn tập với đại biểu thử. Hội nghị thật giữ nguyên."))
    return redirect("conferences:conference", twin.pk)


@require_POST
def rehearsal_end(request: HttpRequest, conference: int) -> HttpResponse:
    """Remove the rehearsal and go back to the conference itself."""
    found = conference_of(request, conference)
    real = actions.end_rehearsal(actor=request.user, rehearsal=found)
    messages.success(request, _("Đã kết thúc diễn tập và xóa mọi thứ của lượt diễn tập."))
    return redirect("conferences:conference", real.pk)


@require_POST
def conference_move(request: HttpRequest, conference: int, to: str) -> HttpResponse:
    """Announce, mark as held, or go one step back."""
    found = conference_of(request, conference)
    actions.move_conference(actor=request.user, conference=found, to=to)
    return redirect("conferences:conference", found.pk)
