"""Papers to print: programme, invitations, minutes, notice of conclusions, as Word and PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.documents import Paper, Profile, docx, kind_name, pdf, profiles
from thidua.web.conferences import documents, permissions, queries
from thidua.web.conferences.models import Conference
from thidua.web.conferences.views.finding import conference_of, delegate_of, head
from thidua.web.core import files
from thidua.web.core.access import Access, Refused, no

TYPES = {"docx": files.DOCX, "pdf": files.PDF}


def may_print(user: Any, conference: Conference, kind: str) -> Access:
    """May the person print this paper now? Drafts and what names delegates only for the secretariat."""
    allowed = permissions.can_read_minutes(user, conference)
    if allowed or kind not in documents.OPEN_KINDS:
        return allowed
    order = list(Conference.State.values)
    if order.index(conference.state) >= order.index(documents.OPEN_KINDS[kind]):
        return Access(allowed=True)
    return no(_("Giấy tờ này có sau khi hội nghị họp xong."))


@require_safe
def papers(request: HttpRequest, conference: int) -> HttpResponse:
    """Every paper with its two forms, why one is not there yet, and the format to print in."""
    found = conference_of(request, conference)
    form = _profile(request, found)
    rows = []
    for kind in documents.KINDS:
        access = may_print(request.user, found, kind)
        if access:
            access = _hindered(found, kind, form) or access
        rows.append((kind, _name(kind), access))
    context = head(request, found, "papers") | {
        "rows": rows,
        "profiles": profiles(),
        "chosen": form,
        "profile_query": f"?profile={request.GET['profile']}" if request.GET.get("profile") else "",
        "delegates": [],
        "can_invite": permissions.can_read_minutes(request.user, found),
    }
    if context["can_invite"]:
        invited = queries.delegates_visible_to(request.user).filter(conference=found, erased_on=None)
        context["delegates"] = [
            (row, row.unit.name_on(found.held_on) if row.unit else _("Khách mời")) for row in invited
        ]
    return render(request, "conferences/papers.html", context)


def _name(kind: str) -> str:
    return _("Thông báo kết luận") if kind == "conclusions" else kind_name(kind)


def _hindered(conference: Conference, kind: str, form: Profile) -> Access | None:
    try:
        documents.PAPERS[kind](conference, form)
    except Refused as refusal:
        return no(refusal.reason)
    return None


def _profile(request: HttpRequest, conference: Conference) -> Profile:
    chosen = request.GET.get("profile", "")
    if chosen and chosen not in {known.id for known in profiles()}:
        raise Http404
    return documents.profile_of(conference, chosen)


def _answer(paper: Paper, form: Profile, ending: str, name: str) -> HttpResponse:
    content = docx(paper, form) if ending == "docx" else pdf(paper, form)
    response = HttpResponse(content, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def paper_print(request: HttpRequest, conference: int, kind: str, ending: str) -> HttpResponse:
    """One paper of the conference, in the chosen format or the one in force on its day."""
    found = conference_of(request, conference)
    if kind not in documents.PAPERS or ending not in TYPES:
        raise Http404
    may_print(request.user, found, kind).require()
    form = _profile(request, found)
    paper = documents.PAPERS[kind](found, form)
    return _answer(paper, form, ending, f"{kind}-{found.held_on:%Y-%m-%d}")


@require_safe
def invitation_print(request: HttpRequest, delegate: int, ending: str) -> HttpResponse:
    """One person's invitation."""
    found = delegate_of(request, delegate)
    if ending not in TYPES:
        raise Http404
    permissions.can_read_minutes(request.user, found.conference).require()
    form = _profile(request, found.conference)
    name = slugify(found.name.replace("đ", "d").replace("Đ", "D")) or "invitation"
    return _answer(documents.invitation(found, form), form, ending, f"giay-moi-{name}")
