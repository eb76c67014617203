"""Facts that several papers share, and the sentences made of them alone."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal

from thidua.documents._blocks import Block, Issuer, Paper, Signer, gap
from thidua.documents.text import hour, long_date, number_text, padded, share


@dataclass(frozen=True)
class Head:
    """What every paper has around its text."""

    issuer: Issuer
    number: int | None = None
    issued: date | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    watermark: str = ""

    def paper(self, kind: str, subject: str, body: tuple[Block, ...], **rest: Any) -> Paper:
        """The paper of this kind with this text."""
        return Paper(
            kind=kind,
            issuer=self.issuer,
            body=body,
            subject=subject,
            number=self.number,
            issued=self.issued,
            recipients=self.recipients,
            signers=self.signers,
            watermark=self.watermark,
            **rest,
        )


@dataclass(frozen=True)
class Person:
    """Someone named in a paper, with the post to be printed."""

    name: str
    post: str = ""

    @property
    def text(self) -> str:
        """Name and post as in a list of those present."""
        return f"{self.name}, {self.post}" if self.post else self.name


@dataclass(frozen=True)
class Member:
    """A member unit as it signs: its name and the one who signs for it."""

    unit: str
    title: str
    name: str | None = None


@dataclass(frozen=True)
class Attendance:
    """How many came from a unit, and who led them; 0 means absent, `note` then says why."""

    unit: str
    delegates: int
    leader: str = ""
    note: str = ""


@dataclass(frozen=True)
class Vote:
    """One vote with its arithmetic: `yes` is measured against `threshold` of `base`, rounded up to whole votes.

    `strict` asks for more than the threshold, as in "quá bán"."""

    subject: str
    method: Literal["open", "secret"]
    base: int
    base_name: str
    yes: int
    no: int = 0
    abstain: int = 0
    threshold: Fraction = Fraction(1, 2)
    strict: bool = True

    @property
    def needed(self) -> int:
        """The least number of votes that carries.

        >>> Vote("", "open", 14, "", 14, threshold=Fraction(2, 3), strict=False).needed
        10
        """
        exact = self.threshold * self.base
        whole = -(-exact.numerator // exact.denominator)
        return whole + 1 if self.strict and whole == exact else whole

    @property
    def carried(self) -> bool:
        """True when enough voted yes."""
        return self.yes >= self.needed

    def counts(self) -> str:
        """The numbers as a sentence."""
        how = "biểu quyết giơ tay" if self.method == "open" else "bỏ phiếu kín"
        text = (
            f"Hội nghị {how}: {padded(self.yes)}/{padded(self.base)} tán thành ({share(self.yes, self.base)})"
        )
        if self.yes == self.base:
            return text
        return f"{text}; không tán thành: {padded(self.no)}; không biểu quyết: {padded(self.abstain)}"

    def arithmetic(self) -> str:
        """How the needed number comes about.

        >>> Vote("", "open", 14, "tổng số đơn vị thành viên", 14, threshold=Fraction(2, 3), strict=False).arithmetic()
        'tỷ lệ cần đạt: ít nhất 2/3 tổng số đơn vị thành viên (14 × 2/3 = 9,33), tức là từ 10 trở lên'
        """
        exact = self.threshold * self.base
        part = f"{self.threshold.numerator}/{self.threshold.denominator}"
        if self.threshold.denominator == 1:
            part = "100%"
        elif self.threshold.denominator in {5, 10, 20, 100}:
            part = f"{number_text(self.threshold * 100)}%"
        least = "quá" if self.strict else "ít nhất"
        return (
            f"tỷ lệ cần đạt: {least} {part} {self.base_name} "
            f"({self.base} × {part} = {number_text(exact)}), tức là từ {padded(self.needed)} trở lên"
        )


def at(moment: date | None) -> str:
    """An hour and a day within a sentence; a gap for what is unknown: the hour of a bare day, or both."""
    if moment is None:
        return gap("giờ, ngày")
    if not isinstance(moment, datetime):
        return f"{gap('giờ')}, {long_date(moment)}"
    return f"{hour(moment.time())}, {long_date(moment.date())}"


def or_gap(text: str, hint: str) -> str:
    """The text, or a place to write it."""
    return text or gap(hint)
