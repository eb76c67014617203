"""Fields that several forms share: a unit by its name, a person by name and post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Unit


class UnitChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit shown as «Điện Biên (DBI)»."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.code})"


class PersonChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person shown with post and user name: two people may share a name."""

    def label_from_instance(self, obj: Any) -> str:
        post = f", {obj.post}" if obj.post else ""
        return f"{obj.full_name}{post} ({obj.username})"


class DaysForm(forms.Form):
    """From a day to a day; the last may stay open."""

    from_on = forms.DateField(label=_("Từ ngày"))
    to_on = forms.DateField(label=_("Đến ngày"), required=False, help_text=_("Để trống nếu chưa định ngày."))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("Ngày cuối không được trước ngày đầu."))
        return cleaned


class LastDayForm(forms.Form):
    """The last day of something that ends."""

    last_day = forms.DateField(label=_("Ngày cuối cùng"))


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


def pasted_rows(text: str, least: int, most: int) -> tuple[list[list[str]], list[str]]:
    """Rows of a pasted list (tab from Excel, or semicolon) and a sentence for each bad line."""
    rows, wrong = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
        while cells and not cells[-1]:
            cells.pop()
        if least <= len(cells) <= most and all(cells[:least]):
            rows.append(cells)
        else:
            wrong.append(str(_("Dòng %(number)d: cần từ %(least)d đến %(most)d cột.") % {
                "number": number, "least": least, "most": most,
            }))  # fmt: skip
    return rows, wrong


def all_units() -> Any:
    """Every unit, in list order, with names: for the site's administrator."""
    return Unit.objects.prefetch_related("names").order_by("order", "code")
