"""Acts on the conference itself: prepare, change, announce, mark as held, step back."""

from typing import Any

from django.db import transaction

from thidua.web.clusters.queries import locked_cycle
from thidua.web.conferences.actions.recording import changed, locked, note, told
from thidua.web.conferences.models import Conference
from thidua.web.conferences.permissions import can_add_conference, can_move, can_plan

FIELDS = (
    "kind",
    "title",
    "held_on",
    "starts_at",
    "ends_at",
    "place",
    "host_unit",
    "quorum",
    "names_kept_until",
    "chairs",
    "secretaries",
    "speech_minutes",
)


@transaction.atomic
def add_conference(*, actor: Any, conference: Conference) -> Conference:
    """Keep a new conference of its year as a draft that only the secretariat sees."""
    conference.cycle = locked_cycle(conference.cycle)
    can_add_conference(actor, conference.cycle).require()
    conference.state = Conference.State.DRAFT
    conference.save()
    note(
        "conferences.conference.add",
        actor=actor,
        of=conference,
        conference=conference,
        after=told(conference, FIELDS),
    )
    return conference


@transaction.atomic
def change_conference(*, actor: Any, conference: Conference) -> Conference:
    """Write the conference's new title, day, place and so on; not once it was held."""
    old = locked(conference)
    can_plan(actor, old).require()
    conference.save(update_fields=FIELDS)
    note(
        "conferences.conference.change",
        actor=actor,
        of=conference,
        conference=old,
        **changed(old, conference, FIELDS),
    )
    return conference


@transaction.atomic
def move_conference(*, actor: Any, conference: Conference, to: str) -> Conference:
    """Announce the conference to the units, mark it as held, or go one step back."""
    row = locked(conference)
    can_move(actor, row, to).require()
    before, row.state = row.state, Conference.State(to)
    row.save(update_fields=["state"])
    note("conferences.conference.move", actor=actor, of=row, conference=row, before=before, after=row.state)
    return row
