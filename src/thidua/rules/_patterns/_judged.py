"""Patterns that judge or compare units: manual, levels, leader-relative, rank, formula, external."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from thidua.rules import _expression as ex
from thidua.rules._patterns._base import ONE, ZERO, Aim, Part, Rule, param, times
from thidua.rules._wording import Words, number_text, percent_text


@dataclass(frozen=True, kw_only=True)
class Manual(Rule):
    """A person's mark on a grid of `step`."""

    type: ClassVar[str] = "manual"
    label: ClassVar[str] = "Chấm trực tiếp"
    step: Fraction = param("number", "Bước điểm", default=Fraction(1, 4))
    guide: tuple[str, ...] = param("texts", "Hướng dẫn chấm", default=())

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return ex.Mark(criterion)

    def sentence(self, words: Words, full: Fraction) -> str:
        told = words.say(
            "Chấm trực tiếp từ 0 đến {full} điểm, bước {step} điểm.",
            full=number_text(full),
            step=number_text(self.step),
        )
        return " ".join([told, *self.guide])


@dataclass(frozen=True)
class Level:
    """One level with what it gives."""

    choice: str = param("text", "Mức")
    gives: Part = param("points", "Được")


@dataclass(frozen=True, kw_only=True)
class Levels(Rule):
    """Points of the chosen level."""

    type: ClassVar[str] = "levels"
    label: ClassVar[str] = "Theo mức chọn"
    input: str = param("input", "Mức đạt")
    levels: tuple[Level, ...] = param("list:Level", "Các mức")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        found: ex.Expr = ex.op("/", ONE, ZERO)
        for level in reversed(self.levels):
            chosen = ex.op("==", ex.Column(self.input), ex.Text(level.choice))
            found = ex.op("if", chosen, ex.Number(level.gives.of(full)), found)
        return found

    def sentence(self, words: Words, full: Fraction) -> str:
        rows = "; ".join(
            words.say(
                "{name}: {each} điểm",
                name=words.choices.get(v.choice, v.choice),
                each=number_text(v.gives.of(full)),
            )
            for v in self.levels
        )
        return words.say("Theo {what}: {rows}.", what=words.name(self.input), rows=rows)


@dataclass(frozen=True, kw_only=True)
class LeaderRelative(Rule):
    """Half the points at the target, the rest in proportion to the best unit of the group.

    The published police-cluster formula: below target at_target·max·A/T; at target at_target·max;
    above it at_target·max + (1 − at_target)·max·(A/T − 1)/(best A/T − 1); units without a target
    max·A ÷ the largest A among units without a target.
    """

    type: ClassVar[str] = "leader_relative"
    label: ClassVar[str] = "So với đơn vị dẫn đầu"
    input: str = param("input", "Chỉ tiêu")
    at_target: Fraction = param("number", "Đạt chỉ tiêu được", default=Fraction(1, 2))

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        actual, target = ex.Column(self.input), ex.Column(self.input, "target")
        share = ex.op("/", actual, target)
        best = ex.Group("max", share)
        half, rest = full * self.at_target, full * (1 - self.at_target)
        beyond = ex.op("/", ex.op("-", share, ONE), ex.op("-", best, ONE))
        above = ex.op("+", ex.Number(half), times(beyond, rest))
        with_target = ex.op("if", ex.op("<=", share, ONE), times(share, half), above)
        largest = ex.Group("max", actual, ex.op("not", ex.Has(target)))
        without = times(ex.op("/", actual, largest), full)
        return ex.op("if", ex.Has(target), with_target, without)

    def sentence(self, words: Words, full: Fraction) -> str:
        return words.say(
            "{what}: đạt chỉ tiêu được {share} của {full} điểm, chưa đạt tính theo tỷ lệ; vượt chỉ tiêu cộng phần còn lại "
            "theo mức vượt so với đơn vị vượt cao nhất cụm.",
            what=words.name(self.input),
            share=percent_text(self.at_target),
            full=number_text(full),
        )

    def aims(self) -> Sequence[Aim]:
        return (Aim(ex.Column(self.input), ex.Column(self.input, "target")),)


@dataclass(frozen=True, kw_only=True)
class RankPoints(Rule):
    """Points by the unit's competition rank in the group: a list, or `first` less `step` a place."""

    type: ClassVar[str] = "rank_points"
    label: ClassVar[str] = "Theo thứ hạng trong cụm"
    input: ex.Expr = param("expression", "Xếp theo")
    direction: str = param("choice:higher|lower", "Chiều tốt", default="higher")
    by_place: tuple[Fraction, ...] = param("numbers", "Điểm từng hạng", default=())
    first: Part | None = param("points", "Hạng nhất được", default=None)
    step: Fraction = param("number", "Mỗi hạng kém", default=Fraction(1))

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        value = ex.op("neg", self.input) if self.direction == "lower" else self.input
        rank = ex.Group("rank", value)
        if not self.by_place:
            first = self.first.of(full) if self.first else full
            lost = times(ex.op("-", rank, ONE), self.step)
            return ex.op("max", ex.op("-", ex.Number(first), lost), ZERO)
        found: ex.Expr = ZERO
        for place in range(len(self.by_place), 0, -1):
            given = ex.Number(self.by_place[place - 1])
            found = ex.op("if", ex.op("==", rank, ex.number(place)), given, found)
        return found

    def sentence(self, words: Words, full: Fraction) -> str:
        way = (
            "Xếp hạng trong cụm theo {what}, thấp nhất là hạng 1"
            if self.direction == "lower"
            else "Xếp hạng trong cụm theo {what}, cao nhất là hạng 1"
        )
        how = words.say(way, what=words.text(self.input))
        if self.by_place:
            rows = "; ".join(
                words.say("hạng {place}: {points}", place=n, points=number_text(p))
                for n, p in enumerate(self.by_place, start=1)
            )
            return words.say("{how}: {rows} điểm; các hạng sau 0 điểm.", how=how, rows=rows)
        first = number_text(self.first.of(full) if self.first else full)
        return words.say(
            "{how}: được {first} điểm; mỗi hạng sau kém {step} điểm.",
            how=how,
            first=first,
            step=number_text(self.step),
        )


@dataclass(frozen=True, kw_only=True)
class Formula(Rule):
    """Whatever the expression says."""

    type: ClassVar[str] = "formula"
    label: ClassVar[str] = "Theo công thức"
    gives: ex.Expr = param("expression", "Điểm")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return self.gives

    def sentence(self, words: Words, full: Fraction) -> str:  # noqa: ARG002
        return words.say("Điểm = {gives}.", gives=words.text(self.gives))


@dataclass(frozen=True, kw_only=True)
class External(Rule):
    """Points given by another table or system, times `factor`."""

    type: ClassVar[str] = "external"
    label: ClassVar[str] = "Lấy từ hệ thống khác"
    input: ex.Expr = param("expression", "Kết quả")
    factor: Fraction = param("number", "Hệ số", default=Fraction(1))

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return times(self.input, self.factor)

    def sentence(self, words: Words, full: Fraction) -> str:  # noqa: ARG002
        factor = "" if self.factor == 1 else f" × {number_text(self.factor)}"
        return words.say("Lấy kết quả {what}{factor}.", what=words.text(self.input), factor=factor)
