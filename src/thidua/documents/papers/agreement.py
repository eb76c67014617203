"""Giao ước thi đua: what the member units promise one another for a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Article, Block, Bullets, Numbered, Paper, Signer, Table, Text
from thidua.documents.papers.facts import Head, Member
from thidua.documents.text import long_date, number_words, padded, sentence


@dataclass(frozen=True)
class Clause:
    """A promise: what, how far, who is responsible ("" is every member)."""

    text: str
    target: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Agreement:
    """The agreement of one year. `contents` are the matters of emulation, `clauses` what is measured.

    `supplement` is 0 for the first, else which one that replaces the agreement signed before. `lookup` is
    the code under which anybody finds who signed.
    """

    head: Head
    cluster: str
    year: int
    signed: date | None
    place: str
    occasion: str
    members: tuple[Member, ...]
    contents: tuple[str, ...]
    clauses: tuple[Clause, ...]
    duties: tuple[str, ...] = ()
    rulebook: str = ""
    chair: str = ""
    supplement: int = 0
    lookup: str = ""

    def paper(self) -> Paper:
        """The agreement with room for each member's signature."""
        body = (*self._opening(), *self._articles())
        signers = tuple(Signer(m.unit, m.title, m.name) for m in self.members)
        subject = f"năm {self.year}{self._supplement()} của {self.cluster}"
        paper = self.head.paper("agreement", subject, body, numbered=False)
        return Paper(**(vars(paper) | {"signers": signers}))

    def _supplement(self) -> str:
        return f" (bổ sung lần {self.supplement})" if self.supplement else ""

    def _opening(self) -> Iterator[Block]:
        day = long_date(self.signed) if self.signed else "ngày … tháng … năm …"
        count = len(self.members)
        yield Text(
            f"Hôm nay, {day}, tại {self.place}, trong khuôn khổ {self.occasion}, {padded(count)} ({number_words(count)}) "
            f"đơn vị thành viên {self.cluster} thống nhất ký kết Giao ước thi đua năm {self.year}{self._supplement()} "
            f"với các nội dung sau:"
        )

    def _articles(self) -> Iterator[Block]:
        yield Article("Nội dung thi đua", title=True)
        yield Numbered(tuple(sentence(text) for text in self.contents))
        if self.clauses:
            yield Article("Chỉ tiêu thi đua", title=True)
            yield Text("Các đơn vị thành viên phấn đấu đạt và vượt các chỉ tiêu sau:")
            owners = any(c.owner for c in self.clauses)
            yield Table(
                ("Số TT", "Nội dung", "Chỉ tiêu", *(("Đơn vị thực hiện",) if owners else ())),
                tuple(
                    (str(n), c.text, c.target, *((c.owner or "Các đơn vị thành viên",) if owners else ()))
                    for n, c in enumerate(self.clauses, 1)
                ),
                (1, 5.2, 2, 2.4) if owners else (1, 6.6, 2.6),
                ("centre", "left", "centre", *(("left",) if owners else ())),
            )
        yield Article("Tổ chức thực hiện", title=True)
        yield Bullets(tuple(sentence(text) for text in self.duties or self._usual_duties()))
        yield Article("Hiệu lực", title=True)
        copies = (
            f"được lập thành {padded(len(self.members) + 1)} bản có giá trị như nhau, mỗi đơn vị thành viên giữ 01 bản, "
            f"01 bản gửi cơ quan cấp trên của {self.cluster}"
        )
        if self.lookup:
            copies = (
                f"các đơn vị thành viên ký số trên cùng một văn bản, tra cứu chữ ký bằng mã {self.lookup}"
            )
        yield Text(
            f"Giao ước có hiệu lực từ ngày ký đến khi tổng kết công tác thi đua năm {self.year}; {copies}."
        )
        if self.supplement:
            yield Text(f"Giao ước này thay Giao ước thi đua năm {self.year} đã ký trước đó.")

    def _usual_duties(self) -> tuple[str, ...]:
        chair = f"{self.chair} (đơn vị cụm trưởng)" if self.chair else "đơn vị cụm trưởng"
        by = f"theo {self.rulebook}" if self.rulebook else "theo quy chế chấm điểm đã được thông qua"
        return (
            (
                "các đơn vị thành viên cụ thể hóa giao ước thành kế hoạch, phát động và tổ chức phong trào thi đua "
                "tại đơn vị mình"
            ),
            f"{chair} theo dõi, đôn đốc việc thực hiện, tổ chức sơ kết, tổng kết",
            f"kết quả thực hiện giao ước là căn cứ tự chấm điểm, thẩm định, xếp hạng và đề nghị khen thưởng cuối năm {by}",
        )
