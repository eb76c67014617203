"""Forms of secret ballots: slips, opening, register, withdrawing, complaints, shares."""

import json
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import BallotsError, read_receipt
from thidua.web.ballots.models import BallotComplaint
from thidua.web.ballots.queries import said

MOST_FILE = 20 * 1024 * 1024


def _receipt(text: str) -> str:
    try:
        return read_receipt(text)
    except BallotsError as wrong:
        raise forms.ValidationError(said(wrong.said)) from wrong


class ReplacingForm(forms.Form):
    """Preparing slips; where some are printed already, only by saying that they lose their worth."""

    replacing = forms.CharField(widget=forms.HiddenInput, required=False)
    again = forms.BooleanField(label=gettext_lazy("Bỏ các phiếu mã đã in trước đây, làm lại từ đầu"))

    def __init__(self, *args: Any, printed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["replacing"] = printed
        if not printed:
            del self.fields["again"]


class PrepareForm(ReplacingForm):
    """How many slips and shares to print."""

    field_order = ("slips", "tellers", "need", "again")

    slips = forms.IntegerField(
        label=gettext_lazy("Số phiếu mã"), min_value=1, max_value=200,
        help_text=gettext_lazy("Bằng số người bỏ phiếu, thêm vài phiếu dự phòng. Phiếu thừa sẽ ghi thu hồi."),
    )  # fmt: skip
    tellers = forms.IntegerField(
        label=gettext_lazy("Số người giữ mảnh khóa"), min_value=1, max_value=20, initial=3
    )
    need = forms.IntegerField(
        label=gettext_lazy("Số mảnh đủ để mở phiếu"), min_value=1, max_value=20, initial=2
    )

    def clean(self) -> dict[str, Any]:
        """No more shares may be needed than there are."""
        given = super().clean() or {}
        if (given.get("need") or 0) > (given.get("tellers") or 0):
            self.add_error("need", _("Không thể cần nhiều mảnh hơn số mảnh có."))
        return given


class JsonFileForm(forms.Form):
    """A file of `thidua ballots`."""

    file = forms.FileField(label=gettext_lazy("Tệp .json"))

    def clean_file(self) -> Any:
        """What the file says."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_FILE:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB."))
        try:
            return json.loads(upload.read())
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("Tệp này không phải JSON.")) from None


class TakeInForm(ReplacingForm, JsonFileForm):
    """The public file of slips made elsewhere."""

    field_order = ("file", "again")


class OpenForm(forms.Form):
    """The time for complaints, and that the warnings were read."""

    complaint_minutes = forms.IntegerField(
        label=gettext_lazy("Thời gian khiếu nại sau khi đóng (phút)"),
        min_value=0,
        max_value=20_160,
        initial=30,
    )
    understood = forms.BooleanField(
        label=gettext_lazy("Đã đọc các cảnh báo trên và vẫn mở bỏ phiếu kín"), required=True
    )

    def __init__(self, *args: Any, warned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not warned:
            del self.fields["understood"]


class WithdrawForm(forms.Form):
    """Receipt numbers of slips left over or lost."""

    numbers = forms.CharField(
        label=gettext_lazy("Số biên nhận"), widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=gettext_lazy("Mở phiếu thừa, đọc số biên nhận. Nhiều số thì mỗi số một dòng."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=200, initial=gettext_lazy("Phiếu thừa"))

    def clean_numbers(self) -> list[str]:
        """Each number as printed."""
        parts = [part for part in re.split(r"[\n,;]+", self.cleaned_data["numbers"]) if part.strip()]
        return sorted({_receipt(part) for part in parts})


class ComplaintForm(forms.Form):
    """A complaint, without a name."""

    receipt = forms.CharField(label=gettext_lazy("Số biên nhận"), max_length=20)
    about = forms.CharField(
        label=gettext_lazy("Nội dung khiếu nại"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Sẽ được niêm yết. Không ghi tên người khiếu nại."),
    )  # fmt: skip

    def clean_receipt(self) -> str:
        """The number as printed."""
        return _receipt(self.cleaned_data["receipt"])


class JudgeForm(forms.Form):
    """What the tellers decided."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Quyết định"), choices=BallotComplaint.Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class SharesForm(forms.Form):
    """As many shares as open the box; never shown again."""

    def __init__(self, *args: Any, need: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        for at in range(1, need + 1):
            self.fields[f"share_{at}"] = forms.CharField(
                label=_("Mảnh khóa thứ %(n)d") % {"n": at}, max_length=60,
                widget=forms.PasswordInput(attrs=attrs, render_value=False),
            )  # fmt: skip

    @property
    def shares(self) -> list[str]:
        """What was typed."""
        return list(self.cleaned_data.values())
