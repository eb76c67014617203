"""Forms of articles: text, picture, publishing, correction, withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy

FORMAT = gettext_lazy(
    "Mỗi đoạn cách nhau một dòng trống. Đầu dòng «## » là tiêu đề nhỏ, «- » là gạch đầu dòng, «> » là trích dẫn."
)


class ArticleForm(forms.Form):
    """Title, lead and body."""

    title = forms.CharField(label=gettext_lazy("Tiêu đề"), max_length=200)
    lead = forms.CharField(
        label=gettext_lazy("Tóm tắt"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    body = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 26}),
        help_text=FORMAT,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectionForm(ArticleForm):
    """The corrected text and what the readers are told."""

    note = forms.CharField(
        label=gettext_lazy("Nội dung đính chính, người đọc sẽ thấy"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PhotoForm(forms.Form):
    """A picture with its caption and description."""

    upload = forms.FileField(
        label=gettext_lazy("Tệp ảnh"),
        help_text=gettext_lazy("JPEG hoặc PNG. Vị trí, máy ảnh, ngày giờ ghi trong tệp được xóa khi lưu."),
    )
    caption = forms.CharField(label=gettext_lazy("Chú thích"), max_length=300)
    alt = forms.CharField(
        label=gettext_lazy("Mô tả ảnh"),
        max_length=300,
        help_text=gettext_lazy("Ảnh có gì, cho người không nhìn thấy ảnh."),
    )


class PublishForm(forms.Form):
    """When the public may read it, and that it was read by a person."""

    embargo_until = forms.DateTimeField(
        label=gettext_lazy("Không hiện trước lúc"),
        required=False,
        input_formats=["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Ngày và giờ, ví dụ 18/12/2020 16:30. Để trống: hiện ngay."),
    )
    was_read = forms.BooleanField(
        label=gettext_lazy(
            "Tôi đã đọc lại toàn bài, đối chiếu nguồn và không có thông tin cá nhân của người dự họp"
        )
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=gettext_lazy("Lý do gỡ bài"), max_length=300)
