"""Whether this is a demo, its sign-ins, the days worth jumping to."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.web.clusters.models import Assignment, ClusterRole, Cycle, CycleStep, in_force
from thidua.web.core import clock
from thidua.web.core.models import SiteState


def is_demo() -> bool:
    """True on a site that was filled by the demo."""
    return SiteState.objects.filter(is_demo=True).exists()


def may_steer(user: Any) -> bool:
    """True for the administrator of a demo: the calendar stands in the menu."""
    return bool(user.is_site_admin) and is_demo()


@dataclass(frozen=True)
class SignIn:
    """One of the demo's people: where they work, as what, by which user name."""

    place: str
    role: str
    name: str
    username: str


def sign_ins() -> list[SignIn]:
    """Everyone of the demo, who runs a cluster first, then unit by unit; three queries."""
    today = clock.today()
    rights = ClusterRole.objects.filter(in_force(today), approved_at__isnull=False)
    found = [
        SignIn(
            str(right.unit or right.cluster), right.get_role_display(), str(right.user), right.user.username
        )
        for right in rights.select_related("user", "unit", "cluster")
        .prefetch_related("unit__names")
        .order_by("-role", "pk")
    ]
    rows = Assignment.objects.filter(in_force(today)).select_related("user", "unit")
    found += [
        SignIn(row.unit.name_on(today), row.get_role_display(), str(row.user), row.user.username)
        for row in rows.prefetch_related("unit__names").order_by("unit__order", "-role", "pk")
    ]
    return found


def days_to_jump_to() -> list[tuple[str, CycleStep]]:
    """The steps of the year under way, each with its name; nothing while no year is."""
    steps = CycleStep.objects.filter(cycle__state__in=Cycle.UNDER_WAY, skipped=False)
    return [
        (_("%(step)s (năm %(year)d)") % {"step": s.get_state_display(), "year": s.cycle.year}, s)
        for s in steps.select_related("cycle").order_by("starts_on", "pk")
    ]
