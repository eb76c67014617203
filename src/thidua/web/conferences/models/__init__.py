"""Tables of conferences, by what they are for."""

from thidua.web.conferences.models.door import DoorLink, DoorTick
from thidua.web.conferences.models.meeting import (
    AgendaItem,
    AgendaPaper,
    Conference,
    Delegate,
    Photo,
    Resolution,
    Speech,
    new_token,
)
from thidua.web.conferences.models.screen import ConferenceVote, Screen, ScreenLink

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Conference",
    "ConferenceVote",
    "Delegate",
    "DoorLink",
    "DoorTick",
    "Photo",
    "Resolution",
    "Screen",
    "ScreenLink",
    "Speech",
    "new_token",
]
