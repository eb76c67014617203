"""Acts on recommendations, one module per object."""

from thidua.web.awards.actions.achievements import AchievementText, write_achievements
from thidua.web.awards.actions.lists import (
    decide_list,
    follow_ranking,
    make_list,
    reopen_list,
    set_thresholds,
)
from thidua.web.awards.actions.sending import send_list
from thidua.web.awards.actions.units import (
    Counts,
    Grounds,
    add_unit,
    disqualify,
    lift_disqualification,
    record_vote,
    remove_unit,
)

__all__ = [
    "AchievementText",
    "Counts",
    "Grounds",
    "add_unit",
    "decide_list",
    "disqualify",
    "follow_ranking",
    "lift_disqualification",
    "make_list",
    "record_vote",
    "remove_unit",
    "reopen_list",
    "send_list",
    "set_thresholds",
    "write_achievements",
]
