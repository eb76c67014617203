"""Báo cáo tổng kết, báo cáo sơ kết: a report that drafts itself from the figures of the year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Literal, TypeVar

from thidua.documents._blocks import Align, Block, Bullets, Heading, Numbered, Paper, Table, Text, gap
from thidua.documents.papers.facts import Head
from thidua.documents.papers.scores import RankedUnit, ranking_table
from thidua.documents.text import (
    Number,
    capital,
    listed,
    long_date,
    lower_first,
    number_text,
    padded,
    sentence,
)

T = TypeVar("T")
COLUMNS: tuple[Align, ...] = ("centre", "left", "right", "right", "right", "centre")
Bound = Literal["", "over", "under"]
State = Literal["fixed", "fixing", "open"]
BOUNDS = {"": "", "over": "trên ", "under": "dưới "}
STATES: dict[State, str] = {"fixed": "Đã khắc phục", "fixing": "Đang khắc phục", "open": "Chưa khắc phục"}


@dataclass(frozen=True)
class Indicator:
    """A figure beside its target and last year's; a bound ("trên 70%") says that the exact value is not known.

    `up` is False when less is better."""

    name: str
    value: Number | None
    unit: str = "%"
    bound: Bound = ""
    target: Number | None = None
    last: Number | None = None
    last_bound: Bound = ""
    estimated: bool = False
    up: bool = True

    def written(self, value: Number | None, bound: Bound = "") -> str:
        """A value with its bound and unit; "" when there is none."""
        if value is None:
            return ""
        unit = self.unit if self.unit == "%" else f" {self.unit}" if self.unit else ""
        return f"{BOUNDS[bound]}{number_text(value)}{unit}"

    def reached(self) -> Literal["beyond", "reached", "missed", ""]:
        """How the value stands to the target; "" where a bound or a missing figure leaves that open."""
        if self.value is None or self.target is None:
            return ""
        value, target = Fraction(self.value), Fraction(self.target)
        ahead = value - target if self.up else target - value
        favourable: Bound = "over" if self.up else "under"
        if self.bound == favourable and ahead >= 0:
            return "beyond"
        if self.bound and (self.bound == favourable or ahead > 0):
            return ""
        if ahead == 0:
            return "missed" if self.bound else "reached"
        return "beyond" if ahead > 0 else "missed"

    def sentence(self, year: int) -> str:
        """The sentence of a report.

        >>> Indicator("Tỷ lệ thôn có chi bộ", Fraction(193, 2), target=95, last=94).sentence(2020)
        'Tỷ lệ thôn có chi bộ đạt 96,5%, vượt chỉ tiêu (95%); tăng 2,5 điểm phần trăm so với năm 2019.'
        """
        if self.value is None:
            return f"{capital(self.name)}: {gap('số liệu')}."
        verb = ("ước " if self.estimated else "") + ("đạt" if self.up else "còn")
        text = f"{capital(self.name)} {verb} {self.written(self.value, self.bound)}"
        said = {"beyond": "vượt chỉ tiêu", "reached": "đạt chỉ tiêu", "missed": "chưa đạt chỉ tiêu", "": ""}[
            self.reached()
        ]
        if said:
            text += f", {said} ({'' if self.up else 'không quá '}{self.written(self.target)})"
        change = self.change(year - 1)
        return f"{text}; {change}." if change else f"{text}."

    def change(self, last_year: int) -> str:
        """Against the year before; "" when either figure is missing or only a bound."""
        if self.value is None or self.last is None or self.bound or self.last_bound:
            return ""
        by = Fraction(self.value) - Fraction(self.last)
        if by == 0:
            return f"bằng năm {last_year}"
        unit = " điểm phần trăm" if self.unit == "%" else f" {self.unit}" if self.unit else ""
        return f"{'tăng' if by > 0 else 'giảm'} {number_text(abs(by))}{unit} so với năm {last_year}"


@dataclass(frozen=True)
class Content:
    """A matter of emulation: its basis, results in words of people, figures.

    `indicators` are told in a sentence each, `others` stand in the table of all figures alone.
    """

    title: str
    basis: str = ""
    results: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    others: tuple[Indicator, ...] = ()

    @property
    def figures(self) -> tuple[Indicator, ...]:
        """All of them, those that are told first."""
        return self.indicators + self.others


@dataclass(frozen=True)
class Limitation:
    """A finding with its cause; `state` belongs to findings of the year before."""

    text: str
    content: str = ""
    cause: str = ""
    units: tuple[str, ...] = ()
    state: State | None = None
    remedy: str = ""


@dataclass(frozen=True)
class Report:
    """The report of a cluster on a year, or on its first half (`midyear`)."""

    head: Head
    cluster: str
    year: int
    members: int
    contents: tuple[Content, ...]
    to: tuple[str, ...] = ()
    midyear: bool = False
    agreement_signed: date | None = None
    organisation: tuple[str, ...] = ()
    ranking: tuple[RankedUnit, ...] = ()
    scale: Number | None = None
    charity: tuple[str, ...] = ()
    limitations: tuple[Limitation, ...] = ()
    earlier: tuple[Limitation, ...] = ()
    next_tasks: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """The time reported on."""
        return f"6 tháng đầu năm {self.year}" if self.midyear else f"năm {self.year}"

    @property
    def coming(self) -> str:
        """The time after it."""
        return f"6 tháng cuối năm {self.year}" if self.midyear else f"năm {self.year + 1}"

    def paper(self) -> Paper:
        """The report."""
        what = "sơ kết" if self.midyear else "tổng kết"
        body = (*self._opening(), *self._results(), *self._limits(), *self._ahead(), *self._closing())
        return self.head.paper(
            "midyear_report" if self.midyear else "year_report",
            f"{what} công tác thi đua {self.period}, phương hướng, nhiệm vụ {self.coming}",
            body,
            to=self.to,
        )

    def _opening(self) -> Iterator[Block]:
        by = f" theo Giao ước thi đua ký {long_date(self.agreement_signed)}" if self.agreement_signed else ""
        yield Text(
            f"{self.cluster} (sau đây gọi là Cụm) gồm {padded(self.members)} đơn vị thành viên. "
            f"Cụm báo cáo kết quả công tác thi đua {self.period}{by} như sau:"
        )

    def _results(self) -> Iterator[Block]:
        yield Heading(1, f"Kết quả công tác thi đua {self.period}")
        yield Heading(2, "Công tác chỉ đạo, tổ chức phong trào thi đua")
        yield from _points(self.organisation, "công tác chỉ đạo, tổ chức trong kỳ")
        yield Heading(2, "Kết quả thực hiện các nội dung thi đua")
        for content in self.contents:
            yield from self._content(content)
        if any(content.figures for content in self.contents):
            yield Heading(2, "Tổng hợp các chỉ tiêu")
            yield self._indicators()
        if self.ranking:
            yield Heading(2, "Kết quả chấm điểm, xếp hạng")
            yield Text(self._ranking_sentence())
            yield ranking_table(self.ranking)
        if self.charity:
            yield Heading(2, "Hoạt động tình nghĩa, an sinh xã hội")
            yield from _points(self.charity, "")

    def _content(self, content: Content) -> Iterator[Block]:
        yield Heading(3, capital(content.title))
        if content.basis:
            yield Text(f"Căn cứ thực hiện: {content.basis}.")
        said = (*content.results, *(i.sentence(self.year) for i in content.indicators))
        yield from _points(said, "kết quả thực hiện")

    def _indicators(self) -> Table:
        """All figures; under the name of each content where some are not told in the text."""
        split = any(content.others for content in self.contents)
        head = (
            "Số TT", "Chỉ tiêu", f"Năm {self.year - 1}", "Chỉ tiêu đề ra", f"Thực hiện {self.period}", "Đánh giá",
        )  # fmt: skip
        lines: list[tuple[str, ...]] = []
        sections: set[int] = set()
        numbers = count(1)
        for content in self.contents:
            if split and content.figures:
                sections.add(len(lines))
                lines.append(("", capital(content.title), "", "", "", ""))
            lines += [(str(next(numbers)), *_line(figure)) for figure in content.figures]
        widths, align = (1.0, 4.2, 1.6, 1.6, 1.8, 1.4), COLUMNS
        empty = {n for n in (2, 3, 5) if not any(line[n] for line in lines)}
        return Table(
            _but(head, empty),
            tuple(_but(line, empty) for line in lines),
            _but(widths, empty),
            _but(align, empty),
            sections=frozenset(sections),
        )

    def _ranking_sentence(self) -> str:
        first = [u.unit for u in self.ranking if u.place == 1]
        scale = f" (thang điểm {number_text(self.scale)})" if self.scale is not None else ""
        lead = f"; đơn vị dẫn đầu: {listed(first)}" if first else ""
        return f"Kết quả chấm điểm, xếp hạng {padded(len(self.ranking))} đơn vị thành viên{scale}{lead}:"

    def _limits(self) -> Iterator[Block]:
        yield Heading(1, "Tồn tại, hạn chế và nguyên nhân")
        yield Heading(2, "Tồn tại, hạn chế")
        yield from _points(tuple(_finding(f) for f in self.limitations), "tồn tại, hạn chế")
        yield Heading(2, "Nguyên nhân")
        causes = tuple(dict.fromkeys(f.cause for f in self.limitations if f.cause))
        yield from _points(causes, "nguyên nhân khách quan, chủ quan")
        if self.earlier:
            before = "các kỳ trước" if self.midyear else f"năm {self.year - 1}"
            yield Heading(2, f"Kết quả khắc phục hạn chế đã nêu {before}")
            yield from self._earlier()

    def _earlier(self) -> Iterator[Block]:
        for state, name in STATES.items():
            found = [f for f in self.earlier if f.state == state]
            if found:
                yield Text(f"{name} ({padded(len(found))}):")
                yield Bullets(
                    tuple(
                        sentence(_finding(f) + (f" Biện pháp: {lower_first(f.remedy)}" if f.remedy else ""))
                        for f in found
                    )
                )

    def _ahead(self) -> Iterator[Block]:
        yield Heading(1, f"Phương hướng, nhiệm vụ {self.coming}")
        if self.next_tasks:
            yield Numbered(tuple(sentence(text) for text in self.next_tasks))
        else:
            yield Text(f"{gap('phương hướng, nhiệm vụ')}.")
        if self.proposals:
            yield Heading(1, "Đề xuất, kiến nghị")
            yield from _points(self.proposals, "")

    def _closing(self) -> Iterator[Block]:
        what = "sơ kết" if self.midyear else "tổng kết"
        yield Text(
            f"Trên đây là báo cáo {what} công tác thi đua {self.period}, phương hướng, nhiệm vụ {self.coming} của Cụm."
        )


def _line(figure: Indicator) -> tuple[str, ...]:
    """Name, last year, target, value, how it stands to the target."""
    return (
        capital(figure.name),
        figure.written(figure.last, figure.last_bound),
        figure.written(figure.target),
        ("ước " if figure.estimated else "") + figure.written(figure.value, figure.bound),
        {"beyond": "Vượt", "reached": "Đạt", "missed": "Chưa đạt", "": ""}[figure.reached()],
    )


def _but(row: tuple[T, ...], columns: set[int]) -> tuple[T, ...]:
    """The row without these columns: one that nothing fills is not printed."""
    return tuple(cell for n, cell in enumerate(row) if n not in columns)


def _points(texts: tuple[str, ...], hint: str) -> Iterator[Block]:
    """The points of a heading; none at all is a place for a person to write."""
    if texts:
        yield Bullets(tuple(sentence(text) for text in texts))
    else:
        yield Text(f"{gap(hint)}.")


def _finding(finding: Limitation) -> str:
    where = f" ({', '.join(finding.units)})" if finding.units else ""
    return sentence(f"{finding.text.rstrip('.')}{where}")
