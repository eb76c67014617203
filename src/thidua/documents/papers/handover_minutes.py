"""Biên bản bàn giao kinh phí hỗ trợ làm nhà tình nghĩa."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from thidua.documents._blocks import Block, Bullets, Heading, Paper, Table, Text
from thidua.documents.papers.facts import Head, Person, at
from thidua.documents.text import money, money_words, number_text, padded, sentence


@dataclass(frozen=True)
class Contribution:
    """What one unit gave, in đồng."""

    unit: str
    amount_vnd: int
    note: str = ""


@dataclass(frozen=True)
class HandoverMinutes:
    """Money of the cluster passed to whoever builds. The signers are giver and receiver."""

    head: Head
    cluster: str
    year: int
    at: datetime | date
    place: str
    occasion: str
    giver: str
    givers: tuple[Person, ...]
    receiver: str
    receivers: tuple[Person, ...]
    contributions: tuple[Contribution, ...]
    handed_vnd: int
    purpose: tuple[str, ...] = ()
    means: str = ""
    witnesses: tuple[Person, ...] = ()
    copies: int = 2

    def paper(self) -> Paper:
        """The minutes of the hand-over."""
        return self.head.paper(
            "handover_minutes",
            f"kinh phí hỗ trợ làm nhà tình nghĩa năm {self.year} của {self.cluster}",
            (*self._parties(), *self._money(), *self._closing()),
            numbered=self.head.number is not None,
        )

    def _parties(self) -> Iterator[Block]:
        yield Text(
            f"Vào hồi {at(self.at)}, tại {self.place}, trong khuôn khổ {self.occasion}, chúng tôi gồm:"
        )
        for title, body, people in (
            ("Bên giao", self.giver, self.givers),
            ("Bên nhận", self.receiver, self.receivers),
            ("Chứng kiến", "", self.witnesses),
        ):
            if body or people:
                yield Heading(2, f"{title}: {body}" if body else title)
                if people:
                    yield Bullets(tuple(sentence(p.text) for p in people))

    def _money(self) -> Iterator[Block]:
        yield Text("Hai bên thống nhất việc bàn giao kinh phí như sau:")
        if self.contributions:
            total = sum(c.amount_vnd for c in self.contributions)
            noted = any(c.note for c in self.contributions)
            rows = tuple(
                (str(n), c.unit, number_text(c.amount_vnd), *((c.note,) if noted else ()))
                for n, c in enumerate(self.contributions, 1)
            )
            last = ("", "Tổng cộng", number_text(total), *(("",) if noted else ()))
            yield Table(
                ("Số TT", "Đơn vị đóng góp", "Số tiền (đồng)", *(("Ghi chú",) if noted else ())),
                (*rows, last),
                (1, 5, 2, 2.4) if noted else (1, 6.4, 2.6),
                ("centre", "left", "right", *(("left",) if noted else ())),
                total=True,
            )
        how = f" {self.means}" if self.means else ""
        yield Text(
            f"Số tiền bàn giao{how}: {money(self.handed_vnd)} (bằng chữ: {money_words(self.handed_vnd)})."
        )
        if self.purpose:
            yield Text("Kinh phí được sử dụng để:")
            yield Bullets(tuple(sentence(text) for text in self.purpose))

    def _closing(self) -> Iterator[Block]:
        yield Text(
            "Bên nhận có trách nhiệm sử dụng kinh phí đúng mục đích, đúng đối tượng, công khai và thông báo "
            f"kết quả thực hiện cho {self.cluster}."
        )
        yield Text(
            f"Biên bản được lập thành {padded(self.copies)} bản có giá trị như nhau, mỗi bên giữ "
            f"{padded(max(self.copies // 2, 1))} bản."
        )
