"""Forms of a unit's people: invite, give a role, replace, end, deputise, new code, lock."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.accounts.models import User
from thidua.web.clusters.actions.people import Invitation
from thidua.web.clusters.forms.fields import DaysForm, LastDayForm, PersonChoiceField, ReasonForm
from thidua.web.clusters.models import Assignment, Unit, in_force
from thidua.web.core import clock

Role = Assignment.Role


class InviteForm(DaysForm):
    """Who is invited, in which role, from when."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    post = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    username = forms.SlugField(
        label=_("Tên đăng nhập"),
        max_length=60,
        required=False,
        help_text=_("Để trống thì hệ thống tự đặt, ví dụ dbi-canbo."),
    )
    field_order = ["full_name", "role", "post", "phone", "username", "from_on", "to_on"]

    def clean_username(self) -> str:
        """Free, compared without case."""
        name: str = self.cleaned_data["username"].lower()
        if name and User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng."))
        return name

    def invitation(self) -> Invitation:
        """The person as entered."""
        names = ("full_name", "role", "post", "phone", "username", "from_on", "to_on")
        return Invitation(**{name: self.cleaned_data[name] for name in names})


def known_people(unit: Unit) -> Any:
    """People who act or acted for the unit, by name."""
    return User.objects.filter(assignments__unit=unit).distinct().order_by("full_name", "username")


class GiveRoleForm(DaysForm):
    """A person with an account gets another role in the unit."""

    person = PersonChoiceField(label=_("Người"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    field_order = ["person", "role", "from_on", "to_on"]

    def __init__(self, *args: Any, unit: Unit, anybody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        everyone = User.objects.filter(is_active=True).order_by("full_name", "username")
        field.queryset = everyone if anybody else known_people(unit).filter(is_active=True)


class ReplaceForm(forms.Form):
    """From when, and by whom: a colleague with an account, or a new person."""

    from_on = forms.DateField(label=_("Người mới bắt đầu từ ngày"))
    person = PersonChoiceField(
        label=_("Người thay đã có tài khoản"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("– Người mới, ghi ở dưới –"),
    )
    full_name = forms.CharField(label=_("Họ và tên người mới"), max_length=120, required=False)
    post = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        field: Any = self.fields["person"]
        colleagues = known_people(assignment.unit).filter(is_active=True)
        field.queryset = colleagues.exclude(pk=assignment.user_id)

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two ways."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("person")) == bool(cleaned.get("full_name")):
            self.add_error("full_name", _("Hãy chọn một người đã có tài khoản, hoặc ghi tên một người mới."))
        return cleaned

    def successor(self) -> Invitation | User:
        """The chosen colleague, or the new person."""
        data = self.cleaned_data
        if data["person"]:
            person: User = data["person"]
            return person
        return Invitation(
            full_name=data["full_name"],
            role=self.assignment.role,
            from_on=data["from_on"],
            post=data["post"],
            phone=data["phone"],
        )


class EndAssignmentForm(LastDayForm):
    """The last day, and why if there is something to say."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)


class DeputiseForm(forms.Form):
    """Which of my roles, to which colleague, from when to when."""

    role = forms.ChoiceField(label=_("Phần việc của tôi"))
    colleague = PersonChoiceField(label=_("Ủy quyền cho"), queryset=User.objects.none())
    from_on = forms.DateField(label=_("Từ ngày"))
    to_on = forms.DateField(label=_("Đến hết ngày"))

    def __init__(self, *args: Any, unit: Unit, user: User, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles_field: Any = self.fields["role"]
        roles_field.choices = [(role, Role(role).label) for role in roles]
        field: Any = self.fields["colleague"]
        present = Assignment.objects.filter(in_force(clock.today()), unit=unit, deputises=None)
        colleagues = User.objects.filter(Q(pk__in=present.values("user_id")), is_active=True)
        field.queryset = colleagues.exclude(pk=user.pk).order_by("full_name")

    def clean(self) -> dict[str, Any]:
        """From today on, and not backwards."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and first < clock.today():
            self.add_error("from_on", _("Ủy quyền bắt đầu từ hôm nay trở đi."))
        if first and last and last < first:
            self.add_error("to_on", _("Ngày cuối không được trước ngày đầu."))
        return cleaned

    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        return self.cleaned_data["from_on"], self.cleaned_data["to_on"]


class NewCodeForm(forms.Form):
    """Nothing to fill: pressing the button gives a new code."""


class SecondFactorForm(ReasonForm):
    """Why a lost second factor is removed."""


class AdministratorsForm(forms.Form):
    """One administrator's name and post for each unit that has none; blank lines are left for later."""

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            self.fields[f"name_{unit.pk}"] = forms.CharField(
                label=_("Họ và tên quản trị của %(unit)s") % {"unit": unit}, max_length=120, required=False
            )
            self.fields[f"post_{unit.pk}"] = forms.CharField(
                label=_("Chức vụ, %(unit)s") % {"unit": unit}, max_length=120, required=False
            )

    def rows(self) -> list[tuple[Unit, Any, Any]]:
        """(unit, name, post) for the table of the page."""
        return [(unit, self[f"name_{unit.pk}"], self[f"post_{unit.pk}"]) for unit in self.units]

    def clean(self) -> dict[str, Any]:
        """At least one name."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"name_{unit.pk}") for unit in self.units):
            raise forms.ValidationError(_("Hãy ghi tên ít nhất một người."))
        return cleaned

    def invitations(self, today: dt.date) -> list[tuple[Unit, Invitation]]:
        """The people named, each for their unit, from today on."""
        return [
            (
                unit,
                Invitation(
                    full_name=self.cleaned_data[f"name_{unit.pk}"],
                    role=Role.ADMINISTRATOR,
                    from_on=today,
                    post=self.cleaned_data[f"post_{unit.pk}"],
                ),
            )
            for unit in self.units
            if self.cleaned_data[f"name_{unit.pk}"]
        ]
