"""Where we stand: one card for each own unit's year, one for each cluster the person runs or watches."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.rules import Line, State, UnitResult, is_withheld
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, CycleStep, Membership, Unit
from thidua.web.clusters.queries import cycle_day as day_of
from thidua.web.clusters.queries import cycles_visible_to, head_unit, standing_of, with_names
from thidua.web.core import clock
from thidua.web.home.queries.progress import CycleProgress, UnitProgress, progress_of
from thidua.web.reporting.checks import is_doubtful
from thidua.web.reporting.queries import questions_by_unit
from thidua.web.rulebooks.queries import parsed, rulebook_in_force
from thidua.web.scoring import points
from thidua.web.scoring.models import Ranking, RankingPlace
from thidua.web.scoring.queries import OPEN_TO_ALL, rankings_visible_to

YEARS_BACK = 5
CHECKABLE = (Cycle.State.RUNNING, Cycle.State.SELF_SCORING, Cycle.State.VERIFICATION)


@dataclass(frozen=True)
class PastPlace:
    """The unit's line of one published ranking."""

    year: int
    place: int | None
    total: Decimal | None
    grade: str
    of: int
    ranking: int


@dataclass(frozen=True)
class UnitCard:
    """One own unit in the year under way, or its last places alone when no year is (`progress` None)."""

    unit: Unit
    name: str
    cycle: Cycle
    progress: CycleProgress | None
    row: UnitProgress | None
    total: Decimal | None = None
    complete: bool = False
    scored: int = 0
    criteria: int = 0
    places: tuple[PastPlace, ...] = ()
    coming: CycleStep | None = None

    @property
    def last(self) -> PastPlace | None:
        """The newest published place."""
        return self.places[0] if self.places else None


@dataclass(frozen=True)
class Doubt:
    """How many figures of a unit look unusual and have no note."""

    name: str
    count: int


@dataclass(frozen=True)
class ClusterCard:
    """One overseen cluster's year: everyone's progress, what hinders the next step, published rankings."""

    progress: CycleProgress
    runs: bool
    own_unit_ids: frozenset[int]
    head_id: int | None
    coming: str = ""
    coming_on: dt.date | None = None
    unmet: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    rankings: tuple[Ranking, ...] = ()


@dataclass(frozen=True)
class Overview:
    """Everything the start page stands on."""

    today: dt.date
    units: tuple[UnitCard, ...] = ()
    clusters: tuple[ClusterCard, ...] = ()
    resting: tuple[Ranking, ...] = field(default_factory=tuple)


def overview_of(user: Any) -> Overview:
    """The cards of this person; queries grow with the years under way they have to do with, not with units."""
    standing = standing_of(user)
    today = clock.today()
    cycles = list(current_cycles(user))
    progress = {cycle.pk: progress_of(cycle) for cycle in cycles if cycle.state in Cycle.UNDER_WAY}
    units = _unit_cards(standing.unit_roles, cycles, progress)
    run = [c for c in cycles if c.pk in progress and c.cluster_id in standing.overseen_clusters]
    cards = [_cluster_card(user, cycle, progress[cycle.pk]) for cycle in run]
    shown = {ranking.cycle_id for card in cards for ranking in card.rankings}
    resting = _rankings(user, [c for c in cycles if c.pk not in progress and c.pk not in shown])
    return Overview(today, tuple(units), tuple(cards), tuple(resting))


def current_cycles(user: Any) -> Iterable[Cycle]:
    """For each cluster of the person the year under way, else its last one."""
    best: dict[int, Cycle] = {}
    for cycle in cycles_visible_to(user).order_by("year"):
        kept = best.get(cycle.cluster_id)
        if kept is None or kept.state not in Cycle.UNDER_WAY:
            best[cycle.cluster_id] = cycle
    return best.values()


def _unit_cards(
    unit_roles: Iterable[int], cycles: list[Cycle], progress: dict[int, CycleProgress]
) -> Iterable[UnitCard]:
    mine = list(with_names(Unit.objects.filter(pk__in=list(unit_roles))).order_by("order", "code"))
    if not mine:
        return []
    places = _places(mine)
    belongs = set(Membership.objects.filter(unit__in=mine).values_list("unit_id", "cluster_id"))
    cards = []
    for cycle in cycles:
        found = progress.get(cycle.pk)
        results = _results(cycle) if found else {}
        for unit in mine:
            if (unit.pk, cycle.cluster_id) not in belongs:
                continue
            row = found.unit(unit.pk) if found else None
            cards.append(_unit_card(unit, cycle, found, row, results.get(unit.code), places.get(unit.pk, ())))
    return cards


def _unit_card(
    unit: Unit,
    cycle: Cycle,
    progress: CycleProgress | None,
    row: UnitProgress | None,
    result: UnitResult | None,
    places: tuple[PastPlace, ...],
) -> UnitCard:
    card = UnitCard(
        unit, unit.name_on(day_of(cycle)), cycle, progress, row, places=places, coming=_coming(progress)
    )
    if result is None:
        return card
    lines = result.lines.values()
    return UnitCard(
        unit,
        card.name,
        cycle,
        progress,
        row,
        total=_decimal(result.total),
        complete=result.complete,
        scored=sum(line.state not in {State.MISSING, State.UNDEFINED} for line in lines),
        criteria=len(result.lines),
        places=places,
        coming=card.coming,
    )


def _results(cycle: Cycle) -> dict[str, UnitResult]:
    """Points by unit code: by self-scoring alone until the year is consolidated."""
    is_open = cycle.state in OPEN_TO_ALL
    try:
        live = points.live(cycle, apart=not is_open)
    except LookupError:
        return {}
    shown = live.current if is_open else live.own
    asked = {c.id for c in live.rulebook.criteria if not is_withheld(c)}
    return {unit.code: replace(unit, lines=_only(unit.lines, asked)) for unit in shown.units}


def _only(lines: Mapping[str, Line], asked: set[str]) -> dict[str, Line]:
    """The unit's criteria, without sections and without those that compare units: these are nobody's to do."""
    return {code: line for code, line in lines.items() if code in asked}


def _decimal(value: Fraction) -> Decimal:
    """Totals lie on the rulebook's grid, so the division ends."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _places(units: list[Unit]) -> dict[int, tuple[PastPlace, ...]]:
    """Each unit's published places, newest year first; of a year ranked again only the last counts."""
    rows = RankingPlace.objects.filter(unit__in=units, ranking__kind=Ranking.Kind.PUBLISHED)
    rows = rows.select_related("ranking__cycle", "ranking__edition").defer(
        "ranking__inputs", "ranking__result", "ranking__edition__text"
    )
    newest: dict[tuple[int, int], RankingPlace] = {}
    for row in rows.order_by("-ranking__cycle__year", "-ranking__number"):
        newest.setdefault((row.unit_id, row.ranking.cycle_id), row)
    sizes: dict[int, int] = {}
    for ranking in RankingPlace.objects.filter(
        ranking__in={row.ranking_id for row in newest.values()}, place__isnull=False
    ).values_list("ranking_id", flat=True):
        sizes[ranking] = sizes.get(ranking, 0) + 1
    found: dict[int, list[PastPlace]] = {}
    for (unit_id, _cycle), row in newest.items():
        past = PastPlace(
            row.ranking.cycle.year,
            row.place,
            row.total,
            _grade(row, found.get(unit_id)),
            sizes.get(row.ranking_id, 0),
            row.ranking_id,
        )
        found.setdefault(unit_id, []).append(past)
    return {unit_id: tuple(list_[:YEARS_BACK]) for unit_id, list_ in found.items()}


def _grade(row: RankingPlace, newer: list[PastPlace] | None) -> str:
    """The class by its name, for the newest year alone: each edition must be read for its names."""
    if newer or not row.grade:
        return ""
    known = parsed(row.ranking.edition).class_by_id
    return known[row.grade].name if row.grade in known else row.grade


def _coming(progress: CycleProgress | None) -> CycleStep | None:
    """The step after the present one."""
    if progress is None:
        return None
    skipped = frozenset(step.state for step in progress.steps if step.skipped)
    state = year.next_state(progress.cycle, skipped)
    return next((step for step in progress.steps if step.state == state), None)


def _cluster_card(user: Any, cycle: Cycle, progress: CycleProgress) -> ClusterCard:
    standing = standing_of(user)
    runs = cycle.cluster_id in standing.secretariat
    head = head_unit(cycle.cluster, day_of(cycle))
    coming = _coming(progress)
    skipped = frozenset(step.state for step in progress.steps if step.skipped)
    state = year.next_state(cycle, skipped)
    return ClusterCard(
        progress,
        runs,
        standing.own_unit_ids,
        head.pk if head else None,
        coming=str(Cycle.State(state).label) if state else "",
        coming_on=coming.starts_on if coming else None,
        unmet=tuple(year.unmet(cycle, state)) if state and runs else (),
        doubts=_doubts(progress),
        rankings=tuple(_rankings(user, list(cycles_visible_to(user).filter(cluster_id=cycle.cluster_id)))),
    )


def _doubts(progress: CycleProgress) -> tuple[Doubt, ...]:
    rulebook = rulebook_in_force(progress.cycle)
    if rulebook is None or progress.period is None or progress.cycle.state not in CHECKABLE:
        return ()
    asked = questions_by_unit(progress.period, rulebook)
    counts = [
        Doubt(
            row.name,
            sum(
                is_doubtful(entry, questions) for _input, entry, questions in asked.get(row.fill.unit.pk, [])
            ),
        )
        for row in progress.units
    ]
    return tuple(doubt for doubt in counts if doubt.count)


def _rankings(user: Any, cycles: list[Cycle]) -> list[Ranking]:
    """The published ranking that stands in each of these years, newest first; without its frozen content."""
    rows = rankings_visible_to(user).filter(cycle__in=cycles, kind=Ranking.Kind.PUBLISHED)
    newest: dict[int, Ranking] = {}
    for ranking in rows.defer("inputs", "result", "moved").order_by("-cycle__year", "-number"):
        newest.setdefault(ranking.cycle_id, ranking)
    return list(newest.values())
