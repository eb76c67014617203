"""Papers of a conference, filled from the same rows as its screens; never from a hidden item.

Numbers and days of issue stay blank: the register of documents gives them.
"""

import datetime as dt

from django.utils.translation import gettext as _

from thidua.documents import Bullets, Issuer, Paper, Profile, Signer, Text, gap, profile, profile_for
from thidua.documents.papers import (
    Attendance,
    Conclusions,
    Invitation,
    Item,
    Letter,
    Minutes,
    Person,
    Plan,
    PlanPart,
    Programme,
    Slot,
)
from thidua.documents.papers import Decision as Enactment
from thidua.documents.papers.facts import Head, at
from thidua.documents.text import lower_first, padded, sentence, short_date
from thidua.web.clusters import documents as clusters
from thidua.web.clusters.documents import full_name
from thidua.web.clusters.queries import cycle_units
from thidua.web.conferences.models import AgendaItem, Conference, Delegate, Resolution, Speech
from thidua.web.conferences.qr import qr_png
from thidua.web.conferences.queries import Presence, presence, shown_items
from thidua.web.core.access import Refused

KINDS = ("programme", "conclusions", "minutes")
OPEN_KINDS = {"programme": Conference.State.ANNOUNCED, "conclusions": Conference.State.HELD}
"""Papers that everybody of the cluster may print, and from which state on."""
Decision = Resolution.Decision


def issuer_of(conference: Conference, family: str) -> Issuer:
    """Who issues: the unit that chairs the conference, under its Party committee."""
    return clusters.issuer_of(conference.host_unit, family, conference.held_on)


def profile_of(conference: Conference, chosen: str = "") -> Profile:
    """The chosen format, else the Party's in force on the day of the conference."""
    return profile(chosen) if chosen else profile_for("party", conference.held_on)


def _head(conference: Conference, form: Profile, signers: tuple[Signer, ...]) -> Head:
    mark = clusters.watermark(rehearsal=conference.is_rehearsal)
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


def invitation(delegate: Delegate, form: Profile, address: str = "") -> Paper:
    """One person's invitation, with the code that the door reads. Raises `Refused` when the name was erased.

    The code is `address` with the delegate's token behind `#`, which no browser sends: nobody's name is in it.
    """
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
        chaired_by="; ".join(", ".join(filter(None, person)) for person in conference.chair_list),
        qr=qr_png(f"{address}#{delegate.token}") if address else b"",
    ).paper()


def general_invitation(conference: Conference, form: Profile) -> Paper:
    """The invitation of all member units: one number for all; nobody is named."""
    inviting = full_name(conference.host_unit, conference.held_on)
    return Invitation(
        _head(conference, form, _chief()),
        inviting,
        f"Các đơn vị thành viên {conference.cycle.cluster.name}",
        _name(conference),
        _when(conference),
        conference.place,
        notes=("Đề nghị các đơn vị cử đoàn đại biểu dự hội nghị đúng thời gian, thành phần",),
    ).paper()


def summons(conference: Conference, form: Profile) -> Paper:
    """The letter that asks the members for their papers and delegates before the conference."""
    day = conference.held_on
    about = f"chuẩn bị {_name(conference)}"
    members = tuple(full_name(unit, day) for unit in cycle_units(conference.cycle))
    shown = tuple(item.title for item in shown_items(conference))
    said = (
        f"{full_name(conference.host_unit, day)} (đơn vị chủ trì) dự kiến tổ chức {_name(conference)} "
        f"vào {at(_when(conference))}, tại {conference.place}."
    )
    body = (Text("Nội dung hội nghị:"), Bullets(tuple(sentence(title) for title in shown))) if shown else ()
    return Letter(
        _head(conference, form, _chief()),
        about,
        members,
        (said,),
        body,
        f"Đề nghị các đơn vị chuẩn bị ý kiến tham luận, đăng ký đoàn đại biểu dự hội nghị trước ngày {gap('ngày')}.",
    ).paper()


def preparation_plan(conference: Conference, form: Profile) -> Paper:
    """The plan for holding the conference: time, place, contents; who does what stays to be written."""
    contents = tuple(item.title for item in shown_items(conference))
    delegates = conference.delegates.count()
    who = f"Các đơn vị thành viên {conference.cycle.cluster.name}"
    parts = (
        PlanPart(
            "Thời gian, địa điểm", (f"Thời gian: {at(_when(conference))}", f"Địa điểm: {conference.place}")
        ),
        PlanPart(
            "Thành phần", (who, f"Dự kiến {padded(delegates)} đại biểu" if delegates else gap("khách mời"))
        ),
        PlanPart("Nội dung hội nghị", contents),
    )
    host = full_name(conference.host_unit, conference.held_on)
    return Plan(
        _head(conference, form, _chief()),
        f"tổ chức {_name(conference)}",
        (
            "Đánh giá đúng kết quả, chỉ rõ tồn tại, hạn chế và nguyên nhân",
            "Tổ chức trang trọng, tiết kiệm, đúng quy định",
        ),
        parts,
        duties=(
            (host, "chuẩn bị chương trình, báo cáo, địa điểm và các điều kiện tổ chức hội nghị"),
            ("Các đơn vị thành viên", "chuẩn bị tham luận, cử đại biểu dự đúng thành phần"),
        ),
    ).paper()


def adoption(conference: Conference, form: Profile) -> Paper:
    """The decision that puts what the conference adopted into force. Raises `Refused` while nothing was."""
    adopted = [row for row in _decided(conference) if row.decision == Decision.ADOPTED]
    if not adopted:
        raise Refused(_("Hội nghị chưa ghi quyết định nào được thông qua."))
    day, host = conference.held_on, full_name(conference.host_unit, conference.held_on)
    return Enactment(
        _head(conference, form, _chief()),
        f"thực hiện các nội dung {_name(conference)} đã thống nhất",
        host,
        (
            gap("quy định về tổ chức, hoạt động của cụm"),
            f"Biên bản {_name(conference)} ngày {short_date(day)}",
        ),
        (
            *(
                f"Thực hiện nội dung hội nghị đã thống nhất: {lower_first(row.wording.rstrip('.'))}"
                for row in adopted
            ),
            "Quyết định này có hiệu lực kể từ ngày ký",
            f"Các đơn vị thành viên {conference.cycle.cluster.name} chịu trách nhiệm thi hành quyết định này",
        ),
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
        tuple(Person(name, post) for name, post in conference.chair_list),
        tuple(Person(name, post) for name, post in conference.secretary_list),
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
