"""A rulebook made ready to compute: one expression per criterion, in named stages."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from thidua.rules import _expression as ex
from thidua.rules._model import Criterion, Item, Rulebook, Section, Source, full_points, walk_items
from thidua.rules._patterns import Manual
from thidua.rules._wording import Words, number_text, percent_text

PRIOR, ZERO = ex.Prior(), ex.number(0)
KINDS = ("base", "bonus", "deduction")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a criterion: `expr` over `Prior`, with the rule text and its source."""

    kind: str
    expr: ex.Expr
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """A criterion's stages, and all of them as one expression; `applies` false: not applicable."""

    criterion: Criterion
    stages: tuple[Stage, ...]
    expr: ex.Expr
    applies: ex.Expr | None


class Program:
    """What every way of computing starts from.

    `full` maps an item to its printed maximum counted with its weight; `plans` maps criterion ids to
    plans in printed order; `parents` maps an item to the section that holds it (None at the top);
    `kinds` maps an item to base, bonus or deduction; `columns` maps a criterion to what it reads, in
    the rulebook's order of inputs. Its sentences are in `language`; nothing else depends on it.
    """

    def __init__(self, rulebook: Rulebook, language: str = "vi") -> None:
        self.rulebook = rulebook
        self.words = words_of(rulebook, language)
        self.parents: dict[str, Section | None] = {}
        self.kinds: dict[str, str] = {}
        for top in rulebook.items:
            kind = top.kind if isinstance(top, Section) else "base"
            self._place(top, None, kind)
        self._tops = {
            wanted: tuple(i for i in rulebook.items if self.kinds[i.id] == wanted)
            for wanted in ("base", "bonus", "deduction")
        }
        self.full = {i.id: full_points(i) * i.weight for i in walk_items(rulebook.items)}
        self.full_base = sum((self.full[i.id] for i in self.tops("base")), Fraction(0))
        self.plans = {c.id: plan_of(c, rulebook, self.words) for c in rulebook.criteria}
        self.columns = {code: self._columns(plan) for code, plan in self.plans.items()}

    def _columns(self, plan: CriterionPlan) -> tuple[ex.Column, ...]:
        found = ex.columns_of(plan.expr) | (
            ex.columns_of(plan.applies) if plan.applies is not None else set()
        )
        order = {i.id: n for n, i in enumerate(self.rulebook.inputs)}
        return tuple(sorted(found, key=lambda c: (order[c.input], c.part)))

    def _place(self, item: Item, parent: Section | None, kind: str) -> None:
        self.parents[item.id], self.kinds[item.id] = parent, kind
        if isinstance(item, Section):
            for child in item.items:
                self._place(child, item, kind)

    def tops(self, kind: str) -> tuple[Item, ...]:
        """Top-level items of one kind."""
        return self._tops[kind]

    def policy(self, item: Item, state: ex.State) -> str:
        """What happens to an item left out with `state`: its own policy, its section's, the rulebook's."""
        name = "not_assigned" if state == ex.State.NOT_ASSIGNED else "not_applicable"
        parent = self.parents[item.id]
        chosen = getattr(item, name) or (getattr(parent, name) if parent else None)
        return str(chosen or getattr(self.rulebook.values, name))


@lru_cache(maxsize=64)
def _program_of_digest(_digest: str, rulebook_key: "_ById", language: str) -> Program:
    return Program(rulebook_key.rulebook, language)


class _ById:
    """Keys the cache by identity where a rulebook was built in memory and has no digest."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.key = rulebook.digest or id(rulebook)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _ById)
            and other.key == self.key
            and (bool(self.rulebook.digest) or other.rulebook is self.rulebook)
        )

    def __hash__(self) -> int:
        return hash(self.key)


def program_of(rulebook: Rulebook, language: str = "vi") -> Program:
    """The rulebook's program, built once per content and language of its sentences."""
    return _program_of_digest(rulebook.digest, _ById(rulebook), language)


def words_of(rulebook: Rulebook, language: str = "vi") -> Words:
    """Names of what the rulebook's expressions read."""
    choices = {c.id: c.name for i in rulebook.inputs for c in i.choices}
    items = {i.id: i.name for i in walk_items(rulebook.items)}
    names = {i.id: i.name for i in rulebook.inputs}
    units = {i.id: "%" if i.kind == "percent" else i.unit for i in rulebook.inputs}
    ratios = frozenset(i.id for i in rulebook.inputs if i.kind == "ratio")
    return Words(names, items, choices, units, ratios, language)


def clamped(value: ex.Expr, low: Fraction, high: Fraction) -> ex.Expr:
    """`value` within low…high."""
    return ex.op("max", ex.Number(low), ex.op("min", value, ex.Number(high)))


def plan_of(criterion: Criterion, rulebook: Rulebook, words: Words) -> CriterionPlan:
    """The criterion's stages in the order that the format document names."""
    rounding = rulebook.rounding
    rule_text = criterion.rule.sentence(words, criterion.max)
    proposed = Stage(
        "proposed", criterion.rule.points(criterion.id, criterion.max), rule_text, criterion.source
    )
    caps = [*_sub_caps(criterion, words), _clamp(criterion, words)]
    rounds: list[Stage] = []
    if rounding.at == "criterion":
        sentence = words.say("Làm tròn {places} chữ số thập phân.", places=rounding.places)
        rounds = [Stage("rounded", ex.Rounded(PRIOR, rounding.places, rounding.mode), sentence, Source())]
    early = rounds if rounding.caps == "after_rounding" else []
    late = [] if early else rounds
    stages = [proposed, *_penalties(criterion, words), *_evidence(criterion, words), *early, *caps]
    stages += [*_prorate(criterion, words), *_mark(criterion, words), *_weight(criterion, words), *late]
    expr = stages[0].expr
    for stage in stages[1:]:
        expr = ex.put_prior(stage.expr, expr)
    return CriterionPlan(criterion, tuple(stages), expr, criterion.applies_when)


def _penalties(criterion: Criterion, words: Words) -> list[Stage]:
    stages = []
    for penalty in criterion.penalties:
        lost = ex.op(
            "min",
            ex.op("*", ex.Number(penalty.percent_each), ex.Column(penalty.input)),
            ex.Number(penalty.cap),
        )
        kept = ex.op("max", ex.op("-", ex.number(1), lost), ZERO)
        text = words.say(
            "Mỗi {what} trừ {share} số điểm của tiêu chí.",
            what=words.name(penalty.input),
            share=percent_text(penalty.percent_each),
        )
        stages.append(Stage("penalty", ex.op("*", PRIOR, kept), penalty.note or text, penalty.source))
    return stages


def _evidence(criterion: Criterion, words: Words) -> list[Stage]:
    need = criterion.evidence
    if not need.required or need.if_missing != "zero":
        return []
    nothing = ex.op("*", PRIOR, ZERO)  # what is missing or not applicable stays so, with evidence or without
    expr = ex.op("if", ex.Evidence(criterion.id), PRIOR, nothing)
    sentence = words.say("Không có minh chứng thì không tính điểm.")
    return [Stage("evidence", expr, sentence, criterion.source)]


def _sub_caps(criterion: Criterion, words: Words) -> list[Stage]:
    stages = []
    for cap in criterion.caps:
        expr = ex.op("if", cap.when, ex.op("min", PRIOR, ex.Number(cap.max)), PRIOR)
        text = words.say(
            "Khi {when}: không quá {cap} điểm.", when=words.text(cap.when), cap=number_text(cap.max)
        )
        stages.append(Stage("sub_cap", expr, cap.note or text, cap.source))
    return stages


def _clamp(criterion: Criterion, words: Words) -> Stage:
    low, high = number_text(criterion.floor), number_text(criterion.max)
    sentence = words.say("Trong khoảng {low} đến {high} điểm.", low=low, high=high)
    return Stage("clamp", clamped(PRIOR, criterion.floor, criterion.max), sentence, criterion.source)


def _prorate(criterion: Criterion, words: Words) -> list[Stage]:
    prorate = criterion.prorate
    if prorate is None:
        return []
    share = ex.op("/", ex.Column(prorate.input), ex.Number(prorate.of))
    text = words.say(
        "Tính theo thời gian: {what} ÷ {of}.", what=words.name(prorate.input), of=number_text(prorate.of)
    )
    return [Stage("prorate", ex.op("*", PRIOR, share), text, criterion.source)]


def _mark(criterion: Criterion, words: Words) -> list[Stage]:
    if isinstance(criterion.rule, Manual):
        return []
    mark = clamped(ex.Mark(criterion.id), criterion.floor, criterion.max)
    expr = ex.op("if", ex.HasMark(criterion.id), mark, PRIOR)
    sentence = words.say("Điểm do người có thẩm quyền chấm thay điểm tính tự động.")
    return [Stage("mark", expr, sentence, Source())]


def _weight(criterion: Criterion, words: Words) -> list[Stage]:
    if criterion.weight == 1:
        return []
    expr = ex.op("*", PRIOR, ex.Number(criterion.weight))
    sentence = words.say("Nhân hệ số {factor}.", factor=number_text(criterion.weight))
    return [Stage("weight", expr, sentence, criterion.source)]
