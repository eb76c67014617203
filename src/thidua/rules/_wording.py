"""Numbers and expressions as an office reads them; numbers are written the Vietnamese way in both languages."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from thidua.rules import _expression as ex
from thidua.rules._language import BINDS
from thidua.rules._speech import say

SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", "==": " = ", "!=": " ≠ ", "<": " < ", "<=": " ≤ ",
         ">": " > ", ">=": " ≥ ", "and": " và ", "or": " hoặc "}  # fmt: skip
CALLS = {"min": "số nhỏ hơn của {of}", "max": "số lớn hơn của {of}", "floor": "phần nguyên của {of}"}
GROUPS = {
    "mean": "trung bình cụm của {of}",
    "sum": "tổng cả cụm của {of}",
    "max": "số lớn nhất trong cụm của {of}",
    "min": "số nhỏ nhất trong cụm của {of}",
    "rank": "thứ hạng trong cụm theo {of}",
    "count": "số đơn vị có {of}",
}
PARTS = {
    "target": "chỉ tiêu giao của {name}",
    "previous": "số năm trước của {name}",
    "amount": "tử số của {name}",
    "of": "mẫu số của {name}",
}
COMPARED = {
    ">=": "{what} không thấp hơn {to}",
    ">": "{what} cao hơn {to}",
    "<=": "{what} không quá {to}",
    "<": "{what} thấp hơn {to}",
    "==": "{what} bằng {to}",
    "!=": "{what} khác {to}",
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
    scaled = floor(value * 10**digits + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**digits)
    text = f"{whole:,}".replace(",", ".")
    return f"{sign}{text},{rest:0{digits}d}" if digits else f"{sign}{text}"


def points_text(value: Fraction, places: int) -> str:
    """Points with their `places`; what is not rounded yet keeps the digits it has, at most six.

    >>> points_text(Fraction(13, 2), 2), points_text(Fraction(277, 40), 2), points_text(Fraction(20, 3), 2)
    ('6,50', '6,925', '6,666667')
    """
    if (value * 10**places).denominator == 1:
        return number_text(value, places)
    return number_text(value, None if 10**MAX_DIGITS % value.denominator == 0 else MAX_DIGITS)


def percent_text(share: Fraction) -> str:
    """A share as a percentage: `Fraction(17, 20)` -> `85 %`."""
    return f"{number_text(share * 100)} %"


class Words:
    """Names for what expressions read; `units` and `ratios` (inputs of that kind) tell shares from numbers.

    Rules speak through `say`, in Vietnamese or English; names stay as the rulebook has them.
    """

    def __init__(
        self,
        inputs: Mapping[str, str],
        items: Mapping[str, str],
        choices: Mapping[str, str],
        units: Mapping[str, str] | None = None,
        ratios: frozenset[str] = frozenset(),
        language: str = "vi",
    ) -> None:
        self.inputs, self.items, self.choices = inputs, items, choices
        self.language = language
        self.units, self.ratios = units or {}, ratios

    def say(self, text: str, **facts: object) -> str:
        """The Vietnamese `text` in the reader's language, with its facts."""
        return say(self.language, text, **facts)

    def name(self, input_id: str) -> str:
        """The input's name in quotation marks."""
        return f"«{self.inputs.get(input_id, input_id)}»"

    def column(self, column: ex.Column) -> str:
        """A reported column in words."""
        part = PARTS.get(column.part)
        return self.say(part, name=self.name(column.input)) if part else self.name(column.input)

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
            pattern = "{what} từ {to} trở lên" if compare == ">=" else COMPARED[compare]
            return self.say(pattern, what=self.text(what), to=self.measure(to.value, what))
        return self.say(COMPARED[compare], what=self.text(what), to=self.text(to))

    def text(self, expr: ex.Expr) -> str:
        """The expression in words; brackets only where needed."""
        match expr:
            case ex.Number(value=value):
                return number_text(value)
            case ex.Text(value=value):
                return f"“{self.choices.get(value, value)}”"
            case ex.Truth(value=value):
                return self.say("đúng" if value else "sai")
            case ex.Column():
                return self.column(expr)
            case ex.Has(column=column):
                return self.say("có {column}", column=self.column(column))
            case ex.Points() | ex.Units():
                return self._counted(expr)
            case ex.Op() | ex.Group() | ex.Rounded():
                return self._compound(expr)
        return self.say({ex.Total: "tổng điểm", ex.ZeroCount: "số tiêu chí 0 điểm"}.get(type(expr), "điểm"))

    def factor(self, expr: ex.Expr, *, divisor: bool = False) -> str:
        """The expression as one side of × or after ÷, in brackets where it would fall apart."""
        return self._inner(expr, TIMES_BINDS + divisor)

    def _counted(self, expr: ex.Points | ex.Units) -> str:
        if isinstance(expr, ex.Points):
            return self.say("điểm mục {item}", item=expr.item)
        return self.say("số đơn vị loại {grade}", grade=expr.grade) if expr.grade else self.say("số đơn vị")

    def _compound(self, expr: ex.Op | ex.Group | ex.Rounded) -> str:
        if isinstance(expr, ex.Rounded):
            return self.say("{of} (làm tròn {places} chữ số)", of=self.text(expr.of), places=expr.places)
        if isinstance(expr, ex.Group):
            where = self.say(" (nếu {where})", where=self.text(expr.where)) if expr.where is not None else ""
            return self.say(GROUPS[expr.kind], of=self._inner(expr.of, LEAF_BINDS)) + where
        if expr.name in SIGNS:
            return self._joined(expr)
        if expr.name == "not":
            return self.say("không {of}", of=self._inner(expr.args[0], LEAF_BINDS))
        if expr.name == "neg":
            return f"−{self._inner(expr.args[0], LEAF_BINDS)}"
        inside = [self.text(a) for a in expr.args]
        if expr.name == "if":
            met, yes, no = inside
            return self.say("nếu {met} thì {yes}, nếu không thì {no}", met=met, yes=yes, no=no)
        return self.say(CALLS[expr.name], of=self.say(" và ").join(inside))

    def _joined(self, expr: ex.Op) -> str:
        binds = BINDS[expr.name]
        first, *rest = expr.args
        tighter = binds + (expr.name in {"-", "/"})
        sign = self.say(SIGNS[expr.name]) if expr.name in {"and", "or"} else SIGNS[expr.name]
        if expr.name in COMPARED and isinstance(rest[0], ex.Number):
            return f"{self._inner(first, binds)}{sign}{self.measure(rest[0].value, first)}"
        return sign.join([self._inner(first, binds), *(self._inner(a, tighter) for a in rest)])

    def _inner(self, expr: ex.Expr, least: int) -> str:
        text = self.text(expr)
        if not isinstance(expr, ex.Op) or expr.name in {"not", "neg"}:
            return text
        return text if BINDS.get(expr.name, CALL_BINDS) >= least else f"({text})"
