"""Conferences in the small world: an announced one with something hidden, and a draft."""

import base64
import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.web.conferences.models import (
    AgendaItem,
    AgendaPaper,
    Conference,
    Delegate,
    Photo,
    Resolution,
    Speech,
    new_token,
)
from thidua.web.core import clock, files

DAY = dt.date(2021, 12, 24)
SECRET = "Chuyện kín"


ONE_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def png():
    return SimpleUploadedFile("anh.png", ONE_DOT)


def conference(w, state=Conference.State.ANNOUNCED, **more):
    known = {
        "title": "Hội nghị tổng kết năm 2021",
        "held_on": DAY,
        "place": "Thị xã An",
        "host_unit": w.a,
        "quorum": 2,
        "names_kept_until": DAY + dt.timedelta(days=365),
        "state": state,
    }
    return Conference.objects.create(cycle=w.year, **(known | more))


def item(of, title, position, *, shown=True, **more):
    return AgendaItem.objects.create(conference=of, title=title, position=position, is_shown=shown, **more)


def paper(of, title):
    stored = files.store(SimpleUploadedFile("t.pdf", f"%PDF-1.7 {title}".encode()))
    return AgendaPaper.objects.create(
        item=of, title=title, file=stored, file_name="t.pdf", added_at=clock.now()
    )


def delegate(of, unit, name, **more):
    return Delegate.objects.create(conference=of, unit=unit, name=name, token=new_token(), **more)


def add_conferences(w):
    """Into the world: a conference with shown and hidden rows of every kind, and a draft conference."""
    w.conference = conference(w)
    w.draft_conference = conference(w, Conference.State.DRAFT, title="Hội nghị nháp")
    w.shown_item = item(w.conference, "Báo cáo tổng kết", 1, minutes=30, speaker="Cụm trưởng")
    w.hidden_item = item(w.conference, f"{SECRET} về nhân sự", 2, shown=False, minutes=15)
    w.last_item = item(w.conference, "Ký giao ước", 3, minutes=20)
    w.shown_paper, w.hidden_paper = (
        paper(w.shown_item, "Dự thảo báo cáo"),
        paper(w.hidden_item, f"{SECRET} đính kèm"),
    )
    w.delegate = delegate(w.conference, w.a, "Người của An", is_leader=True)
    w.other_delegate = delegate(w.conference, w.b, "Người của Bình")
    w.guest = delegate(w.conference, None, "Khách quý", posts="Bí thư\nTrưởng đoàn")
    w.hidden_speech = Speech.objects.create(
        conference=w.conference, item=w.hidden_item, unit=w.b, position=1, speaker=f"{SECRET} nói"
    )
    w.hidden_resolution = Resolution.objects.create(
        conference=w.conference,
        item=w.hidden_item,
        position=1,
        wording=f"{SECRET} đã quyết",
        decision="adopted",
    )
    w.photo = Photo.objects.create(
        conference=w.conference, caption="Toàn cảnh", file=files.store(png()), file_name="anh.png"
    )
    return w
