"""The form of a lineage event: one per kind, each asking only what that kind needs."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.forms.fields import UnitChoiceField, all_units, pasted_rows
from thidua.web.clusters.lineage import Edge, NewName, Plan
from thidua.web.clusters.models import Cluster, LineageEvent, Unit
from thidua.web.core import clock

SHARE = re.compile(r"[01](?:[.,][0-9]{1,6})?")

Kind = LineageEvent.Kind


class EventForm(forms.Form):
    """What every event has: the decision, its day, the day it takes effect, a note."""

    kind = ""
    legal_basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Ví dụ: Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội."),
    )
    decided_on = forms.DateField(
        label=_("Ngày quyết định"), help_text=_("Sự kiện hiện trên hệ thống từ ngày này.")
    )
    effective_on = forms.DateField(label=_("Có hiệu lực từ"))
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """A decision of the future is not recorded; an event does not precede its decision."""
        cleaned = super().clean() or {}
        decided, effective = cleaned.get("decided_on"), cleaned.get("effective_on")
        if decided and decided > clock.today():
            self.add_error("decided_on", _("Chưa ghi được quyết định của ngày chưa tới."))
        if decided and effective and effective < decided:
            self.add_error("effective_on", _("Ngày có hiệu lực không được trước ngày quyết định."))
        return cleaned

    def plan(self) -> Plan:
        """The event as entered."""
        data = self.cleaned_data
        return Plan(
            kind=self.kind,
            decided_on=data["decided_on"],
            effective_on=data["effective_on"],
            legal_basis=data["legal_basis"],
            note=data["note"],
            leaves=data.get("leaves"),
            joins=data.get("joins"),
            edges=self.edges(),
            names=self.names(),
        )

    def edges(self) -> tuple[Edge, ...]:
        """Who goes into whom."""
        raise NotImplementedError

    def names(self) -> tuple[NewName, ...]:
        """New names; by default of the unit whose names were filled in."""
        data = self.cleaned_data
        if not data.get("short_name"):
            return ()
        return (NewName(self.named_code(), data["short_name"], data["full_name"] or data["short_name"]),)

    def named_code(self) -> str:
        """The code of the unit that gets the filled-in names."""
        return str(self.cleaned_data["code"]).upper()


def _unit(label: Any) -> UnitChoiceField:
    return UnitChoiceField(label=label, queryset=all_units())


def _cluster(label: Any, *, required: bool = False, hint: Any = "") -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(Cluster.objects.all(), label=label, required=required, help_text=hint)


class CreatedForm(EventForm):
    """A new unit."""

    kind = Kind.CREATED
    code = forms.RegexField(r"^[A-Za-z0-9]{1,12}$", label=_("Mã"), help_text=_("Chữ không dấu và số."))
    short_name = forms.CharField(label=_("Tên gọi"), max_length=80)
    full_name = forms.CharField(label=_("Tên đầy đủ"), max_length=200)
    joins = _cluster(_("Vào cụm"))
    field_order = ["code", "short_name", "full_name", "joins"]

    def edges(self) -> tuple[Edge, ...]:
        """From nothing to the new unit."""
        return (Edge("", self.named_code()),)


class RenamedForm(EventForm):
    """A unit with new names."""

    kind = Kind.RENAMED
    unit = _unit(_("Đơn vị"))
    short_name = forms.CharField(label=_("Tên gọi mới"), max_length=80)
    full_name = forms.CharField(label=_("Tên đầy đủ mới"), max_length=200)
    field_order = ["unit", "short_name", "full_name"]

    def edges(self) -> tuple[Edge, ...]:
        """The unit goes on as itself."""
        return (Edge(self.named_code(), self.named_code()),)

    def named_code(self) -> str:
        """The chosen unit."""
        return str(self.cleaned_data["unit"].code)


class MergedForm(EventForm):
    """Several units become one: one of them, another known one, or a new one."""

    kind = Kind.MERGED
    units = forms.ModelMultipleChoiceField(
        all_units(),
        label=_("Các đơn vị được hợp nhất, sáp nhập"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn cả đơn vị kế tiếp nếu nó là một trong số đó."),
    )
    successor = UnitChoiceField(
        label=_("Đơn vị kế tiếp"),
        queryset=all_units(),
        required=False,
        empty_label=_("– Đơn vị mới, ghi ở dưới –"),
    )
    code = forms.RegexField(r"^[A-Za-z0-9]{1,12}$", label=_("Mã của đơn vị mới"), required=False)
    short_name = forms.CharField(label=_("Tên gọi mới"), max_length=80, required=False)
    full_name = forms.CharField(label=_("Tên đầy đủ mới"), max_length=200, required=False)
    joins = _cluster(
        _("Đơn vị kế tiếp vào cụm"), hint=_("Để trống nếu đơn vị kế tiếp đã ở trong cụm hoặc không vào cụm.")
    )
    field_order = ["units", "successor", "code", "short_name", "full_name", "joins"]

    def clean(self) -> dict[str, Any]:
        """A known successor, or a new one with code and name."""
        cleaned = super().clean()
        if bool(cleaned.get("successor")) == bool(cleaned.get("code")):
            self.add_error("code", _("Hãy chọn đơn vị kế tiếp, hoặc ghi mã và tên của đơn vị mới."))
        if cleaned.get("code") and not cleaned.get("short_name"):
            self.add_error("short_name", _("Đơn vị mới cần có tên."))
        return cleaned

    def edges(self) -> tuple[Edge, ...]:
        """Each whole unit into the successor."""
        return tuple(Edge(unit.code, self.named_code()) for unit in self.cleaned_data["units"])

    def named_code(self) -> str:
        """The successor."""
        chosen: Unit | None = self.cleaned_data["successor"]
        return chosen.code if chosen else str(self.cleaned_data["code"]).upper()


class SplitForm(EventForm):
    """One unit becomes several; the share of each is an estimate for figures restated later."""

    kind = Kind.SPLIT
    unit = _unit(_("Đơn vị được chia, tách"))
    lines = forms.CharField(
        label=_("Các đơn vị kế tiếp"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_(
            "Mỗi dòng: mã; tỷ lệ; tên gọi; tên đầy đủ. Đơn vị đã có chỉ cần mã và tỷ lệ. "
            "Tổng tỷ lệ bằng 1, ví dụ 0,6 và 0,4."
        ),
    )
    joins = _cluster(_("Các đơn vị kế tiếp vào cụm"))
    field_order = ["unit", "lines", "joins"]

    def clean_lines(self) -> list[tuple[str, Decimal, str, str]]:
        """Code, share, names per line."""
        rows, wrong = pasted_rows(self.cleaned_data["lines"], 2, 4)
        found = []
        for row in rows:
            code, share, short, full = [*row, "", ""][:4]
            weight = Decimal(share.replace(",", ".")) if SHARE.fullmatch(share) else Decimal(0)
            if not 0 < weight <= 1:
                wrong.append(str(_("Tỷ lệ của %(code)s phải lớn hơn 0 và không quá 1.") % {"code": code}))
            found.append((code.upper(), weight, short, full or short))
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def edges(self) -> tuple[Edge, ...]:
        """The unit into each successor with its share."""
        code = self.cleaned_data["unit"].code
        return tuple(Edge(code, to, share) for to, share, _short, _full in self.cleaned_data["lines"])

    def names(self) -> tuple[NewName, ...]:
        """Names of the new ones."""
        lines = self.cleaned_data["lines"]
        return tuple(NewName(code, short, full) for code, _share, short, full in lines if short)


class TransferredForm(EventForm):
    """A unit goes from one cluster to another."""

    kind = Kind.TRANSFERRED
    unit = _unit(_("Đơn vị"))
    leaves = _cluster(_("Rời cụm"), required=True)
    joins = _cluster(_("Đến cụm"), required=True)
    field_order = ["unit", "leaves", "joins"]

    def edges(self) -> tuple[Edge, ...]:
        """The unit goes on as itself."""
        code = self.cleaned_data["unit"].code
        return (Edge(code, code),)


class DissolvedForm(EventForm):
    """A unit that ends with no successor."""

    kind = Kind.DISSOLVED
    unit = _unit(_("Đơn vị"))
    field_order = ["unit"]

    def edges(self) -> tuple[Edge, ...]:
        """Into nothing."""
        return (Edge(self.cleaned_data["unit"].code, ""),)


FORMS: dict[str, type[EventForm]] = {
    form.kind: form
    for form in (CreatedForm, RenamedForm, MergedForm, SplitForm, TransferredForm, DissolvedForm)
}

MEANINGS: dict[str, Any] = {
    Kind.CREATED: _("Một đơn vị mới ra đời, có thể vào cụm ngay."),
    Kind.RENAMED: _("Đơn vị giữ nguyên, mang tên mới từ một ngày."),
    Kind.MERGED: _("Nhiều đơn vị thành một: một trong số đó, một đơn vị khác, hoặc đơn vị mới."),
    Kind.SPLIT: _("Một đơn vị thành nhiều đơn vị, mỗi đơn vị nhận một phần."),
    Kind.TRANSFERRED: _("Đơn vị rời cụm này, vào cụm khác."),
    Kind.DISSOLVED: _("Đơn vị kết thúc, không có đơn vị kế tiếp."),
}
