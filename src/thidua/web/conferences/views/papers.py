"""Papers to print: programme, invitations, minutes, notice of conclusions, as Word and PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.documents import Paper, Profile, docx, kind_name, pdf, pdf_together, profiles
from thidua.web.conferences import documents, permissions, queries
from thidua.web.conferences.models import Conference, Delegate
from thidua.web.conferences.views.finding import conference_of, delegate_of, head
from thidua.web.core import files
from thidua.web.core.access import YES, Access, Refused, no

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
            access = _printable(found, kind, form)
        rows.append((kind, _name(kind), access))
    context = head(request, found, "papers") | {
        "rows": rows,
        "profiles": profiles(),
        "chosen": form,
        "profile_query": f"?profile={request.GET['profile']}" if request.GET.get("profile") else "",
        "invited": _invited(request, found),
        "can_invite": permissions.can_read_minutes(request.user, found),
    }
    return render(request, "conferences/papers.html", context)


def _invited(request: HttpRequest, conference: Conference) -> list[tuple[int, str, list[Delegate]]]:
    """(unit's number, its name, whom it sends) as far as the person may print their invitations."""
    found: dict[int, tuple[int, str, list[Delegate]]] = {}
    for row in queries.delegates_visible_to(request.user).filter(conference=conference, erased_on=None):
        if permissions.can_read_invitation(request.user, row):
            name = row.unit.name_on(conference.held_on) if row.unit else _("Khách mời")
            found.setdefault(row.unit_id or 0, (row.unit_id or 0, name, []))[2].append(row)
    return list(found.values())


def _name(kind: str) -> str:
    return _("Thông báo kết luận") if kind == "conclusions" else kind_name(kind)


def _printable(conference: Conference, kind: str, form: Profile) -> Access:
    """Yes when all that the paper needs is recorded, else what is missing."""
    try:
        documents.PAPERS[kind](conference, form)
    except Refused as refusal:
        return no(refusal.reason)
    return YES


def _profile(request: HttpRequest, conference: Conference) -> Profile:
    chosen = request.GET.get("profile", "")
    if chosen and chosen not in {known.id for known in profiles()}:
        raise Http404
    return documents.profile_of(conference, chosen)


def _answer(paper: Paper, form: Profile, ending: str, name: str) -> HttpResponse:
    return _file(docx(paper, form) if ending == "docx" else pdf(paper, form), ending, name)


def _file(content: bytes, ending: str, name: str) -> HttpResponse:
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


def _code_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("conferences:invitation-code"))


@require_safe
def invitation_print(request: HttpRequest, delegate: int, ending: str) -> HttpResponse:
    """One person's invitation with the code that the door reads."""
    found = delegate_of(request, delegate)
    if ending not in TYPES:
        raise Http404
    permissions.can_read_invitation(request.user, found).require()
    form = _profile(request, found.conference)
    name = slugify(found.name.replace("đ", "d").replace("Đ", "D")) or "invitation"
    paper = documents.invitation(found, form, _code_address(request))
    return _answer(paper, form, ending, f"giay-moi-{name}")


@require_safe
def invitations_print(request: HttpRequest, conference: int) -> HttpResponse:
    """Every invitation that the person may read as one PDF: all for the secretariat, else the own unit's.

    `?unit=5` takes one unit's, `?unit=0` the guests'.
    """
    found = conference_of(request, conference)
    rows = queries.delegates_visible_to(request.user).filter(conference=found, erased_on=None)
    unit = request.GET.get("unit", "")
    if unit.isdecimal():
        rows = rows.filter(unit=int(unit) or None)
    form, address = _profile(request, found), _code_address(request)
    may = [row for row in rows if permissions.can_read_invitation(request.user, row)]
    if not may:
        raise Refused(_("Không có giấy mời nào bạn được in."))
    papers = [documents.invitation(row, form, address) for row in may]
    return _file(pdf_together(papers, form), "pdf", f"giay-moi-{found.held_on:%Y-%m-%d}")
