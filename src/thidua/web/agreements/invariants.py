"""What must always hold in agreements; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thidua.web.agreements.models import Agreement, Amendment, ClauseComment, ClauseLight
from thidua.web.core.invariants import invariant


@invariant(
    "agreements.decided_before_adoption", _("Giao ước đã thông qua không còn đề nghị sửa chờ quyết định")
)
def decided_before_adoption() -> Iterator[str]:
    """No adopted agreement has an amendment that nobody decided."""
    rows = Amendment.objects.filter(state=Amendment.State.OPEN, agreement__state__in=Agreement.FROZEN)
    for row in rows.select_related("agreement__cycle", "unit"):
        yield f"{row.agreement}: đề nghị của {row.unit} chưa có kết quả"


@invariant(
    "agreements.said_where_it_belongs", _("Ý kiến, đề nghị về giao ước nằm đúng giao ước của điều khoản")
)
def said_where_it_belongs() -> Iterator[str]:
    """A comment or an amendment about a clause belongs to the clause's agreement."""
    for kind in (ClauseComment, Amendment):
        rows = kind._default_manager.exclude(clause=None).exclude(clause__agreement_id=F("agreement_id"))
        for row in rows.select_related("agreement__cycle"):
            yield f"{row.agreement}: ý kiến {row.pk} gắn với điều khoản của giao ước khác"


@invariant("agreements.lights_of_the_owner", _("Đèn theo dõi đúng đơn vị thực hiện điều khoản"))
def lights_of_the_owner() -> Iterator[str]:
    """A light of a clause that one unit owns is that unit's."""
    rows = ClauseLight.objects.exclude(clause__owner=None).exclude(unit_id=F("clause__owner_id"))
    for row in rows.select_related("clause__agreement__cycle", "unit"):
        yield f"{row.clause}: đèn của {row.unit}, không phải đơn vị thực hiện"
