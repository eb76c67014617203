"""The form of the demo's calendar."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = dt.date(2018, 1, 1), dt.date(2030, 12, 31)


class BusinessDateForm(forms.Form):
    """The day the demo takes for today."""

    day = forms.DateField(
        label=_("Ngày nghiệp vụ"),
        help_text=_("Ngày/tháng/năm, từ 01/01/2018 đến 31/12/2030."),
        validators=[
            MinValueValidator(FIRST, _("Sớm nhất là 01/01/2018.")),
            MaxValueValidator(LAST, _("Muộn nhất là 31/12/2030.")),
        ],
    )
