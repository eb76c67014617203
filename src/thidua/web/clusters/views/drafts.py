"""Drafts of official documents: choose the paper and what it is about, write into it, read it, issue it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from thidua import documents as printers
from thidua.web.clusters import actions, documents, paper_sources, permissions, queries
from thidua.web.clusters.forms.drafts import AroundForm, DraftForm, GapsForm, IssueForm, WordsForm
from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.clusters.paper_sources import PaperSource, Subject
from thidua.web.core import clock, files
from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page

LONGEST = 300


@require_safe
def draft_kinds(request: HttpRequest) -> HttpResponse:
    """Every paper the features can write."""
    if not queries.clusters_written_for(request.user):
        permissions.can_draft_documents(request.user, 0).require()
    context = {
        "sources": paper_sources.sources(),
        "about": request.GET.get("about", ""),
        "trail": [(_("Văn bản"), reverse("clusters:documents")), (_("Soạn văn bản"), "")],
    }
    return render(request, "clusters/draft_kinds.html", context)


@require_http_methods(["GET", "POST"])
def draft_new(request: HttpRequest, source: str) -> HttpResponse:
    """Choose what the paper is about; it drafts itself from the data of that row."""
    found = paper_sources.source(source)
    if found is None:
        raise Http404
    clusters = queries.clusters_written_for(request.user)
    if not clusters:
        permissions.can_draft_documents(request.user, 0).require()
    subjects = {
        subject.key: (cluster, subject)
        for cluster in clusters
        for subject in found.subjects(request.user, cluster)
    }
    if not subjects:
        messages.info(request, _("Chưa có dữ liệu để soạn «%(paper)s».") % {"paper": found.label})
        return redirect("clusters:draft-kinds")
    choices = [(key, subject.label) for key, (_cluster, subject) in subjects.items()]
    about = request.GET.get("about", "")
    form = DraftForm(
        request.POST or None, subjects=choices, initial={"about": about if about in subjects else ""}
    )

    def act() -> HttpResponse:
        cluster, subject = subjects[form.cleaned_data["about"]]
        made = _draft(request.user, cluster, found, subject, form.cleaned_data["profile"])
        messages.success(request, _("Đã soạn dự thảo. Hãy đọc lại và điền những chỗ còn phải viết."))
        return redirect("clusters:document", made.pk)

    page = FormPage(found.label, _("Soạn dự thảo"), reverse("clusters:draft-kinds"), intro=found.note)
    return form_page(request, form, act, page)


def _draft(
    user: Any, cluster: Cluster, source: PaperSource, subject: Subject, chosen: str
) -> OfficialDocument:
    day = clock.today()
    form = printers.profile(chosen) if chosen else documents.default_form(cluster, day)
    with override("vi"):  # papers are Vietnamese, whatever language the person reads
        paper = source.paper(subject.row, form)
    title = paper.subject or f"{source.label}: {subject.label}"
    new = actions.NewDocument(
        kind=source.kind,
        profile=form.id,
        subject=printers.plain(title)[:LONGEST],
        family=form.family,
        issuer=source.issuer,
        cycle=subject.cycle,
        unit=subject.unit,
        facts=documents.kept(paper, source.id, profile_chosen=bool(chosen)),
        about=subject.key,
    )
    return actions.draft_document(actor=user, cluster=cluster, new=new)


def _draft_of(request: HttpRequest, document: int) -> OfficialDocument:
    row = get_object_or_404(queries.official_documents_visible_to(request.user), pk=document)
    permissions.can_issue_document(request.user, row).require()
    return row


@require_safe
def draft_preview(request: HttpRequest, document: int, ending: str) -> HttpResponse:
    """The draft as it would be printed, without number."""
    row = _draft_of(request, document)
    if ending not in {"docx", "pdf"}:
        raise Http404
    response = HttpResponse(
        documents.print_as(row, ending), content_type=files.DOCX if ending == "docx" else files.PDF
    )
    way = "attachment" if ending == "docx" else "inline"
    response.headers["Content-Disposition"] = f'{way}; filename="du-thao-{row.pk}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def draft_edit(request: HttpRequest, document: int) -> HttpResponse:
    """What stands around the text: subject, addressees, bases, recipients, signers, format, issuer."""
    row = _draft_of(request, document)
    form = AroundForm(request.POST or None, document=row, paper=documents.paper_of(row))

    def act() -> None:
        chosen = form.cleaned_data["profile"]
        profile = printers.profile(chosen) if chosen else documents.default_form(row.cluster, clock.today())
        issuer = form.cleaned_data["issuer"]
        paper = form.around()
        if (issuer, profile.family) != (row.issuer, row.family) and row.cycle:
            unit = documents.heading_unit(row.cycle)
            paper = documents.refitted(paper, unit, profile, clock.today(), issuer)
        subject = printers.plain(paper.subject)[:LONGEST] or row.subject
        facts = documents.kept(paper, row.facts.get("source", ""), profile_chosen=bool(chosen))
        actions.redraft_document(
            actor=request.user,
            document=row,
            subject=subject,
            facts=facts,
            profile=profile.id,
            family=profile.family,
            issuer=issuer,
        )

    page = _page(row, _("Sửa phần đầu và phần ký"), "clusters/draft_edit.html")
    return form_page(request, form, act, page)


def _page(row: OfficialDocument, title: str, template: str = "core/form_page.html") -> FormPage:
    return FormPage(
        title, _("Lưu dự thảo"), reverse("clusters:document", args=[row.pk]), _("Đã lưu dự thảo."),
        row.subject, template,
    )  # fmt: skip


def _rewrite(request: HttpRequest, row: OfficialDocument, paper: printers.Paper) -> None:
    facts = row.facts | {"paper": printers.paper_as_json(paper)}
    actions.redraft_document(actor=request.user, document=row, subject=row.subject, facts=facts)


@require_http_methods(["GET", "POST"])
def draft_gaps(request: HttpRequest, document: int) -> HttpResponse:
    """Write into the places that only a person can write."""
    row = _draft_of(request, document)
    paper = documents.paper_of(row)
    form = GapsForm(request.POST or None, paper=paper)
    return form_page(
        request,
        form,
        lambda: _rewrite(request, row, printers.with_gaps_filled(paper, form.written())),
        _page(row, _("Điền chỗ còn phải viết")),
    )


@require_http_methods(["GET", "POST"])
def draft_words(request: HttpRequest, document: int) -> HttpResponse:
    """Change the words of the text; tables keep their figures."""
    row = _draft_of(request, document)
    paper = documents.paper_of(row)
    form = WordsForm(request.POST or None, paper=paper)
    page = FormPage(
        _("Sửa lời văn"),
        _("Lưu dự thảo"),
        reverse("clusters:document", args=[row.pk]),
        _("Đã lưu dự thảo."),
        _(
            "Mỗi ý một dòng. Xóa trắng một ô thì đoạn đó bỏ đi. Chỗ chờ viết ghi là «[… gợi ý]». Bảng và số liệu giữ nguyên."
        ),
    )
    return form_page(
        request, form, lambda: _rewrite(request, row, printers.reworded(paper, form.written())), page
    )


@require_http_methods(["POST"])
def draft_again(request: HttpRequest, document: int) -> HttpResponse:
    """Write the draft anew from the data as they are now; what a person wrote into it is gone."""
    row = _draft_of(request, document)
    source = paper_sources.source(row.facts.get("source", ""))
    subject = paper_sources.subject_of(source, request.user, row.cluster, row.about) if source else None
    if source is None or subject is None:
        raise Refused(_("Không còn dữ liệu gốc của văn bản này để soạn lại."))
    with override("vi"):
        paper = source.paper(subject.row, documents.form_of(row))
    facts = row.facts | {"paper": printers.paper_as_json(paper)}
    actions.redraft_document(
        actor=request.user,
        document=row,
        subject=printers.plain(paper.subject)[:LONGEST] or row.subject,
        facts=facts,
    )
    messages.success(request, _("Đã soạn lại từ dữ liệu hiện có."))
    return redirect("clusters:document", row.pk)


@require_http_methods(["GET", "POST"])
def draft_issue(request: HttpRequest, document: int) -> HttpResponse:
    """Give the draft its number and day; both files are frozen."""
    row = _draft_of(request, document)
    form = IssueForm(request.POST or None, gaps=len(printers.gaps(documents.paper_of(row))))

    def act() -> None:
        day = form.cleaned_data["issued_on"]
        issued = actions.issue_document(
            actor=request.user, document=row, issued_on=day, render=documents.render_on(row, day)
        )
        said = (
            _("Đã ban hành văn bản số %(symbol)s.") % {"symbol": issued.symbol}
            if issued.symbol
            else _("Đã ban hành văn bản.")
        )
        messages.success(request, said)

    page = FormPage(
        _("Ban hành «%(document)s»") % {"document": row.subject},
        _("Cấp số và ban hành"),
        reverse("clusters:document", args=[row.pk]),
        intro=_(
            "Sau khi ban hành, nội dung không sửa được nữa, số đã cấp không cấp lại; ai được xem văn bản đều đọc được tệp."
        ),
    )
    return form_page(request, form, act, page)
