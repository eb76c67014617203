"""Sheets: the list, one sheet for its officer, its leader and its verifiers, and what each may do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.rules import UnitResult, number_text
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycles_visible_to, standing_of
from thidua.web.core.access import Access, Conflict, Refused, no
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.reporting.permissions import can_add_evidence
from thidua.web.reporting.queries import scored_period, waiting_evidence
from thidua.web.scoring import actions, permissions, queries
from thidua.web.scoring.forms import ReasonForm, SelfMarkForm
from thidua.web.scoring.models import Scoresheet
from thidua.web.scoring.rows import sheet_rows, sheet_summaries
from thidua.web.scoring.views.finding import sheet_or_404


@require_safe
def sheet_list(request: HttpRequest, cycle: int) -> HttpResponse:
    """The year's sheets that the person sees, with state, progress and what is late."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    sheets = queries.sheets_of(found).filter(pk__in=queries.scoresheets_visible_to(request.user).values("pk"))
    apart = not queries.sight(request.user, found).all
    rows = sheet_summaries(found, list(sheets.prefetch_related("unit__names")), apart=apart)
    counts = {state: sum(1 for r in rows if r.sheet.state == state) for state in Scoresheet.State.values}
    states = [(Scoresheet.State(state), counts[state]) for state in counts if counts[state]]
    return render(request, "scoring/sheets.html", {"cycle": found, "rows": rows, "states": states})


@require_safe
def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """One unit's sheet: criteria with figures, proposal, own and verified points."""
    found = sheet_or_404(request, sheet)
    can_score = permissions.can_self_score(request.user, found)
    apart = not queries.sight(request.user, found.cycle).all
    rows, result, rulebook = sheet_rows(found, editable=bool(can_score), apart=apart)
    if apart:
        result = queries.alone(result, rulebook)
    missing = queries.unfinished(found) if found.state == Scoresheet.State.DRAFT else []
    period = scored_period(found.cycle)
    context = {
        "sheet": found,
        "cycle": found.cycle,
        "rows": rows,
        "result": result,
        "rulebook": rulebook,
        "missing": missing,
        "acts": acts_on(request.user, found, len(missing)),
        "left": queries.unverified(found) if permissions.can_verify_sheet(request.user, found) else [],
        "papers_waiting": waiting_evidence(found.cycle).filter(unit=found.unit).count(),
        "waits": sum(row.waits for row in rows) if apart else 0,
        "next_sheet": next_to_verify(request.user, found),
        "verifying": year.is_at_least(found.cycle, Cycle.State.VERIFICATION),
        "can_add_evidence": can_add_evidence(request.user, found.cycle, found.unit),
        "oversees": found.cycle.cluster_id in standing_of(request.user).overseen_clusters,
        "own_unit": standing_of(request.user).has_role(found.unit_id),
        "grid": reverse("reporting:grid", args=[found.cycle_id, found.unit_id, period.pk]) if period else "",
        "can_score": can_score,
        "questions": queries.explanations_visible_to(request.user).filter(scoresheet=found),
    }
    return render(request, "scoring/sheet.html", context)


def next_to_verify(user: Any, sheet: Scoresheet) -> Scoresheet | None:
    """After a verified sheet, the next one in the list's order that the person can verify now."""
    if sheet.state != Scoresheet.State.VERIFIED:
        return None
    others = list(queries.sheets_of(sheet.cycle))
    here = [other.pk for other in others].index(sheet.pk)
    waiting = [s for s in others[here + 1 :] + others[:here] if s.state != Scoresheet.State.VERIFIED]
    return next((other for other in waiting if permissions.can_verify_sheet(user, other)), None)


def acts_on(user: Any, sheet: Scoresheet, missing: int) -> dict[str, Access]:
    """What the person may do with the sheet, each with its reason."""
    submit = permissions.can_submit(user, sheet)
    if submit and missing:
        submit = no(_("Còn %(n)d việc trước khi gửi lãnh đạo.") % {"n": missing})
    return {
        "submit": submit,
        "recall": permissions.can_recall(user, sheet),
        "approve": permissions.can_approve(user, sheet),
        "verify": permissions.can_verify_sheet(user, sheet),
        "zero": permissions.can_verify_sheet(user, sheet),
        "reopen": permissions.can_reopen(user, sheet),
        "missed": permissions.can_record_missed(user, sheet),
    }


@require_POST
def self_mark(request: HttpRequest, sheet: int) -> HttpResponse:
    """Save one mark: JSON for the page's own script, a redirect for a plain form."""
    found = sheet_or_404(request, sheet)
    form = SelfMarkForm(request.POST)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        text = " ".join(str(e) for errors in form.errors.values() for e in errors)
        return _not_saved(request, found, text, 422, wants_json=wants_json)
    try:
        mark = actions.set_self_mark(actor=request.user, sheet=found, **form.cleaned_data)
    except Refused as refused:
        return _not_saved(request, found, refused.reason, 403, wants_json=wants_json)
    except Conflict as conflict:
        text = f"{conflict.reason} {_('Đang lưu')}: {conflict.theirs}. {_('Bạn vừa nhập')}: {conflict.mine}."
        return _not_saved(request, found, text, 409, wants_json=wants_json, version=conflict.version)
    if not wants_json:
        return redirect("scoring:sheet", found.pk)
    found.refresh_from_db()
    apart = not queries.sight(request.user, found.cycle).all
    shown = queries.own_result(found, apart=apart)
    version = mark.version if mark else 0
    return JsonResponse(_after_saving(found, shown, form.cleaned_data["criterion"], version))


def _after_saving(sheet: Scoresheet, unit: UnitResult, criterion: str, version: int) -> dict[str, Any]:
    """What the page shows anew after a save."""
    line = unit.lines[criterion]
    return {
        "version": version,
        "points": number_text(line.points),
        "total": number_text(unit.total),
        "missing": len(queries.unfinished(sheet)),
    }


def _not_saved(
    request: HttpRequest,
    sheet: Scoresheet,
    text: str,
    status: int,
    *,
    wants_json: bool,
    version: int | None = None,
) -> HttpResponse:
    """Why, under the cell; with `version`, that of somebody else's points, Enter saves over them."""
    if wants_json and version is not None:
        text += " " + _("Bấm Enter ở ô này để lưu điểm của bạn.")
        return JsonResponse({"error": text, "version": version}, status=status)
    if wants_json:
        return JsonResponse({"error": text}, status=status)
    messages.error(request, text)
    return redirect("scoring:sheet", sheet.pk)


def _act(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
    """Do one act on a sheet and go back to it."""
    found = sheet_or_404(request, pk)
    act(actor=request.user, sheet=found)
    messages.success(request, done)
    return redirect("scoring:sheet", found.pk)


@require_POST
def submit(request: HttpRequest, sheet: int) -> HttpResponse:
    """Officer: send to the leader."""
    return _act(request, sheet, actions.submit_sheet, _("Đã gửi lãnh đạo duyệt."))


@require_POST
def recall(request: HttpRequest, sheet: int) -> HttpResponse:
    """Officer: take back before approval."""
    return _act(request, sheet, actions.recall_sheet, _("Đã rút phiếu về để sửa."))


@require_POST
def approve(request: HttpRequest, sheet: int) -> HttpResponse:
    """Leader: approve."""
    return _act(request, sheet, actions.approve_sheet, _("Đã duyệt phiếu tự chấm."))


@require_POST
def verify(request: HttpRequest, sheet: int) -> HttpResponse:
    """Secretariat: close the sheet's verification."""
    return _act(request, sheet, actions.verify_sheet, _("Đã thẩm định xong phiếu này."))


def _with_reason(request: HttpRequest, pk: int, act: Any, words: dict[str, str]) -> HttpResponse:
    """Ask for a reason, then do the act."""
    found = sheet_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    back = reverse("scoring:sheet", args=[found.pk])
    page = FormPage(**words, back=back, intro=f"{found.unit} · {found.cycle.year}")
    return form_page(request, form, lambda: act(actor=request.user, sheet=found, **form.cleaned_data), page)


@require_http_methods(["GET", "POST"])
def return_to_officer(request: HttpRequest, sheet: int) -> HttpResponse:
    """Leader: give back with a reason."""
    words = {"title": _("Trả lại phiếu để sửa"), "button": _("Trả lại"), "done": _("Đã trả lại phiếu.")}
    permissions.can_approve(request.user, sheet_or_404(request, sheet)).require()
    return _with_reason(request, sheet, actions.return_sheet, words)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, sheet: int) -> HttpResponse:
    """Secretariat: give an approved sheet back to its unit."""
    words = {
        "title": _("Trả phiếu cho đơn vị tự chấm lại"),
        "button": _("Trả lại"),
        "done": _("Đã trả phiếu."),
    }
    permissions.can_reopen(request.user, sheet_or_404(request, sheet)).require()
    return _with_reason(request, sheet, actions.reopen_sheet, words)


@require_http_methods(["GET", "POST"])
def record_missed(request: HttpRequest, sheet: int) -> HttpResponse:
    """Secretariat: record that the unit did not self-score."""
    words = {
        "title": _("Ghi nhận đơn vị không tự chấm"),
        "button": _("Ghi nhận"),
        "done": _("Đã ghi nhận đơn vị không tự chấm."),
    }
    permissions.can_record_missed(request.user, sheet_or_404(request, sheet)).require()
    return _with_reason(request, sheet, actions.record_missed_sheet, words)


@require_http_methods(["GET", "POST"])
def zero_missing(request: HttpRequest, sheet: int) -> HttpResponse:
    """Secretariat: give 0 points to every criterion that still has none."""
    words = {
        "title": _("Ghi 0 điểm các tiêu chí còn thiếu"),
        "button": _("Ghi 0 điểm"),
        "done": _("Đã ghi 0 điểm các tiêu chí còn thiếu."),
    }
    permissions.can_verify_sheet(request.user, sheet_or_404(request, sheet)).require()
    return _with_reason(request, sheet, actions.score_missing_as_zero, words)
