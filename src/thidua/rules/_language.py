"""The expression language: `late <= 20% * tasks and not self_detected` -> a tree.

Grammar and functions are in `docs/developers/reference/rulebook-format.md`. A precedence climber
over a dozen tokens; nothing is ever evaluated by Python.
"""

import re
from fractions import Fraction

from thidua.rules import _expression as ex

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)(?P<percent>\s*%)?|(?P<name>[A-Za-z_]\w*(?:\.\w+)?)"""
    r"""|"(?P<text>[^"]*)"|(?P<sign>==|!=|<=|>=|[-+*/<>(),]))"""
)
BINDS = {
    "or": 1,
    "and": 2,
    "==": 4,
    "!=": 4,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
NOT_BINDS = 3
PARTS = {"value", "amount", "of", "target", "previous"}
FUNCTIONS = {"min": None, "max": None, "if": 3, "floor": 1}
GROUPS = {"mean_of": "mean", "sum_of": "sum", "max_of": "max", "min_of": "min", "rank_of": "rank"}
RESULTS: dict[str, type[ex.Total | ex.ZeroCount | ex.Units]] = {
    "total": ex.Total, "zero_count": ex.ZeroCount, "units": ex.Units,
}  # fmt: skip
MAX_LENGTH, MAX_DEPTH, MAX_HEIGHT = 2000, 40, 120


class ExpressionInvalid(ValueError):  # noqa: N818 - the domain word
    """The text is not an expression: `reason` is what (with `what`), `column` is where, counted from 1."""

    def __init__(self, reason: str, what: str = "", column: int = 1) -> None:
        self.reason, self.what, self.column = reason, what, column
        super().__init__(f"{reason} {what} at character {column}".replace("  ", " "))


def parse_expression(text: str) -> ex.Expr:
    """The tree of `text`. Raises `ExpressionInvalid` with the place of the first mistake.

    >>> parse_expression("done >= 95%")
    Op(name='>=', args=(Column(input='done', part='value'), Number(value=Fraction(19, 20))))
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionInvalid("too_long")
    parser = _Parser(text)
    found = parser.expression(0, 0)
    if parser.kind:
        raise parser.error("unexpected", parser.value)
    if _height(found) > MAX_HEIGHT:  # a chain of a hundred sums is as deep as a hundred brackets
        raise ExpressionInvalid("too_deep")
    return found


def _height(expr: ex.Expr) -> int:
    """How many levels the tree has; counted without recursion, which a tall tree would break."""
    tallest, waiting = 0, [(expr, 1)]
    while waiting:
        node, level = waiting.pop()
        tallest = max(tallest, level)
        waiting += [(child, level + 1) for child in ex.children(node)]
    return tallest


class _Parser:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.kind, self.value = text, 0, "", ""
        self.number = Fraction(0)
        self.advance()

    def error(self, reason: str, what: str = "") -> ExpressionInvalid:
        return ExpressionInvalid(reason, what, min(self.at + 1, len(self.text)))

    def advance(self) -> None:
        if not self.text[self.at :].strip():
            self.kind = self.value = ""
            return
        found = TOKEN.match(self.text, self.at)
        if not found:
            raise self.error("unknown_sign", self.text[self.at :].strip()[0])
        self.at = found.end()
        self.kind = found.lastgroup or ""
        if self.kind in {"percent", "number"}:
            self.kind, self.value = "number", found["number"]
            self.number = Fraction(found["number"]) / (100 if found["percent"] else 1)
        else:
            self.value = found[self.kind]

    def take(self, sign: str) -> None:
        if self.kind != "sign" or self.value != sign:
            raise self.error("expected", sign)
        self.advance()

    def expression(self, binds: int, depth: int) -> ex.Expr:
        if depth > MAX_DEPTH:
            raise self.error("too_deep")
        left = self.prefix(depth + 1)
        while self.value in BINDS and self.kind in {"sign", "name"} and BINDS[self.value] > binds:
            name = self.value
            self.advance()
            right = self.expression(BINDS[name], depth + 1)
            left = ex.op(name, left, right)
            if BINDS[name] == BINDS["<"] and BINDS.get(self.value) == BINDS["<"]:
                raise self.error("chained")
        return left

    def prefix(self, depth: int) -> ex.Expr:
        kind, value = self.kind, self.value
        if kind == "number":
            constant = ex.Number(self.number)
            self.advance()
            return constant
        if kind == "text":
            self.advance()
            return ex.Text(value)
        if kind == "name":
            self.advance()
            return self.named(value, depth)
        if value == "(":
            self.advance()
            inside = self.expression(0, depth)
            self.take(")")
            return inside
        if value == "-":
            self.advance()
            return ex.op("neg", self.expression(BINDS["*"], depth))
        raise self.error("unexpected" if value else "ends_early", value)

    def named(self, name: str, depth: int) -> ex.Expr:
        if name == "not":
            return ex.op("not", self.expression(NOT_BINDS, depth))
        if name in {"yes", "true", "no", "false"}:
            return ex.Truth(value=name in {"yes", "true"})
        if self.value == "(" and self.kind == "sign":
            return self.call(name, depth)
        if name in RESULTS:
            return RESULTS[name]()
        if name in {"and", "or"}:
            raise self.error("unexpected", name)
        column, _dot, part = name.partition(".")
        if part and part not in PARTS:
            raise self.error("unknown_part", part)
        return ex.Column(column, part or "value")

    def call(self, name: str, depth: int) -> ex.Expr:
        self.advance()
        args = [self.expression(0, depth)]
        while self.kind == "sign" and self.value == ",":
            self.advance()
            args.append(self.expression(0, depth))
        self.take(")")
        return self.built(name, args)

    def built(self, name: str, args: list[ex.Expr]) -> ex.Expr:
        if name == "points" and len(args) == 1 and isinstance(args[0], ex.Text):
            return ex.Points(args[0].value)
        if name == "units" and len(args) == 1 and isinstance(args[0], ex.Text):
            return ex.Units(args[0].value)
        if name == "has" and len(args) == 1 and isinstance(args[0], ex.Column):
            return ex.Has(args[0])
        if name in GROUPS and len(args) in {1, 2}:
            return ex.Group(GROUPS[name], args[0], args[1] if len(args) > 1 else None)
        if name in FUNCTIONS and FUNCTIONS[name] in {None, len(args)}:
            return ex.Op(name, tuple(args))
        raise self.error("unknown_function", name)
