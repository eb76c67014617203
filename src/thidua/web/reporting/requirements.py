"""What reporting asks before a year may move on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.reporting.models import ReportedValue


def scored_period_is_set(cycle: Cycle) -> Iterator[str]:
    """Self-scoring needs the period whose values are scored."""
    if not cycle.periods.filter(feeds_scoring=True).exists():
        yield _("Chưa có kỳ báo cáo dùng để chấm điểm.")


def a_period_is_set(cycle: Cycle) -> Iterator[str]:
    """Units enter figures of a period; without one their officers find nothing to do."""
    if not cycle.periods.exists():
        yield _("Chưa có kỳ báo cáo nào; tổ thư ký đặt ở trang Số liệu, mục Kỳ báo cáo.")


def estimates(cycle: Cycle) -> Iterator[str]:
    """Points that rest on estimates may change once the figures are final."""
    rows = ReportedValue.objects.filter(period__cycle=cycle, period__feeds_scoring=True)
    count = rows.filter(state=ReportedValue.State.VALUE, certainty=ReportedValue.Certainty.ESTIMATE).count()
    if count:
        yield ngettext(
            "Còn %(count)d số liệu ước, chưa chính thức; điểm có thể đổi khi có số chính thức.",
            "Còn %(count)d số liệu ước, chưa chính thức; điểm có thể đổi khi có số chính thức.",
            count,
        ) % {"count": count}


year.require_before(Cycle.State.RUNNING, "reporting.a_period_is_set", a_period_is_set)
year.require_before(Cycle.State.SELF_SCORING, "reporting.scored_period_is_set", scored_period_is_set)
for _state in (Cycle.State.CONSOLIDATED, Cycle.State.PUBLISHED):
    year.remark_before(_state, "reporting.estimates", estimates)
