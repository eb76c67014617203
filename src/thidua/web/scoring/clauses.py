"""Follow the clauses of a signed agreement to their figures, lights, points and limitations."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from thidua.rules import (
    Data,
    Input,
    Result,
    Rulebook,
    State,
    UnitResult,
    Value,
    data_from_json,
    is_withheld,
    result_from_json,
)
from thidua.rules.vocabulary import number_text
from thidua.web.agreements import lights
from thidua.web.agreements.models import Agreement, Clause, ClauseLight
from thidua.web.agreements.queries import lights_visible_to, standing_clauses
from thidua.web.clusters.models import Unit
from thidua.web.limitations.models import Limitation
from thidua.web.limitations.queries import limitations_visible_to
from thidua.web.rulebooks.queries import parsed, rulebook_in_force
from thidua.web.scoring import points, queries
from thidua.web.scoring.places import figure_said

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Followed:
    """One clause in one unit: what was reported against what, the lights, the points, what was found wanting."""

    number: int
    clause: Clause
    figure: str
    target: str
    suggested: str
    suggested_for: int | None
    lights: tuple[tuple[int, ClauseLight | None], ...]
    points: str
    most: str
    limitations: tuple[Limitation, ...]

    @property
    def open_count(self) -> int:
        """How many of those are not fully remedied."""
        return sum(row.is_open for row in self.limitations)


@dataclass(frozen=True)
class Known:
    """The year as the reader may know it: frozen where a ranking stands, else live."""

    rulebook: Rulebook
    data: Data
    result: Result
    is_frozen: bool


def known_year(user: Any, agreement: Agreement, sight: queries.Sight) -> Known | None:
    """Figures and points of the year, from the standing ranking or as they are now; None without a rulebook."""
    cycle = agreement.cycle
    ranking = queries.standing_ranking(user, cycle)
    if ranking is not None:
        rulebook = parsed(ranking.edition)
        return Known(
            rulebook, data_from_json(ranking.inputs), result_from_json(ranking.result), is_frozen=True
        )
    if rulebook_in_force(cycle) is None:
        return None
    live = points.live(cycle, apart=not sight.all)
    return Known(live.rulebook, points.scoring_data(cycle), live.current, is_frozen=False)


def followed(user: Any, agreement: Agreement, unit: Unit, known: Known | None) -> list[Followed]:
    """The unit's clauses in order."""
    seen = lights_visible_to(user).filter(clause__agreement=agreement, unit=unit)
    by_place = {(light.clause_id, light.quarter): light for light in seen}
    found = _limitations(user, agreement, unit)
    rows = []
    for number, clause in enumerate(standing_clauses(agreement), start=1):
        if clause.owner_id not in {None, unit.pk}:
            continue
        told = _told(agreement, clause, unit, known)
        rows.append(
            Followed(
                number=number,
                clause=clause,
                lights=tuple((q, by_place.get((clause.pk, q))) for q in QUARTERS),
                limitations=tuple(row for row in found if row.content == clause.content),
                **told,
            )
        )
    return rows


def _limitations(user: Any, agreement: Agreement, unit: Unit) -> list[Limitation]:
    rows = limitations_visible_to(user).filter(cycle=agreement.cycle, withdrawn_at=None)
    return [row for row in rows if row.unit_id in {None, unit.pk} and row.content]


def _told(agreement: Agreement, clause: Clause, unit: Unit, known: Known | None) -> dict[str, Any]:
    """Figure, target, suggested light and points of one clause."""
    nothing = {
        "figure": "", "target": clause.target, "suggested": "", "suggested_for": None, "points": "", "most": "",
    }  # fmt: skip
    if known is None or unit.code not in {u.code for u in known.data.units}:
        return nothing
    given = known.data.unit(unit.code)
    indicator = known.rulebook.input_by_id.get(clause.indicator)
    told = nothing | _points(known, known.result.unit(unit.code), clause.criterion)
    if indicator is None:
        return told
    value = given.values.get(indicator.id)
    goal = Fraction(clause.amount) if clause.amount is not None else given.targets.get(indicator.id)
    told["figure"] = figure_said(value, indicator)
    if clause.amount is None and goal is not None:
        told["target"] = _("%(target)s (được giao %(amount)s)") % {
            "target": clause.target, "amount": number_text(goal),
        }  # fmt: skip
    if value is not None and value.as_of is not None and goal is not None:
        told["suggested"] = _suggested(agreement, indicator, value, goal)
        told["suggested_for"] = lights.quarter_of(value.as_of) if told["suggested"] else None
    return told


def _suggested(agreement: Agreement, indicator: Input, value: Value, goal: Fraction) -> str:
    """The light that the figure suggests; none where it is not a number, or a limit that does not settle it."""
    if value.state != State.VALUE or value.amount is None or value.bound or value.as_of is None:
        return ""
    if indicator.kind == "ratio":
        if not value.of:
            return ""
        return lights.light_of(value.amount / value.of, goal, direction=indicator.direction)
    grows = indicator.kind in {"count", "money"} and indicator.direction != "lower"
    due = lights.share_of_year(value.as_of, agreement.cycle.year) if grows else Fraction(1)
    return lights.light_of(value.amount, goal, direction=indicator.direction, due_now=due)


def _points(known: Known, unit: UnitResult, criterion: str) -> dict[str, Any]:
    line = unit.lines.get(criterion)
    item = known.rulebook.item_by_id.get(criterion)
    if line is None or item is None:
        return {}
    words = {
        State.MISSING: _("chưa có điểm"),
        State.UNDEFINED: _("cần quyết định"),
        State.NOT_APPLICABLE: _("không áp dụng"),
        State.NOT_ASSIGNED: _("không giao"),
    }
    told = number_text(line.points) if line.state == State.VALUE else words[line.state]
    if line.state == State.MISSING and is_withheld(item):
        told = _("khi tổng hợp")
    most = number_text(item.max) if line.state == State.VALUE and item.max is not None else ""
    return {"points": told, "most": most}
