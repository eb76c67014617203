"""Fields and small forms that several pages of reporting use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.core.numbers import parse_number
from thidua.web.core.written import number_text


class SafeURLField(forms.URLField):
    """An address of a page, https unless it says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})
        self.error_messages["invalid"] = gettext_lazy(
            "Không phải đường dẫn. Ví dụ đúng: https://dienbien.gov.vn/tin-tuc."
        )


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, widget=forms.TextInput)


class CountField(forms.CharField):
    """A whole number as an office writes it: `27.887`; shown back the same way."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control-number"}
    )

    def __init__(self, *, least: int = 0, most: int = 100_000_000, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:
        """Thousands with dots; what was typed wrongly stays as typed."""
        return number_text(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The number understood, or why there is none."""
        found = parse_number(super().clean(value))
        if found.problem:
            raise forms.ValidationError(found.problem)
        if found.value is None or found.value != int(found.value) or found.bound:
            raise forms.ValidationError(_("Phải là số nguyên."))
        if not self.least <= found.value <= self.most:
            limits = {"low": number_text(self.least), "high": number_text(self.most)}
            raise forms.ValidationError(_("Phải từ %(low)s đến %(high)s.") % limits)
        return int(found.value)


class ManyFiles(forms.FileField):
    """Several files at once."""

    class Input(forms.ClearableFileInput):
        """The browser's file picker for several files."""

        allow_multiple_selected = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=self.Input(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file on its own."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFiles, self).clean(file, initial) for file in files if file or self.required]
