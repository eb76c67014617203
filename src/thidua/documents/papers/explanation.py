"""Phiếu đề nghị giải trình và bản giải trình."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents._blocks import Block, Bullets, Fields, Heading, Paper, Text, gap
from thidua.documents.papers.facts import Head
from thidua.documents.text import Number, points, sentence, short_date


@dataclass(frozen=True)
class Question:
    """What is asked about one criterion, with the answer and the conclusion once they are there."""

    criterion: str
    question: str
    own: Number | None = None
    answer: str = ""
    evidence: tuple[str, ...] = ()
    conclusion: str = ""


@dataclass(frozen=True)
class ExplanationRequest:
    """The secretariat asks a unit about points it gave itself."""

    head: Head
    cluster: str
    unit: str
    year: int
    questions: tuple[Question, ...]
    due: date | None = None

    def paper(self) -> Paper:
        """The request."""
        return self.head.paper(
            "explanation_request",
            f"điểm tự chấm thi đua năm {self.year}",
            tuple(self._body()),
            to=(self.unit,),
            numbered=False,
        )

    def _body(self) -> Iterator[Block]:
        yield Text(
            f"Qua thẩm định phiếu tự chấm điểm thi đua năm {self.year} của {self.unit}, Tổ thư ký {self.cluster} "
            "đề nghị đơn vị giải trình các nội dung sau:"
        )
        for question in self.questions:
            yield Heading(2, question.criterion)
            if question.own is not None:
                yield Text(f"Điểm đơn vị tự chấm: {points(question.own)}.")
            yield Text(sentence(question.question))
        due = f" trước ngày {short_date(self.due)}" if self.due else ""
        yield Text(f"Đề nghị đơn vị gửi giải trình kèm minh chứng{due}.")


@dataclass(frozen=True)
class ExplanationAnswer:
    """The unit's answer, with the secretariat's conclusion when there is one."""

    head: Head
    cluster: str
    unit: str
    year: int
    questions: tuple[Question, ...]
    answered: date | None = None

    def paper(self) -> Paper:
        """The answer."""
        return self.head.paper(
            "explanation_answer",
            f"điểm tự chấm thi đua năm {self.year} của {self.unit}",
            tuple(self._body()),
            to=(f"Tổ thư ký {self.cluster}",),
            numbered=False,
        )

    def _body(self) -> Iterator[Block]:
        for question in self.questions:
            yield Heading(2, question.criterion)
            yield Fields(
                (
                    ("Nội dung đề nghị giải trình", sentence(question.question)),
                    ("Giải trình của đơn vị", sentence(question.answer) or f"{gap('giải trình')}."),
                )
            )
            if question.evidence:
                yield Text("Minh chứng kèm theo:")
                yield Bullets(tuple(sentence(e) for e in question.evidence))
            if question.conclusion:
                yield Fields((("Kết luận của Tổ thư ký", sentence(question.conclusion)),))
        when = f" ngày {short_date(self.answered)}" if self.answered else ""
        yield Text(
            f"{self.unit} giải trình{when} và chịu trách nhiệm về tính chính xác của các nội dung nêu trên."
        )
