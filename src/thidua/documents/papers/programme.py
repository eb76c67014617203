"""Chương trình hội nghị."""

from dataclasses import dataclass
from datetime import date, datetime, time

from thidua.documents._blocks import Fields, Paper, Table, Text
from thidua.documents.papers.facts import Head, at
from thidua.documents.text import hour, padded


@dataclass(frozen=True)
class Slot:
    """A line of the programme; hidden items are left out by whoever fills it."""

    title: str
    starts: time | None = None
    who: str = ""


@dataclass(frozen=True)
class Programme:
    """The programme of a conference as delegates get it."""

    head: Head
    conference: str
    opens: datetime | date
    place: str
    slots: tuple[Slot, ...]

    def paper(self) -> Paper:
        """The programme."""
        timed = any(slot.starts for slot in self.slots)
        head = ("Số TT", *(("Thời gian",) if timed else ()), "Nội dung", "Thực hiện")
        rows = tuple(
            (
                str(n),
                *((hour(slot.starts) if slot.starts else "",) if timed else ()),
                slot.title,
                slot.who,
            )
            for n, slot in enumerate(self.slots, 1)
        )
        widths = (1, 1.6, 5, 3) if timed else (1, 6, 3.4)
        body = (
            Fields((("Thời gian", at(self.opens)), ("Địa điểm", self.place))),
            Table(head, rows, widths, ("centre", *(("centre",) if timed else ()), "left", "left")),
            Text(f"Chương trình gồm {padded(len(self.slots))} nội dung."),
        )
        return self.head.paper("programme", self.conference, body, numbered=self.head.number is not None)
