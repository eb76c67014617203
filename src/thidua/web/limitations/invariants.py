"""What must always hold in limitations; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.core.invariants import invariant
from thidua.web.limitations.models import Limitation, LimitationChange


@invariant("limitations.carried_forward", _("Tồn tại, hạn chế chuyển tiếp nối đúng năm trước của cùng cụm"))
def carried_forward() -> Iterator[str]:
    """What was carried comes from an earlier year of the same cluster, and was not withdrawn there."""
    carried = Limitation.objects.exclude(carried_from=None)
    wrong = carried.filter(
        Q(carried_from__cycle__year__gte=F("cycle__year"))
        | ~Q(carried_from__cycle__cluster_id=F("cycle__cluster_id"))
        | Q(carried_from__withdrawn_at__isnull=False)
    )
    for row in wrong.select_related("cycle"):
        yield f"«{row}» năm {row.cycle.year} nối với mục không phải của năm trước cùng cụm"


@invariant("limitations.states_have_a_history", _("Trạng thái khắc phục khớp với lần đổi cuối cùng"))
def states_have_a_history() -> Iterator[str]:
    """The present state is that of the last change that told one."""
    last: dict[int, str] = {}
    for key, after in LimitationChange.objects.order_by("pk").values_list("limitation_id", "after"):
        if "remedy_state" in after:
            last[key] = after["remedy_state"]
    for row in Limitation.objects.all():
        if last.get(row.pk) != row.state:
            yield f"«{row}» đang là «{row.get_state_display()}» nhưng lịch sử ghi khác"
