"""Papers behind a proposal: a unit's achievement report, and the minutes of review with the counts of every vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Block, Heading, Numbered, Paper, Table, Text, gap
from thidua.documents.papers.facts import Head, Person
from thidua.documents.text import Number, long_date, padded, points, sentence, share


@dataclass(frozen=True)
class AchievementReport:
    """What a unit achieved: figures from its results, words of its own; what is not written yet is a gap."""

    head: Head
    unit: str
    cluster: str
    year: int
    award: str
    features: str = ""
    measures: str = ""
    results: str = ""
    place: int | None = None
    members: int | None = None
    total: Number | None = None
    grade: str = ""
    contents: tuple[tuple[str, Number, Number], ...] = ()

    def paper(self) -> Paper:
        """The report."""
        subject = f"thành tích năm {self.year} đề nghị tặng {self.award}"
        return self.head.paper("year_report", subject, tuple(self._body()))

    def _body(self) -> Iterator[Block]:
        yield Heading(1, "Đặc điểm, tình hình")
        yield Text(f"Tên tập thể: {self.unit}.")
        yield from _paragraphs(self.features, "đặc điểm, tổ chức, nhiệm vụ được giao")
        yield Heading(1, "Thành tích đạt được")
        yield Heading(2, f"Kết quả chấm điểm, xếp hạng năm {self.year}")
        yield Text(self._standing())
        if self.contents:
            yield self._table()
        yield Heading(2, "Biện pháp đã thực hiện")
        yield from _paragraphs(self.measures, "biện pháp, cách làm")
        yield Heading(2, "Thành tích nổi bật")
        yield from _paragraphs(self.results, "thành tích nổi bật")

    def _standing(self) -> str:
        if self.total is None:
            return f"{gap('kết quả xếp hạng')}."
        of = f"/{self.members}" if self.members else ""
        place = f", xếp thứ {self.place}{of} của {self.cluster}" if self.place is not None else ""
        grade = f"; xếp loại: {self.grade}" if self.grade else ""
        return f"Tổng điểm {points(self.total)}{place}{grade}."

    def _table(self) -> Table:
        rows = tuple(
            (str(n), name, points(own), points(most)) for n, (name, own, most) in enumerate(self.contents, 1)
        )
        return Table(
            ("Số TT", "Nội dung thi đua", "Điểm đạt", "Điểm tối đa"), rows, (1, 6, 1.5, 1.5),
            ("centre", "left", "right", "right"),
        )  # fmt: skip


def _paragraphs(text: str, hint: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines or [gap(hint)]:
        yield Text(line)


@dataclass(frozen=True)
class Review:
    """The vote on one unit: `needed` of `base` carries; no counts where it was agreed without a vote."""

    unit: str
    award: str
    recommended: bool
    yes: int | None = None
    no: int = 0
    abstain: int = 0
    base: int = 0
    needed: int = 0


@dataclass(frozen=True)
class AwardMinutes:
    """Minutes of review: what was before the members, how each unit was voted on, whom the cluster recommends."""

    head: Head
    cluster: str
    year: int
    ranking: str
    reviewed: date | None
    reviews: tuple[Review, ...]
    rules: tuple[str, ...] = ()
    agreed: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    chairs: tuple[Person, ...] = ()

    def paper(self) -> Paper:
        """The minutes."""
        return self.head.paper(
            "minutes",
            f"bình xét, đề nghị khen thưởng năm {self.year} của {self.cluster}",
            tuple(self._body()),
        )

    def _body(self) -> Iterator[Block]:
        when = long_date(self.reviewed) if self.reviewed else gap("ngày")
        yield Text(f"Thời gian: {gap('giờ')}, {when}. Địa điểm: {gap('địa điểm')}.")
        yield Text(f"Chủ trì: {'; '.join(p.text for p in self.chairs) or gap('họ tên, chức vụ')}.")
        yield Heading(1, "Căn cứ bình xét")
        yield Text(f"{self.ranking}; điều kiện và số lượng đề nghị theo quy chế của cụm.")
        if self.rules:
            yield Numbered(tuple(sentence(rule) for rule in self.rules))
        yield Heading(1, "Kết quả bỏ phiếu")
        yield self._votes()
        if self.agreed:
            yield Text(sentence(f"Với hình thức không bỏ phiếu: {self.agreed}"))
        if self.left_out:
            yield Heading(1, "Đơn vị không thuộc diện đề nghị")
            yield Table(
                ("Số TT", "Đơn vị", "Lý do"),
                tuple((str(n), unit, why) for n, (unit, why) in enumerate(self.left_out, 1)),
                (1, 4, 5.2),
                ("centre", "left", "left"),
            )
        yield Heading(1, "Kết luận")
        yield Text(self._conclusion())

    def _votes(self) -> Table:
        rows = tuple(
            (
                str(n),
                f"{r.unit} – {r.award}",
                *(
                    ("–",) * 4
                    if r.yes is None
                    else (padded(r.yes), padded(r.no), padded(r.abstain), _share(r))
                ),
                "Đề nghị" if r.recommended else "Không đề nghị",
            )
            for n, r in enumerate(self.reviews, 1)
        )
        head = (
            "Số TT",
            "Tập thể, hình thức",
            "Đồng ý",
            "Không đồng ý",
            "Không có ý kiến",
            "Tỷ lệ; cần đạt",
            "Kết quả",
        )
        return Table(
            head, rows, (0.8, 3.6, 0.9, 1, 1.1, 1.7, 1.3),
            ("centre", "left", "centre", "centre", "centre", "centre", "left"), small=True,
        )  # fmt: skip

    def _conclusion(self) -> str:
        count = sum(r.recommended for r in self.reviews)
        return (
            f"{self.cluster} thống nhất đề nghị cấp có thẩm quyền xem xét khen thưởng {padded(count)} lượt tập thể. "
            "Cụm chỉ đề nghị; việc khen thưởng do cấp có thẩm quyền quyết định."
        )


def _share(review: Review) -> str:
    return f"{share(review.yes or 0, review.base)}; {padded(review.needed)}/{padded(review.base)}"
