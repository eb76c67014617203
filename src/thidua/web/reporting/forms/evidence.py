"""Adding and judging evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Criterion
from thidua.web.reporting.forms.fields import ManyFiles, SafeURLField
from thidua.web.reporting.models import (
    Evidence,
)

MAX_FILES = 20


class EvidenceForm(forms.Form):
    """Papers for one criterion: files, a link, a document number, or a written explanation."""

    covers = forms.ChoiceField(label=gettext_lazy("Là minh chứng cho yêu cầu"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Tên minh chứng"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bỏ trống thì lấy tên tệp."),
    )
    uploads = ManyFiles(
        label=gettext_lazy("Tệp"),
        required=False,
        help_text=gettext_lazy(
            "PDF, ảnh PNG, JPEG, Word, Excel; mỗi tệp không quá 20 MB; chọn được nhiều tệp."
        ),
    )
    document_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ví dụ: 125-KH/TU. Dùng khi văn bản đã gửi theo đường công văn."),
    )
    issued_on = forms.DateField(label=gettext_lazy("Ngày ban hành"), required=False)
    link = SafeURLField(label=gettext_lazy("Đường dẫn"), max_length=500, required=False)
    explanation = forms.CharField(
        label=gettext_lazy("Giải trình thay minh chứng"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reuse_reason = forms.CharField(
        label=gettext_lazy("Lý do dùng lại"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Chỉ cần khi tệp này đơn vị đã dùng ở chỗ khác."),
    )
    not_classified = forms.BooleanField(
        label=gettext_lazy("Tôi xác nhận không có tài liệu mật trong các tệp này."),
    )

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = criterion.evidence.required
        if len(names) > 1:
            self.fields["covers"].choices = [(n, n) for n in names] + [("", _("Tài liệu khác"))]  # type: ignore[attr-defined]
        else:
            del self.fields["covers"]
        if criterion.evidence.if_missing != "explain":
            del self.fields["explanation"]

    def clean(self) -> dict[str, Any]:
        """Something that can be looked at: a file, a link, a number, or an explanation."""
        found: dict[str, Any] = super().clean() or {}
        somewhere = ("uploads", "link", "document_number", "explanation")
        if not self.errors and not any(found.get(name) for name in somewhere):
            raise forms.ValidationError(_("Hãy chọn tệp, hoặc ghi đường dẫn, hoặc ghi số văn bản."))
        if len(found.get("uploads") or []) > MAX_FILES:
            self.add_error("uploads", _("Mỗi lần không quá %(most)d tệp.") % {"most": MAX_FILES})
        if not found.get("uploads") and not found.get("title"):
            found["title"] = found.get("document_number") or found.get("link") or _("Giải trình")
        return found


class ReviewForm(forms.Form):
    """The secretariat's answer to a paper."""

    review = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[(v, t) for v, t in Evidence.Review.choices if v != Evidence.Review.WAITING],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bắt buộc khi không chấp nhận; đơn vị đọc được."),
    )

    def clean(self) -> dict[str, Any]:
        """A rejection says why."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("review") == Evidence.Review.REJECTED and not found.get("reason", "").strip():
            self.add_error("reason", _("Hãy ghi lý do không chấp nhận."))
        return found
