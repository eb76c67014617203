"""Start a rulebook or a new edition: from nothing, from a sample, from an edition, from a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.rules import RulebookInvalid, check, parse_rulebook
from thidua.rules.tables import rulebook_table
from thidua.web.core.access import Refused
from thidua.web.rulebooks import actions, exports, permissions, queries, samples, uploads
from thidua.web.rulebooks.forms.drafts import AcceptImportForm, CopyForm, ImportForm, NewRulebookForm
from thidua.web.rulebooks.outline import Finding, findings_in_words, outline_of
from thidua.web.rulebooks.summary import summary_of
from thidua.web.rulebooks.views.loading import draft_to_edit, edition_or_404, frame, own_clusters
from thidua.web.rulebooks.views.text import places_of

EMPTY_ROWS = 30  # of the table to fill


def _require_secretariat(request: HttpRequest) -> Any:
    clusters = own_clusters(request)
    if not clusters.exists():
        raise Refused(_("Việc này do tổ thư ký của cụm làm."))
    return clusters


def _trail(label: str) -> list[tuple[str, str]]:
    return [(_("Quy chế"), reverse("rulebooks:list")), (label, "")]


@require_http_methods(["GET", "POST"])
def new_rulebook(request: HttpRequest) -> HttpResponse:
    """A new rulebook with its first draft, empty or from a sample."""
    clusters = _require_secretariat(request)
    start = {"cluster": clusters.first(), "year": samples.next_year()}
    form = NewRulebookForm(request.POST or None, clusters=clusters, samples=samples.choices(), initial=start)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        edition = actions.start_rulebook(
            actor=request.user,
            cluster=clean["cluster"],
            title=clean["title"],
            year=clean["year"],
            text=samples.text_of(clean["sample"], clean["title"]),
        )
        return redirect("rulebooks:edit", edition=edition.pk)
    return render(request, "rulebooks/new.html", {"form": form, "trail": _trail(_("Lập quy chế"))})


@require_http_methods(["GET", "POST"])
def copy_edition(request: HttpRequest, edition: int) -> HttpResponse:
    """A new draft with the text of this edition."""
    row = edition_or_404(request, edition)
    permissions.can_draft(request.user, row.rulebook.cluster_id).require()
    form = CopyForm(request.POST or None, initial={"year": row.year + 1})
    if request.method == "POST" and form.is_valid():
        new = actions.start_edition(
            actor=request.user,
            rulebook=row.rulebook,
            year=form.cleaned_data["year"],
            text=row.text,
            based_on=row,
        )
        return redirect("rulebooks:edit", edition=new.pk)
    return render(request, "rulebooks/copy.html", frame(request, row, "copy") | {"form": form})


@require_safe
def blank_table(request: HttpRequest) -> HttpResponse:
    """A workbook with one example row and how to fill it, to bring back."""
    _require_secretariat(request)
    book = rulebook_table(samples.empty_rulebook(_("Tên bảng điểm")), empty_rows=EMPTY_ROWS)
    response = HttpResponse(book, content_type=exports.KINDS["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="bang-quy-che.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Read a file and show what it says, or every problem by line or cell; nothing is written."""
    _require_secretariat(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "trail": _trail(_("Nhập từ tệp"))}
    if request.method == "POST" and form.is_valid():
        read = uploads.read_rulebook(form.cleaned_data["file"])
        if read.rulebook is None:
            places = places_of(read.text, read.problems)
            return render(request, "rulebooks/import.html", context | {"places": places, "name": read.name})
        accept = AcceptImportForm(
            places=_places(request),
            initial={"text": read.text, "year": samples.next_year(), "title": read.rulebook.title[:200]},
        )
        return _preview(request, accept, read.text, findings_in_words(read.problems))
    return render(request, "rulebooks/import.html", context)


def _preview(
    request: HttpRequest, accept: AcceptImportForm, text: str, remarks: tuple[Finding, ...] = ()
) -> HttpResponse:
    rulebook = parse_rulebook(text)
    context = {
        "form": accept,
        "may_draft": True,
        "remarks": remarks,
        "rulebook": rulebook,
        "outline": outline_of(rulebook, check(rulebook)),
        "summary": summary_of(rulebook),
        "trail": _trail(_("Nhập từ tệp")),
    }
    return render(request, "rulebooks/import_preview.html", context)


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Where an imported text may go: a new rulebook, a new edition, an open draft."""
    clusters = list(own_clusters(request))
    found = [(f"cluster-{c.pk}", _("Quy chế mới của %(cluster)s") % {"cluster": c}) for c in clusters]
    rulebooks = queries.rulebooks_visible_to(request.user).filter(cluster__in=clusters)
    found += [(f"rulebook-{r.pk}", _("Dự thảo mới của «%(rulebook)s»") % {"rulebook": r}) for r in rulebooks]
    drafts = queries.editions_visible_to(request.user).filter(rulebook__cluster__in=clusters, state="draft")
    return found + [
        (f"edition-{d.pk}", _("Thay nội dung dự thảo «%(edition)s»") % {"edition": d})
        for d in drafts.defer("text")
    ]


@require_POST
def accept_import(request: HttpRequest) -> HttpResponse:
    """Write what the preview showed."""
    clusters = _require_secretariat(request)
    form = AcceptImportForm(request.POST, places=_places(request))
    text = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        parse_rulebook(text)
    except RulebookInvalid as error:
        context = {
            "form": ImportForm(),
            "places": places_of(text, error.problems),
            "trail": _trail(_("Nhập từ tệp")),
        }
        return render(request, "rulebooks/import.html", context)
    if not form.is_valid():
        return _preview(request, form, text)
    kind, _dash, key = form.cleaned_data["into"].partition("-")
    year = form.cleaned_data["year"]
    if kind == "cluster":
        cluster = get_object_or_404(clusters, pk=key)
        title = form.cleaned_data["title"]
        edition = actions.start_rulebook(
            actor=request.user, cluster=cluster, title=title, year=year, text=text
        )
    elif kind == "rulebook":
        rulebook = get_object_or_404(queries.rulebooks_visible_to(request.user), pk=key)
        edition = actions.start_edition(actor=request.user, rulebook=rulebook, year=year, text=text)
    else:
        edition = draft_to_edit(request, int(key))
        actions.save_edition(
            actor=request.user, edition=edition, text=text, version=edition.version, note=_("Nhập từ tệp")
        )
    return redirect("rulebooks:detail", edition=edition.pk)
