"""Form fields for the slots of a rulebook's parts: each kind of slot knows its fields and its value.

A slot that a form cannot show by one field of its own (a condition, a band, an effect) has a class here
or in `forms.conditions`; a key that is added to the format gets its field from what it holds.
"""

import itertools
import re
import unicodedata
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Rulebook
from thidua.rules.vocabulary import Bounds, Slot, number_text, say
from thidua.web.core.written import language
from thidua.web.rulebooks.forms.choice_words import choice_label, choices_of
from thidua.web.rulebooks.forms.exact import ExactField, LinesField, input_choices

MAX_TEXT = 20_000
LONG = {"note", "title", "what"}
HALF_LINE = 34  # letters of a choice that stands beside another
HINTS = {
    "ceiling": gettext_lazy("Để trống: được vượt thang điểm."),
    "floor": gettext_lazy("Để trống: có thể xuống dưới 0."),
    "bonus_max": gettext_lazy("Để trống: không giới hạn."),
    "deduction_max": gettext_lazy("Để trống: không giới hạn."),
    "scale_max": gettext_lazy("Tổng in trên bảng, ví dụ 100."),
    "of": gettext_lazy("Không chọn mức nào: tính trên mọi đơn vị được xếp hạng."),
    "from_classes": gettext_lazy("Không chọn mức nào: không xét mức xếp loại."),
    "silent_on": gettext_lazy("Chọn những điều văn bản không nói; cách tính ở đây là một cách hiểu."),
}
LABELS = {
    "from_on": gettext_lazy("Hiệu lực từ ngày"),
    "until_on": gettext_lazy("Hiệu lực đến hết ngày"),
    "scale_max": gettext_lazy("Thang điểm"),
}
CODE_HINT = gettext_lazy("Chữ không dấu, số, gạch dưới. Để trống thì hệ thống tự đặt; đặt xong không đổi.")


class PercentField(ExactField):
    """A share written as a number of per cent: `20` or `20 %` is one fifth."""

    def read(self, text: str) -> Any:
        """The share."""
        return super().read(text.removesuffix("%").strip()) / 100

    def prepare_value(self, value: Any) -> Any:
        """The share as a number of per cent."""
        return number_text(value * 100) if isinstance(value, Fraction) else value


def said(label: str) -> str:
    """A label of the format in the reader's language."""
    return say(language(), label) if label else ""


def class_choices(rulebook: Rulebook) -> list[tuple[str, str]]:
    """The classes to pick from, best first."""
    return [(c.id, c.name) for c in rulebook.classes]


class OneField:
    """A slot with one field. `short` ones stand beside each other, `dense` texts too."""

    def __init__(self, slot: Slot, rulebook: Rulebook, name: str, *, dense: bool = False) -> None:
        self.slot, self.rulebook, self.name, self.dense = slot, rulebook, name, dense

    @property
    def short(self) -> bool:
        """True where several of the kind fit on a line."""
        if self.slot.holds == "text":
            return self.dense and self.slot.field not in LONG
        if self.slot.holds == "choice":
            return (
                max(len(label) for _word, label in choices_of(self.slot.field, self.slot.words)) <= HALF_LINE
            )
        return self.slot.holds in {"date", "number", "share", "whole", "input", "class"}

    @property
    def names(self) -> list[str]:
        """The form's fields, in order."""
        return [self.name]

    @property
    def places(self) -> dict[str, str]:
        """A key of the file -> the field that writes it."""
        return {self.slot.key: self.name}

    def fields(self) -> dict[str, forms.Field]:
        """The form's fields by name."""
        slot = self.slot
        label = LABELS.get(slot.field) or said(slot.label)
        made: forms.Field = getattr(self, f"_{slot.holds}")(label=label, required=slot.required)
        if slot.field in HINTS:
            made.help_text = HINTS[slot.field]
        return {self.name: made}

    def initial(self, held: Any) -> dict[str, Any]:
        """The value as the form shows it; a new thing shows the defaults."""
        return {self.name: getattr(held, self.slot.field) if held is not None else self.slot.default}

    def values(self, clean: dict[str, Any], held: Any) -> dict[str, Any]:
        """The model's fields as written; an empty field is none, or the default."""
        value = clean.get(self.name)
        if isinstance(value, list):
            value = self._in_old_order(value, getattr(held, self.slot.field, None))
        if value in (None, "", ()) and self.slot.holds != "truth":
            value = None if self.slot.nullable else self.slot.default
        return {} if value is None and self.slot.required else {self.slot.field: value}

    @staticmethod
    def _in_old_order(chosen: list[str], old: Any) -> tuple[str, ...]:
        """The order of the file stays while the same things are chosen."""
        same = isinstance(old, tuple) and set(old) == set(chosen)
        return old if same else tuple(chosen)

    def _text(self, **kwargs: Any) -> forms.Field:
        if self.slot.field in LONG:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(max_length=MAX_TEXT, **kwargs)

    def _texts(self, **kwargs: Any) -> forms.Field:
        return LinesField(**kwargs)

    def _code(self, **kwargs: Any) -> forms.Field:
        message = _("Mã bắt đầu bằng chữ không dấu, chỉ gồm chữ, số và gạch dưới.")
        errors = {"invalid": message}
        kwargs["required"] = False
        return forms.RegexField(
            self.slot.pattern, max_length=100, error_messages=errors, help_text=CODE_HINT, **kwargs
        )

    def _date(self, **kwargs: Any) -> forms.Field:
        return forms.DateField(**kwargs)

    def _number(self, **kwargs: Any) -> forms.Field:
        return ExactField(**kwargs)

    def _share(self, **kwargs: Any) -> forms.Field:
        return PercentField(**kwargs)

    def _whole(self, **kwargs: Any) -> forms.Field:
        return forms.IntegerField(min_value=self.slot.low, max_value=self.slot.high, **kwargs)

    def _truth(self, **kwargs: Any) -> forms.Field:
        return forms.BooleanField(**kwargs | {"required": False})

    def _choice(self, **kwargs: Any) -> forms.Field:
        slot = self.slot
        empty = [("", choice_label(slot.field, "") or "–")] if slot.default in {"", None} else []
        return forms.ChoiceField(choices=[*empty, *choices_of(slot.field, slot.words)], **kwargs)

    def _choices(self, **kwargs: Any) -> forms.Field:
        return _checks(choices_of(self.slot.field, self.slot.words), **kwargs)

    def _order(self, **kwargs: Any) -> forms.Field:
        return OrderField(self.slot, **kwargs)

    def _input(self, **kwargs: Any) -> forms.Field:
        return forms.ChoiceField(choices=input_choices(self.rulebook), **kwargs)

    def _inputs(self, **kwargs: Any) -> forms.Field:
        return _checks(input_choices(self.rulebook)[1:], **kwargs)

    def _class(self, **kwargs: Any) -> forms.Field:
        return forms.ChoiceField(choices=[("", "–"), *class_choices(self.rulebook)], **kwargs)

    def _classes(self, **kwargs: Any) -> forms.Field:
        return _checks(class_choices(self.rulebook), **kwargs)

    _base = _classes


def _checks(choices: list[tuple[str, str]], **kwargs: Any) -> forms.Field:
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


class OrderField(forms.TypedChoiceField):
    """All of a few words in some order: every order is a choice."""

    def __init__(self, slot: Slot, **kwargs: Any) -> None:
        orders = [
            (" ".join(order), ", ".join(choice_label(slot.field, word) for word in order))
            for order in itertools.permutations(slot.words)
        ]
        super().__init__(choices=orders, coerce=lambda text: tuple(text.split()), empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The order as the value of a choice."""
        return " ".join(value) if isinstance(value, tuple) else value


class Band(OneField):
    """Two ends of an interval, each with its number counted in or not."""

    short = True

    @property
    def names(self) -> list[str]:
        """Sign and number of both ends."""
        return [f"{self.name}_{part}" for part in ("low", "low_sign", "high", "high_sign")]

    @property
    def places(self) -> dict[str, str]:
        """Each key of an end is told at its number."""
        low, high = f"{self.name}_low", f"{self.name}_high"
        return {"from": low, "above": low, "to": high, "below": high}

    def fields(self) -> dict[str, forms.Field]:
        """Both ends; an end without a number is open."""
        low, low_sign, high, high_sign = self.names
        signs = {
            low_sign: (_("Tính điểm thấp nhất"), [("from", _("Kể cả điểm ấy (từ)")), ("above", _("Không kể (trên)"))]),
            high_sign: (_("Tính điểm cao nhất"), [("below", _("Không kể (dưới)")), ("to", _("Kể cả điểm ấy (đến)"))]),
        }  # fmt: skip
        made: dict[str, forms.Field] = {
            name: forms.ChoiceField(label=label, choices=choices, required=False)
            for name, (label, choices) in signs.items()
        }
        made[low] = ExactField(
            label=_("Điểm thấp nhất của mức"), required=False, help_text=_("Để trống: không giới hạn.")
        )
        made[high] = ExactField(
            label=_("Điểm cao nhất của mức"), required=False, help_text=_("Để trống: không giới hạn.")
        )
        return made

    def initial(self, held: Any) -> dict[str, Any]:
        """The ends as the form shows them."""
        band = getattr(held, self.slot.field) if held is not None else Bounds()
        signs = ("from" if band.low_closed else "above", "to" if band.high_closed else "below")
        return dict(zip(self.names, (band.low, signs[0], band.high, signs[1]), strict=True))

    def values(self, clean: dict[str, Any], held: Any) -> dict[str, Any]:  # noqa: ARG002
        """The interval; the sign of an open end says nothing."""
        low, low_sign, high, high_sign = (clean.get(name) for name in self.names)
        low_closed = low is None or low_sign != "above"
        high_closed = high is not None and high_sign == "to"
        return {self.slot.field: Bounds(low, low_closed, high, high_closed)}


class Effect(OneField):
    """What a gate does: a word, or a class with a word."""

    LIMITS = ("class", "class_at_most")
    short = True

    @property
    def places(self) -> dict[str, str]:
        """The effect with its class."""
        return {"effect": self.name, "effect.class": self.name, "effect.class_at_most": self.name}

    def fields(self) -> dict[str, forms.Field]:
        """One choice for every effect with every class."""
        words = [w for w in self.slot.words if w not in self.LIMITS]
        choices = choices_of("effect", tuple(words)) + [
            (f"{word}:{code}", choice_label("effect", word) % {"name": f"«{name}»"})
            for word in self.LIMITS
            for code, name in class_choices(self.rulebook)
        ]
        return {self.name: forms.ChoiceField(label=said(self.slot.label), choices=choices)}

    def initial(self, held: Any) -> dict[str, Any]:
        """The effect as the value of a choice."""
        if held is None:
            return {}
        return {self.name: f"{held.effect}:{held.class_id}" if held.class_id else held.effect}

    def values(self, clean: dict[str, Any], held: Any) -> dict[str, Any]:  # noqa: ARG002
        """The effect and its class."""
        effect, _colon, class_id = clean[self.name].partition(":")
        return {"effect": effect, "class_id": class_id}


def code_of(name: str, taken: set[str], *, capitals: bool = False) -> str:
    """A code made from a name: letters without marks; initials where codes have capitals.

    >>> code_of("Còn đơn thư quá hạn", set()), code_of("Hoàn thành tốt", {"HTT"}, capitals=True)
    ('con_don_thu_qua_han', 'HTT2')
    """
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).casefold())
    code = "".join(word[0] for word in words).upper() if capitals else "_".join(words)[:40].strip("_")
    if not code or not code[0].isalpha():
        code = f"M{code}" if capitals else f"m_{code}".strip("_")
    free = (f"{code}{n}" for n in itertools.count(2))
    return code if code not in taken else next(c for c in free if c not in taken)
