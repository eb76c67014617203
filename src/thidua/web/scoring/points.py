"""The year's points: what goes into scoring, the live result, a snapshot and its digest.

Points come from `thidua.rules` alone; this module brings the inputs together and keeps the live
result of one revision, so that a page costs a read and not a scoring.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from thidua.rules import (
    Data,
    Result,
    Rulebook,
    Value,
    data_as_json,
    data_from_json,
    ranking_digest,
    result_as_json,
    result_from_json,
    score,
    without_others,
)
from thidua.web.clusters.models import Cycle
from thidua.web.reporting.queries import scoring_inputs
from thidua.web.rulebooks.queries import parsed, rulebook_in_force
from thidua.web.scoring.models import (
    GateDecision,
    GradeDecision,
    LiveScore,
    Mark,
    Ranking,
    Scoresheet,
    Stage,
    TieDecision,
)

SELF_SCORED = "self_scored"
"""Input that a rulebook may name: yes when the unit's sheet was submitted and approved."""
DONE = {Scoresheet.State.APPROVED, Scoresheet.State.VERIFIED}


@dataclass(frozen=True)
class Live:
    """A year's points as they stand: by self-scoring alone, and with every mark that counts."""

    rulebook: Rulebook
    own: Result
    current: Result


def scoring_data(cycle: Cycle, *, stages: frozenset[str] = frozenset(Stage.values)) -> Data:
    """Everything the year is scored from, with the marks of `stages`; constant number of queries."""
    rulebook = rulebook_in_force(cycle)
    marks = _marks(cycle, rulebook, stages)
    waived: dict[str, set[str]] = defaultdict(set)
    decisions = GateDecision.objects.filter(cycle=cycle, waived=True)
    for code, gate in decisions.values_list("unit__code", "gate"):
        waived[code].add(gate)
    orders = dict(TieDecision.objects.filter(cycle=cycle).values_list("unit__code", "order"))
    grades = dict(GradeDecision.objects.filter(cycle=cycle).values_list("unit__code", "grade"))
    answers = _self_scored(cycle) if rulebook and SELF_SCORED in rulebook.input_by_id else {}
    return Data(
        tuple(
            replace(
                unit,
                values={**unit.values, **answers.get(unit.code, {})},
                marks=marks.get(unit.code, {}),
                waived=frozenset(waived.get(unit.code, ())),
                tie_order=orders.get(unit.code),
                decided_class=grades.get(unit.code, ""),
            )
            for unit in scoring_inputs(cycle).units
        )
    )


def _self_scored(cycle: Cycle) -> dict[str, dict[str, Value]]:
    """By unit the input `self_scored`: yes when its sheet was approved, no once recorded as missed, also
    after that sheet was verified; nothing before either."""
    sheets = Scoresheet.objects.filter(cycle=cycle).values_list("unit__code", "state", "missed_reason")
    return {
        code: {SELF_SCORED: Value(amount=Fraction(not missed))}
        for code, state, missed in sheets
        if missed or state in DONE
    }


def _marks(
    cycle: Cycle, rulebook: Rulebook | None, stages: frozenset[str]
) -> dict[str, dict[str, dict[str, Fraction]]]:
    """Marks by unit, criterion and column; marks of criteria that the rulebook lost are left aside."""
    found: dict[str, dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
    criteria = {c.id for c in rulebook.criteria} if rulebook else set()
    rows = Mark.objects.filter(scoresheet__cycle=cycle, stage__in=stages, criterion__in=criteria)
    for code, criterion, stage, points in rows.values_list(
        "scoresheet__unit__code", "criterion", "stage", "points"
    ):
        found[code][criterion][stage] = Fraction(points)
    return {code: dict(marks) for code, marks in found.items()}


def live(cycle: Cycle, *, apart: bool = False) -> Live:
    """The year's points now. Computed once per revision and kept; LookupError without an edition.

    `apart` as a unit may see its own while the others' figures are closed to it: what compares units
    waits.
    """
    rulebook = rulebook_in_force(cycle)
    if rulebook is None:
        raise LookupError(f"no rulebook edition in force for {cycle}")
    kept = (
        LiveScore.objects.filter(cycle=cycle, revision=cycle.revision)
        .values_list("content", flat=True)
        .first()
    )
    shown = without_others(rulebook) if apart else rulebook
    if kept is not None and kept["rulebook"] == rulebook.digest:
        part = kept["apart"] if shown is not rulebook else kept
        return Live(shown, result_from_json(part["own"]), result_from_json(part["current"]))
    whole, alone = computed(cycle, rulebook), computed(cycle, without_others(rulebook))
    content = _live_content(whole) | {"apart": _live_content(alone)}
    LiveScore.objects.update_or_create(cycle=cycle, defaults={"revision": cycle.revision, "content": content})
    return whole if shown is rulebook else alone


def computed(cycle: Cycle, rulebook: Rulebook) -> Live:
    """The year's points computed from scratch."""
    data = scoring_data(cycle)
    own_marks = scoring_data(cycle, stages=frozenset({Stage.SELF}))
    return Live(rulebook, score(rulebook, own_marks), score(rulebook, data))


def _live_content(found: Live) -> dict[str, Any]:
    return {
        "rulebook": found.rulebook.digest,
        "own": result_as_json(found.own),
        "current": result_as_json(found.current),
    }


@dataclass(frozen=True)
class Snapshot:
    """A frozen result: plain JSON of inputs and result, and the digest over both and the edition."""

    inputs: dict[str, Any]
    result: dict[str, Any]
    digest: str


def snapshot(rulebook: Rulebook, data: Data) -> Snapshot:
    """Score `data` and freeze it."""
    inputs, result = data_as_json(data), result_as_json(score(rulebook, data))
    return Snapshot(inputs, result, ranking_digest(rulebook.digest, inputs, result))


def recomputed(ranking: Ranking) -> Snapshot:
    """The ranking computed anew from its own edition and frozen inputs."""
    return snapshot(parsed(ranking.edition), data_from_json(ranking.inputs))
