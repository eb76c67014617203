"""The states of a year: their order, who may move them, what must hold, what freezes.

Features on upper lines state what must hold before a year enters a state by registering a
`Requirement` in their `apps.py`; `actions.move_cycle` asks every one. One table, shown on the
year's page and in the docs.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import Cycle

S = Cycle.State
ORDER: tuple[str, ...] = tuple(S.values)
OPEN_TO_ALL: tuple[str, ...] = ORDER[ORDER.index(S.CONSOLIDATED) :]
"""States in which members of the cluster read what concerns other units; before, the secret of the season."""
SKIPPABLE = frozenset({S.CROSS_SCORING, S.EXPLANATION, S.REVERIFICATION, S.CONFERENCE})
UNIT_STEPS = frozenset({S.RUNNING, S.SELF_SCORING, S.CROSS_SCORING, S.EXPLANATION})
"""Steps in which units have something to hand in: the ones that may be extended for one unit."""
TYPED_WORD: dict[str, str] = {S.PUBLISHED: "CÔNG BỐ", S.ARCHIVED: "LƯU TRỮ"}
FREEZES: dict[str, Any] = {
    S.DRAFT: _("Chưa khóa gì."),
    S.AGREED: _("Khóa quy chế: chỉ sửa bằng một lần ban hành mới."),
    S.RUNNING: _("Các đơn vị nhập số liệu, minh chứng."),
    S.SELF_SCORING: _("Các đơn vị tự chấm; lãnh đạo duyệt."),
    S.CROSS_SCORING: _("Khóa điểm tự chấm; các đơn vị chấm lẫn nhau."),
    S.VERIFICATION: _("Khóa số liệu và điểm tự chấm; tổ thư ký thẩm định."),
    S.EXPLANATION: _("Khóa điểm thẩm định; đơn vị giải trình một lần."),
    S.REVERIFICATION: _("Tổ thư ký trả lời giải trình."),
    S.CONSOLIDATED: _("Khóa mọi cột điểm; có bảng xếp hạng tạm."),
    S.CONFERENCE: _("Hội nghị xem xét trên bảng xếp hạng tạm."),
    S.PUBLISHED: _("Bảng xếp hạng công bố là bản chụp, ai cũng tính lại được."),
    S.ARCHIVED: _("Năm được niêm phong."),
}


USUAL_DATES: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...] = (
    (S.DRAFT, (1, 1), (1, 31)),
    (S.AGREED, (2, 1), (2, 15)),
    (S.RUNNING, (2, 16), (11, 30)),
    (S.SELF_SCORING, (12, 1), (12, 10)),
    (S.VERIFICATION, (12, 11), (12, 15)),
    (S.EXPLANATION, (12, 16), (12, 18)),
    (S.REVERIFICATION, (12, 19), (12, 20)),
    (S.CONSOLIDATED, (12, 21), (12, 22)),
    (S.CONFERENCE, (12, 23), (12, 25)),
    (S.PUBLISHED, (12, 26), (12, 31)),
)
"""A calendar to start from when a cluster has no earlier year; (month, day) of begin and deadline."""


def usual_dates(year: int) -> dict[str, tuple[dt.date, dt.date]]:
    """The usual calendar laid on one year."""
    return {state: (dt.date(year, *begin), dt.date(year, *due)) for state, begin, due in USUAL_DATES}


def shifted(steps: dict[str, tuple[dt.date, dt.date]], years: int) -> dict[str, tuple[dt.date, dt.date]]:
    """The same days some years later; 29 February becomes the 28th where it must."""
    return {state: (_later(a, years), _later(b, years)) for state, (a, b) in steps.items()}


def _later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True)
class Requirement:
    """Before a year enters `state`, `problems(cycle)` must yield nothing; each item is a sentence."""

    state: str
    name: str
    problems: Callable[[Cycle], Iterator[str]]


_REQUIREMENTS: list[Requirement] = []


def require_before(state: str, name: str, problems: Callable[[Cycle], Iterator[str]]) -> None:
    """Register a requirement once under its name."""
    if not any(r.name == name for r in _REQUIREMENTS):
        _REQUIREMENTS.append(Requirement(state, name, problems))


_REMARKS: list[Requirement] = []


def remark_before(state: str, name: str, remarks: Callable[[Cycle], Iterator[str]]) -> None:
    """Register, once under its name and state, what people should know before a year enters `state`."""
    if not any((r.name, r.state) == (name, state) for r in _REMARKS):
        _REMARKS.append(Requirement(state, name, remarks))


def remarks(cycle: Cycle, state: str) -> list[str]:
    """What does not hinder the year from entering `state`, but should be known before."""
    return [text for r in _REMARKS if r.state == state for text in r.problems(cycle)]


Page = Callable[[Any, Cycle], tuple[str, str, str] | None]
_PAGES: dict[str, Page] = {}


def page_of(name: str, page: Page) -> None:
    """Register, once under its name, a page that a feature above keeps about a year.

    `page(user, cycle)` answers (words, address, state in words) of what the person may read, or None.
    """
    _PAGES[name] = page


def pages(user: Any, cycle: Cycle) -> list[tuple[str, str, str]]:
    """What the person may read about the year elsewhere."""
    return [found for page in _PAGES.values() if (found := page(user, cycle))]


Entering = Callable[[Cycle, Any], dict[str, Any]]
_ON_ENTRY: list[tuple[str, str, Entering]] = []


def when_entering(state: str, name: str, do: Entering) -> None:
    """Register, once under its name, what a feature does as a year enters `state`.

    `do(cycle, actor)` runs inside the move's own transaction, after every requirement held; what it
    returns goes into the move's one audit line. It may still refuse.
    """
    if not any(known == name for _state, known, _do in _ON_ENTRY):
        _ON_ENTRY.append((state, name, do))


def enter(cycle: Cycle, actor: Any) -> dict[str, Any]:
    """Do everything registered for the state the year just entered; the details for the audit line."""
    details: dict[str, Any] = {}
    for state, _name, do in _ON_ENTRY:
        if state == cycle.state:
            details |= do(cycle, actor)
    return details


def requirements() -> list[Requirement]:
    """Everything registered, in the order of states; the docs' table is tested against it."""
    return sorted(_REQUIREMENTS, key=lambda r: (ORDER.index(r.state), r.name))


def unmet(cycle: Cycle, state: str) -> list[str]:
    """Sentences of everything that still hinders the year from entering `state`."""
    return [text for r in _REQUIREMENTS if r.state == state for text in r.problems(cycle)]


def next_state(cycle: Cycle, skipped: frozenset[str]) -> str | None:
    """The state after the present one, steps that the rulebook leaves out passed over; None at the end."""
    later = ORDER[ORDER.index(cycle.state) + 1 :]
    return next((state for state in later if state not in skipped), None)


def previous_state(cycle: Cycle, skipped: frozenset[str]) -> str | None:
    """The state before the present one; None at the start and once published."""
    if cycle.state in {S.DRAFT, S.PUBLISHED, S.ARCHIVED}:
        return None
    earlier = reversed(ORDER[: ORDER.index(cycle.state)])
    return next((state for state in earlier if state not in skipped), None)


def is_at_least(cycle: Cycle, state: str) -> bool:
    """True when the year is in `state` or past it."""
    return ORDER.index(cycle.state) >= ORDER.index(state)
