"""Biên bản hội nghị: minutes of a conference of the cluster."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from thidua.documents._blocks import Block, Bullets, Fields, Heading, Numbered, Paper, Table, Text, gap
from thidua.documents.papers.facts import Attendance, Head, Person, Vote, at
from thidua.documents.text import capital, lower_first, padded, sentence


@dataclass(frozen=True)
class Item:
    """A matter of the programme: who presented it, what was said in a person's own words, the papers before the conference,
    the speakers, the vote."""

    title: str
    presenter: str = ""
    summary: str = ""
    papers: tuple[str, ...] = ()
    speakers: tuple[Person, ...] = ()
    vote: Vote | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Minutes:
    """Facts of a conference. The last signer is the chair, the first the secretary."""

    head: Head
    cluster: str
    conference: str
    opened: datetime | date
    closed: datetime | None
    place: str
    chairs: tuple[Person, ...]
    secretaries: tuple[Person, ...]
    attendance: tuple[Attendance, ...]
    guests: tuple[Person, ...] = ()
    items: tuple[Item, ...] = ()
    resolved: tuple[str, ...] = ()
    copies: int = 0
    read_out: bool = True
    list_delegates: bool = field(default=True)

    def paper(self) -> Paper:
        """The minutes."""
        body = (*self._opening(), *self._present(), *self._course(), *self._resolutions(), *self._closing())
        return self.head.paper("minutes", self.conference, body)

    def _opening(self) -> Iterator[Block]:
        yield Fields((("Thời gian bắt đầu", at(self.opened)), ("Địa điểm", self.place)))

    def _present(self) -> Iterator[Block]:
        came = [a for a in self.attendance if a.delegates]
        away = [a for a in self.attendance if not a.delegates]
        yield Heading(1, "Thành phần tham dự")
        if self.guests:
            yield Heading(2, "Đại biểu khách mời")
            yield Bullets(_ended(person.text for person in self.guests))
        yield Heading(2, f"Đại biểu các đơn vị thành viên {self.cluster}")
        delegates = sum(a.delegates for a in came)
        yield Text(
            f"Có mặt {padded(len(came))}/{padded(len(self.attendance))} đơn vị thành viên, "
            f"tổng số {padded(delegates)} đại biểu."
        )
        if self.list_delegates:
            yield _delegates(came)
        if away:
            told = (f"{a.unit} ({lower_first(a.note)})" if a.note else a.unit for a in away)
            yield Text(f"Vắng mặt {padded(len(away))} đơn vị: {'; '.join(told)}.")
        yield Heading(2, "Chủ trì và thư ký hội nghị")
        yield Bullets(
            (
                f"Chủ trì: {'; '.join(p.text for p in self.chairs) or gap('họ tên, chức vụ')};",
                f"Thư ký: {'; '.join(p.text for p in self.secretaries) or gap('họ tên, chức vụ')}.",
            )
        )

    def _course(self) -> Iterator[Block]:
        yield Heading(1, "Nội dung và diễn biến hội nghị")
        for item in self.items:
            yield Heading(2, capital(item.title))
            yield from _item(item)

    def _resolutions(self) -> Iterator[Block]:
        if self.resolved:
            yield Heading(1, "Kết quả hội nghị")
            yield Text("Trên cơ sở thảo luận và biểu quyết, hội nghị thống nhất các nội dung sau:")
            yield Numbered(tuple(sentence(text) for text in self.resolved))

    def _closing(self) -> Iterator[Block]:
        when = f"vào hồi {at(self.closed)}" if self.closed else f"vào hồi {gap('giờ, ngày')}"
        read = (
            ", biên bản đã được đọc lại để các đại biểu cùng nghe và nhất trí thông qua"
            if self.read_out
            else ""
        )
        copies = f"; được lập thành {padded(self.copies)} bản có giá trị như nhau" if self.copies else ""
        yield Text(f"Hội nghị kết thúc {when}{read}{copies}.")


def _item(item: Item) -> Iterator[Block]:
    if item.presenter:
        yield Text(f"{item.presenter} trình bày.")
    if item.summary:
        yield Text(sentence(item.summary))
    if item.papers:
        yield Text(f"Tài liệu trình hội nghị: {'; '.join(item.papers)}.")
    if item.speakers:
        yield Text(f"Phát biểu tại hội nghị có {padded(len(item.speakers))} ý kiến:")
        yield Bullets(_ended(f"{p.text}: {gap('nội dung phát biểu')}" for p in item.speakers))
    if item.vote:
        yield Text(sentence(f"{item.vote.counts()}; {item.vote.arithmetic()}"))
        result = "thông qua" if item.vote.carried else "không thông qua"
        yield Text(f"Kết quả: hội nghị {result} {item.vote.subject}.")
    if item.outcome:
        yield Text(sentence(item.outcome))


def _delegates(came: list[Attendance]) -> Table:
    led = any(a.leader for a in came)
    head = ("Số TT", "Đơn vị", *(("Trưởng đoàn",) if led else ()), "Số đại biểu")
    rows = tuple(
        (str(n), a.unit, *((a.leader,) if led else ()), padded(a.delegates)) for n, a in enumerate(came, 1)
    )
    whole = ("", "Tổng số", *(("",) if led else ()), padded(sum(a.delegates for a in came)))
    if led:
        return Table(
            head, (*rows, whole), (1, 4.2, 3.6, 1.6), ("centre", "left", "left", "centre"), total=True
        )
    return Table(head, (*rows, whole), (1, 7, 2), ("centre", "left", "centre"), total=True)


def _ended(texts: Iterator[str]) -> tuple[str, ...]:
    """Points of a list: semicolons between, a full stop last."""
    items = tuple(texts)
    return tuple(f"{text}{'.' if n == len(items) else ';'}" for n, text in enumerate(items, 1))
