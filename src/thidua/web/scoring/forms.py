"""Forms of scoring."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import Unit
from thidua.web.core import clock
from thidua.web.core.numbers import parse_number
from thidua.web.core.typed_word import TypedWordForm
from thidua.web.core.written import number_text

LARGEST_VERSION = 2_000_000_000
LARGEST_POINTS = 1_000_000


class PointsField(forms.CharField):
    """Points as an office writes any number (`core.numbers`): `7,25`; empty is None."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": gettext_lazy("«%(text)s» không phải là số điểm.")
    }

    def to_python(self, value: Any) -> Any:
        """The exact number, None for empty."""
        text = str(super().to_python(value) or "")
        typed = parse_number(text)
        if typed.problem:
            raise forms.ValidationError(typed.problem)
        if typed.bound or "%" in text or (typed.value is not None and not _fits(typed.value)):
            raise forms.ValidationError(self.error_messages["invalid"], params={"text": text.strip()[:20]})
        return typed.value

    def prepare_value(self, value: Any) -> Any:
        """Shown as it would be typed."""
        return number_text(value) if isinstance(value, Decimal) else value


def _fits(points: Decimal) -> bool:
    """What a mark can hold: six digits and three decimals."""
    return abs(points) < LARGEST_POINTS and points == round(points, 3)


class SelfMarkForm(forms.Form):
    """One criterion's own points, with the version the person saw."""

    criterion = forms.CharField(max_length=60)
    points = PointsField(label=gettext_lazy("Điểm tự chấm"), required=False)
    version = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION)
    reason = forms.CharField(required=False, max_length=500)


class VerifiedMarkForm(forms.Form):
    """The secretariat's points of one criterion, with a reason."""

    points = PointsField(
        label=gettext_lazy("Điểm thẩm định"),
        required=False,
        help_text=gettext_lazy("Để trống nếu giữ điểm tự chấm hoặc điểm tính theo quy chế."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION)


class ReasonForm(forms.Form):
    """A reason, required."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskForm(forms.Form):
    """What a unit should explain, by when."""

    question = forms.CharField(
        label=gettext_lazy("Nội dung đề nghị giải trình"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn trả lời"))

    def clean_due_on(self) -> dt.date:
        """Not before today."""
        day: dt.date = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError(_("Hạn trả lời không được trước hôm nay."))
        return day


class AnswerForm(forms.Form):
    """The unit's explanation."""

    answer = forms.CharField(
        label=gettext_lazy("Giải trình của đơn vị"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Mỗi nội dung giải trình một lần; gửi rồi không sửa được."),
    )


class ConcludeForm(forms.Form):
    """The secretariat's conclusion."""

    conclusion = forms.CharField(
        label=gettext_lazy("Kết luận của tổ thư ký"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TieForm(forms.Form):
    """The order of level units, and what it rests on."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: Biên bản bỏ phiếu ngày 15/12/2021 của cụm."),
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        choices = [(str(n), str(n)) for n in range(1, len(units) + 1)]
        for number, unit in enumerate(units, start=1):
            self.fields[f"place_{unit.pk}"] = forms.ChoiceField(
                label=_("Thứ tự của %(unit)s") % {"unit": unit}, choices=choices, initial=str(number)
            )

    def clean(self) -> dict[str, Any]:
        """Each place is given once."""
        cleaned = super().clean() or {}
        places = [cleaned.get(f"place_{u.pk}") for u in self.units]
        if None not in places and len(set(places)) != len(places):
            raise forms.ValidationError(_("Mỗi đơn vị phải có một thứ tự riêng."))
        return cleaned

    def order(self) -> list[Unit]:
        """The units, first is best."""
        return sorted(self.units, key=lambda u: int(self.cleaned_data[f"place_{u.pk}"]))


class GateForm(forms.Form):
    """Whether a gate applies to the unit, and what the decision rests on."""

    waived = forms.TypedChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=[("0", gettext_lazy("Áp dụng điều kiện này")), ("1", gettext_lazy("Không áp dụng"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300)


class GradeForm(forms.Form):
    """The class decided for the unit, and what the decision rests on."""

    basis = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300)

    def __init__(self, *args: Any, classes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"] = forms.ChoiceField(
            label=_("Xếp loại"), choices=list(classes), widget=forms.RadioSelect
        )
        self.order_fields(["grade", "basis"])


class AgainForm(TypedWordForm):
    """Why the year is ranked again, and the typed word."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do xếp hạng lại"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("reason", "typed")
