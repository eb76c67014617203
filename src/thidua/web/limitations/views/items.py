"""One limitation: its page with its history, recording, editing, its state, withdrawing, evidence."""

import datetime as dt
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters.queries import cycle_units, cycles_visible_to
from thidua.web.core import files
from thidua.web.core.audit_names import WORDS
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.uploads import clean_file_name
from thidua.web.core.written import day_text
from thidua.web.limitations import actions, permissions, queries
from thidua.web.limitations.forms import LimitationForm, MoveForm, ReasonForm
from thidua.web.limitations.models import Limitation, LimitationChange
from thidua.web.limitations.views.years import shown

State = Limitation.State
VALUES = {
    "remedy_state": dict(Limitation.State.choices),
    "recorded_from": dict(Limitation.Origin.choices),
}


def _row(request: HttpRequest, limitation: int) -> Limitation:
    return get_object_or_404(queries.limitations_visible_to(request.user), pk=limitation)


def _url(row: Limitation) -> str:
    return reverse("limitations:item", args=[row.pk])


@require_safe
def item(request: HttpRequest, limitation: int) -> HttpResponse:
    """What was found, why, what is done about it, and every change so far."""
    row = _row(request, limitation)
    year = (_("Tồn tại, hạn chế năm %(year)d") % {"year": row.cycle.year}, _year_url(row.cycle_id))
    seen = queries.limitations_visible_to(request.user)
    context = {
        "item": shown(row),
        "row": row,
        "earlier": seen.filter(pk=row.carried_from_id).first() if row.carried_from_id else None,
        "later": seen.filter(carried_from=row).first(),
        "changes": [
            (change, _differences(change))
            for change in queries.changes_visible_to(request.user).filter(limitation=row)
        ],
        "can_edit": permissions.can_edit(request.user, row),
        "can_move": permissions.can_move(request.user, row),
        "can_withdraw": permissions.can_withdraw(request.user, row),
        "trail": [year, (str(row)[:60], "")],
    }
    return render(request, "limitations/item.html", context)


def _year_url(cycle_id: int) -> str:
    return reverse("limitations:year", args=[cycle_id])


def _differences(change: LimitationChange) -> list[tuple[str, str, str]]:
    """(field, before, after) in words; what was recorded first is the page itself."""
    if change.kind not in {LimitationChange.Kind.EDITED, LimitationChange.Kind.MOVED}:
        return []
    return [
        (str(WORDS[name]), _said(name, change.before.get(name)), _said(name, value))
        for name, value in change.after.items()
    ]


def _said(name: str, value: Any) -> str:
    if name == "remedy_due_on" and value:
        return day_text(dt.date.fromisoformat(value))
    return str(VALUES.get(name, {}).get(value, value) or "–")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, cycle: int) -> HttpResponse:
    """Record a limitation of the cluster or of a unit."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_record_any(request.user, found).require()
    keeps = bool(permissions.can_keep(request.user, found))
    names = permissions.WHOLE if keeps else tuple(f for f in permissions.WHOLE if f != "origin")
    form = LimitationForm(
        request.POST or None,
        cycle=found,
        units=[u for u in cycle_units(found) if permissions.can_record(request.user, found, u)],
        contents=queries.contents_of(found),
        shown=names,
        for_cluster=keeps,
        initial={"origin": Limitation.Origin.VERIFICATION},
    )

    def act() -> None:
        given = {"origin": Limitation.Origin.REPORT} | form.given()
        actions.record_limitation(actor=request.user, cycle=found, new=actions.NewLimitation(**given))

    page = FormPage(
        title=_("Ghi tồn tại, hạn chế năm %(year)d") % {"year": found.year},
        button=_("Ghi nhận"),
        back=_year_url(found.pk),
        done=_("Đã ghi nhận."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, limitation: int) -> HttpResponse:
    """Change what the person may change, with a reason."""
    row = _row(request, limitation)
    permissions.can_edit(request.user, row).require()
    opened = permissions.fields_open(request.user, row)
    form = LimitationForm(
        request.POST or None,
        cycle=row.cycle,
        units=cycle_units(row.cycle),
        contents=_contents_with(row),
        shown=(*opened, "reason", "version"),
        for_cluster=True,
        initial=_initial(row),
    )

    def act() -> None:
        actions.edit_limitation(
            actor=request.user,
            limitation=row,
            changes=form.given(),
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )

    page = FormPage(
        title=_("Sửa tồn tại, hạn chế"), button=_("Lưu"), back=_url(row), done=_("Đã lưu."), intro=row.text
    )
    return form_page(request, form, act, page)


def _contents_with(row: Limitation) -> dict[str, str]:
    """The year's sections; one that was carried from an earlier rulebook stays a choice."""
    known = queries.contents_of(row.cycle)
    return known if not row.content or row.content in known else {**known, row.content: row.content_name}


def _initial(row: Limitation) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in permissions.WHOLE if name != "unit"}
    return {**found, "unit": row.unit_id or "", "version": row.version}


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, limitation: int) -> HttpResponse:
    """Change the state, with the reason and evidence."""
    row = _row(request, limitation)
    permissions.can_move(request.user, row).require()
    others = [s for s in State.values if s != row.state]
    fixed = permissions.can_move(request.user, row, State.FIXED)
    form = MoveForm(
        request.POST or None,
        request.FILES or None,
        states=[s for s in others if s != State.FIXED or fixed],
    )

    def act() -> None:
        given = form.cleaned_data
        actions.move_limitation(
            actor=request.user, limitation=row, to=given["to"], reason=given["reason"], proof=_proof(given)
        )

    told = _("Đang là: %(state)s.") % {"state": row.get_state_display()}
    page = FormPage(
        title=_("Đổi trạng thái khắc phục"),
        button=_("Ghi trạng thái"),
        back=_url(row),
        done=_("Đã ghi trạng thái."),
        intro=f"«{row.text}». {told}" + ("" if fixed or row.state == State.FIXED else f" {fixed.reason}"),
    )
    return form_page(request, form, act, page)


def _proof(given: dict[str, Any]) -> actions.Proof:
    upload = given.get("upload")
    if not upload:
        return actions.Proof(given["evidence"])
    stored = files.store(upload)
    return actions.Proof(given["evidence"], stored, clean_file_name(upload.name, stored.media_type))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, limitation: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    row = _row(request, limitation)
    permissions.can_withdraw(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        title=_("Rút mục ghi nhầm"),
        button=_("Rút"),
        back=_url(row),
        done=_("Đã rút."),
        intro=_("Mục này vẫn đọc được, có gạch ngang, không còn được đếm và không chuyển sang năm sau."),
    )
    return form_page(
        request,
        form,
        lambda: actions.withdraw_limitation(
            actor=request.user, limitation=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )


@require_safe
def evidence(request: HttpRequest, change: int) -> FileResponse:
    """The file given with a change of state."""
    row = get_object_or_404(queries.changes_visible_to(request.user), pk=change)
    if row.file is None:
        raise Http404
    response = FileResponse(
        files.path_of(row.file.sha256).open("rb"),
        as_attachment=row.file.media_type not in files.INLINE,
        filename=row.file_name,
        content_type=row.file.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
