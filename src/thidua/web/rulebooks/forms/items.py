"""Forms of one section and one criterion of a draft, and of adding one to the tree."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.rules import Criterion, Rulebook, Section
from thidua.rules.vocabulary import (
    EvidenceNeed,
    Penalty,
    Prorate,
    SubCap,
    walk_items,
)
from thidua.web.rulebooks.editing import parent_of
from thidua.web.rulebooks.forms.exact import ExactField, ExpressionField, LinesField, input_choices
from thidua.web.rulebooks.forms.sources import SourcedForm, source_initial

NAME_LENGTH = 2000


PRINTED = re.compile(r"[^\s\"\[\]]{1,40}")


KINDS = [
    ("base", gettext_lazy("Điểm thi đua")),
    ("bonus", gettext_lazy("Điểm thưởng")),
    ("deduction", gettext_lazy("Điểm trừ")),
]


COMBINES = [
    ("sum", gettext_lazy("Cộng các mục con")),
    ("max", gettext_lazy("Lấy mục con cao nhất")),
    ("mean", gettext_lazy("Lấy trung bình các mục con")),
    ("min", gettext_lazy("Lấy mục con thấp nhất")),
]


POLICIES = [
    ("rescale", gettext_lazy("Tính lại theo tỷ lệ phần còn lại")),
    ("full", gettext_lazy("Được điểm tối đa")),
    ("split", gettext_lazy("Chia đều điểm cho các mục còn lại")),
    ("not_scored", gettext_lazy("Không tính điểm")),
]


INHERITED = [("", gettext_lazy("Như mục trên")), *POLICIES]


IF_MISSING = [
    ("allow", gettext_lazy("Vẫn tính điểm")),
    ("explain", gettext_lazy("Phải giải trình")),
    ("zero", gettext_lazy("Không minh chứng, không điểm")),
]


def parent_choices(rulebook: Rulebook, item: Section | Criterion) -> list[tuple[str, str]]:
    """The sections that could hold the item: all but itself and what is in it."""
    inside = {i.id for i in walk_items((item,))}
    sections = [i for i in walk_items(rulebook.items) if isinstance(i, Section) and i.id not in inside]
    return [("", _("Cấp cao nhất")), *((i.id, f"{i.id}. {i.name[:80]}") for i in sections)]


def _printed(text: str) -> str:
    """`text` as it is, where a number can be written so."""
    if not PRINTED.fullmatch(text):
        raise ValidationError(_("Số thứ tự không có dấu cách, ngoặc vuông, nháy kép; dài nhất 40 ký tự."))
    return text


class ItemForm(SourcedForm):
    """What sections and criteria have in common."""

    id = forms.CharField(label=gettext_lazy("Số thứ tự in trên bảng"), max_length=40)
    number = forms.CharField(
        label=gettext_lazy("Số in trên bảng, khi trùng với mục khác"),
        help_text=gettext_lazy(
            "Hai mục in cùng một số: số thứ tự ở trên phải khác nhau (2 và 2b), số in ghi ở đây."
        ),
        max_length=40,
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=NAME_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )
    max = ExactField(label=gettext_lazy("Điểm tối đa"))
    weight = ExactField(label=gettext_lazy("Hệ số"), required=False)
    not_applicable = forms.ChoiceField(
        label=gettext_lazy("Khi không áp dụng"), choices=INHERITED, required=False
    )
    not_assigned = forms.ChoiceField(label=gettext_lazy("Khi không giao"), choices=INHERITED, required=False)
    applies_when = ExpressionField(
        label=gettext_lazy("Chỉ áp dụng khi"),
        required=False,
        help_text=gettext_lazy("Điều kiện; không đúng thì mục này không áp dụng cho đơn vị."),
    )
    prorate_input = forms.ChoiceField(label=gettext_lazy("Tính theo thời gian: số liệu"), required=False)
    prorate_of = ExactField(label=gettext_lazy("trên tổng số"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    parent = forms.ChoiceField(label=gettext_lazy("Thuộc mục"), required=False)

    def __init__(self, *args: Any, rulebook: Rulebook, item: Section | Criterion, **kwargs: Any) -> None:
        self.rulebook, self.item = rulebook, item
        section = parent_of(rulebook, item.id)
        kwargs["initial"] = {**self.initial_of(item), "parent": section.id if section else ""}
        super().__init__(*args, **kwargs)
        self.fields["prorate_input"].choices = input_choices(rulebook)  # type: ignore[attr-defined]
        self.fields["parent"].choices = parent_choices(rulebook, item)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(item: Section | Criterion) -> dict[str, Any]:
        """The node as values of the form."""
        names = (
            "id",
            "number",
            "name",
            "max",
            "weight",
            "not_applicable",
            "not_assigned",
            "applies_when",
            "note",
        )
        prorate = item.prorate
        return {
            **{name: getattr(item, name) for name in names},
            **source_initial(item.source),
            "prorate_input": prorate.input if prorate else "",
            "prorate_of": prorate.of if prorate else None,
        }

    def clean_id(self) -> str:
        """A printed number that no other node has."""
        text = _printed(self.cleaned_data["id"])
        if text != self.item.id and text in self.rulebook.item_by_id:
            raise ValidationError(_("Số thứ tự này đã có ở mục khác."))
        return text

    def clean_number(self) -> str:
        """A printed number, which other nodes may have too."""
        return _printed(self.cleaned_data["number"]) if self.cleaned_data["number"] else ""

    def clean(self) -> dict[str, Any]:
        """A share of the year needs both its numbers."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("prorate_input")) != (cleaned.get("prorate_of") is not None):
            self.add_error("prorate_of", _("Tính theo thời gian cần cả số liệu và tổng số (12 tháng)."))
        return cleaned

    def shared(self) -> dict[str, Any]:
        """The values that both kinds of node take."""
        clean = self.cleaned_data
        prorate = Prorate(clean["prorate_input"], clean["prorate_of"]) if clean["prorate_input"] else None
        return {
            "id": clean["id"],
            "number": clean["number"],
            "name": clean["name"],
            "weight": clean["weight"] if clean["weight"] is not None else Fraction(1),
            "not_applicable": clean["not_applicable"] or None,
            "not_assigned": clean["not_assigned"] or None,
            "applies_when": clean["applies_when"],
            "prorate": prorate,
            "note": clean["note"],
            "source": self.source(self.item.source),
        }


class SectionForm(ItemForm):
    """A section: its maximum may be the sum of its items."""

    max = ExactField(
        label=gettext_lazy("Điểm tối đa"),
        required=False,
        help_text=gettext_lazy("Để trống thì bằng tổng các mục con."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại điểm"), choices=KINDS)
    combine = forms.ChoiceField(label=gettext_lazy("Cách tính"), choices=COMBINES)
    field_order = ("id", "number", "name", "max", "kind", "combine")

    def __init__(self, *args: Any, top: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not top:
            del self.fields["kind"]

    @staticmethod
    def initial_of(item: Section | Criterion) -> dict[str, Any]:
        """The section as values of the form."""
        return {
            **ItemForm.initial_of(item),
            "kind": getattr(item, "kind", "base"),
            "combine": getattr(item, "combine", "sum"),
        }

    def section(self, caps: tuple[SubCap, ...]) -> Section:
        """The section as written here, with its own items."""
        assert isinstance(self.item, Section)  # noqa: S101 - the view chose this form by the item
        clean = self.cleaned_data
        return replace(
            self.item,
            **self.shared(),
            max=clean["max"],
            kind=clean.get("kind", "base"),
            combine=clean["combine"],
            caps=caps,
        )


class CriterionForm(ItemForm):
    """A criterion without its rule (see `forms.patterns`)."""

    floor = ExactField(
        label=gettext_lazy("Điểm thấp nhất"),
        required=False,
        help_text=gettext_lazy("Thường là 0; số âm cho mục vừa cộng vừa trừ."),
    )
    evidence = LinesField(
        label=gettext_lazy("Minh chứng phải có"), required=False, help_text=gettext_lazy("Mỗi dòng một loại.")
    )
    if_missing = forms.ChoiceField(label=gettext_lazy("Khi thiếu minh chứng"), choices=IF_MISSING)
    carried_to = forms.CharField(
        label=gettext_lazy("Kết quả chuyển sang bảng"), max_length=300, required=False
    )

    @staticmethod
    def initial_of(item: Section | Criterion) -> dict[str, Any]:
        """The criterion as values of the form."""
        assert isinstance(item, Criterion)  # noqa: S101 - the view chose this form by the item
        return {
            **ItemForm.initial_of(item),
            "floor": item.floor,
            "evidence": item.evidence.required,
            "if_missing": item.evidence.if_missing,
            "carried_to": item.carried_to,
        }

    def criterion(self, rule: Any, caps: tuple[SubCap, ...], penalties: tuple[Penalty, ...]) -> Criterion:
        """The criterion as written here."""
        assert isinstance(self.item, Criterion)  # noqa: S101 - the view chose this form by the item
        clean = self.cleaned_data
        return replace(
            self.item,
            **self.shared(),
            max=clean["max"],
            rule=rule,
            floor=clean["floor"] if clean["floor"] is not None else Fraction(0),
            evidence=EvidenceNeed(clean["evidence"], clean["if_missing"]),
            carried_to=clean["carried_to"],
            caps=caps,
            penalties=penalties,
        )


class NewItemForm(forms.Form):
    """A section or criterion to add."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=pgettext_lazy("more", "Thêm"),
        choices=[
            ("criterion", gettext_lazy("Tiêu chí")),
            ("section", gettext_lazy("Mục có các tiêu chí con")),
        ],
        widget=forms.RadioSelect,
    )
    id = forms.CharField(label=gettext_lazy("Số thứ tự in trên bảng"), max_length=40)
    number = forms.CharField(
        label=gettext_lazy("Số in trên bảng, khi trùng với mục khác"),
        help_text=gettext_lazy(
            "Hai mục in cùng một số: số thứ tự ở trên phải khác nhau (2 và 2b), số in ghi ở đây."
        ),
        max_length=40,
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=NAME_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )
    max = ExactField(label=gettext_lazy("Điểm tối đa"))

    def __init__(self, *args: Any, rulebook: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rulebook = rulebook

    def clean_id(self) -> str:
        """A printed number that is free."""
        text: str = self.cleaned_data["id"]
        if not PRINTED.fullmatch(text):
            raise ValidationError(_("Số thứ tự không có dấu cách, ngoặc vuông, nháy kép; dài nhất 40 ký tự."))
        if text in self.rulebook.item_by_id:
            raise ValidationError(_("Số thứ tự này đã có ở mục khác."))
        return text
