"""The integer program printed as plain Python: what scores a cluster on every change of a number.

Only whole numbers and the standard library; no overflow, so nothing needs to be proved. One function
per criterion, one per group window, one for sections, total and gates.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thidua.rules._integer_program import IntegerProgram, reached
from thidua.rules._nodes import Node

MAX_NEST = 12
BETWEEN = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "div": "//",
    "lt": "<",
    "le": "<=",
    "eq": "==",
    "and": "and",
    "or": "or",
}


@dataclass(frozen=True)
class Compiled:
    """Callable parts of a program. A function takes (v, s, w): integers, states, windows of one unit.

    `windows` are (node, function giving the unit's part); `criteria` give (numerator, denominator,
    state) by id; `whole` takes also the criteria's answers and gives what `outputs` names.
    """

    source: str
    windows: tuple[tuple[Node, Callable[..., Any]], ...]
    criteria: dict[str, Callable[..., Any]]
    whole: Callable[..., Any]
    sections: tuple[str, ...]
    reads: dict[str, frozenset[int]]  # serial numbers of leaves that a function reads, by its name


def compiled(program: IntegerProgram) -> Compiled:
    """The program as Python functions."""
    criteria = [c.id for c in program.lowering.rulebook.criteria]
    sections = tuple(code for code in program.lines if code not in set(criteria))
    outputs = [program.total, program.incomplete, program.zero, program.disqualified]
    outputs += [n for code in sections for n in _line(program, code)]
    windows = [
        n for n in reached([*outputs, *(n for c in criteria for n in _line(program, c))]) if _window(n)
    ]
    leaves = {node.serial: f"w[{index}]" for index, node in enumerate(windows)}
    printed = [_function(f"f{i}", node.args, leaves) for i, node in enumerate(windows)]
    printed += [_function(f"c{i}", _line(program, code), leaves) for i, code in enumerate(criteria)]
    known = dict(leaves)
    for index, code in enumerate(criteria):
        known.update(_answers(program, code, index))
    printed.append(_function("whole", outputs, known, "v, s, w, p"))
    source = "\n\n".join(text for text, _reads in printed)
    made: dict[str, Any] = {}
    exec(compile(source, "<rulebook>", "exec"), {}, made)  # noqa: S102 - printed from integers and fixed words only
    names = [f"f{i}" for i in range(len(windows))] + [f"c{i}" for i in range(len(criteria))] + ["whole"]
    return Compiled(
        source,
        tuple((node, made[f"f{i}"]) for i, node in enumerate(windows)),
        {code: made[f"c{i}"] for i, code in enumerate(criteria)},
        made["whole"],
        sections,
        {name: reads for name, (_text, reads) in zip(names, printed, strict=True)},
    )


def _line(program: IntegerProgram, code: str) -> tuple[Node, Node, Node]:
    line = program.lines[code]
    return line.points.n, line.points.d, line.state


def _answers(program: IntegerProgram, code: str, index: int) -> dict[int, str]:
    """Nodes that a criterion's answer holds, and how to read them from it."""
    nodes = _line(program, code)
    return {n.serial: f"p[{index}][{at}]" for at, n in enumerate(nodes) if n.args}


def _window(node: Node) -> bool:
    return node.op.startswith("group_")


def _function(
    name: str, outputs: Iterable[Node], leaves: dict[int, str], params: str = "v, s, w"
) -> tuple[str, frozenset[int]]:
    """Source of a function that returns the outputs, and the serials of the leaves it reads."""
    printer = _Printer(list(outputs), leaves)
    body = [*printer.lines, f"return ({''.join(f'{t}, ' for t in printer.results)})"]
    text = f"def {name}({params}):\n" + "\n".join(f"    {line}" for line in body)
    return text, frozenset(printer.read)


class _Printer:
    """Prints nodes as expressions; one used twice, or nested deep, gets a name."""

    def __init__(self, outputs: list[Node], leaves: dict[int, str]) -> None:
        self.leaves = leaves
        self.lines: list[str] = []
        self.read: set[int] = set()
        self.uses: Counter[int] = Counter(n.serial for n in outputs)
        nodes = self._needed(outputs)
        for node in nodes:
            if node.serial not in leaves:
                self.uses.update(a.serial for a in node.args)
        self.texts: dict[int, tuple[str, int]] = {}
        for node in nodes:
            self.texts[node.serial] = self._text(node)
        self.results = [self.texts[n.serial][0] for n in outputs]

    def _needed(self, outputs: list[Node]) -> list[Node]:
        found: dict[int, Node] = {}
        waiting = list(outputs)
        while waiting:
            node = waiting.pop()
            if node.serial not in found:
                found[node.serial] = node
                if node.serial not in self.leaves:
                    waiting.extend(node.args)
        return [found[serial] for serial in sorted(found)]

    def _text(self, node: Node) -> tuple[str, int]:
        if node.serial in self.leaves:
            self.read.add(node.serial)
            return self.leaves[node.serial], 0
        if not node.args:
            return self._atom(node), 0
        nest = 1 + max(self.texts[a.serial][1] for a in node.args)
        text = self._compound(node)
        if self.uses[node.serial] > 1 or nest > MAX_NEST:
            return self._named(node, text), 0
        return text, nest

    def _named(self, node: Node, text: str) -> str:
        self.lines.append(f"n{node.serial} = {text}")
        return f"n{node.serial}"

    def _atom(self, node: Node) -> str:
        if node.op in {"slot", "state_slot"}:
            self.read.add(node.serial)
            return f"{'v' if node.op == 'slot' else 's'}[{node.key}]"
        return (
            str(bool(node.key))
            if node.op == "truth"
            else (f"({node.key})" if node.key < 0 else str(node.key))
        )

    def _compound(self, node: Node) -> str:
        texts = [self.texts[a.serial][0] for a in node.args]
        match node.op:
            case "line":
                return texts[0]
            case "where" | "pick_state":
                return f"({texts[1]} if {texts[0]} else {texts[2]})"
            case "keep":
                return f"({texts[1]} if {texts[0]} else 0)"
            case "as_number" | "as_state":
                return f"({node.high} if {texts[0]} else 0)"
            case "not":
                return f"(not {texts[0]})"
        if node.op in {"min", "max", "worst"}:
            a, b = (self._once(arg, text) for arg, text in zip(node.args, texts, strict=True))
            return f"({a} if {a} {'<' if node.op == 'min' else '>'} {b} else {b})"
        return f"({texts[0]} {BETWEEN[node.op]} {texts[1]})"

    def _once(self, node: Node, text: str) -> str:
        """A name for what is written twice."""
        if text[0] == "(" and node.op != "number":
            name = self._named(node, text)
            self.texts[node.serial] = (name, 0)
            return name
        return text
