"""The form of one input of a draft."""

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Input, Rulebook
from thidua.rules.vocabulary import Choice, input_defaults
from thidua.web.rulebooks.forms.exact import ExactField, LinesField
from thidua.web.rulebooks.forms.items import NAME_LENGTH
from thidua.web.rulebooks.forms.sources import SOURCE_FIELDS, SourcedForm, source_initial

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,59}")


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
        if self.old is None and values["high"] == input_defaults("count")["high"]:  # left as it stood
            values["high"] = input_defaults(values["kind"])["high"]
        return replace(old, **values, source=self.source(old.source))
