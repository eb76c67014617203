"""Acts of conferences, one function each."""

from thidua.web.conferences.actions.conferences import add_conference, change_conference, move_conference
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

__all__ = [
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
    "erase_names",
    "mark_attendance",
    "move_conference",
    "move_item",
    "remove_delegate",
    "remove_item",
    "remove_paper",
    "remove_photo",
    "remove_resolution",
    "remove_speech",
    "show_item",
]
