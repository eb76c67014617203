"""A correction of one frozen value."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Input
from thidua.web.reporting.cells import Entry, amount_choices, shown_fields
from thidua.web.reporting.forms.fields import ReasonForm
from thidua.web.reporting.forms.rows import CERTAINTY, read_row


class CorrectionForm(ReasonForm):
    """A corrected value of one cell, read like a row of the grid; `entry` is what was understood."""

    amount = forms.CharField(label=gettext_lazy("Số liệu"), max_length=60, required=False)
    of = forms.CharField(label=gettext_lazy("Mẫu số"), max_length=60, required=False)
    certainty = forms.ChoiceField(label=gettext_lazy("Loại số"), choices=CERTAINTY.choices)
    as_of = forms.DateField(label=gettext_lazy("Tính đến ngày"), required=False)
    source = forms.CharField(label=gettext_lazy("Nguồn"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)
    na = forms.BooleanField(label=gettext_lazy("Không áp dụng"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("amount", "of", "certainty", "as_of", "source", "note", "na", "reason", "version")

    def __init__(self, *args: Any, indicator: Input, entry: Entry, version: int, **kwargs: Any) -> None:
        shown = shown_fields(entry, indicator) | {"version": version, "as_of": entry.as_of}
        super().__init__(*args, **{**kwargs, "initial": shown})
        self.indicator, self.entry = indicator, entry
        if indicator.kind != "ratio":
            del self.fields["of"]
        choices = amount_choices(indicator)
        if choices:
            self.fields["amount"] = forms.ChoiceField(
                label=_("Số liệu"), choices=choices, required=False, initial=shown["amount"]
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Read the row; what cannot be read stands at its field."""
        found: dict[str, Any] = super().clean() or {}
        self.entry, problems = read_row(self.indicator, found | {"as_of": _iso(found.get("as_of"))})
        for problem in problems:
            name = "of" if problem.field == "denominator" else problem.field
            self.add_error(name if name in self.fields else None, problem.text)
        return found


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
