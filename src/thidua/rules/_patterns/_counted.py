"""Patterns over counts: survey, count, catalogue, events, plus/minus, violations, all done, weighted ratio."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from thidua.rules import _expression as ex
from thidua.rules._patterns._base import FULL, ZERO, Aim, Part, Rule, param, times, total_of
from thidua.rules._wording import Words, number_text


@dataclass(frozen=True, kw_only=True)
class Survey(Rule):
    """Each yes of a random sample of `sample` people is worth `points_each`."""

    type: ClassVar[str] = "survey"
    label: ClassVar[str] = "Khảo sát mẫu"
    yes: str = param("input", "Số người trả lời đạt")
    sample: int = param("number", "Cỡ mẫu")
    points_each: Fraction = param("number", "Mỗi người đạt được")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        asked = ex.op("min", ex.Column(self.yes), ex.number(self.sample))
        return times(asked, self.points_each)

    def sentence(self, words: Words, full: Fraction) -> str:
        return words.say(
            "Hỏi ngẫu nhiên {sample} người; mỗi người đạt ({yes}) được {each} điểm, không quá {cap} điểm.",
            sample=self.sample,
            yes=words.name(self.yes),
            each=number_text(self.points_each),
            cap=number_text(full),
        )

    def aims(self) -> Sequence[Aim]:
        return (Aim(ex.Column(self.yes), ex.number(self.sample)),)


@dataclass(frozen=True, kw_only=True)
class Count(Rule):
    """Each counted thing is worth `points_each`, at most `cap`."""

    type: ClassVar[str] = "count"
    label: ClassVar[str] = "Theo số lượng"
    input: ex.Expr = param("expression", "Số lượng")
    points_each: Fraction = param("number", "Mỗi đơn vị được")
    cap: Part = param("points", "Không quá", default=FULL)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return ex.op("min", times(self.input, self.points_each), ex.Number(self.cap.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        return words.say(
            "{what}: mỗi {unit} được {each} điểm, không quá {cap} điểm.",
            what=words.text(self.input),
            unit=words.unit(self.input) or words.say("một"),
            each=number_text(self.points_each),
            cap=number_text(self.cap.of(full)),
        )

    def aims(self) -> Sequence[Aim]:
        if isinstance(self.input, ex.Column):
            return (Aim(self.input, ex.op("+", self.input, ex.number(1))),)
        return ()


@dataclass(frozen=True)
class Counted:
    """One kind of counted thing with its worth and its own cap."""

    input: str = param("input", "Số lượng")
    points_each: Fraction = param("number", "Mỗi đơn vị được")
    name: str = param("text", "Tên", default="")
    cap: Fraction | None = param("number", "Không quá", default=None)

    def expression(self) -> ex.Expr:
        """Count × worth, at most the own cap."""
        earned = times(ex.Column(self.input), self.points_each)
        return earned if self.cap is None else ex.op("min", earned, ex.Number(self.cap))

    def words(self, words: Words) -> str:
        """One line of the catalogue."""
        name, each = self.name or words.name(self.input), number_text(self.points_each)
        if self.cap is None:
            return words.say("{name}: {each} điểm", name=name, each=each)
        return words.say(
            "{name}: {each} điểm, không quá {cap}", name=name, each=each, cap=number_text(self.cap)
        )


@dataclass(frozen=True, kw_only=True)
class Catalogue(Rule):
    """Counts of several kinds, each with its worth, together at most `cap`."""

    type: ClassVar[str] = "catalogue"
    label: ClassVar[str] = "Theo danh mục"
    items: tuple[Counted, ...] = param("list:Counted", "Danh mục")
    cap: Part = param("points", "Không quá", default=FULL)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return ex.op("min", total_of([i.expression() for i in self.items]), ex.Number(self.cap.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        rows = "; ".join(i.words(words) for i in self.items)
        cap = number_text(self.cap.of(full))
        return words.say("Mỗi lượt: {rows}. Cộng lại không quá {cap} điểm.", rows=rows, cap=cap)

    def aims(self) -> Sequence[Aim]:
        columns = [ex.Column(i.input) for i in self.items]
        return [Aim(c, ex.op("+", c, ex.number(1))) for c in columns]


@dataclass(frozen=True, kw_only=True)
class PerEvent(Rule):
    """A magnitude per event; stands in a deduction section."""

    type: ClassVar[str] = "per_event"
    label: ClassVar[str] = "Trừ theo từng vụ việc"
    events: tuple[Counted, ...] = param("list:Counted", "Vụ việc")
    cap: Part = param("points", "Trừ không quá", default=FULL)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return ex.op("min", total_of([e.expression() for e in self.events]), ex.Number(self.cap.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        rows = "; ".join(e.words(words) for e in self.events)
        cap = number_text(self.cap.of(full))
        return words.say("Trừ mỗi vụ việc: {rows}. Trừ không quá {cap} điểm.", rows=rows, cap=cap)

    def aims(self) -> Sequence[Aim]:
        return [Aim(ex.Column(e.input), ZERO) for e in self.events]


@dataclass(frozen=True, kw_only=True)
class PlusMinus(Rule):
    """What is gained less what is lost, clamped to the criterion's floor and maximum."""

    type: ClassVar[str] = "plus_minus"
    label: ClassVar[str] = "Cộng và trừ"
    plus: tuple[Counted, ...] = param("list:Counted", "Được cộng", default=())
    minus: tuple[Counted, ...] = param("list:Counted", "Bị trừ", default=())

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        gained = total_of([c.expression() for c in self.plus])
        return ex.op("-", gained, total_of([c.expression() for c in self.minus]))

    def sentence(self, words: Words, full: Fraction) -> str:
        plus, minus = ("; ".join(c.words(words) for c in part) for part in (self.plus, self.minus))
        return words.say(
            "Cộng: {plus}. Trừ: {minus}. Không quá {cap} điểm.",
            plus=plus or words.say("không có"),
            minus=minus or words.say("không có"),
            cap=number_text(full),
        )

    def aims(self) -> Sequence[Aim]:
        gains = [Aim(ex.Column(c.input), ex.op("+", ex.Column(c.input), ex.number(1))) for c in self.plus]
        return [*gains, *(Aim(ex.Column(c.input), ZERO) for c in self.minus)]


@dataclass(frozen=True, kw_only=True)
class NoViolations(Rule):
    """All points when nothing was violated, none otherwise."""

    type: ClassVar[str] = "no_violations"
    label: ClassVar[str] = "Không có vi phạm"
    input: str = param("input", "Số vi phạm")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        return ex.op("if", ex.op("==", ex.Column(self.input), ZERO), ex.Number(full), ZERO)

    def sentence(self, words: Words, full: Fraction) -> str:
        return words.say(
            "Không có {what} thì được {full} điểm; có thì 0 điểm.",
            what=words.name(self.input),
            full=number_text(full),
        )

    def aims(self) -> Sequence[Aim]:
        return (Aim(ex.Column(self.input), ZERO),)


@dataclass(frozen=True, kw_only=True)
class AllDone(Rule):
    """All points when everything assigned is done; nothing assigned: as `if_none` says."""

    type: ClassVar[str] = "all_done"
    label: ClassVar[str] = "Hoàn thành toàn bộ"
    done: str = param("input", "Đã hoàn thành")
    of: str = param("input", "Được giao")
    if_none: str = param("choice:full|undefined", "Khi không được giao", default="undefined")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        done, assigned = ex.Column(self.done), ex.Column(self.of)
        all_or_nothing = ex.op("if", ex.op(">=", done, assigned), ex.Number(full), ZERO)
        nothing: ex.Expr = ex.Number(full)
        if self.if_none == "undefined":
            nothing = ex.op("/", ex.Number(full), assigned)
        return ex.op("if", ex.op("==", assigned, ZERO), nothing, all_or_nothing)

    def sentence(self, words: Words, full: Fraction) -> str:
        return words.say(
            "{done} đủ {of} thì được {full} điểm; thiếu một việc thì 0 điểm.",
            done=words.name(self.done),
            of=words.name(self.of),
            full=number_text(full),
        )

    def aims(self) -> Sequence[Aim]:
        return (Aim(ex.Column(self.done), ex.Column(self.of)),)


@dataclass(frozen=True)
class WeightedPart:
    """Work of one weight: done, of how much, with its coefficient."""

    done: str = param("input", "Đã hoàn thành")
    of: str = param("input", "Được giao")
    coefficient: Fraction = param("number", "Hệ số")

    def words(self, words: Words) -> str:
        """The part's ratio with its coefficient."""
        return words.say(
            "{done} ÷ {of}, hệ số {factor}",
            done=words.name(self.done),
            of=words.name(self.of),
            factor=number_text(self.coefficient),
        )


@dataclass(frozen=True, kw_only=True)
class WeightedRatio(Rule):
    """max × Σ coefficient·done ÷ Σ coefficient·of, at most `cap` times the maximum."""

    type: ClassVar[str] = "weighted_ratio"
    label: ClassVar[str] = "Tỷ lệ có hệ số"
    parts: tuple[WeightedPart, ...] = param("list:WeightedPart", "Các loại việc")
    cap: Fraction = param("number", "Không quá mấy lần", default=Fraction(1))

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        done = total_of([times(ex.Column(p.done), p.coefficient) for p in self.parts])
        assigned = total_of([times(ex.Column(p.of), p.coefficient) for p in self.parts])
        reached = ex.op("min", done, times(assigned, self.cap))
        return times(ex.op("/", reached, assigned), full)

    def sentence(self, words: Words, full: Fraction) -> str:
        rows = "; ".join(p.words(words) for p in self.parts)
        return words.say(
            "Điểm = {full} × tỷ lệ hoàn thành có hệ số ({rows}).", full=number_text(full), rows=rows
        )

    def aims(self) -> Sequence[Aim]:
        return [Aim(ex.Column(p.done), ex.Column(p.of)) for p in self.parts]
