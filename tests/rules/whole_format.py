"""Random rulebooks that use every key of the format: pattern, cap, penalty, policy, setting."""

import datetime as dt
import itertools
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from thidua.rules import _expression as ex
from thidua.rules import _model as m
from thidua.rules import _patterns as p
from thidua.rules._language import parse_expression
from thidua.rules._shapes import SILENCES, input_defaults

COUNTS = ("done", "tasks", "late", "people")
NUMBERS = (*COUNTS, "money_in", "rate", "level_of", "share")
MEASURES = ("done", "late", "money_in", "rate", "share", "done / (tasks + 1)", "rate - rate.previous",
            "if(mountain, 2 * done, done)", "max(done, late)", "share.amount")  # fmt: skip
CONDITIONS = ("mountain", "not mountain", "late > 3", "done >= 95% * tasks", 'grade == "good" or late == 0',
              "has(done.target) and done < done.target", "share < 50%")  # fmt: skip
OVER_GROUP = (
    "mean_of(rate)",
    "max_of(done, mountain)",
    "sum_of(done) / 10",
    "min_of(late)",
    "rank_of(done) - 1",
)
TEXTS = st.sampled_from(
    ["", "Ghi chú", "Điều 3, khoản 2: “trên 90 %”", "yes", "1.2", "# không phải ghi chú", " a: b\nc "]
)
NAMES = st.sampled_from(["Công việc", "Tỷ lệ đạt 100 %", "null", "Đ", "- gạch đầu dòng", "12", "2025-01-01"])


def numbers(low: int = 0, high: int = 20, places: int = 2) -> st.SearchStrategy[Fraction]:
    """Exact decimals."""
    scale = 10**places
    return st.integers(low * scale, high * scale).map(lambda n: Fraction(n, scale))


POSITIVE = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(5), Fraction(1, 3)])
PARTS = st.one_of(
    numbers(0, 10).map(lambda v: p.Part(points=v)), numbers(0, 1).map(lambda v: p.Part(share=v))
)
INPUT_IDS = st.sampled_from(NUMBERS)
COMPARE = st.sampled_from([">=", ">", "<=", "<", "==", "!="])
WAY, PARTIAL = st.sampled_from(["higher", "lower"]), st.sampled_from(["whole", "pro_rata"])
LEFT_OUT = st.sampled_from([None, "rescale", "full", "split", "not_scored"])
measures = st.sampled_from(MEASURES).map(parse_expression)
conditions = st.sampled_from(CONDITIONS).map(parse_expression)
plain_numbers = st.one_of(numbers(-5, 50).map(ex.Number), measures)
sources = st.one_of(
    st.just(m.Source()),
    st.builds(
        m.Source, document=TEXTS, article=TEXTS, issued=st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
    ),
)
counted = st.builds(
    p.Counted, input=INPUT_IDS, points_each=numbers(0, 3), name=TEXTS, cap=st.none() | numbers(0, 5)
)
several_counted = st.lists(counted, min_size=1, max_size=3).map(tuple)


@st.composite
def bounds(draw: Any) -> dict[str, Any]:
    """Ends of an interval, open or closed, as the loader would make them."""
    low, high = draw(st.none() | numbers(0, 100)), draw(st.none() | numbers(0, 100))
    return {
        "low": low,
        "low_closed": low is None or draw(st.booleans()),
        "high": high,
        "high_closed": high is not None and draw(st.booleans()),
    }


tiers = st.tuples(bounds(), PARTS).map(lambda t: p.Tier(gives=t[1], **t[0]))


@st.composite
def partitions(draw: Any) -> tuple[p.Tier, ...]:
    """Tiers that hold every number once."""
    cuts = sorted(set(draw(st.lists(numbers(0, 100), min_size=1, max_size=4))))
    ends = [None, *cuts, None]
    return tuple(p.Tier(gives=draw(PARTS), low=low, high=high) for low, high in itertools.pairwise(ends))


def _ratio() -> st.SearchStrategy[p.Rule]:
    common = {"direction": WAY, "cap": st.sampled_from([Fraction(1), Fraction(6, 5)]),
              "zero_under": st.none() | st.just(Fraction(1, 2))}  # fmt: skip
    return st.one_of(
        st.builds(p.Ratio, of=measures, over=measures, **common),
        st.builds(
            p.Ratio, input=INPUT_IDS, target=st.none() | st.just(ex.Column("done", "target")), **common
        ),
    )


brackets = st.builds(p.Bracket, step=POSITIVE, points=numbers(0, 3), to=st.none() | numbers(20, 90))
scaled = st.one_of(st.just(()), st.builds(p.Scale, when=conditions, factor=POSITIVE).map(lambda s: (s,)))
weighted = st.builds(p.WeightedPart, done=INPUT_IDS, of=INPUT_IDS, coefficient=POSITIVE)
over_group = st.sampled_from(OVER_GROUP).map(parse_expression)
levels = st.tuples(PARTS, PARTS).map(
    lambda t: p.Levels(input="grade", levels=(p.Level("good", t[0]), p.Level("fair", t[1])))
)

RULES: dict[str, st.SearchStrategy[p.Rule]] = {
    "ratio": _ratio(),
    "threshold": st.builds(p.Threshold, input=measures, compare=COMPARE, value=plain_numbers, gives=PARTS,
                           otherwise=PARTS, scaled=scaled),
    "tiers": st.builds(p.Tiers, input=measures, scaled=scaled,
                       tiers=st.one_of(partitions(), st.lists(tiers, min_size=1, max_size=4).map(tuple))),
    "steps": st.builds(p.Steps, input=measures, base=PARTS, base_at=numbers(), step=POSITIVE, step_points=numbers(0, 2),
                       cap=PARTS, partial=PARTIAL, direction=WAY, scaled=scaled),
    "brackets": st.builds(p.Brackets, input=measures, base=PARTS, base_at=numbers(), partial=PARTIAL, cap=PARTS,
                          brackets=st.lists(brackets, min_size=1, max_size=3).map(tuple)),
    "target_steps": st.builds(p.TargetSteps, input=measures, target=st.just(ex.Column("done", "target")),
                              short=st.builds(p.Short, step=POSITIVE, points=numbers(0, 2)), partial=PARTIAL,
                              over=st.none() | st.builds(p.Over, step=POSITIVE, points=numbers(0, 2), cap=numbers(0, 5)),
                              zero_under=st.none() | numbers(0, 1)),
    "versus": st.builds(p.Versus, input=measures, against=over_group, compare=COMPARE, gives=PARTS, otherwise=PARTS),
    "survey": st.builds(p.Survey, yes=INPUT_IDS, sample=st.integers(1, 100), points_each=numbers(0, 2)),
    "count": st.builds(p.Count, input=measures, points_each=numbers(0, 3), cap=PARTS),
    "catalogue": st.builds(p.Catalogue, items=several_counted, cap=PARTS),
    "manual": st.builds(p.Manual, step=POSITIVE, guide=st.lists(TEXTS, max_size=2).map(tuple)),
    "no_violations": st.builds(p.NoViolations, input=INPUT_IDS),
    "all_done": st.builds(p.AllDone, done=INPUT_IDS, of=INPUT_IDS, if_none=st.sampled_from(["full", "undefined"])),
    "levels": levels,
    "per_event": st.builds(p.PerEvent, events=several_counted, cap=PARTS),
    "plus_minus": st.builds(p.PlusMinus, plus=several_counted, minus=several_counted),
    "leader_relative": st.builds(p.LeaderRelative, input=st.sampled_from(["done", "money_in"]), at_target=numbers(0, 1)),
    "rank_points": st.builds(p.RankPoints, input=measures, direction=WAY,
                             by_place=st.lists(numbers(0, 10), max_size=4).map(tuple),
                             first=st.none() | PARTS, step=numbers(0, 2)),
    "weighted_ratio": st.builds(p.WeightedRatio, parts=st.lists(weighted, min_size=1, max_size=3).map(tuple), cap=POSITIVE),
    "formula": st.builds(p.Formula, gives=st.one_of(measures, over_group)),
    "external": st.builds(p.External, input=measures, factor=numbers(0, 3)),
}  # fmt: skip
rules = st.one_of(*RULES.values())


def _common() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "name": NAMES,
        "weight": st.sampled_from([Fraction(1), Fraction(1), Fraction(3, 2)]),
        "not_applicable": LEFT_OUT,
        "not_assigned": LEFT_OUT,
        "applies_when": st.none() | conditions,
        "caps": st.lists(st.builds(m.SubCap, when=conditions, max=numbers(), note=TEXTS), max_size=1).map(
            tuple
        ),
        "prorate": st.none() | st.builds(m.Prorate, input=st.just("people"), of=st.just(Fraction(12))),
        "note": TEXTS,
        "source": sources,
    }


def criteria(item_id: str) -> st.SearchStrategy[m.Criterion]:
    """A criterion with this id."""
    penalty = st.builds(
        m.Penalty, input=st.sampled_from(COUNTS), percent_each=numbers(0, 1), cap=numbers(0, 1), note=TEXTS
    )
    return st.builds(
        m.Criterion,
        id=st.just(item_id),
        max=numbers(),
        rule=rules,
        floor=st.sampled_from([Fraction(0), Fraction(0), Fraction(-2)]),
        penalties=st.lists(penalty, max_size=2).map(tuple),
        evidence=st.one_of(
            st.just(m.EvidenceNeed(())),
            st.builds(
                m.EvidenceNeed,
                required=st.just(("Kế hoạch",)),
                if_missing=st.sampled_from(["zero", "explain", "allow"]),
            ),
        ),
        carried_to=TEXTS,
        also_printed=st.none() | rules,
        **_common(),
    )


@st.composite
def items(draw: Any, prefix: str, depth: int) -> m.Item:
    """A criterion, or a section of up to four items."""
    if depth == 0 or draw(st.booleans()):
        return draw(criteria(prefix))
    inside = [draw(items(f"{prefix}.{n}", depth - 1)) for n in range(1, draw(st.integers(1, 4)) + 1)]
    return draw(sections(prefix, tuple(inside), "base"))


def sections(item_id: str, inside: tuple[m.Item, ...], kind: str) -> st.SearchStrategy[m.Section]:
    """A section with this id, kind and content."""
    return st.builds(
        m.Section,
        id=st.just(item_id),
        items=st.just(inside),
        max=st.none() | numbers(),
        kind=st.just(kind),
        combine=st.sampled_from(["sum", "sum", "max", "mean", "min"]),
        printed_rescale=st.none() | numbers(),
        **_common(),
    )


@st.composite
def trees(draw: Any) -> tuple[m.Item, ...]:
    """Base items, and perhaps a bonus and a deduction section."""
    tops = [draw(items(str(n), 2)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    for name, kind in (("T", "bonus"), ("P", "deduction")):
        if draw(st.booleans()):
            inside = tuple(draw(criteria(f"{name}.{n}")) for n in range(1, draw(st.integers(1, 2)) + 1))
            tops.append(draw(sections(name, inside, kind)))
    return tuple(tops)


def _input(input_id: str, kind: str, **rest: Any) -> m.Input:
    return m.Input(input_id, f"Chỉ tiêu {input_id}", kind, **{**input_defaults(kind), **rest})


INPUTS = (
    *(_input(c, "count", high=Fraction(50)) for c in COUNTS),
    _input("money_in", "money", high=Fraction(10**9)),
    _input("rate", "percent", high=Fraction(200)),
    _input("level_of", "number", low=Fraction(-5), high=Fraction(5)),
    _input("share", "ratio", places=0, high=Fraction(50)),
    _input("mountain", "yes_no"),
    _input("grade", "choice", choices=(m.Choice("good", "Tốt"), m.Choice("fair", "Khá"))),
)
totals = st.builds(
    m.TotalPolicy,
    floor=st.sampled_from([Fraction(0), None]),
    ceiling=st.none() | numbers(5, 50),
    bonus_max=st.none() | numbers(0, 5),
    deduction_max=st.none() | numbers(0, 5),
    order=st.permutations(["bonus", "deduction", "clamp"]).map(tuple),
)
roundings = st.builds(
    m.Rounding,
    places=st.integers(0, 3),
    mode=st.sampled_from(["half_up", "half_even", "down", "up"]),
    at=st.sampled_from(["criterion", "section", "total"]),
    caps=st.sampled_from(["before_rounding", "after_rounding"]),
)
policies = st.builds(
    m.ValuePolicy,
    missing=st.sampled_from(["wait", "zero"]),
    not_applicable=LEFT_OUT.map(lambda v: v or "not_scored"),
    not_assigned=LEFT_OUT.map(lambda v: v or "not_scored"),
    estimates=st.sampled_from(["allowed", "not_allowed"]),
)
scorers = st.one_of(
    st.just(m.Scorers()),
    st.builds(
        m.Scorers,
        columns=st.just(
            (m.ScorerColumn("self", "Tự chấm"), m.ScorerColumn("upper", "Cấp trên", Fraction(2)))
        ),
        combine=st.sampled_from(["last", "mean", "median", "sum", "weighted"]),
    ),
)
CLASSES = (
    m.GradeClass("HTXS", "Xuất sắc", m.Bounds(low=Fraction(15)),
                 (m.ClassNeed("Không mục nào 0", parse_expression("zero_count == 0")),)),
    m.GradeClass("HTT", "Tốt", m.Bounds(low=Fraction(8), high=Fraction(15))),
    m.GradeClass("KHT", "Không hoàn thành", m.Bounds(high=Fraction(8))),
)  # fmt: skip
GATES = (
    m.Gate("late", "Trễ nhiều", parse_expression("late > 30"), "class_at_most", "HTT"),
    m.Gate("none", "Không làm gì", parse_expression("done == 0 and total < 3"), "disqualified"),
    m.Gate("grave", "Vi phạm", parse_expression('grade == "fair" and late > 40'), "zero"),
)
QUOTAS = (
    m.Quota("HTXS", percent=Fraction(1, 5), of=("HTT",), raise_to=Fraction(1, 4)),
    m.Quota("HTT", max=ex.number(2), excess="decision", counting_itself=True, rounding="half_up"),
    m.Quota("HTXS", when=parse_expression("mountain"), max=parse_expression("20% * floor(50% * units)")),
    m.Quota(
        "HTT",
        when=parse_expression("not mountain"),
        max=parse_expression('units("HTXS") + 1'),
        and_better=True,
    ),
)
RANKINGS = (
    m.RankingRule(),
    m.RankingRule(
        by=(m.OrderKey(ex.Total()),),
        ties=(
            m.OrderKey(ex.Column("done"), name="Số việc"),
            m.OrderKey(decided_by="ballot", name="Bỏ phiếu"),
        ),
        leave_out=("KHT",),
    ),
)
STEPS = (m.TimelineStep("self", dt.date(2025, 11, 1), dt.date(2025, 12, 15), "Đơn vị", "Tự chấm", ("done",)),)
AWARDS = (m.AwardRule("flag", "Cờ thi đua", ("HTXS",), places=1, max=ex.number(1)),)


@st.composite
def rulebooks(draw: Any, tree: st.SearchStrategy[tuple[m.Item, ...]] | None = None) -> m.Rulebook:
    """A rulebook that the loader would accept."""
    graded = draw(st.booleans())
    return m.Rulebook(
        id="ngau-nhien",
        title=draw(NAMES),
        status=draw(st.sampled_from(["official", "transcribed", "illustrative"])),
        note=draw(TEXTS),
        from_on=draw(st.none() | st.just(dt.date(2025, 1, 1))),
        source=draw(sources),
        scale_max=draw(st.none() | numbers(0, 100)),
        silent_on=tuple(draw(st.lists(st.sampled_from(SILENCES), max_size=2, unique=True))),
        rounding=draw(roundings),
        values=draw(policies),
        total=draw(totals),
        scorers=draw(scorers),
        inputs=INPUTS,
        items=draw(tree if tree is not None else trees()),
        gates=GATES if graded else (),
        classes=CLASSES if graded else (),
        class_fallback=draw(st.sampled_from(["next_lower", "decision"])),
        quotas=QUOTAS if graded else (),
        awards=AWARDS if graded else (),
        ranking=draw(st.sampled_from(RANKINGS if graded else RANKINGS[:1])),
        timeline=STEPS,
    )
