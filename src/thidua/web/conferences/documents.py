"""Papers of a conference, filled from the same rows as its screens; never from a hidden item.

Numbers and days of issue stay blank: the office's register gives them.
"""

import datetime as dt
import re

from django.utils.translation import gettext as _

from thidua.documents import Issuer, Paper, Profile, Signer, gap, profile, profile_for
from thidua.documents.papers import (
    Attendance,
    Conclusions,
    Invitation,
    Item,
    Minutes,
    Person,
    Programme,
    Slot,
)
from thidua.documents.papers.facts import Head
from thidua.documents.text import lower_first
from thidua.web.clusters.models import Unit
from thidua.web.conferences.models import AgendaItem, Conference, Delegate, Resolution, Speech
from thidua.web.conferences.queries import Presence, presence, shown_items
from thidua.web.core import clock
from thidua.web.core.access import Refused

KINDS = ("programme", "conclusions", "minutes")
OPEN_KINDS = {"programme": Conference.State.ANNOUNCED, "conclusions": Conference.State.HELD}
"""Papers that everybody of the cluster may print, and from which state on."""
COMMISSION = re.compile(r"(Ban Tổ chức) ((Tỉnh ủy|Thành ủy) .+)")
Decision = Resolution.Decision


def full_name(unit: Unit, day: dt.date) -> str:
    """The unit's full name in force on the day."""
    names = sorted(unit.names.all(), key=lambda name: name.from_on)
    known = [name for name in names if name.from_on <= day] or names[:1]
    return known[-1].full_name if known else unit.code


def issuer_of(conference: Conference, family: str) -> Issuer:
    """Who issues: the unit that chairs the conference, under its Party committee."""
    day = conference.held_on
    name, place = full_name(conference.host_unit, day), conference.host_unit.name_on(day)
    found = COMMISSION.fullmatch(name)
    side = "state" if family == "state" else "party"
    if not found:
        return Issuer(side, conference.cycle.cluster.name, name, conference.host_unit.code, place, name)  # type: ignore[arg-type]
    own, parent, committee = found.groups()
    return Issuer(side, parent, own, "BTCTU", place, f"{own} {committee}")  # type: ignore[arg-type]


def profile_of(conference: Conference, chosen: str = "") -> Profile:
    """The chosen format, else the Party's in force on the day of the conference."""
    return profile(chosen) if chosen else profile_for("party", conference.held_on)


def _head(conference: Conference, form: Profile, signers: tuple[Signer, ...]) -> Head:
    state = clock.site_state()
    demo = bool(state and state.is_demo)
    mark = "DIỄN TẬP" if conference.is_rehearsal else "MINH HỌA" if demo else ""
    recipients = ("Các đơn vị thành viên",)
    return Head(issuer_of(conference, form.family), signers=signers, recipients=recipients, watermark=mark)


def _chief() -> tuple[Signer, ...]:
    return (Signer("Trưởng ban", "", None),)


def _name(conference: Conference) -> str:
    return lower_first(conference.title)


def _when(conference: Conference) -> dt.date:
    return conference.starts or conference.held_on


def programme(conference: Conference, form: Profile) -> Paper:
    """The programme as delegates get it: shown items, with the hour while every item before has its minutes."""
    slots, start = [], conference.starts
    for item in shown_items(conference):
        slots.append(Slot(item.title, start.time() if start else None, item.speaker))
        start = start + dt.timedelta(minutes=item.minutes) if start and item.minutes else None
    return Programme(
        _head(conference, form, _chief()),
        _name(conference),
        _when(conference),
        conference.place,
        tuple(slots),
    ).paper()


def invitation(delegate: Delegate, form: Profile) -> Paper:
    """One person's invitation. Raises `Refused` when the name was erased."""
    if not delegate.name:
        raise Refused(_("Tên đại biểu này đã xóa khi hết thời hạn giữ."))
    conference = delegate.conference
    unit = full_name(delegate.unit, conference.held_on) if delegate.unit else ""
    about = ", ".join(part for part in (delegate.name, delegate.post_text, unit) if part)
    inviting = full_name(conference.host_unit, conference.held_on)
    return Invitation(
        _head(conference, form, _chief()),
        inviting,
        f"Đồng chí {about}",
        _name(conference),
        _when(conference),
        conference.place,
    ).paper()


def _people(conference: Conference) -> tuple[Presence, tuple[Person, ...]]:
    there = presence(conference)
    if not there.is_taken:
        raise Refused(_("Chưa điểm danh nên chưa viết được số đơn vị có mặt."))
    guests = conference.delegates.filter(unit=None).exclude(attendance=Delegate.Attendance.ABSENT)
    return there, tuple(Person(guest.name, guest.post_text) for guest in guests.order_by("pk"))


def _decided(conference: Conference) -> list[Resolution]:
    """Decisions that may be printed: none that hangs on a hidden item."""
    rows = conference.resolutions.exclude(decision=Decision.PENDING).exclude(item__is_shown=False)
    return list(rows.order_by("position", "pk"))


def conclusions(conference: Conference, form: Profile) -> Paper:
    """The notice of what was adopted or noted. Raises `Refused` while attendance or decisions are missing."""
    there, guests = _people(conference)
    found = [row.wording for row in _decided(conference) if row.decision != Decision.REJECTED]
    if not found:
        raise Refused(_("Hội nghị chưa ghi quyết định nào được thông qua."))
    return Conclusions(
        _head(conference, form, _chief()),
        conference.cycle.cluster.name,
        _name(conference),
        conference.held_on,
        conference.place,
        Person(gap("họ tên, chức vụ")),
        there.units_there,
        there.units,
        tuple(found),
        guests,
    ).paper()


def minutes(conference: Conference, form: Profile) -> Paper:
    """The minutes: who came, item by item who spoke and what was decided. Raises `Refused` before attendance."""
    there, guests = _people(conference)
    day = conference.held_on
    came = tuple(
        Attendance(full_name(row.unit, day), row.came, row.leader.name if row.leader else "")
        for row in there.rows
    )
    decided, speeches = _decided(conference), _speeches(conference)
    items = [_item(item, decided, speeches) for item in shown_items(conference)]
    loose = tuple(_speaker(row, day) for row in speeches if row.item_id is None)
    if loose:
        items.append(Item("Phát biểu tại hội nghị", speakers=loose))
    return Minutes(
        _head(conference, form, (Signer("Thư ký", "", None), Signer("Chủ trì", "", None))),
        conference.cycle.cluster.name,
        _name(conference),
        _when(conference),
        conference.ends,
        conference.place,
        (),
        (),
        came,
        guests=guests,
        items=tuple(items),
        resolved=tuple(_resolved(row) for row in decided),
        read_out=False,  # nobody wrote down that the minutes were read out
    ).paper()


def _speeches(conference: Conference) -> list[Speech]:
    rows = conference.speeches.exclude(item__is_shown=False).select_related("unit")
    return list(rows.prefetch_related("unit__names").order_by("position", "pk"))


def _speaker(row: Speech, day: dt.date) -> Person:
    unit = full_name(row.unit, day) if row.unit else ""
    return Person(row.speaker, unit) if row.speaker else Person(f"Đại biểu {unit}")


def _item(item: AgendaItem, decided: list[Resolution], speeches: list[Speech]) -> Item:
    own = [row for row in decided if row.item_id == item.pk]
    return Item(
        item.title,
        item.speaker,
        papers=tuple(paper.title for paper in item.papers.all()),
        speakers=tuple(_speaker(row, item.conference.held_on) for row in speeches if row.item_id == item.pk),
        outcome=". ".join(_outcome(row) for row in own),
    )


def _outcome(row: Resolution) -> str:
    begin = {
        Decision.ADOPTED: "Hội nghị đã",
        Decision.REJECTED: "Hội nghị không thông qua nội dung:",
        Decision.NOTED: "Hội nghị ghi nhận nội dung:",
    }[Decision(row.decision)]
    text = f"{begin} {lower_first(row.wording.rstrip('.'))}"
    how = {
        "open_vote": "biểu quyết giơ tay",
        "secret_ballot": "bỏ phiếu kín",
        "consensus": "thống nhất chung",
    }
    counts = (
        f"{row.votes_for} tán thành, {row.votes_against} không tán thành, {row.votes_abstaining} không biểu quyết"
        if row.votes_for is not None
        else ""
    )
    told = ": ".join(part for part in (how.get(row.method, ""), counts) if part)
    return f"{text} ({told})" if told else text


def _resolved(row: Resolution) -> str:
    text = row.wording if row.decision == Decision.ADOPTED else _outcome(row)
    return text.rstrip(".")


PAPERS = {"programme": programme, "conclusions": conclusions, "minutes": minutes}
