"""Reporting periods and longer deadlines."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import Unit
from thidua.web.core.written import day_text
from thidua.web.reporting.models import (
    PeriodExtension,
    ReportingPeriod,
)


class PeriodForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A reporting period of the year."""

    class Meta:
        model = ReportingPeriod
        fields = ("name", "starts_on", "ends_on", "due_on", "feeds_scoring")

        help_texts = {
            "name": gettext_lazy("Ví dụ: 6 tháng đầu năm, Cả năm."),
            "feeds_scoring": gettext_lazy("Mỗi năm chỉ một kỳ; chọn kỳ này thì kỳ khác thôi."),
        }

    def clean(self) -> dict[str, Any]:
        """Dates in order, inside reach of the year."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends, due = (found.get(name) for name in ("starts_on", "ends_on", "due_on"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        if starts and due and due < starts:
            self.add_error("due_on", _("Hạn báo cáo sớm hơn ngày bắt đầu kỳ."))
        if starts and starts.year != self.instance.cycle.year:
            self.add_error(
                "starts_on", _("Kỳ phải bắt đầu trong năm %(year)d.") % {"year": self.instance.cycle.year}
            )
        name = found.get("name")
        if name and self.instance.cycle.periods.filter(name=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Năm này đã có kỳ mang tên đó."))
        return found


class ExtensionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Longer for one unit."""

    class Meta:
        model = PeriodExtension
        fields = ("unit", "due_on", "reason")

    def __init__(self, *args: Any, period: ReportingPeriod, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[u.pk for u in units])  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = lambda unit: unit.name_on(None)  # type: ignore[attr-defined]

    def clean_due_on(self) -> dt.date:
        """After the common day."""
        day: dt.date = self.cleaned_data["due_on"]
        if day <= self.period.due_on:
            raise forms.ValidationError(
                _("Hạn mới phải sau hạn chung %(day)s.") % {"day": day_text(self.period.due_on)}
            )
        return day
