"""The form that hands out the door to one device."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thidua.web.conferences.actions.door import HOURS


def _hours() -> list[tuple[int, str]]:
    return [(n, ngettext("%(n)d giờ", "%(n)d giờ", n) % {"n": n}) for n in HOURS]


class DoorLinkForm(forms.Form):
    """Which door, for how long."""

    place = forms.CharField(
        label=_("Cửa hoặc người giữ cửa"),
        max_length=80,
        help_text=_("Ví dụ: Cửa chính – chị Lan. Ghi vào nhật ký cùng các lượt điểm danh."),
    )
    hours = forms.TypedChoiceField(label=_("Dùng được trong"), coerce=int, choices=_hours, initial=12)
