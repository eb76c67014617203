"""Rounds: what waits for me, how far each is, the file, cancelling."""

from typing import Any

import segno
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.uploads import clean_file_name, file_response
from thidua.web.signatures import actions, permissions, queries
from thidua.web.signatures.forms import ReasonForm
from thidua.web.signatures.models import SigningRound

Trail = list[tuple[str, str]]
LOOKS = {"open": "state-info", "finished": "state-good", "cancelled": "state-bad"}


def round_of(request: HttpRequest, pk: int) -> SigningRound:
    """The round, or 404 when the person does not see it."""
    return get_object_or_404(queries.rounds_visible_to(request.user), pk=pk)


def trail_of(*more: tuple[str, str]) -> Trail:
    """The path from the list of rounds down."""
    return [(_("Ký số"), reverse("signatures:rounds")), *more]


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """What waits for the person's signature, and every round of the clusters seen."""
    rows = queries.with_progress(queries.rounds_visible_to(request.user))
    context = {
        "waiting": queries.awaiting_signature_of(request.user),
        "rows": [(row, LOOKS[row.state]) for row in rows],
        "trail": [(_("Ký số"), "")],
    }
    return render(request, "signatures/rounds.html", context)


@require_safe
def progress_page(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the address's word
    """Who signed when, who is still to sign; asked again by itself while the round is open."""
    row = round_of(request, round)
    signers = list(row.signers.select_related("certificate"))
    mine = {s.pk: permissions.can_sign(request.user, _in(row, s)) for s in signers}
    context: dict[str, Any] = {
        "row": row,
        "look": LOOKS[row.state],
        "signers": [(s, mine[s.pk]) for s in signers],
        "signed": sum(s.state == "signed" for s in signers),
        "any_test": any(s.certificate and s.certificate.is_test for s in signers),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "signatures/_progress.html", context)
    address = request.build_absolute_uri(reverse("signatures:verify-code", args=[row.code]))
    context |= {
        "address": address,
        "picture": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "cancel": permissions.can_cancel_round(request.user, row),
        "trail": trail_of((row.title, "")),
    }
    return render(request, "signatures/round.html", context)


def _in(row: SigningRound, signer: Any) -> Any:
    signer.round = row
    return signer


@require_safe
def paper(request: HttpRequest, round: int) -> FileResponse:  # noqa: A002 - the address's word
    """The file as it stands."""
    row = round_of(request, round)
    return file_response(row.current, clean_file_name(row.title, row.current.media_type))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the address's word
    """Cancel the round with a reason."""
    row = round_of(request, round)
    permissions.can_cancel_round(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Hủy đợt ký"),
        _("Hủy đợt ký"),
        reverse("signatures:round", args=[row.pk]),
        done=_("Đã hủy đợt ký. Văn bản có thể đưa ra ký lại trong đợt mới."),
        intro=_("Các chữ ký đã có trong đợt này không dùng được nữa; tệp vẫn được lưu cùng lý do."),
    )
    return form_page(
        request,
        form,
        lambda: actions.cancel_round(
            actor=request.user, signing_round=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )
