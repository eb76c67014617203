"""Forms of clusters and units: names, members, terms, pasted lists."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.actions.units import NewUnit, Term
from thidua.web.clusters.forms.fields import DaysForm, UnitChoiceField, all_units, pasted_rows
from thidua.web.clusters.models import Cluster, HeadTerm, Unit
from thidua.web.clusters.queries import with_names


class ClusterForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, kind, sector."""

    class Meta:
        model = Cluster
        fields = ["name", "kind", "sector"]


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]
    """Kind, region and place in lists; names change by events."""

    class Meta:
        model = Unit
        fields = ["kind", "region", "order"]


class PasteUnitsForm(forms.Form):
    """A list pasted from Excel: code, short name, full name."""

    from_on = forms.DateField(
        label=_("Là thành viên từ ngày"), help_text=_("Ngày các đơn vị vào cụm; tên cũng tính từ ngày này.")
    )
    lines = forms.CharField(
        label=_("Danh sách đơn vị"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        max_length=20_000,
        help_text=_(
            "Mỗi dòng một đơn vị: mã; tên gọi; tên đầy đủ; vùng. Dán thẳng từ Excel được. "
            "Tên đầy đủ và vùng có thể để trống."
        ),
    )

    def clean_lines(self) -> list[NewUnit]:
        """Every line is a unit; codes are short, distinct and free. All problems are told at once."""
        rows, wrong = pasted_rows(self.cleaned_data["lines"], 2, 4)
        units = [_as_unit(row) for row in rows]
        wrong += _wrong_codes([unit.code for unit in units])
        long = [u.short_name for u in units if len(u.short_name) > 80 or len(u.full_name) > 200]  # noqa: PLR2004
        wrong += [str(_("Tên quá dài: %(name)s…") % {"name": name[:40]}) for name in long]
        if wrong:
            raise forms.ValidationError(wrong)
        return units


def _as_unit(row: list[str]) -> NewUnit:
    code, short, full, region = [*row, "", ""][:4]
    return NewUnit(code.upper(), short, full or short, region=region[:60])


def _wrong_codes(codes: list[str]) -> list[str]:
    wrong = [
        str(_("Mã «%(code)s» phải gồm chữ không dấu và số, tối đa 12 ký tự.") % {"code": code[:20]})
        for code in codes
        if not (code.isascii() and code.isalnum() and len(code) <= 12)  # noqa: PLR2004
    ]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    wrong += [str(_("Mã %(code)s có hai lần.") % {"code": code}) for code in twice]
    taken = Unit.objects.filter(code__in=codes).values_list("code", flat=True)
    wrong += [str(_("Mã %(code)s đã có đơn vị dùng.") % {"code": code}) for code in sorted(taken)]
    return wrong


class AddUnitForm(forms.Form):
    """One unit outside any cluster, such as the central department."""

    code = forms.CharField(label=_("Mã"), max_length=12)
    short_name = forms.CharField(label=_("Tên gọi"), max_length=80)
    full_name = forms.CharField(label=_("Tên đầy đủ"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=Unit.Kind.choices)
    region = forms.CharField(label=_("Vùng"), max_length=60, required=False)
    from_on = forms.DateField(label=_("Từ ngày"))

    def clean_code(self) -> str:
        """Short, plain and free."""
        code: str = self.cleaned_data["code"].upper()
        wrong = _wrong_codes([code])
        if wrong:
            raise forms.ValidationError(wrong)
        return code

    def unit(self) -> NewUnit:
        """The unit to be made."""
        names = ("code", "short_name", "full_name", "kind", "region")
        return NewUnit(**{name: self.cleaned_data[name] for name in names})


class AddMemberForm(forms.Form):
    """A known unit comes in from a day on."""

    unit = UnitChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none())
    from_on = forms.DateField(label=_("Từ ngày"))

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        members = cluster.memberships.filter(to_on=None).values("unit_id")
        kinds = [Unit.Kind.ORGANISATION_COMMISSION, Unit.Kind.OTHER]
        field.queryset = all_units().filter(kind__in=kinds).exclude(pk__in=members)


class HeadTermForm(DaysForm):
    """Which unit, head or deputy, how chosen, from when to when."""

    unit = UnitChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("Vai trò"), choices=HeadTerm.Role.choices)
    selection = forms.ChoiceField(label=_("Cách chọn"), choices=HeadTerm.Selection.choices)
    field_order = ["unit", "role", "selection", "from_on", "to_on"]

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        members = Unit.objects.filter(memberships__cluster=cluster).distinct()
        field.queryset = with_names(members).order_by("order", "code")

    def term(self) -> Term:
        """The term as entered."""
        names = ("unit", "role", "selection", "from_on", "to_on")
        return Term(**{name: self.cleaned_data[name] for name in names})


class OnDayForm(forms.Form):
    """The day on which a list is looked at; nothing means today."""

    on = forms.DateField(label=_("Xem tại ngày"), required=False)

    def day(self, today: dt.date) -> dt.date:
        """The asked day, or today."""
        return (self.cleaned_data.get("on") if self.is_valid() else None) or today
