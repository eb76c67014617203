"""Reads of scoring; `..._visible_to` are the only doors to rows.

Until a year is consolidated a unit sees its own sheet alone: other units' sheets, marks and totals
are a secret of the season. The secretariat and the central department see all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.rules import Criterion, Line, Rulebook, State, UnitResult, result_from_json
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycle_units, cycles_visible_to, standing_of
from thidua.web.scoring import points
from thidua.web.scoring.models import (
    Explanation,
    GateDecision,
    GradeDecision,
    Ranking,
    Scoresheet,
    TieDecision,
)

OPEN_TO_ALL = year.OPEN_TO_ALL


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


def is_judged(criterion: Criterion) -> bool:
    """True when the criterion's points are a person's mark, not computed from figures."""
    return criterion.rule.type == "manual"


def _unscored(result: UnitResult, rulebook: Any) -> Iterator[tuple[Criterion, Line]]:
    for criterion in rulebook.criteria:
        line = result.lines[criterion.id]
        if line.state in {State.MISSING, State.UNDEFINED}:
            yield criterion, line


class Gap(NamedTuple):
    """What one criterion of a sheet still lacks, in words."""

    criterion: str
    text: str


def unfinished(sheet: Scoresheet) -> list[Gap]:
    """What a sheet still lacks before it can be submitted: marks and figures, by criterion."""
    now = points.live(sheet.cycle)
    found = []
    for criterion, line in _unscored(now.own.unit(sheet.unit.code), now.rulebook):
        if line.state == State.UNDEFINED:
            continue  # a matter of the rulebook, decided in verification
        lacks = _("chưa chấm điểm") if is_judged(criterion) else _("chưa đủ số liệu")
        found.append(Gap(criterion.id, f"{criterion.printed} {criterion.name}: {lacks}"))
    return found


def missing_criteria(sheet: Scoresheet) -> list[str]:
    """Ids of the criteria that have no points because something was not reported."""
    now = points.live(sheet.cycle)
    unit = now.current.unit(sheet.unit.code)
    return [c.id for c, line in _unscored(unit, now.rulebook) if line.state == State.MISSING]


def unverified(sheet: Scoresheet) -> list[str]:
    """What a sheet still lacks before its verification can be closed."""
    now = points.live(sheet.cycle)
    found: list[str] = []
    for criterion, line in _unscored(now.current.unit(sheet.unit.code), now.rulebook):
        lacks = (
            _("chưa có điểm")
            if line.state == State.MISSING
            else _("quy chế không xác định được điểm, cần quyết định")
        )
        found.append(f"{criterion.printed} {criterion.name}: {lacks}")
    open_questions = sheet.explanations.filter(concluded_at=None)
    found += [
        _("giải trình tiêu chí %(criterion)s chưa kết luận") % {"criterion": question.criterion}
        for question in open_questions
    ]
    return found


def sheets_of(cycle: Cycle) -> QuerySet[Scoresheet]:
    """The sheets of the year's members in list order, with units and names.

    A unit that left the cluster in the year, or became part of another, is not scored: its sheet stays
    in the database and hinders nobody.
    """
    members = [unit.pk for unit in cycle_units(cycle)]
    sheets = cycle.scoresheets.filter(unit__in=members).select_related("unit", "cycle__cluster")
    return sheets.prefetch_related("unit__names").order_by("unit__order", "unit__code")


@dataclass(frozen=True)
class Sight:
    """Which units' points of a year a person sees: (code, name) pairs in list order, and own codes."""

    names: tuple[tuple[str, str], ...]
    own: frozenset[str]
    all: bool


def sight(user: Any, cycle: Cycle) -> Sight:
    """The one deciding function for points on boards, drawers and papers, built on the visible sheets.

    Before there are sheets (self-scoring has not begun) the same rule holds for units.
    """
    standing, day = standing_of(user), cycle_day(cycle)
    everything = cycle.state in OPEN_TO_ALL or cycle.cluster_id in standing.overseen_clusters
    units = [u for u in cycle_units(cycle) if everything or u.pk in standing.own_unit_ids]
    own = frozenset(u.code for u in units if u.pk in standing.own_unit_ids)
    return Sight(tuple((u.code, u.name_on(day)) for u in units), own, everything)


def tie_decisions_in_sight(cycle: Cycle, sight: Sight) -> QuerySet[TieDecision]:
    """Decisions on level units: who is level with whom is told to those who see every unit."""
    found = TieDecision.objects.filter(cycle=cycle).select_related("unit", "decided_by")
    return found if sight.all else found.none()


def gate_decisions_in_sight(cycle: Cycle, sight: Sight) -> QuerySet[GateDecision]:
    """Decisions on gates of the units whose points the person sees."""
    found = GateDecision.objects.filter(cycle=cycle, unit__code__in=[code for code, _name in sight.names])
    return found.select_related("unit", "decided_by")


def grade_decisions_in_sight(cycle: Cycle, sight: Sight) -> QuerySet[GradeDecision]:
    """Decisions on classes: a class may rest on others' points, so they are told to those who see every unit."""
    found = GradeDecision.objects.filter(cycle=cycle).select_related("unit", "decided_by")
    return found if sight.all else found.none()


def alone(result: UnitResult, rulebook: Rulebook) -> UnitResult:
    """The unit's result without what depends on the points of others.

    Place, level units, awards and classes cut by a quota would let a unit find the others' totals by
    trying marks until they change, so they wait until the year is consolidated.
    """
    found = replace(result, place=None, place_reason=None, tied=(), decided_by="", awards=())
    return replace(found, grade="", grade_notes=()) if rulebook.quotas else found


def own_result(sheet: Scoresheet, *, apart: bool) -> UnitResult:
    """The unit's result by self-scoring alone; `apart` as in `points.live`."""
    return points.live(sheet.cycle, apart=apart).own.unit(sheet.unit.code)


def standing_ranking(user: Any, cycle: Cycle) -> Ranking | None:
    """The ranking that stands for the person: the last published one, else the last provisional one."""
    visible = rankings_visible_to(user).filter(cycle=cycle)
    for kind in (Ranking.Kind.PUBLISHED, Ranking.Kind.PROVISIONAL):
        found = visible.filter(kind=kind).order_by("-number").first()
        if found:
            return found
    return None


def changed_since(ranking: Ranking) -> list[str]:
    """Names of units whose points now differ from the frozen ranking's: a reason to rank again."""
    now = {u.code: u for u in points.live(ranking.cycle).current.units}
    names = {u["code"]: u["name"] for u in ranking.inputs["units"]}
    found = []
    for unit in result_from_json(ranking.result).units:
        current = now.get(unit.code)
        if current and (current.total != unit.total or current.place != unit.place):
            found.append(names.get(unit.code, unit.code))
    return found
