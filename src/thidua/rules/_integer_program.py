"""A whole rulebook as one integer program: criteria, sections with their policies, total, gates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from thidua.rules import _expression as ex
from thidua.rules._expression import State
from thidua.rules._integers import Bool, KnownStates, Lowering
from thidua.rules._model import Item, Section
from thidua.rules._nodes import LIMIT, Node, ratio_high, ratio_low
from thidua.rules._program import CriterionPlan, Program
from thidua.rules._ratios import Num

KINDS = ("base", "bonus", "deduction")
LEFT_OUT = State.NOT_APPLICABLE  # this state and every worse one
RATIO_GROUPS = {
    f"group_{kind}" for kind in ("rank_ratio", "max_ratio", "min_ratio", "max_ratio_d", "min_ratio_d")
}
SUMS_LIMIT, LCM_LIMIT = 4096, 10**7


@dataclass(frozen=True, slots=True)
class LineNodes:
    """Where a line's points, state and completeness are computed; points are 0 unless they count."""

    points: Num
    state: Node
    incomplete: Node


@dataclass(frozen=True)
class IntegerProgram:
    """The program of a rulebook; without reasons it is proved to stay within int64.

    `total` is an integer on the grid 10^-places; `parts` are base, bonus and deduction; `zero` and
    `disqualified` are true when a gate of that effect holds.
    """

    lowering: Lowering
    lines: dict[str, LineNodes]
    parts: dict[str, Num]
    total: Node
    incomplete: Node
    zero: Node
    disqualified: Node
    places: int
    reasons: tuple[str, ...] = ()


def integer_program(program: Program, known: KnownStates = frozenset()) -> IntegerProgram:
    """The integer program of a rulebook; `known` names columns with one state for every unit.

    Raises `NotLowered` when a part has no integer form.
    """
    found = _Builder(program, known).build()
    outputs = [found.total, found.incomplete, found.zero, found.disqualified]
    outputs += [n for line in found.lines.values() for n in (line.points.n, line.points.d, line.state)]
    reasons = [_reason(n) for n in reached(outputs) if not _fits(n)]
    return replace(found, reasons=tuple(dict.fromkeys(reasons)))


def _fits(node: Node) -> bool:
    if node.op in RATIO_GROUPS:
        n, d = node.args[:2]
        return max(abs(n.low), abs(n.high)) * d.high < LIMIT
    return -LIMIT < node.low <= node.high < LIMIT


def _reason(node: Node) -> str:
    return f"{node.op}: {node.low} … {node.high} is not proved to fit 64 bits"


def reached(outputs: Iterable[Node]) -> list[Node]:
    """Every node that the outputs need, each after what it needs."""
    found: dict[int, Node] = {}
    waiting = list(outputs)
    while waiting:
        node = waiting.pop()
        if node.serial not in found:
            found[node.serial] = node
            waiting.extend(node.args)
    return [found[serial] for serial in sorted(found)]


class _Builder:
    def __init__(self, program: Program, known: KnownStates) -> None:
        self.program = program
        self.rounding = program.rulebook.rounding
        self.lower = Lowering(program.rulebook, known)
        self.graph = self.lower.graph
        self.nothing = self.graph.as_state(self.graph.truth(False), State.UNDEFINED)
        self.zero = self.lower.constant(Fraction(0))
        self.lines: dict[str, LineNodes] = {}

    def build(self) -> IntegerProgram:
        for plan in self.program.plans.values():
            self.lines[plan.criterion.id] = self._criterion(plan)
        for code in reversed(list(self.program.parents)):
            item = self.program.rulebook.item_by_id[code]
            if isinstance(item, Section):
                self.lines[code] = self._section(item)
        parts, incomplete = self._parts()
        total = self._total(parts)
        self._known(total)
        effects = {name: self._gates(name) for name in ("zero", "disqualified")}
        total_node = self.graph.keep(self.graph.inverse(effects["zero"]), total.n)
        return IntegerProgram(
            lowering=self.lower,
            lines=self.lines,
            parts=parts,
            total=total_node,
            incomplete=incomplete,
            zero=effects["zero"],
            disqualified=effects["disqualified"],
            places=self.rounding.places,
        )

    # lines

    def _criterion(self, plan: CriterionPlan) -> LineNodes:
        found = self.lower.number(plan.expr)
        if plan.applies is not None:
            applies = self.lower.condition(plan.applies)
            absent = frozenset({self._constant_state(State.NOT_APPLICABLE)})
            chosen = self.lower.choose(applies, found, Num(self.zero.n, self.zero.d, absent))
            found = self.lower.as_num(chosen)
        state = self.graph.worst(found.states)
        value = self.graph.is_value(found.states)
        if self.program.rulebook.values.missing == "zero":
            missing = self.graph.state_is(state, State.MISSING)
            state = self.graph.pick_state(missing, self.nothing, state)
        incomplete = self._not_complete(state)
        points = Num(self.graph.keep(value, found.n), found.d)
        full = self._full_when_left_out(plan.criterion, state)
        points = self._or_full(points, full, plan.criterion)
        return LineNodes(Num(self.graph.line(points.n), points.d), state, incomplete)

    def _constant_state(self, state: State) -> Node:
        return self.graph.as_state(self.graph.truth(True), state)

    def _not_complete(self, state: Node) -> Node:
        some, left_out = self.graph.is_state(state, 1), self.graph.is_state(state, LEFT_OUT)
        return self.graph.both(some, self.graph.inverse(left_out))

    def _policy_holds(self, item: Item, state: Node, policies: set[str]) -> Node:
        """True while the item is left out under one of these policies."""
        absent = self.program.policy(item, State.NOT_APPLICABLE) in policies
        unassigned = self.program.policy(item, State.NOT_ASSIGNED) in policies
        if absent and unassigned:
            return self.graph.is_state(state, LEFT_OUT)
        if unassigned:
            return self.graph.is_state(state, State.NOT_ASSIGNED)
        return self.graph.state_is(state, State.NOT_APPLICABLE) if absent else self.graph.truth(False)

    def _full_when_left_out(self, item: Item, state: Node) -> Node:
        return self._policy_holds(item, state, {"full"})

    def _or_full(self, points: Num, when: Node, item: Item) -> Num:
        """`points` (0 while left out), or the item's maximum."""
        if when.constant == 0:
            return points
        full = self.lower.constant(self.program.full[item.id])
        p, q, d = self.lower.common(points, full)
        return Num(self.graph.where(when, q, p), d)

    def _section(self, section: Section) -> LineNodes:
        graph, lower = self.graph, self.lower
        inside, inside_state, incomplete = self._combined(section.items, section.combine)
        applies = self._applies(section)
        share = lower.constant(Fraction(1))
        if section.prorate is not None:
            months = lower.number(ex.Column(section.prorate.input))
            share = lower.times(months, lower.constant(1 / section.prorate.of))
        early = graph.pick_state(graph.is_state(applies, 1), applies, inside_state)
        late = graph.worst(share.states)
        state = graph.pick_state(graph.is_state(early, 1), early, late)
        value = self._after_steps(section, inside, share)
        points = Num(graph.keep(graph.inverse(graph.is_state(state, 1)), value.n), value.d)
        points = self._or_full(points, self._full_when_left_out(section, early), section)
        unknown = graph.either(self._not_complete(early), graph.is_state(late, 1))
        open_inside = graph.both(graph.inverse(graph.is_state(early, 1)), graph.either(incomplete, unknown))
        return LineNodes(points, state, graph.either(self._not_complete(early), open_inside))

    def _applies(self, section: Section) -> Node:
        """The state that keeps the section from being scored at all."""
        if section.applies_when is None:
            return self.nothing
        when = self.lower.condition(section.applies_when)
        absent = Num(self.zero.n, self.zero.d, frozenset({self._constant_state(State.NOT_APPLICABLE)}))
        return self.graph.worst(self.lower.choose(when, self.zero, absent).states)

    def _after_steps(self, section: Section, value: Num, share: Num) -> Num:
        """The combined points after caps, maximum, weight, share of the year and rounding."""
        lower = self.lower
        for cap in section.caps:
            when = lower.condition(cap.when)
            holds = Bool(self.graph.both(when.c, self.graph.is_value(when.states)))
            capped = lower.smaller(value, lower.constant(cap.max))
            value = lower.as_num(lower.choose(holds, capped, value))
        if section.max is not None:
            value = lower.smaller(value, lower.constant(section.max))
        value = lower.times(value, lower.constant(section.weight))
        value = lower.times(value, Num(share.n, share.d))
        if self.rounding.at == "section":
            value = lower.rounded(value, self.rounding.places, self.rounding.mode)
        return value

    # putting items together

    def _combined(self, items: Sequence[Item], how: str) -> tuple[Num, Node, Node]:
        """Points of `items` together, the state when all are left out, and whether something is open."""
        graph, lines = self.graph, [self.lines[i.id] for i in items]
        dropped = [
            self._policy_holds(i, line.state, {"rescale", "split", "not_scored"})
            for i, line in zip(items, lines, strict=True)
        ]
        incomplete = reduce(graph.either, (line.incomplete for line in lines), graph.truth(False))
        if not items:
            return self.zero, self.nothing, incomplete
        points = self._with_shares(items, lines, dropped)
        value = self._by_kind(points, dropped, how)
        value = self._rescaled(items, lines, dropped, value)
        nobody = reduce(graph.both, dropped)
        worst = graph.worst(frozenset(line.state for line in lines))
        return value, graph.pick_state(nobody, worst, self.nothing), incomplete

    def _with_shares(
        self, items: Sequence[Item], lines: Sequence[LineNodes], dropped: Sequence[Node]
    ) -> list[Num]:
        """Points of the items, with what those left out by *split* leave to the others."""
        points = [line.points for line in lines]
        shared = self._maximum_where(items, lines, {"split"})
        if shared.n.constant == 0:
            return points
        count = self._count([self.graph.inverse(d) for d in dropped])
        each = Num(shared.n, self.graph.mul(shared.d, self.graph.most(count, self.graph.number(1))))
        one = self.lower.constant(Fraction(1))
        found = []
        for item, p in zip(items, points, strict=True):
            full = self.program.full[item.id]
            factor = (
                self.lower.plus(one, self.lower.times(each, self.lower.constant(1 / full))) if full else one
            )
            found.append(self.lower.times(p, factor))
        return found

    def _maximum_where(self, items: Sequence[Item], lines: Sequence[LineNodes], policies: set[str]) -> Num:
        """The maximum of the items left out under one of these policies."""
        found = self.zero
        for item, line in zip(items, lines, strict=True):
            when = self._policy_holds(item, line.state, policies)
            full = self.lower.constant(self.program.full[item.id])
            found = self.lower.plus(found, Num(self.graph.keep(when, full.n), full.d))
        return found

    def _count(self, truths: Sequence[Node]) -> Node:
        return reduce(self.graph.add, (self.graph.as_number(t) for t in truths))

    def _by_kind(self, points: Sequence[Num], dropped: Sequence[Node], how: str) -> Num:
        if how in {"max", "min"}:
            return self._extreme(points, dropped, how)
        total = reduce(self.lower.plus, points)
        if how == "sum":
            return total
        count = self._count([self.graph.inverse(d) for d in dropped])
        divisor = self.graph.mul(total.d, self.graph.most(count, self.graph.number(1)))
        return self.lower.reduced(Num(total.n, divisor))

    def _extreme(self, points: Sequence[Num], dropped: Sequence[Node], how: str) -> Num:
        """The best or worst of the items that are not left out; 0 for none."""
        highest = how == "max"
        ends = [ratio_low(p.n, p.d) if highest else ratio_high(p.n, p.d) for p in points]
        edge = self.lower.constant(min(ends) if highest else max(ends))
        chosen = [self.lower.choose(Bool(x), edge, p) for x, p in zip(dropped, points, strict=True)]
        taking_part = [self.lower.as_num(c) for c in chosen]
        best = reduce(self.lower.larger if highest else self.lower.smaller, taking_part)
        some = self.graph.inverse(reduce(self.graph.both, dropped))
        return Num(self.graph.keep(some, best.n), best.d)

    def _rescaled(
        self, items: Sequence[Item], lines: Sequence[LineNodes], dropped: Sequence[Node], value: Num
    ) -> Num:
        """`value` × whole ÷ remaining maximum, for items left out by *rescale*."""
        graph = self.graph
        again = [self._policy_holds(i, line.state, {"rescale"}) for i, line in zip(items, lines, strict=True)]
        if all(a.constant == 0 for a in again):
            return value
        split_out = [
            self._policy_holds(i, line.state, {"split"}) for i, line in zip(items, lines, strict=True)
        ]
        fulls = [self.program.full[i.id] for i in items]
        unit = Fraction(reduce(gcd, (f.numerator for f in fulls)), lcm(*(f.denominator for f in fulls)))
        unit = unit or Fraction(1)
        sizes = [int(f / unit) for f in fulls]
        stays = [graph.either(graph.inverse(d), s) for d, s in zip(dropped, split_out, strict=True)]
        remaining = self._weighed(stays, sizes)
        whole = self._weighed([graph.either(s, a) for s, a in zip(stays, again, strict=True)], sizes)
        if any(s == 0 for s in sizes):
            whole = graph.where(graph.less(graph.number(0), remaining), whole, graph.number(1))
        divisor = graph.most(remaining, graph.number(1))
        common = _common_multiple(stays, sizes)
        if common is None:
            return self.lower.times(value, Num(whole, divisor))
        factor = graph.mul(whole, graph.div(graph.number(common), divisor))
        return self.lower.times(value, Num(factor, graph.number(common)))

    def _weighed(self, truths: Sequence[Node], sizes: Sequence[int]) -> Node:
        parts = [self.graph.keep(t, self.graph.number(s)) for t, s in zip(truths, sizes, strict=True)]
        return reduce(self.graph.add, parts)

    # the total

    def _parts(self) -> tuple[dict[str, Num], Node]:
        policy = self.program.rulebook.total
        limits = {"bonus": policy.bonus_max, "deduction": policy.deduction_max}
        parts, incomplete = {}, self.graph.truth(False)
        for kind in KINDS:
            value, _state, some = self._combined(self.program.tops(kind), "sum")
            limit = limits.get(kind)
            parts[kind] = value if limit is None else self.lower.smaller(value, self.lower.constant(limit))
            incomplete = self.graph.either(incomplete, some)
        return parts, incomplete

    def _total(self, parts: dict[str, Num]) -> Num:
        policy, lower = self.program.rulebook.total, self.lower
        value = parts["base"]
        for step in policy.order:
            if step == "bonus":
                value = lower.plus(value, parts["bonus"])
            elif step == "deduction":
                value = lower.minus(value, parts["deduction"])
            else:
                if policy.floor is not None:
                    value = lower.larger(value, lower.constant(policy.floor))
                if policy.ceiling is not None:
                    value = lower.smaller(value, lower.constant(policy.ceiling))
        return lower.rounded(value, self.rounding.places, self.rounding.mode)

    def _known(self, total: Num) -> None:
        """Points, total and zero count become readable by the gates."""
        self.lower.total = total
        self.lower.points = {
            code: Num(line.points.n, line.points.d, frozenset({line.state}))
            for code, line in self.lines.items()
        }
        zero = self.graph.number(0)
        scored_zero = [
            self.graph.both(
                self.graph.inverse(self.graph.is_state(self.lines[c.id].state, 1)),
                self.graph.same(self.lines[c.id].points.n, zero),
            )
            for c in self.program.rulebook.criteria
            if self.program.kinds[c.id] == "base"
        ]
        count = self._count(scored_zero) if scored_zero else zero
        self.lower.zero_count = Num(count, self.graph.number(1))

    def _gates(self, effect: str) -> Node:
        """True when a gate of this effect holds."""
        holds = self.graph.truth(False)
        for gate in self.program.rulebook.gates:
            if gate.effect == effect:
                when = self.lower.condition(gate.when)
                holds = self.graph.either(holds, self.graph.both(when.c, self.graph.is_value(when.states)))
        return holds


def _common_multiple(stays: Sequence[Node], sizes: Sequence[int]) -> int | None:
    """A number that every possible remaining maximum divides; None when there is no small one."""
    sums = {0}
    for stay, size in zip(stays, sizes, strict=True):
        grown = {s + size for s in sums}
        sums = grown if stay.constant == 1 else sums | grown
        if len(sums) > SUMS_LIMIT:
            return None
    common = 1
    for value in sums - {0}:
        common = lcm(common, value)
        if common > LCM_LIMIT:
            return None
    return common
