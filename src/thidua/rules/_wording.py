"""Numbers and expressions as a Vietnamese office reads them."""

from collections.abc import Mapping
from fractions import Fraction

from thidua.rules import _expression as ex

SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", "==": " = ", "!=": " ≠ ", "<": " < ", "<=": " ≤ ",
         ">": " > ", ">=": " ≥ ", "and": " và ", "or": " hoặc "}  # fmt: skip
CHAINS = {"+", "*", "and", "or"}
CALLS = {"min": "số nhỏ hơn của", "max": "số lớn hơn của", "floor": "phần nguyên của"}
GROUPS = {"mean": "trung bình cụm của", "sum": "tổng cả cụm của", "max": "số lớn nhất trong cụm của",
          "min": "số nhỏ nhất trong cụm của", "rank": "thứ hạng trong cụm theo", "count": "số đơn vị có"}  # fmt: skip
PARTS = {
    "target": "chỉ tiêu giao của",
    "previous": "năm trước của",
    "amount": "tử số của",
    "of": "mẫu số của",
}
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
        digits = next((d for d in range(MAX_DIGITS + 1) if (value * 10**d).denominator == 1), None)
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
    """Names for what expressions read."""

    def __init__(
        self, inputs: Mapping[str, str], items: Mapping[str, str], choices: Mapping[str, str]
    ) -> None:
        self.inputs, self.items, self.choices = inputs, items, choices

    def name(self, input_id: str) -> str:
        """The input's name in quotation marks."""
        return f"«{self.inputs.get(input_id, input_id)}»"

    def column(self, column: ex.Column) -> str:
        """A reported column in words."""
        part = PARTS.get(column.part)
        return f"{part} {self.name(column.input)}" if part else self.name(column.input)

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

    def _compound(self, expr: ex.Op | ex.Group | ex.Rounded) -> str:
        if isinstance(expr, ex.Rounded):
            return f"{self.text(expr.of)} (làm tròn {expr.places} chữ số)"
        if isinstance(expr, ex.Group):
            where = f" (nếu {self.text(expr.where)})" if expr.where is not None else ""
            return f"{GROUPS[expr.kind]} {self.inner(expr.of)}{where}"
        if expr.name in SIGNS:
            return SIGNS[expr.name].join(self._beside(expr.name, a, n) for n, a in enumerate(expr.args))
        if expr.name == "not":
            return f"không {self.inner(expr.args[0])}"
        if expr.name == "neg":
            return f"−{self.inner(expr.args[0])}"
        inside = [self.text(a) for a in expr.args]
        if expr.name == "if":
            return f"nếu {inside[0]} thì {inside[1]}, nếu không thì {inside[2]}"
        return f"{CALLS[expr.name]} {' và '.join(inside)}"

    def _beside(self, sign: str, expr: ex.Expr, place: int) -> str:
        """One side of an operation; `a + b + c` needs no brackets."""
        same = isinstance(expr, ex.Op) and expr.name == sign and sign in CHAINS
        return self.text(expr) if same and place == 0 else self.inner(expr)

    def inner(self, expr: ex.Expr) -> str:
        """The expression inside another, in brackets where needed."""
        text = self.text(expr)
        return f"({text})" if isinstance(expr, ex.Op) and expr.name in SIGNS else text
