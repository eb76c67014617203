"""What reporting asks before a year may move on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle


def scored_period_is_set(cycle: Cycle) -> Iterator[str]:
    """Self-scoring needs the period whose values are scored."""
    if not cycle.periods.filter(feeds_scoring=True).exists():
        yield _("Chưa có kỳ báo cáo dùng để chấm điểm.")


year.require_before(Cycle.State.SELF_SCORING, "reporting.scored_period_is_set", scored_period_is_set)
