"""Reads of scoring; `..._visible_to` are the only doors to rows.

Until a year is consolidated a unit sees its own sheet alone: other units' sheets, marks and totals
are a secret of the season. The secretariat and the central department see all.
"""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycles_visible_to, standing_of
from thidua.web.scoring.models import Explanation, Mark, Ranking, Scoresheet

OPEN_TO_ALL = [s for s in year.ORDER if year.ORDER.index(s) >= year.ORDER.index(Cycle.State.CONSOLIDATED)]


def scoresheets_visible_to(user: Any) -> QuerySet[Scoresheet]:
    """Own unit's sheets always; others' once the year is consolidated; all for overseers."""
    standing = standing_of(user)
    sheets = Scoresheet.objects.select_related("cycle__cluster", "unit")
    sheets = sheets.filter(cycle__in=cycles_visible_to(user))
    return sheets.filter(
        Q(unit_id__in=standing.own_unit_ids)
        | Q(cycle__state__in=OPEN_TO_ALL)
        | Q(cycle__cluster_id__in=standing.overseen_clusters)
    )


def marks_visible_to(user: Any) -> QuerySet[Mark]:
    """Marks of the sheets the person sees."""
    return Mark.objects.filter(scoresheet__in=scoresheets_visible_to(user))


def explanations_visible_to(user: Any) -> QuerySet[Explanation]:
    """Explanations of the sheets the person sees."""
    return Explanation.objects.filter(scoresheet__in=scoresheets_visible_to(user)).select_related(
        "scoresheet__cycle__cluster", "scoresheet__unit"
    )


def rankings_visible_to(user: Any) -> QuerySet[Ranking]:
    """Published rankings of the clusters the person sees; provisional ones once consolidated."""
    rankings = Ranking.objects.filter(cycle__in=cycles_visible_to(user)).select_related("cycle__cluster")
    return rankings.filter(Q(kind=Ranking.Kind.PUBLISHED) | Q(cycle__state__in=OPEN_TO_ALL))


def latest_ranking(cycle: Cycle, kind: str) -> Ranking | None:
    """The ranking of this kind that stands now (the last one made), or None."""
    return cycle.rankings.filter(kind=kind).order_by("-number").first()
