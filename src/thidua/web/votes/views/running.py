"""Running a vote: open it, count hands, close, announce, go on, annul, apply, print the minutes."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.votes import actions, permissions, queries, tables
from thidua.web.votes.actions.running import counts_of
from thidua.web.votes.consequences import consequence_of
from thidua.web.votes.forms.ballots import HandsForm, ReasonForm, SettleForm
from thidua.web.votes.forms.drafts import AWAY, HERE, ElectorateForm
from thidua.web.votes.joints import presence_of
from thidua.web.votes.models import Vote
from thidua.web.votes.views.finding import named_units, page_of, vote_of


@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest, vote: int) -> HttpResponse:
    """Say who is there, read what quorum and threshold mean in figures, then open."""
    found = vote_of(request, vote)
    permissions.can_edit(request.user, found).require()
    units = named_units(found.cluster)
    there = presence_of(found)
    form = ElectorateForm(
        request.POST or None, units=units, writing=found.ruling.absent != "excluded",
        initial={f"unit-{u.pk}": HERE if there.get(u.pk, True) else AWAY for u, _name in units},
    )  # fmt: skip
    context: dict[str, Any] = {
        "vote": found,
        "form": form,
        "from_presence": bool(there),
        "back": page_of(found),
    }
    if request.method == "POST" and form.is_valid():
        electorate = form.electorate()
        if "open" in request.POST:
            try:
                actions.open_vote(actor=request.user, vote=found, electorate=electorate)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                return redirect(page_of(found))
        counts = counts_of(electorate)
        context |= {"counts": counts, "figures": tables.figures(found, counts)}
    context["secret"] = found.way == Vote.Way.SECRET
    return render(request, "votes/open.html", context)


@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, vote: int) -> HttpResponse:
    """Type how many hands were raised; votes in writing are added."""
    found = vote_of(request, vote)
    permissions.can_count(request.user, found).require()
    form = HandsForm(request.POST or None, vote=found)

    def act() -> None:
        tallies = queries.plus_written(found, form.tallies())
        actions.record_count(actor=request.user, vote=found, tallies=tallies, source="hands")

    written = len(queries.written_marks(found))
    intro = _("Chỉ ghi số đếm tại chỗ. Phiếu gửi bằng văn bản đã nhập (%(n)d) được cộng thêm.") % {
        "n": written
    }
    page = FormPage(_("Nhập số đếm giơ tay"), _("Ghi số đếm"), page_of(found), done=_("Đã ghi."), intro=intro)
    return form_page(request, form, act, page)


@require_POST
def close(request: HttpRequest, vote: int) -> HttpResponse:
    """End the voting."""
    found = vote_of(request, vote)
    actions.close_vote(actor=request.user, vote=found)
    return redirect(page_of(found))


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, vote: int) -> HttpResponse:
    """Announce the result, with what a tie or a deadlock was decided."""
    found = vote_of(request, vote)
    permissions.can_decide(request.user, found).require()
    form = SettleForm(request.POST if request.method == "POST" else None, vote=found)
    page = FormPage(
        _("Công bố kết quả"),
        _("Công bố"),
        page_of(found),
        done=_("Đã công bố kết quả."),
        intro=_("Từ lúc này mọi đơn vị trong cụm đọc được kết quả."),
    )
    return form_page(
        request, form,
        lambda: actions.decide_vote(actor=request.user, vote=found, decisions=form.decisions()), page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, vote: int) -> HttpResponse:
    """Annul the vote with the reason."""
    found = vote_of(request, vote)
    permissions.can_annul(request.user, found).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Hủy cuộc biểu quyết"),
        _("Hủy cuộc này"),
        page_of(found),
        done=_("Đã hủy."),
        intro=_("Cuộc này không còn giá trị; trang vẫn đọc được, có lý do hủy. Việc hủy không lấy lại được."),
    )
    return form_page(
        request, form,
        lambda: actions.annul_vote(actor=request.user, vote=found, reason=form.cleaned_data["reason"]), page,
    )  # fmt: skip


@require_POST
def go_on(request: HttpRequest, vote: int) -> HttpResponse:
    """Prepare the next round."""
    made = actions.next_round(actor=request.user, vote=vote_of(request, vote))
    return redirect(page_of(made))


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, vote: int) -> HttpResponse:
    """Show what the result will do, and do it once."""
    found = vote_of(request, vote)
    permissions.can_apply(request.user, found).require()
    known = consequence_of(found)
    preview = known.preview(found) if known else []
    form = forms.Form(request.POST if request.method == "POST" else None)
    page = FormPage(
        _("Áp dụng kết quả"),
        known.label if known else "",
        page_of(found),
        done=_("Đã áp dụng."),
        intro=" ".join([*preview, _("Chỉ áp dụng một lần.")]),
    )
    return form_page(request, form, lambda: actions.apply_vote(actor=request.user, vote=found), page)
