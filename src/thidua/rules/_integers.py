"""Expressions over exact fractions made into integer programs.

A number becomes numerator ÷ denominator (above 0), a truth a truth, a text the index of a choice;
beside each stand the states that say why there may be none. A divisor that may be 0 is guarded and
makes the result *undefined*. What cannot be said in integers raises `NotLowered` with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import lcm
from typing import Any

from thidua.rules import _expression as ex
from thidua.rules._expression import State
from thidua.rules._model import Input, Rulebook
from thidua.rules._nodes import Node, split
from thidua.rules._ratios import NO_STATES, Num, Ratios

GROUP_LIMIT = 1_000  # units of one group; a larger group is refused by the fast ways
MARK_PLACES = 4


class NotLowered(Exception):  # noqa: N818 - a reason, not a fault
    """The expression has no integer form; the message says why."""


@dataclass(frozen=True, slots=True)
class Bool:
    """A truth."""

    c: Node
    states: frozenset[Node] = NO_STATES


@dataclass(frozen=True, slots=True)
class Code:
    """A choice: its index among `known`, or a constant text."""

    known: tuple[str, ...]
    n: Node | None
    states: frozenset[Node] = NO_STATES


Lowered = Num | Bool | Code
KnownStates = frozenset[tuple[tuple[str, str], int]]  # columns whose state is the same for every unit


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a program reads: a part of an input, a mark or evidence; the integer is value × scale."""

    kind: str  # value amount of target previous mark evidence
    key: str
    scale: int
    low: int
    high: int


@dataclass
class Slots:
    """What the program reads, each thing once: integers in `values`, states in `states`."""

    values: list[Slot] = field(default_factory=list)
    states: list[tuple[str, str]] = field(default_factory=list)

    def value(self, slot: Slot) -> int:
        """The number of the integer's slot."""
        if slot not in self.values:
            self.values.append(slot)
        return self.values.index(slot)

    def state(self, kind: str, key: str) -> int:
        """The number of the state's slot; the parts of one report share one."""
        name = (kind, key)
        if name not in self.states:
            self.states.append(name)
        return self.states.index(name)


class Lowering(Ratios):
    """Lowers the expressions of one rulebook into one graph."""

    def __init__(self, rulebook: Rulebook, known: KnownStates = frozenset()) -> None:
        super().__init__()
        self.known = dict(known)
        self.rulebook = rulebook
        self.slots = Slots()
        self.points: dict[str, Num] = {}
        self.total: Num | None = None
        self.zero_count: Num | None = None
        self._lowered: dict[ex.Expr, Lowered] = {}

    def lower(self, expr: ex.Expr) -> Lowered:
        """The integer form of `expr`. Raises `NotLowered`."""
        found = self._lowered.get(expr)
        if found is None:
            found = _LOWER[type(expr)](self, expr)
            if not isinstance(expr, ex.Points | ex.Total | ex.ZeroCount):
                self._lowered[expr] = found
        return found

    def number(self, expr: ex.Expr) -> Num:
        """`expr` as a number; a truth counts 1 or 0."""
        return self.as_num(self.lower(expr))

    def truth(self, expr: ex.Expr) -> Bool:
        """`expr` as a truth; a number is true unless it is 0."""
        found = self.lower(expr)
        if isinstance(found, Num):
            return Bool(self.graph.inverse(self.graph.same(found.n, self.graph.number(0))), found.states)
        if isinstance(found, Code):
            raise NotLowered("a text stands where a condition is needed")
        return found

    def condition(self, expr: ex.Expr) -> Bool:
        """`expr` where only a true condition counts. Raises `NotLowered` for a number."""
        found = self.lower(expr)
        if not isinstance(found, Bool):
            raise NotLowered("a number stands where a condition is needed")
        return found

    def as_num(self, found: Lowered) -> Num:
        """A truth as 1 or 0."""
        if isinstance(found, Bool):
            return Num(self.graph.as_number(found.c), self.graph.number(1), found.states)
        if isinstance(found, Code):
            raise NotLowered("a text stands where a number is needed")
        return found

    # leaves

    def column(self, column: ex.Column) -> Lowered:
        """What a unit reported."""
        definition = self.rulebook.input_by_id[column.input]
        if column.part in {"target", "previous"}:
            return self._plain(definition, column.part)
        found = self._reported(definition, column.part)
        if definition.when_missing is None:
            return found
        return self._or_when_missing(definition, found)

    def _reported(self, definition: Input, part: str) -> Lowered:
        if definition.kind == "choice":
            known = tuple(c.id for c in definition.choices)
            index = self.slots.value(Slot("value", definition.id, 1, 0, max(len(known) - 1, 0)))
            states = frozenset({self._state("value", definition.id)})
            return Code(known, self.graph.slot(index, 0, max(len(known) - 1, 0)), states)
        if definition.kind == "yes_no":
            return self._plain(definition, "value", yes_no=True)
        if definition.kind == "ratio" and part == "value":
            return self.quotient(self._plain_num(definition, "amount"), self._plain_num(definition, "of"))
        return self._plain(definition, part if definition.kind == "ratio" else "value")

    def _plain_num(self, definition: Input, part: str) -> Num:
        return self.as_num(self._plain(definition, part))

    def _plain(self, definition: Input, part: str, *, yes_no: bool = False) -> Lowered:
        scale, low, high = 1, 0, 1
        if not yes_no:
            scale = 10**definition.places
            low, high = (int(x * scale) for x in (definition.low, definition.high))
        if part in {"target", "previous"}:
            low = min(low, 0)
        index = self.slots.value(Slot(part, definition.id, scale, low, high))
        states = frozenset({self._state(part, definition.id)})
        node = self.graph.slot(index, low, high)
        if yes_no:
            return Bool(self.graph.at_most(self.graph.number(1), node), states)
        return self.reduced(Num(node, self.graph.number(scale), states))

    def _state(self, kind: str, key: str) -> Node:
        name = ("value" if kind in {"value", "amount", "of"} else kind, key)
        if name in self.known:
            return self.graph.as_state(self.graph.truth(True), self.known[name])
        return self.graph.state_slot(self.slots.state(*name))

    def _or_when_missing(self, definition: Input, found: Lowered) -> Lowered:
        """The rulebook's own value in place of MISSING. A zero denominator stays undefined."""
        given = definition.when_missing
        assert given is not None  # noqa: S101 - asked by the caller
        if isinstance(found, Code):
            raise NotLowered("a choice has no value when missing")
        graph = self.graph
        missing = graph.state_is(self._state("value", definition.id), State.MISSING)
        nothing = graph.as_state(graph.truth(False), State.UNDEFINED)
        states = frozenset({graph.pick_state(missing, nothing, graph.worst(found.states))})
        if isinstance(found, Bool):
            return Bool(self.graph.pick_truth(missing, self.graph.truth(given != 0), found.c), states)
        a, b, d = self.common(self.constant(given), found)
        return Num(self.graph.where(missing, a, b), d, states)

    def has(self, column: ex.Column) -> Bool:
        """True when there is a value."""
        return Bool(self.graph.is_value(self.lower(column).states))

    def mark(self, criterion: str) -> Num:
        """The combined mark of persons."""
        item = next(c for c in self.rulebook.criteria if c.id == criterion)
        scorers = self.rulebook.scorers
        count = len(scorers.columns)
        scale = 10**MARK_PLACES * (lcm(*range(1, count + 1)) if scorers.combine in {"mean", "median"} else 1)
        times = count if scorers.combine == "sum" else 1
        low, high = int(item.floor * scale * times), int(item.max * scale * times)
        index = self.slots.value(Slot("mark", criterion, scale, min(low, 0), high))
        states = frozenset({self._state("mark", criterion)})
        return Num(self.graph.slot(index, min(low, 0), high), self.graph.number(scale), states)

    def evidence(self, criterion: str) -> Bool:
        """Whether the evidence is there."""
        if ("evidence", criterion) in self.known:
            return Bool(self.graph.truth(self.known["evidence", criterion] == State.VALUE))
        index = self.slots.value(Slot("evidence", criterion, 1, 0, 1))
        return Bool(self.graph.at_most(self.graph.number(1), self.graph.slot(index, 0, 1)))

    def item_points(self, item: str) -> Num:
        """Points of a criterion or section, once they are known."""
        if item not in self.points:
            raise NotLowered(f"points of {item} are not known here")
        return self.points[item]

    def known_total(self) -> Num:
        """The total, once it is known."""
        if self.total is None:
            raise NotLowered("the total is not known here")
        return self.total

    def known_zero_count(self) -> Num:
        """How many criteria were scored 0, once it is known."""
        if self.zero_count is None:
            raise NotLowered("the count of zero criteria is not known here")
        return self.zero_count

    # operations

    def operation(self, expr: ex.Op) -> Lowered:
        """An operation on lowered arguments."""
        name = expr.name
        if name in {"if", "and", "or"}:
            return self._lazy(expr)
        if name in _COMPARE:
            return self._comparison(name, *(self.lower(a) for a in expr.args))
        if name == "not":
            inner = self.truth(expr.args[0])
            return Bool(self.graph.inverse(inner.c), inner.states)
        values = [self.number(a) for a in expr.args]
        if name == "neg":
            return Num(self.graph.negative(values[0].n), values[0].d, values[0].states)
        if name == "floor":
            return self.floored(values[0])
        combine = {
            "+": self.plus, "-": self.minus, "*": self.times, "/": self.quotient,
            "min": self.smaller, "max": self.larger,
        }[name]  # fmt: skip
        found = values[0]
        for value in values[1:]:
            found = combine(found, value)
        return found

    def _comparison(self, name: str, a: Lowered, b: Lowered) -> Bool:
        states = a.states | b.states
        if isinstance(a, Code) or isinstance(b, Code):
            if name not in {"==", "!="}:
                raise NotLowered("texts are only compared for equality")
            same = self._same_choice(a, b)
        else:
            p, q, _d = self.common(self.as_num(a), self.as_num(b))
            if name in {">", ">="}:
                p, q = q, p
            same = {"==": self.graph.same, "!=": self.graph.same, "<": self.graph.less, ">": self.graph.less,
                    "<=": self.graph.at_most, ">=": self.graph.at_most}[name](p, q)  # fmt: skip
        return Bool(self.graph.inverse(same) if name == "!=" else same, states)

    def _same_choice(self, a: Lowered, b: Lowered) -> Node:
        if not isinstance(a, Code) or not isinstance(b, Code):
            return self.graph.truth(False)
        if a.n is not None and b.n is not None:
            if a.known != b.known:
                raise NotLowered("choices of different lists are compared")
            return self.graph.same(a.n, b.n)
        if a.n is None and b.n is None:
            return self.graph.truth(a.known == b.known)
        chosen, text = (a, b.known[0]) if a.n is not None else (b, a.known[0])
        assert chosen.n is not None  # noqa: S101 - one of the two is a column
        if text not in chosen.known:
            return self.graph.truth(False)
        return self.graph.same(chosen.n, self.graph.number(chosen.known.index(text)))

    def _lazy(self, expr: ex.Op) -> Lowered:
        if expr.name == "if":
            when, then, otherwise = expr.args
            return self.choose(self.truth(when), self.lower(then), self.lower(otherwise))
        stop = self.graph.truth(expr.name == "or")
        found = self.truth(expr.args[-1])
        for arg in reversed(expr.args[:-1]):
            first, rest = self.truth(arg), found
            taken = (Bool(stop), rest) if expr.name == "or" else (rest, Bool(stop))
            chosen = self.choose(first, *taken)
            assert isinstance(chosen, Bool)  # noqa: S101 - both sides are truths
            found = chosen
        return found

    def choose(self, when: Bool, a: Lowered, b: Lowered) -> Lowered:
        """a while `when` is true, else b; only the side taken brings its states."""
        states = self._chosen_states(when, a.states - when.states, b.states - when.states)
        if isinstance(a, Bool) and isinstance(b, Bool):
            return Bool(self.graph.pick_truth(when.c, a.c, b.c), states)
        if isinstance(a, Code) or isinstance(b, Code):
            raise NotLowered("a text is the result of a condition")
        p, q, d = self.common(self.as_num(a), self.as_num(b))
        return self.reduced(Num(self.graph.where(when.c, p, q), d, states))

    def _chosen_states(self, when: Bool, a: frozenset[Node], b: frozenset[Node]) -> frozenset[Node]:
        graph = self.graph
        branch = graph.pick_state(when.c, graph.worst(a), graph.worst(b))
        if branch.constant == 0:
            return when.states
        if when.states and branch.high > State.UNDEFINED:
            nothing = graph.as_state(graph.truth(False), State.UNDEFINED)
            branch = graph.pick_state(graph.is_value(when.states), branch, nothing)
        return when.states | {branch}

    def group(self, expr: ex.Group) -> Num:
        """A number worked out over the units scored together."""
        of = self.number(expr.of)
        taking_part = self.graph.is_value(of.states)
        if expr.where is not None:
            where = self.condition(expr.where)
            some = self.graph.both(where.c, self.graph.is_value(where.states))
            taking_part = self.graph.both(taking_part, some)
        if expr.kind == "rank":
            return self._rank(of, taking_part)
        count = self.graph.make("group_count", (taking_part,), 0, GROUP_LIMIT)
        if expr.kind == "count":
            return Num(count, self.graph.number(1))
        nobody = self.graph.as_state(self.graph.same(count, self.graph.number(0)), State.UNDEFINED)
        if expr.kind in {"max", "min"}:
            return self._extreme(expr.kind, of, taking_part, nobody)
        if of.d.constant is None:
            raise NotLowered("a sum or mean of quotients whose divisors differ from unit to unit")
        part = self.graph.where(taking_part, of.n, self.graph.number(0))
        total = self.graph.make("group_sum", (part,), part.low * GROUP_LIMIT, part.high * GROUP_LIMIT)
        if expr.kind == "sum":
            return Num(total, of.d, frozenset({nobody}))
        divisor = self.graph.mul(of.d, self.graph.most(count, self.graph.number(1)))
        return Num(total, divisor, frozenset({nobody}))

    def _rank(self, of: Num, taking_part: Node) -> Num:
        if of.d.constant is None:
            rank = self.graph.make("group_rank_ratio", (of.n, of.d, taking_part), 1, GROUP_LIMIT)
        else:
            rank = self.graph.make("group_rank", (split(of.n)[1] or of.n, taking_part), 1, GROUP_LIMIT)
        return Num(rank, self.graph.number(1), of.states)

    def _extreme(self, kind: str, of: Num, taking_part: Node, nobody: Node) -> Num:
        states = frozenset({nobody})
        if of.d.constant is not None:
            best = self.graph.make(f"group_{kind}", (of.n, taking_part), of.n.low, of.n.high)
            return Num(best, of.d, states)
        args = (of.n, of.d, taking_part)
        best = self.graph.make(f"group_{kind}_ratio", args, of.n.low, of.n.high)
        below = self.graph.make(f"group_{kind}_ratio_d", args, of.d.low, of.d.high)
        return Num(best, below, states)


_COMPARE = {"==", "!=", "<", "<=", ">", ">="}
_LOWER: dict[type, Callable[[Lowering, Any], Lowered]] = {
    ex.Number: lambda lower, e: lower.constant(e.value),
    ex.Text: lambda _lower, e: Code((e.value,), None),
    ex.Truth: lambda lower, e: Bool(lower.graph.truth(e.value)),
    ex.Column: lambda lower, e: lower.column(e),
    ex.Has: lambda lower, e: lower.has(e.column),
    ex.Mark: lambda lower, e: lower.mark(e.criterion),
    ex.HasMark: lambda lower, e: Bool(lower.graph.is_value(lower.mark(e.criterion).states)),
    ex.Evidence: lambda lower, e: lower.evidence(e.criterion),
    ex.Points: lambda lower, e: lower.item_points(e.item),
    ex.Total: lambda lower, _e: lower.known_total(),
    ex.ZeroCount: lambda lower, _e: lower.known_zero_count(),
    ex.Op: lambda lower, e: lower.operation(e),
    ex.Rounded: lambda lower, e: lower.rounded(lower.number(e.of), e.places, e.mode),
    ex.Group: lambda lower, e: lower.group(e),
}
