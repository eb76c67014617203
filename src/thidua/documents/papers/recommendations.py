"""Danh sách đề nghị khen thưởng, kèm theo tờ trình."""

from dataclasses import dataclass

from thidua.documents._blocks import Block, Paper, Table, Text
from thidua.documents.papers.facts import Head
from thidua.documents.papers.proposal import AwardGroup
from thidua.documents.text import padded, points


@dataclass(frozen=True)
class Recommendations:
    """Everyone recommended, one list; `not_eligible` names the units left out and why."""

    head: Head
    cluster: str
    year: int
    groups: tuple[AwardGroup, ...]
    attached_to: str = ""
    not_eligible: tuple[tuple[str, str], ...] = ()

    def paper(self) -> Paper:
        """The list."""
        rows: list[tuple[str, ...]] = []
        sections = set()
        number = 0
        for group in self.groups:
            sections.add(len(rows))
            rows.append(("", group.award, "", "", ""))
            for c in group.candidates:
                number += 1
                place = "" if c.place is None else str(c.place)
                total = "" if c.total is None else points(c.total)
                rows.append((str(number), c.unit, place, total, c.votes))
        table = Table(
            ("Số TT", "Tập thể, hình thức đề nghị", "Hạng", "Tổng điểm", "Phiếu đồng ý"),
            tuple(rows),
            (1, 5.4, 1, 1.5, 1.6),
            ("centre", "left", "centre", "right", "centre"),
            sections=frozenset(sections),
        )
        left_out: tuple[Block, ...] = ()
        if self.not_eligible:
            left_out = (
                Text("Đơn vị không thuộc diện đề nghị:"),
                Table(
                    ("Số TT", "Đơn vị", "Lý do"),
                    tuple((str(n), unit, why) for n, (unit, why) in enumerate(self.not_eligible, 1)),
                    (1, 4, 5.2),
                    ("centre", "left", "left"),
                ),
            )
        body = (table, *left_out, Text(f"Danh sách này có {padded(number)} lượt tập thể được đề nghị."))
        return self.head.paper(
            "recommendations",
            f"đề nghị khen thưởng năm {self.year} của {self.cluster}",
            body,
            attached_to=self.attached_to,
            numbered=False,
        )
