"""Forms for choosing next year's head: the choice, the secretariat, why it is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.clusters.models import HeadTerm, Unit
from thidua.web.elections.actions import Wanted
from thidua.web.elections.models import HeadChoice
from thidua.web.elections.queries import Candidate, people_of, seats
from thidua.web.votes.models import Vote


class ChoiceForm(forms.Form):
    """How chosen, head, deputy, basis, day; a unit that may not be named says why in the list."""

    selection = forms.ChoiceField(
        label=gettext_lazy("Cách chọn"), choices=HeadTerm.Selection.choices, widget=forms.RadioSelect
    )
    head = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Cụm trưởng"))
    deputy = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Cụm phó"), required=False)
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Nghị quyết hội nghị, biên bản kiểm phiếu hoặc văn bản chỉ định."),
    )
    rights_from = forms.DateField(
        label=gettext_lazy("Ngày bàn giao quyền"),
        help_text=gettext_lazy("Từ ngày này đơn vị mới là cụm trưởng; trước ngày này còn rút lại được."),
    )

    def __init__(self, *args: Any, known: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {one.unit.pk: _said(one) for one in known}
        for field in ("head", "deputy"):
            box = self.fields[field]
            box.queryset = Unit.objects.filter(pk__in=names)  # type: ignore[attr-defined]
            blank = _("Chọn đơn vị") if field == "head" else _("Không có cụm phó")
            box.choices = [("", blank), *names.items()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """The valid form as the action takes it."""
        return Wanted(**self.cleaned_data)


def _said(one: Candidate) -> str:
    led = _("làm cụm trưởng năm %(years)s") % {"years": one.led_text} if one.led else _("chưa làm cụm trưởng")
    against = _("không được xếp hạng năm nay") if one.is_ranked is False else ""
    return f"{one.name} ({', '.join(part for part in (led, against) if part)})"


class SeatsForm(forms.Form):
    """Who joins the secretariat and who leaves it on the day."""

    joining = forms.MultipleChoiceField(
        label=gettext_lazy("Vào tổ thư ký"), required=False, widget=forms.CheckboxSelectMultiple
    )
    leaving = forms.MultipleChoiceField(
        label=gettext_lazy("Thôi tổ thư ký"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choice: HeadChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = choice.rights_from
        self.people = {str(row.user_id): row for row in people_of(choice, day)}
        self.rights = {str(right.pk): right for right in seats(choice.cycle)}
        self.fields["joining"].choices = [  # type: ignore[attr-defined]
            (key, f"{row.user} · {row.get_role_display()} · {row.unit.name_on(day)}")
            for key, row in self.people.items()
        ]
        self.fields["leaving"].choices = [  # type: ignore[attr-defined]
            (key, f"{right.user} · {right.unit.name_on(day)}" if right.unit else str(right.user))
            for key, right in self.rights.items()
        ]
        self.initial = {
            "joining": [str(user.pk) for user in choice.joining.all()],
            "leaving": [str(right.pk) for right in choice.leaving.all()],
        }

    def joiners(self) -> list[Any]:
        """The chosen people."""
        return [self.people[key].user for key in self.cleaned_data["joining"]]

    def leavers(self) -> list[Any]:
        """The rights that end."""
        return [self.rights[key] for key in self.cleaned_data["leaving"]]


class TakeBackForm(forms.Form):
    """Why the choice is taken back."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút lại"), max_length=300)


class VoteForm(forms.Form):
    """Open or secret."""

    way = forms.ChoiceField(
        label=gettext_lazy("Cách biểu quyết"), choices=Vote.Way.choices, widget=forms.RadioSelect
    )
