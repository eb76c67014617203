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

from thidua.rules._graph import Node

WIDTHS = ("i1", "i2", "i4", "i8")
CALLS = {
    "add": "add", "sub": "subtract", "mul": "multiply", "min": "minimum", "max": "maximum", "lt": "less",
    "le": "less_equal", "eq": "equal", "and": "logical_and", "or": "logical_or", "not": "logical_not",
    "worst": "maximum",
}  # fmt: skip
SAME = {"line", "as_number"}  # the same bytes under another name


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
    calls = {name: getattr(np, name) for name in {*CALLS.values(), "where", "floor_divide", "right_shift"}}
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
        self.uses = Counter(self._owner(a).serial for n in order if n.op not in SAME for a in n.args)
        self.uses.update(self._owner(n).serial for n in self.outputs)
        for node in order:
            self._print(node)
        self.results = [self.text[n.serial] for n in self.outputs]

    def _owner(self, node: Node) -> Node:
        """The node whose buffer holds the value."""
        while node.op in SAME and node.args:
            node = node.args[0]
        return node

    def _print(self, node: Node) -> None:
        if not node.args:
            self.text[node.serial] = self._leaf(node)
        elif node.op in SAME:
            self.text[node.serial] = self._renamed(node)
        else:
            self._compound(node)

    def _leaf(self, node: Node) -> str:
        if node.op in {"slot", "state_slot"}:
            return f"{'v' if node.op == 'slot' else 's'}[{node.key}]"
        return str(bool(node.key)) if node.op == "truth" else str(node.key)

    def _renamed(self, node: Node) -> str:
        text = self.text[node.args[0].serial]
        return f"{text}.view('i1')" if node.op == "as_number" else text

    def _compound(self, node: Node) -> None:
        texts = [self.text[a.serial] for a in node.args]
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
        self.lines.append(self._call(node, texts, out, kind))

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
            when = f"{texts[0]}.view('i1')" if kind == "i1" else texts[0]
            return f"multiply({texts[1]}, {when}, out={out}{self._cast(node.args[1:], kind)})"
        if node.op == "as_state":
            return f"multiply({texts[0]}.view('i1'), {node.high}, out={out})"
        cast = "" if kind == "?" else self._cast(node.args, kind)
        return f"{CALLS[node.op]}({', '.join(texts)}, out={out}{cast})"

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
        for arg in node.args:
            owner = self._owner(arg).serial
            self.uses[owner] -= 1
            if self.uses[owner] == 0 and owner in self.held:
                kind, number = self.held[owner]
                self.free[kind].append(number)


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
            waiting.extend((a, False) for a in reversed(node.args) if a.serial not in seen)
    return found
