"""What signing agents and programs call with the token of a session; they have no sign-in of their own.

A token opens one signature of one unit for some minutes. The answer of an agent is proved against the unit's
certificate; a file is checked whole; nothing else can be brought in, and nothing but the paper goes out.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.documents.signing import UploadRefusedError
from thidua.documents.signing.vgca import handler_answer
from thidua.web.core.access import Refused
from thidua.web.signatures import actions, queries
from thidua.web.signatures.forms import MOST, ValueForm
from thidua.web.signatures.models import RoundSigner, SigningSession
from thidua.web.signatures.ways import sentence
from thidua.web.signatures.ways.deferred import Deferred, prepared_of
from thidua.web.signatures.ways.uploaded import received

Way = RoundSigner.Way
GONE = 410
WRONG = 422
LONGEST = 16 * 1024


def _session(token: str, way: str) -> SigningSession:
    found = queries.open_session(token)
    if found is None or found.way != way:
        raise Http404
    return found


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def agent(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the digest to sign, as JSON. POST `{"signature": base64}`: the signature value for it."""
    found = _session(token, Way.DEFERRED)
    if found.base_id != found.signer.round.current_id:
        return JsonResponse({"signed": False, "outdated": True}, status=GONE)
    if request.method == "GET":
        return JsonResponse(_asked(found))
    form = ValueForm({"value": _value(request)})
    if not form.is_valid():
        return JsonResponse({"signed": False, "errors": form.errors["value"]}, status=WRONG)
    way = Deferred(found, form.cleaned_data["value"])
    return _answer(lambda: actions.sign(actor=found.opened_by, signer=found.signer, way=way))


def _asked(found: SigningSession) -> dict[str, Any]:
    certificate = found.certificate
    return {
        "digest": base64.b64encode(prepared_of(found).digest).decode(),
        "algorithm": "SHA-256",
        "certificate": certificate.fingerprint if certificate else "",
        "paper": found.signer.round.title,
        "unit": found.signer.unit_name,
        "expires": found.expires_at.isoformat(),
    }


def _value(request: HttpRequest) -> str:
    """The value out of a JSON body; empty when it is none."""
    try:
        given = json.loads(request.read(LONGEST))
    except ValueError:
        return ""
    return str(given.get("signature", "")) if isinstance(given, dict) else ""


def _answer(act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return JsonResponse({"signed": False, "errors": [refusal.reason]}, status=WRONG)
    return JsonResponse({"signed": True})


@login_not_required
@never_cache
@require_safe
def handover_paper(_request: HttpRequest, token: str) -> HttpResponse:
    """The paper for the signing program, once."""
    found = _session(token, Way.VGCA)
    if not actions.note_fetch(session=found):
        return HttpResponse(status=GONE)
    response = HttpResponse(queries.bytes_of(found.base), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="van-ban.pdf"'
    return response


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def handover(request: HttpRequest, token: str) -> HttpResponse:
    """The signed file from the signing program: the only file of the form, whatever its field is called."""
    found = _session(token, Way.VGCA)
    given: list[Any] = list(request.FILES.values())
    if len(given) != 1 or given[0].size > MOST * 1024 * 1024:
        return JsonResponse(handler_answer(accepted=False, message="?"), status=WRONG)
    try:
        way = received(found.signer, given[0].read(), way=Way.VGCA)
        actions.sign(actor=found.opened_by, signer=found.signer, way=way)
    except UploadRefusedError as error:
        return JsonResponse(handler_answer(accepted=False, message=sentence(error)), status=WRONG)
    except Refused as refusal:
        return JsonResponse(handler_answer(accepted=False, message=refusal.reason), status=WRONG)
    return JsonResponse(handler_answer(accepted=True, file_name=given[0].name or ""))
