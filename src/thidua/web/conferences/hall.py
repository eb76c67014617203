"""What the big screen shows: read anew each time, and only what the whole hall may know.

Hidden items and all that hangs on them never come here, nor a count before its vote was announced.
"""

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thidua.ballots import Tally
from thidua.web.clusters.queries import member_units
from thidua.web.conferences.models import (
    AgendaItem,
    Conference,
    ConferenceVote,
    Delegate,
    Screen,
    ScreenLink,
    Speech,
)
from thidua.web.conferences.queries import THERE, presence, shown_items
from thidua.web.core import clock, files
from thidua.web.signatures.models import SigningRound
from thidua.web.signatures.queries import progress
from thidua.web.votes.actions import Entry
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import tallies_of, took_part
from thidua.web.votes.wording import answer_name

Shows = Screen.Shows


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def link_of(key: str, conference: int) -> ScreenLink | None:
    """The link of this conference that the key opens now; None when it was taken back, ran out or never was."""
    if not key:
        return None
    rows = ScreenLink.objects.filter(key_digest=digest_of(key), conference_id=conference, revoked_at=None)
    return rows.filter(expires_at__gt=clock.now()).select_related("conference__cycle__cluster").first()


def screen_of(conference: Conference) -> Screen:
    """The conference's screen as it stands; before anybody touched it, the welcome."""
    rows = Screen.objects.select_related(
        "item", "speech__unit", "speech__item", "vote__vote", "vote__item", "signing", "picture__file"
    )
    return rows.filter(conference=conference).first() or Screen(conference=conference)


def is_open_to_hall(item: AgendaItem | None) -> bool:
    """True for a shown item, and for what hangs on none."""
    return item is None or item.is_shown


def signing_of(screen: Screen) -> SigningRound | None:
    """The signing chosen for the screen, else the latest of the cluster under way or finished within a day."""
    if screen.signing is not None:
        return screen.signing
    rows = SigningRound.objects.filter(cluster_id=screen.conference.cycle.cluster_id)
    recent = Q(state=SigningRound.State.FINISHED, finished_at__gt=clock.now() - dt.timedelta(days=1))
    return rows.filter(Q(state=SigningRound.State.OPEN) | recent).first()


@dataclass(frozen=True)
class Bar:
    """One answer of a question with its count, and its share of the largest in hundredths."""

    name: str
    votes: int
    width: int
    is_chosen: bool


def bars_of(vote: Vote) -> list[tuple[str, list[Bar], int]]:
    """Each question of an announced vote with its counts and the blank or invalid papers; else nothing."""
    if vote.state != Vote.State.DECIDED:
        return []
    settled = vote.result.get("questions", {})
    return [(tally.question.text, *_bars(tally, settled)) for tally in tallies_of(vote)]


def _bars(tally: Tally, settled: dict[str, Any]) -> tuple[list[Bar], int]:
    most = max([1, *tally.votes.values()])
    chosen = settled.get(tally.question.id, {}).get("chosen", [])
    bars = [
        Bar(answer_name(tally.question, answer), votes, round(100 * votes / most), answer in chosen)
        for answer, votes in tally.votes.items()
    ]
    return bars, tally.blank + tally.invalid


def facts(conference: Conference) -> dict[str, Any]:
    """Everything that the part of the screen now shown needs."""
    screen = screen_of(conference)
    found = {"conference": conference, "screen": screen, "shows": screen.shows, "item": None}
    if screen.item is not None and screen.item.is_shown:
        found["item"] = screen.item
    return found | PARTS[Shows(screen.shows)](screen)


def _programme(screen: Screen) -> dict[str, Any]:
    items = shown_items(screen.conference)
    here = screen.item.position if screen.item and screen.item.is_shown else 0
    rows = [(n, item, _place(item.position, here)) for n, item in enumerate(items, 1)]
    return {"rows": rows, "is_long": len(rows) > MANY}


MANY = 8
"""More items than this stand in two columns."""


def _place(position: int, here: int) -> str:
    if position == here:
        return "now"
    return "done" if position < here else "next"


def _presence(screen: Screen) -> dict[str, Any]:
    return {"presence": presence(screen.conference)}


def _speaker(screen: Screen) -> dict[str, Any]:
    speech = screen.speech
    if speech is None or not is_open_to_hall(speech.item):
        return {"speech": None}
    day = screen.conference.held_on
    return {
        "speech": speech,
        "unit_name": speech.unit.name_on(day) if speech.unit else "",
        "since": _milliseconds(screen.speech_since),
        "until": _milliseconds(screen.speech_ends()),
        "left": _left(screen),
    }


def _milliseconds(at: dt.datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() * 1000)


def _left(screen: Screen) -> str:
    """What the clock reads without a script: minutes and seconds left, or gone."""
    if screen.speech_since is None:
        return ""
    ends, now = screen.speech_ends(), clock.now()
    seconds = int(((ends - now) if ends else (now - screen.speech_since)).total_seconds())
    return f"{'−' if seconds < 0 else ''}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


def _signing(screen: Screen) -> dict[str, Any]:
    found = signing_of(screen)
    if found is None:
        return {"signing": None}
    signers = list(found.signers.order_by("order"))
    return {"signing": found, "progress": progress(found), "signers": signers}


def _vote(screen: Screen) -> dict[str, Any]:
    link = screen.vote
    if link is None or not is_open_to_hall(link.item) or link.vote.state == Vote.State.DRAFT:
        return {"vote": None}
    vote = link.vote
    entitled = list(vote.voters.filter(is_entitled=True))
    known: dict[str, Any] = {"vote": vote, "entitled": len(entitled), "questions": vote.asked}
    if vote.way == Vote.Way.OPEN and vote.taking != Vote.Taking.HANDS:
        known["voted"] = len(took_part(vote))
    return known


def _result(screen: Screen) -> dict[str, Any]:
    known = _vote(screen)
    if known["vote"] is None:
        return known
    return known | {"bars": bars_of(known["vote"])}


def _pause(screen: Screen) -> dict[str, Any]:
    """The picture goes with the page, since a picture's own address would have to carry the key."""
    file = screen.picture.file if screen.picture else None
    if file is None or file.size > LARGEST_PICTURE:
        return {"picture": ""}
    content = base64.b64encode(files.path_of(file.sha256).read_bytes()).decode()
    return {"picture": f"data:{file.media_type};base64,{content}"}


LARGEST_PICTURE = 2 * 1024 * 1024
PARTS = {
    Shows.PAUSE: _pause,
    Shows.PROGRAMME: _programme,
    Shows.PRESENCE: _presence,
    Shows.SPEAKER: _speaker,
    Shows.SIGNING: _signing,
    Shows.VOTE: _vote,
    Shows.RESULT: _result,
}


def electorate(conference: Conference) -> list[Entry]:
    """Every member unit in its order; there is whoever has a delegate there, or somebody standing in."""
    there = set(
        Delegate.objects.filter(conference=conference, attendance__in=THERE)
        .exclude(unit=None)
        .values_list("unit_id", flat=True)
    )
    day = conference.held_on
    units = member_units(conference.cycle.cluster, day)
    return [Entry(unit, unit.name_on(day), is_present=unit.pk in there) for unit in units]


def present_at(vote: Vote) -> dict[int, bool] | None:
    """Who is there, for a vote that is held at a conference; None for any other."""
    link = ConferenceVote.objects.filter(vote=vote).select_related("conference__cycle__cluster").first()
    if link is None:
        return None
    return {entry.unit.pk: entry.is_present for entry in electorate(link.conference) if entry.unit}


def free_drafts(conference: Conference) -> Any:
    """Votes of the cluster still drafts, rehearsed ones for a rehearsal, that no conference holds yet."""
    rows = Vote.objects.filter(cluster_id=conference.cycle.cluster_id, state=Vote.State.DRAFT)
    return rows.filter(is_rehearsal=conference.is_rehearsal, at_conference=None).order_by("title")


def next_speech(conference: Conference, screen: Screen) -> Speech | None:
    """The first on the list who has not spoken, is not speaking, and does not speak on a hidden item."""
    rows = conference.speeches.filter(used_minutes=None).exclude(pk=screen.speech_id or 0)
    return rows.exclude(item__is_shown=False).order_by("position", "pk").first()
