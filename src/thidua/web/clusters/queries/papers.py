"""Reads of official documents; `official_documents_visible_to` is the only door to them."""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.clusters import year
from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.clusters.queries.standing import in_seen_clusters, standing_of

Kind, State = OfficialDocument.Kind, OfficialDocument.State
TELLS_POINTS = (Kind.SCORE_TABLE, Kind.RANKING_LIST, Kind.RECOMMENDATIONS, Kind.PROPOSAL)
"""Kinds that compare the units: before the year is consolidated only those who oversee it read them."""


def official_documents_visible_to(user: Any) -> QuerySet[OfficialDocument]:
    """Documents that are or were out, of the clusters the person sees; drafts for the secretariat alone.

    One about a single unit is seen as that unit's points are: by its own people and the overseers, by
    the others once the year is consolidated; so are those that compare the units.
    """
    standing = standing_of(user)
    told = (
        (Q(unit=None) & ~Q(kind__in=TELLS_POINTS, cycle__isnull=False))
        | Q(unit_id__in=standing.own_unit_ids)
        | Q(cycle__state__in=year.OPEN_TO_ALL)
        | Q(cluster_id__in=standing.overseen_clusters)
    )
    out = Q(issued_at__isnull=False) & told & in_seen_clusters(user, "cluster_id")
    own = Q(cluster_id__in=list(standing.secretariat))
    rows = OfficialDocument.objects.filter(out | own)
    return rows.select_related(
        "cluster", "cycle", "unit", "series", "docx", "pdf", "issued_by", "withdrawn_by"
    )


def clusters_written_for(user: Any) -> list[Cluster]:
    """Clusters whose papers the person drafts: those of an own secretariat."""
    return list(Cluster.objects.filter(pk__in=list(standing_of(user).secretariat)).order_by("name"))


def documents_about(about: str) -> QuerySet[OfficialDocument]:
    """Documents that the feature `about` names made, newest first; for the feature itself."""
    return OfficialDocument.objects.filter(about=about).select_related("docx", "pdf").order_by("-pk")


def matching_documents(
    rows: QuerySet[OfficialDocument], wanted: dict[str, Any]
) -> QuerySet[OfficialDocument]:
    """Documents that fit a filled filter: words of symbol or subject, kind, state, year of issue."""
    if wanted.get("q"):
        rows = rows.filter(Q(symbol__icontains=wanted["q"]) | Q(subject__icontains=wanted["q"]))
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("state"):
        rows = rows.filter(state=wanted["state"])
    if wanted.get("year"):
        rows = rows.filter(Q(issued_on__year=wanted["year"]) | Q(issued_on=None, cycle__year=wanted["year"]))
    return rows


def years_of_documents(rows: QuerySet[OfficialDocument]) -> list[int]:
    """Years in which these documents were issued, newest first."""
    return [day.year for day in rows.order_by().dates("issued_on", "year", "DESC")]
