"""Biên bản thẩm định điểm tự chấm của một đơn vị."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Block, Fields, Heading, Paper, Table, Text
from thidua.documents.papers.explanation import Question
from thidua.documents.papers.facts import Head
from thidua.documents.text import Number, padded, points, sentence, short_date


@dataclass(frozen=True)
class ChangedPoints:
    """A criterion whose points the verification changed, and why."""

    criterion: str
    own: Number | None
    verified: Number | None
    reason: str


@dataclass(frozen=True)
class VerificationMinutes:
    """What the verification of one sheet found."""

    head: Head
    unit: str
    year: int
    own_total: Number | None
    verified_total: Number | None
    changed: tuple[ChangedPoints, ...]
    questions: tuple[Question, ...] = ()
    verifier: str = ""
    verified: date | None = None

    def paper(self) -> Paper:
        """The minutes."""
        return self.head.paper(
            "verification_minutes",
            f"điểm thi đua năm {self.year} của {self.unit}",
            tuple(self._body()),
            numbered=self.head.number is not None,
        )

    def _body(self) -> Iterator[Block]:
        done = (
            f"{self.verifier or 'Tổ thư ký'}{f', ngày {short_date(self.verified)}' if self.verified else ''}"
        )
        yield Fields(
            (
                ("Đơn vị được thẩm định", self.unit),
                ("Người thẩm định", done if self.verified else "phiếu chưa thẩm định xong"),
                ("Điểm đơn vị tự chấm", _points(self.own_total)),
                ("Điểm sau thẩm định", _points(self.verified_total)),
            )
        )
        yield Heading(2, f"Các tiêu chí thay đổi điểm ({padded(len(self.changed))})")
        if self.changed:
            yield Table(
                ("Tiêu chí", "Tự chấm", "Thẩm định", "Lý do"),
                tuple((c.criterion, _points(c.own), _points(c.verified), c.reason) for c in self.changed),
                (4.4, 1.2, 1.3, 3.6),
                ("left", "right", "right", "left"),
            )
        else:
            yield Text("Không có tiêu chí nào thay đổi điểm.")
        yield Heading(2, "Giải trình của đơn vị")
        if not self.questions:
            yield Text("Không đề nghị giải trình nội dung nào.")
        for question in self.questions:
            yield Heading(3, question.criterion)
            yield Fields(
                (
                    ("Đề nghị giải trình", sentence(question.question)),
                    ("Đơn vị giải trình", sentence(question.answer) or "Đơn vị không giải trình."),
                    ("Kết luận", sentence(question.conclusion) or "Chưa có kết luận."),
                )
            )
        yield Text("Biên bản đã được đọc lại để các bên cùng nghe, thống nhất và ký tên.")


def _points(value: Number | None) -> str:
    return "–" if value is None else points(value)
