"""Exact fractions as two integer nodes: numerator ÷ denominator, beside the states that say why not."""

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from thidua.rules._expression import State
from thidua.rules._graph import Graph
from thidua.rules._nodes import Node, ratio_high, ratio_low, split

NO_STATES: frozenset[Node] = frozenset()


@dataclass(frozen=True, slots=True)
class Num:
    """n ÷ d, with d above 0."""

    n: Node
    d: Node
    states: frozenset[Node] = NO_STATES


class Ratios:
    """Arithmetic on `Num`, kept as small as constant folding and cancelling can make it."""

    def __init__(self) -> None:
        self.graph = Graph()

    def constant(self, value: Fraction, states: frozenset[Node] = NO_STATES) -> Num:
        """A constant."""
        return Num(self.graph.number(value.numerator), self.graph.number(value.denominator), states)

    def common(self, a: Num, b: Num) -> tuple[Node, Node, Node]:
        """Numerators of a and b over one denominator, and that denominator."""
        if a.d is b.d:
            return a.n, b.n, a.d
        graph, (f, x), (g, y) = self.graph, split(a.d), split(b.d)
        both = lcm(f, g)
        p, q = graph.mul(a.n, graph.number(both // f)), graph.mul(b.n, graph.number(both // g))
        d = graph.number(both)
        if x is not y:
            p, q = (graph.mul(p, y) if y else p), (graph.mul(q, x) if x else q)
            d = graph.mul(d, y) if y else d
        return p, q, graph.mul(d, x) if x else d

    def plus(self, a: Num, b: Num) -> Num:
        """a + b."""
        p, q, d = self.common(a, b)
        return self.reduced(Num(self.graph.add(p, q), d, a.states | b.states))

    def minus(self, a: Num, b: Num) -> Num:
        """a - b."""
        p, q, d = self.common(a, b)
        return self.reduced(Num(self.graph.sub(p, q), d, a.states | b.states))

    def times(self, a: Num, b: Num) -> Num:
        """a × b."""
        a, b = self._cancelled(a, b), self._cancelled(b, a)
        n, d = self.graph.mul(a.n, b.n), self.graph.mul(a.d, b.d)
        return self.reduced(Num(n, d, a.states | b.states))

    def _cancelled(self, a: Num, b: Num) -> Num:
        """a with the constant factor gone that its numerator shares with b's denominator."""
        common = gcd(content(a.n), split(b.d)[0])
        d_common = gcd(content(b.n), split(a.d)[0])
        n = divided(self.graph, a.n, common) if common > 1 else a.n
        d = divided(self.graph, a.d, d_common) if d_common > 1 else a.d
        return Num(n, d, a.states)

    def quotient(self, a: Num, b: Num) -> Num:
        """a ÷ b; undefined where b is 0."""
        graph, states = self.graph, a.states | b.states
        if b.n.constant == 0:
            return Num(b.n, graph.number(1), states | {graph.as_state(graph.truth(True), State.UNDEFINED)})
        top, bottom = (a.n, b.n) if a.d is b.d else (graph.mul(a.n, b.d), graph.mul(a.d, b.n))
        common = gcd(content(top), content(bottom))
        if common > 1:
            top, bottom = divided(graph, top, common), divided(graph, bottom, common)
        if bottom.low <= 0 <= bottom.high:
            zero = graph.same(bottom, graph.number(0))
            states |= {graph.as_state(zero, State.UNDEFINED)}
        if bottom.low < 0:
            sign = graph.less(bottom, graph.number(0))
            top = graph.where(sign, graph.negative(top), top)
            bottom = graph.most(bottom, graph.negative(bottom))
        (f, rest) = split(bottom)
        if rest is not None:
            bottom = graph.mul(graph.most(rest, graph.number(1)), graph.number(f))
        return self.reduced(Num(top, graph.most(bottom, graph.number(1)), states))

    def smaller(self, a: Num, b: Num) -> Num:
        """The smaller of a and b."""
        for one, other in ((a, b), (b, a)):
            if other.n.constant is not None and other.d.constant is not None:
                bound = Fraction(other.n.low, other.d.low)
                if ratio_high(one.n, one.d) <= bound:
                    return Num(one.n, one.d, a.states | b.states)
        p, q, d = self.common(a, b)
        return self.reduced(Num(self.graph.least(p, q), d, a.states | b.states))

    def larger(self, a: Num, b: Num) -> Num:
        """The larger of a and b."""
        p, q, d = self.common(a, b)
        return self.reduced(Num(self.graph.most(p, q), d, a.states | b.states))

    def reduced(self, x: Num) -> Num:
        """x with common constant factors cancelled."""
        common = gcd(content(x.n), split(x.d)[0])
        if common <= 1:
            return x
        return Num(divided(self.graph, x.n, common), divided(self.graph, x.d, common), x.states)

    def floored(self, x: Num) -> Num:
        """The whole number at or below x."""
        return Num(self.graph.div(x.n, x.d, self._range(x, 1)), self.graph.number(1), x.states)

    def _range(self, x: Num, scale: int) -> tuple[int, int]:
        """Whole numbers that x × scale, rounded any way, stays within."""
        low, high = ratio_low(x.n, x.d) * scale, ratio_high(x.n, x.d) * scale
        return low.numerator // low.denominator, -(-high.numerator // high.denominator)

    def rounded(self, x: Num, places: int, mode: str) -> Num:
        """x on the grid 10^-places."""
        graph, grid = self.graph, 10**places
        within = self._range(x, grid)
        scaled = self.reduced(Num(graph.mul(x.n, graph.number(grid)), x.d))
        n, d = scaled.n, scaled.d
        if d.constant == 1:
            return Num(n, graph.number(grid), x.states)
        if n.low >= 0:
            return Num(self._rounded_size(n, d, mode, within), graph.number(grid), x.states)
        size = graph.most(n, graph.negative(n))
        most = max(abs(within[0]), abs(within[1]))
        whole = self._rounded_size(size, d, mode, (0, most))
        below = graph.less(n, graph.number(0))
        signed = graph.make("where", (below, graph.negative(whole), whole), *within)
        return Num(signed, graph.number(grid), x.states)

    def _rounded_size(self, n: Node, d: Node, mode: str, within: tuple[int, int]) -> Node:
        graph = self.graph
        if mode == "down":
            return graph.div(n, d, within)
        if mode == "up":
            return graph.div(graph.add(n, graph.sub(d, graph.number(1))), d, within)
        if mode == "half_up":
            return graph.div(graph.add(n, graph.div(d, graph.number(2))), d, within)
        twice, both = graph.mul(d, graph.number(2)), graph.add(graph.mul(n, graph.number(2)), d)
        whole = graph.make("div", (both, twice), max(0, within[0]), within[1])
        odd = graph.sub(whole, graph.mul(graph.div(whole, graph.number(2)), graph.number(2)))
        tie = graph.same(both, graph.mul(whole, twice))
        return graph.sub(whole, graph.where(tie, odd, graph.number(0)))


def content(node: Node, depth: int = 6) -> int:
    """A positive number that certainly divides the node's value; 0 for the constant 0."""
    if node.op == "number":
        return abs(node.key)
    if depth == 0:
        return 1
    match node.op:
        case "mul" if node.args[1].op == "number":
            return abs(node.args[1].key) * content(node.args[0], depth - 1)
        case "add" | "sub" | "min" | "max":
            return reduce(gcd, (content(a, depth - 1) for a in node.args))
        case "where" | "keep":
            return reduce(gcd, (content(a, depth - 1) for a in node.args[1:]))
    return 1


def divided(graph: Graph, node: Node, by: int) -> Node:
    """The node's value ÷ `by`, which certainly divides it."""
    if by == 1:
        return node
    if node.op == "number":
        return graph.number(node.key // by)
    if node.op == "mul":
        shared = gcd(node.args[1].key, by)
        return graph.mul(divided(graph, node.args[0], by // shared), graph.number(node.args[1].key // shared))
    if node.op == "where":
        when, a, b = node.args
        return graph.where(when, divided(graph, a, by), divided(graph, b, by))
    if node.op == "keep":
        return graph.keep(node.args[0], divided(graph, node.args[1], by))
    a, b = (divided(graph, inner, by) for inner in node.args)
    make = {"add": graph.add, "sub": graph.sub, "min": graph.least, "max": graph.most}
    return make[node.op](a, b)
