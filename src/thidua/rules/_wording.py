"""Numbers and expressions as a Vietnamese office reads them."""

from collections.abc import Mapping
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._language import BINDS

SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", "==": " = ", "!=": " ≠ ", "<": " < ", "<=": " ≤ ",
         ">": " > ", ">=": " ≥ ", "and": " và ", "or": " hoặc "}  # fmt: skip
CALLS = {"min": "số nhỏ hơn của", "max": "số lớn hơn của", "floor": "phần nguyên của"}
GROUPS = {"mean": "trung bình cụm của", "sum": "tổng cả cụm của", "max": "số lớn nhất trong cụm của",
          "min": "số nhỏ nhất trong cụm của", "rank": "thứ hạng trong cụm theo", "count": "số đơn vị có"}  # fmt: skip
PARTS = {
    "target": "chỉ tiêu giao của",
    "previous": "số năm trước của",
    "amount": "tử số của",
    "of": "mẫu số của",
}
COMPARED = {
    ">=": "không thấp hơn",
    ">": "cao hơn",
    "<=": "không quá",
    "<": "thấp hơn",
    "==": "bằng",
    "!=": "khác",
}
CALL_BINDS, TIMES_BINDS, LEAF_BINDS = 0, 6, 9
MAX_DIGITS = 6


def number_text(value: Fraction, places: int | None = None) -> str:
    """`Fraction(24691, 20)` -> `1.234,55`; a value that has no finite decimal is shown as `22/3`.

    >>> number_text(Fraction(24691, 20)), number_text(Fraction(22, 3)), number_text(Fraction(-1, 2))
    ('1.234,55', '22/3', '−0,5')
    """
    sign = "−" if value < 0 else ""
    value = abs(value)
    digits = places
    if digits is None:
        digits = next((d for d in range(MAX_DIGITS + 1) if 10**d % value.denominator == 0), None)
        if digits is None:
            return f"{sign}{value.numerator}/{value.denominator}"
    scaled = round(value * 10**digits)
    whole, rest = divmod(scaled, 10**digits)
    text = f"{whole:,}".replace(",", ".")
    return f"{sign}{text},{rest:0{digits}d}" if digits else f"{sign}{text}"


def percent_text(share: Fraction) -> str:
    """A share as a percentage: `Fraction(17, 20)` -> `85 %`."""
    return f"{number_text(share * 100)} %"


class Words:
    """Names for what expressions read; `units` and `ratios` (inputs of that kind) tell shares from numbers."""

    def __init__(
        self,
        inputs: Mapping[str, str],
        items: Mapping[str, str],
        choices: Mapping[str, str],
        units: Mapping[str, str] | None = None,
        ratios: frozenset[str] = frozenset(),
    ) -> None:
        self.inputs, self.items, self.choices = inputs, items, choices
        self.units, self.ratios = units or {}, ratios

    def name(self, input_id: str) -> str:
        """The input's name in quotation marks."""
        return f"«{self.inputs.get(input_id, input_id)}»"

    def column(self, column: ex.Column) -> str:
        """A reported column in words."""
        part = PARTS.get(column.part)
        return f"{part} {self.name(column.input)}" if part else self.name(column.input)

    def is_share(self, expr: ex.Expr) -> bool:
        """True when the value is a part of a whole, which an office reads as a percentage."""
        match expr:
            case ex.Column(input=name, part=part):
                return name in self.ratios and part not in {"amount", "of"}
            case ex.Op(name="/", args=(top, bottom)):
                units = [{self.units.get(c.input, "") for c in ex.columns_of(e)} for e in (top, bottom)]
                return len(units[0]) == 1 and units[0] == units[1]
            case ex.Op(name="if" | "min" | "max", args=args):
                return any(self.is_share(a) for a in args)
            case ex.Group(kind="mean" | "max" | "min", of=of):
                return self.is_share(of)
        return False

    def measure(self, value: Fraction, of: ex.Expr) -> str:
        """`value` as it stands against `of`: `95 %` for a share or a percentage, else `95`."""
        if self.is_share(of):
            return percent_text(value)
        return f"{number_text(value)} %" if self.unit(of) == "%" else number_text(value)

    def unit(self, expr: ex.Expr) -> str:
        """The unit of a reported column; "" for anything else."""
        return self.units.get(expr.input, "") if isinstance(expr, ex.Column) else ""

    def compared(self, what: ex.Expr, compare: str, to: ex.Expr) -> str:
        """`«A» từ 15 % trở lên`, `«A» không thấp hơn «B»`."""
        if isinstance(to, ex.Number):
            number = self.measure(to.value, what)
            more = f"từ {number} trở lên" if compare == ">=" else f"{COMPARED[compare]} {number}"
            return f"{self.text(what)} {more}"
        return f"{self.text(what)} {COMPARED[compare]} {self.text(to)}"

    def text(self, expr: ex.Expr) -> str:
        """The expression in words; brackets only where needed."""
        match expr:
            case ex.Number(value=value):
                return number_text(value)
            case ex.Text(value=value):
                return f"“{self.choices.get(value, value)}”"
            case ex.Truth(value=value):
                return "đúng" if value else "sai"
            case ex.Column():
                return self.column(expr)
            case ex.Has(column=column):
                return f"có {self.column(column)}"
            case ex.Points(item=item):
                return f"điểm mục {item}"
            case ex.Op() | ex.Group() | ex.Rounded():
                return self._compound(expr)
        return {ex.Total: "tổng điểm", ex.ZeroCount: "số tiêu chí 0 điểm"}.get(type(expr), "điểm")

    def factor(self, expr: ex.Expr, *, divisor: bool = False) -> str:
        """The expression as one side of × or after ÷, in brackets where it would fall apart."""
        return self._inner(expr, TIMES_BINDS + divisor)

    def _compound(self, expr: ex.Op | ex.Group | ex.Rounded) -> str:
        if isinstance(expr, ex.Rounded):
            return f"{self.text(expr.of)} (làm tròn {expr.places} chữ số)"
        if isinstance(expr, ex.Group):
            where = f" (nếu {self.text(expr.where)})" if expr.where is not None else ""
            return f"{GROUPS[expr.kind]} {self._inner(expr.of, LEAF_BINDS)}{where}"
        if expr.name in SIGNS:
            return self._joined(expr)
        if expr.name == "not":
            return f"không {self._inner(expr.args[0], LEAF_BINDS)}"
        if expr.name == "neg":
            return f"−{self._inner(expr.args[0], LEAF_BINDS)}"
        inside = [self.text(a) for a in expr.args]
        if expr.name == "if":
            return f"nếu {inside[0]} thì {inside[1]}, nếu không thì {inside[2]}"
        return f"{CALLS[expr.name]} {' và '.join(inside)}"

    def _joined(self, expr: ex.Op) -> str:
        binds = BINDS[expr.name]
        first, *rest = expr.args
        tighter = binds + (expr.name in {"-", "/"})
        return SIGNS[expr.name].join([self._inner(first, binds), *(self._inner(a, tighter) for a in rest)])

    def _inner(self, expr: ex.Expr, least: int) -> str:
        text = self.text(expr)
        if not isinstance(expr, ex.Op) or expr.name in {"not", "neg"}:
            return text
        return text if BINDS.get(expr.name, CALL_BINDS) >= least else f"({text})"
