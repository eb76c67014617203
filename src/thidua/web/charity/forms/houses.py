"""A house, its progress, its photos."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.charity.forms.fields import MoneyField, PastDateField
from thidua.web.charity.models import HouseStep
from thidua.web.clusters.models import Unit


class HouseForm(forms.Form):
    """What is told of a house; the household without personal data, its name only where agreed."""

    unit = forms.TypedChoiceField(label=gettext_lazy("Nơi xây (đơn vị)"), coerce=int)
    title = forms.CharField(
        label=gettext_lazy("Tên gọi của căn nhà"),
        max_length=150,
        help_text=gettext_lazy("Ví dụ: Nhà tình nghĩa số 1 năm 2021."),
    )
    place = forms.CharField(
        label=gettext_lazy("Địa điểm"),
        max_length=200,
        help_text=gettext_lazy("Xã, huyện, tỉnh; không ghi số nhà."),
    )
    beneficiary = forms.CharField(
        label=gettext_lazy("Hộ được xây nhà"),
        max_length=300,
        help_text=gettext_lazy(
            "Mô tả hoàn cảnh, không ghi họ tên, ngày sinh, số giấy tờ. Ví dụ: hộ gia đình thương binh, nhà tạm."
        ),
    )
    planned_cost_vnd = MoneyField(label=gettext_lazy("Kinh phí dự kiến"), least=1)
    beneficiary_name = forms.CharField(
        label=gettext_lazy("Tên chủ hộ"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi chủ hộ đồng ý nêu tên khi công khai."),
    )
    name_agreed = forms.BooleanField(
        label=gettext_lazy("Chủ hộ đã đồng ý nêu tên khi công khai"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        self.fields["unit"].choices = [(u.pk, str(u)) for u in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name needs the household's agreement."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("beneficiary_name") and not found.get("name_agreed"):
            self.add_error("name_agreed", _("Chỉ ghi tên chủ hộ khi chủ hộ đồng ý nêu tên."))
        return found


class StepForm(forms.Form):
    """How far the house is."""

    stage = forms.ChoiceField(
        label=gettext_lazy("Bước"), choices=HouseStep.Stage.choices, widget=forms.RadioSelect
    )
    happened_on = PastDateField(label=gettext_lazy("Ngày"))
    note = forms.CharField(label=gettext_lazy("Nội dung"), max_length=300, required=False)


class PhotoForm(forms.Form):
    """A photo with what is said under it."""

    photo = forms.FileField(
        label=gettext_lazy("Ảnh"),
        help_text=gettext_lazy("JPEG hoặc PNG. Vị trí, giờ chụp và tên máy trong tệp ảnh được xóa."),
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    caption = forms.CharField(
        label=gettext_lazy("Chú thích"),
        max_length=300,
        help_text=gettext_lazy("Ảnh cho thấy gì; người không xem được ảnh sẽ nghe câu này."),
    )
    taken_on = PastDateField(label=gettext_lazy("Ngày chụp"), required=False)
    may_be_published = forms.BooleanField(
        label=gettext_lazy("Người trong ảnh đồng ý công khai ảnh"), required=False
    )
