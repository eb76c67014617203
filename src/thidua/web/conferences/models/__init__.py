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

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Conference",
    "Delegate",
    "DoorLink",
    "DoorTick",
    "Photo",
    "Resolution",
    "Speech",
    "new_token",
]
