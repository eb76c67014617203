"""What every screen of an edition needs: the row through its only door, tabs, the trail."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.rules import Rulebook, RulebookInvalid, dump_rulebook
from thidua.web.clusters.models import Cluster
from thidua.web.clusters.queries import clusters_visible_to, standing_of
from thidua.web.core.access import Conflict
from thidua.web.rulebooks import actions, permissions, queries
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import Finding, findings_in_words


def edition_or_404(request: HttpRequest, edition: int) -> RulebookEdition:
    """The edition, when this person may read it."""
    return get_object_or_404(queries.editions_visible_to(request.user), pk=edition)


def draft_to_edit(request: HttpRequest, edition: int) -> RulebookEdition:
    """The draft, when this person may change its text; refused with the reason otherwise."""
    row = edition_or_404(request, edition)
    permissions.can_edit(request.user, row).require()
    return row


def own_clusters(request: HttpRequest) -> Any:
    """Clusters whose secretariat the person sits in."""
    return clusters_visible_to(request.user).filter(pk__in=list(standing_of(request.user).secretariat))


def first_cluster(request: HttpRequest) -> Cluster | None:
    """The first of them."""
    found: Cluster | None = own_clusters(request).order_by("pk").first()
    return found


@dataclass(frozen=True)
class Tab:
    """One tab of an edition's pages."""

    label: str
    url: str
    here: bool
    count: int = 0


def frame(request: HttpRequest, row: RulebookEdition, tab: str) -> dict[str, Any]:
    """Context of a page of the edition: the edition, its tabs, what the person may do, the trail."""
    user, state = request.user, RulebookEdition.State
    mine = permissions.can_draft(user, row.rulebook.cluster_id)
    errors = sum(p.severity == "error" for p in queries.findings_of(row))
    names = [
        ("detail", _("Bảng điểm"), 0),
        ("inputs", _("Số liệu báo cáo"), 0),
        ("findings", _("Kiểm tra"), errors),
    ]
    names += [("targets", _("Chỉ tiêu giao"), 0), ("compare", _("So sánh"), 0)]
    if mine:
        names += [("rehearse", _("Diễn tập"), 0), ("versions", _("Các bản đã lưu"), 0)]
    tabs = [
        Tab(str(label), reverse(f"rulebooks:{name}", args=[row.pk]), name == tab, count)
        for name, label, count in names
    ]
    here = str(next((label for name, label, _count in names if name == tab), ""))
    return {
        "edition": row,
        "tabs": tabs,
        "look": {state.ADOPTED: "good", state.CONSULTATION: "info", state.WITHDRAWN: "bad"}.get(
            state(row.state), "warn"
        ),
        "may_draft": mine,
        "may_edit": permissions.can_edit(user, row),
        "trail": [
            (_("Quy chế"), reverse("rulebooks:list")),
            (str(row), reverse("rulebooks:detail", args=[row.pk]) if here else ""),
            *([(here, "")] if here else []),
        ],
    }


def try_save(
    request: HttpRequest, row: RulebookEdition, rulebook: Rulebook, note: str
) -> tuple[Finding, ...]:
    """Save the changed rulebook as the draft's next version; returns what is wrong (nothing is written then).

    The version that the person saw travels in the form. Raises `Conflict` in words of the tree.
    """
    version = posted_version(request)
    try:
        actions.save_edition(
            actor=request.user, edition=row, text=dump_rulebook(rulebook), version=version, note=note
        )
    except RulebookInvalid as error:
        return findings_in_words(error.problems, rulebook)
    except Conflict as error:
        last = queries.versions_of(row).first()
        theirs = f"{last.version}: {last.note} ({last.author})" if last else ""
        raise Conflict(error.reason, mine=note, theirs=theirs) from error
    return ()


def posted_version(request: HttpRequest) -> int:
    """The version that the page showed."""
    text = request.POST.get("version", "")
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 - nine digits
        raise Http404
    return int(text)
