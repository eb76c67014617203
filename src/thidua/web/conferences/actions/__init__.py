"""Acts of conferences, one function each."""

from thidua.web.conferences.actions.conferences import add_conference, change_conference, move_conference
from thidua.web.conferences.actions.door import LATE_SENDING, NewTick, make_link, revoke_link, take_ticks
from thidua.web.conferences.actions.outcome import (
    add_photo,
    add_resolution,
    add_speech,
    change_resolution,
    change_speech,
    remove_photo,
    remove_resolution,
    remove_speech,
)
from thidua.web.conferences.actions.people import (
    add_delegate,
    change_delegate,
    erase_names,
    mark_attendance,
    remove_delegate,
)
from thidua.web.conferences.actions.programme import (
    add_item,
    add_paper,
    change_item,
    move_item,
    remove_item,
    remove_paper,
    show_item,
)
from thidua.web.conferences.actions.rehearsal import end_rehearsal, start_rehearsal

__all__ = [
    "LATE_SENDING",
    "NewTick",
    "add_conference",
    "add_delegate",
    "add_item",
    "add_paper",
    "add_photo",
    "add_resolution",
    "add_speech",
    "change_conference",
    "change_delegate",
    "change_item",
    "change_resolution",
    "change_speech",
    "end_rehearsal",
    "erase_names",
    "make_link",
    "mark_attendance",
    "move_conference",
    "move_item",
    "remove_delegate",
    "remove_item",
    "remove_paper",
    "remove_photo",
    "remove_resolution",
    "remove_speech",
    "revoke_link",
    "show_item",
    "start_rehearsal",
    "take_ticks",
]
