"""Forms of a year: its calendar, a step back, a longer deadline."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters import year
from thidua.web.clusters.forms.fields import ReasonForm, UnitChoiceField
from thidua.web.clusters.models import Cycle, CycleStep, Unit
from thidua.web.clusters.queries import cycle_units, with_names
from thidua.web.clusters.requirements import NEEDS_DATES
from thidua.web.core.written import day_text

Steps = dict[str, tuple[dt.date, dt.date]]


class PlanForm(forms.Form):
    """Begin and deadline of every step; a step that the rulebook leaves out is marked as skipped."""

    def __init__(self, *args: Any, steps: Steps | None = None, skipped: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in year.ORDER:
            begin, due = (steps or {}).get(state, (None, None))
            skip = state in skipped or (steps is not None and state not in steps)
            name = Cycle.State(state).label
            begin_label = _("%(step)s: bắt đầu") % {"step": name}
            due_label = _("%(step)s: hạn") % {"step": name}
            self.fields[f"{state}_from"] = forms.DateField(label=begin_label, required=False, initial=begin)
            self.fields[f"{state}_to"] = forms.DateField(label=due_label, required=False, initial=due)
            if state in year.SKIPPABLE:
                self.fields[f"{state}_skip"] = forms.BooleanField(
                    label=_("%(step)s: bỏ qua") % {"step": name}, required=False, initial=skip
                )

    def rows(self) -> list[tuple[str, Any, Any, Any]]:
        """(state's name, begin, deadline, skip) for the table of the page."""
        return [
            (
                str(Cycle.State(state).label),
                self[f"{state}_from"],
                self[f"{state}_to"],
                self[f"{state}_skip"] if state in year.SKIPPABLE else None,
            )
            for state in year.ORDER
        ]

    def clean(self) -> dict[str, Any]:
        """Every pair is whole and in order, one after the other."""
        cleaned = super().clean() or {}
        last: tuple[dt.date, str] | None = None
        for state in year.ORDER:
            begin, due = cleaned.get(f"{state}_from"), cleaned.get(f"{state}_to")
            if cleaned.get(f"{state}_skip"):
                continue
            self._check_pair(state, begin, due)
            if due and last and due < last[0]:
                before = {"step": last[1], "day": day_text(last[0])}
                self.add_error(f"{state}_to", _("Sớm hơn hạn %(day)s của bước «%(step)s».") % before)
            if due:
                last = due, str(Cycle.State(state).label)
        return cleaned

    def _check_pair(self, state: str, begin: dt.date | None, due: dt.date | None) -> None:
        needed = state in NEEDS_DATES or state in year.SKIPPABLE
        if (begin is None) != (due is None) or (needed and begin is None):
            field = f"{state}_from" if begin is None else f"{state}_to"
            if field not in self.errors:
                self.add_error(field, _("Hãy ghi cả ngày bắt đầu và hạn."))
        elif begin and due and due < begin:
            self.add_error(f"{state}_to", _("Hạn không được trước ngày bắt đầu."))

    def steps(self) -> Steps:
        """The dated steps, for the act."""
        return {
            state: (self.cleaned_data[f"{state}_from"], self.cleaned_data[f"{state}_to"])
            for state in year.ORDER
            if not self.cleaned_data.get(f"{state}_skip") and self.cleaned_data.get(f"{state}_from")
        }


class OpenYearForm(PlanForm):
    """The number of the new year with its calendar."""

    year_number = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)


class MoveBackForm(ReasonForm):
    """Why the year goes one step back."""


class ExtendForm(ReasonForm):
    """Which unit, until when, why."""

    unit = UnitChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none())
    due_on = forms.DateField(label=_("Hạn mới"))
    field_order = ["unit", "due_on", "reason"]

    def __init__(self, *args: Any, step: CycleStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        members = [unit.pk for unit in cycle_units(step.cycle)]
        field: Any = self.fields["unit"]
        field.queryset = with_names(Unit.objects.filter(pk__in=members)).order_by("order", "code")

    def clean_due_on(self) -> dt.date:
        """After the common deadline."""
        due: dt.date = self.cleaned_data["due_on"]
        if due <= self.step.due_on:
            raise forms.ValidationError(
                _("Hạn mới phải sau hạn chung %(day)s.") % {"day": day_text(self.step.due_on)}
            )
        return due
