"""Expressions back to the text of the language: `parse_expression(expression_text(e)) == e`."""

from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._language import BINDS, GROUPS, NOT_BINDS

GROUP_NAMES = {kind: name for name, kind in GROUPS.items()}
NEG_BINDS = BINDS["*"]
LEAF = 9
MAX_DIGITS = 18


def decimal_text(value: Fraction) -> str:
    """`Fraction(5, 4)` -> `1.25`; "" when there is no decimal of at most 18 digits.

    >>> decimal_text(Fraction(5, 4)), decimal_text(Fraction(-3)), decimal_text(Fraction(1, 3))
    ('1.25', '-3', '')
    """
    for digits in range(MAX_DIGITS + 1):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(abs(scaled.numerator), 10**digits)
            sign = "-" if value < 0 else ""
            return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
    return ""


def expression_text(expr: ex.Expr) -> str:
    """The expression in the language of rulebooks.

    Raises `ValueError` for what the language cannot say (marks, evidence, stages).
    """
    return _text(expr)[0]


def _text(expr: ex.Expr) -> tuple[str, int]:
    """The text and how strongly its outermost operation binds."""
    match expr:
        case ex.Number(value=value):
            return _number(value)
        case ex.Op():
            return _operation(expr)
    return _named(expr), LEAF


def _number(value: Fraction) -> tuple[str, int]:
    text = decimal_text(value)
    if not text:
        return f"{value.numerator} / {value.denominator}", BINDS["/"]
    return text, LEAF if value >= 0 else NEG_BINDS


def _named(expr: ex.Expr) -> str:
    match expr:
        case ex.Text(value=value):
            return f'"{value}"'
        case ex.Truth(value=truth):
            return "true" if truth else "false"
        case ex.Column(input=name, part=part):
            return name if part == "value" else f"{name}.{part}"
        case ex.Has(column=column):
            return f"has({_named(column)})"
        case ex.Points(item=name) | ex.Units(grade=name) if name:
            return f'{"points" if isinstance(expr, ex.Points) else "units"}("{name}")'
        case ex.Group(kind=kind, of=of, where=where) if kind in GROUP_NAMES:
            inside = [of] if where is None else [of, where]
            return f"{GROUP_NAMES[kind]}({', '.join(_text(e)[0] for e in inside)})"
    plain = {ex.Total: "total", ex.ZeroCount: "zero_count", ex.Units: "units"}.get(type(expr))
    if plain is None:
        raise ValueError(f"no text for {type(expr).__name__}")
    return plain


def _operation(expr: ex.Op) -> tuple[str, int]:
    if expr.name == "not":
        return f"not {_inside(expr.args[0], NOT_BINDS + 1)}", NOT_BINDS
    if expr.name == "neg":
        return f"-{_inside(expr.args[0], NEG_BINDS + 1)}", NEG_BINDS
    if expr.name not in BINDS:
        return f"{expr.name}({', '.join(_text(a)[0] for a in expr.args)})", LEAF
    binds = BINDS[expr.name]
    same = binds + 1 if binds == BINDS["<"] else binds  # comparisons are never chained
    first, *rest = expr.args
    parts = [_inside(first, same), *(_inside(a, binds + 1) for a in rest)]
    return f" {expr.name} ".join(parts), binds


def _inside(expr: ex.Expr, least: int) -> str:
    text, binds = _text(expr)
    # `not` and `-` swallow what follows them, so inside a stronger operation they stand in brackets
    return text if binds >= least else f"({text})"
