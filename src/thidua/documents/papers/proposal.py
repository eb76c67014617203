"""Tờ trình đề nghị khen thưởng: the cluster recommends, it never awards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Block, Heading, Numbered, Paper, Table, Text
from thidua.documents.papers.facts import Head
from thidua.documents.text import Number, long_date, number_words, padded, points, sentence


@dataclass(frozen=True)
class Candidate:
    """A unit recommended: place, points and votes as frozen when the conference voted."""

    unit: str
    place: int | None = None
    total: Number | None = None
    yes: int | None = None
    base: int | None = None
    achievement: str = ""

    @property
    def votes(self) -> str:
        """Votes with their share."""
        if self.yes is None or not self.base:
            return ""
        return f"{self.yes}/{self.base}"


@dataclass(frozen=True)
class AwardGroup:
    """One form of commendation and those recommended for it."""

    award: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Proposal:
    """The proposal to whoever decides on awards."""

    head: Head
    cluster: str
    year: int
    to: tuple[str, ...]
    groups: tuple[AwardGroup, ...]
    bases: tuple[str, ...] = ()
    voted: date | None = None
    enclosures: tuple[str, ...] = ()
    asked: str = ""

    def paper(self) -> Paper:
        """The proposal."""
        return self.head.paper(
            "proposal",
            f"về việc đề nghị khen thưởng thành tích thi đua năm {self.year} của {self.cluster}",
            tuple(self._body()),
            to=self.to,
            bases=self.bases,
        )

    def _body(self) -> Iterator[Block]:
        by = f", được bỏ phiếu tại hội nghị {long_date(self.voted)}" if self.voted else ""
        count = len({c.unit for group in self.groups for c in group.candidates})
        yield Text(
            f"Trên cơ sở kết quả chấm điểm, xếp hạng năm {self.year}{by}, {self.cluster} đề nghị khen thưởng "
            f"{padded(count)} ({number_words(count)}) tập thể như sau:"
        )
        for group in self.groups:
            yield Heading(2, f"{group.award} ({padded(len(group.candidates))} tập thể)")
            yield candidates_table(group.candidates)
            for candidate in group.candidates:
                if candidate.achievement:
                    yield Text(f"{candidate.unit}: {sentence(candidate.achievement)}")
        asked = (
            f"Kính đề nghị {self.asked} xem xét, quyết định."
            if self.asked
            else "Kính đề nghị cấp có thẩm quyền xem xét, quyết định."
        )
        if self.enclosures:
            yield Text("Hồ sơ kèm theo:")
            yield Numbered(tuple(sentence(text) for text in self.enclosures))
        yield Text(asked)


def candidates_table(candidates: tuple[Candidate, ...]) -> Table:
    """Units recommended for one award."""
    return Table(
        ("Số TT", "Tập thể", "Hạng", "Tổng điểm", "Phiếu đồng ý"),
        tuple(
            (
                str(n),
                c.unit,
                "" if c.place is None else str(c.place),
                "" if c.total is None else points(c.total),
                c.votes,
            )
            for n, c in enumerate(candidates, 1)
        ),
        (1, 5, 1, 1.5, 1.8),
        ("centre", "left", "centre", "right", "centre"),
    )
