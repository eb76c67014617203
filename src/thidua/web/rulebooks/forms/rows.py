"""Rows of a form that may be added and removed: caps and penalties of an item."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thidua.rules import Rulebook
from thidua.rules.vocabulary import (
    Penalty,
    Source,
    SubCap,
)
from thidua.web.rulebooks.forms.exact import ExactField, ExpressionField, input_choices


class RowForm(forms.Form):
    """A row that may be left empty, also when it held something before: then it is taken away."""

    use_required_attribute = False

    def has_changed(self) -> bool:
        """True when something is written in the row; an empty row is not checked."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields)


class CapRow(RowForm):
    """One conditional cap."""

    when = ExpressionField(label=gettext_lazy("Khi"))
    max = ExactField(label=gettext_lazy("thì nhiều nhất (điểm)"))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    def value(self, old: SubCap | None) -> SubCap:
        """The cap; its source stays."""
        return SubCap(**self.cleaned_data, source=old.source if old else Source())


class PenaltyRow(RowForm):
    """One percentage penalty."""

    input = forms.ChoiceField(label=gettext_lazy("Mỗi vụ việc trong"))
    percent_each = ExactField(label=gettext_lazy("trừ (ví dụ 25 %)"))
    cap = ExactField(label=gettext_lazy("nhiều nhất"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    def value(self, old: Penalty | None) -> Penalty:
        """The penalty; its source stays."""
        clean = self.cleaned_data
        cap = Fraction(1) if clean["cap"] is None else clean["cap"]
        return Penalty(**{**clean, "cap": cap}, source=old.source if old else Source())


class RowsOf:
    """Rows of caps or penalties: those there are and one to spare; a row left empty is taken away."""

    def __init__(self, row: type[RowForm], held: tuple[Any, ...], rulebook: Rulebook, data: Any) -> None:
        self.row, self.held, self.prefix = row, held, "caps" if row is CapRow else "penalties"
        self.forms = [self._form(n, rulebook, data) for n in range(len(held) + 1)]

    def _form(self, number: int, rulebook: Rulebook, data: Any) -> RowForm:
        old = self.held[number] if number < len(self.held) else None
        initial = {name: getattr(old, name) for name in self.row.base_fields} if old else {}
        form = self.row(
            data,
            initial=initial,
            prefix=f"{self.prefix}-{number}",
            empty_permitted=True,
        )
        if "input" in form.fields:
            form.fields["input"].choices = input_choices(rulebook)  # type: ignore[attr-defined]
        return form

    def _filled(self) -> list[tuple[int, RowForm]]:
        return [(number, form) for number, form in enumerate(self.forms) if form.has_changed()]

    def is_valid(self) -> bool:
        """True when every row that says something is right."""
        good = [form.is_valid() for _number, form in self._filled()]  # each shows its own mistakes
        return all(good)

    def values(self) -> tuple[Any, ...]:
        """The rows as the engine holds them."""
        found = []
        for number, form in self._filled():
            old = self.held[number] if number < len(self.held) else None
            found.append(form.value(old))  # type: ignore[attr-defined]
        return tuple(found)
