"""Phiếu tự chấm điểm, bảng tổng hợp điểm, danh sách xếp hạng: the three papers of scoring that are tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Align, Block, Heading, Paper, Table, Text
from thidua.documents.papers.facts import Head
from thidua.documents.text import Number, padded, points, sentence, short_date

WAITING = "…"


def _points(value: Number | None) -> str:
    return "" if value is None else points(value)


@dataclass(frozen=True)
class Criterion:
    """A line of a sheet: its printed number, name, most points, points given by the unit and after verification."""

    number: str
    name: str
    most: Number | None
    own: Number | None = None
    verified: Number | None = None
    note: str = ""
    section: bool = False


@dataclass(frozen=True)
class SelfScoreSheet:
    """One unit's sheet. `verified_total` None leaves the column of verification empty."""

    head: Head
    unit: str
    year: int
    rulebook: str
    state: str
    lines: tuple[Criterion, ...]
    most: Number
    own_total: Number | None
    verified_total: Number | None = None
    printed: date | None = None
    note: str = ""

    def paper(self) -> Paper:
        """The sheet."""
        return self.head.paper(
            "self_score_sheet",
            f"thi đua năm {self.year} của {self.unit}",
            tuple(self._body()),
            numbered=False,
        )

    def _body(self) -> Iterator[Block]:
        printed = f" In ngày {short_date(self.printed)}." if self.printed else ""
        yield Text(f"Chấm theo {self.rulebook}. Trạng thái phiếu: {self.state}.{printed}")
        if self.note:
            yield Text(sentence(self.note))
        rows = tuple(
            (c.number, c.name, _points(c.most), _points(c.own), _points(c.verified), c.note)
            for c in self.lines
        )
        total = (
            "",
            "Tổng cộng",
            points(self.most),
            _points(self.own_total),
            _points(self.verified_total),
            "",
        )
        yield Table(
            ("Số TT", "Nội dung, tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Minh chứng, lý do"),
            (*rows, total),
            (1, 4.6, 1.1, 1.1, 1.2, 2.6),
            ("centre", "left", "right", "right", "right", "left"),
            total=True,
            sections=frozenset(n for n, c in enumerate(self.lines) if c.section),
        )
        yield Text(self._totals())

    def _totals(self) -> str:
        own = (
            "chưa tính được"
            if self.own_total is None
            else f"{points(self.own_total)}/{points(self.most)} điểm"
        )
        if self.verified_total is None:
            return f"Tổng điểm đơn vị tự chấm: {own}."
        return f"Tổng điểm đơn vị tự chấm: {own}; sau thẩm định: {points(self.verified_total)}/{points(self.most)} điểm."


@dataclass(frozen=True)
class ScoreTable:
    """The consolidated table: one row per unit, one column per item; `items` gives each column's number and name."""

    head: Head
    cluster: str
    year: int
    rulebook: str
    state: str
    items: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Number | None, ...], Number | None], ...]
    most: tuple[Number | None, ...] = ()
    most_total: Number | None = None
    printed: date | None = None
    note: str = ""

    def paper(self) -> Paper:
        """The table, on its side."""
        return self.head.paper(
            "score_table",
            f"thi đua năm {self.year} của {self.cluster}",
            tuple(self._body()),
            landscape=True,
            numbered=False,
        )

    def _body(self) -> Iterator[Block]:
        printed = f" In ngày {short_date(self.printed)}." if self.printed else ""
        yield Text(f"Chấm theo {self.rulebook}. {sentence(self.state)}{printed}")
        count = len(self.items)
        rows = [
            (
                str(n),
                unit,
                *(WAITING if v is None else points(v) for v in values),
                WAITING if total is None else points(total),
            )
            for n, (unit, values, total) in enumerate(self.rows, 1)
        ]
        sections: frozenset[int] = frozenset()
        if self.most:
            rows.insert(0, ("", "Điểm tối đa", *(_points(v) for v in self.most), _points(self.most_total)))
            sections = frozenset({0})
        narrow = min(1.0, 15 / max(count, 1))
        figures: tuple[Align, ...] = tuple("right" for _ in range(count + 1))
        align: tuple[Align, ...] = ("centre", "left", *figures)
        yield Table(
            ("TT", "Đơn vị", *(number for number, _ in self.items), "Tổng điểm"),
            tuple(rows),
            (1, 4, *(narrow for _ in self.items), 1.3),
            align,
            sections=sections,
            small=True,
        )
        yield Heading(2, "Các nội dung", numbered=False)
        yield Table(
            ("Ký hiệu", "Nội dung"),
            self.items,
            (1, 9),
            ("centre", "left"),
            small=True,
        )
        if self.note:
            yield Text(sentence(self.note))
        yield Text(f"Bảng này có {padded(len(self.rows))} đơn vị, {padded(count)} cột điểm.")


@dataclass(frozen=True)
class RankedUnit:
    """A line of a ranking; a `place` of None is told by `note`."""

    unit: str
    place: int | None
    total: Number | None
    grade: str = ""
    note: str = ""


def ranking_table(rows: tuple[RankedUnit, ...]) -> Table:
    """The table of a ranking, as given: first place first."""
    noted = any(row.note for row in rows)
    graded = any(row.grade for row in rows)
    head = (
        "Hạng",
        "Đơn vị",
        "Tổng điểm",
        *(("Xếp loại",) if graded else ()),
        *(("Ghi chú",) if noted else ()),
    )
    lines = tuple(
        (
            "–" if row.place is None else str(row.place),
            row.unit,
            _points(row.total) or "–",
            *((row.grade or "–",) if graded else ()),
            *((row.note,) if noted else ()),
        )
        for row in rows
    )
    widths = (1, 4, 1.3, *((3.4,) if graded else ()), *((3,) if noted else ()))
    align: tuple[Align, ...] = (
        "centre",
        "left",
        "right",
        *(("left",) if graded else ()),
        *(("left",) if noted else ()),
    )
    return Table(head, lines, widths, align)


@dataclass(frozen=True)
class RankingList:
    """A frozen ranking with its edition, what changed since the one before, and the digest to check it by."""

    head: Head
    cluster: str
    year: int
    edition: str
    made: date
    rows: tuple[RankedUnit, ...]
    reason: str = ""
    changes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    note: str = ""
    digest: str = ""

    def paper(self) -> Paper:
        """The ranking."""
        return self.head.paper(
            "ranking_list",
            f"thi đua năm {self.year} của {self.cluster}",
            tuple(self._body()),
            numbered=False,
        )

    def _body(self) -> Iterator[Block]:
        yield Text(f"{self.edition}, ngày {short_date(self.made)}.")
        if self.reason:
            yield Text(f"Lý do xếp hạng lại: {sentence(self.reason)}")
        yield ranking_table(self.rows)
        if self.note:
            yield Text(sentence(self.note))
        for title, texts in (
            ("Thay đổi so với bảng trước", self.changes),
            ("Số liệu và điểm đã đính chính", self.corrections),
        ):
            if texts:
                yield Heading(2, title, numbered=False)
                for text in texts:
                    yield Text(f"- {sentence(text)}")
        if self.digest:
            parts = " ".join(self.digest[n : n + 8] for n in range(0, len(self.digest), 8))
            yield Text(f"Mã kiểm tra của bản chụp: {parts}")
        yield Text(f"Danh sách này có {padded(len(self.rows))} đơn vị.")
