"""A year's plan, the table of pledges, the resolution, an amendment, a treasurer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.accounts.models import User
from thidua.web.charity.forms.fields import MoneyField, OnceForm, PastDateField
from thidua.web.charity.models import Campaign, Pledge
from thidua.web.conferences.models import Resolution

Rule = Campaign.Rule


class CampaignForm(forms.Form):
    """What a draft says."""

    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2100)
    title = forms.CharField(
        label=gettext_lazy("Tên đợt đóng góp"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Quỹ nhà tình nghĩa năm 2021."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Mục đích"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Cách tính mức đóng góp"), choices=Rule.choices, widget=forms.RadioSelect
    )
    base_vnd = MoneyField(
        label=gettext_lazy("Mức tính"),
        required=False,
        help_text=gettext_lazy(
            "Mức mỗi đơn vị, tổng số cần chia, hoặc mức mỗi người. Ví dụ: 10 triệu. Ghi riêng từng đơn vị thì bỏ trống."
        ),
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn nộp"))

    def clean(self) -> dict[str, Any]:
        """A formula needs its amount."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("rule") not in {None, Rule.BY_HAND} and found.get("base_vnd") == 0:
            self.add_error("base_vnd", _("Hãy ghi mức tính."))
        return found


class PledgesForm(forms.Form):
    """One row per unit: its people, its amount where given by hand, a note."""

    def __init__(self, *args: Any, campaign: Campaign, pledges: list[Pledge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign, self.pledges = campaign, pledges
        for row in pledges:
            self.fields[f"heads-{row.pk}"] = forms.IntegerField(
                min_value=0, max_value=100_000, initial=row.heads, required=False,
                label=_("Số người – %(unit)s") % {"unit": row.unit_name},
            )  # fmt: skip
            amount = MoneyField(
                initial=row.amount_vnd, required=False, help_text="",
                label=_("Mức đóng góp – %(unit)s") % {"unit": row.unit_name},
            )  # fmt: skip
            amount.widget = forms.TextInput(attrs={"autocomplete": "off", "class": "form-control-number"})
            self.fields[f"amount-{row.pk}"] = amount
            self.fields[f"note-{row.pk}"] = forms.CharField(
                max_length=200, initial=row.note, required=False,
                label=_("Ghi chú – %(unit)s") % {"unit": row.unit_name},
            )  # fmt: skip

    def rows(self) -> list[tuple[Pledge, Any, Any, Any]]:
        """(pledge, field of people, field of the amount, field of the note)."""
        return [
            (r, self[f"heads-{r.pk}"], self[f"amount-{r.pk}"], self[f"note-{r.pk}"]) for r in self.pledges
        ]

    def given(self) -> dict[int, tuple[int, int, str]]:
        """Pledge id -> people, amount, note."""
        data = self.cleaned_data
        return {
            row.pk: (data[f"heads-{row.pk}"] or 0, data[f"amount-{row.pk}"], data[f"note-{row.pk}"])
            for row in self.pledges
        }


class AdoptForm(OnceForm):
    """The resolution that the cluster took: one that its conference recorded, or its text."""

    adopted_on = PastDateField(label=gettext_lazy("Ngày thống nhất"))
    decided = forms.ModelChoiceField(
        label=gettext_lazy("Theo quyết định của hội nghị"),
        queryset=Resolution.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không có trong hệ thống, ghi ở dưới"),
    )
    resolution = forms.CharField(
        label=gettext_lazy("Nội dung nghị quyết, kết luận"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi chưa có ở trên; chép đúng nội dung đã thống nhất."),
    )
    document_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"), max_length=60, required=False
    )

    def __init__(self, *args: Any, decisions: QuerySet[Resolution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided"].queryset = decisions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The text is that of the decision, where one was chosen; without either there is none."""
        found: dict[str, Any] = super().clean() or {}
        decided = found.pop("decided", None)
        if decided:
            found["resolution"] = decided.wording
        elif not found.get("resolution"):
            self.add_error("resolution", _("Hãy chọn quyết định của hội nghị, hoặc ghi nội dung."))
        return found


class AmendForm(OnceForm):
    """A new amount for one unit, and why."""

    amount_vnd = MoneyField(label=gettext_lazy("Mức mới"), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)
    seen_vnd = forms.IntegerField(widget=forms.HiddenInput)


class TreasurerForm(forms.Form):
    """Who keeps the books beside the secretariat."""

    user = forms.ModelChoiceField(queryset=User.objects.none(), label=gettext_lazy("Người làm thủ quỹ"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
