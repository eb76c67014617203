"""Giấy mời dự hội nghị."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from thidua.documents._blocks import Block, Fields, Paper, Picture, Text, strong
from thidua.documents.papers.facts import Head, at
from thidua.documents.text import sentence


@dataclass(frozen=True)
class Invitation:
    """One invitation; `qr` is a PNG that the door reads."""

    head: Head
    inviting: str
    guest: str
    conference: str
    starts: datetime | date
    place: str
    chaired_by: str = ""
    notes: tuple[str, ...] = ()
    contact: str = ""
    qr: bytes = b""

    def paper(self) -> Paper:
        """The invitation."""
        return self.head.paper("invitation", "", tuple(self._body()))

    def _body(self) -> Iterator[Block]:
        yield Text(f"{self.inviting} trân trọng kính mời:")
        yield Text(strong(self.guest), align="centre")
        yield Text(f"Tới dự {self.conference}.")
        fields = [("Thời gian", at(self.starts)), ("Địa điểm", self.place)]
        if self.chaired_by:
            fields.append(("Chủ trì", self.chaired_by))
        if self.contact:
            fields.append(("Liên hệ", self.contact))
        yield Fields(tuple((label, sentence(value)) for label, value in fields))
        for note in self.notes:
            yield Text(sentence(note))
        if self.qr:
            yield Picture(
                self.qr,
                0.2,
                "Mã QR để điểm danh tại cửa",
                "Đề nghị mang theo giấy mời để điểm danh bằng mã này",
            )
        yield Text("Rất mong sự có mặt của đại biểu để hội nghị thành công tốt đẹp.")
