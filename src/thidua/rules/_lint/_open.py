"""Zones of a measure that no class takes: one class needs at most 20 % late, the lowest begins above 50 %."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._data import UnitData, Value
from thidua.rules._exact import Env, Scope, evaluate
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._lint._grades import TOPIC, fallback_open
from thidua.rules._lint._zones import Zone, gaps, meet
from thidua.rules._model import GradeClass
from thidua.rules._wording import number_text
from thidua.rules._yaml import Place

TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
AGAINST = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
BASES = (100, 1000, 20, 10, 1)


@dataclass(frozen=True)
class Measure:
    """What is compared with numbers: one column, or one in proportion to another (`base`)."""

    top: ex.Column
    base: ex.Column | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of a measure that a class takes, or that a gate sends to a class."""

    zone: Zone
    grade: str


Sets = dict[Measure, list[Zone]]


@defect("class_zone", "warning", TOPIC)
def class_zone(book: Book) -> Found:
    """Between what one class needs and where a worse one begins lies a zone that no class takes."""
    if not fallback_open(book):
        return
    bases = _bases(book)
    taken = _taken(book, bases)
    for measure, pieces in taken.items():
        for gap in gaps([p.zone for p in pieces]):
            between = _between(book, pieces, gap)
            if between is None:
                continue
            at = _witness(book, measure, gap)
            if at:
                place, grade, other = between
                yield place, {"measure": measure_names(book, measure), "zone": gap, "at": at,
                              "share": _is_share(book, measure), "class": grade, "other": other}  # fmt: skip


def measure_names(book: Book, measure: Measure) -> list[str]:
    """The names of the inputs that are measured, the base last."""
    columns = [measure.top] if measure.base is None else [measure.top, measure.base]
    return [book.rulebook.input_by_id[c.input].name for c in columns]


def _between(book: Book, pieces: list[Piece], gap: Zone) -> tuple[Place, str, str] | None:
    """The class above the gap and what lies on its other side; None when it is no zone between two."""
    if gap.low is None or gap.high is None:
        return None
    order = [c.id for c in book.rulebook.classes]
    below = [p.grade for p in pieces if p.zone.high == gap.low]
    above = [p.grade for p in pieces if p.zone.low == gap.high]
    sides = sorted({min(side, key=order.index) for side in (below, above) if side}, key=order.index)
    if len(sides) < 2:  # noqa: PLR2004 - one class on both sides
        return None
    index = order.index(sides[0])
    needing = {p.grade for p in pieces}
    if any(_takes_all(c, needing) for c in book.rulebook.classes[index + 1 : -1]):
        return None
    return ("classes", index, "needs"), sides[0], sides[1]


def _takes_all(grade: GradeClass, needing: set[str]) -> bool:
    """A lower class that asks nothing of the measure takes whoever falls to it."""
    return grade.id not in needing


def _taken(book: Book, bases: set[ex.Column]) -> dict[Measure, list[Piece]]:
    """What classes and gates take of each measure that some class's need compares."""
    found: dict[Measure, list[Piece]] = {}
    for grade in book.rulebook.classes:
        sets = _all_of([_sets(need.when, bases, holds=True) for need in grade.needs])
        for measure, zones in sets.items():
            found.setdefault(measure, []).extend(Piece(z, grade.id) for z in zones)
    lowest = book.rulebook.classes[-1].id if book.rulebook.classes else ""
    for gate in book.rulebook.gates:
        for measure, zones in _sets(gate.when, bases, holds=True, any_side=True).items():
            if measure in found and gate.effect != "note":
                found[measure] += [Piece(z, gate.class_id or lowest) for z in zones]
    return found


def _sets(condition: ex.Expr, bases: set[ex.Column], *, holds: bool, any_side: bool = False) -> Sets:
    """Where each measure may lie when the condition holds (or does not).

    Of an `or` over several measures nothing follows for one of them, unless `any_side` asks for
    whatever one side alone would take.
    """
    if not isinstance(condition, ex.Op):
        return {}
    if condition.name == "not":
        return _sets(condition.args[0], bases, holds=not holds, any_side=any_side)
    if condition.name in {"and", "or"}:
        sides = [_sets(a, bases, holds=holds, any_side=any_side) for a in condition.args]
        return _all_of(sides) if (condition.name == "and") == holds else _one_of(sides, any_side=any_side)
    name = condition.name if holds else AGAINST.get(condition.name, "")
    if name not in TURNED:
        return {}
    one, other = condition.args
    compared = _compared(name, one, other, bases)
    return {compared[0]: compared[1]} if compared else {}


def _all_of(sides: Iterable[Sets]) -> Sets:
    found: Sets = {}
    for side in sides:
        for measure, zones in side.items():
            before = found.get(measure)
            both = zones if before is None else [meet(a, b) for a in before for b in zones]
            found[measure] = [z for z in both if not z.empty]
    return found


def _one_of(sides: list[Sets], *, any_side: bool) -> Sets:
    measures = {m for side in sides for m in side}
    whole = [m for m in measures if any_side or all(m in side for side in sides)]
    return {m: [z for side in sides for z in side.get(m, [])] for m in whole}


def _compared(
    name: str, one: ex.Expr, other: ex.Expr, bases: set[ex.Column]
) -> tuple[Measure, list[Zone]] | None:
    """The measure and the stretches where the comparison holds; None when it is not of that form."""
    terms = _difference(one, other)
    if terms is None:
        return None
    columns = [t for t in terms if t is not None]
    constant = terms.get(None, Fraction(0))
    if len(columns) == 1 and columns[0]:
        return _measured(Measure(columns[0]), name, terms[columns[0]], constant)
    if len(columns) == 2 and not constant:  # noqa: PLR2004 - a proportion
        top, base = sorted(columns, key=lambda c: (c in bases, c.input, c.part))
        return _measured(Measure(top, base), name, terms[top], terms[base])
    return None


def _measured(measure: Measure, name: str, factor: Fraction, rest: Fraction) -> tuple[Measure, list[Zone]]:
    """factor × measure + rest compared with 0."""
    edge = -rest / factor
    return measure, _stretches(TURNED[name] if factor < 0 else name, edge)


def _stretches(name: str, edge: Fraction) -> list[Zone]:
    below, above = Zone(None, True, edge, name in {"<=", "=="}), Zone(edge, name in {">=", "=="}, None, True)
    if name == "==":
        return [Zone(edge, True, edge, True)]
    return {"<": [below], "<=": [below], ">": [above], ">=": [above]}.get(name, [below, above])


Terms = dict[ex.Column | None, Fraction]


def _difference(one: ex.Expr, other: ex.Expr) -> Terms | None:
    """one − other as factors of columns and a constant (None); a quotient against a number is multiplied out."""
    for quotient, against, sign in ((one, other, 1), (other, one, -1)):
        if isinstance(quotient, ex.Op) and quotient.name == "/" and isinstance(against, ex.Number):
            top, bottom = quotient.args
            return _sum(_scaled(_terms(top), Fraction(sign)), _scaled(_terms(bottom), -sign * against.value))
    return _sum(_terms(one), _scaled(_terms(other), Fraction(-1)))


def _terms(expr: ex.Expr) -> Terms | None:
    match expr:
        case ex.Number(value=value):
            return {None: value}
        case ex.Column():
            return {expr: Fraction(1)}
        case ex.Op(name="neg", args=(inner,)):
            return _scaled(_terms(inner), Fraction(-1))
        case ex.Op(name="+" | "-" as name, args=(one, other)):
            return _sum(_terms(one), _scaled(_terms(other), Fraction(1 if name == "+" else -1)))
        case ex.Op(name="*", args=(ex.Number(value=factor), inner) | (inner, ex.Number(value=factor))):
            return _scaled(_terms(inner), factor)
    return None


def _scaled(terms: Terms | None, factor: Fraction) -> Terms | None:
    return None if terms is None else {c: f * factor for c, f in terms.items()}


def _sum(one: Terms | None, other: Terms | None) -> Terms | None:
    if one is None or other is None:
        return None
    both = {c: one.get(c, Fraction(0)) + other.get(c, Fraction(0)) for c in {*one, *other}}
    return {c: f for c, f in both.items() if f}


def _bases(book: Book) -> set[ex.Column]:
    """Columns that others are set in proportion to: `tasks` of `20% * tasks` and of `done / tasks`."""
    found: set[ex.Column] = set()
    for _place, expr in book.conditions:
        for inner in ex.walk(expr):
            if isinstance(inner, ex.Op) and inner.name == "/":
                found |= ex.columns_of(inner.args[1])
            if isinstance(inner, ex.Op) and inner.name == "*":
                found |= ex.columns_of(inner)
    return found


def _is_share(book: Book, measure: Measure) -> bool:
    return measure.base is not None or book.rulebook.input_by_id[measure.top.input].kind == "ratio"


def _witness(book: Book, measure: Measure, gap: Zone) -> str:
    """Honest figures in the gap, of which no need of a class and no gate is true; "" when there are none."""
    rulebook = book.rulebook
    for unit, text in _tries(book, measure, gap):
        env = Env(Scope(rulebook, [unit]), unit)
        needs = [[evaluate(n.when, env) is True for n in c.needs] for c in rulebook.classes[:-1] if c.needs]
        gates = [evaluate(g.when, env) is True for g in rulebook.gates]
        if not any(all(met) for met in needs) and not any(gates):
            return text
    return ""


def _tries(book: Book, measure: Measure, gap: Zone) -> Iterator[tuple[UnitData, str]]:
    inputs = book.rulebook.input_by_id
    top = inputs[measure.top.input]
    for base in BASES:
        for value in _inside(gap):
            amount = value * base if _is_share(book, measure) else value
            if (amount * 10**top.places).denominator != 1 or not top.low <= amount <= top.high:
                continue
            if measure.base is None and top.kind == "ratio":
                yield (
                    UnitData("x", values={top.id: Value(amount, Fraction(base))}),
                    f"{top.name} {number_text(value * 100)} %",
                )
                continue
            values, told = {top.id: Value(amount)}, [f"{top.name} {number_text(amount)}"]
            if measure.base is not None:
                other = inputs[measure.base.input]
                if not other.low <= base <= other.high:
                    continue
                values[other.id] = Value(Fraction(base))
                told.append(f"{other.name} {number_text(Fraction(base))}")
            yield UnitData("x", values=values), "; ".join(told)


def _inside(gap: Zone) -> Iterator[Fraction]:
    """Numbers of the gap, the middle first."""
    assert gap.low is not None and gap.high is not None  # noqa: S101, PT018 - between two classes
    middle = (gap.low + gap.high) / 2
    whole = [Fraction(n) for n in range(int(gap.low), min(int(gap.low) + 50, int(gap.high)) + 1)]
    yield from (
        v for v in (middle, round(middle, 2), round(middle, 1), gap.low, gap.high, *whole) if gap.has(v)
    )
