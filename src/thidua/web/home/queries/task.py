"""One line of the inbox."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: `text` says what, `url` leads to where it is done.

    `place` is the unit or cluster it is about, `note` what helps to start, `kind` sets off what is
    only to be watched ("watch") from what is to be done. `order` sorts tasks of the same day.
    """

    text: str
    url: str
    today: dt.date
    due_on: dt.date | None = None
    place: str = ""
    note: str = ""
    kind: str = "do"
    order: int = 5

    @property
    def days_left(self) -> int | None:
        """Days until it is due; negative when late, None without a day."""
        return (self.due_on - self.today).days if self.due_on else None

    @property
    def is_late(self) -> bool:
        """The day is past."""
        return self.days_left is not None and self.days_left < 0

    @property
    def days_late(self) -> int:
        """Days past the deadline."""
        return max(0, -(self.days_left or 0))
