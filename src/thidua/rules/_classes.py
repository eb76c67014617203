"""After points: gates, classes with their needs, limits, quotas, awards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.rules._exact import Env, evaluate, rounded
from thidua.rules._expression import State
from thidua.rules._model import AwardRule, GradeClass, Quota, Rulebook
from thidua.rules._ranking import Placed
from thidua.rules._result import GateHit, Note, UnitResult
from thidua.rules._wording import number_text, percent_text


def gate_hits(rulebook: Rulebook, env: Env) -> tuple[GateHit, ...]:
    """Gates whose condition holds, or cannot be told; a waived one stays in the list."""
    hits = []
    for gate in rulebook.gates:
        found = evaluate(gate.when, env)
        if found is False:
            continue
        state = found if isinstance(found, State) else State.VALUE
        hits.append(GateHit(gate.id, gate.effect, state, waived=gate.id in env.unit.waived))
    return tuple(hits)


@dataclass(frozen=True, slots=True)
class Graded:
    """A class id ("" when there is none, or it needs a decision) and why."""

    grade: str
    notes: tuple[Note, ...] = ()


def graded(rulebook: Rulebook, total: Fraction, hits: Sequence[GateHit], env: Env) -> Graded:
    """The class of a unit with `total`, its needs and the gates that hold for it."""
    if not rulebook.classes:
        return Graded("")
    found = _by_band(rulebook, total, env)
    for hit in hits:
        if hit.state == State.VALUE and not hit.waived:
            found = _gated(rulebook, found, hit)
    return found


def _by_band(rulebook: Rulebook, total: Fraction, env: Env) -> Graded:
    holding = [i for i, c in enumerate(rulebook.classes) if c.band.holds(total)]
    if not holding:
        return Graded("", (Note.of("class.no_band", total=number_text(total)),))
    if len(holding) > 1:
        names = ", ".join(rulebook.classes[i].name for i in holding)
        return Graded("", (Note.of("class.several_bands", total=number_text(total), classes=names),))
    notes: list[Note] = []
    for grade in rulebook.classes[holding[0] :]:
        failed = list(_failed_needs(grade, env))
        if not failed:
            return Graded(grade.id, tuple(notes))
        notes += failed
        if rulebook.class_fallback == "decision":
            return Graded("", (*notes, Note.of("class.no_fallback")))
    return Graded("", (*notes, Note.of("class.none_left")))


def _failed_needs(grade: GradeClass, env: Env) -> Iterator[Note]:
    """A note for the class's conditions that are not met, and one for those that nobody can tell."""
    found = {need.name: evaluate(need.when, env) for need in grade.needs}
    unmet = [name for name, met in found.items() if met is False]
    unknown = [name for name, met in found.items() if isinstance(met, State)]
    if unmet:
        yield Note.of("class.needs", class_=grade.name, needs="; ".join(unmet))
    if unknown:
        yield Note.of("class.needs_unknown", class_=grade.name, needs="; ".join(unknown))


def _gated(rulebook: Rulebook, found: Graded, hit: GateHit) -> Graded:
    gate = next(g for g in rulebook.gates if g.id == hit.id)
    order = [c.id for c in rulebook.classes]
    if gate.effect == "class":
        note = Note.of("class.gate", gate=gate.name, class_=rulebook.class_by_id[gate.class_id].name)
        return Graded(gate.class_id, (*found.notes, note))
    if gate.effect != "class_at_most" or not found.grade:
        return found
    if order.index(found.grade) >= order.index(gate.class_id):
        return found
    note = Note.of("class.gate_at_most", gate=gate.name, class_=rulebook.class_by_id[gate.class_id].name)
    return Graded(gate.class_id, (*found.notes, note))


def with_quotas(
    rulebook: Rulebook, units: Mapping[str, UnitResult], order: Sequence[Placed]
) -> dict[str, UnitResult]:
    """The same units with classes cut to their quotas; what is cut, and the arithmetic, is noted."""
    found = dict(units)
    for quota in rulebook.quotas:
        allowed, arithmetic = allowed_by(quota, [u.grade for u in found.values()])
        members = [p for p in order if found[p.code].grade == quota.class_id]
        for code, cut in _beyond(members, allowed):
            unit = found[code]
            grade = _lower(rulebook, quota.class_id) if cut and quota.excess == "next_class" else ""
            kind = "share" if "share" in arithmetic else "max"
            note = Note.of(f"quota.{'beyond' if cut else 'level'}_{kind}", **arithmetic)
            found[code] = replace(unit, grade=grade, grade_notes=(*unit.grade_notes, note))
    return found


def allowed_by(quota: Quota, grades: Sequence[str]) -> tuple[int, dict[str, str]]:
    """How many units the quota allows, and the arithmetic as facts of a note."""
    if quota.max is not None:
        return quota.max, {"allowed": str(quota.max)}
    base_classes = set(quota.of or ())
    if quota.counting_itself:
        base_classes.add(quota.class_id)
    base = sum(1 for g in grades if (quota.of is None and g) or g in base_classes)
    share = quota.percent or Fraction(0)
    exact = share * base
    allowed = int(rounded(exact, 0, quota.rounding))
    facts = {"share": percent_text(share), "base": str(base), "exact": number_text(exact)}
    return allowed, {**facts, "allowed": str(allowed)}


def _beyond(members: Sequence[Placed], allowed: int) -> Iterator[tuple[str, bool]]:
    """Members beyond the quota (True), and those level across its edge, which need a decision (False)."""
    edge = members[allowed - 1].place if 0 < allowed < len(members) else None
    across = edge is not None and members[allowed].place == edge
    for index, member in enumerate(members):
        if across and member.place == edge:
            yield member.code, False
        elif index >= allowed:
            yield member.code, True


def _lower(rulebook: Rulebook, class_id: str) -> str:
    order = [c.id for c in rulebook.classes]
    index = order.index(class_id) + 1
    return order[index] if index < len(order) else ""


def awarded(
    rulebook: Rulebook, units: Mapping[str, UnitResult], order: Sequence[Placed]
) -> dict[str, tuple[str, ...]]:
    """Award ids each unit may be recommended for; a unit takes the first award in the list that fits."""
    found: dict[str, tuple[str, ...]] = {}
    for award in rulebook.awards:
        candidates = [p for p in order if p.code not in found and _fits(award, units[p.code], p)]
        limit = _limit(award, len(order))
        if limit is not None and limit < len(candidates):
            edge = candidates[limit].place
            candidates = [p for p in candidates[:limit] if p.place != edge]
        for candidate in candidates:
            found[candidate.code] = (award.id,)
    return found


def _fits(award: AwardRule, unit: UnitResult, placed: Placed) -> bool:
    if award.from_classes and unit.grade not in award.from_classes:
        return False
    return award.places is None or placed.place <= award.places


def _limit(award: AwardRule, ranked: int) -> int | None:
    limits = [] if award.max is None else [award.max]
    if award.percent is not None:
        limits.append(int(rounded(award.percent * ranked, 0, award.rounding)))
    return min(limits) if limits else None
