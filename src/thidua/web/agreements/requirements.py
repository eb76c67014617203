"""What agreements ask before a year may move on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.web.agreements.models import Agreement
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle


def agreement_is_signed(cycle: Cycle) -> Iterator[str]:
    """Once the year has an agreement, one was signed by all; a year without any may go on."""
    rows = cycle.agreements.exclude(state=Agreement.State.WITHDRAWN)
    if rows.exists() and not rows.filter(state=Agreement.State.SIGNED).exists():
        yield _("«%(agreement)s» chưa được các đơn vị ký đủ.") % {"agreement": rows.order_by("number")[0]}


year.require_before(Cycle.State.AGREED, "agreements.signed", agreement_is_signed)
