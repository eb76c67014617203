"""What must always hold in reporting; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.core.invariants import invariant
from thidua.web.reporting.cells import content_of, entry_from, entry_of
from thidua.web.reporting.models import Evidence, ReportedValue, ValueVersion


@invariant("reporting.versions_complete", _("Mọi lần sửa số liệu đều có lịch sử"))
def versions_complete() -> Iterator[str]:
    """A value's version counts its changes and each change is kept."""
    counted = ReportedValue.objects.annotate(kept=Count("versions"), last=Max("versions__version"))
    for row in counted.exclude(kept=F("version"), last=F("version")).select_related("period__cycle", "unit"):
        yield f"Số liệu {row.indicator} của {row.unit} ({row.period}): có {row.kept} bản, phải có {row.version}"


@invariant("reporting.value_is_last_version", _("Số liệu hiện thời đúng là lần sửa cuối"))
def value_is_last_version() -> Iterator[str]:
    """What a cell holds is what its last change wrote."""
    last = ValueVersion.objects.filter(version=F("value__version")).select_related(
        "value__period__cycle", "value__unit"
    )
    for version in last.iterator(chunk_size=500):
        row = version.value
        if content_of(entry_of(row)) != content_of(entry_from(version.content)):
            yield f"Số liệu {row.indicator} của {row.unit} ({row.period}): khác bản cuối trong lịch sử"


@invariant("reporting.ratio_within_one", _("Không tử số nào lớn hơn mẫu số"))
def ratio_within_one() -> Iterator[str]:
    """No numerator is larger than its denominator."""
    for row in ReportedValue.objects.filter(amount__gt=F("denominator")).select_related(
        "unit", "period__cycle"
    ):
        yield f"Số liệu {row.indicator} của {row.unit} ({row.period}): tử số lớn hơn mẫu số"


@invariant("reporting.rejections_have_reasons", _("Minh chứng bị từ chối hoặc rút đều có lý do"))
def rejections_have_reasons() -> Iterator[str]:
    """A rejected or withdrawn paper says why."""
    silent = Q(review=Evidence.Review.REJECTED, review_reason="") | Q(
        withdrawn_at__isnull=False, withdraw_reason=""
    )
    for row in Evidence.objects.filter(silent).select_related("unit"):
        yield f"Minh chứng «{row.title}» của {row.unit}: bị rút hoặc không được chấp nhận mà không có lý do"
