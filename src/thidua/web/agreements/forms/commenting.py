"""Forms of members: a comment, a proposal; and of the secretariat about a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.web.agreements.models import Amendment
from thidua.web.clusters.models import Unit

Kind = Amendment.Kind


class SpeakingForm(forms.Form):
    """In whose name; shown only to who may speak for several units."""

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))

    def __init__(self, *args: Any, units: list[tuple[Unit, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit, _name in units}
        self.fields["unit"].choices = [(str(unit.pk), name) for unit, name in units]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = str(units[0][0].pk)

    @property
    def speaker(self) -> Unit:
        """The unit chosen."""
        return self.units[self.cleaned_data["unit"]]


class CommentForm(SpeakingForm):
    """What the unit says."""

    text = forms.CharField(
        label=gettext_lazy("Ý kiến"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ProposalForm(SpeakingForm):
    """Other words, striking a clause, or a new one."""

    kind = forms.ChoiceField(label=gettext_lazy("Đề nghị"), widget=forms.RadioSelect)
    content = forms.ChoiceField(label=gettext_lazy("Nội dung thi đua"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Nội dung cam kết"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Sửa thẳng vào câu; phần thêm, phần bỏ sẽ được đánh dấu cho mọi người thấy."),
    )  # fmt: skip
    target = forms.CharField(label=pgettext_lazy("agreement", "Chỉ tiêu"), max_length=200, required=False)
    why = forms.CharField(
        label=gettext_lazy("Lý do đề nghị"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, adds: bool, contents: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adds:
            del self.fields["kind"]
            found = [*contents.items(), ("", _("Không thuộc nội dung nào"))]
            self.fields["content"].choices = found  # type: ignore[attr-defined]
        else:
            del self.fields["content"]
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (kind.value, kind.label) for kind in (Kind.CHANGE, Kind.STRIKE)
            ]
            self.fields["kind"].initial = Kind.CHANGE

    def clean(self) -> dict[str, Any]:
        """New words are needed unless the clause is to go."""
        given: dict[str, Any] = super().clean() or {}
        if (
            given.get("kind") != Kind.STRIKE
            and not given.get("text", "").strip()
            and "text" not in self.errors
        ):
            self.add_error("text", _("Hãy ghi nội dung đề nghị."))
        return given


class VerdictForm(forms.Form):
    """Accepted or not, in which words, and why."""

    accept = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Tiếp thu")), ("no", gettext_lazy("Không tiếp thu"))],
    )
    text = forms.CharField(
        label=gettext_lazy("Điều khoản sau khi tiếp thu"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Có thể chỉnh câu chữ trước khi tiếp thu."),
    )  # fmt: skip
    target = forms.CharField(label=gettext_lazy("Chỉ tiêu sau khi tiếp thu"), max_length=200, required=False)
    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Đơn vị đề nghị và các đơn vị khác đều đọc được."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, amendment: Amendment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if amendment.kind == Kind.STRIKE:
            del self.fields["text"], self.fields["target"]
