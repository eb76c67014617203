"""What rulebooks ask before a year may move on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.rulebooks.models import EditionInForce


def has_adopted_edition(cycle: Cycle) -> Iterator[str]:
    """An adopted edition is in force for the year."""
    if not EditionInForce.objects.filter(cycle=cycle, edition__state="adopted").exists():
        yield _("Chưa ban hành quy chế chấm điểm cho năm %(year)d.") % {"year": cycle.year}


year.require_before(Cycle.State.AGREED, "rulebooks.adopted", has_adopted_edition)
