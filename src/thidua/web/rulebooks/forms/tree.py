"""The maxima of a whole tree as one form."""

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.rules import Criterion, Rulebook
from thidua.rules.vocabulary import walk_items
from thidua.web.rulebooks.forms.exact import ExactField


class MaximaForm(forms.Form):
    """One field per section and criterion, in printed order."""

    use_required_attribute = False

    def __init__(self, *args: Any, rulebook: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(walk_items(rulebook.items))
        for number, item in enumerate(self.items):
            field = ExactField(
                label=_("Điểm tối đa của mục %(item)s") % {"item": item.id},
                required=isinstance(item, Criterion),
                initial=item.max,
            )
            field.validators.append(_not_negative)
            self.fields[f"max-{number}"] = field

    def bound_fields(self) -> list[forms.BoundField]:
        """The fields in the order of the tree."""
        return [self[f"max-{number}"] for number in range(len(self.items))]

    def maxima(self) -> dict[str, Fraction | None]:
        """Item id -> maximum; None for a section left to sum up its items."""
        return {item.id: self.cleaned_data[f"max-{n}"] for n, item in enumerate(self.items)}


def _not_negative(value: Fraction) -> None:
    if value < 0:
        raise ValidationError(_("Điểm tối đa không là số âm."))
