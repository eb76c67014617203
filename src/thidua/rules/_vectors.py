"""The integer program printed as numpy calls over a block of whole groups, with reused buffers.

Each node becomes one call that writes into a buffer of the narrowest type that its interval needs; a
buffer is free again after its last reader. Only a program without `reasons` may be printed: that no
number leaves int64 is then proved, not hoped.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from thidua.rules._nodes import Node

WIDTHS = ("i1", "i2", "i4", "i8")
CALLS = {
    "add": "add", "sub": "subtract", "mul": "multiply", "min": "minimum", "max": "maximum", "lt": "less",
    "le": "less_equal", "eq": "equal", "and": "logical_and", "or": "logical_or", "not": "logical_not",
    "worst": "maximum",
}  # fmt: skip


@dataclass(frozen=True)
class Kernel:
    """`run(v, s, r, g)` gives one array (or constant) per output: v integers, s states, r buffers, g groups.

    `buffers` are the types of the buffers in r.
    """

    source: str
    run: Callable[..., tuple[Any, ...]]
    buffers: tuple[str, ...]


def kernel(outputs: Sequence[Node]) -> Kernel:
    """The outputs as one function over arrays."""
    printer = _Printer(outputs)
    names = ", ".join(f"q{i}" for i in range(len(printer.buffers)))
    body = [f"{names}{',' if names else ''} = r"] if names else []
    body += [*printer.lines, f"return ({''.join(f'{t}, ' for t in printer.results)})"]
    source = "def run(v, s, r, g):\n" + "\n".join(f"    {line}" for line in body)
    calls = {
        name: getattr(np, name)
        for name in {*CALLS.values(), "where", "floor_divide", "right_shift", "copyto"}
    }
    calls |= {width: np.dtype(width).type for width in WIDTHS}
    exec(compile(source, "<rulebook>", "exec"), calls)  # noqa: S102 - printed from integers and fixed words only
    return Kernel(source, calls["run"], tuple(printer.buffers))


def width(node: Node) -> str:
    """The narrowest type in which the node's value and its calculation fit."""
    return WIDTHS[_rank(node)]


def _rank(node: Node) -> int:
    if node.op in {"slot", "group_sum"}:
        return 3
    if node.truth or node.state:
        return 0
    needed = next(
        (i for i, w in enumerate(WIDTHS) if np.iinfo(w).min <= node.low and node.high <= np.iinfo(w).max), 3
    )
    if node.op.startswith("group_") and node.op not in {"group_max", "group_min"}:
        return max(needed, 3 if "ratio" in node.op and "rank" not in node.op else 1)
    if node.op == "keep":
        return needed
    inside = [_rank(a) for a in node.args if not a.truth]
    return max([needed, *inside])


@dataclass
class _Printer:
    """Prints nodes in the order in which they are needed, so that few buffers are alive at a time."""

    outputs: Sequence[Node]
    lines: list[str] = field(default_factory=list)
    buffers: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free: dict[str, list[int]] = {}
        self.held: dict[int, tuple[str, int]] = {}  # serial of the owner -> type and number of its buffer
        self.text: dict[int, str] = {}
        self.ranks: dict[int, str] = {}
        order = _needed_first(self.outputs)
        self.uses = Counter(self._owner(a).serial for n in order if not _same(n) for a in _read(n)[1])
        self.uses.update(self._owner(n).serial for n in self.outputs)
        for node in order:
            self._print(node)
        self.results = [self.text[n.serial] for n in self.outputs]

    def _owner(self, node: Node) -> Node:
        """The node whose buffer holds the value."""
        while _same(node):
            node = node.args[0]
        return node

    def _print(self, node: Node) -> None:
        if not node.args:
            self.text[node.serial] = self._leaf(node)
        elif _same(node):
            self.text[node.serial] = self._renamed(node)
        else:
            self._compound(node)

    def _leaf(self, node: Node) -> str:
        if node.op == "slot":  # read once: the reader looks at every number as it hands it out
            self.lines.append(f"v{node.key} = v[{node.key}]")
            return f"v{node.key}"
        if node.op == "state_slot":
            return f"s[{node.key}]"
        return str(bool(node.key)) if node.op == "truth" else str(node.key)

    def _renamed(self, node: Node) -> str:
        text = self.text[node.args[0].serial]
        return text if node.op == "line" else f"{text}.view('i1')"

    def _compound(self, node: Node) -> None:
        call, args = _read(node)
        texts = [self.text[a.serial] for a in args]
        if node.op == "pick_state" and node.args[2].constant == 0:
            self._release(node)
            out = self.text[node.serial] = self._take(node, "i1")
            self.lines.append(f"multiply({self._typed(node, 1)}, {texts[0]}.view('i1'), out={out})")
            return
        if node.op in {"where", "pick_state"}:
            self.text[node.serial] = f"x{node.serial}"
            self.lines.append(
                f"x{node.serial} = where({texts[0]}, {self._typed(node, 1)}, {self._typed(node, 2)})"
            )
            self._release(node)
            return
        kind = "?" if node.truth else width(node)
        if node.op.startswith("group_"):  # it reads its arguments after it has begun to write
            out = self._take(node, kind)
            self._release(node)
        else:
            self._release(node)
            out = self._take(node, kind)
        self.text[node.serial] = out
        line = f"{call}({', '.join(texts)}, out={out})" if kind == "?" else self._call(node, texts, out, kind)
        self.lines.append(line)

    def _typed(self, node: Node, at: int) -> str:
        """A branch of `where`; a constant gets the type of the result."""
        arg = node.args[at]
        text = self.text[arg.serial]
        if arg.args or arg.op in {"slot", "state_slot"}:
            return text
        return f"{width(node)}({text})"

    def _call(self, node: Node, texts: list[str], out: str, kind: str) -> str:
        if node.op.startswith("group_"):
            return f"g.{node.op[6:]}({', '.join(texts)}, out={out})"
        if node.op == "div":
            return self._division(node, texts, out)
        if node.op == "keep":
            return self._kept(node, texts, out)
        if node.op == "as_state":
            return f"multiply({texts[0]}.view('i1'), {node.high}, out={out})"
        return f"{CALLS[node.op]}({', '.join(texts)}, out={out}{self._cast(node.args, kind)})"

    def _kept(self, node: Node, texts: list[str], out: str) -> str:
        """A value while true, else 0; made narrow first, where its interval allows."""
        kind = width(node)
        when = f"{texts[0]}.view('i1')" if kind == "i1" else texts[0]
        if width(node.args[1]) == kind:
            return f"multiply({texts[1]}, {when}, out={out})"
        return f"copyto({out}, {texts[1]}, 'unsafe'); multiply({out}, {when}, out={out})"

    def _cast(self, args: Sequence[Node], kind: str) -> str:
        """The type of the calculation, where an operand is narrower than the result."""
        real = [a for a in args if a.args or a.op in {"slot", "state_slot"}]
        return "" if all(width(a) == kind for a in real) else f", dtype={kind}"

    def _division(self, node: Node, texts: list[str], out: str) -> str:
        by = node.args[1].constant
        cast = self._cast(node.args, width(node))
        if by is not None and by & (by - 1) == 0:
            return f"right_shift({texts[0]}, {by.bit_length() - 1}, out={out}{cast})"
        return f"floor_divide({', '.join(texts)}, out={out}{cast})"

    def _take(self, node: Node, kind: str) -> str:
        free = self.free.setdefault(kind, [])
        if not free:
            free.append(len(self.buffers))
            self.buffers.append(kind)
        number = free.pop()
        self.held[node.serial] = (kind, number)
        return f"q{number}"

    def _release(self, node: Node) -> None:
        """Buffers whose last reader is `node` become free; it may write into them itself."""
        for arg in _read(node)[1]:
            owner = self._owner(arg).serial
            self.uses[owner] -= 1
            if self.uses[owner] == 0 and owner in self.held:
                kind, number = self.held[owner]
                self.free[kind].append(number)


def _read(node: Node) -> tuple[str, tuple[Node, ...]]:
    """The call for a node and what it reads: `a and not b` is b < a, without a truth in between."""
    if node.op == "and" and any(a.op == "not" for a in node.args):
        a, b = node.args if node.args[1].op == "not" else node.args[::-1]
        return "less", (b.args[0], a)
    return CALLS.get(node.op, node.op), node.args


def _same(node: Node) -> bool:
    """True for a node that is the same bytes as its argument under another name."""
    if not node.args:
        return False
    return node.op in {"line", "as_number"} or (node.op == "as_state" and node.high == 1)


def _needed_first(outputs: Sequence[Node]) -> list[Node]:
    """Every node after what it needs, each as late as possible."""
    found: list[Node] = []
    seen: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(n, False) for n in reversed(outputs)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            found.append(node)
        elif node.serial not in seen:
            seen.add(node.serial)
            waiting.append((node, True))
            waiting.extend((a, False) for a in reversed(_read(node)[1]) if a.serial not in seen)
    return found
