"""After closing: complaints, opening the box with shares or taking in the opened file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.web.ballots import actions, permissions, queries
from thidua.web.ballots.forms import ComplaintForm, JsonFileForm, JudgeForm, SharesForm
from thidua.web.ballots.views.finding import ballot_of, page_of
from thidua.web.core.form_page import FormPage, form_page


@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest, vote: int) -> HttpResponse:
    """Record a complaint that a voter brought."""
    row = ballot_of(request, vote)
    permissions.can_complain(request.user, row).require()
    form = ComplaintForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        actions.record_complaint(
            actor=request.user, ballot=row, receipt=given["receipt"], about=given["about"]
        )

    page = FormPage(
        title=_("Ghi khiếu nại"), button=_("Ghi"), back=page_of(row.vote_id), done=_("Đã ghi khiếu nại.")
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, vote: int, complaint: int) -> HttpResponse:
    """Record what the tellers decided on a complaint."""
    row = ballot_of(request, vote)
    permissions.can_judge(request.user, row).require()
    found = get_object_or_404(queries.complaints_of(row), pk=complaint)
    form = JudgeForm(
        request.POST or None, initial={"decision": found.decision or "keep", "reason": found.reason}
    )

    def act() -> None:
        given = form.cleaned_data
        actions.judge_complaint(
            actor=request.user, complaint=found, decision=given["decision"], reason=given["reason"]
        )

    page = FormPage(
        title=_("Quyết định khiếu nại %(receipt)s") % {"receipt": found.receipt}, button=_("Ghi quyết định"),
        back=page_of(row.vote_id), done=_("Đã ghi quyết định."), intro=found.about,
    )  # fmt: skip
    return form_page(request, form, act, page)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, vote: int) -> HttpResponse:
    """The tellers type their shares; the box opens."""
    row = ballot_of(request, vote)
    permissions.can_count(request.user, row).require()
    form = SharesForm(request.POST or None, need=row.tellers["need"])
    page = FormPage(
        title=_("Mở phiếu"), button=_("Mở phiếu"), back=page_of(row.vote_id), done=_("Đã mở phiếu."),
        intro=_(
            "Từng người trong ban kiểm phiếu gõ mảnh khóa của mình. Mảnh khóa chỉ dùng ngay lúc này, không được giữ; "
            "khóa ghép được công bố để ai cũng mở và đếm lại được."
        ),
    )  # fmt: skip
    return form_page(
        request, form, lambda: actions.join_and_count(actor=request.user, ballot=row, shares=form.shares), page
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def take_opened(request: HttpRequest, vote: int) -> HttpResponse:
    """Take in the board that the tellers opened on their own machine."""
    row = ballot_of(request, vote)
    permissions.can_count(request.user, row).require()
    form = JsonFileForm(request.POST or None, request.FILES or None)
    page = FormPage(
        title=_("Nhận bảng đã mở trên máy của ban kiểm phiếu"), button=_("Nhận bảng"), back=page_of(row.vote_id),
        done=_("Đã nhận bảng; đếm lại khớp."),
        intro=_("Tệp do lệnh «thidua ballots open» làm ra. Máy chủ đếm lại từ đầu trước khi nhận."),
    )  # fmt: skip
    return form_page(
        request, form, lambda: actions.count_board(actor=request.user, ballot=row, file=form.cleaned_data["file"]), page
    )  # fmt: skip
