"""Reads of recommendations; the `..._visible_to` functions are the only doors to rows.

The secretariat and the central department see a list from the start. A unit sees what concerns itself,
and the whole list once it is decided and the year's ranking is published.
"""

from dataclasses import asdict
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from thidua.ballots import Rule, rules
from thidua.rules import award_checks, data_from_json
from thidua.web.awards.models import (
    AchievementReport,
    AwardList,
    AwardListChange,
    Disqualification,
    Recommendation,
)
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day, cycle_units, in_seen_clusters, standing_of
from thidua.web.rulebooks.queries import parsed
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.places import FrozenRow, frozen_rows

State = AwardList.State
OPEN_LISTS = (State.DECIDED, State.SENT)
OPEN_YEARS = (Cycle.State.PUBLISHED, Cycle.State.ARCHIVED)
WITHOUT_VOTE = "none"


def lists_visible_to(user: Any) -> QuerySet[AwardList]:
    """Lists of the clusters the person sees, once the year is consolidated; always for the overseers."""
    overseen = Q(cycle__cluster_id__in=standing_of(user).overseen_clusters)
    rows = AwardList.objects.filter(in_seen_clusters(user, "cycle__cluster_id"))
    rows = rows.filter(overseen | Q(cycle__state__in=year.OPEN_TO_ALL))
    return rows.select_related("cycle__cluster", "ranking__edition", "proposal", "annex")


def _rows_told(user: Any) -> Q:
    """Rows about a unit: its own, every one to the overseers, and to all in an open list."""
    standing = standing_of(user)
    open_list = Q(award_list__state__in=OPEN_LISTS, award_list__cycle__state__in=OPEN_YEARS)
    return (
        Q(unit_id__in=standing.own_unit_ids)
        | Q(award_list__cycle__cluster_id__in=standing.overseen_clusters)
        | open_list
    )


def recommendations_visible_to(user: Any) -> QuerySet[Recommendation]:
    """Recommendations that the person may read."""
    rows = Recommendation.objects.filter(_rows_told(user), award_list__in=lists_visible_to(user))
    return rows.select_related("award_list__cycle__cluster", "unit").prefetch_related("unit__names")


def disqualifications_visible_to(user: Any) -> QuerySet[Disqualification]:
    """Disqualifications of the unit's own people and the overseers; never told to other units."""
    standing = standing_of(user)
    told = Q(unit_id__in=standing.own_unit_ids) | Q(
        award_list__cycle__cluster_id__in=standing.overseen_clusters
    )
    rows = Disqualification.objects.filter(told, award_list__in=lists_visible_to(user))
    return rows.select_related("award_list__cycle__cluster", "unit", "file", "made_by").prefetch_related(
        "unit__names"
    )


def changes_visible_to(user: Any) -> QuerySet[AwardListChange]:
    """The history of the lists of the clusters that the person oversees."""
    overseen = standing_of(user).overseen_clusters
    rows = AwardListChange.objects.filter(award_list__cycle__cluster_id__in=overseen)
    return rows.select_related("unit", "changed_by").prefetch_related("unit__names")


def achievements_visible_to(user: Any) -> QuerySet[AchievementReport]:
    """Achievement reports of the own unit; all for the overseers."""
    standing = standing_of(user)
    told = Q(unit_id__in=standing.own_unit_ids) | Q(
        award_list__cycle__cluster_id__in=standing.overseen_clusters
    )
    rows = AchievementReport.objects.filter(told, award_list__in=lists_visible_to(user))
    return rows.select_related("award_list__cycle__cluster", "award_list__ranking", "unit").prefetch_related(
        "unit__names"
    )


def sees_whole(user: Any, found: AwardList) -> bool:
    """True when the person reads every unit of the list."""
    overseen = found.cycle.cluster_id in standing_of(user).overseen_clusters
    return overseen or (found.state in OPEN_LISTS and found.cycle.state in OPEN_YEARS)


def newest_ranking(cycle: Cycle) -> Ranking | None:
    """The last frozen ranking of the year, provisional or published."""
    return cycle.rankings.select_related("edition", "cycle__cluster").order_by("-pk").first()


class AwardKind(NamedTuple):
    """An award as the rulebook of the list's ranking names it."""

    id: str
    name: str


def awards_of(ranking: Ranking) -> list[AwardKind]:
    """The awards that the ranking's rulebook knows, in its order."""
    return [AwardKind(a.id, a.name) for a in parsed(ranking.edition).awards]


def checks_of(ranking: Ranking) -> dict[str, Any]:
    """By unit code every condition of every award with its figures, as plain JSON."""
    found = award_checks(parsed(ranking.edition), data_from_json(ranking.inputs))
    return {code: asdict(eligibility) for code, eligibility in found.items()}


def recommended_by_rule(ranking: Ranking) -> list[tuple[str, str]]:
    """(unit code, award id) of everyone whom the rules alone recommend, best first."""
    return [(row["code"], award) for row in ranking.result["units"] for award in row["awards"]]


def frozen_by_code(ranking: Ranking) -> dict[str, FrozenRow]:
    """The frozen ranking's rows by unit code."""
    return {row.code: row for row in frozen_rows(ranking)}


def units_by_code(cycle: Cycle) -> dict[str, Unit]:
    """Members of the year by code."""
    return {unit.code: unit for unit in cycle_units(cycle)}


def standing_disqualifications(found: AwardList) -> dict[int, Disqualification]:
    """Disqualifications in force, by unit."""
    rows = found.disqualifications.filter(lifted_on=None).select_related("unit", "made_by", "file")
    return {row.unit_id: row for row in rows}


def unmet(found: AwardList, code: str, award: str) -> list[dict[str, Any]]:
    """Conditions that the unit does not meet for the award, room in the list left aside."""
    known = found.checks.get(code, {"gates": [], "awards": {}})
    gates = [c for c in known["gates"] if c["needed"] == "disqualified"]
    own = [c for c in known["awards"].get(award, []) if c["kind"] != "limit"]
    return [check for check in [*gates, *own] if check["met"] is False]


def limit_of(found: AwardList, award: str) -> int | None:
    """At most so many units for the award, as the frozen checks say; None without a limit."""
    for known in found.checks.values():
        for check in known["awards"].get(award, []):
            if check["kind"] == "limit":
                return int(check["needed"])
    return None


class Threshold(NamedTuple):
    """One way to measure a vote: its key (`rule/award`), the rule, the award's key in it or None."""

    key: str
    rule: Rule
    award: str | None


def thresholds_on(cycle: Cycle) -> dict[str, Threshold]:
    """Every threshold of the shipped voting rules that were in force in the year, by key."""
    found = {}
    for rule in rules().values():
        if not rule.in_force(cycle_day(cycle)):
            continue
        alone: list[str | None] = [None] if rule.share is not None else []
        keys: list[str | None] = [*rule.awards] or alone
        for award in keys:
            key = f"{rule.id}/{award or ''}"
            found[key] = Threshold(key, rule, award)
    return found


def needed_votes(threshold: Threshold, base: int) -> int:
    """The least number of votes that carries out of `base`."""
    return threshold.rule.share_for(threshold.award).needed(base)


def share_text(threshold: Threshold) -> str:
    """The share as text, `80 %` or `> 1/2`."""
    return str(threshold.rule.share_for(threshold.award))
