"""Against which edition and on which data a draft is rehearsed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.rulebooks.models import RulebookEdition

MAX_UPLOAD = 5 * 1024 * 1024
ENDINGS = (".xlsx", ".csv", ".yaml", ".yml", ".json")


class RehearsalForm(forms.Form):
    """The edition to compare with, and past years or a file."""

    against = forms.ModelChoiceField(
        label=gettext_lazy("So với quy chế"), queryset=RulebookEdition.objects.none(), empty_label=None
    )
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("Số liệu của các năm đã công bố"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(
        label=gettext_lazy("hoặc tệp số liệu (.xlsx, .csv, .yaml)"),
        required=False,
        help_text=gettext_lazy("Chỉ dùng để chạy thử, không lưu lại. Không tải lên tài liệu mật."),
    )

    def __init__(
        self, *args: Any, editions: QuerySet[RulebookEdition], sources: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].queryset = editions  # type: ignore[attr-defined]
        self.fields["sources"].choices = sources  # type: ignore[attr-defined]
        if not sources:
            del self.fields["sources"]

    def clean_file(self) -> Any:
        """A small file of a kind that is read."""
        upload = self.cleaned_data["file"]
        if upload and upload.size > MAX_UPLOAD:
            raise ValidationError(_("Tệp lớn hơn 5 MB."))
        if upload and not upload.name.lower().endswith(ENDINGS):
            raise ValidationError(_("Chỉ nhận tệp .xlsx, .csv, .yaml hoặc .json."))
        return upload

    def clean(self) -> dict[str, Any]:
        """At least one data set."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("sources") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Hãy chọn một năm, hoặc một tệp số liệu."))
        return cleaned
