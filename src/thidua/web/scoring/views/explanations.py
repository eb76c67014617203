"""Explanations (giải trình): the list, asking, answering, concluding."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycles_visible_to, due_on
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring import actions, permissions, queries
from thidua.web.scoring.forms import AnswerForm, AskForm, ConcludeForm
from thidua.web.scoring.models import Scoresheet
from thidua.web.scoring.views.finding import sheet_or_404


@require_safe
def explanation_list(request: HttpRequest, cycle: int) -> HttpResponse:
    """Every question of the year that the person sees, open ones first."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    rows = queries.explanations_visible_to(request.user).filter(scoresheet__cycle=found)
    rows = rows.prefetch_related("scoresheet__unit__names").order_by("concluded_at", "due_on", "pk")
    rulebook = rulebook_in_force(found)
    items = rulebook.item_by_id if rulebook else {}
    listed = [(row, items.get(row.criterion)) for row in rows]
    return render(request, "scoring/explanations.html", {"cycle": found, "rows": listed})


def _usual_due(sheet: Scoresheet) -> dt.date:
    """The unit's last day of the explanation step, or three days from now where that is past or skipped."""
    step = due_on(sheet.cycle, Cycle.State.EXPLANATION, sheet.unit)
    return step if step and step >= clock.today() else clock.today() + dt.timedelta(days=3)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, sheet: int, item: str) -> HttpResponse:
    """Ask the unit to explain one criterion."""
    found = sheet_or_404(request, sheet)
    permissions.can_ask(request.user, found).require()
    form = AskForm(request.POST or None, initial={"due_on": _usual_due(found)})
    page = FormPage(
        _("Đề nghị giải trình"),
        _("Gửi đề nghị"),
        reverse("scoring:sheet", args=[found.pk]),
        done=_("Đã gửi đề nghị giải trình tiêu chí %(item)s.") % {"item": item},
        intro=_("%(unit)s · tiêu chí %(item)s · %(year)s")
        % {"unit": found.unit, "item": item, "year": found.cycle.year},
    )
    return form_page(
        request,
        form,
        lambda: actions.ask_explanation(actor=request.user, sheet=found, criterion=item, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def explanation(request: HttpRequest, explanation: int) -> HttpResponse:
    """One question with its answer and conclusion; the unit answers here, the secretariat concludes."""
    found = get_object_or_404(queries.explanations_visible_to(request.user), pk=explanation)
    can_answer = permissions.can_answer(request.user, found)
    can_conclude = permissions.can_conclude(request.user, found)
    posted = request.POST or None
    answer = AnswerForm(posted if posted and "answer" in posted else None)
    conclude = ConcludeForm(posted if posted and "conclusion" in posted else None)
    if answer.is_bound and answer.is_valid():
        actions.answer_explanation(actor=request.user, question=found, answer=answer.cleaned_data["answer"])
        messages.success(request, _("Đã gửi giải trình."))
        return redirect("scoring:explanation", found.pk)
    if conclude.is_bound and conclude.is_valid():
        text = conclude.cleaned_data["conclusion"]
        actions.conclude_explanation(actor=request.user, question=found, conclusion=text)
        messages.success(request, _("Đã kết luận nội dung giải trình."))
        return redirect("scoring:explanation", found.pk)
    rulebook = rulebook_in_force(found.scoresheet.cycle)
    item = rulebook.item_by_id.get(found.criterion) if rulebook else None
    context = {
        "question": found,
        "criterion": item,
        "answer_form": answer,
        "conclude_form": conclude,
        "can_answer": can_answer,
        "can_conclude": can_conclude,
        "cycle": found.scoresheet.cycle,
    }
    return render(request, "scoring/explanation.html", context)
