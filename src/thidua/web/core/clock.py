"""Two clocks: real time for sign-in and audit, the settable business date for deadlines."""

import datetime as dt

from django.utils import timezone

from thidua.web.core.models import SiteState


def now() -> dt.datetime:
    """Real time, aware; audit, sign-in, codes and signatures use this."""
    return timezone.now()


def today() -> dt.date:
    """The business date: the one set for the site (a demo sets it), else today in Vietnam."""
    state = SiteState.objects.filter(pk=1).only("business_on").first()
    if state and state.business_on:
        return state.business_on
    return timezone.localdate()


def set_today(day: dt.date | None) -> None:
    """Set the site's business date; None returns to the real calendar."""
    SiteState.objects.update_or_create(pk=1, defaults={"business_on": day})
