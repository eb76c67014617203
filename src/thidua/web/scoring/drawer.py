"""What a drawer shows about one point: the explanation beside evidence, marks, history and questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from thidua.rules import Data, Explained, Explanation, Result, Rulebook, State, explain
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core.written import language
from thidua.web.reporting.indicators import FROM_ACTIVITIES, FROM_CLASSIFICATION
from thidua.web.reporting.models import Evidence
from thidua.web.reporting.permissions import can_enter
from thidua.web.reporting.queries import scored_period
from thidua.web.scoring.models import Explanation as Question
from thidua.web.scoring.models import Mark, MarkVersion, Scoresheet, Stage
from thidua.web.scoring.points import live, scoring_data

WHOLE = "-"
"""The item id that stands for the unit's whole total."""


@dataclass(frozen=True)
class Opened:
    """A unit's explanation, the item that was opened (None: the whole), and the way to it from the top."""

    explanation: Explanation
    item: Explained | None
    above: tuple[Explained, ...]


def opened(rulebook: Rulebook, data: Data, result: Result | None, unit: str, item: str) -> Opened | None:
    """Explain the unit (of a known result, where there is one) and find the item; None for no such item."""
    found = explain(rulebook, data, unit, result, language=language())
    if item == WHOLE:
        return Opened(found, None, ())
    trail = _trail(found.items, item)
    return Opened(found, trail[-1], tuple(trail[:-1])) if trail else None


def opened_now(cycle: Cycle, rulebook: Rulebook, unit: str, item: str) -> Opened | None:
    """The same with the year's data as they stand."""
    now = live(cycle)
    known = now.current if now.rulebook is rulebook else None  # the person may see only a part of it
    return opened(rulebook, scoring_data(cycle), known, unit, item)


def _trail(items: Sequence[Explained], code: str) -> list[Explained]:
    for item in items:
        if item.id == code:
            return [item]
        below = _trail(item.items, code)
        if below:
            return [item, *below]
    return []


def entry_page(user: Any, cycle: Cycle, unit: Unit, item: Explained) -> str:
    """Where the person enters what the criterion still lacks; empty when there is nothing to enter."""
    missing = [used.input for used in item.used if used.state == State.MISSING]
    period = scored_period(cycle) if missing else None
    if period is None or not can_enter(user, period, unit):
        return ""
    if FROM_CLASSIFICATION.intersection(missing):
        return reverse("reporting:classification", args=[cycle.pk, unit.pk])
    if FROM_ACTIVITIES.intersection(missing):
        return reverse("reporting:activities", args=[cycle.pk, unit.pk])
    return reverse("reporting:grid", args=[cycle.pk, unit.pk, period.pk]) + f"#amount-{missing[0]}"


def around(sheet: Scoresheet | None, cycle: Cycle, unit_id: int, item: Explained) -> dict[str, Any]:
    """Everything stored about the criterion beside its points: evidence, marks, history, the question."""
    evidence = Evidence.objects.filter(cycle=cycle, unit_id=unit_id, criterion=item.id, withdrawn_at=None)
    known: dict[str, Any] = {"evidence": evidence.select_related("file"), "question": None, "history": []}
    if sheet is None:
        return known
    marks = {
        m.stage: m for m in Mark.objects.filter(scoresheet=sheet, criterion=item.id).select_related("author")
    }
    history = MarkVersion.objects.filter(scoresheet=sheet, criterion=item.id).select_related("author")
    return known | {
        "own_mark": marks.get(Stage.SELF),
        "verified_mark": marks.get(Stage.VERIFIED),
        "history": history,
        "question": Question.objects.filter(scoresheet=sheet, criterion=item.id).first(),
    }
