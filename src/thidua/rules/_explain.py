"""Every point opens like a drawer: steps, rule, article, inputs, evidence, and what would earn more."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from thidua.rules import _expression as ex
from thidua.rules._bounded import ENOUGH, NOT_ENOUGH, is_bounded, limit_is_enough
from thidua.rules._data import Data, Value
from thidua.rules._exact import Env, Found, Scope, as_number, evaluate
from thidua.rules._expression import State
from thidua.rules._lines import criterion_line, envelope, envelopes, section_line, totals, with_changed
from thidua.rules._model import Criterion, Input, Item, Rulebook, Section
from thidua.rules._patterns import Aim
from thidua.rules._program import CriterionPlan, Program, Stage, program_of
from thidua.rules._result import Explained, Explanation, Improvement, Line, Result, Step, Used
from thidua.rules._score import Scored, finish_unit, rank_group, score_unit
from thidua.rules._wording import number_text

SECTION_STEPS = {
    "combined": "Cộng điểm các mục.",
    "rescaled": "Quy đổi vì có mục không áp dụng hoặc không giao.",
    "sub_cap": "Mức trần có điều kiện.",
    "capped": "Không quá điểm tối đa của nhóm.",
    "weight": "Nhân hệ số của nhóm.",
    "prorate": "Tính theo thời gian.",
    "rounded": "Làm tròn.",
}
COMBINED = {"max": "Lấy mục cao nhất.", "min": "Lấy mục thấp nhất.", "mean": "Lấy trung bình các mục."}
TOTAL_STEPS = {
    "base": "Tổng điểm các nội dung.",
    "bonus": "Cộng điểm thưởng.",
    "deduction": "Trừ điểm trừ.",
    "clamp": "Giới hạn sàn, trần của tổng điểm.",
    "rounded": "Làm tròn tổng điểm.",
}
MOST_IMPROVEMENTS = 3


def explain(
    rulebook: Rulebook, data: Data, code: str, among: Result | None = None, *, language: str = "vi"
) -> Explanation:
    """Open the unit's result; what it says, in `language`, sums to its total. KeyError: no such unit.

    `among` is the result of the same data under the same rulebook where it is already known: then the
    other units are not scored again. ValueError when it is another one.
    """
    program = program_of(rulebook, language)
    unit = data.unit(code)
    scope = Scope(rulebook, sorted((u for u in data.units if u.group == unit.group), key=lambda u: u.code))
    if among is None:
        scored = {env.unit.code: score_unit(program, env) for env in scope.envs}
        result = next(u for u in rank_group(program, scored) if u.code == code)
        own = scored[code]
    else:
        result = among.unit(code)
        env = next(env for env in scope.envs if env.unit.code == code)
        own = finish_unit(program, env, result.lines)
        if own.result.total != result.total:
            raise ValueError("the result is not that of these data under this rulebook")
    opened = _Drawer(program, own)
    items = tuple(opened.item(item) for item in rulebook.items)
    return Explanation(result, items, opened.total_steps())


class _Drawer:
    """Explains one scored unit."""

    def __init__(self, program: Program, scored: Scored) -> None:
        self.program, self.env, self.say = program, scored.env, program.words.say
        self.lines, self.totals = scored.result.lines, scored.totals
        self.envelopes = envelopes(program, self.lines)

    def total_steps(self) -> tuple[Step, ...]:
        steps, before = [], None
        for kind, after in self.totals.steps:
            if before is None or after != before:
                steps.append(Step(kind, before, after, self.say(TOTAL_STEPS[kind])))
            before = after
        return tuple(steps)

    def item(self, item: Item) -> Explained:
        """One section with its items, or one criterion."""
        return self.section(item) if isinstance(item, Section) else self.criterion(item)

    def section(self, section: Section) -> Explained:
        line, work = section_line(self.program, section, self.lines, self.env)
        steps, before = [], None
        for kind, after in work.steps:
            sentence = (
                COMBINED.get(section.combine, SECTION_STEPS[kind])
                if kind == "combined"
                else SECTION_STEPS[kind]
            )
            steps.append(Step(kind, before, after, self.say(sentence), section.source))
            before = after
        return Explained(
            id=section.id,
            name=section.name,
            kind="section",
            state=line.state,
            points=line.points,
            max=self.program.full[section.id],
            possible=line.possible,
            sentence=section.note,
            source=section.source,
            steps=tuple(steps),
            items=tuple(self.item(i) for i in section.items),
            printed=section.printed,
        )

    def criterion(self, criterion: Criterion) -> Explained:
        plan, line = self.program.plans[criterion.id], self.lines[criterion.id]
        need = criterion.evidence.required
        return Explained(
            id=criterion.id,
            name=criterion.name,
            kind="criterion",
            state=line.state,
            points=line.points,
            max=self.program.full[criterion.id],
            possible=line.possible,
            sentence=plan.stages[0].sentence,
            source=criterion.source,
            steps=(*traced(plan, self.env), *self.by_policy(plan, line)),
            used=tuple(self.used(plan)),
            evidence_needed=need,
            evidence_there=bool(self.env.unit.evidence.get(criterion.id)) if need else None,
            improvements=tuple(self.improvements(plan, line)),
            printed=criterion.printed,
        )

    def by_policy(self, plan: CriterionPlan, line: Line) -> Iterator[Step]:
        """The step that the rulebook's policy adds where the rule itself gave no number."""
        if line.state == State.VALUE and isinstance(evaluate(plan.expr, self.env), State):
            yield Step("policy", None, line.points, self.say("Quy chế tính 0 điểm khi chưa có số liệu."))
        elif line.state != State.VALUE and line.points:
            sentence = self.say("Không áp dụng hoặc không giao: quy chế cho đủ điểm.")
            yield Step("policy", None, line.points, sentence)

    def used(self, plan: CriterionPlan) -> Iterator[Used]:
        """The inputs that the criterion reads, in order of the rulebook."""
        for column in self.program.columns[plan.criterion.id]:
            definition = self.program.rulebook.input_by_id[column.input]
            found = self.env.column(column)
            state = found if isinstance(found, State) else State.VALUE
            value = self.env.unit.values.get(column.input)
            certainty = (
                value.certainty if value is not None and column.part not in {"target", "previous"} else ""
            )
            text = shown(definition, value, column, found, self.program)
            note = self.limit_note(plan, text) if text and is_bounded(value, column) else ""
            name = self.program.words.column(column)
            yield Used(column.input, column.part, name, text, state, certainty, note)

    def limit_note(self, plan: CriterionPlan, text: str) -> str:
        """Whether the points stand with every number that the limit allows."""
        enough = limit_is_enough(plan, self.env, self.program.rulebook.input_by_id)
        return self.say(ENOUGH if enough else NOT_ENOUGH, value=text)

    def improvements(self, plan: CriterionPlan, line: Line) -> list[Improvement]:
        """What would have earned more, best first; nothing when nothing would."""
        tried = [*self._by_aims(plan, line), *self._by_stages(plan, line), *self._by_reporting(plan, line)]
        better = [i for i in tried if i.gain > 0]
        better.sort(key=lambda i: (-i.total_gain, -i.gain, i.sentence))
        return better[:MOST_IMPROVEMENTS]

    def _gain(self, plan: CriterionPlan, line: Line, env: Env) -> tuple[Fraction, Fraction]:
        new = criterion_line(self.program, plan, env)
        if new.state != State.VALUE or new == line:
            return Fraction(0), Fraction(0)
        sign = -1 if self.program.kinds[plan.criterion.id] == "deduction" else 1
        gain = sign * (new.points - line.points)
        return gain, self._total_gain(new) if gain > 0 else Fraction(0)  # what earns nothing is not told

    def _total_gain(self, new: Line) -> Fraction:
        """How much more the unit would have in all if one criterion's line were `new`."""
        changed, kind = with_changed(self.program, self.lines, new, self.env), self.program.kinds[new.id]
        parted = {**self.envelopes, kind: envelope(self.program, kind, changed)}
        return totals(self.program, parted).total - self.totals.total

    def _by_aims(self, plan: CriterionPlan, line: Line) -> Iterator[Improvement]:
        for aim in plan.criterion.rule.aims():
            tried = _aimed(self.program.rulebook, aim, self.env)
            if tried is None:
                continue
            column, to = tried
            gain, total_gain = self._gain(plan, line, self.env.with_changes({column: to}))
            words = self.program.words
            text = self.say(
                "Nếu {what} là {value}", what=words.column(column), value=words.measure(to, column)
            )
            yield Improvement(column.input, text, to, gain, total_gain)

    def _by_stages(self, plan: CriterionPlan, line: Line) -> Iterator[Improvement]:
        """Evidence that is missing, and penalties or conditional caps that took points."""
        texts = {
            "evidence": "Nếu có đủ minh chứng",
            "penalty": "Nếu không bị trừ theo quy định",
            "sub_cap": "Nếu không bị giới hạn mức trần có điều kiện",
        }
        for stage in plan.stages:
            if stage.kind not in texts:
                continue
            without = tuple(s for s in plan.stages if s is not stage)
            gain, total_gain = (
                self._gain(plan, line, self.env) if not without else self._without(plan, line, without)
            )
            yield Improvement("", self.say(texts[stage.kind]), None, gain, total_gain)

    def _without(
        self, plan: CriterionPlan, line: Line, stages: tuple[Stage, ...]
    ) -> tuple[Fraction, Fraction]:
        expr = stages[0].expr
        for stage in stages[1:]:
            expr = ex.put_prior(stage.expr, expr)
        return self._gain(CriterionPlan(plan.criterion, stages, expr, plan.applies), line, self.env)

    def _by_reporting(self, plan: CriterionPlan, line: Line) -> Iterator[Improvement]:
        code = plan.criterion.id
        full = self.program.full[code]
        if line.state == State.MISSING:
            text = "Nếu nhập đủ số liệu hoặc có điểm chấm, tối đa thêm"
        elif isinstance(plan.stages[0].expr, ex.Mark) and line.points < full:
            text = "Nếu được chấm điểm tối đa"
        else:
            return
        if self.program.kinds[code] == "deduction":
            return
        best = Line(code, State.VALUE, full, full, complete=True)
        yield Improvement("", self.say(text), None, full - line.points, self._total_gain(best))


def traced(plan: CriterionPlan, env: Env) -> Iterator[Step]:
    """The criterion's steps that changed something, and always the first."""
    before: Found = State.UNDEFINED
    for stage in plan.stages:
        env.prior = before
        after = evaluate(stage.expr, env)
        if stage.kind == "proposed" or after != before:
            yield Step(stage.kind, _number(before), _number(after), stage.sentence, stage.source)
        before = after


def _number(found: Found) -> Fraction | None:
    return None if isinstance(found, State | str) else as_number(found)


def _aimed(rulebook: Rulebook, aim: Aim, env: Env) -> tuple[ex.Column, Fraction] | None:
    """The column and the value on its grid that reach the aim from where the unit stands."""
    now, to = evaluate(aim.column, env), evaluate(aim.to, env)
    if isinstance(now, State | str) or isinstance(to, State | str):
        return None
    definition, column = rulebook.input_by_id[aim.column.input], aim.column
    current, goal = as_number(now), as_number(to)
    if definition.kind == "ratio" and column.part == "value":
        of = as_number(evaluate(ex.Column(definition.id, "of"), env))
        column, current, goal = ex.Column(definition.id, "amount"), current * of, goal * of
        if goal > of or (goal == of and aim.open):
            return None  # no numerator is larger than its denominator
    up = goal > current or (goal == current and aim.open)
    goal = _on_input_grid(definition, goal, up=up, past=aim.open)
    return None if goal == current or not definition.low <= goal <= definition.high else (column, goal)


def _on_input_grid(definition: Input, goal: Fraction, *, up: bool, past: bool) -> Fraction:
    scaled = goal * 10**definition.places
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    if past and whole == scaled:
        whole += 1 if up else -1
    return Fraction(whole, 10**definition.places)


def shown(definition: Input, value: Value | None, column: ex.Column, found: Found, program: Program) -> str:
    """A column's value as the screen shows it: both counts of a ratio, the name of a choice."""
    if isinstance(found, State):
        return ""
    if isinstance(found, bool):
        return program.words.say("có" if found else "không")
    if isinstance(found, str):
        return program.words.choices.get(found, found)
    text = _written(definition, value, column, as_number(found))
    if value is None or not is_bounded(value, column):
        return text
    return program.words.say("trên {value}" if value.bound == ">" else "dưới {value}", value=text)


def _written(definition: Input, value: Value | None, column: ex.Column, found: Fraction) -> str:
    if definition.kind == "ratio" and column.part == "value" and value is not None and value.of is not None:
        counts = f"{number_text(value.amount or Fraction(0))} / {number_text(value.of)}"
        return f"{counts} = {number_text(found * 100, 2)} %"
    unit = " %" if definition.kind == "percent" else (f" {definition.unit}" if definition.unit else "")
    return f"{number_text(found)}{unit}"


def lines_in_order(items: Sequence[Explained]) -> Iterator[Explained]:
    """Every explained item, a section before its items."""
    for item in items:
        yield item
        yield from lines_in_order(item.items)
