"""The form of a light."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.agreements.models import ClauseLight


class LightForm(forms.Form):
    """The light of one quarter, with what it rests on."""

    light = forms.ChoiceField(label=_("Đèn"), choices=ClauseLight.Light.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Căn cứ"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đã làm được gì, còn vướng gì. Ví dụ: 9 tháng kết nạp 1.240/1.600 đảng viên."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
