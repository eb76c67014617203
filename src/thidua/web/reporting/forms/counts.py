"""Activities, press works and yearly classification counts."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.reporting.forms.fields import CountField, SafeURLField
from thidua.web.reporting.models import (
    Activity,
    ClassificationCount,
    Evidence,
)


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A communication activity or a press work."""

    count = CountField(label=gettext_lazy("Số lượng"), least=1, most=100_000, initial=1)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    class Meta:
        model = Activity
        fields = ("kind", "title", "count", "held_on", "link", "evidence")
        field_classes = {"link": SafeURLField}

    def __init__(self, *args: Any, cycle: Cycle, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        own = Evidence.objects.filter(cycle=cycle, unit=unit, withdrawn_at=None)
        self.fields["evidence"].queryset = own  # type: ignore[attr-defined]
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0

    def clean_held_on(self) -> dt.date | None:
        """Within the year."""
        day: dt.date | None = self.cleaned_data["held_on"]
        if day and day.year != self.cycle.year:
            raise forms.ValidationError(_("Ngày phải thuộc năm %(year)d.") % {"year": self.cycle.year})
        return day


class ClassificationForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """How many organisations, or members, stand at each level."""

    excellent = CountField(label=gettext_lazy("Hoàn thành xuất sắc"))
    good = CountField(label=gettext_lazy("Hoàn thành tốt"))
    completed = CountField(label=gettext_lazy("Hoàn thành"))
    not_completed = CountField(label=gettext_lazy("Không hoàn thành"))
    not_rated = CountField(label=gettext_lazy("Chưa xếp loại"), initial=0)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    class Meta:
        model = ClassificationCount
        fields = ("excellent", "good", "completed", "not_completed", "not_rated", "certainty", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0
