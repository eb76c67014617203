"""Forms of the core: how the audit page is narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AuditFilterForm(forms.Form):
    """Who, what, which thing, from which day to which."""

    q = forms.CharField(label=_("Việc hoặc đối tượng"), max_length=100, required=False)
    actor = forms.CharField(label=_("Người làm"), max_length=100, required=False)
    from_on = forms.DateField(label=_("Từ ngày (giờ thật)"), required=False)
    to_on = forms.DateField(label=_("Đến ngày (giờ thật)"), required=False)
    object = forms.RegexField(
        regex=r"^[a-z]+\.[a-z]+:\d{1,18}$", required=False, widget=forms.HiddenInput, max_length=80
    )
