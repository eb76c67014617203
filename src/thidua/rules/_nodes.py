"""Nodes of integer programs, and what is certain about their values."""

from dataclasses import dataclass
from fractions import Fraction

LIMIT = 2**62  # int64 with one bit to spare for a sum in flight
TRUTHS = {"lt", "le", "eq", "and", "or", "not", "true_slot"}
STATES = {"state_slot", "worst", "as_state", "pick_state"}


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One integer (or truth 0/1, or state 0..4) of the program; `key` is a constant or a slot number."""

    op: str
    args: tuple["Node", ...]
    low: int
    high: int
    key: int = 0
    serial: int = 0

    @property
    def constant(self) -> int | None:
        """The value when it is always the same."""
        return self.low if self.low == self.high else None

    @property
    def truth(self) -> bool:
        """True for a node that is true or false."""
        return self.op in TRUTHS or (self.op == "truth")

    @property
    def state(self) -> bool:
        """True for a node that holds a state."""
        return self.op in STATES


def small(node: Node) -> bool:
    """True for a number made of truths and constants alone."""
    if node.op in {"add", "mul"}:
        return all(small(a) for a in node.args)
    return node.op in {"number", "as_number"}


def split(node: Node) -> tuple[int, Node | None]:
    """`node` as positive constant factor × rest; no rest for a constant above 0."""
    if node.op == "number" and node.key > 0:
        return node.key, None
    if node.op == "mul" and node.args[1].op == "number" and node.args[1].key > 0:
        return node.args[1].key, node.args[0]
    return 1, node


Facts = tuple[tuple[Node, Node], ...]  # pairs p <= q that hold in the branch looked at


def proves_le(a: Node, b: Node, depth: int = 4, facts: Facts = ()) -> bool:
    """True when a <= b is certain: by intervals, or by the shape (min(v, t) <= t)."""
    if a is b or a.high <= b.low or (a, b) in facts:
        return True
    if depth == 0:
        return False
    (f, x), (g, y) = split(a), split(b)
    if x is not None and y is not None and (x is not a or y is not b):
        return f <= g and y.low >= 0 and proves_le(x, y, depth - 1, facts)
    if any(proves_le(inner, b, depth - 1, facts) for inner in _below(a)):
        return True
    if any(proves_le(a, inner, depth - 1, facts) for inner in _above(b)):
        return True
    return a.op == "where" and all(
        proves_le(inner, b, depth - 1, more) for inner, more in _branches(a, facts)
    )


def _branches(where: Node, facts: Facts) -> tuple[tuple[Node, Facts], tuple[Node, Facts]]:
    """Both branches, each with what its side of the condition says."""
    when, a, b = where.args
    then: Facts = ()
    otherwise: Facts = ()
    if when.op in {"le", "lt"}:
        p, q = when.args
        then, otherwise = ((p, q),), ((q, p),)
    return (a, facts + then), (b, facts + otherwise)


def _below(a: Node) -> tuple[Node, ...]:
    """Nodes that are certainly at least `a`."""
    if a.op == "min":
        return a.args
    if a.op == "keep" and a.args[1].low >= 0:
        return (a.args[1],)
    if a.op == "sub" and a.args[1].low >= 0:
        return (a.args[0],)
    return ()


def _above(b: Node) -> tuple[Node, ...]:
    """Nodes that are certainly at most `b`."""
    if b.op == "max":
        return b.args
    if b.op == "add" and b.args[1].low >= 0:
        return (b.args[0],)
    return ()


def decided(op: str, a: Node, b: Node) -> bool | None:
    """The comparison's answer when it is always the same."""
    if op == "eq":
        if a is b or (a.constant is not None and a.constant == b.constant):
            return True
        return False if a.high < b.low or b.high < a.low else None
    if op == "le":
        return True if proves_le(a, b) else (False if a.low > b.high else None)
    return False if proves_le(b, a) else (True if a.high < b.low else None)


def ratio_high(n: Node, d: Node, depth: int = 4, facts: Facts = ()) -> Fraction:
    """A number that n ÷ d never passes (d above 0)."""
    (f, x), (g, y) = split(n), split(d)
    plain = Fraction(n.high, d.low if n.high >= 0 else d.high)
    if x is not None and y is not None and y.low >= 0 and proves_le(x, y, facts=facts):
        return min(plain, Fraction(f, g))
    if depth == 0:
        return plain
    if n.op == "where":
        return min(plain, max(ratio_high(a, d, depth - 1, more) for a, more in _branches(n, facts)))
    if n.op in {"min", "max", "add"}:
        inside = [ratio_high(a, d, depth - 1, facts) for a in n.args]
        if n.op == "add":
            return min(plain, sum(inside, Fraction(0)))
        return min(plain, min(inside) if n.op == "min" else max(inside))
    return plain


def ratio_low(n: Node, d: Node) -> Fraction:
    """A number that n ÷ d never falls under (d above 0)."""
    return Fraction(n.low, d.high if n.low >= 0 else d.low)
