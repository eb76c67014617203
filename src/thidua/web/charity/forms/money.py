"""A payment, its receipt, a hand-over."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.charity.forms.fields import MoneyField, OnceForm, PastDateField
from thidua.web.charity.models import Contribution

ACCEPT = ".pdf,.png,.jpg,.jpeg"


class ContributionForm(OnceForm):
    """What a unit paid, with its receipt."""

    amount_vnd = MoneyField(label=gettext_lazy("Số tiền nộp"), least=1)
    paid_on = PastDateField(label=gettext_lazy("Ngày nộp"))
    way = forms.ChoiceField(
        label=gettext_lazy("Cách nộp"), choices=Contribution.Way.choices, widget=forms.RadioSelect
    )
    receipt_number = forms.CharField(
        label=gettext_lazy("Số phiếu thu, chứng từ"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ: PT 05/2021 hoặc số giao dịch của ngân hàng."),
    )
    receipt = forms.FileField(
        label=gettext_lazy("Tệp chứng từ"),
        required=False,
        help_text=gettext_lazy("PDF hoặc ảnh; chưa có thì thêm sau."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    gift_above = forms.BooleanField(
        label=gettext_lazy("Phần vượt mức đóng góp là ủng hộ thêm"), required=False
    )


class ReceiptForm(forms.Form):
    """The scanned receipt of a payment recorded without one."""

    receipt = forms.FileField(
        label=gettext_lazy("Tệp chứng từ"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPT})
    )


class HandOverForm(OnceForm):
    """Money handed over, with minutes and a photo."""

    amount_vnd = MoneyField(label=gettext_lazy("Số tiền trao"), least=1)
    handed_on = PastDateField(label=gettext_lazy("Ngày trao"))
    receiver = forms.CharField(
        label=gettext_lazy("Bên nhận"),
        max_length=200,
        help_text=gettext_lazy("Cơ quan, tổ chức nhận tiền để xây nhà."),
    )
    minutes_number = forms.CharField(label=gettext_lazy("Số biên bản bàn giao"), max_length=60)
    minutes = forms.FileField(
        label=gettext_lazy("Tệp biên bản"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    photo = forms.FileField(
        label=gettext_lazy("Ảnh trao tiền"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    caption = forms.CharField(label=gettext_lazy("Chú thích ảnh"), max_length=300, required=False)
    may_be_published = forms.BooleanField(
        label=gettext_lazy("Người trong ảnh đồng ý công khai ảnh"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A photo has its caption."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("photo") and not (found.get("caption") or "").strip():
            self.add_error("caption", _("Hãy ghi chú thích cho ảnh."))
        return found
