"""The signing page of a unit: three ways, each a form of its own."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.documents.signing import UploadRefusedError
from thidua.documents.signing.vgca import CONNECT_SOURCES, SignRequest
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.signatures import actions, key_files, permissions, queries
from thidua.web.signatures.forms import DeviceForm, ServerForm, SignedFileForm, ValueForm
from thidua.web.signatures.models import RoundSigner, SigningSession
from thidua.web.signatures.tokens import token_of
from thidua.web.signatures.views.rounds import trail_of
from thidua.web.signatures.ways import sentence
from thidua.web.signatures.ways.deferred import Deferred, prepared_of
from thidua.web.signatures.ways.server_file import ServerFile
from thidua.web.signatures.ways.uploaded import received

Way = RoundSigner.Way


def signer_of(request: HttpRequest, pk: int) -> RoundSigner:
    """The unit's place in a round, or 404 when the person does not see it."""
    return get_object_or_404(queries.signers_visible_to(request.user), pk=pk)


def _forms(signer: RoundSigner, **given: Any) -> dict[str, Any]:
    """The forms of the three ways, with the one that was sent."""
    usable = queries.certificates_for_signing(signer.unit_id, clock.now())
    here = [row.pk for row in usable if key_files.is_kept(row)]
    return {
        "server": ServerForm(certificates=usable.filter(pk__in=here), prefix="server"),
        "device": DeviceForm(certificates=usable, prefix="device"),
        "upload": SignedFileForm(prefix="upload"),
        "has_key": bool(here),
        "certificates": list(usable),
    } | given


def _page(request: HttpRequest, signer: RoundSigner, **given: Any) -> HttpResponse:
    access = permissions.can_sign(request.user, signer)
    context = {
        "signer": signer,
        "row": signer.round,
        "access": access,
        "progress": queries.progress(signer.round),
        "vgca": settings.VGCA,
        "keeps": permissions.can_keep_certificates(request.user, signer.unit),
        "trail": trail_of(
            (signer.round.title, reverse("signatures:round", args=[signer.round_id])), (signer.unit_name, "")
        ),
        **_forms(signer, **given),
    }
    return render(request, "signatures/sign.html", context)


def _signed(request: HttpRequest, signer: RoundSigner) -> HttpResponse:
    messages.success(request, _("Đã ký cho %(unit)s.") % {"unit": signer.unit_name})
    return redirect("signatures:round", signer.round_id)


@require_safe
def sign_page(request: HttpRequest, signer: int) -> HttpResponse:
    """The paper, and the ways to sign it."""
    return _page(request, signer_of(request, signer))


@require_POST
def sign_here(request: HttpRequest, signer: int) -> HttpResponse:
    """Sign with the key file on the server."""
    found = signer_of(request, signer)
    permissions.can_sign(request.user, found).require()
    form = _forms(found)["server"]
    form = ServerForm(request.POST, certificates=form.fields["certificate"].queryset, prefix="server")
    if form.is_valid():
        way = ServerFile(form.cleaned_data["certificate"], form.cleaned_data["passphrase"])
        try:
            actions.sign(actor=request.user, signer=found, way=way)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return _signed(request, found)
    return _page(request, found, server=form)


@require_POST
def sign_upload(request: HttpRequest, signer: int) -> HttpResponse:
    """Take in the paper signed elsewhere."""
    found = signer_of(request, signer)
    permissions.can_sign(request.user, found).require()
    form = SignedFileForm(request.POST, request.FILES, prefix="upload")
    if form.is_valid():
        try:
            way = received(found, form.cleaned_data["file"].read())
            actions.sign(actor=request.user, signer=found, way=way)
        except UploadRefusedError as error:
            form.add_error("file", sentence(error))
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return _signed(request, found)
    return _page(request, found, upload=form)


@require_POST
def start_device(request: HttpRequest, signer: int) -> HttpResponse:
    """Prepare a signature for a key that is elsewhere."""
    found = signer_of(request, signer)
    permissions.can_sign(request.user, found).require()
    usable = queries.certificates_for_signing(found.unit_id, clock.now())
    form = DeviceForm(request.POST, certificates=usable, prefix="device")
    if form.is_valid():
        try:
            session = actions.start_session(
                actor=request.user,
                signer=found,
                way=Way.DEFERRED,
                certificate=form.cleaned_data["certificate"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect("signatures:session", session.pk)
    return _page(request, found, device=form)


@require_POST
def start_vgca(request: HttpRequest, signer: int) -> HttpResponse:
    """Prepare the hand-over to the VGCA program."""
    if not settings.VGCA:
        raise Http404
    found = signer_of(request, signer)
    session = actions.start_session(actor=request.user, signer=found, way=Way.VGCA)
    return redirect("signatures:session", session.pk)


def _own_session(request: HttpRequest, pk: int) -> SigningSession:
    rows = SigningSession.objects.select_related(
        "signer__round__current", "base", "certificate", "signer__unit"
    )
    return get_object_or_404(rows.filter(opened_by_id=request.user.pk), pk=pk)


@never_cache
@require_http_methods(["GET", "POST"])
def session_page(request: HttpRequest, session: int) -> HttpResponse:
    """What goes out to the signing device or program, and where its answer comes in."""
    found = _own_session(request, session)
    if found.signer.state == RoundSigner.State.SIGNED:
        return redirect("signatures:round", found.signer.round_id)
    if found.way == Way.VGCA:
        return vgca_page(request, found)
    form, gone = ValueForm(request.POST or None), _gone(found)
    if request.method == "POST" and form.is_valid() and not gone:
        try:
            actions.sign(
                actor=request.user, signer=found.signer, way=Deferred(found, form.cleaned_data["value"])
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return _signed(request, found.signer)
    context = _session_context(found) | {"form": form, "gone": gone}
    if not gone:
        context["digest"] = prepared_of(found).digest.hex()
        context["agent"] = request.build_absolute_uri(reverse("signatures:agent", args=[token_of(found)]))
    return render(request, "signatures/session.html", context)


def _session_context(found: SigningSession) -> dict[str, Any]:
    row = found.signer.round
    return {
        "session": found,
        "signer": found.signer,
        "row": row,
        "trail": trail_of(
            (row.title, reverse("signatures:round", args=[row.pk])),
            (found.signer.unit_name, reverse("signatures:sign", args=[found.signer_id])),
            (_("Phiên ký"), ""),
        ),
    }


def _gone(found: SigningSession) -> str:
    """Why the session can no longer be used; empty while it can."""
    if found.closed_at or found.expires_at <= clock.now():
        return _("Phiên ký đã hết hạn hoặc đã thay bằng phiên khác. Hãy chuẩn bị ký lại.")
    if found.base_id != found.signer.round.current_id:
        return _("Có đơn vị vừa ký trước, văn bản đã thay đổi. Hãy chuẩn bị ký lại.")
    return ""


def vgca_page(request: HttpRequest, found: SigningSession) -> HttpResponse:
    """The page that hands the paper to the program; the only one that may connect to it."""
    gone, context = _gone(found), _session_context(found)
    if not gone:
        token = token_of(found)
        asked = SignRequest(
            download_url=request.build_absolute_uri(reverse("signatures:handover-paper", args=[token])),
            upload_url=request.build_absolute_uri(reverse("signatures:handover", args=[token])),
            session=str(found.pk),
            token=token,
            metadata={"field": found.signer.field_name},
        )
        context["parameters"] = asked.parameters()
    response = render(request, "signatures/vgca.html", context | {"gone": gone})
    response._csp_update = {"connect-src": list(CONNECT_SOURCES)}  # type: ignore[attr-defined]  # noqa: SLF001 - what django-csp's decorator sets
    return response
