"""Phiếu bầu, phiếu biểu quyết: the paper a voter marks."""

from dataclasses import dataclass
from typing import Literal

from thidua.documents._blocks import Block, Bullets, Choices, Paper, Table, Text
from thidua.documents.papers.facts import Head
from thidua.documents.text import padded


@dataclass(frozen=True)
class BallotPaper:
    """One vote on paper. `mode`: yes_no (one question or several), choose (`seats` of the rows) or rank (1 is best)."""

    head: Head
    occasion: str
    subject: str
    mode: Literal["yes_no", "choose", "rank"]
    rows: tuple[str, ...]
    seats: int = 1
    abstain: bool = False

    def paper(self) -> Paper:
        """The ballot paper; it bears no number, name, code or signature."""
        title = {"yes_no": "Phiếu biểu quyết", "choose": "Phiếu bầu", "rank": "Phiếu xếp thứ tự"}[self.mode]
        body = (Text(f"{self.occasion}.", align="centre"), *self._marks(), *self._notes())
        return self.head.paper("ballot_paper", self.subject, body, title=title, numbered=False)

    def _marks(self) -> tuple[Block, ...]:
        if self.mode == "yes_no":
            options = ("Đồng ý", "Không đồng ý", *(("Ý kiến khác",) if self.abstain else ()))
            return (Choices("Nội dung biểu quyết", self.rows, options),)
        if self.mode == "choose":
            return (Choices("Đơn vị, người được giới thiệu", self.rows, ("Bầu",)),)
        rows = tuple((str(n), row, "") for n, row in enumerate(self.rows, 1))
        return (
            Table(
                ("Số TT", "Đơn vị, người được giới thiệu", "Thứ tự"),
                rows,
                (1, 7, 2),
                ("centre", "left", "centre"),
            ),
        )

    def _notes(self) -> tuple[Block, ...]:
        how = {
            "yes_no": "Đánh dấu X vào một ô ở mỗi dòng.",
            "choose": f"Đánh dấu X vào ô của không quá {padded(self.seats)} đơn vị hoặc người được chọn.",
            "rank": f"Ghi số thứ tự từ 1 (cao nhất) đến {len(self.rows)}, mỗi số chỉ ghi một lần.",
        }[self.mode]
        wrong = {
            "yes_no": "đánh dấu nhiều hơn một ô ở một dòng (dòng đó không hợp lệ)",
            "choose": f"chọn quá {padded(self.seats)} đơn vị hoặc người",
            "rank": "ghi trùng hoặc bỏ trống số thứ tự",
        }[self.mode]
        return (
            Text("Cách ghi phiếu:"),
            Bullets(
                (
                    how,
                    (
                        f"Phiếu không hợp lệ: phiếu không do Ban kiểm phiếu phát ra; phiếu {wrong}; "
                        "phiếu ghi thêm tên hoặc ký tên."
                    ),
                    "Phiếu không đánh dấu vào ô nào là phiếu trắng.",
                    "Người bỏ phiếu không ghi tên, không ký tên vào phiếu.",
                )
            ),
        )
