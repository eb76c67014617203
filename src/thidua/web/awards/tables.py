"""Rows of the screens: the list, every unit with its conditions, what a new ranking would change."""

from dataclasses import dataclass
from typing import Any

from thidua.web.awards import queries
from thidua.web.awards.models import AwardList, Disqualification, Recommendation
from thidua.web.awards.wording import CheckRow, check_row, reason_left_out, vote_text
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import cycle_day, standing_of
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.places import FrozenRow

LOOK = {"recommended": "state-good", "not_recommended": "state-bad", "pending": ""}
Row = Recommendation


@dataclass(frozen=True)
class ListRow:
    """One recommendation with the unit's standing in the frozen ranking."""

    row: Recommendation
    name: str
    frozen: FrozenRow | None
    vote: str
    vote_look: str
    look: str
    has_rule: bool


def list_rows(user: Any, found: AwardList) -> list[ListRow]:
    """The recommendations that the person may read, in the order of awards and places."""
    frozen = queries.frozen_by_code(found.ranking)
    order = [award.id for award in queries.awards_of(found.ranking)]
    rows = list(queries.recommendations_visible_to(user).filter(award_list=found))
    for row in rows:
        row.award_list = found
    rows.sort(key=lambda r: (order.index(r.award) if r.award in order else 99, _place(frozen, r.unit), r.pk))
    return [_list_row(row, frozen) for row in rows]


def _place(frozen: dict[str, FrozenRow], unit: Unit) -> int:
    row = frozen.get(unit.code)
    return row.place if row and row.place is not None else 10_000


def _list_row(row: Recommendation, frozen: dict[str, FrozenRow]) -> ListRow:
    has_rule = row.award_list.thresholds.get(row.award, queries.WITHOUT_VOTE) != queries.WITHOUT_VOTE
    vote_look = "" if not row.has_vote else "state-good" if row.carried else "state-bad"
    return ListRow(
        row, row.unit_name, frozen.get(row.unit.code), vote_text(row), vote_look, LOOK[row.decision], has_rule
    )


@dataclass(frozen=True)
class UnitRow:
    """One unit of the year: recommended for what, or why not."""

    unit: Unit
    name: str
    frozen: FrozenRow | None
    recommended: tuple[str, ...]
    why_not: str


def unit_rows(user: Any, found: AwardList) -> list[UnitRow]:
    """Every unit that the person may read, in the order of the ranking."""
    whole, own = queries.sees_whole(user, found), standing_of(user).own_unit_ids
    overseer = found.cycle.cluster_id in standing_of(user).overseen_clusters
    frozen, day = queries.frozen_by_code(found.ranking), cycle_day(found.cycle)
    barred = queries.standing_disqualifications(found)
    units = [u for u in queries.units_by_code(found.cycle).values() if whole or u.pk in own]
    recommendations: dict[int, list[Recommendation]] = {}
    for row in found.recommendations.all():
        row.award_list = found
        recommendations.setdefault(row.unit_id, []).append(row)
    rows = []
    for unit in sorted(units, key=lambda u: (_place(frozen, u), u.order)):
        mine = recommendations.get(unit.pk, [])
        listed = tuple(r.award_name for r in mine if _counts(r))
        grounds = overseer or unit.pk in own
        why = "" if listed else _why(found, unit, mine, barred.get(unit.pk), grounds=grounds)
        rows.append(UnitRow(unit, unit.name_on(day), frozen.get(unit.code), listed, why))
    return rows


def _counts(row: Recommendation) -> bool:
    return row.state == Row.State.LISTED and row.decision != Row.Decision.NOT_RECOMMENDED


def _why(
    found: AwardList,
    unit: Unit,
    mine: list[Recommendation],
    barred: Disqualification | None,
    *,
    grounds: bool,
) -> str:
    return reason_left_out(found, unit.code, mine[0] if mine else None, barred, grounds=grounds)


@dataclass(frozen=True)
class Conditions:
    """The conditions of one award for one unit."""

    award: str
    name: str
    rows: tuple[CheckRow, ...]
    fits: bool


def conditions_of(found: AwardList, code: str) -> tuple[tuple[CheckRow, ...], list[Conditions]]:
    """The unit's gates, and its conditions award by award."""
    known = found.checks.get(code, {"gates": [], "awards": {}})
    gates = tuple(check_row(check) for check in known["gates"])
    awards = [
        Conditions(
            award.id, award.name, tuple(check_row(c) for c in known["awards"].get(award.id, [])),
            all(c["met"] for c in known["awards"].get(award.id, [])) and not queries.unmet(found, code, award.id),
        )
        for award in queries.awards_of(found.ranking)
    ]  # fmt: skip
    return gates, awards


@dataclass(frozen=True)
class Ahead:
    """A newer ranking, and who would come in or go out with it."""

    ranking: Ranking
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


def ahead_of(found: AwardList) -> Ahead | None:
    """What the newest frozen ranking would change; None when the list rests on it, or on the same figures."""
    newest = queries.newest_ranking(found.cycle)
    if newest is None or newest.digest == found.ranking.digest:
        return None
    wanted = set(queries.recommended_by_rule(newest))
    by_rule = found.recommendations.filter(origin=Row.Origin.RULE).select_related("unit")
    here = {(r.unit.code, r.award): r for r in by_rule.prefetch_related("unit__names")}
    units, names, day = (
        queries.units_by_code(found.cycle),
        dict(queries.awards_of(newest)),
        cycle_day(found.cycle),
    )
    for row in here.values():
        row.award_list = found
    incoming = tuple(f"{units[c].name_on(day)}: {names[a]}" for c, a in sorted(wanted - set(here)))
    listed = [r for key, r in here.items() if key not in wanted and r.state == Row.State.LISTED]
    return Ahead(newest, incoming, tuple(str(row) for row in listed))
