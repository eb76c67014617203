"""While people vote: who took a slip, withdrawn slips, closing."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.web.ballots import actions, permissions, queries
from thidua.web.ballots.forms import WithdrawForm
from thidua.web.ballots.views.finding import ballot_of, page_of
from thidua.web.core import typed_word
from thidua.web.core.form_page import FormPage, form_page

PAGE = 200
WORD = "ĐÓNG BỎ PHIẾU"


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, vote: int) -> HttpResponse:
    """Tick who took a slip."""
    row = ballot_of(request, vote)
    permissions.can_run(request.user, row.vote).require()
    if request.method == "POST":
        shown = {int(n) for n in request.POST.getlist("shown") if n.isdecimal()}
        taken = {int(n) for n in request.POST.getlist("taken") if n.isdecimal()}
        actions.hand_out(actor=request.user, ballot=row, shown=shown, taken=taken)
        return redirect(request.get_full_path())
    asked = request.GET.get("q", "").strip()[:100]
    rows = queries.register_of(row)
    if asked:
        rows = rows.filter(voter__name__icontains=asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "vote": row.vote, "ballot": row, "page": page, "asked": asked, "handed_out": queries.handed_out(row),
        "voters": row.register.count(), "can_keep": permissions.can_keep_register(request.user, row),
        "trail": [(_("Bỏ phiếu kín"), page_of(row.vote_id)), (_("Danh sách nhận phiếu mã"), "")],
    }  # fmt: skip
    return render(request, "ballots/register.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, vote: int) -> HttpResponse:
    """Slips left over or lost vote no more."""
    row = ballot_of(request, vote)
    permissions.can_keep_register(request.user, row).require()
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        actions.withdraw_slips(
            actor=request.user, ballot=row, numbers=given["numbers"], reason=given["reason"]
        )

    page = FormPage(
        title=_("Thu hồi phiếu mã"), button=_("Thu hồi"), back=page_of(row.vote_id), done=_("Đã thu hồi."),
        intro=_("Phiếu mã đã thu hồi không bỏ phiếu được nữa. Phiếu đã có trong hòm thì không thu hồi được."),
    )  # fmt: skip
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, vote: int) -> HttpResponse:
    """Close: the board is published and the time for complaints runs."""
    row = ballot_of(request, vote)
    permissions.can_close(request.user, row).require()
    form = typed_word.TypedWordForm(request.POST or None, word=WORD)
    if request.method == "POST" and form.is_valid():
        actions.close_ballot(actor=request.user, ballot=row)
        return redirect(page_of(row.vote_id))
    question = typed_word.Question(
        _("Đóng bỏ phiếu kín"), _("Đóng bỏ phiếu"), page_of(row.vote_id),
        [
            _("Không ai bỏ phiếu được nữa, không mở lại được."),
            _("Mọi phiếu còn niêm phong được niêm yết; hòm phiếu bị hủy."),
            _("Thời gian khiếu nại bắt đầu: %(n)d phút.") % {"n": row.complaint_minutes},
        ],
    )  # fmt: skip
    return typed_word.ask(request, form, question)
