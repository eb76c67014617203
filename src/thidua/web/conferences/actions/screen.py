"""Acts on the big screen: what it shows, the item and the turn to speak under way, who may show it."""

import datetime as dt
import math
import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.conferences import hall
from thidua.web.conferences.actions.recording import locked, note
from thidua.web.conferences.models import AgendaItem, Conference, Screen, ScreenLink, Speech
from thidua.web.conferences.permissions import can_run
from thidua.web.core import clock
from thidua.web.core.access import Refused

LINK_DAYS = 7


def _screen(actor: Any, conference: Conference) -> tuple[Conference, Screen]:
    row = locked(conference)
    can_run(actor, row).require()
    screen, _made = Screen.objects.get_or_create(conference=row)
    return row, screen


def _kept(actor: Any, row: Conference, screen: Screen, act: str, **detail: Any) -> Screen:
    screen.save()
    note(f"conferences.screen.{act}", actor=actor, of=row, conference=row, **detail)
    return screen


@transaction.atomic
def show_on_screen(*, actor: Any, conference: Conference, shows: str) -> Screen:
    """The screen of the hall shows this part from now on."""
    row, screen = _screen(actor, conference)
    before, screen.shows = screen.shows, Screen.Shows(shows)
    return _kept(actor, row, screen, "show", before=before, after=screen.shows)


@transaction.atomic
def greet_on_screen(*, actor: Any, conference: Conference, message: str, picture: Any) -> Screen:
    """What the welcome or the break says, with a picture of the conference or none."""
    row, screen = _screen(actor, conference)
    screen.message, screen.picture = message, picture
    return _kept(actor, row, screen, "greet", after={"message": message, "picture": picture})


@transaction.atomic
def start_item(*, actor: Any, conference: Conference, item: AgendaItem | None) -> Screen:
    """The conference comes to this item; None: it has ended, and none follows yet. Refused when hidden."""
    row, screen = _screen(actor, conference)
    found = row.items.get(pk=item.pk) if item else None
    if not hall.is_open_to_hall(found):
        raise Refused(_("Nội dung đang giấu nên không đưa lên màn hình."))
    screen.item, screen.item_since = found, clock.now() if found else None
    if found:
        screen.shows = Screen.Shows.PROGRAMME
    return _kept(actor, row, screen, "item", item=found)


@transaction.atomic
def start_speech(*, actor: Any, conference: Conference, speech: Speech) -> Screen:
    """This speaker's time begins and the screen shows it; who spoke before has ended, with the minutes used."""
    row, screen = _screen(actor, conference)
    found = row.speeches.select_related("item", "unit").get(pk=speech.pk)
    if not hall.is_open_to_hall(found.item):
        raise Refused(_("Nội dung đang giấu nên không đưa lên màn hình."))
    _end(screen)
    screen.speech, screen.speech_since, screen.shows = found, clock.now(), Screen.Shows.SPEAKER
    return _kept(actor, row, screen, "speech", speech=found, unit=found.unit)


@transaction.atomic
def end_speech(*, actor: Any, conference: Conference) -> Screen:
    """The speaker has ended; the minutes used are written down, begun ones counted whole."""
    row, screen = _screen(actor, conference)
    if screen.speech is None:
        raise Refused(_("Không có ai đang phát biểu."))
    ended = screen.speech
    used = _end(screen)
    screen.shows = Screen.Shows.PROGRAMME
    return _kept(actor, row, screen, "speech_end", speech=ended, used_minutes=used)


@transaction.atomic
def next_speech(*, actor: Any, conference: Conference) -> Screen:
    """The next on the list who has not spoken; refused when nobody is left."""
    row, screen = _screen(actor, conference)
    coming = hall.next_speech(row, screen)
    if coming is None:
        raise Refused(_("Danh sách không còn ai chờ phát biểu."))
    return start_speech(actor=actor, conference=row, speech=coming)


def _end(screen: Screen) -> int | None:
    speech, since = screen.speech, screen.speech_since
    screen.speech = screen.speech_since = None
    if speech is None or since is None:
        return None
    minutes = math.ceil((clock.now() - since).total_seconds() / 60)
    speech.used_minutes = (speech.used_minutes or 0) + max(1, minutes)
    speech.save(update_fields=["used_minutes"])
    return speech.used_minutes


@transaction.atomic
def make_screen_link(*, actor: Any, conference: Conference, name: str) -> tuple[ScreenLink, str]:
    """A computer in the hall may show the screen without signing in; the key is told once, here."""
    row = locked(conference)
    can_run(actor, row).require()
    key = secrets.token_urlsafe(24)
    now = clock.now()
    link = ScreenLink.objects.create(
        conference=row,
        name=name,
        key_digest=hall.digest_of(key),
        made_by=actor,
        made_at=now,
        expires_at=now + dt.timedelta(days=LINK_DAYS),
    )
    note("conferences.screen_link.make", actor=actor, of=link, conference=row, name=name)
    return link, key


@transaction.atomic
def revoke_screen_link(*, actor: Any, link: ScreenLink) -> ScreenLink:
    """Take the link back: its computer shows nothing from its next question on, a few seconds at most."""
    row = locked(link.conference)
    can_run(actor, row).require()
    found = ScreenLink.objects.get(pk=link.pk)
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        found.save(update_fields=["revoked_at"])
        note("conferences.screen_link.revoke", actor=actor, of=found, conference=row, name=found.name)
    return found
