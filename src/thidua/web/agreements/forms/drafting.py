"""Forms of the secretariat: the frame of an agreement, a clause, putting it out, adopting it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.rules import Rulebook
from thidua.web.agreements.actions import ClauseWords
from thidua.web.agreements.decisions import Offer
from thidua.web.agreements.models import Agreement
from thidua.web.clusters.models import Unit
from thidua.web.core.numbers import parse_number


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class ConfirmForm(forms.Form):
    """Nothing to fill in: only the button."""


class FrameForm(forms.Form):
    """Place, occasion, how it is carried out."""

    place = forms.CharField(
        label=gettext_lazy("Nơi ký"), max_length=120, required=False,
        help_text=gettext_lazy("Ví dụ: thành phố Bắc Kạn."),
    )  # fmt: skip
    occasion = forms.CharField(
        label=gettext_lazy("Dịp ký"), max_length=200, required=False,
        help_text=gettext_lazy("Đứng sau chữ «trong khuôn khổ». Ví dụ: hội nghị tổng kết công tác thi đua năm 2020."),
    )  # fmt: skip
    duties = forms.CharField(
        label=gettext_lazy("Tổ chức thực hiện"), max_length=3000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Mỗi dòng một ý. Để trống thì in ba ý thường dùng."),
    )  # fmt: skip


class ClauseForm(forms.Form):
    """One clause."""

    content = forms.ChoiceField(label=gettext_lazy("Nội dung thi đua"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Nội dung cam kết"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ChoiceField(label=gettext_lazy("Đơn vị thực hiện"), required=False)
    target = forms.CharField(
        label=pgettext_lazy("agreement", "Chỉ tiêu"), max_length=200, required=False,
        help_text=gettext_lazy("Viết như sẽ in. Ví dụ: 100 %, từ 15 % trở lên, đạt và vượt chỉ tiêu được giao."),
    )  # fmt: skip
    due_on = forms.DateField(label=gettext_lazy("Thời hạn"), required=False)
    criterion = forms.ChoiceField(
        label=gettext_lazy("Tiêu chí chấm điểm"), required=False,
        help_text=gettext_lazy("Nối điều khoản với điểm cuối năm."),
    )  # fmt: skip
    indicator = forms.ChoiceField(
        label=gettext_lazy("Số liệu theo dõi"), required=False,
        help_text=gettext_lazy("Nối điều khoản với số liệu đơn vị báo cáo, để gợi ý màu đèn."),
    )  # fmt: skip
    amount = forms.CharField(
        label=gettext_lazy("Mức để so số liệu"), max_length=30, required=False,
        help_text=gettext_lazy(
            "Một mức chung cho mọi đơn vị; tỷ lệ thì ghi kèm dấu %. Để trống thì so với mức giao của từng đơn vị."
        ),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        contents: dict[str, str],
        units: list[tuple[Unit, str]],
        rulebook: Rulebook,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit, _name in units}
        self.ratios = {i.id for i in rulebook.inputs if i.kind == "ratio"}
        none = ("", _("Không nối"))
        choices = {
            "content": [*contents.items(), ("", _("Không thuộc nội dung nào"))],
            "owner": [("", _("Mọi đơn vị thành viên")), *((str(u.pk), name) for u, name in units)],
            "criterion": [none, *((c.id, f"{c.printed}. {c.name}") for c in rulebook.criteria)],
            "indicator": [none, *((i.id, i.name) for i in rulebook.inputs if i.kind != "choice")],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def clean_amount(self) -> Any:
        """The number typed; None for nothing."""
        typed = self.cleaned_data["amount"]
        read = parse_number(typed)
        if read.problem:
            raise forms.ValidationError(read.problem)
        if read.value is None:
            return None
        return read.value / 100 if typed.strip().endswith("%") else read.value

    def words(self) -> ClauseWords:
        """The clause as the actions take it."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return ClauseWords(**(given | {"owner": self.units.get(given["owner"])}))


class ConsultForm(forms.Form):
    """Until when members may comment."""

    until = forms.DateField(
        label=gettext_lazy("Hạn góp ý"), help_text=gettext_lazy("Các đơn vị đọc và góp ý đến hết ngày này.")
    )


class AdoptForm(forms.Form):
    """When, how and by what decision the agreement was adopted."""

    on = forms.DateField(label=gettext_lazy("Ngày thông qua"))
    how = forms.ChoiceField(
        label=gettext_lazy("Cách thông qua"), choices=Agreement.How.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300,
        help_text=gettext_lazy("Ví dụ: 14/14 đơn vị tán thành, biên bản ngày 18/12/2020."),
    )  # fmt: skip
    about = forms.ChoiceField(
        label=gettext_lazy("Nơi đã quyết định"), required=False,
        help_text=gettext_lazy("Cuộc biểu quyết hoặc hội nghị đã ghi trong hệ thống, nếu có."),
    )  # fmt: skip

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", _("Không ghi trong hệ thống")),
            *((offer.about, offer.text) for offer in offers),
        ]
