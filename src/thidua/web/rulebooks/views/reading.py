"""Read rulebooks: the list, an edition as its table, inputs, findings, saved versions, papers and files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.web.clusters.models import Cycle
from thidua.web.rulebooks import exports, permissions, queries
from thidua.web.rulebooks.forms.inputs import INPUT_KINDS
from thidua.web.rulebooks.outline import SEVERITIES, outline_of, source_text, users_of
from thidua.web.rulebooks.summary import summary_of
from thidua.web.rulebooks.views.loading import edition_or_404, first_cluster, frame


@require_safe
def rulebook_list(request: HttpRequest) -> HttpResponse:
    """Rulebooks of the clusters the person sees, each with the editions open to them."""
    context = {"rulebooks": queries.listed_rulebooks(request.user), "may_start": bool(first_cluster(request))}
    return render(request, "rulebooks/list.html", context)


@require_safe
def edition_detail(request: HttpRequest, edition: int) -> HttpResponse:
    """The edition as its printed table, with what it says beside the table."""
    row = edition_or_404(request, edition)
    rulebook = queries.parsed(row)
    context = frame(request, row, "detail") | {
        "rulebook": rulebook,
        "outline": outline_of(rulebook, queries.findings_of(row)),
        "summary": summary_of(rulebook),
        "source": source_text(rulebook.source),
        "may": _acts(request.user, row),
        "years": row.in_force_for.select_related("cycle").order_by("cycle__year"),
    }
    return render(request, "rulebooks/detail.html", context)


def _acts(user: Any, row: Any) -> dict[str, Any]:
    cycle: Cycle | None = (
        queries.years_to_apply(row.rulebook.cluster).exclude(edition_in_force__edition=row).first()
    )
    return {
        "consult": permissions.can_consult(user, row),
        "take_back": permissions.can_take_back(user, row),
        "withdraw": permissions.can_withdraw(user, row),
        "adopt": permissions.can_adopt(user, row),
        "apply": permissions.can_apply(user, row, cycle) if cycle else None,
    }


@require_safe
def edition_findings(request: HttpRequest, edition: int) -> HttpResponse:
    """Everything the linter finds, by severity."""
    row = edition_or_404(request, edition)
    outline = outline_of(queries.parsed(row), queries.findings_of(row))
    wanted = request.GET.get("severity", "")
    shown = [f for f in outline.findings if wanted not in SEVERITIES or f.severity == wanted]
    accepted = {a["finding"]: a["reason"] for a in row.accepted_findings}
    context = frame(request, row, "findings") | {
        "shown": [(f, accepted.get(f.key, "")) for f in shown],
        "wanted": wanted,
        "counts": outline.counts(),
        "all_count": len(outline.findings),
    }
    return render(request, "rulebooks/findings.html", context)


@require_safe
def edition_inputs(request: HttpRequest, edition: int) -> HttpResponse:
    """What units report under the edition, and which criteria read it."""
    row = edition_or_404(request, edition)
    rulebook = queries.parsed(row)
    users, kinds = users_of(rulebook), dict(INPUT_KINDS)
    context = frame(request, row, "inputs") | {
        "rows": [(i, kinds.get(i.kind, i.kind), ", ".join(users.get(i.id, []))) for i in rulebook.inputs]
    }
    return render(request, "rulebooks/inputs.html", context)


@require_safe
def edition_print(request: HttpRequest, edition: int) -> HttpResponse:
    """The edition on A4."""
    row = edition_or_404(request, edition)
    rulebook = queries.parsed(row)
    context = {
        "edition": row,
        "rulebook": rulebook,
        "outline": outline_of(rulebook),
        "summary": summary_of(rulebook),
        "signers": [_("Đơn vị cụm trưởng")],
    }
    return render(request, "rulebooks/print.html", context)


@require_safe
def edition_export(request: HttpRequest, edition: int, kind: str) -> HttpResponse:
    """The edition as a file: its own YAML, the same as JSON, or a workbook to read and fill."""
    row = edition_or_404(request, edition)
    if kind not in exports.KINDS:
        raise Http404
    file = exports.edition_file(row, kind)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
