"""The public page that checks a signed paper: a file is read in memory, judged apart, and forgotten."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.signatures import checking, queries, trust
from thidua.web.signatures.forms import MOST, CodeForm, VerifyForm

TOO_MANY, BUSY, NOT_FOUND, TOO_LARGE = 429, 503, 404, 413
HEAD_ROOM = 64 * 1024


class InMemory(MemoryFileUploadHandler):
    """Keeps the upload in memory and never on disk; stops reading beyond the limit."""

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        """Always take it, whatever the size it claims."""
        self.activated, self.received = True, 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count what comes in."""
        self.received += len(raw_data)
        if self.received > MOST * 1024 * 1024 + HEAD_ROOM:
            raise StopUpload(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)


@csrf_exempt  # the token is checked below, after the upload was told to stay in memory
@login_not_required
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Upload any PDF, or type the code printed on a paper."""
    request.upload_handlers = [InMemory(request)]
    return _verify(request)


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    if request.GET.get("code"):
        asked = CodeForm(request.GET)
        if asked.is_valid():
            return redirect("signatures:verify-code", asked.cleaned_data["code"].strip().replace("/", ""))
    form = VerifyForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if not ratelimit.consume(request, action="verify"):
        form.add_error(None, _("Kiểm tra quá nhiều tệp liên tiếp. Hãy đợi một phút rồi thử lại."))
        return _page(request, form, status=TOO_MANY)
    try:
        verdict = checking.check_upload(form.cleaned_data["file"].read())
    except checking.Busy:
        return _busy(request, form)
    return _page(request, VerifyForm(), verdict=verdict, name=form.cleaned_data["file"].name)


@login_not_required
@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """The paper of this code as the site keeps it: who signed, who is still to sign."""
    if not ratelimit.consume(request, action="verify_code"):
        return _page(
            request, VerifyForm(), problem=_("Tra cứu quá nhiều lần. Hãy đợi một phút."), status=TOO_MANY
        )
    row = queries.round_by_code(code)
    if row is None:
        problem = _("Không có văn bản nào mang mã này. Hãy xem lại mã in trên văn bản.")
        return _page(request, VerifyForm(), problem=problem, status=NOT_FOUND)
    try:
        verdict = checking.check_round(row)
    except checking.Busy:
        return _busy(request, VerifyForm())
    return _page(request, VerifyForm(), verdict=verdict, by_code=True)


def _busy(request: HttpRequest, form: VerifyForm) -> HttpResponse:
    problem = _("Máy chủ đang kiểm tra các tệp khác. Hãy thử lại sau ít giây.")
    return _page(request, form, problem=problem, status=BUSY)


def _page(request: HttpRequest, form: VerifyForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "code_form": CodeForm(), "roots": trust.roots(), **more}
    return render(request, "signatures/verify.html", context, status=status)
