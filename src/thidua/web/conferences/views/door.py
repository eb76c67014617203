"""The door: who keeps it (for the secretariat), and the page that a device keeps open, network or not.

The device's page holds no data and is open to everybody; names and marks travel only with a link's key.
"""

import datetime as dt
import json
import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.conferences import actions, permissions, queries
from thidua.web.conferences import door as at
from thidua.web.conferences.forms.door import DoorLinkForm
from thidua.web.conferences.models import Delegate, DoorLink
from thidua.web.conferences.qr import qr_svg
from thidua.web.conferences.views.finding import conference_of, head
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page

KEY = "X-Door-Key"
MOST_TICKS, MOST_BYTES = 500, 300_000


@require_safe
def door(request: HttpRequest, conference: int) -> HttpResponse:
    """Who keeps the door, until when, what they sent; when the quorum was there and who came late."""
    found = conference_of(request, conference)
    allowed = permissions.can_keep_door(request.user, found)
    people = list(queries.delegates_visible_to(request.user).filter(conference=found))
    now = clock.now()
    links = list(at.links_of(found)) if allowed else []
    for link in links:
        link.is_open = link.is_open_at(now)  # type: ignore[attr-defined]
    context = head(request, found, "door") | {
        "can_keep": allowed,
        "links": links,
        "presence": queries.presence(found),
        "arrivals": at.arrivals(found, people) if allowed else None,
    }
    return render(request, "conferences/door.html", context)


@require_http_methods(["GET", "POST"])
def door_open(request: HttpRequest, conference: int) -> HttpResponse:
    """Hand out the door: the link and its QR are shown this once."""
    found = conference_of(request, conference)
    permissions.can_keep_door(request.user, found).require()
    form = DoorLinkForm(request.POST or None)

    def act() -> HttpResponse:
        data = form.cleaned_data
        link, key = actions.make_link(actor=request.user, conference=found, **data)
        page = reverse("conferences:at-door", args=[found.pk])
        address = f"{request.build_absolute_uri(page)}#{key}"
        context = head(request, found, "door") | {"link": link, "address": address, "qr": qr_svg(address)}
        response = render(request, "conferences/door_link.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response

    page = FormPage(
        _("Mở một cửa điểm danh"),
        _("Tạo đường dẫn"),
        reverse("conferences:door", args=[found.pk]),
        intro=_(
            "Ai có đường dẫn thì xem được tên, đơn vị người được mời và điểm danh, không cần tài khoản. "
            "Chỉ đưa cho người giữ cửa; thu hồi được bất cứ lúc nào."
        ),
    )
    return form_page(request, form, act, page)


@require_POST
def door_close(request: HttpRequest, link: int) -> HttpResponse:
    """Take a link back."""
    seen = queries.conferences_visible_to(request.user)
    row: DoorLink = get_object_or_404(DoorLink.objects.filter(conference__in=seen.values("pk")), pk=link)
    actions.revoke_link(actor=request.user, link=row)
    return redirect("conferences:door", row.conference_id)


@login_not_required
@require_safe
def at_door(request: HttpRequest, conference: int) -> HttpResponse:
    """The page that a device keeps: no data, the same for everybody, kept by its worker for later."""
    return render(request, "conferences/at_door.html", {"number": conference})


@login_not_required
@require_safe
def worker(request: HttpRequest, conference: int) -> HttpResponse:
    """The worker that keeps this page, and nothing else of the site, for when the network is down."""
    response = render(request, "conferences/at_door_worker.js", content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = reverse("conferences:at-door", args=[conference])
    return response


@login_not_required
@require_safe
def invitation_code(request: HttpRequest) -> HttpResponse:
    """Where the code on an invitation leads whoever reads it with a telephone: what it is for."""
    return render(request, "conferences/invitation_code.html")


def _answer(content: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(content, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _refusal(reason: str, status: int = 403) -> JsonResponse:
    return _answer({"reason": reason}, status)


@login_not_required
@require_safe
def device_list(request: HttpRequest, conference: int) -> JsonResponse:
    """The list for a device whose link is open."""
    link = at.link_of(request.headers.get(KEY, ""), conference)
    if link is None or not link.is_open_at(clock.now()):
        return _refusal(_("Đường dẫn giữ cửa này không còn dùng được."))
    DoorLink.objects.filter(pk=link.pk).update(last_seen_at=clock.now())
    return _answer(at.device_list(link))


@csrf_exempt  # no cookie says who sends: only the key in the header does
@login_not_required
@require_POST
def device_ticks(request: HttpRequest, conference: int) -> JsonResponse:
    """Take in a device's marks; answer what is kept and where everybody stands now."""
    link = at.link_of(request.headers.get(KEY, ""), conference)
    if link is None:
        return _refusal(_("Đường dẫn giữ cửa này không còn dùng được."))
    try:
        sent_at, ticks = _read(request.body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _refusal(_("Thiết bị gửi dữ liệu không đọc được."), 400)
    kept: list[str] = []
    refused: dict[str, str] = {}
    if ticks:
        try:
            kept, refused = actions.take_ticks(link=link, ticks=ticks, sent_at=sent_at)
        except Refused as refusal:
            return _refusal(refusal.reason)
    answer: dict[str, Any] = {"kept": kept, "refused": refused, "now": clock.now().isoformat()}
    if link.is_open_at(clock.now()):
        DoorLink.objects.filter(pk=link.pk).update(last_seen_at=clock.now())
        answer |= {"marks": at.marks(link.conference), "version": at.version(link.conference)}
    return _answer(answer)


def _read(body: bytes) -> tuple[dt.datetime, list[actions.NewTick]]:
    if len(body) > MOST_BYTES:
        raise ValueError("too much at once")
    sent = json.loads(body)
    if len(sent["ticks"]) > MOST_TICKS:
        raise ValueError("too many at once")
    return _moment(sent["sent_at"]), [_tick(tick) for tick in sent["ticks"]]


def _tick(tick: dict[str, Any]) -> actions.NewTick:
    return actions.NewTick(
        uuid.UUID(tick["key"]),
        int(tick["delegate"]),
        Delegate.Attendance(tick["attendance"]).value,
        str(tick.get("instead", ""))[:200].strip(),
        _moment(tick["at"]),
    )


def _moment(text: str) -> dt.datetime:
    found = parse_datetime(text)
    if found is None or found.tzinfo is None:
        raise ValueError("no moment")
    return found
