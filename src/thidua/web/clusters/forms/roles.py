"""Forms of rights in a cluster."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.web.accounts.models import User
from thidua.web.clusters.actions.roles import AskedRight
from thidua.web.clusters.forms.fields import DaysForm, PersonChoiceField, UnitChoiceField
from thidua.web.clusters.models import Cluster, ClusterRole, Unit
from thidua.web.clusters.queries import with_names


class RequestRoleForm(DaysForm):
    """Which right for whom, in whose name, from when to when."""

    user = PersonChoiceField(label=_("Người"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Quyền"), choices=ClusterRole.Role.choices)
    unit = UnitChoiceField(
        label=_("Thuộc đơn vị"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Bắt buộc với tổ thư ký: không ai thẩm định phiếu của chính đơn vị mình."),
    )
    field_order = ["user", "role", "unit", "from_on", "to_on"]

    def __init__(self, *args: Any, cluster: Cluster, anybody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(
            Q(memberships__cluster=cluster) | Q(kind=Unit.Kind.CENTRAL_DEPARTMENT)
        ).distinct()
        people = User.objects.filter(is_active=True)
        if not anybody:
            people = people.filter(
                Q(assignments__unit__in=units) | Q(cluster_roles__cluster=cluster)
            ).distinct()
        person: Any = self.fields["user"]
        person.queryset = people.order_by("full_name", "username")
        unit: Any = self.fields["unit"]
        unit.queryset = with_names(units).order_by("order", "code")

    def clean(self) -> dict[str, Any]:
        """A secretary belongs to a unit."""
        cleaned = super().clean() or {}
        if cleaned.get("role") == ClusterRole.Role.SECRETARIAT and not cleaned.get("unit"):
            self.add_error("unit", _("Thành viên tổ thư ký phải thuộc một đơn vị."))
        return cleaned

    def asked(self) -> AskedRight:
        """The right as entered."""
        names = ("user", "role", "unit", "from_on", "to_on")
        return AskedRight(**{name: self.cleaned_data[name] for name in names})
