"""Two clocks: real time for sign-in and audit, the settable business date for deadlines."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.web.core.models import SiteState

_held: ContextVar[dict[str, SiteState | None] | None] = ContextVar("held_site_state", default=None)


def now() -> dt.datetime:
    """Real time, aware; audit, sign-in, codes and signatures use this."""
    return timezone.now()


@contextmanager
def held_still() -> Iterator[None]:
    """Inside, the site's state is read once: a page shows one business date from top to bottom."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def site_state() -> SiteState | None:
    """The site's one row about itself, None before there is one."""
    kept = _held.get()
    if kept is None:
        return _stored()
    if "state" not in kept:
        kept["state"] = _stored()
    return kept["state"]


def _stored() -> SiteState | None:
    """The row; as raw SQL since every page and every act asks it, and building the query cost the most."""
    return next(iter(SiteState.objects.raw("SELECT * FROM core_sitestate WHERE id = 1")), None)


def today() -> dt.date:
    """The business date: the one set for the site (a demo sets it), else today in Vietnam."""
    state = site_state()
    if state and state.business_on:
        return state.business_on
    return timezone.localdate()


def moment_text(at: dt.datetime | None) -> str:
    """A real moment in Vietnam's time, `10:32 06/12/2021`; where the site's date is set, said to be the real one."""
    if at is None:
        return ""
    text = timezone.localtime(at).strftime("%H:%M %d/%m/%Y")
    state = site_state()
    return _("%(moment)s (giờ thật)") % {"moment": text} if state and state.business_on else text


def set_today(day: dt.date | None) -> None:
    """Set the site's business date; None returns to the real calendar."""
    SiteState.objects.update_or_create(pk=1, defaults={"business_on": day})
    kept = _held.get()
    if kept is not None:
        kept.clear()
