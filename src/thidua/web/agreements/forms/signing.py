"""The form that puts an adopted agreement to its members to sign: the day, who signs for each unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.agreements.documents import Signing
from thidua.web.clusters.models import Unit

USUAL_POST = "Trưởng ban"


class SigningForm(forms.Form):
    """The day printed on the agreement, and for each member a name and a post."""

    day = forms.DateField(
        label=gettext_lazy("Ngày ký ghi trên giao ước"),
        help_text=gettext_lazy("Không sau ngày hôm nay. Đây cũng là ngày của văn bản trong sổ."),
    )

    def __init__(self, *args: Any, units: list[tuple[Unit, str, str]], **kwargs: Any) -> None:
        """`units`: each member with its name of the year and the leader on record."""
        super().__init__(*args, **kwargs)
        self.units = [unit for unit, _name, _leader in units]
        for unit, name, leader in units:
            shown = {"unit": name}
            self.fields[f"name-{unit.pk}"] = forms.CharField(
                label=_("%(unit)s: người ký") % shown, max_length=120, initial=leader, required=False
            )
            self.fields[f"post-{unit.pk}"] = forms.CharField(
                label=_("%(unit)s: chức vụ") % shown, max_length=120, initial=USUAL_POST
            )

    def signings(self) -> list[Signing]:
        """Each member with who signs for it."""
        given = self.cleaned_data
        return [Signing(u, given[f"name-{u.pk}"], given[f"post-{u.pk}"]) for u in self.units]
