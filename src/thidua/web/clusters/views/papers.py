"""Official documents: the register, one document, its files, withdrawing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua import documents as printers
from thidua.web.clusters import actions, documents, permissions, queries
from thidua.web.clusters.forms.papers import DocumentFilterForm, WithdrawDocumentForm
from thidua.web.clusters.models import OfficialDocument
from thidua.web.clusters.paper_view import paper_html
from thidua.web.core import files, typed_word

State = OfficialDocument.State
STATE_LOOK = {State.DRAFT: "", State.ISSUED: "state-good", State.WITHDRAWN: "state-bad"}
ON_A_PAGE = 50


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents the person may read, newest first, narrowed by the filter."""
    seen = queries.official_documents_visible_to(request.user)
    form = DocumentFilterForm(request.GET or None, years=queries.years_of_documents(seen))
    rows = queries.matching_documents(seen, form.cleaned_data) if form.is_valid() else seen
    page = Paginator(rows.order_by(F("issued_on").desc(nulls_first=True), "-pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(row, STATE_LOOK[State(row.state)]) for row in page],
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "several_clusters": len({row.cluster_id for row in page}) > 1,
        "written_for": queries.clusters_written_for(request.user),
    }
    return render(request, "clusters/document_list.html", context)


@require_safe
def document_page(request: HttpRequest, document: int) -> HttpResponse:
    """One document: number, day, state, files, who did what."""
    row = _document(request, document)
    context = _text_of(row) | {
        "document": row,
        "look": STATE_LOOK[State(row.state)],
        "can_issue": permissions.can_issue_document(request.user, row),
        "unit_name": row.unit.name_on(row.issued_on) if row.unit else "",
        "can_withdraw": permissions.can_withdraw_document(request.user, row),
        "is_secretariat": permissions.is_secretariat(request.user, row.cluster_id),
        "trail": [(_("Văn bản"), reverse("clusters:documents")), (str(row.symbol or row.subject), "")],
    }
    return render(request, "clusters/document.html", context)


def _text_of(row: OfficialDocument) -> dict[str, Any]:
    """The paper to read on the page, and what of it is still to be written."""
    form = documents.form_of(row)
    if not row.facts.get("paper"):
        return {"paper": "", "gaps": (), "form": form}
    paper = documents.paper_of(row)
    return {
        "paper": paper_html(paper, form),
        "gaps": printers.gaps(paper),
        "landscape": paper.landscape,
        "unprintable": printers.unprintable(documents.texts_of(row.facts["paper"])),
        "form": form,
    }


@require_safe
def document_file(request: HttpRequest, document: int, kind: str) -> FileResponse:
    """The Word file or the PDF, as it was issued."""
    row = _document(request, document)
    stored = {"docx": row.docx, "pdf": row.pdf}.get(kind)
    if stored is None:
        raise Http404
    response = FileResponse(
        files.path_of(stored.sha256).open("rb"),
        as_attachment=kind == "docx",
        filename=f"{row.symbol or row.subject}".replace("/", "-") + f".{kind}",
        content_type=stored.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_http_methods(["GET", "POST"])
def document_withdraw(request: HttpRequest, document: int) -> HttpResponse:
    """Withdraw the document with a reason, behind a typed word."""
    row = _document(request, document)
    permissions.can_withdraw_document(request.user, row).require()
    back = reverse("clusters:document", args=[row.pk])
    form = WithdrawDocumentForm(request.POST or None, word=_("THU HỒI"))
    if request.method == "POST" and form.is_valid():
        actions.withdraw_document(actor=request.user, document=row, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã thu hồi văn bản."))
        return redirect(back)
    question = typed_word.Question(
        title=_("Thu hồi văn bản «%(document)s»") % {"document": row},
        button=_("Thu hồi"),
        back=back,
        consequences=[
            _("Văn bản không còn hiệu lực; lý do hiện cho mọi người xem được văn bản."),
            _("Số đã cấp vẫn giữ, không cấp lại cho văn bản khác; tệp vẫn đọc được."),
        ],
    )
    return typed_word.ask(request, form, question)


def _document(request: HttpRequest, document: int) -> OfficialDocument:
    return get_object_or_404(queries.official_documents_visible_to(request.user), pk=document)
