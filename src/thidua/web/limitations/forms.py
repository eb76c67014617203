"""Forms of limitations: the list's filter, one limitation, its state, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import Cycle, Unit
from thidua.web.clusters.queries import cycle_day
from thidua.web.limitations.models import Limitation

State = Limitation.State
CLUSTER, NONE = "cluster", "none"


def _names(cycle: Cycle, units: list[Unit]) -> list[tuple[str, str]]:
    day = cycle_day(cycle)
    return [(str(unit.pk), unit.name_on(day)) for unit in units]


class LimitationFilterForm(forms.Form):
    """Words, unit, section, state."""

    q = forms.CharField(label=gettext_lazy("Từ cần tìm"), max_length=100, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    content = forms.ChoiceField(label=gettext_lazy("Nội dung thi đua"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Trạng thái"),
        required=False,
        choices=[("", gettext_lazy("Mọi trạng thái")), *State.choices],
    )

    def __init__(
        self, *args: Any, cycle: Cycle, units: list[Unit], contents: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        of = [("", _("Cả cụm và các đơn vị")), (CLUSTER, _("Chung của cụm")), *_names(cycle, units)]
        sections = [("", _("Mọi nội dung")), *contents.items(), (NONE, _("Không thuộc nội dung nào"))]
        self.fields["unit"].choices = of  # type: ignore[attr-defined]
        self.fields["content"].choices = sections  # type: ignore[attr-defined]


class LimitationForm(forms.Form):
    """One limitation; only the fields that the person may fill in are there."""

    unit = forms.ChoiceField(label=gettext_lazy("Của đơn vị"), required=False)
    content = forms.ChoiceField(label=gettext_lazy("Nội dung thi đua"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Tồn tại, hạn chế"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    cause = forms.CharField(
        label=gettext_lazy("Nguyên nhân"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    remedy = forms.CharField(
        label=gettext_lazy("Biện pháp khắc phục"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.CharField(
        label=gettext_lazy("Đơn vị, người phụ trách"),
        max_length=200,
        help_text=gettext_lazy("Ai chịu trách nhiệm khắc phục. Ví dụ: Phòng Tổ chức đảng, đảng viên."),
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn khắc phục"), required=False)
    origin = forms.ChoiceField(
        label=gettext_lazy("Ghi nhận từ"), choices=Limitation.Origin.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=gettext_lazy("Lý do sửa"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        cycle: Cycle,
        units: list[Unit],
        contents: dict[str, str],
        shown: tuple[str, ...],
        for_cluster: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        whole = [("", _("Cả cụm"))] if for_cluster else []
        self.fields["unit"].choices = [*whole, *_names(cycle, units)]  # type: ignore[attr-defined]
        self.fields["unit"].required = not for_cluster
        self.fields["content"].choices = [  # type: ignore[attr-defined]
            *contents.items(),
            ("", _("Không thuộc nội dung nào")),
        ]
        for name in set(self.fields) - set(shown):
            del self.fields[name]

    def given(self) -> dict[str, Any]:
        """The fields of the limitation as the actions take them."""
        found = {k: v for k, v in self.cleaned_data.items() if k not in {"reason", "version"}}
        if "unit" in found:
            found["unit"] = self.units.get(found["unit"])
        return found


class MoveForm(forms.Form):
    """The new state, why, and the evidence of the remedy."""

    to = forms.ChoiceField(label=gettext_lazy("Trạng thái mới"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Lý do, kết quả đã làm"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.CharField(
        label=gettext_lazy("Minh chứng"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Số, ký hiệu văn bản hoặc nơi xem được. Không bắt buộc."),
    )
    upload = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        required=False,
        help_text=gettext_lazy("PDF, ảnh PNG, JPEG, Word, Excel; không quá 20 MB; không có tài liệu mật."),
    )

    def __init__(self, *args: Any, states: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(s, State(s).label) for s in states]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)
