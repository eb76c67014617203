"""Biên bản kiểm phiếu: what the tellers counted and what follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from thidua.documents._blocks import Align, Block, Bullets, Heading, Paper, Table, Text
from thidua.documents.papers.facts import Head, Person, Vote, at
from thidua.documents.text import capital, listed, number_text, padded, sentence, share


def _centred(count: int) -> tuple[Align, ...]:
    return tuple("centre" for _ in range(count))


@dataclass(frozen=True)
class Choice:
    """What was voted on and the votes it got."""

    name: str
    yes: int
    no: int = 0
    abstain: int = 0


@dataclass(frozen=True)
class TallyMinutes:
    """The count of one ballot. The threshold is measured on `base`; at most `seats` are filled, 0 puts no limit."""

    head: Head
    subject: str
    occasion: str
    counted: datetime
    place: str
    tellers: tuple[Person, ...]
    entitled: int
    issued: int
    returned: int
    invalid: int
    blank: int
    choices: tuple[Choice, ...]
    base: int
    base_name: str
    threshold: Fraction
    strict: bool = False
    seats: int = 0
    election: bool = True
    absent_in_writing: int = 0
    copies: int = 2
    closing: str = ""

    @property
    def valid(self) -> int:
        """Papers that count: neither invalid nor blank."""
        return self.returned - self.invalid - self.blank

    @property
    def needed(self) -> int:
        """The least number of votes."""
        return self._vote(0).needed

    @property
    def carried(self) -> tuple[Choice, ...]:
        """Those with enough votes, most votes first; with a tie across the last seat only those clearly inside."""
        enough = sorted((c for c in self.choices if c.yes >= self.needed), key=lambda c: -c.yes)
        if self.seats and len(enough) > self.seats:
            border = enough[self.seats].yes
            enough = [c for c in enough[: self.seats] if c.yes > border]
        return tuple(enough)

    def _vote(self, yes: int) -> Vote:
        return Vote(
            "", "secret", self.base, self.base_name, yes, threshold=self.threshold, strict=self.strict
        )

    def paper(self) -> Paper:
        """The minutes of the count."""
        body = (*self._tellers(), *self._papers(), *self._votes(), *self._outcome())
        return self.head.paper("tally_minutes", self.subject, body, numbered=self.head.number is not None)

    def _tellers(self) -> Iterator[Block]:
        yield Text(
            f"Vào hồi {at(self.counted)}, tại {self.place}, Ban kiểm phiếu do {self.occasion} bầu ra đã tiến hành "
            f"kiểm phiếu. Ban kiểm phiếu gồm {padded(len(self.tellers))} thành viên:"
        )
        yield Bullets(
            tuple(f"{p.text};" for p in self.tellers[:-1]) + tuple(f"{p.text}." for p in self.tellers[-1:])
        )

    def _papers(self) -> Iterator[Block]:
        yield Heading(1, "Số phiếu")
        unused = self.issued - self.returned
        rows = [
            ("Số người (đơn vị) có quyền bỏ phiếu", self.entitled),
            ("Số phiếu phát ra", self.issued),
            ("Số phiếu thu về", self.returned),
            ("Số phiếu không thu về", unused),
            ("Số phiếu hợp lệ", self.valid),
            ("Số phiếu không hợp lệ", self.invalid),
            ("Số phiếu trắng", self.blank),
        ]
        if self.absent_in_writing:
            rows.insert(3, ("Trong đó: phiếu gửi bằng văn bản của người vắng mặt", self.absent_in_writing))
        yield Table(
            ("Số TT", "Nội dung", "Số phiếu"),
            tuple((str(n), name, padded(value)) for n, (name, value) in enumerate(rows, 1)),
            (1, 7, 2),
            ("centre", "left", "centre"),
        )

    def _votes(self) -> Iterator[Block]:
        yield Heading(1, "Kết quả")
        against = any(c.no or c.abstain for c in self.choices) or not self.election
        head = (
            "Số TT",
            "Nội dung lấy phiếu",
            "Đồng ý",
            *(("Không đồng ý", "Ý kiến khác") if against else ()),
            "Tỷ lệ",
        )
        rows = tuple(
            (
                str(n),
                c.name,
                padded(c.yes),
                *((padded(c.no), padded(c.abstain)) if against else ()),
                share(c.yes, self.base),
            )
            for n, c in enumerate(self.choices, 1)
        )
        widths = (1, 4.4, 1.2, *((1.3, 1.2) if against else ()), 1.4)
        yield Table(head, rows, widths, ("centre", "left", *_centred(len(widths) - 2)))
        yield Text(f"Tỷ lệ tính trên {self.base_name} ({number_text(self.base)}).")
        yield Text(sentence(capital(self._vote(0).arithmetic())))

    def _outcome(self) -> Iterator[Block]:
        carried = self.carried
        if self.election:
            what = (
                f"trúng cử: {listed(c.name for c in carried)}"
                if carried
                else "không có ai đủ số phiếu trúng cử"
            )
        else:
            what = (
                f"được thông qua: {'; '.join(c.name for c in carried)}"
                if carried
                else "không nội dung nào được thông qua"
            )
        yield Text(f"Căn cứ kết quả kiểm phiếu, {what}.")
        copies = f"Biên bản kiểm phiếu được lập thành {padded(self.copies)} bản có giá trị như nhau"
        yield Text(sentence(f"{copies}, {self.closing}" if self.closing else copies))
