"""Forms of the recommendations: voting rules, units, votes, reasons, sending, achievements."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.awards.queries import WITHOUT_VOTE, AwardKind, Threshold
from thidua.web.awards.wording import threshold_choice
from thidua.web.clusters.models import Unit


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ThresholdForm(forms.Form):
    """For every award the rule that its vote is measured by."""

    def __init__(
        self, *args: Any, awards: list[AwardKind], known: dict[str, Threshold], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (WITHOUT_VOTE, _("Không bỏ phiếu; hội nghị thống nhất")),
            *((key, threshold_choice(threshold)) for key, threshold in known.items()),
        ]
        for award in awards:
            self.fields[award.id] = forms.ChoiceField(label=award.name, choices=choices)


class AddForm(forms.Form):
    """A unit, the award, the reason."""

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    award = forms.ChoiceField(label=gettext_lazy("Hình thức khen thưởng"))
    reason = forms.CharField(label=gettext_lazy("Lý do bổ sung"), max_length=500, widget=_text())

    def __init__(self, *args: Any, units: dict[str, str], awards: list[AwardKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(units.items())  # type: ignore[attr-defined]
        self.fields["award"].choices = list(awards)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=_text())


class DisqualifyForm(forms.Form):
    """Why a unit may not be recommended, with the evidence."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=_text())
    evidence = forms.CharField(
        label=gettext_lazy("Căn cứ, minh chứng"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu văn bản của cơ quan có thẩm quyền."),
    )
    upload = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        required=False,
        help_text=gettext_lazy("PDF, ảnh PNG, JPEG, Word, Excel; không quá 20 MB; không có tài liệu mật."),
    )


class VoteForm(forms.Form):
    """The counts of one recommendation's vote."""

    votes_for = forms.IntegerField(label=gettext_lazy("Số phiếu đồng ý"), min_value=0, max_value=5000)
    votes_against = forms.IntegerField(
        label=gettext_lazy("Số phiếu không đồng ý"), min_value=0, max_value=5000
    )
    votes_abstaining = forms.IntegerField(
        label=gettext_lazy("Số phiếu không có ý kiến"), min_value=0, max_value=5000, initial=0
    )
    base = forms.IntegerField(
        label=gettext_lazy("Số làm căn cứ tính tỷ lệ"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=gettext_lazy("Số đơn vị có mặt hoặc số phiếu, theo quy tắc. Để trống: tổng số phiếu trên."),
    )
    minutes = forms.CharField(
        label=gettext_lazy("Biên bản kiểm phiếu"),
        max_length=300,
        help_text=gettext_lazy("Số, ngày của biên bản."),
    )

    def __init__(self, *args: Any, asks_base: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_base:
            del self.fields["base"]


class DecideForm(forms.Form):
    """How the conference agreed, where an award was not voted on."""

    agreed = forms.CharField(
        label=gettext_lazy("Căn cứ chốt danh sách"),
        max_length=500,
        widget=_text(),
        required=False,
        help_text=gettext_lazy(
            "Bắt buộc khi có hình thức không bỏ phiếu: hội nghị thống nhất thế nào, biên bản nào."
        ),
    )


class SendForm(forms.Form):
    """To whom the proposal goes, and its day."""

    to = forms.CharField(
        label=gettext_lazy("Kính gửi"),
        max_length=200,
        help_text=gettext_lazy("Cơ quan có thẩm quyền xem xét, quyết định khen thưởng."),
    )
    issued_on = forms.DateField(label=gettext_lazy("Ngày ban hành"))


class AchievementForm(forms.Form):
    """What the unit writes; figures are filled in from its results."""

    features = forms.CharField(
        label=gettext_lazy("Đặc điểm, tình hình"), max_length=3000, required=False, widget=_text(4)
    )
    measures = forms.CharField(
        label=gettext_lazy("Biện pháp đã thực hiện"), max_length=5000, required=False, widget=_text(5)
    )
    results = forms.CharField(
        label=gettext_lazy("Thành tích nổi bật"), max_length=8000, required=False, widget=_text(8)
    )
    signer = forms.CharField(label=gettext_lazy("Người ký báo cáo"), max_length=120, required=False)
    done = forms.BooleanField(label=gettext_lazy("Báo cáo đã hoàn thành"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def unit_names(units: dict[str, Unit], day: Any) -> dict[str, str]:
    """Unit code -> its name on the day, for a choice."""
    return {code: unit.name_on(day) for code, unit in units.items()}
