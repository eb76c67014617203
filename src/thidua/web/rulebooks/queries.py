"""Reads of rulebooks; `..._visible_to` are the only doors to rows.

A draft is a secret of the secretariat until it is put up for comment: `editions_visible_to` alone
decides that. A text is parsed once per content and kept.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from thidua.rules import Problem, Rulebook, check, parse_rulebook
from thidua.web.clusters.models import Cluster, Cycle, Unit
from thidua.web.clusters.queries import clusters_visible_to, standing_of
from thidua.web.core import sql
from thidua.web.rulebooks import models
from thidua.web.rulebooks.models import EditionInForce, EditionVersion, RulebookEdition, Target

State = RulebookEdition.State
READ_BY_ALL = (State.CONSULTATION, State.ADOPTED)


def rulebooks_visible_to(user: Any) -> QuerySet[models.Rulebook]:
    """Rulebooks with at least one edition that the person may read, and all of an own secretariat."""
    return models.Rulebook.objects.filter(
        Q(editions__in=editions_visible_to(user).values("pk"))
        | Q(cluster_id__in=list(standing_of(user).secretariat))
    ).distinct()


def editions_visible_to(user: Any) -> QuerySet[RulebookEdition]:
    """Editions adopted or put up for comment in the person's clusters; all of them for the secretariat."""
    seen = Q(rulebook__cluster__in=clusters_visible_to(user), state__in=READ_BY_ALL)
    own = Q(rulebook__cluster_id__in=list(standing_of(user).secretariat))
    return RulebookEdition.objects.filter(seen | own).select_related("rulebook__cluster")


def listed_rulebooks(user: Any) -> list[models.Rulebook]:
    """Rulebooks by cluster, each with the editions the person may read (without their texts)."""
    editions = (
        editions_visible_to(user)
        .defer("text")
        .select_related("adopted_by", "updated_by")
        .prefetch_related(Prefetch("in_force_for", EditionInForce.objects.select_related("cycle")))
    )
    shown = rulebooks_visible_to(user).select_related("cluster").order_by("cluster__name", "pk")
    return list(shown.prefetch_related(Prefetch("editions", editions)))


def versions_of(edition: RulebookEdition) -> QuerySet[EditionVersion]:
    """Saved texts of the edition, newest first, without the texts."""
    return edition.versions.select_related("author").defer("text").order_by("-version")


@lru_cache(maxsize=64)
def _parsed(edition_id: int, digest: str) -> Rulebook:
    text = RulebookEdition.objects.values_list("text", flat=True).get(pk=edition_id, digest=digest)
    return parse_rulebook(text)


def parsed(edition: RulebookEdition) -> Rulebook:
    """The edition as the engine reads it; parsed once per content."""
    return _parsed(edition.pk, edition.digest)


@lru_cache(maxsize=64)
def _checked(edition_id: int, digest: str) -> tuple[Problem, ...]:
    return check(_parsed(edition_id, digest))


def findings_of(edition: RulebookEdition) -> tuple[Problem, ...]:
    """What the linter finds in the edition; checked once per content."""
    return _checked(edition.pk, edition.digest)


def edition_in_force(cycle: Cycle) -> RulebookEdition | None:
    """The edition under which the year is scored (its text not read), or None."""
    return (
        RulebookEdition.objects.filter(in_force_for__cycle=cycle)
        .select_related("rulebook")
        .defer("text")
        .first()
    )


IN_FORCE_SQL = """
SELECT edition.id, edition.digest
FROM rulebooks_editioninforce AS rule JOIN rulebooks_rulebookedition AS edition ON edition.id = rule.edition_id
WHERE rule.cycle_id = %s
"""


def rulebook_in_force(cycle: Cycle) -> Rulebook | None:
    """The rulebook under which the year is scored, or None while none is in force."""
    return rulebook_of_year(cycle.pk)


def rulebook_of_year(cycle_id: int) -> Rulebook | None:
    """The same for a year of which only the id was read.

    Written as SQL because a saved figure asks it three times: building the query cost far more than running it.
    """
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE_SQL, [cycle_id])
        found = cursor.fetchone()
    return _parsed(*found) if found else None


TARGETS_SQL = """
SELECT target.indicator, target.amount
FROM rulebooks_target AS target JOIN rulebooks_editioninforce AS rule ON rule.edition_id = target.edition_id
WHERE rule.cycle_id = %(cycle)s AND target.unit_id = %(unit)s AND target.indicator IN (%(wanted)s)
"""
TARGETS_COLUMNS = (None, Target._meta.get_field("amount"))


def targets_beside(cycle: Cycle, unit: Unit, wanted: list[str]) -> dict[str, Fraction]:
    """Indicator -> what the unit is to reach in the year, of the `wanted`; asked with every saved figure."""
    if not wanted:
        return {}
    asked = {"cycle": cycle.pk, "unit": unit.pk, "wanted": wanted}
    return {name: Fraction(amount) for name, amount in sql.read(TARGETS_SQL, asked, TARGETS_COLUMNS)}


def cycle_of(edition: RulebookEdition) -> Cycle | None:
    """The cluster's year that the edition is written for, when it is open."""
    return edition.rulebook.cluster.cycles.filter(year=edition.year).select_related("cluster").first()


def years_to_apply(cluster: Cluster) -> QuerySet[Cycle]:
    """Years of the cluster for which an edition may still be put in force."""
    early = (Cycle.State.DRAFT, Cycle.State.AGREED, Cycle.State.RUNNING)
    return cluster.cycles.filter(state__in=early).order_by("year")


def targets_visible_to(user: Any) -> QuerySet[Target]:
    """Targets of own units; every unit's for the secretariat and the central department."""
    standing = standing_of(user)
    return Target.objects.filter(edition__in=editions_visible_to(user).values("pk")).filter(
        Q(unit_id__in=standing.own_unit_ids) | Q(edition__rulebook__cluster_id__in=standing.overseen_clusters)
    )


def targets_in(edition: RulebookEdition, units: list[Unit]) -> dict[tuple[int, str], Target]:
    """(unit, indicator) -> target, for these units."""
    rows = edition.targets.filter(unit__in=units)
    return {(row.unit_id, row.indicator): row for row in rows}
