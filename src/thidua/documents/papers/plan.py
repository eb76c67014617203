"""Kế hoạch: of a year, or of a conference."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.documents._blocks import Block, Bullets, Heading, Numbered, Paper, Table, Text, gap
from thidua.documents.papers.facts import Head
from thidua.documents.text import lower_first, sentence


@dataclass(frozen=True)
class PlanPart:
    """A heading of the plan with its points; none are a place to write."""

    title: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A line of the timetable."""

    what: str
    who: str
    when: str


@dataclass(frozen=True)
class Plan:
    """Purpose, contents, timetable, what is asked of each unit."""

    head: Head
    about: str
    purpose: tuple[str, ...]
    parts: tuple[PlanPart, ...]
    steps: tuple[Step, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()
    bases: tuple[str, ...] = ()

    def paper(self) -> Paper:
        """The plan."""
        return self.head.paper("plan", self.about, tuple(self._body()), bases=self.bases)

    def _body(self) -> Iterator[Block]:
        yield Heading(1, "Mục đích, yêu cầu")
        yield from _points(self.purpose, "mục đích, yêu cầu")
        yield Heading(1, "Nội dung")
        for part in self.parts:
            yield Heading(2, part.title)
            yield from _points(part.points, part.title)
        if self.steps:
            yield Heading(1, "Tiến độ thực hiện")
            yield Table(
                ("Số TT", "Công việc", "Đơn vị thực hiện", "Thời gian"),
                tuple((str(n), s.what, s.who, s.when) for n, s in enumerate(self.steps, 1)),
                (1, 4.6, 2.8, 2),
                ("centre", "left", "left", "centre"),
            )
        yield Heading(1, "Tổ chức thực hiện")
        if self.duties:
            yield Numbered(tuple(f"{who}: {lower_first(what).rstrip('.')}." for who, what in self.duties))
        yield Text(
            "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về đơn vị cụm trưởng để xem xét, giải quyết."
        )


def _points(points: tuple[str, ...], hint: str) -> Iterator[Block]:
    yield Bullets(tuple(sentence(p) for p in points)) if points else Text(f"{gap(hint)}.")
