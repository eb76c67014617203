"""Fields that several forms of the fund use."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.charity.money import parse_money
from thidua.web.core import clock
from thidua.web.core.written import number_text


class MoneyField(forms.CharField):
    """Whole đồng as an office types them: `10.000.000`, `10 triệu`; shown back while typing where script runs."""

    widget = forms.TextInput(
        attrs={
            "autocomplete": "off",
            "class": "form-control-number",
            "hx-get": "/charity/money/",
            "hx-trigger": "change, keyup changed delay:400ms",
            "hx-target": "previous .form-text",
            "hx-swap": "innerHTML",
        }
    )

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Ví dụ: 10.000.000 hoặc 10 triệu."))
        super().__init__(max_length=60, **kwargs)
        self.least = least

    def prepare_value(self, value: Any) -> Any:
        """Thousands with dots; what was typed wrongly stays as typed."""
        return number_text(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The đồng understood, or why there are none."""
        found = parse_money(super().clean(value) or "")
        if found.problem:
            raise forms.ValidationError(found.problem)
        if found.vnd is not None and found.vnd < self.least:
            raise forms.ValidationError(_("Số tiền phải lớn hơn 0."))
        return found.vnd or 0


class PastDateField(forms.DateField):
    """A day not after today."""

    def clean(self, value: Any) -> dt.date | None:
        """The day, or that it is still to come."""
        day: dt.date | None = super().clean(value)
        if day and day > clock.today():
            raise forms.ValidationError(_("Ngày không được sau hôm nay."))
        return day


class OnceForm(forms.Form):
    """A form whose second press is known as the same: it carries a key of its own."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4


class ReasonForm(OnceForm):
    """A reason that others will read."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, widget=forms.TextInput)


class AsOfForm(forms.Form):
    """The day a statement is made for."""

    as_of = PastDateField(label=gettext_lazy("Tính đến ngày"))
