"""How many units may be in a class or be recommended: limits over all units, or over those they are for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._data import UnitData
from thidua.rules._exact import Env, evaluate, rounded
from thidua.rules._expression import State
from thidua.rules._model import AwardRule, Quota, Rulebook
from thidua.rules._ranking import Placed
from thidua.rules._result import Note, UnitResult
from thidua.rules._wording import number_text, percent_text

Envs = Mapping[str, Env]
Units = Mapping[str, UnitResult]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `allowed` units, up to `most` by decision; None: nobody can tell. `facts` are the arithmetic."""

    allowed: int | None
    most: int
    kind: str  # share max worked
    facts: Mapping[str, str]


def with_quotas(
    rulebook: Rulebook, units: Units, order: Sequence[Placed], envs: Envs
) -> dict[str, UnitResult]:
    """The same units with classes cut to their quotas; what is cut, and the arithmetic, is noted."""
    found = dict(units)
    waiting: dict[str, str] = {}  # units that wait for a decision, by the class they are candidates of
    for quota in rulebook.quotas:
        concerned = _concerned(quota.when, envs)
        limit = _limit_of(rulebook, quota, [found[c].grade for c in concerned], envs)
        members = _members(rulebook, quota, [p for p in order if p.code in concerned], found, waiting)
        for code, verdict in _verdicts(members, limit):
            falls = verdict == "beyond" and quota.excess == "next_class"
            grade = _lower(rulebook, quota.class_id) if falls else ""
            waiting |= {} if falls else {code: waiting.get(code) or found[code].grade}
            found[code] = _noted(found[code], f"quota.{verdict}_{limit.kind}", limit, grade)
        for code in _of_unknown_group(quota, envs, found):
            found[code] = replace(
                found[code], grade_notes=(*found[code].grade_notes, Note.of("quota.group_unknown"))
            )
    return found


def _noted(unit: UnitResult, code: str, limit: Limit, grade: str) -> UnitResult:
    note = Note.of("quota.untold") if limit.allowed is None else Note.of(code, **limit.facts)
    return replace(unit, grade=grade, grade_notes=(*unit.grade_notes, note))


def _concerned(when: ex.Expr | None, envs: Envs) -> set[str]:
    """Codes of the units that a limit is for."""
    return {code for code, env in envs.items() if when is None or evaluate(when, env) is True}


def _of_unknown_group(quota: Quota, envs: Envs, units: Units) -> Iterator[str]:
    """Units of the class of which nobody can tell whether the limit is for them."""
    if quota.when is not None:
        for code, env in envs.items():
            if units[code].grade == quota.class_id and isinstance(evaluate(quota.when, env), State):
                yield code


def _members(
    rulebook: Rulebook, quota: Quota, order: Sequence[Placed], units: Units, waiting: Mapping[str, str]
) -> list[tuple[tuple[int, int], str]]:
    """Who is in the class, or in it or a better one, best first: (class and place, code)."""
    classes = [c.id for c in rulebook.classes]
    last = classes.index(quota.class_id)
    first = 0 if quota.and_better else last
    members = []
    for placed in order:
        grade = units[placed.code].grade or (waiting.get(placed.code, "") if quota.and_better else "")
        if grade and first <= (at := classes.index(grade)) <= last:
            members.append(((at, placed.place), placed.code))
    return sorted(members)


def _verdicts(members: Sequence[tuple[tuple[int, int], str]], limit: Limit) -> Iterator[tuple[str, str]]:
    """Members past the limit: beyond it, or for a decision: level across its edge, or raisable."""
    keys = [key for key, _code in members]
    for key, code in members:
        first, end = keys.index(key), len(keys) - keys[::-1].index(key)
        if limit.allowed is None or first < limit.allowed < end:
            yield code, "level"
        elif end > limit.allowed:
            yield code, "raisable" if first < limit.most else "beyond"


def _limit_of(rulebook: Rulebook, quota: Quota, grades: Sequence[str], envs: Envs) -> Limit:
    """How many units the quota allows, with the arithmetic as facts of a note."""
    if quota.max is not None:
        return _worked(quota.max, quota.rounding, _asking(rulebook, grades, envs))
    classes = set(quota.of or ())
    if quota.counting_itself:
        classes.add(quota.class_id)
    base = sum(1 for g in grades if (quota.of is None and g) or g in classes)
    share = quota.percent or Fraction(0)
    raised = share if quota.raise_to is None else quota.raise_to
    allowed, most = (int(rounded(s * base, 0, quota.rounding)) for s in (share, raised))
    facts = {"share": percent_text(share), "base": str(base), "exact": number_text(share * base)}
    facts |= {"allowed": str(allowed)}
    if quota.raise_to is not None and most > allowed:
        facts |= {
            "raised": percent_text(raised),
            "raised_exact": number_text(raised * base),
            "most": str(most),
        }
    return Limit(allowed, most, "share", facts)


def _worked(limit: ex.Expr, rounding: str, env: Env) -> Limit:
    exact = evaluate(limit, env)
    if isinstance(exact, State | str):
        return Limit(None, 0, "max", {})
    allowed = max(int(rounded(Fraction(exact), 0, rounding)), 0)
    if isinstance(limit, ex.Number):
        return Limit(allowed, allowed, "max", {"allowed": str(allowed)})
    return Limit(allowed, allowed, "worked", {"exact": number_text(Fraction(exact)), "allowed": str(allowed)})


def _asking(rulebook: Rulebook, grades: Sequence[str], envs: Envs) -> Env:
    """What the expression of a limit reads: no unit's figures, the group's and the number of units."""
    scope = next(iter(envs.values())).scope
    env = Env(scope, UnitData(""))
    env.census = {c.id: grades.count(c.id) for c in rulebook.classes} | {"": len(grades)}
    return env


def with_decisions(rulebook: Rulebook, units: Units, envs: Envs) -> dict[str, UnitResult]:
    """The same units, those whose class the rules leave open in the class that was decided for them."""
    found = dict(units)
    for code, unit in units.items():
        decided = envs[code].unit.decided_class
        if decided and not unit.grade:
            note = Note.of("class.decided", class_=rulebook.class_by_id[decided].name)
            found[code] = replace(unit, grade=decided, grade_notes=(*unit.grade_notes, note))
    return found


def _lower(rulebook: Rulebook, class_id: str) -> str:
    order = [c.id for c in rulebook.classes]
    index = order.index(class_id) + 1
    return order[index] if index < len(order) else ""


def with_awards(
    rulebook: Rulebook, units: Units, order: Sequence[Placed], envs: Envs
) -> dict[str, UnitResult]:
    """The same units with the award each may be recommended for: the first in the list that fits.

    Units that are level across an award's limit do not get it by the rules alone; a note says so.
    """
    found = dict(units)
    for award in rulebook.awards:
        concerned = _concerned(award.when, envs)
        ranked = [p for p in order if p.code in concerned]
        candidates = [p for p in ranked if not found[p.code].awards and _fits(award, units[p.code], p)]
        limit = _most(award, len(ranked), _asking(rulebook, [units[c].grade for c in concerned], envs))
        if limit is not None and limit < len(candidates):
            edge = candidates[limit].place
            level = [p for p in candidates if p.place == edge]
            if limit and candidates[limit - 1].place == edge:
                note = Note.of("award.level", award=award.name, limit=limit)
                for p in level:
                    unit = found[p.code]
                    found[p.code] = replace(unit, grade_notes=(*unit.grade_notes, note))
            candidates = [p for p in candidates[:limit] if p.place != edge]
        for candidate in candidates:
            found[candidate.code] = replace(found[candidate.code], awards=(award.id,))
    return found


def most_recommended(
    rulebook: Rulebook, award: AwardRule, ranked: Sequence[UnitResult], envs: Envs
) -> int | None:
    """At most so many units of the group may be recommended for the award; None without a limit."""
    concerned = _concerned(award.when, envs)
    placed = sum(u.place is not None and u.code in concerned for u in ranked)
    grades = [u.grade for u in ranked if u.code in concerned]
    return _most(award, placed, _asking(rulebook, grades, envs))


def _fits(award: AwardRule, unit: UnitResult, placed: Placed) -> bool:
    if award.from_classes and unit.grade not in award.from_classes:
        return False
    return award.places is None or placed.place <= award.places


def _most(award: AwardRule, ranked: int, env: Env) -> int | None:
    """At most so many; None without a limit; a limit that nobody can tell recommends nobody."""
    if award.max is not None:
        return _worked(award.max, award.rounding, env).allowed or 0
    return None if award.percent is None else int(rounded(award.percent * ranked, 0, award.rounding))
