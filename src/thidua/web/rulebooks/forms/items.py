"""Forms of one section, one criterion, one input of a draft, and of moving things in the tree."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Criterion, Input, Rulebook, Section
from thidua.rules.vocabulary import (
    Choice,
    EvidenceNeed,
    Penalty,
    Prorate,
    Source,
    SubCap,
    walk_items,
)
from thidua.web.rulebooks.editing import parent_of
from thidua.web.rulebooks.forms.exact import ExactField, ExpressionField, LinesField, input_choices

NAME_LENGTH = 2000
PRINTED = re.compile(r"[^\s\"\[\]]{1,40}")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,59}")
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
INPUT_KINDS = [
    ("count", gettext_lazy("Số lượng (số nguyên)")),
    ("number", gettext_lazy("Số đo")),
    ("money", gettext_lazy("Số tiền")),
    ("percent", gettext_lazy("Phần trăm (chỉ có số %)")),
    ("ratio", gettext_lazy("Tỷ lệ (tử số và mẫu số)")),
    ("yes_no", gettext_lazy("Có hay không")),
    ("choice", gettext_lazy("Chọn một mức")),
]
FREQUENCIES = [
    ("year", gettext_lazy("Cả năm")),
    ("half", gettext_lazy("Sáu tháng")),
    ("quarter", gettext_lazy("Quý")),
    ("month", gettext_lazy("Tháng")),
]
SOURCE_FIELDS = ("document", "issuer", "issued", "article")


class SourcedForm(forms.Form):
    """Where the rule is written; part of every form of a node."""

    use_required_attribute = False

    document = forms.CharField(label=gettext_lazy("Văn bản"), max_length=300, required=False)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=300, required=False)
    issued = forms.DateField(label=gettext_lazy("Ngày ban hành"), required=False)
    article = forms.CharField(label=gettext_lazy("Điều, khoản, mục"), max_length=300, required=False)

    def source(self, old: Source) -> Source:
        """The source as written here; its note stays."""
        return replace(old, **{name: self.cleaned_data[name] for name in SOURCE_FIELDS})


def source_initial(source: Source) -> dict[str, Any]:
    """A source as values of a `SourcedForm`."""
    return {name: getattr(source, name) for name in SOURCE_FIELDS}


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


class RowForm(forms.Form):
    """A row that may be left empty, also when it held something before: then it is taken away."""

    use_required_attribute = False

    def has_changed(self) -> bool:
        """True when something is written in the row; an empty row is not checked."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields)


class CapRow(RowForm):
    """One conditional cap."""

    when = ExpressionField(label=gettext_lazy("Khi"))
    max = ExactField(label=gettext_lazy("thì nhiều nhất (điểm)"))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    def value(self, old: SubCap | None) -> SubCap:
        """The cap; its source stays."""
        return SubCap(**self.cleaned_data, source=old.source if old else Source())


class PenaltyRow(RowForm):
    """One percentage penalty."""

    input = forms.ChoiceField(label=gettext_lazy("Mỗi vụ việc trong"))
    percent_each = ExactField(label=gettext_lazy("trừ (ví dụ 25 %)"))
    cap = ExactField(label=gettext_lazy("nhiều nhất"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)

    def value(self, old: Penalty | None) -> Penalty:
        """The penalty; its source stays."""
        clean = self.cleaned_data
        cap = Fraction(1) if clean["cap"] is None else clean["cap"]
        return Penalty(**{**clean, "cap": cap}, source=old.source if old else Source())


class RowsOf:
    """Rows of caps or penalties: those there are and one to spare; a row left empty is taken away."""

    def __init__(self, row: type[RowForm], held: tuple[Any, ...], rulebook: Rulebook, data: Any) -> None:
        self.row, self.held, self.prefix = row, held, "caps" if row is CapRow else "penalties"
        self.forms = [self._form(n, rulebook, data) for n in range(len(held) + 1)]

    def _form(self, number: int, rulebook: Rulebook, data: Any) -> RowForm:
        old = self.held[number] if number < len(self.held) else None
        initial = {name: getattr(old, name) for name in self.row.base_fields} if old else {}
        form = self.row(
            data,
            initial=initial,
            prefix=f"{self.prefix}-{number}",
            empty_permitted=True,
        )
        if "input" in form.fields:
            form.fields["input"].choices = input_choices(rulebook)  # type: ignore[attr-defined]
        return form

    def _filled(self) -> list[tuple[int, RowForm]]:
        return [(number, form) for number, form in enumerate(self.forms) if form.has_changed()]

    def is_valid(self) -> bool:
        """True when every row that says something is right."""
        good = [form.is_valid() for _number, form in self._filled()]  # each shows its own mistakes
        return all(good)

    def values(self) -> tuple[Any, ...]:
        """The rows as the engine holds them."""
        found = []
        for number, form in self._filled():
            old = self.held[number] if number < len(self.held) else None
            found.append(form.value(old))  # type: ignore[attr-defined]
        return tuple(found)


class NewItemForm(forms.Form):
    """A section or criterion to add."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Thêm"),
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


class InputForm(SourcedForm):
    """One input: what units report. Its code cannot change once given: figures hang on it."""

    id = forms.CharField(
        label=gettext_lazy("Mã"),
        max_length=60,
        help_text=gettext_lazy(
            "Chữ thường không dấu, số và gạch dưới, ví dụ so_dang_vien_moi. Đặt xong không đổi."
        ),
    )
    name = forms.CharField(label=gettext_lazy("Tên chỉ tiêu"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(label=gettext_lazy("Loại số liệu"), choices=INPUT_KINDS)
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=60, required=False)
    direction = forms.ChoiceField(
        label=gettext_lazy("Chiều tốt"),
        choices=[("higher", gettext_lazy("Cao hơn là tốt")), ("lower", gettext_lazy("Thấp hơn là tốt"))],
    )
    places = forms.IntegerField(label=gettext_lazy("Số chữ số thập phân"), min_value=0, max_value=6)
    low = ExactField(label=gettext_lazy("Nhỏ nhất"))
    high = ExactField(label=gettext_lazy("Lớn nhất"))
    numerator = forms.CharField(label=gettext_lazy("Tên tử số"), max_length=300, required=False)
    denominator = forms.CharField(label=gettext_lazy("Tên mẫu số"), max_length=300, required=False)
    choices = LinesField(
        label=gettext_lazy("Các mức để chọn"),
        required=False,
        help_text=gettext_lazy("Mỗi dòng: mã = tên mức, ví dụ tot = Tốt."),
    )
    when_missing = ExactField(
        label=gettext_lazy("Không báo cáo thì coi là"),
        required=False,
        help_text=gettext_lazy("Chỉ điền khi quy chế nói rõ như vậy."),
    )
    definition = forms.CharField(
        label=gettext_lazy("Cách tính, đếm những gì"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    frequency = forms.ChoiceField(label=gettext_lazy("Kỳ báo cáo"), choices=FREQUENCIES)
    from_system = forms.CharField(label=gettext_lazy("Lấy từ hệ thống"), max_length=300, required=False)
    published_on = forms.DateField(label=gettext_lazy("Ngày có số liệu"), required=False)

    def __init__(self, *args: Any, rulebook: Rulebook, old: Input | None, **kwargs: Any) -> None:
        self.rulebook, self.old = rulebook, old
        start = old or Input(id="", name="", kind="count")
        names = [n for n in self.base_fields if n not in {*SOURCE_FIELDS, "choices"}]
        kwargs["initial"] = {
            **{name: getattr(start, name) for name in names},
            **source_initial(start.source),
            "choices": [f"{c.id} = {c.name}" for c in start.choices],
        }
        super().__init__(*args, **kwargs)
        if old:
            self.fields["id"].disabled = True

    def clean_id(self) -> str:
        """A code that no other input has."""
        text: str = self.cleaned_data["id"]
        if not IDENTIFIER.fullmatch(text):
            raise ValidationError(_("Mã bắt đầu bằng chữ thường không dấu, chỉ gồm chữ, số và gạch dưới."))
        if self.old is None and text in self.rulebook.input_by_id:
            raise ValidationError(_("Mã này đã có."))
        return text

    def clean_choices(self) -> tuple[Choice, ...]:
        """The levels, each with its code."""
        found = []
        for line in self.cleaned_data["choices"]:
            code, sign, name = (part.strip() for part in line.partition("="))
            if not sign or not IDENTIFIER.fullmatch(code) or not name:
                raise ValidationError(_("Dòng «%(line)s» chưa đúng dạng: mã = tên mức.") % {"line": line})
            found.append(Choice(code, name))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """A choice needs levels; limits stand in order."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == "choice" and not cleaned.get("choices") and "choices" not in self.errors:
            self.add_error("choices", _("Hãy ghi ít nhất một mức."))
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("Số lớn nhất phải không nhỏ hơn số nhỏ nhất."))
        return cleaned

    def input(self) -> Input:
        """The input as written here."""
        old = self.old or Input(id=self.cleaned_data["id"], name="", kind="count")
        values = {k: v for k, v in self.cleaned_data.items() if k not in SOURCE_FIELDS}
        return replace(old, **values, source=self.source(old.source))
