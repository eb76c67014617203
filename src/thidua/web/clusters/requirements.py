"""What clusters itself asks before a year may move on; features above add theirs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycle_units, head_unit

NEEDS_DATES = (Cycle.State.SELF_SCORING, Cycle.State.VERIFICATION, Cycle.State.CONSOLIDATED)


def planned(cycle: Cycle) -> Iterator[str]:
    """The deadlines that units are held to have dates."""
    dated = set(cycle.steps.filter(skipped=False).values_list("state", flat=True))
    missing = [str(state.label) for state in NEEDS_DATES if state not in dated]
    if missing:
        yield _("Chưa có lịch của bước: %(steps)s.") % {"steps": ", ".join(missing)}


def has_members_and_head(cycle: Cycle) -> Iterator[str]:
    """The cluster has at least two members and a head in that year."""
    if len(cycle_units(cycle)) < 2:  # noqa: PLR2004 - one unit alone has nobody to compete with
        yield _("Cụm phải có ít nhất hai đơn vị thành viên trong năm.")
    if head_unit(cycle.cluster, cycle_day(cycle)) is None:
        yield _("Chưa ghi đơn vị cụm trưởng của năm.")


def nothing_else_under_way(cycle: Cycle) -> Iterator[str]:
    """No other year of the cluster is under way."""
    other = cycle.cluster.cycles.filter(state__in=Cycle.UNDER_WAY).exclude(pk=cycle.pk).first()
    if other:
        yield _("Năm %(year)d của cụm chưa công bố; mỗi cụm chỉ thực hiện một năm một lúc.") % {
            "year": other.year
        }


year.require_before(Cycle.State.AGREED, "clusters.planned", planned)
year.require_before(Cycle.State.RUNNING, "clusters.has_members_and_head", has_members_and_head)
year.require_before(Cycle.State.RUNNING, "clusters.nothing_else_under_way", nothing_else_under_way)
