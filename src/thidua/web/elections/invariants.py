"""What must always hold of adopted choices of next year's head; each yields one sentence per violation."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import HeadTerm
from thidua.web.core import clock
from thidua.web.core.invariants import invariant
from thidua.web.elections.models import HeadChoice


@invariant("elections.adopted_choice_has_its_terms", _("Lựa chọn đã thông qua có đủ nhiệm kỳ của nó"))
def adopted_choice_has_its_terms() -> Iterator[str]:
    """Until rights pass on, the terms of an adopted choice stand as it appointed them."""
    waiting = HeadChoice.objects.filter(state=HeadChoice.State.ADOPTED, rights_from__gt=clock.today())
    for choice in waiting.select_related("cycle", "head"):
        units = {choice.head_id, choice.deputy_id} - {None}
        terms = HeadTerm.objects.filter(pk__in=choice.made.get("terms", []))
        if {term.unit_id for term in terms} != units:
            yield f"«{choice}» thiếu nhiệm kỳ đã lập khi thông qua"
