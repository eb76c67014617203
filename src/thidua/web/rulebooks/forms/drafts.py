"""Forms of whole editions: start, import, text, adopt, apply, compare."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.web.clusters.models import Cluster, Cycle
from thidua.web.rulebooks import models

MAX_TEXT = 2_000_000
MAX_UPLOAD = 5 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 2000, 2100


class NewRulebookForm(forms.Form):
    """A new rulebook of a cluster, or a new edition of one: for which year, and from what."""

    cluster = forms.ModelChoiceField(label=gettext_lazy("Cụm"), queryset=Cluster.objects.none())
    title = forms.CharField(label=gettext_lazy("Tên quy chế"), max_length=200)
    year = forms.IntegerField(label=gettext_lazy("Năm áp dụng"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    sample = forms.ChoiceField(label=gettext_lazy("Bắt đầu từ"), required=False)

    def __init__(
        self, *args: Any, clusters: QuerySet[Cluster], samples: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = clusters  # type: ignore[attr-defined]
        self.fields["cluster"].empty_label = None  # type: ignore[attr-defined]
        self.fields["sample"].choices = [("", _("Bảng trống")), *samples]  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """A new draft from an edition: for which year."""

    year = forms.IntegerField(label=gettext_lazy("Năm áp dụng"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class ImportForm(forms.Form):
    """A file to read a rulebook from, and where it would go."""

    file = forms.FileField(
        label=gettext_lazy("Tệp quy chế (.yaml) hoặc bảng Excel đã điền (.xlsx)"),
        help_text=gettext_lazy("Không tải lên tài liệu mật."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """A file of the two kinds, not too large."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_UPLOAD:
            raise ValidationError(_("Tệp lớn hơn 5 MB; một bảng quy chế không lớn như vậy."))
        if not upload.name.lower().endswith((".yaml", ".yml", ".xlsx")):
            raise ValidationError(_("Chỉ nhận tệp .yaml hoặc .xlsx."))
        return upload


class AcceptImportForm(forms.Form):
    """What the preview showed, accepted: into a new rulebook, a new edition, or an open draft."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=MAX_TEXT, strip=False)
    into = forms.ChoiceField(label=gettext_lazy("Đưa vào"))
    title = forms.CharField(
        label=gettext_lazy("Tên quy chế mới"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Chỉ cần khi lập quy chế mới."),
    )
    year = forms.IntegerField(label=gettext_lazy("Năm áp dụng"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new rulebook needs a name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("into", "").startswith("cluster") and not cleaned.get("title"):
            self.add_error("title", _("Hãy đặt tên cho quy chế mới."))
        return cleaned


class TextForm(forms.Form):
    """The whole draft as YAML."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(
        label=gettext_lazy("Nội dung (YAML)"),
        max_length=MAX_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "spellcheck": "false", "class": "code-area", "wrap": "off"}),
    )


class AdoptForm(forms.Form):
    """The recorded decision, and one reason for each error of the linter that is accepted."""

    resolution = forms.CharField(
        label=gettext_lazy("Căn cứ ban hành"),
        max_length=300,
        help_text=gettext_lazy("Nghị quyết hội nghị cụm, biên bản hoặc quyết định: số, ngày, nội dung."),
    )
    adopted_on = forms.DateField(label=pgettext_lazy("edition", "Ngày ban hành"))

    def __init__(self, *args: Any, keys: list[str], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        self.keys = keys
        for number in range(len(keys)):
            self.fields[f"reason_{number}"] = forms.CharField(
                label=_("Lý do chấp nhận"), max_length=300, required=False
            )

    def reasons(self) -> list[forms.BoundField]:
        """The field of each error's reason, in order."""
        return [self[f"reason_{number}"] for number in range(len(self.keys))]

    def clean(self) -> dict[str, Any]:
        """Every error stands with a reason, or is mended first."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(len(self.keys)):
            if not cleaned.get(f"reason_{number}", "").strip():
                self.add_error(f"reason_{number}", _("Hãy ghi lý do chấp nhận, hoặc sửa dự thảo trước."))
        return cleaned

    def accepted(self) -> dict[str, str]:
        """Key of a finding -> the reason why it is accepted."""
        return {key: self.cleaned_data[f"reason_{n}"].strip() for n, key in enumerate(self.keys)}


class ApplyForm(forms.Form):
    """For which open year an adopted edition comes into force."""

    cycle = forms.ModelChoiceField(label=gettext_lazy("Năm"), queryset=Cycle.objects.none(), empty_label=None)

    def __init__(self, *args: Any, cycles: QuerySet[Cycle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]
        self.fields["cycle"].label_from_instance = lambda cycle: str(cycle.year)  # type: ignore[attr-defined]


class CompareForm(forms.Form):
    """Which other edition to lay beside this one."""

    other = forms.ModelChoiceField(
        label=gettext_lazy("So với"), queryset=models.RulebookEdition.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, editions: QuerySet[models.RulebookEdition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = editions  # type: ignore[attr-defined]
