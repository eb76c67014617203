"""Evidence of one unit's year: the list by criterion, adding, withdrawing, reviewing, downloading."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.rules import Criterion
from thidua.web.clusters.queries import standing_of
from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.models import StoredFile
from thidua.web.core.uploads import clean_file_name, file_response, store_upload
from thidua.web.reporting import actions, permissions, queries
from thidua.web.reporting.actions import NewEvidence
from thidua.web.reporting.forms.evidence import EvidenceForm, ReviewForm
from thidua.web.reporting.forms.fields import ReasonForm
from thidua.web.reporting.indicators import criteria_in
from thidua.web.reporting.models import Evidence
from thidua.web.reporting.views.unit_pages import UnitYear, unit_context, unit_year


@require_safe
def evidence_list(request: HttpRequest, cycle: int, unit: int) -> HttpResponse:
    """Every criterion with what the rulebook requires and what is there."""
    place = unit_year(request, cycle, unit)
    rulebook = place.rulebook
    if rulebook is None:
        return render(request, "reporting/no_rulebook.html", unit_context(request, place, "evidence"))
    rows = queries.evidence_by_criterion(place.cycle, place.unit, rulebook)
    overseer = place.cycle.cluster_id in standing_of(request.user).overseen_clusters
    given = [row for criterion in rows for row in criterion.rows]
    uses = queries.other_uses(given, place.unit, told_other_units=overseer)
    can_add = permissions.can_add_evidence(request.user, place.cycle, place.unit)
    can_review = permissions.can_review_unit(request.user, place.cycle, place.unit)
    needed = [row for row in rows if row.criterion.evidence.required]
    context = unit_context(request, place, "evidence") | {
        "sections": _sections(rows, rulebook.items, uses),
        "can_add": can_add,
        "can_review": can_review,
        "needed": len(needed),
        "given": sum(not row.missing for row in needed),
    }
    return render(request, "reporting/evidence_list.html", context)


def _sections(
    rows: list[queries.CriterionEvidence], items: tuple[Any, ...], uses: dict[int, list[Evidence]]
) -> list[tuple[str, list[tuple[queries.CriterionEvidence, list[tuple[Evidence, list[Evidence]]]]]]]:
    """(section, its criteria, each with its papers and where else their content is used)."""
    by_id = {row.criterion.id: row for row in rows}
    found = []
    for item in items:
        criteria = [by_id[c.id] for c in criteria_in(item)]
        shown = [(c, [(row, uses.get(row.pk, [])) for row in c.rows]) for c in criteria]
        found.append((f"{item.printed}. {item.name}", shown))
    return found


def _criterion(place: UnitYear, name: str) -> Criterion:
    rulebook = place.rulebook
    found = rulebook.item_by_id.get(name) if rulebook else None
    if not isinstance(found, Criterion):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def evidence_add(request: HttpRequest, cycle: int, unit: int, criterion: str) -> HttpResponse:
    """Add files, a link or a document number for one criterion."""
    place = unit_year(request, cycle, unit)
    found = _criterion(place, criterion)
    permissions.can_add_evidence(request.user, place.cycle, place.unit).require()
    form = EvidenceForm(request.POST or None, request.FILES or None, criterion=found)

    def act() -> None:
        papers = _papers(found, form.cleaned_data, place)
        actions.add_evidence(actor=request.user, cycle=place.cycle, unit=place.unit, papers=papers)

    page = FormPage(
        title=_("Thêm minh chứng: %(id)s %(name)s") % {"id": found.printed, "name": found.name},
        button=_("Thêm minh chứng"),
        back=reverse("reporting:evidence", args=[place.cycle.pk, place.unit.pk]) + f"#c-{found.id}",
        done=_("Đã thêm minh chứng."),
        template="reporting/evidence_add.html",
    )
    return form_page(request, form, act, page)


def _papers(criterion: Criterion, given: dict[str, Any], place: UnitYear) -> list[NewEvidence]:
    """One paper per file; without files, one of the rest. Raises `Refused` naming the file and why."""
    common = {
        "criterion": criterion.id,
        "covers": given.get("covers") or (criterion.evidence.required or ("",))[0],
        "document_number": given["document_number"],
        "issued_on": given["issued_on"],
        "reuse_reason": given["reuse_reason"],
    }
    if len(criterion.evidence.required) > 1:
        common["covers"] = given.get("covers", "")
    uploads = given["uploads"]
    if not uploads:
        more = {"link": given["link"], "explanation": given.get("explanation", "")}
        return [NewEvidence(title=given["title"], **common, **more)]
    papers = []
    for upload in uploads:
        stored = store_upload(upload)
        _refuse_unexplained_reuse(stored, upload.name, given["reuse_reason"], place)
        name = clean_file_name(upload.name, stored.media_type)
        title = given["title"] if given["title"] and len(uploads) == 1 else name
        papers.append(NewEvidence(title=title, file=stored, file_name=name, link=given["link"], **common))
    return papers


def _refuse_unexplained_reuse(stored: StoredFile, name: str, reason: str, place: UnitYear) -> None:
    used = list(queries.same_content(place.unit, stored)[:3])
    if used and not reason.strip():
        where = "; ".join(
            _("tiêu chí %(criterion)s năm %(year)d («%(title)s»)")
            % {"criterion": row.criterion, "year": row.cycle.year, "title": row.title}
            for row in used
        )
        raise Refused(
            _(
                "Tệp «%(name)s» đã là minh chứng của đơn vị ở %(where)s. Hãy chọn lại tệp và ghi lý do dùng lại."
            )
            % {"name": name[:80], "where": where}
        )


def _evidence(request: HttpRequest, evidence: int) -> Evidence:
    return get_object_or_404(queries.evidence_visible_to(request.user), pk=evidence)


def _list_url(row: Evidence) -> str:
    return reverse("reporting:evidence", args=[row.cycle_id, row.unit_id]) + f"#c-{row.criterion}"


@require_http_methods(["GET", "POST"])
def evidence_withdraw(request: HttpRequest, evidence: int) -> HttpResponse:
    """Take a paper back with a reason."""
    row = _evidence(request, evidence)
    permissions.can_withdraw_evidence(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        title=_("Rút minh chứng «%(title)s»") % {"title": row.title},
        button=_("Rút minh chứng"),
        back=_list_url(row),
        done=_("Đã rút minh chứng."),
        intro=_("Minh chứng vẫn còn trong danh sách, có gạch ngang, và không còn được tính."),
    )
    return form_page(
        request,
        form,
        lambda: actions.withdraw_evidence(
            actor=request.user, evidence=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def evidence_review(request: HttpRequest, evidence: int) -> HttpResponse:
    """Accept or reject a paper."""
    row = _evidence(request, evidence)
    permissions.can_review_evidence(request.user, row).require()
    form = ReviewForm(request.POST or None)
    page = FormPage(
        title=_("Xem xét minh chứng «%(title)s»") % {"title": row.title},
        button=_("Ghi kết quả"),
        back=_list_url(row),
        done=_("Đã ghi kết quả xem xét."),
        intro=_("Minh chứng không được chấp nhận thì không còn được tính."),
    )

    def act() -> None:
        given = form.cleaned_data
        actions.review_evidence(
            actor=request.user, evidence=row, review=given["review"], reason=given["reason"]
        )

    return form_page(request, form, act, page)


@require_safe
def evidence_file(request: HttpRequest, evidence: int) -> FileResponse:
    """The file itself: shown in the browser for PDF and pictures, saved for the rest, never as HTML."""
    row = _evidence(request, evidence)
    if row.file is None:
        raise Http404
    return file_response(row.file, row.file_name)
