"""Thông báo kết luận hội nghị."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Block, Heading, Numbered, Paper, Table, Text
from thidua.documents.papers.facts import Head, Person
from thidua.documents.text import listed, long_date, padded, sentence, short_date


@dataclass(frozen=True)
class Task:
    """Who does what by when."""

    what: str
    who: str
    due: date | None = None


@dataclass(frozen=True)
class Conclusions:
    """What a conference decided, told to those who must carry it out."""

    head: Head
    cluster: str
    conference: str
    held: date
    place: str
    chair: Person
    present: int
    members: int
    conclusions: tuple[str, ...]
    guests: tuple[Person, ...] = ()
    tasks: tuple[Task, ...] = ()

    def paper(self) -> Paper:
        """The notice."""
        return self.head.paper("conclusions", f"kết luận {self.conference}", tuple(self._body()))

    def _body(self) -> Iterator[Block]:
        guests = ""
        if self.guests:
            guests = f" Dự hội nghị có {listed(_of(p) for p in self.guests)}."
        yield Text(
            f"{_capital_day(self.held)}, tại {self.place}, {self.cluster} tổ chức {self.conference}, "
            f"do {_of(self.chair)} chủ trì. "
            f"Tham dự có {padded(self.present)}/{padded(self.members)} đơn vị thành viên.{guests}"
        )
        yield Text("Sau khi thảo luận và biểu quyết, hội nghị thống nhất kết luận như sau:")
        yield Numbered(tuple(sentence(text) for text in self.conclusions))
        if self.tasks:
            yield Heading(2, "Phân công thực hiện", numbered=False)
            yield Table(
                ("Số TT", "Nội dung", "Đơn vị thực hiện", "Thời hạn"),
                tuple(
                    (str(n), t.what, t.who, short_date(t.due) if t.due else "")
                    for n, t in enumerate(self.tasks, 1)
                ),
                (1, 5, 3, 1.6),
                ("centre", "left", "left", "centre"),
            )
        yield Text("Thông báo để các đơn vị thành viên biết, tổ chức thực hiện.")


def _of(person: Person) -> str:
    return f"đồng chí {person.text}"


def _capital_day(day: date) -> str:
    text = long_date(day)
    return text[0].upper() + text[1:]
