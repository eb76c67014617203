"""Papers of the recommendations as Word and PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thidua.documents import Paper, Profile, docx, pdf
from thidua.web.awards import documents, permissions
from thidua.web.awards.views.finding import achievement_of, list_of
from thidua.web.core import files

TYPES = {"docx": files.DOCX, "pdf": files.PDF}


def _answer(paper: Paper, form: Profile, ending: str, name: str) -> HttpResponse:
    content = docx(paper, form) if ending == "docx" else pdf(paper, form)
    response = HttpResponse(content, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def paper(request: HttpRequest, award_list: int, kind: str, ending: str) -> HttpResponse:
    """The proposal, the list or the minutes as the list stands; numbered copies are in the register."""
    found = list_of(request, award_list)
    if kind not in documents.PAPERS or ending not in TYPES:
        raise Http404
    permissions.can_read_papers(request.user, found).require()
    form = documents.profile_of(found)
    return _answer(documents.PAPERS[kind](found, form), form, ending, f"{kind}-{found.cycle.year}")


@require_safe
def achievement(request: HttpRequest, achievement: int, ending: str) -> HttpResponse:
    """A unit's achievement report."""
    row = achievement_of(request, achievement)
    if ending not in TYPES:
        raise Http404
    form = documents.profile_of(row.award_list)
    name = f"bao-cao-thanh-tich-{row.unit.code}-{row.award_list.cycle.year}"
    return _answer(documents.achievement(row, form), form, ending, name)
