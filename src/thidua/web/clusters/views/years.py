"""A year: its page, its calendar, its moves, longer deadlines; the years of a cluster."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters import actions, permissions, queries, year
from thidua.web.clusters.forms.years import ExtendForm, MoveBackForm, OpenYearForm, PlanForm, Steps
from thidua.web.clusters.models import Cycle, CycleStep
from thidua.web.core import clock, typed_word
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.written import day_text


@require_safe
def year_now(request: HttpRequest) -> HttpResponse:
    """The year under way of the person's cluster, else the latest; without any, the clusters."""
    cycles = queries.cycles_visible_to(request.user).order_by("-year")
    found = cycles.filter(state__in=Cycle.UNDER_WAY).first() or cycles.first()
    return redirect("clusters:year", found.pk) if found else redirect("clusters:clusters")


@require_safe
def year_list(request: HttpRequest, cluster: int) -> HttpResponse:
    """The years of a cluster, newest first."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    context = {
        "cluster": found,
        "years": found.cycles.order_by("-year"),
        "can_open": permissions.can_open_year(request.user, found),
    }
    return render(request, "clusters/year_list.html", context)


@require_safe
def year_page(request: HttpRequest, cycle: int) -> HttpResponse:
    """Where the year stands, what freezes when, what is still missing, and who moves it on."""
    found = get_object_or_404(queries.cycles_visible_to(request.user), pk=cycle)
    skipped = actions.skipped_states(found)
    coming = year.next_state(found, skipped)
    before = year.previous_state(found, skipped)
    sees_all = found.cluster_id in queries.standing_of(request.user).overseen_clusters
    context = {
        "cycle": found,
        "rows": step_rows(request.user, found),
        "coming": Cycle.State(coming) if coming else None,
        "coming_freezes": year.FREEZES[coming] if coming else "",
        "typed_word": coming in year.TYPED_WORD,
        # What is missing names units, their sheets, level totals: a secret of the season to members.
        "unmet": year.unmet(found, coming) if coming and sees_all else [],
        "remarks": year.remarks(found, coming) if coming and sees_all else [],
        "before": Cycle.State(before) if before else None,
        "can_move": permissions.can_run_year(request.user, found),
        "can_move_back": permissions.can_move_back(request.user, found),
        "can_plan": permissions.can_plan_year(request.user, found),
        "movers": queries.secretariat_of(found.cluster, clock.today()),
        "moves": queries.moves_of(found),
        "extensions": queries.extensions_of(found),
        "pages": year.pages(request.user, found),
    }
    return render(request, "clusters/year.html", context)


def step_rows(user: Any, cycle: Cycle) -> list[dict[str, Any]]:
    """One row per state for the tracker and the table: its dates, what freezes, how it stands."""
    steps = {step.state: step for step in cycle.steps.all()}
    today, here = clock.today(), year.ORDER.index(cycle.state)
    may_extend = permissions.can_run_year(user, cycle)
    rows = []
    for number, state in enumerate(year.ORDER):
        step = steps.get(state)
        skipped = bool(step and step.skipped)
        kind = "skipped" if skipped else "done" if number < here else "current" if number == here else "next"
        late = kind == "current" and step is not None and step.due_on < today
        rows.append(
            {
                "state": Cycle.State(state),
                "step": None if skipped else step,
                "kind": kind,
                "late": late,
                "days": (step.due_on - today).days if step and kind == "current" else None,
                "freezes": year.FREEZES[state],
                "can_extend": bool(
                    may_extend and step and state in year.UNIT_STEPS and not skipped and number >= here
                ),
            }
        )
    return rows


@require_http_methods(["GET", "POST"])
def year_move(request: HttpRequest, cycle: int) -> HttpResponse:
    """Move the year to its next state; a typed word where there is no way back."""
    found = get_object_or_404(queries.cycles_visible_to(request.user), pk=cycle)
    permissions.can_run_year(request.user, found).require()
    coming = year.next_state(found, actions.skipped_states(found))
    word = year.TYPED_WORD.get(coming or "")
    if word and coming:
        return _ask_for_word(request, found, coming, word)
    if request.method == "POST":
        to = request.POST.get("to", "")
        actions.move_cycle(actor=request.user, cycle=found, to=to)
        _say_moved(request, to)
    return redirect("clusters:year", found.pk)


def _say_moved(request: HttpRequest, to: str) -> None:
    messages.success(request, _("Đã chuyển sang bước «%(step)s».") % {"step": Cycle.State(to).label})


def _ask_for_word(request: HttpRequest, cycle: Cycle, to: str, word: str) -> HttpResponse:
    form = typed_word.TypedWordForm(request.POST or None, word=word)
    back = reverse("clusters:year", args=[cycle.pk])
    if request.method == "POST" and form.is_valid():
        actions.move_cycle(actor=request.user, cycle=cycle, to=to, typed=word)
        _say_moved(request, to)
        return redirect(back)
    label = Cycle.State(to).label
    question = typed_word.Question(
        title=_("Chuyển năm %(year)d sang «%(state)s»") % {"year": cycle.year, "state": label},
        button=_("Chuyển bước"),
        back=back,
        consequences=[
            str(year.FREEZES[to]),
            _("Việc này không lùi lại được."),
            *year.unmet(cycle, to),
            *year.remarks(cycle, to),
        ],
    )
    return typed_word.ask(request, form, question)


@require_http_methods(["GET", "POST"])
def year_back(request: HttpRequest, cycle: int) -> HttpResponse:
    """Take the year one step back, with a reason."""
    found = get_object_or_404(queries.cycles_visible_to(request.user), pk=cycle)
    permissions.can_move_back(request.user, found).require()
    before = year.previous_state(found, actions.skipped_states(found)) or ""
    form = MoveBackForm(request.POST or None)
    names = {"now": found.get_state_display(), "before": Cycle.State(before).label}
    page = FormPage(
        _("Lùi năm %(year)d một bước") % {"year": found.year},
        _("Lùi bước"),
        reverse("clusters:year", args=[found.pk]),
        done=_("Đã lùi về bước «%(before)s».") % names,
        intro=_("Từ «%(now)s» về «%(before)s». Lý do được lưu vào lịch sử, mọi đơn vị đọc được.") % names,
    )
    return form_page(
        request,
        form,
        lambda: actions.move_cycle(
            actor=request.user, cycle=found, to=before, reason=form.cleaned_data["reason"]
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def year_plan(request: HttpRequest, cycle: int) -> HttpResponse:
    """Set the dates of the year's steps."""
    found = get_object_or_404(queries.cycles_visible_to(request.user), pk=cycle)
    permissions.can_plan_year(request.user, found).require()
    steps, skipped = _planned(found)
    form = PlanForm(request.POST or None, steps=steps or None, skipped=skipped)
    page = FormPage(
        _("Lịch năm %(year)d") % {"year": found.year},
        _("Lưu lịch"),
        reverse("clusters:year", args=[found.pk]),
        done=_("Đã lưu lịch của năm."),
        intro=_("Đơn vị thấy hạn mới ngay. Hạn đã gia hạn riêng cho từng đơn vị giữ nguyên."),
        template="clusters/year_plan.html",
    )
    return form_page(
        request,
        form,
        lambda: actions.plan_steps(actor=request.user, cycle=found, steps=form.steps()),
        page,
    )


def _planned(cycle: Cycle) -> tuple[Steps, set[str]]:
    rows = list(cycle.steps.all())
    dated = {step.state: (step.starts_on, step.due_on) for step in rows if not step.skipped}
    return dated, {step.state for step in rows if step.skipped}


@require_http_methods(["GET", "POST"])
def year_open(request: HttpRequest, cluster: int) -> HttpResponse:
    """Open a new year, its calendar taken from the last one."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_open_year(request.user, found).require()
    last = found.cycles.order_by("-year").first()
    number = last.year + 1 if last else clock.today().year
    steps = year.shifted(_planned(last)[0], 1) if last else {}
    form = OpenYearForm(
        request.POST or None, steps=steps or year.usual_dates(number), initial={"year_number": number}
    )
    page = FormPage(
        _("Mở năm thi đua mới"),
        _("Mở năm"),
        reverse("clusters:years", args=[found.pk]),
        done=_("Đã mở năm mới ở bước dự thảo."),
        intro=_("Lịch lấy từ năm %(year)d, cộng thêm một năm; hãy sửa cho đúng.") % {"year": last.year}
        if last
        else _("Chưa có năm nào: dưới đây là lịch thường gặp, hãy sửa cho đúng."),
        template="clusters/year_plan.html",
    )
    return form_page(request, form, lambda: _open(request, found, form), page)


def _open(request: HttpRequest, cluster: Any, form: OpenYearForm) -> HttpResponse:
    cycle = actions.open_cycle(
        actor=request.user,
        cluster=cluster,
        year_number=form.cleaned_data["year_number"],
        steps=form.steps(),
    )
    return redirect("clusters:year", cycle.pk)


@require_http_methods(["GET", "POST"])
def deadline_extend(request: HttpRequest, step: int) -> HttpResponse:
    """Give one unit longer for a step, with a reason."""
    found: CycleStep = get_object_or_404(queries.steps_visible_to(request.user), pk=step)
    permissions.can_extend(request.user, found).require()
    form = ExtendForm(request.POST or None, step=found)
    page = FormPage(
        _("Gia hạn bước «%(step)s»") % {"step": found.get_state_display()},
        _("Gia hạn"),
        reverse("clusters:year", args=[found.cycle_id]),
        done=_("Đã gia hạn."),
        intro=_("Hạn chung %(day)s. Hạn mới chỉ áp dụng cho đơn vị được chọn; cả cụm đọc được lý do.")
        % {"day": day_text(found.due_on)},
    )
    return form_page(
        request,
        form,
        lambda: actions.extend_deadline(actor=request.user, step=found, **form.cleaned_data),
        page,
    )
