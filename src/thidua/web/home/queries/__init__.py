"""Reads of the start pages, by what they answer: what is to do, where we stand, what changed, where is it."""

from thidua.web.home.queries.changes import Change, changes_since
from thidua.web.home.queries.overview import ClusterCard, UnitCard, overview_of
from thidua.web.home.queries.progress import CycleProgress, Lack, UnitProgress, progress_of
from thidua.web.home.queries.reminders import Reminder, reminder_for_all, reminders_of
from thidua.web.home.queries.search import Found, search
from thidua.web.home.queries.set_up import SetUpStep, is_setting_up, set_up_steps
from thidua.web.home.queries.tasks import Task, tasks_for

__all__ = [
    "Change",
    "ClusterCard",
    "CycleProgress",
    "Found",
    "Lack",
    "Reminder",
    "SetUpStep",
    "Task",
    "UnitCard",
    "UnitProgress",
    "changes_since",
    "is_setting_up",
    "overview_of",
    "progress_of",
    "reminder_for_all",
    "reminders_of",
    "search",
    "set_up_steps",
    "tasks_for",
]
