"""Patterns over a measured value: ratio, threshold, tiers, steps, brackets, target steps, versus."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Protocol

from thidua.rules import _expression as ex
from thidua.rules._patterns._base import FULL, NOTHING, ONE, ZERO, Aim, Part, Rule, param, times, total_of
from thidua.rules._wording import Words, number_text, percent_text


@dataclass(frozen=True, kw_only=True)
class Ratio(Rule):
    """max × min(cap, of ÷ over); the other way round when lower is better."""

    type: ClassVar[str] = "ratio"
    label: ClassVar[str] = "Theo tỷ lệ"
    of: ex.Expr | None = param("expression", "Đã đạt", default=None)
    over: ex.Expr | None = param("expression", "Trên tổng số", default=None)
    input: str = param("input", "Chỉ tiêu", default="")
    target: ex.Expr | None = param("expression", "So với mức", default=None)
    direction: str = param("choice:higher|lower", "Chiều tốt", default="higher")
    cap: Fraction = param("number", "Không quá mấy lần", default=Fraction(1))
    zero_under: Fraction | None = param("number", "0 điểm nếu dưới", default=None)

    def _ends(self) -> tuple[ex.Expr, ex.Expr]:
        if self.of is not None and self.over is not None:
            return self.of, self.over
        column = ex.Column(self.input)
        return column, self.target if self.target is not None else ONE

    def share(self) -> ex.Expr:
        """How much of the whole was reached, at most `cap`."""
        top, bottom = self._ends()
        top = self.against_thresholds(top)
        cap = ex.Number(self.cap)
        if self.direction == "lower":
            reached = ex.op("<=", times(top, self.cap), bottom)
            return ex.op("if", reached, cap, ex.op("/", bottom, top))
        if bottom == ONE:
            return ex.op("min", top, cap)
        return ex.op("/", ex.op("min", top, times(bottom, self.cap)), bottom)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        share = self.share()
        points = times(share, full)
        if self.zero_under is None:
            return points
        return ex.op("if", ex.op("<", share, ex.Number(self.zero_under)), ZERO, points)

    def sentence(self, words: Words, full: Fraction) -> str:
        top, bottom = self._ends()
        if self.direction == "lower":
            top, bottom = bottom, top
        share = words.factor(top)
        if bottom != ONE:
            share += f" ÷ {words.factor(bottom, divisor=True)}"
        parts = [words.say("Điểm = {full} × {share}", full=number_text(full), share=share)]
        if self.cap != 1:
            parts.append(words.say(" (không quá {cap} lần)", cap=number_text(self.cap)))
        if self.zero_under is not None:
            parts.append(words.say("; dưới {share} thì 0 điểm", share=percent_text(self.zero_under)))
        return "".join(parts) + "."

    def aims(self) -> Sequence[Aim]:
        top, bottom = self._ends()
        if not isinstance(top, ex.Column):
            return ()
        if self.direction == "lower":
            return (Aim(top, ex.op("/", bottom, ex.Number(self.cap))),)
        return (Aim(top, times(bottom, self.cap)),)


@dataclass(frozen=True, kw_only=True)
class Threshold(Rule):
    """All points when the comparison holds, `otherwise` when not."""

    type: ClassVar[str] = "threshold"
    label: ClassVar[str] = "Đạt ngưỡng"
    input: ex.Expr = param("expression", "Chỉ tiêu")
    compare: str = param("choice:>=|>|<=|<|==|!=", "So sánh", default=">=")
    value: ex.Expr = param("expression", "Ngưỡng")
    gives: Part = param("points", "Đạt thì được", default=FULL)
    otherwise: Part = param("points", "Không đạt thì được", default=NOTHING)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        met = ex.op(self.compare, self.against_thresholds(self.input), self.value)
        return ex.op("if", met, ex.Number(self.gives.of(full)), ex.Number(self.otherwise.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        what = words.compared(self.input, self.compare, self.value)
        return met_or_not(words, what, self.gives.of(full), self.otherwise.of(full))

    def aims(self) -> Sequence[Aim]:
        if isinstance(self.input, ex.Column) and self.compare != "!=":
            return (Aim(self.input, self.value, open=self.compare in {">", "<"}),)
        return ()


@dataclass(frozen=True)
class Tier:
    """One row of a tier table: from/to are closed ends, above/below open ones."""

    gives: Part = param("points", "Điểm")
    low: Fraction | None = param("number", "Từ", default=None)
    low_closed: bool = True
    high: Fraction | None = param("number", "Đến", default=None)
    high_closed: bool = False

    def condition(self, value: ex.Expr) -> ex.Expr:
        """True when the row holds `value`."""
        ends: list[ex.Expr] = []
        if self.low is not None:
            ends.append(ex.op(">=" if self.low_closed else ">", value, ex.Number(self.low)))
        if self.high is not None:
            ends.append(ex.op("<=" if self.high_closed else "<", value, ex.Number(self.high)))
        if not ends:
            return ex.Truth(value=True)
        return ends[0] if len(ends) == 1 else ex.Op("and", tuple(ends))

    def words(self, words: Words, of: ex.Expr) -> str:
        """The row's interval in words, as the office writes values of `of`."""
        low = "" if self.low is None else words.measure(self.low, of)
        high = "" if self.high is None else words.measure(self.high, of)
        if low and low == high:
            return words.say("bằng {low}", low=low)
        return interval_text(words, self, low, high)


ENDS = {
    ("[", "]"): "từ {low} đến {high}", ("[", ")"): "từ {low} đến dưới {high}", ("(", "]"): "trên {low} đến {high}",
    ("(", ")"): "trên {low} đến dưới {high}", ("[", ""): "từ {low} trở lên", ("(", ""): "trên {low}",
    ("", "]"): "đến {high}", ("", ")"): "dưới {high}", ("", ""): "mọi giá trị",
}  # fmt: skip


class Interval(Protocol):
    """Two ends, each closed or open."""

    @property
    def low_closed(self) -> bool: ...
    @property
    def high_closed(self) -> bool: ...


def interval_text(words: Words, ends: Interval, low: str, high: str) -> str:
    """`từ 70 đến dưới 90`; "" stands for an end that is not there."""
    below = ("[" if ends.low_closed else "(") if low else ""
    above = ("]" if ends.high_closed else ")") if high else ""
    return words.say(ENDS[below, above], low=low, high=high)


def met_or_not(words: Words, what: str, gives: Fraction, otherwise: Fraction) -> str:
    """What a comparison gives when it holds and when it does not."""
    return words.say(
        "{what} thì được {points} điểm, nếu không được {other} điểm.",
        what=what,
        points=number_text(gives),
        other=number_text(otherwise),
    )


@dataclass(frozen=True, kw_only=True)
class Tiers(Rule):
    """Points of the one row that holds the value; none or several: undefined."""

    type: ClassVar[str] = "tiers"
    label: ClassVar[str] = "Theo bậc"
    input: ex.Expr = param("expression", "Chỉ tiêu")
    tiers: tuple[Tier, ...] = param("list:Tier", "Các bậc")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        value = self.against_thresholds(self.input)
        undefined = ex.op("/", ONE, ZERO)
        found: ex.Expr = undefined
        for index in range(len(self.tiers) - 1, -1, -1):
            tier = self.tiers[index]
            given: ex.Expr = ex.Number(tier.gives.of(full))
            also = [t for t in self.tiers[index + 1 :] if _overlap(tier, t) and t.gives != tier.gives]
            if also:
                twice = ex.Op("or", (*(t.condition(value) for t in also), ex.Truth(value=False)))
                given = ex.op("if", twice, undefined, given)
            found = ex.op("if", tier.condition(value), given, found)
        return found

    def sentence(self, words: Words, full: Fraction) -> str:
        rows = "; ".join(
            words.say(
                "{name}: {each} điểm", name=t.words(words, self.input), each=number_text(t.gives.of(full))
            )
            for t in self.tiers
        )
        return words.say("Theo {what}: {rows}.", what=words.text(self.input), rows=rows)

    def aims(self) -> Sequence[Aim]:
        if not isinstance(self.input, ex.Column):
            return ()
        ends: list[tuple[Fraction | None, bool]] = []
        for tier in self.tiers:
            ends += [(tier.low, not tier.low_closed), (tier.high, not tier.high_closed)]
        return [Aim(self.input, ex.Number(end), is_open) for end, is_open in ends if end is not None]


def _overlap(one: Tier, other: Tier) -> bool:
    """True when some value lies in both rows."""
    lows = [(t.low, not t.low_closed) for t in (one, other) if t.low is not None]
    highs = [(t.high, t.high_closed) for t in (one, other) if t.high is not None]
    if not lows or not highs:
        return True
    low, low_open = max(lows)
    high, high_closed = min(highs)
    return low < high or (low == high and not low_open and high_closed)


@dataclass(frozen=True, kw_only=True)
class Steps(Rule):
    """`base` at `base_at`, `step_points` more for each `step` beyond it, at most `cap`."""

    type: ClassVar[str] = "steps"
    label: ClassVar[str] = "Cộng dần theo mức"
    input: ex.Expr = param("expression", "Chỉ tiêu")
    base: Part = param("points", "Điểm gốc")
    base_at: Fraction = param("number", "Tại mức")
    step: Fraction = param("number", "Mỗi mức thêm")
    step_points: Fraction = param("number", "Được thêm")
    cap: Part = param("points", "Không quá", default=FULL)
    partial: str = param("choice:whole|pro_rata", "Phần lẻ", default="whole")
    direction: str = param("choice:higher|lower", "Chiều tốt", default="higher")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        value, at = self.against_thresholds(self.input), ex.Number(self.base_at)
        beyond = ex.op("-", at, value) if self.direction == "lower" else ex.op("-", value, at)
        more = steps_in(ex.op("max", beyond, ZERO), self.step, self.partial)
        earned = ex.op("+", ex.Number(self.base.of(full)), times(more, self.step_points))
        return ex.op("min", earned, ex.Number(self.cap.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        part = "kể cả phần lẻ" if self.partial == "pro_rata" else "chỉ tính mức trọn"
        at, further = (
            ("{what} từ mức {at} được {base} điểm", "cứ giảm thêm {step} được thêm {more} điểm")
            if self.direction == "lower"
            else ("{what} đến mức {at} được {base} điểm", "cứ tăng thêm {step} được thêm {more} điểm")
        )
        return words.say(
            "{base}; {further} ({part}), không quá {cap} điểm.",
            base=words.say(
                at,
                what=words.text(self.input),
                at=words.measure(self.base_at, self.input),
                base=number_text(self.base.of(full)),
            ),
            further=words.say(
                further, step=words.measure(self.step, self.input), more=number_text(self.step_points)
            ),
            part=words.say(part),
            cap=number_text(self.cap.of(full)),
        )

    def aims(self) -> Sequence[Aim]:
        if not isinstance(self.input, ex.Column):
            return ()
        sign = ex.number(-1 if self.direction == "lower" else 1)
        step = ex.op("*", sign, ex.Number(self.step))
        gone = ex.op("/", ex.op("-", self.input, ex.Number(self.base_at)), step)
        following = ex.op("+", ex.op("max", ex.op("floor", gone), ZERO), ONE)
        return (Aim(self.input, ex.op("+", ex.Number(self.base_at), ex.op("*", step, following))),)


def steps_in(distance: ex.Expr, step: Fraction, partial: str) -> ex.Expr:
    """How many steps lie in `distance`: whole ones, or with the fraction."""
    count = ex.op("/", distance, ex.Number(step))
    return ex.op("floor", count) if partial == "whole" else count


@dataclass(frozen=True)
class Bracket:
    """Up to `to` (None: without end) each `step` is worth `points`."""

    step: Fraction = param("number", "Mỗi mức")
    points: Fraction = param("number", "Được thêm")
    to: Fraction | None = param("number", "Đến", default=None)

    def words(self, words: Words, of: ex.Expr) -> str:
        """How far the bracket reaches and what each step in it is worth."""
        pattern = (
            "phần còn lại: cứ {step} được thêm {points} điểm"
            if self.to is None
            else "đến {high}: cứ {step} được thêm {points} điểm"
        )
        high = "" if self.to is None else words.measure(self.to, of)
        return words.say(
            pattern, high=high, step=words.measure(self.step, of), points=number_text(self.points)
        )


@dataclass(frozen=True, kw_only=True)
class Brackets(Rule):
    """Steps whose worth changes from bracket to bracket."""

    type: ClassVar[str] = "brackets"
    label: ClassVar[str] = "Lũy tiến từng phần"
    input: ex.Expr = param("expression", "Chỉ tiêu")
    base: Part = param("points", "Điểm gốc")
    base_at: Fraction = param("number", "Tại mức")
    brackets: tuple[Bracket, ...] = param("list:Bracket", "Các phần")
    partial: str = param("choice:whole|pro_rata", "Phần lẻ", default="whole")
    cap: Part = param("points", "Không quá", default=FULL)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        value = self.against_thresholds(self.input)
        parts: list[ex.Expr] = [ex.Number(self.base.of(full))]
        start = self.base_at
        for bracket in self.brackets:
            inside = value if bracket.to is None else ex.op("min", value, ex.Number(bracket.to))
            distance = ex.op("max", ex.op("-", inside, ex.Number(start)), ZERO)
            parts.append(times(steps_in(distance, bracket.step, self.partial), bracket.points))
            start = bracket.to if bracket.to is not None else start
        return ex.op("min", total_of(parts), ex.Number(self.cap.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        return words.say(
            "{what} đến {at} được {base} điểm; {rows}; không quá {cap} điểm.",
            what=words.text(self.input),
            at=words.measure(self.base_at, self.input),
            base=number_text(self.base.of(full)),
            rows="; ".join(b.words(words, self.input) for b in self.brackets),
            cap=number_text(self.cap.of(full)),
        )


@dataclass(frozen=True)
class Short:
    """What each `step` short of the target costs."""

    step: Fraction = param("number", "Mỗi mức hụt")
    points: Fraction = param("number", "Trừ")


@dataclass(frozen=True)
class Over:
    """What each `step` over the target brings, at most `cap`."""

    step: Fraction = param("number", "Mỗi mức vượt")
    points: Fraction = param("number", "Cộng")
    cap: Fraction = param("number", "Không quá")


@dataclass(frozen=True, kw_only=True)
class TargetSteps(Rule):
    """`base` (the maximum unless named) at 100 % of the target; each step short costs, each over brings."""

    type: ClassVar[str] = "target_steps"
    label: ClassVar[str] = "Theo mức hoàn thành chỉ tiêu"
    input: ex.Expr = param("expression", "Chỉ tiêu")
    target: ex.Expr = param("expression", "Mức giao")
    base: Part = param("points", "Đạt chỉ tiêu được", default=FULL)
    short: Short = param("list:Short", "Khi hụt")
    zero_under: Fraction | None = param("number", "0 điểm nếu dưới", default=None)
    over: Over | None = param("list:Over", "Khi vượt", default=None)
    partial: str = param("choice:whole|pro_rata", "Phần lẻ", default="whole")

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        base = ex.Number(self.base.of(full))
        share = ex.op("/", self.against_thresholds(self.input), self.target)
        short = ex.op("max", ex.op("-", ONE, share), ZERO)
        if self.partial == "whole":  # a step begun is a step short
            steps = ex.op("neg", ex.op("floor", ex.op("neg", ex.op("/", short, ex.Number(self.short.step)))))
        else:
            steps = ex.op("/", short, ex.Number(self.short.step))
        below: ex.Expr = ex.op("max", ex.op("-", base, times(steps, self.short.points)), ZERO)
        if self.zero_under is not None:
            below = ex.op("if", ex.op("<", share, ex.Number(self.zero_under)), ZERO, below)
        above: ex.Expr = base
        if self.over is not None:
            more = steps_in(ex.op("max", ex.op("-", share, ONE), ZERO), self.over.step, self.partial)
            more = ex.op("min", times(more, self.over.points), ex.Number(self.over.cap))
            above = ex.op("+", above, more)
        return ex.op("if", ex.op(">=", share, ONE), above, below)

    def sentence(self, words: Words, full: Fraction) -> str:
        text = words.say(
            "{what} đạt 100 % của {target} được {base} điểm; cứ hụt {step} trừ {points} điểm",
            what=words.text(self.input),
            target=words.text(self.target),
            base=number_text(self.base.of(full)),
            step=percent_text(self.short.step),
            points=number_text(self.short.points),
        )
        if self.zero_under is not None:
            text += words.say("; dưới {share} được 0 điểm", share=percent_text(self.zero_under))
        if self.over is not None:
            text += words.say(
                "; cứ vượt {step} cộng {points} điểm, không quá {cap} điểm",
                step=percent_text(self.over.step),
                points=number_text(self.over.points),
                cap=number_text(self.over.cap),
            )
        return text + "."

    def aims(self) -> Sequence[Aim]:
        if not isinstance(self.input, ex.Column):
            return ()
        aims = [Aim(self.input, self.target)]
        if self.over is not None and self.over.points:
            share = 1 + self.over.cap / self.over.points * self.over.step
            aims.append(Aim(self.input, times(self.target, share)))
        return aims


@dataclass(frozen=True, kw_only=True)
class Versus(Rule):
    """All points when the value compares so with `against` (an average of the group, for instance)."""

    type: ClassVar[str] = "versus"
    label: ClassVar[str] = "So với mức chung"
    input: ex.Expr = param("expression", "Chỉ tiêu")
    against: ex.Expr = param("expression", "So với")
    compare: str = param("choice:>=|>|<=|<|==|!=", "So sánh", default=">=")
    gives: Part = param("points", "Đạt thì được", default=FULL)
    otherwise: Part = param("points", "Không đạt thì được", default=NOTHING)

    def points(self, criterion: str, full: Fraction) -> ex.Expr:  # noqa: ARG002
        met = ex.op(self.compare, self.against_thresholds(self.input), self.against)
        return ex.op("if", met, ex.Number(self.gives.of(full)), ex.Number(self.otherwise.of(full)))

    def sentence(self, words: Words, full: Fraction) -> str:
        what = words.compared(self.input, self.compare, self.against)
        return met_or_not(words, what, self.gives.of(full), self.otherwise.of(full))

    def aims(self) -> Sequence[Aim]:
        if isinstance(self.input, ex.Column) and not any(
            isinstance(e, ex.Group) for e in ex.walk(self.against)
        ):
            return (Aim(self.input, self.against, open=self.compare in {">", "<"}),)
        return ()
