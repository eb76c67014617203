"""After points: gates, classes with their needs, and what gates make of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.rules._exact import Env, evaluate
from thidua.rules._expression import State
from thidua.rules._model import GradeClass, Rulebook
from thidua.rules._result import GateHit, Note
from thidua.rules._wording import number_text


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
        unmet, unknown = _failing_needs(grade, env)
        if unknown:
            facts = {"class_": grade.name, "needs": "; ".join(unknown)}
            notes.append(Note.of("class.needs_unknown", **facts))
        if unmet:
            notes.append(Note.of("class.needs", class_=grade.name, needs="; ".join(unmet)))
        if not unmet:  # what nobody can tell yet neither gives the class nor takes it away
            return Graded("" if unknown else grade.id, tuple(notes))
        if rulebook.class_fallback == "decision":
            return Graded("", (*notes, Note.of("class.no_fallback")))
    return Graded("", (*notes, Note.of("class.none_left")))


def _failing_needs(grade: GradeClass, env: Env) -> tuple[list[str], list[str]]:
    """Names of the class's conditions that are not met, and of those that nobody can tell."""
    found = {need.name: evaluate(need.when, env) for need in grade.needs}
    unmet = [name for name, met in found.items() if met is False]
    return unmet, [name for name, met in found.items() if isinstance(met, State)]


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
