"""Forms of the conference and of the rows that hang on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import member_units, with_names
from thidua.web.conferences.actions.conferences import FIELDS
from thidua.web.conferences.models import AgendaItem, Conference, Delegate, Photo, Resolution, Speech
from thidua.web.core.typed_word import TypedWordForm


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A member unit by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.code})"


def _units(conference: Conference) -> Any:
    members = [unit.pk for unit in member_units(conference.cycle.cluster, conference.held_on)]
    return with_names(Unit.objects.filter(pk__in=members)).order_by("order", "code")


class ConferenceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The conference's own facts; `units` are the members that may chair it."""

    host_unit = UnitField(
        label=gettext_lazy("Đơn vị chủ trì"),
        queryset=Unit.objects.none(),
        help_text=gettext_lazy("Giấy tờ của hội nghị do đơn vị này phát hành."),
    )

    class Meta:
        model = Conference
        fields = FIELDS
        widgets = {
            "chairs": forms.Textarea(attrs={"rows": 2}),
            "secretaries": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "starts_at": gettext_lazy("Ví dụ: 08:00. Để trống khi chưa định giờ."),
            "ends_at": gettext_lazy(
                "Ghi khi họp xong, trước khi chuyển sang «Đã họp»; để trống thì biên bản chừa chỗ."
            ),
            "quorum": gettext_lazy("Theo quy chế của cụm. Để trống thì không xét đủ số đơn vị."),
            "names_kept_until": gettext_lazy(
                "Sau ngày này tên và chức vụ đại biểu các đơn vị được xóa; số liệu điểm danh giữ lại."
            ),
            "chairs": gettext_lazy("Mỗi người một dòng: họ tên, chức vụ. In trong biên bản."),
            "secretaries": gettext_lazy("Mỗi người một dòng: họ tên, chức vụ."),
            "speech_minutes": gettext_lazy("Điền sẵn cho mỗi lượt phát biểu mới; sửa riêng từng lượt được."),
        }

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["host_unit"]
        keys = [unit.pk for unit in units]
        field.queryset = with_names(Unit.objects.filter(pk__in=keys)).order_by("order", "code")

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning; names are kept at least until the day itself."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Giờ kết thúc phải sau giờ bắt đầu."))
        day, until = found.get("held_on"), found.get("names_kept_until")
        if day and until and until < day:
            self.add_error("names_kept_until", _("Không được trước ngày họp."))
        return found


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """An item of the programme; whether it is shown is asked only when it is new."""

    class Meta:
        model = AgendaItem
        fields = ("title", "minutes", "speaker", "is_shown")
        help_texts = {
            "speaker": gettext_lazy("Ghi như in trong chương trình, ví dụ: Đại diện đơn vị cụm trưởng."),
            "is_shown": gettext_lazy("Bỏ chọn thì chỉ tổ thư ký biết có nội dung này."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["is_shown"]


class PaperForm(forms.Form):
    """One file for one item."""

    title = forms.CharField(
        label=gettext_lazy("Tên tài liệu"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bỏ trống thì lấy tên tệp."),
    )
    upload = forms.FileField(
        label=gettext_lazy("Tệp"),
        help_text=gettext_lazy("PDF, ảnh PNG, JPEG, Word, Excel; không quá 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"}),
    )
    not_classified = forms.BooleanField(
        label=gettext_lazy("Tôi xác nhận không có tài liệu mật trong tệp này."),
    )


class DelegateForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A unit's delegate or, without a unit, a guest of honour."""

    unit = UnitField(
        label=gettext_lazy("Đơn vị"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("Khách mời (không thuộc đơn vị thành viên)"),
    )
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)

    class Meta:
        model = Delegate
        fields = ("unit", "name", "posts", "is_leader")
        widgets = {"posts": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"posts": gettext_lazy("Mỗi chức vụ một dòng.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = _units(self.instance.conference)

    def clean(self) -> dict[str, Any]:
        """Only a unit's delegation has a leader."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("is_leader") and not found.get("unit"):
            self.add_error("is_leader", _("Khách mời không phải trưởng đoàn của đơn vị nào."))
        return found


class SpeechForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A turn to speak."""

    unit = UnitField(label=gettext_lazy("Đơn vị"), queryset=Unit.objects.none(), required=False)
    speaker = forms.CharField(label=gettext_lazy("Người phát biểu"), max_length=200)

    class Meta:
        model = Speech
        fields = ("item", "unit", "speaker", "allotted_minutes", "used_minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = _units(self.instance.conference)
        item: Any = self.fields["item"]
        item.queryset = self.instance.conference.items.all()


class ResolutionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What is decided, how, with which counts."""

    class Meta:
        model = Resolution
        fields = (
            "item",
            "wording",
            "decision",
            "method",
            "votes_for",
            "votes_against",
            "votes_abstaining",
        )
        widgets = {"wording": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "wording": gettext_lazy(
                "Viết tiếp sau «Hội nghị đã», ví dụ: thông qua Giao ước thi đua năm 2021."
            ),
            "votes_for": gettext_lazy("Để trống cả ba ô khi không đếm phiếu."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Any = self.fields["item"]
        item.queryset = self.instance.conference.items.all()


class PhotoForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A picture with its caption."""

    upload = forms.FileField(
        label=gettext_lazy("Ảnh"),
        help_text=gettext_lazy(
            "PNG hoặc JPEG, không quá 20 MB. Nơi chụp, giờ chụp ghi ngầm trong ảnh được bỏ; ảnh quá lớn được thu nhỏ."
        ),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )

    class Meta:
        model = Photo
        fields = ("caption",)


class EraseForm(TypedWordForm):
    """The typed word before names are erased."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, word="XÓA TÊN", **kwargs)
