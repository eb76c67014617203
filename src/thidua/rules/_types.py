"""Kinds of values that expressions have: number, truth, text; what may stand where.

A yes/no input is a condition by itself and may also be counted as 1 or 0 (`flag`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.rules import _expression as ex
from thidua.rules._model import Input

ORDERED = {"<", "<=", ">", ">="}
SAME = {"==", "!="}
TRUTHS = {"and", "or", "not"}
CONSTANTS: dict[type, str] = {ex.Number: "number", ex.Text: "text", ex.Truth: "truth"}
RESULTS: dict[type, str] = {
    ex.Points: "points", ex.Total: "total", ex.ZeroCount: "zero_count", ex.Units: "units",
}  # fmt: skip
Refuse = Callable[..., None]


@dataclass(frozen=True)
class Context:
    """What an expression may name: inputs, items, and whether results (`points`, `total`, …) exist."""

    inputs: Mapping[str, Input]
    items: Mapping[str, Any]
    results: frozenset[str] = frozenset()
    classes: Mapping[str, Any] = field(default_factory=dict)


def expression_problems(expr: ex.Expr, wanted: str, context: Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """Code and facts of everything wrong with `expr` where a `wanted` value must stand ("" for any)."""
    found: list[tuple[str, dict[str, Any]]] = []
    checker = _Checker(context, lambda code, **values: found.append((code, values)))
    checker.expect(expr, wanted)
    yield from found


def type_of(expr: ex.Expr, context: Context) -> str:
    """number, truth, flag, text or "" when it cannot be told."""
    return _Checker(context, lambda _code, **_values: None).check(expr)


class _Checker:
    def __init__(self, context: Context, refuse: Refuse) -> None:
        self.context, self.refuse, self.in_group = context, refuse, False

    def expect(self, expr: ex.Expr, wanted: str) -> str:
        found = self.check(expr)
        fits = (
            not wanted or not found or found == wanted or (found == "flag" and wanted in {"number", "truth"})
        )
        if not fits:
            self.refuse("expression_type", wanted=wanted, found=found)
        return found

    def check(self, expr: ex.Expr) -> str:
        match expr:
            case ex.Column():
                return self.column(expr)
            case ex.Has(column=column):
                self.column(column)
                return "truth"
            case ex.Points() | ex.Total() | ex.ZeroCount() | ex.Units():
                return self.result(expr)
            case ex.Group():
                return self.group(expr)
            case ex.Op():
                return self.operation(expr)
        return CONSTANTS.get(type(expr), "")

    def result(self, expr: ex.Points | ex.Total | ex.ZeroCount | ex.Units) -> str:
        name = RESULTS[type(expr)]
        if name not in self.context.results:
            self.refuse("result_not_here", name=name)
        if isinstance(expr, ex.Points) and expr.item not in self.context.items:
            self.refuse("unknown_item", name=expr.item)
        if isinstance(expr, ex.Units) and expr.grade and expr.grade not in self.context.classes:
            known = list(self.context.classes)
            self.refuse("unknown_class" if known else "no_classes", name=expr.grade, known=known)
        return "number"

    def column(self, column: ex.Column) -> str:
        definition = self.context.inputs.get(column.input)
        if definition is None:
            self.refuse("unknown_input", name=column.input)
            return ""
        if column.part in {"amount", "of"}:
            if definition.kind != "ratio":
                self.refuse("part_needs_ratio", name=column.input, part=column.part)
            return "number"
        if column.part in {"target", "previous"}:
            if definition.kind in {"choice", "yes_no"}:
                self.refuse("part_needs_number", name=column.input, part=column.part)
            return "number"
        return {"choice": "text", "yes_no": "flag"}.get(definition.kind, "number")

    def group(self, expr: ex.Group) -> str:
        if self.in_group:
            self.refuse("nested_group")
        self.in_group = True
        self.expect(expr.of, "number")
        if expr.where is not None:
            self.expect(expr.where, "truth")
        self.in_group = False
        return "number"

    def operation(self, expr: ex.Op) -> str:
        if expr.name in TRUTHS:
            for arg in expr.args:
                self.expect(arg, "truth")
            return "truth"
        if expr.name == "if":
            self.expect(expr.args[0], "truth")
            return self.alike(expr.args[1], expr.args[2])
        if expr.name in SAME:
            self.alike(*expr.args)
            self.choice(expr)
            return "truth"
        for arg in expr.args:
            self.expect(arg, "number")
        return "truth" if expr.name in ORDERED else "number"

    def alike(self, one: ex.Expr, other: ex.Expr) -> str:
        first, second = self.check(one), self.check(other)
        if not first or not second or first == second:
            return first or second
        kinds = {first, second}
        if "flag" in kinds and "text" not in kinds:
            return (kinds - {"flag"}).pop()
        self.refuse("not_alike", one=first, other=second)
        return ""

    def choice(self, expr: ex.Op) -> None:
        for one, other in (expr.args, expr.args[::-1]):
            if isinstance(one, ex.Column) and isinstance(other, ex.Text) and one.input in self.context.inputs:
                choices = [c.id for c in self.context.inputs[one.input].choices]
                if other.value not in choices:
                    self.refuse("unknown_choice", name=other.value, input=one.input, known=choices)
