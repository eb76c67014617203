"""Acts on results: decisions on ties and gates, the provisional and the published ranking, ranking again."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.actions import note_change
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_units, locked_cycle
from thidua.web.core import audit, clock, signals
from thidua.web.core.access import Refused
from thidua.web.rulebooks.queries import parsed
from thidua.web.scoring.models import GateDecision, GradeDecision, Ranking, RankingPlace, TieDecision
from thidua.web.scoring.permissions import can_decide, can_rank_again
from thidua.web.scoring.points import scoring_data, snapshot
from thidua.web.scoring.queries import latest_ranking
from thidua.web.scoring.requirements import publishing_problems

Kind = Ranking.Kind


@transaction.atomic
def decide_tie(*, actor: Any, cycle: Cycle, order: list[Unit], basis: str) -> None:
    """Record the order of units that the rules leave level, first is best, and what it rests on."""
    locked = locked_cycle(cycle)
    can_decide(actor, locked, *order).require()
    if not basis.strip():
        raise Refused(_("Hãy ghi căn cứ (biên bản bỏ phiếu, quyết định)."))
    for number, unit in enumerate(order, start=1):
        TieDecision.objects.update_or_create(
            cycle=locked,
            unit=unit,
            defaults={"order": number, "basis": basis.strip(), "decided_by": actor},
        )
    note_change(locked.pk)
    audit.record(
        "scoring.tie.decide",
        actor=actor,
        of=locked,
        cluster_id=locked.cluster_id,
        after=[unit.code for unit in order],
        basis=basis.strip(),
    )


@transaction.atomic
def decide_gate(*, actor: Any, cycle: Cycle, unit: Unit, gate: str, waived: bool, basis: str) -> None:
    """Confirm a gate that holds for a unit, or set it aside, with what the decision rests on."""
    locked = locked_cycle(cycle)
    can_decide(actor, locked, unit).require()
    if not basis.strip():
        raise Refused(_("Hãy ghi căn cứ của quyết định."))
    GateDecision.objects.update_or_create(
        cycle=locked,
        unit=unit,
        gate=gate,
        defaults={"waived": waived, "basis": basis.strip(), "decided_by": actor},
    )
    note_change(locked.pk)
    audit.record(
        "scoring.gate.decide",
        actor=actor,
        of=locked,
        cluster_id=locked.cluster_id,
        unit_id=unit.pk,
        gate=gate,
        waived=waived,
        basis=basis.strip(),
    )


@transaction.atomic
def decide_grade(*, actor: Any, cycle: Cycle, unit: Unit, grade: str, basis: str) -> None:
    """Record the class that the authority decided for a unit whose class the rules leave open."""
    locked = locked_cycle(cycle)
    can_decide(actor, locked, unit).require()
    if not basis.strip():
        raise Refused(_("Hãy ghi căn cứ của quyết định."))
    GradeDecision.objects.update_or_create(
        cycle=locked,
        unit=unit,
        defaults={"grade": grade, "basis": basis.strip(), "decided_by": actor},
    )
    note_change(locked.pk)
    audit.record(
        "scoring.grade.decide",
        actor=actor,
        of=locked,
        cluster_id=locked.cluster_id,
        unit_id=unit.pk,
        grade=grade,
        basis=basis.strip(),
    )


def make_provisional(cycle: Cycle, actor: Any) -> dict[str, Any]:
    """Freeze the provisional ranking as the year is consolidated."""
    ranking = _make(cycle, actor, Kind.PROVISIONAL)
    return {"ranking": ranking.number, "digest": ranking.digest}


def make_published(cycle: Cycle, actor: Any) -> dict[str, Any]:
    """Freeze and publish the ranking as the year is published."""
    ranking = _make(cycle, actor, Kind.PUBLISHED)
    _tell(ranking)
    return {"ranking": ranking.number, "digest": ranking.digest}


def _tell(ranking: Ranking) -> None:
    transaction.on_commit(lambda: signals.ranking_published.send(Ranking, ranking=ranking))


def _make(
    cycle: Cycle, actor: Any, kind: str, *, replaces: Ranking | None = None, reason: str = ""
) -> Ranking:
    edition = cycle.edition_in_force.edition
    frozen = snapshot(parsed(edition), scoring_data(cycle))
    number = (cycle.rankings.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1
    ranking = Ranking.objects.create(
        cycle=cycle,
        kind=kind,
        number=number,
        edition=edition,
        inputs=frozen.inputs,
        result=frozen.result,
        digest=frozen.digest,
        made_by=actor,
        made_at=clock.now(),
        made_on=clock.today(),
        replaces=replaces,
        reason=reason,
        moved=moves_between(replaces.result, frozen.result) if replaces else [],
    )
    units = {unit.code: unit for unit in cycle_units(cycle)}
    RankingPlace.objects.bulk_create(
        RankingPlace(
            ranking=ranking,
            unit=units[row["code"]],
            place=row["place"],
            total=_decimal(row["total"]),
            grade=row["grade"],
        )
        for row in frozen.result["units"]
    )
    return ranking


def _decimal(text: str) -> Decimal:
    exact = Fraction(text)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def moves_between(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """Units whose place, total or class differs between two results, with before and after."""
    before = {row["code"]: row for row in old["units"]}
    moved = []
    for row in new["units"]:
        was = before.get(row["code"])
        if was and any(was[key] != row[key] for key in ("place", "total", "grade")):
            moved.append(
                {
                    "code": row["code"],
                    **{f"old_{key}": was[key] for key in ("place", "total", "grade")},
                    **{f"new_{key}": row[key] for key in ("place", "total", "grade")},
                }
            )
    return moved


@transaction.atomic
def rank_again(*, actor: Any, cycle: Cycle, reason: str, typed: str) -> Ranking:
    """Publish a corrected ranking that names the one it replaces, what moved, and why.

    Refused when nothing changed since, when something is undecided, or without the typed word.
    """
    locked = locked_cycle(cycle)
    can_rank_again(actor, locked).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do xếp hạng lại."))
    word = year.TYPED_WORD[Cycle.State.PUBLISHED]
    if typed.strip() != word:
        raise Refused(_("Hãy gõ đúng %(word)s để xác nhận.") % {"word": word})
    problems = list(publishing_problems(locked))
    if problems:
        raise Refused(_("Chưa xếp hạng lại được: ") + " ".join(problems))
    old = latest_ranking(locked, Kind.PUBLISHED)
    ranking = _make(locked, actor, Kind.PUBLISHED, replaces=old, reason=reason.strip())
    if old and ranking.digest == old.digest:
        raise Refused(_("Số liệu và điểm không đổi so với bảng xếp hạng đã công bố."))
    audit.record(
        "scoring.ranking.again",
        actor=actor,
        of=ranking,
        cluster_id=locked.cluster_id,
        reason=reason.strip(),
        moved=ranking.moved,
        digest=ranking.digest,
    )
    _tell(ranking)
    return ranking
