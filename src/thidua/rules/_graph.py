"""Integer programs as a graph of shared nodes, each with the interval its value is proved to stay in.

Building folds constants, cancels factors and drops a clamp that cannot bind, so what is left is what a
careful person would write by hand. Two equal nodes are the same object.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, gcd

from thidua.rules._nodes import Node, decided, proves_le, small, split

SEE_THROUGH = {  # operations through which an assumed truth is followed, and what makes them anew
    "and": "both", "or": "either", "not": "inverse", "as_number": "as_number", "keep": "keep", "mul": "mul",
    "add": "add", "as_state": "as_state", "where": "where", "pick_state": "pick_state",
}  # fmt: skip


@dataclass
class Graph:
    """Makes nodes. Every method returns a node that equals what its name says, for any values of the slots."""

    nodes: list[Node] = field(default_factory=list)
    known: dict[tuple[object, ...], Node] = field(default_factory=dict)

    def make(self, op: str, args: tuple[Node, ...], low: int, high: int, key: int = 0) -> Node:
        """The node, made once."""
        name = (op, key, *(a.serial for a in args))
        found = self.known.get(name)
        if found is None:
            found = Node(op, args, low, high, key, len(self.nodes))
            self.known[name] = found
            self.nodes.append(found)
        return found

    # numbers

    def number(self, value: int) -> Node:
        """A constant."""
        return self.make("number", (), value, value, value)

    def slot(self, index: int, low: int, high: int) -> Node:
        """The integer in a slot."""
        return self.make("slot", (), low, high, index)

    def add(self, a: Node, b: Node) -> Node:
        """a + b."""
        if a.op == "number":
            a, b = b, a
        if b.op == "number":
            if b.key == 0:
                return a
            if a.op == "number":
                return self.number(a.key + b.key)
            if a.op == "add" and a.args[1].op == "number":
                return self.add(a.args[0], self.number(a.args[1].key + b.key))
        return self.make("add", (a, b), a.low + b.low, a.high + b.high)

    def sub(self, a: Node, b: Node) -> Node:
        """a - b."""
        if a is b:
            return self.number(0)
        if b.op == "number":
            return self.add(a, self.number(-b.key))
        return self.make("sub", (a, b), a.low - b.high, a.high - b.low)

    def mul(self, a: Node, b: Node) -> Node:
        """a × b."""
        if a.op == "number":
            a, b = b, a
        if b.op == "number":
            return self._times(a, b.key)
        (f, x), (g, y) = split(a), split(b)
        if f * g != 1 and x is not None and y is not None:
            return self._times(self.mul(x, y), f * g)
        ends = [p * q for p in (a.low, a.high) for q in (b.low, b.high)]
        low = 0 if a is b and min(ends) < 0 else min(ends)
        return self.make("mul", (a, b) if a.serial <= b.serial else (b, a), low, max(ends))

    def _times(self, a: Node, factor: int) -> Node:
        if factor == 1 or a.constant == 0:
            return a
        if a.op == "number" or factor == 0:
            return self.number(a.low * factor)
        if a.op == "mul" and a.args[1].op == "number":
            return self._times(a.args[0], a.args[1].key * factor)
        ends = (a.low * factor, a.high * factor)
        return self.make("mul", (a, self.number(factor)), min(ends), max(ends))

    def div(self, a: Node, d: Node, within: tuple[int, int] | None = None) -> Node:
        """floor(a ÷ d); `d` is proved above 0. `within` is a tighter interval that the caller has proved."""
        if a.constant is not None and d.constant is not None:
            return self.number(a.low // d.low)
        (f, x), (g, y) = split(a), split(d)
        common = gcd(f, g)
        if common > 1:
            a, d = self._scaled(x, f // common), self._scaled(y, g // common)
        if d.constant == 1:
            return a
        low = a.low // (d.high if a.low >= 0 else d.low)
        high = a.high // (d.low if a.high >= 0 else d.high)
        if within is not None:
            low, high = max(low, within[0]), min(high, within[1])
        return self.make("div", (a, d), low, high)

    def _scaled(self, x: Node | None, factor: int) -> Node:
        return self.number(factor) if x is None else self._times(x, factor)

    def least(self, a: Node, b: Node) -> Node:
        """The smaller of a and b."""
        if proves_le(a, b):
            return a
        if proves_le(b, a):
            return b
        return self._of_two("min", a, b, (min(a.low, b.low), min(a.high, b.high)))

    def most(self, a: Node, b: Node) -> Node:
        """The larger of a and b."""
        if proves_le(a, b):
            return b
        if proves_le(b, a):
            return a
        return self._of_two("max", a, b, (max(a.low, b.low), max(a.high, b.high)))

    def _of_two(self, op: str, a: Node, b: Node, ends: tuple[int, int]) -> Node:
        (f, x), (g, y) = split(a), split(b)
        common = gcd(f, g)
        if common > 1 and common == max(f, g):
            inner = self.least if op == "min" else self.most
            return self._times(inner(self._scaled(x, f // common), self._scaled(y, g // common)), common)
        if a.op == "number" or (b.op != "number" and a.serial > b.serial):
            a, b = b, a
        return self.make(op, (a, b), *ends)

    def where(self, when: Node, a: Node, b: Node) -> Node:
        """a while `when` is true, else b."""
        if when.constant is not None:
            return a if when.low else b
        if a is b:
            return a
        if when.op == "not":
            return self.where(when.args[0], b, a)
        a, b = self.assume(a, when, value=True), self.assume(b, when, value=False)
        if a.op == "number" and b.op == "number":
            return self.add(self._times(self.as_number(when), a.key - b.key), b)
        low, high = min(a.low, b.low), max(a.high, b.high)
        if a.op == "number" and (small(b) or a.key == 0):
            return self._added(self.keep(when, a), self.keep(self.inverse(when), b), low, high)
        if b.op == "number" and (small(a) or b.key == 0):
            return self._added(self.keep(when, a), self.keep(self.inverse(when), b), low, high)
        return self.make("where", (when, a, b), low, high)

    def _added(self, a: Node, b: Node, low: int, high: int) -> Node:
        """a + b, of which one is 0: it stays within low…high."""
        if b.constant == 0:
            return a
        return b if a.constant == 0 else self.make("add", (a, b), low, high)

    def keep(self, when: Node, a: Node) -> Node:
        """a while `when` is true, else 0."""
        if when.constant is not None:
            return a if when.low else self.number(0)
        if a.op == "number":
            return self._times(self.as_number(when), a.key)
        if a.op == "as_number":
            return self.as_number(self.both(when, a.args[0]))
        if a.op == "mul" and a.args[1].op == "number":
            return self._times(self.keep(when, a.args[0]), a.args[1].key)
        low, high = min(a.low, 0), max(a.high, 0)
        if a.op == "add" and small(a):
            return self._added(self.keep(when, a.args[0]), self.keep(when, a.args[1]), low, high)
        return self.make("keep", (when, a), low, high)

    def as_number(self, truth: Node) -> Node:
        """1 for true, 0 for false."""
        if truth.constant is not None:
            return self.number(truth.low)
        return self.make("as_number", (truth,), 0, 1)

    def line(self, a: Node) -> Node:
        """Just `a`, as the finished points of a line: what follows is computed from it, not through it."""
        return a if a.constant is not None else self.make("line", (a,), a.low, a.high)

    def negative(self, a: Node) -> Node:
        """-a."""
        return self._times(a, -1)

    # truths

    def truth(self, value: bool) -> Node:  # noqa: FBT001 - a constant
        """True or false."""
        return self.make("truth", (), int(value), int(value), int(value))

    def less(self, a: Node, b: Node) -> Node:
        """a < b."""
        return self._compare("lt", a, b)

    def at_most(self, a: Node, b: Node) -> Node:
        """a <= b."""
        return self._compare("le", a, b)

    def same(self, a: Node, b: Node) -> Node:
        """a == b."""
        return self._compare("eq", a, b)

    def _compare(self, op: str, a: Node, b: Node) -> Node:
        a, b = self._moved(a, b)
        (f, x), (g, y) = split(a), split(b)
        if x is not None and y is not None and gcd(f, g) > 1:
            common = gcd(f, g)
            return self._compare(op, self._times(x, f // common), self._times(y, g // common))
        if x is not None and b.op == "number" and f > 1:
            return self._against_constant(op, x, Fraction(b.key, f), right=True)
        if y is not None and a.op == "number" and g > 1:
            return self._against_constant(op, y, Fraction(a.key, g), right=False)
        known = decided(op, a, b)
        if known is not None:
            return self.truth(known)
        if op == "eq" and a.serial > b.serial:
            a, b = b, a
        if op == "lt" and (a.op == "number" or b.op == "number"):
            op, a, b = "le", *self._inclusive(a, b)
        return self._unless_known(op, a, b)

    def _inclusive(self, a: Node, b: Node) -> tuple[Node, Node]:
        """a < b between whole numbers, said with <=."""
        return (self.number(a.key + 1), b) if a.op == "number" else (a, self.number(b.key - 1))

    def _unless_known(self, op: str, a: Node, b: Node) -> Node:
        """The comparison; as the inverse of its opposite, where that is already there."""
        if op != "eq":
            other = "le" if op == "lt" else "lt"
            p, q = b, a
            if op == "le" and (a.op == "number" or b.op == "number"):
                other, (p, q) = "le", self._inclusive(b, a)
            opposite = self.known.get((other, 0, p.serial, q.serial))
            if opposite is not None:
                return self.make("not", (opposite,), 0, 1)
        return self.make(op, (a, b), 0, 1)

    def _moved(self, a: Node, b: Node) -> tuple[Node, Node]:
        """Constants that are added go to the other side."""
        if a.op == "add" and a.args[1].op == "number" and b.op == "number":
            return a.args[0], self.number(b.key - a.args[1].key)
        if b.op == "add" and b.args[1].op == "number" and a.op == "number":
            return self.number(a.key - b.args[1].key), b.args[0]
        return a, b

    def _against_constant(self, op: str, x: Node, bound: Fraction, *, right: bool) -> Node:
        if op == "eq":
            if bound.denominator != 1:
                return self.truth(False)
            return self.same(x, self.number(bound.numerator))
        if right:  # x <= bound, x < bound
            edge = floor(bound) if op == "le" else ceil(bound) - 1
            return self.at_most(x, self.number(edge))
        edge = ceil(bound) if op == "le" else floor(bound) + 1
        return self.at_most(self.number(edge), x)

    def both(self, a: Node, b: Node) -> Node:
        """a and b."""
        if a.constant is not None:
            return b if a.low else a
        if b.constant is not None:
            return a if b.low else b
        return a if a is b else self.make("and", (a, b), 0, 1)

    def either(self, a: Node, b: Node) -> Node:
        """a or b."""
        return self.inverse(self.both(self.inverse(a), self.inverse(b))) if _constant(a, b) else (
            a if a is b else self.make("or", (a, b), 0, 1)
        )  # fmt: skip

    def inverse(self, a: Node) -> Node:
        """not a."""
        if a.constant is not None:
            return self.truth(not a.low)
        if a.op == "not":
            return a.args[0]
        return self.make("not", (a,), 0, 1)

    def pick_truth(self, when: Node, a: Node, b: Node) -> Node:
        """a while `when` is true, else b, over truths."""
        a, b = self.assume(a, when, value=True), self.assume(b, when, value=False)
        if a is b:
            return a
        return self.either(self.both(when, a), self.both(self.inverse(when), b))

    def assume(self, node: Node, fact: Node, *, value: bool, depth: int = 8) -> Node:
        """`node`, which is only looked at while `fact` is `value`, without what that settles."""
        if node is fact:
            return self.truth(value)
        if fact.op == "not":
            return self.assume(node, fact.args[0], value=not value, depth=depth)
        if (fact.op == "and" and value) or (fact.op == "or" and not value):
            for part in fact.args:
                node = self.assume(node, part, value=value, depth=depth)
            return node
        if (
            depth == 0
            or node.op not in SEE_THROUGH
            or not node.args
            or (node.op == "add" and not small(node))
        ):
            return node
        args = [self.assume(a, fact, value=value, depth=depth - 1) for a in node.args]
        if all(new is old for new, old in zip(args, node.args, strict=True)):
            return node
        if node.op == "as_state":
            return self.as_state(args[0], node.high)
        made: Node = getattr(self, SEE_THROUGH[node.op])(*args)
        return made

    # states

    def state_slot(self, index: int) -> Node:
        """The state in a slot."""
        return self.make("state_slot", (), 0, 4, index)

    def as_state(self, truth: Node, state: int) -> Node:
        """`state` while true, else 0 (a value)."""
        if truth.constant is not None:
            value = truth.low * state
            return self.make("as_state", (), value, value, value)
        return self.make("as_state", (truth,), 0, state, state)

    def worst(self, states: frozenset[Node]) -> Node:
        """The worst of the states; a value for none."""
        some = sorted((s for s in states if s.high > 0), key=lambda s: s.serial)
        if not some:
            return self.as_state(self.truth(False), 1)
        found = some[0]
        for state in some[1:]:
            found = self.make("worst", (found, state), max(found.low, state.low), max(found.high, state.high))
        return found

    def is_state(self, state: Node, at_least: int) -> Node:
        """True when the state is `at_least` this bad."""
        if state.low >= at_least or state.high < at_least:
            return self.truth(state.low >= at_least)
        if state.op == "as_state":
            return state.args[0]
        if state.op == "worst":
            return self.either(*(self.is_state(part, at_least) for part in state.args))
        if state.op == "pick_state":
            when, a, b = state.args
            return self.pick_truth(when, self.is_state(a, at_least), self.is_state(b, at_least))
        return self.make("le", (self.number(at_least), state), 0, 1)

    def state_is(self, state: Node, value: int) -> Node:
        """True when the state is just this one."""
        if not state.low <= value <= state.high:
            return self.truth(False)
        return self.make("eq", (state, self.number(value)), 0, 1)

    def is_value(self, states: frozenset[Node]) -> Node:
        """True when all states say that there is a value."""
        found = self.truth(True)
        for state in sorted(states, key=lambda s: s.serial):
            found = self.both(found, self.inverse(self.is_state(state, 1)))
        return found

    def pick_state(self, when: Node, a: Node, b: Node) -> Node:
        """a while `when` is true, else b, over states."""
        if when.constant is not None:
            return a if when.low else b
        a, b = self.assume(a, when, value=True), self.assume(b, when, value=False)
        if a is b:
            return a
        one, other = self._undefined_when(a), self._undefined_when(b)
        if one is not None and other is not None:
            return self.as_state(self.pick_truth(when, one, other), 1)
        return self.make("pick_state", (when, a, b), min(a.low, b.low), max(a.high, b.high))

    def _undefined_when(self, state: Node) -> Node | None:
        """When the state is UNDEFINED, for a state that is only that or a value."""
        if state.constant is not None and state.low <= 1:
            return self.truth(state.low == 1)
        return state.args[0] if state.op == "as_state" and state.high == 1 else None


def _constant(*nodes: Node) -> bool:
    return any(n.constant is not None for n in nodes)
