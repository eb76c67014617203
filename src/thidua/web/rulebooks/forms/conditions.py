"""Expressions chosen from lists: one thing compared with one number, or one thing alone; the rest is written."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.rules import Input, Rulebook
from thidua.rules.vocabulary import (
    Column,
    Expr,
    Number,
    Op,
    Text,
    decimal_text,
    expression_text,
    number_text,
    parse_expression,
    percent_text,
    walk_items,
)
from thidua.web.rulebooks.forms.exact import ExpressionField, exact_number, read_expression
from thidua.web.rulebooks.forms.slots import OneField, said

NUMBER_SIGNS = (">=", ">", "<=", "<", "==", "!=")
TRUTH_SIGNS = ("yes", "no")
RESULTS = ("total", "zero_count")


def things_to_pick(rulebook: Rulebook, results: tuple[str, ...]) -> list[Any]:
    """What an expression may read, in groups, each by its name and as it is written."""
    told = {"total": _("Tổng điểm"), "zero_count": _("Số tiêu chí 0 điểm")}
    items = [(f'points("{i.id}")', f"{i.printed}. {_short(i.name)}") for i in walk_items(rulebook.items)]
    return [
        ("", "–"),
        (_("Kết quả"), [(name, told[name]) for name in results]),
        (_("Điểm của mục"), items),
        (_("Số liệu báo cáo"), [(i.id, f"{_short(i.name)} ({i.id})") for i in rulebook.inputs]),
    ]


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"  # noqa: PLR2004 - what fits in a list


class Picked(OneField):
    """An expression: picked from a list, or written."""

    results: tuple[str, ...] = ("total",)
    short = False

    @property
    def pick(self) -> str:
        """The field of the list."""
        return f"{self.name}_pick"

    @property
    def names(self) -> list[str]:
        """The list, then the text."""
        return [self.pick, self.name]

    @property
    def places(self) -> dict[str, str]:
        """Mistakes are told at the text, which `is_open` then shows."""
        return {self.slot.key: self.name}

    def fields(self) -> dict[str, forms.Field]:
        """A list of what there is, and a text for anything else."""
        choices = things_to_pick(self.rulebook, self.results)
        label = said(self.slot.label)
        return {
            self.pick: forms.ChoiceField(label=_("Chọn số liệu, kết quả"), choices=choices, required=False),
            self.name: ExpressionField(
                label=_("%(label)s (viết biểu thức)") % {"label": label}, required=False
            ),
        }

    def initial(self, held: Any) -> dict[str, Any]:
        """Picked where the list has it, else written."""
        expr = getattr(held, self.slot.field) if held is not None else None
        if expr is None:
            return {}
        chosen = self.picked(expr)
        return chosen if chosen and self.built(chosen) == expr else {self.name: expr}

    def picked(self, expr: Expr) -> dict[str, Any]:
        """The expression by the lists; {} where they do not have it."""
        text = expression_text(expr)
        return {self.pick: text} if text in known_to(self.rulebook, self.results) else {}

    def values(self, clean: dict[str, Any], held: Any) -> dict[str, Any]:  # noqa: ARG002
        """The expression; raises `ValidationError` with the field when it is told twice or not at all."""
        written = clean.get(self.name)
        chosen = clean.get(self.pick)
        if written is not None and chosen:
            message = _("Chỉ dùng một cách: chọn trong danh sách, hoặc viết biểu thức.")
            raise ValidationError({self.name: message})
        value = written if written is not None else self.built(clean) if chosen else None
        if value is None and self.slot.required:
            raise ValidationError({self.pick: _("Hãy chọn, hoặc viết biểu thức.")})
        return {self.slot.field: value}

    def built(self, clean: dict[str, Any]) -> Expr:
        """The picked expression."""
        return parse_expression(clean[self.pick])


class LimitField(ExpressionField):
    """How many units: a number as an office writes it, or arithmetic of the rulebook language."""

    def read(self, text: str) -> Any:
        """The expression tree."""
        return parse_expression(text) if text.isdecimal() else super().read(text)


class Limit(OneField):
    """How many units at most, with its meaning said beside it."""

    short = False

    def _expression(self, **kwargs: Any) -> forms.Field:
        hint = _("Một số như 4, hoặc phép tính: 20% * units (units là số đơn vị được xét).")
        return LimitField(help_text=hint, **kwargs)


class Condition(Picked):
    """A condition: one thing with a sign and a number, or written."""

    results = RESULTS

    @property
    def sign(self) -> str:
        """The field of the sign."""
        return f"{self.name}_sign"

    @property
    def to(self) -> str:
        """The field of what it is compared with."""
        return f"{self.name}_to"

    @property
    def names(self) -> list[str]:
        """The lists, then the text."""
        return [self.pick, self.sign, self.to, self.name]

    def fields(self) -> dict[str, forms.Field]:
        """What, how compared, with what."""
        made = super().fields()
        text = made.pop(self.name)
        signs = [
            (">=", _("từ … trở lên (≥)")), (">", _("trên (>)")), ("<=", _("không quá (≤)")), ("<", _("dưới (<)")),
            ("==", _("bằng (=)")), ("!=", _("khác (≠)")), ("yes", _("là «có»")), ("no", _("là «không»")),
        ]  # fmt: skip
        made[self.sign] = forms.ChoiceField(label=_("So sánh"), choices=signs, required=False)
        made[self.to] = forms.CharField(label=_("Với số hoặc mức"), max_length=100, required=False)
        return {**made, self.name: text}

    def picked(self, expr: Expr) -> dict[str, Any]:
        """`complaints > 3`, `not self_scored`, `quality == "tot"` by the lists."""
        match expr:
            case Column(input=name) if self._kind(name) == "yes_no":
                return self._chosen(expr, "yes", "")
            case Op(name="not", args=(Column(input=name) as column,)) if self._kind(name) == "yes_no":
                return self._chosen(column, "no", "")
            case Op(name=sign, args=(Column(input=name) as column, Text(value=value))) if (
                sign in NUMBER_SIGNS
            ):
                names = {c.id: c.name for c in self._options(name)}
                return self._chosen(column, sign, names[value]) if value in names else {}
            case Op(name=sign, args=(thing, to)) if sign in NUMBER_SIGNS:
                number = constant_in(to)
                return {} if number is None else self._chosen(thing, sign, self._shown(thing, number))
        return {}

    def _chosen(self, thing: Expr, sign: str, to: str) -> dict[str, Any]:
        found = super().picked(thing)
        return {**found, self.sign: sign, self.to: to} if found else {}

    def _kind(self, name: str) -> str:
        known = self.rulebook.input_by_id.get(name)
        return known.kind if known else ""

    def _options(self, name: str) -> Any:
        known: Input | None = self.rulebook.input_by_id.get(name)
        return known.choices if known else ()

    def _shown(self, thing: Expr, value: Fraction) -> str:
        is_share = isinstance(thing, Column) and self._kind(thing.input) == "ratio"
        return percent_text(value) if is_share and decimal_text(value) else number_text(value)

    def built(self, clean: dict[str, Any]) -> Expr:
        """The condition; raises `ValidationError` at the number that cannot be read."""
        try:
            return condition_of(self.rulebook, clean[self.pick], clean[self.sign], clean[self.to].strip())
        except ValidationError as error:
            raise ValidationError({self.to: error.messages}) from error


def condition_of(rulebook: Rulebook, pick: str, sign: str, to: str) -> Expr:
    """The condition that the lists say; raises `ValidationError` about what it is compared with."""
    thing, known = parse_expression(pick), rulebook.input_by_id.get(pick)
    if sign in TRUTH_SIGNS:
        return thing if sign == "yes" else Op("not", (thing,))
    if known and known.choices:
        choices = {c.name: c.id for c in known.choices}
        if to not in {*choices, *choices.values()}:
            names = ", ".join(choices)
            raise ValidationError(_("Hãy ghi một trong các mức: %(names)s.") % {"names": names})
        return Op(sign, (thing, Text(choices.get(to, to))))
    try:
        number = exact_number(to)
    except ValueError as error:
        message = _("Chưa đọc được số «%(text)s». Hãy viết như 12, 0,25, 85 %% hoặc 1/3.") % {"text": to}
        raise ValidationError(message if to else _("Hãy ghi số để so.")) from error
    if known and known.kind == "percent" and to.endswith("%"):
        number *= 100  # such an input holds 95.3 for 95,3 %
    return Op(sign, (thing, parse_expression(expression_text(Number(number)))))


def expression_sent(rulebook: Rulebook, data: Mapping[str, str]) -> Expr:
    """The expression of a field as it is filled in: its text, or what is picked; raises `ValidationError`."""
    pick, sign = data.get("pick", ""), data.get("sign", "")
    if data.get("expression", "").strip() or pick not in known_to(rulebook, RESULTS):
        return read_expression(data.get("expression", "")[:2000])
    if sign not in {*NUMBER_SIGNS, *TRUTH_SIGNS}:
        return parse_expression(pick)
    return condition_of(rulebook, pick, sign, data.get("to", "").strip()[:100])


def known_to(rulebook: Rulebook, results: tuple[str, ...]) -> set[str]:
    """Everything that the lists offer, as it is written."""
    return {*results, *rulebook.input_by_id, *(f'points("{i}")' for i in rulebook.item_by_id)}


def constant_in(expr: Expr) -> Fraction | None:
    """The number that an expression writes: the language has `-3` and `1/3` as operations."""
    match expr:
        case Number(value=value):
            return value
        case Op(name="neg", args=(Number(value=value),)):
            return -value
        case Op(name="/", args=(above, Number(value=below))) if below:
            over = constant_in(above)
            return None if over is None else over / below
    return None
