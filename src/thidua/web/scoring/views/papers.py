"""Papers for A4: self-score sheet, consolidated table, ranking list, explanation, verification minutes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from thidua.documents import Paper, Profile, docx, pdf
from thidua.web.clusters.documents import default_form
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycles_visible_to, head_unit
from thidua.web.core import clock, files
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring import documents, points, queries
from thidua.web.scoring.models import MarkVersion, Stage
from thidua.web.scoring.paper_tables import consolidated_table
from thidua.web.scoring.places import frozen_table
from thidua.web.scoring.rows import sheet_rows
from thidua.web.scoring.views.finding import sheet_or_404


def _frame(cycle: Cycle, **context: Any) -> dict[str, Any]:
    """What every paper names: the year, the head unit, the day."""
    head = head_unit(cycle.cluster, cycle_day(cycle))
    return {"cycle": cycle, "head": head, "today": clock.today(), **context}


@require_safe
def sheet_paper(request: HttpRequest, sheet: int) -> HttpResponse:
    """One unit's self-score sheet."""
    found = sheet_or_404(request, sheet)
    apart = not queries.sight(request.user, found.cycle).all
    rows, result, rulebook = sheet_rows(found, editable=False, apart=apart)
    signers = [_("Người lập phiếu"), _("Lãnh đạo đơn vị")]
    context = _frame(found.cycle, sheet=found, rows=rows, result=result, rulebook=rulebook, signers=signers)
    context["own"] = queries.own_result(found, apart=apart)
    return render(request, "scoring/paper_sheet.html", context)


@require_safe
def minutes_paper(request: HttpRequest, sheet: int) -> HttpResponse:
    """The minutes of one sheet's verification: what was changed, why, what was explained."""
    found = sheet_or_404(request, sheet)
    apart = not queries.sight(request.user, found.cycle).all
    rows, result, rulebook = sheet_rows(found, editable=False, apart=apart)
    changed = [row for row in rows if not row.is_section and row.changed]
    history = MarkVersion.objects.filter(scoresheet=found, stage=Stage.VERIFIED).select_related("author")
    questions = queries.explanations_visible_to(request.user).filter(scoresheet=found)
    signers = [_("Thư ký"), _("Tổ trưởng tổ thư ký"), _("Đại diện đơn vị")]
    context = _frame(
        found.cycle, sheet=found, rows=changed, result=result, rulebook=rulebook, signers=signers
    )
    context |= {"history": history, "questions": questions, "own": queries.own_result(found, apart=apart)}
    return render(request, "scoring/paper_minutes.html", context)


@require_safe
def explanation_paper(request: HttpRequest, explanation: int) -> HttpResponse:
    """The request for an explanation and its answer."""
    found = get_object_or_404(queries.explanations_visible_to(request.user), pk=explanation)
    rulebook = rulebook_in_force(found.scoresheet.cycle)
    item = rulebook.item_by_id.get(found.criterion) if rulebook else None
    signers = [_("Đại diện tổ thư ký"), _("Lãnh đạo đơn vị")]
    context = _frame(found.scoresheet.cycle, question=found, criterion=item, signers=signers)
    return render(request, "scoring/paper_explanation.html", context)


@require_safe
def scores_paper(request: HttpRequest, cycle: int) -> HttpResponse:
    """The consolidated score table of all units, for those who may see all."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    sight = queries.sight(request.user, found)
    if not sight.all or rulebook_in_force(found) is None:
        raise Http404
    now = points.live(found)
    table = consolidated_table(now.rulebook, now.current, dict(sight.names))
    signers = [_("Người lập bảng"), _("Đơn vị cụm trưởng")]
    context = _frame(found, table=table, rulebook=now.rulebook, signers=signers)
    return render(request, "scoring/paper_scores.html", context)


@require_safe
def ranking_paper(request: HttpRequest, ranking: int) -> HttpResponse:
    """The ranking list of one frozen ranking."""
    found = get_object_or_404(queries.rankings_visible_to(request.user).select_related("edition"), pk=ranking)
    signers = [_("Thư ký"), _("Đơn vị cụm trưởng")]
    context = _frame(found.cycle, signers=signers, **frozen_table(found))
    return render(request, "scoring/paper_ranking.html", context)


TYPES = {"docx": files.DOCX, "pdf": files.PDF}


def _answer(paper: Paper, form: Profile, ending: str, name: str) -> HttpResponse:
    if ending not in TYPES:
        raise Http404
    content = docx(paper, form) if ending == "docx" else pdf(paper, form)
    response = HttpResponse(content, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def sheet_file(request: HttpRequest, sheet: int, ending: str) -> HttpResponse:
    """The self-score sheet as Word or PDF, as the person may see it."""
    found = sheet_or_404(request, sheet)
    form, apart = _form(found.cycle), not queries.sight(request.user, found.cycle).all
    with override("vi"):
        paper = documents.sheet(found, form, apart=apart)
    return _answer(paper, form, ending, f"phieu-cham-{found.unit.code.lower()}-{found.cycle.year}")


@require_safe
def minutes_file(request: HttpRequest, sheet: int, ending: str) -> HttpResponse:
    """The minutes of verification as Word or PDF."""
    found = sheet_or_404(request, sheet)
    form, apart = _form(found.cycle), not queries.sight(request.user, found.cycle).all
    with override("vi"):
        paper = documents.verification(found, form, apart=apart)
    return _answer(paper, form, ending, f"bien-ban-tham-dinh-{found.unit.code.lower()}-{found.cycle.year}")


@require_safe
def explanation_file(request: HttpRequest, explanation: int, ending: str) -> HttpResponse:
    """The request for an explanation, or the answer once there is one, as Word or PDF."""
    found = get_object_or_404(queries.explanations_visible_to(request.user), pk=explanation)
    form = _form(found.scoresheet.cycle)
    write = documents.explanation_answer if found.answered_at else documents.explanation_request
    with override("vi"):
        paper = write(found, form)
    return _answer(paper, form, ending, f"giai-trinh-{found.pk}")


@require_safe
def scores_file(request: HttpRequest, cycle: int, ending: str) -> HttpResponse:
    """The consolidated table as Word or PDF, for those who may see all."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    if not queries.sight(request.user, found).all or rulebook_in_force(found) is None:
        raise Http404
    form = _form(found)
    with override("vi"):
        paper = documents.score_table(found, form)
    return _answer(paper, form, ending, f"bang-tong-hop-{found.year}")


@require_safe
def ranking_file(request: HttpRequest, ranking: int, ending: str) -> HttpResponse:
    """The ranking list as Word or PDF."""
    found = get_object_or_404(queries.rankings_visible_to(request.user).select_related("edition"), pk=ranking)
    form = _form(found.cycle)
    with override("vi"):
        paper = documents.ranking_list(found, form)
    return _answer(paper, form, ending, f"xep-hang-{found.cycle.year}-lan-{found.number}")


def _form(cycle: Cycle) -> Profile:
    return default_form(cycle.cluster, cycle_day(cycle))
