"""What agreements ask before a year may move on, and what a year's page says of them."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.agreements.models import Agreement
from thidua.web.agreements.queries import agreements_visible_to
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle


def agreement_is_signed(cycle: Cycle) -> Iterator[str]:
    """Once the year has an agreement, one was signed by all; a year without any may go on."""
    rows = cycle.agreements.exclude(state=Agreement.State.WITHDRAWN)
    if rows.exists() and not rows.filter(state=Agreement.State.SIGNED).exists():
        yield _("«%(agreement)s» chưa được các đơn vị ký đủ.") % {"agreement": rows.order_by("number")[0]}


year.require_before(Cycle.State.AGREED, "agreements.signed", agreement_is_signed)


def page_of_year(user: Any, cycle: Cycle) -> tuple[str, str, str] | None:
    """The year's agreement that the person may read: the one in force, else the latest; None without any."""
    rows = agreements_visible_to(user).filter(cycle=cycle).exclude(state=Agreement.State.WITHDRAWN)
    found = sorted(rows, key=lambda row: (row.state != Agreement.State.SIGNED, -row.number))
    if not found:
        return None
    return str(found[0]), reverse("agreements:year", args=[cycle.pk]), str(found[0].get_state_display())


year.page_of("agreements", page_of_year)
