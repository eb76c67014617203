"""Fields for what a rulebook holds: exact numbers, points, expressions, references to inputs."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Problem, Rulebook
from thidua.rules.vocabulary import (
    Expr,
    ExpressionInvalid,
    Part,
    expression_text,
    number_text,
    parse_expression,
)
from thidua.web.core.numbers import parse_number
from thidua.web.rulebooks.outline import problem_in_words

RATIO = re.compile(r"([0-9]+)/([0-9]*[1-9][0-9]*)")
DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
MAX_DIGITS = 18


def exact_number(text: str) -> Fraction:
    """`1.234,5`, `0,25`, `1/3`, `85 %` or `−2` as an exact number, read as everywhere (`core.numbers`).

    Raises `ValueError` for anything else.

    >>> exact_number("1.234,5"), exact_number("85 %"), exact_number("1.000"), exact_number("-1/3")
    (Fraction(2469, 2), Fraction(17, 20), Fraction(1000, 1), Fraction(-1, 3))
    """
    plain = text.replace("−", "-").strip()
    ratio = RATIO.fullmatch(plain.removeprefix("-"))
    if ratio and len(plain) <= MAX_DIGITS:
        value = Fraction(int(ratio[1]), int(ratio[2]))
        return -value if plain.startswith("-") else value
    typed = parse_number(plain)
    if typed.value is None or typed.bound:
        raise ValueError(text)
    return Fraction(typed.value) / 100 if plain.endswith("%") else Fraction(typed.value)


class WrittenField(forms.Field):
    """A value that is written as a text: subclasses say what the text means and how to write a value."""

    max_length = 40
    empty: Any = None

    def to_python(self, value: Any) -> Any:
        """The value of the text; `empty` for none. Problems are sentences at the field."""
        text = str(value or "").strip()
        if not text:
            return self.empty
        if len(text) > self.max_length:
            message = _("Dài quá %(most)d ký tự.") % {"most": self.max_length}
            raise ValidationError(message, code="max_length")
        if "\x00" in text:
            raise ValidationError(_("Có ký tự không dùng được."), code="null_characters")
        return self.read(text)

    def read(self, text: str) -> Any:
        """The value that `text` writes; raises `ValidationError`."""
        raise NotImplementedError


class ExactField(WrittenField):
    """An exact number as an office writes it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "form-control-number"}))
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        """The number."""
        try:
            return exact_number(text)
        except ValueError as error:
            message = _("Chưa đọc được số «%(text)s». Hãy viết như 12, 0,25, 85 %% hoặc 1/3.") % {
                "text": text
            }
            raise ValidationError(message, code="number") from error

    def prepare_value(self, value: Any) -> Any:
        """The number as text."""
        return number_text(value) if isinstance(value, Fraction) else value


class PartField(WrittenField):
    """Points (`5`) or a share of the maximum (`50 %`)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "form-control-number"}))
        kwargs.setdefault("help_text", gettext_lazy("Số điểm, hoặc phần trăm điểm tối đa (50 %)."))
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        """The part."""
        try:
            number = exact_number(text)
        except ValueError as error:
            message = _("Chưa đọc được «%(text)s». Hãy viết số điểm như 5 hoặc phần trăm như 50 %%.")
            raise ValidationError(message % {"text": text}, code="points") from error
        return Part(share=number) if text.endswith("%") else Part(points=number)

    def prepare_value(self, value: Any) -> Any:
        """The part as text."""
        if not isinstance(value, Part):
            return value
        if value.points is not None:
            return number_text(value.points)
        return f"{number_text((value.share if value.share is not None else Fraction(1)) * 100)} %"


class ExpressionField(WrittenField):
    """An expression of the rulebook language, read at once so that a mistake shows at its field."""

    max_length = 2000

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "known-names", "autocomplete": "off", "spellcheck": "false", "data-expression": ""}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        """The expression tree."""
        return read_expression(text)

    def prepare_value(self, value: Any) -> Any:
        """The expression as text."""
        return value if isinstance(value, str) or value is None else expression_text(value)


def read_expression(text: str) -> Expr:
    """The expression tree of `text`; raises `ValidationError` with a sentence that tells the place."""
    problem = Problem("", "decimal_comma", values={"value": text})
    try:
        if not DECIMAL_COMMA.search(text):
            return parse_expression(text)
    except ExpressionInvalid as error:
        facts = {"value": text, "reason": error.reason, "what": error.what, "column": error.column}
        problem = Problem("", "expression_invalid", values=facts)
    raise ValidationError(problem_in_words(problem), code=problem.code)


class LinesField(WrittenField):
    """A text per line."""

    max_length = 5000
    empty = ()

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        """The lines that say something."""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """The lines as one text."""
        return "\n".join(value) if isinstance(value, tuple | list) else value


class NumbersField(WrittenField):
    """Several exact numbers, separated by semicolons."""

    max_length = 400
    empty = ()

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Cách nhau bằng dấu chấm phẩy: 10; 9; 8."))
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        """The numbers."""
        try:
            return tuple(exact_number(part) for part in text.split(";") if part.strip())
        except ValueError as error:
            message = _("Chưa đọc được «%(text)s». Hãy viết các số cách nhau bằng dấu chấm phẩy.")
            raise ValidationError(message % {"text": text}, code="numbers") from error

    def prepare_value(self, value: Any) -> Any:
        """The numbers as one text."""
        return "; ".join(number_text(v) for v in value) if isinstance(value, tuple) else value


def input_choices(rulebook: Rulebook) -> list[tuple[str, str]]:
    """The inputs to pick from, by name with their code."""
    return [("", "–"), *((i.id, f"{i.name} ({i.id})") for i in rulebook.inputs)]
