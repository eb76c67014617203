"""The parameter form of each rule pattern, built from what the pattern says its fields hold."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Rulebook
from thidua.rules import vocabulary as words
from thidua.web.core.written import language
from thidua.web.rulebooks.forms.exact import (
    ExactField,
    ExpressionField,
    LinesField,
    NumbersField,
    PartField,
    input_choices,
)

CHOICE_WORDS = {
    "higher": gettext_lazy("Cao hơn là tốt"),
    "lower": gettext_lazy("Thấp hơn là tốt"),
    "whole": gettext_lazy("Chỉ tính mức trọn"),
    "pro_rata": gettext_lazy("Tính cả phần lẻ"),
    "full": gettext_lazy("Được điểm tối đa"),
    "undefined": gettext_lazy("Để chờ quyết định"),
    ">=": gettext_lazy("từ … trở lên (≥)"),
    ">": gettext_lazy("trên (>)"),
    "<=": gettext_lazy("không quá (≤)"),
    "<": gettext_lazy("dưới (<)"),
    "==": gettext_lazy("bằng (=)"),
    "!=": gettext_lazy("khác (≠)"),
}
TRUTH_LABELS = {
    "low_closed": gettext_lazy("Kể cả số đầu"),
    "high_closed": gettext_lazy("Kể cả số cuối"),
}
SIMPLE: dict[str, type[forms.Field]] = {
    "expression": ExpressionField,
    "condition": ExpressionField,
    "number": ExactField,
    "points": PartField,
    "texts": LinesField,
    "numbers": NumbersField,
}
SPARE_ROWS, MAX_ROWS = 2, 60


def said(label: str) -> str:
    """A label of the engine in the reader's language."""
    return words.say(language(), label) if label else ""


def field_for(field: "dataclasses.Field[Any]", rulebook: Rulebook, *, in_row: bool) -> forms.Field:
    """The form field of one parameter."""
    kind, label = words.holds(field), said(field.metadata.get("label", ""))
    required = not words.has_default(field)
    if kind == "truth":
        return forms.BooleanField(label=TRUTH_LABELS.get(field.name, field.name), required=False)
    if kind == "input":
        return forms.ChoiceField(label=label, choices=input_choices(rulebook), required=required)
    if kind.startswith("choice:"):
        options = [(c, CHOICE_WORDS.get(c, c)) for c in kind.removeprefix("choice:").split("|")]
        return forms.ChoiceField(label=label, choices=options)
    if kind in SIMPLE:
        made = SIMPLE[kind](label=label, required=required)
        made.help_text = "" if in_row else made.help_text
        return made
    return forms.CharField(label=label, max_length=2000, required=required)


class ParamsForm(forms.Form):
    """The plain parameters of a pattern, or of one row of it; `value()` is the dataclass."""

    use_required_attribute = False

    def __init__(self, *args: Any, kind: type[Any], rulebook: Rulebook, **kwargs: Any) -> None:
        self.kind = kind
        self.params = [f for f in words.param_fields(kind) if not words.holds(f).startswith("list:")]
        held = kwargs.pop("held", None)
        if held is not None:
            kwargs["initial"] = {f.name: getattr(held, f.name) for f in self.params}
        elif "initial" not in kwargs:
            kwargs["initial"] = {
                f.name: f.default for f in self.params if f.default is not dataclasses.MISSING
            }
        super().__init__(*args, **kwargs)
        for field in self.params:
            self.fields[field.name] = field_for(field, rulebook, in_row=self.empty_permitted)

    def values(self) -> dict[str, Any]:
        """The cleaned parameters, those left empty by their defaults."""
        found = {}
        for field in self.params:
            value = self.cleaned_data.get(field.name)
            if value in (None, "", ()) and words.has_default(field):
                continue
            found[field.name] = int(value) if field.type is int and value is not None else value
        return found

    def clean(self) -> dict[str, Any]:
        """A whole number where the parameter counts things."""
        cleaned = super().clean() or self.cleaned_data
        for field in self.params:
            value = cleaned.get(field.name)
            if field.type is int and value is not None and value.denominator != 1:
                self.add_error(field.name, _("Phải là số nguyên."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        """True when the person wrote nothing in this row."""
        plain = [f.name for f in self.params if not words.holds(f).startswith(("truth", "choice:"))]
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in plain)

    def has_changed(self) -> bool:
        """An empty row is not checked."""
        return not self.is_empty


class RowsForm:
    """The rows of a `list:` parameter: as many as there are and some spare ones; an empty row is none."""

    def __init__(
        self, field: "dataclasses.Field[Any]", rulebook: Rulebook, prefix: str, data: Mapping[str, Any] | None
    ) -> None:
        self.field, self.rulebook, self.prefix, self.data = field, rulebook, prefix, data
        self.name, self.label = field.name, said(field.metadata["label"])
        self.kind = words.row_class(field)
        self.single = "tuple" not in str(field.type)
        self.optional = words.has_default(field)
        self.error = ""
        self.held: tuple[Any, ...] = ()

    @property
    def count_name(self) -> str:
        """The name of the hidden field that tells how many rows the page showed."""
        return f"{self.prefix}-count"

    @cached_property
    def rows(self) -> list[ParamsForm]:
        """One form per row."""
        if self.data is None:
            spare = 0 if self.single else SPARE_ROWS
            count = max(len(self.held) + spare, 1)
            return [self._row(n, self.held[n] if n < len(self.held) else None) for n in range(count)]
        return [self._row(n, None) for n in range(self._count())]

    def _count(self) -> int:
        assert self.data is not None  # noqa: S101 - rows() asks first
        text = str(self.data.get(self.count_name, ""))
        count = int(text) if text.isdecimal() and len(text) < 4 else 1  # noqa: PLR2004 - three digits
        more = SPARE_ROWS if self.data.get("act") == "rows" and not self.single else 0
        return 1 if self.single else min(count + more, MAX_ROWS)

    def _row(self, number: int, held: Any) -> ParamsForm:
        return ParamsForm(
            self.data, kind=self.kind, rulebook=self.rulebook, held=held, prefix=f"{self.prefix}-{number}",
            empty_permitted=True,
        )  # fmt: skip

    def is_valid(self) -> bool:
        """True when every row that says something is right, and there is one where one is needed."""
        filled = [row for row in self.rows if not row.is_empty]
        good = [row.is_valid() for row in filled]  # each shows its own mistakes
        if not filled and not self.optional:
            self.error = _("Cần ít nhất một dòng.")
            return False
        return all(good)

    def value(self) -> Any:
        """The rows as the pattern holds them: a tuple, or one (or none) where there is only one."""
        found = tuple(self.kind(**row.values()) for row in self.rows if not row.is_empty)
        if self.single:
            return found[0] if found else None
        return found


class RuleForm:
    """A whole rule: its plain parameters and its lists of rows."""

    def __init__(
        self, kind: str, rulebook: Rulebook, data: Mapping[str, Any] | None, rule: words.Rule | None = None
    ) -> None:
        self.pattern = words.PATTERNS[kind]
        held = rule if type(rule) is self.pattern else None
        self.params = ParamsForm(data, kind=self.pattern, rulebook=rulebook, held=held, prefix="rule")
        lists = [f for f in words.param_fields(self.pattern) if words.holds(f).startswith("list:")]
        self.lists = [RowsForm(f, rulebook, f"rule-{f.name}", data) for f in lists]
        for rows in self.lists if held is not None else ():
            value = getattr(held, rows.name)
            rows.held = value if isinstance(value, tuple) else (value,) if value is not None else ()

    def is_valid(self) -> bool:
        """True when the rule can be built."""
        return all([self.params.is_valid(), *(rows.is_valid() for rows in self.lists)])

    def rule(self) -> words.Rule:
        """The rule as the engine holds it."""
        values = self.params.values()
        for rows in self.lists:
            value = rows.value()
            if value or not rows.optional:
                values[rows.name] = value
        try:
            return self.pattern(**values)
        except TypeError as error:  # a parameter that is needed and was left empty
            raise ValidationError(_("Quy tắc còn thiếu tham số.")) from error


def pattern_choices() -> list[tuple[str, str]]:
    """The patterns to choose from."""
    return [(kind, said(pattern.label)) for kind, pattern in words.PATTERNS.items()]
