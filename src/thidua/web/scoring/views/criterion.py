"""Every point opens like a drawer; from here the secretariat sets verified points."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.rules import State, data_from_json, is_withheld, result_from_json, without_others
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_units, cycles_visible_to
from thidua.web.core.access import Access, Refused
from thidua.web.rulebooks.queries import parsed, rulebook_in_force
from thidua.web.scoring import actions, drawer, permissions, queries
from thidua.web.scoring.forms import VerifiedMarkForm
from thidua.web.scoring.models import MarkVersion, Scoresheet
from thidua.web.scoring.views.finding import sheet_or_404


def unit_in_sight(sight: queries.Sight, cycle: Cycle, code: str) -> Unit:
    """The unit, when its points in this year are in sight; 404 otherwise."""
    if code not in dict(sight.names):
        raise Http404
    return next(u for u in cycle_units(cycle) if u.code == code)


@require_safe
def criterion(request: HttpRequest, cycle: int, unit: str, item: str) -> HttpResponse:
    """The unit's total, one section or one criterion, opened down to rule and evidence."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    sight = queries.sight(request.user, found)
    who = unit_in_sight(sight, found, unit)
    rulebook = rulebook_in_force(found)
    if rulebook and not sight.all:
        rulebook = without_others(rulebook)
    opened = drawer.opened_now(found, rulebook, unit, item) if rulebook else None
    if opened is None:
        raise Http404
    result = opened.explanation.result
    sheet = queries.scoresheets_visible_to(request.user).filter(cycle=found, unit=who).first()
    context: dict[str, Any] = {
        "cycle": found,
        "unit": who,
        "opened": opened,
        "result": result if sight.all or rulebook is None else queries.alone(result, rulebook),
        "rulebook": rulebook,
        "sheet": sheet,
    }
    if opened.item is not None and opened.item.kind == "criterion":
        rule = rulebook.item_by_id[opened.item.id] if rulebook else None
        context["waits"] = rule and is_withheld(rule) and opened.item.state == State.MISSING
        context |= drawer.around(sheet, found, who.pk, opened.item)
        context["entry_page"] = drawer.entry_page(request.user, found, who, opened.item)
        context |= _acts(request.user, sheet, opened.item.id, context)
    return render(request, "scoring/criterion.html", context)


def _acts(user: Any, sheet: Scoresheet | None, item: str, context: dict[str, Any]) -> dict[str, Any]:
    """What the person may do from the drawer, each with its reason."""
    if sheet is None:
        return {}
    mark = context.get("verified_mark")
    initial = {"points": mark.points if mark else None, "version": mark.version if mark else 0}
    asked = Access(allowed=False, reason=_("Đã đề nghị giải trình.")) if context["question"] else None
    return {
        "can_verify": permissions.can_verify_sheet(user, sheet),
        "can_self_score": permissions.can_self_score(user, sheet),
        "can_ask": asked or permissions.can_ask(user, sheet),
        "verify_form": VerifiedMarkForm(initial=initial, prefix="v"),
        "item_id": item,
    }


@require_POST
def verify_mark(request: HttpRequest, sheet: int, item: str) -> HttpResponse:
    """Set or take away the verified points of one criterion."""
    found = sheet_or_404(request, sheet)
    permissions.can_verify_sheet(request.user, found).require()
    form = VerifiedMarkForm(request.POST, prefix="v")
    if form.is_valid():
        try:
            actions.set_verified_mark(actor=request.user, sheet=found, criterion=item, **form.cleaned_data)
        except Refused as refused:  # the person may verify: it is the points that do not fit the criterion
            form.add_error("points", refused.reason)
        else:
            messages.success(request, _("Đã ghi điểm thẩm định tiêu chí %(item)s.") % {"item": item})
            return redirect("scoring:sheet", found.pk)
    return render(
        request, "scoring/verify_mark.html", {"form": form, "sheet": found, "item": item}, status=422
    )


@require_http_methods(["POST"])
def restore(request: HttpRequest, version: int) -> HttpResponse:
    """Make a mark again what it was."""
    visible = queries.scoresheets_visible_to(request.user)
    old = get_object_or_404(MarkVersion.objects.filter(scoresheet__in=visible), pk=version)
    actions.restore_mark(actor=request.user, old=old)
    messages.success(request, _("Đã khôi phục điểm."))
    return redirect("scoring:sheet", old.scoresheet_id)


@require_safe
def frozen(request: HttpRequest, ranking: int, unit: str, item: str) -> HttpResponse:
    """A point of a frozen ranking, explained from its own frozen inputs and edition."""
    found = get_object_or_404(queries.rankings_visible_to(request.user), pk=ranking)
    rulebook = parsed(found.edition)
    who = next((p.unit for p in found.places.select_related("unit") if p.unit.code == unit), None)
    data, result = data_from_json(found.inputs), result_from_json(found.result)
    opened = drawer.opened(rulebook, data, result, unit, item) if who else None
    if opened is None or who is None:
        raise Http404
    context: dict[str, Any] = {
        "cycle": found.cycle,
        "ranking": found,
        "unit": who,
        "opened": opened,
        "result": opened.explanation.result,
        "rulebook": rulebook,
    }
    if opened.item is not None and opened.item.kind == "criterion":
        sheet = Scoresheet.objects.filter(cycle=found.cycle, unit=who).first()
        context |= drawer.around(sheet, found.cycle, who.pk, opened.item)
    return render(request, "scoring/criterion.html", context)
