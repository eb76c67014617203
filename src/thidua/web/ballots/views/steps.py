"""The steps of one secret ballot, and what is printed for them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.ballots import actions, documents, permissions, queries
from thidua.web.ballots.doorway import address_of
from thidua.web.ballots.forms import OpenForm, PrepareForm, TakeInForm
from thidua.web.ballots.models import SecretBallot
from thidua.web.ballots.views.finding import ballot_of, page_of, vote_of, vote_page
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.votes.models import Vote

State = SecretBallot.State
STEPS = (State.PREPARED, State.OPEN, State.CLOSED, State.COUNTED)
SPARE = 10


@require_safe
def ballot(request: HttpRequest, vote: int) -> HttpResponse:
    """Where the ballot stands, what comes next, and what was read out."""
    found = vote_of(request, vote)
    row = queries.ballot_of(found)
    context: dict[str, Any] = {
        "vote": found, "ballot": row, "key": actions.key_of(found), "steps": _steps(row),
        "runs": permissions.can_run(request.user, found), "can_prepare": permissions.can_prepare(request.user, found),
        "address": _address(request, found), "vote_page": vote_page(found),
        "trail": [(str(found), vote_page(found)), (_("Bỏ phiếu kín"), "")],
    }  # fmt: skip
    if row is not None:
        actions.sweep(row)
        context |= _of_ballot(request, row)
    return render(request, "ballots/ballot.html", context)


def _steps(row: SecretBallot | None) -> list[tuple[Any, str]]:
    """Each step with done, current or next."""
    at = -1 if row is None or row.state == State.ANNULLED else STEPS.index(State(row.state))
    names = (_("In phiếu mã"), _("Bỏ phiếu"), _("Khiếu nại"), _("Mở phiếu"))
    if row is not None and row.state == State.COUNTED:
        at = len(STEPS)
    return [
        (name, "done" if n < at else "current" if n == max(at, 0) else "next") for n, name in enumerate(names)
    ]


def _of_ballot(request: HttpRequest, row: SecretBallot) -> dict[str, Any]:
    user = request.user
    names = ("can_open", "can_keep_register", "can_close", "can_complain", "can_judge", "can_count")
    context: dict[str, Any] = {name: getattr(permissions, name)(user, row) for name in names}
    return context | {
        "handed_out": queries.handed_out(row), "left": queries.slips_left(row), "withdrawn": queries.withdrawn_of(row),
        "voters": row.register.count(), "complaints": queries.complaints_of(row),
        "window_over": queries.window_is_over(row), "tablet": address_of(row.key, "tablet/"),
        "tellers_page": address_of(row.key, "tellers/"), "phone": address_of(row.key),
        "qr": documents.qr_of(_address(request, row.vote)) if row.state == State.OPEN else "",
        "opening_digest": queries.in_fours(row.opening_digest), "closing_digest": queries.in_fours(row.closing_digest),
    }  # fmt: skip


def _address(request: HttpRequest, vote: Vote) -> str:
    return request.build_absolute_uri(address_of(actions.key_of(vote)))


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, vote: int) -> HttpResponse:
    """Print slips and shares on the server: the answer is the PDF, once."""
    found = vote_of(request, vote)
    permissions.can_prepare(request.user, found).require()
    voters = queries.voters_taking_part(found) or found.cluster.memberships.count()
    slips = min(voters + max(2, voters // SPARE), 200)
    form = PrepareForm(request.POST or None, printed=queries.printed_mark(found), initial={"slips": slips})

    def act() -> HttpResponse:
        given = form.cleaned_data
        wanted = actions.Wanted(
            given["slips"], given["tellers"], given["need"], _address(request, found), given["replacing"]
        )
        return _once(actions.prepare_here(actor=request.user, vote=found, wanted=wanted))

    page = FormPage(
        title=_("In phiếu mã và mảnh khóa từ máy chủ"), button=_("In (tải PDF)"), back=page_of(found),
        intro=_(
            "Tệp PDF chỉ tải được một lần, hệ thống không giữ: in ngay, cắt, gấp kín, rồi xóa tệp. Người làm việc này đọc "
            "được mọi mã; nếu được, hãy in trên máy khác không phải máy chủ. Làm lại lần nữa thì phiếu in trước hết giá trị."
        ),
    )  # fmt: skip
    return form_page(request, form, act, page)


def _once(pdf: bytes) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="phieu-ma-va-manh-khoa.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, vote: int) -> HttpResponse:
    """Take in the public file of slips made on another machine."""
    found = vote_of(request, vote)
    permissions.can_prepare(request.user, found).require()
    form = TakeInForm(request.POST or None, request.FILES or None, printed=queries.printed_mark(found))

    def act() -> None:
        given = form.cleaned_data
        actions.take_in(actor=request.user, vote=found, public=given["file"], replacing=given["replacing"])

    page = FormPage(
        title=_("Nhận tệp công khai đã làm trên máy khác"), button=_("Nhận tệp"), back=page_of(found),
        done=_("Đã nhận phần công khai của phiếu mã và khóa."),
        intro=_("Tệp cong-khai.json của lệnh «thidua ballots prepare»."),
    )  # fmt: skip
    return form_page(request, form, act, page)


@require_safe
def paper(request: HttpRequest, vote: int) -> HttpResponse:
    """The paper ballot, for those who will not use a phone."""
    found = vote_of(request, vote)
    permissions.can_run(request.user, found).require()
    response = HttpResponse(documents.ballot_papers(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="phieu-giay.pdf"'
    return response


@require_http_methods(["GET", "POST"])
def open_ballot(request: HttpRequest, vote: int) -> HttpResponse:
    """Read the warnings, then open."""
    row = ballot_of(request, vote)
    permissions.can_open(request.user, row).require()
    warned = queries.warnings_for(row.vote)
    initial = {"complaint_minutes": 0 if row.vote.is_rehearsal else 30}
    form = OpenForm(request.POST or None, warned=bool(warned), initial=initial)

    def act() -> None:
        given = form.cleaned_data
        actions.open_ballot(
            actor=request.user, ballot=row, complaint_minutes=given["complaint_minutes"],
            understood=given.get("understood", False),
        )  # fmt: skip

    if request.method == "POST" and form.is_valid():
        page = FormPage(title=_("Mở bỏ phiếu kín"), button=_("Mở bỏ phiếu"), back=page_of(row.vote_id))
        return form_page(request, form, act, page)
    told = [(w, w["level"] == "stop") for w in warned]
    context = {"vote": row.vote, "ballot": row, "warned": told, "form": form, "back": page_of(row.vote_id)}
    return render(request, "ballots/open.html", context)
