"""Random rulebooks, small enough to read when one fails, and data for them."""

import itertools
from fractions import Fraction

from hypothesis import strategies as st

from thidua.rules._data import Data, UnitData, Value
from thidua.rules._expression import State
from thidua.rules._language import parse_expression
from thidua.rules._model import (
    Choice,
    Criterion,
    EvidenceNeed,
    Gate,
    Input,
    Penalty,
    Prorate,
    Rounding,
    Rulebook,
    ScorerColumn,
    Scorers,
    Section,
    SubCap,
    TotalPolicy,
    ValuePolicy,
)
from thidua.rules._patterns import (
    AllDone,
    Bracket,
    Brackets,
    Catalogue,
    Count,
    Counted,
    External,
    Formula,
    LeaderRelative,
    Level,
    Levels,
    Manual,
    NoViolations,
    Over,
    Part,
    PerEvent,
    PlusMinus,
    RankPoints,
    Ratio,
    Scale,
    Short,
    Steps,
    Survey,
    TargetSteps,
    Threshold,
    Tier,
    Tiers,
    Versus,
    WeightedPart,
    WeightedRatio,
)

INPUTS = (
    Input("done", "Đã làm", "count", high=Fraction(50)),
    Input("given", "Được giao", "count", high=Fraction(40)),
    Input("rate", "Tỷ lệ", "percent", places=1, high=Fraction(200)),
    Input("share", "Phần", "ratio", high=Fraction(30)),
    Input("clean", "Sạch", "yes_no", high=Fraction(1)),
    Input("level", "Mức", "choice", choices=(Choice("one", "Một"), Choice("two", "Hai"))),
    Input("late", "Chậm", "count", high=Fraction(6), when_missing=Fraction(0)),
    Input("change", "Biến động", "number", places=2, low=Fraction(-5), high=Fraction(5)),
    Input("months", "Tháng", "count", high=Fraction(12)),
)
FORMULAS = (
    "10 * done / given", "max(done, given) - min(done, late)", "change * change / 2", "rate / 10 - change",
    "if(clean, 5, done / 3)", "if(has(given), done / given, 7)", "share * 10", "share.amount + share.of",
    "10 * done / max_of(done)", "mean_of(rate) / 20", "sum_of(done) / 50", "rank_of(share)", "min_of(share) * 3",
    "max_of(done / given) * 2", "rank_of(change, clean)", "max_of(done, not has(done.target))",
    "done / done.target", "if(late > 2 or share < 50%, 1, change)", "floor(rate / 7)", "-change", "done.previous / 4",
    "if(level == \"one\", 3, 4.5)", "5 / (change - change)", "rank_of(done) + late",
)  # fmt: skip
CONDITIONS = (
    "done > 10", "clean", "not clean", "late >= 1 and done < 20", "share > 40%", "rate >= 90 or clean",
    "has(given.target)", "level == \"two\"", "change < 0", "done >= mean_of(done)",
)  # fmt: skip
GATES = ("total < 5", 'points("1") == 0', "late > 3", "zero_count >= 2 and clean", "total / 2 > done")
MODES = ("half_up", "half_even", "down", "up")
POLICIES = (None, None, "rescale", "full", "split", "not_scored")
STATES = (State.MISSING, State.NOT_APPLICABLE, State.NOT_ASSIGNED)
CONDITION = st.sampled_from(CONDITIONS).map(parse_expression)
NUMBER = st.sampled_from([Fraction(x) for x in ("1", "2", "3", "5", "0.5", "2.5", "10", "1/3")])
PART = st.one_of(
    NUMBER.map(lambda n: Part(points=n)),
    st.sampled_from([Fraction(1, 2), Fraction(1)]).map(lambda s: Part(share=s)),
)
VALUE = st.sampled_from(("done", "rate", "share", "change", "done / given", "late")).map(parse_expression)


def expr(text):
    return parse_expression(text)


@st.composite
def tiers(draw):
    edges = sorted(draw(st.lists(st.integers(-2, 60), min_size=1, max_size=4, unique=True)))
    rows = [Tier(gives=draw(PART), high=Fraction(edges[0]))]
    rows += [
        Tier(gives=draw(PART), low=Fraction(a), high=Fraction(b), high_closed=draw(st.booleans()))
        for a, b in itertools.pairwise(edges)
    ]
    rows.append(Tier(gives=draw(PART), low=Fraction(edges[-1]), low_closed=draw(st.booleans())))
    return Tiers(input=draw(VALUE), tiers=tuple(rows[:: draw(st.sampled_from([1, -1]))]))


@st.composite
def measured(draw):
    scaled = (Scale(when=draw(CONDITION), factor=Fraction(3, 4)),) if draw(st.booleans()) else ()
    partial = draw(st.sampled_from(["whole", "pro_rata"]))
    way = draw(st.sampled_from(["higher", "lower"]))
    compare = draw(st.sampled_from([">=", ">", "<=", "<", "==", "!="]))
    over = Over(step=Fraction(1, 10), points=Fraction(1, 4), cap=Fraction(2)) if draw(st.booleans()) else None
    return draw(
        st.sampled_from([
            Ratio(of=expr("done"), over=expr("given"), direction=way, scaled=scaled, cap=draw(NUMBER)),
            Ratio(input="rate", target=expr("90"), direction=way, zero_under=Fraction(1, 2)),
            Ratio(input="share", scaled=scaled),
            Threshold(input=draw(VALUE), compare=compare, value=expr("20"), otherwise=draw(PART), scaled=scaled),
            Steps(input=draw(VALUE), base=draw(PART), base_at=Fraction(3), step=draw(NUMBER),
                  step_points=Fraction(1, 4), partial=partial, direction=way, scaled=scaled),
            Brackets(input=draw(VALUE), base=draw(PART), base_at=Fraction(2), partial=partial,
                     brackets=(Bracket(step=Fraction(2), points=Fraction(1), to=Fraction(10)),
                               Bracket(step=Fraction(3), points=Fraction(1, 3)))),
            TargetSteps(input=expr("done"), target=draw(st.sampled_from(["given", "done.target", "30"]).map(expr)),
                        short=Short(step=Fraction(1, 100), points=draw(NUMBER)), over=over, partial=partial,
                        zero_under=draw(st.sampled_from([None, Fraction(1, 2)]))),
            Versus(input=draw(VALUE), against=expr("mean_of(done)"), compare=compare),
        ])
    )  # fmt: skip


@st.composite
def others(draw):
    each = draw(NUMBER)
    counted = (
        Counted(input="done", points_each=each, cap=Fraction(7)),
        Counted(input="late", points_each=each),
    )
    return draw(
        st.sampled_from([
            Survey(yes="done", sample=20, points_each=each),
            Count(input=draw(VALUE), points_each=each),
            Catalogue(items=counted), PerEvent(events=counted),
            PlusMinus(plus=counted[:1], minus=counted[1:]),
            NoViolations(input="late"),
            AllDone(done="done", of="given", if_none=draw(st.sampled_from(["full", "undefined"]))),
            WeightedRatio(parts=(WeightedPart(done="done", of="given", coefficient=Fraction(6, 5)),
                                 WeightedPart(done="late", of="months", coefficient=Fraction(1)))),
            Manual(),
            Levels(input="level", levels=(Level(choice="one", gives=draw(PART)),)),
            LeaderRelative(input="done"),
            RankPoints(input=draw(VALUE), direction=draw(st.sampled_from(["higher", "lower"])),
                       by_place=draw(st.sampled_from([(), (Fraction(4), Fraction(2))]))),
            Formula(gives=expr(draw(st.sampled_from(FORMULAS)))),
            External(input=expr("rate"), factor=draw(NUMBER)),
        ])
    )  # fmt: skip


def sub_caps():
    return st.lists(st.builds(SubCap, when=CONDITION, max=NUMBER), max_size=1).map(tuple)


def maybe(strategy):
    return st.one_of(st.none(), st.none(), st.none(), strategy)


@st.composite
def criteria(draw, code):
    floor = draw(st.sampled_from([0, 0, 0, -3]))
    penalty = Penalty(input="late", percent_each=Fraction(1, 4))
    return Criterion(
        id=code, name=code, max=draw(NUMBER), rule=draw(st.one_of(measured(), others(), tiers())),
        floor=Fraction(floor), weight=draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(3, 2)])),
        not_applicable=draw(st.sampled_from(POLICIES)), not_assigned=draw(st.sampled_from(POLICIES)),
        applies_when=draw(maybe(CONDITION)), caps=draw(sub_caps()),
        penalties=(penalty,) if draw(st.booleans()) else (),
        prorate=draw(maybe(st.just(Prorate("months", Fraction(12))))),
        evidence=draw(st.sampled_from([EvidenceNeed(()), EvidenceNeed(("Văn bản",), "zero")])),
    )  # fmt: skip


@st.composite
def sections(draw, code, depth, kind="base"):
    size = draw(st.integers(1, 3))
    inside = [
        draw(sections(f"{code}.{n}", depth - 1) if depth and draw(st.booleans()) else criteria(f"{code}.{n}"))
        for n in range(1, size + 1)
    ]
    return Section(
        id=code, name=code, items=tuple(inside), max=draw(maybe(NUMBER)), kind=kind,
        combine=draw(st.sampled_from(["sum", "sum", "sum", "max", "mean", "min"])),
        weight=draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2)])),
        not_applicable=draw(st.sampled_from(POLICIES)), not_assigned=draw(st.sampled_from(POLICIES)),
        applies_when=draw(maybe(CONDITION)), caps=draw(sub_caps()),
        prorate=draw(maybe(st.just(Prorate("months", Fraction(12))))),
    )  # fmt: skip


@st.composite
def rulebooks(draw):
    """A rulebook over `INPUTS`: a criterion, sections of each kind, gates, every setting."""
    columns = (ScorerColumn("self", "Tự chấm"), ScorerColumn("verified", "Thẩm định", Fraction(2)))
    items = [draw(criteria("1")), *(draw(sections(str(n), 1)) for n in range(2, draw(st.integers(2, 4))))]
    items += [draw(sections("8", 0, "bonus"))] if draw(st.booleans()) else []
    items += [draw(sections("9", 0, "deduction"))] if draw(st.booleans()) else []
    gates = [
        Gate(f"g{n}", "Điều kiện", expr(text), draw(st.sampled_from(["zero", "disqualified", "note"])))
        for n, text in enumerate(draw(st.lists(st.sampled_from(GATES), max_size=1)))
    ]
    return Rulebook(
        id="random", title="Ngẫu nhiên", status="illustrative", inputs=INPUTS, items=tuple(items), gates=tuple(gates),
        rounding=Rounding(draw(st.integers(0, 3)), draw(st.sampled_from(MODES)),
                          draw(st.sampled_from(["criterion", "criterion", "section", "total"])),
                          draw(st.sampled_from(["before_rounding", "after_rounding"]))),
        values=ValuePolicy(*(draw(st.sampled_from(x)) for x in (
            ["wait", "zero"], POLICIES[2:], POLICIES[2:], ["allowed", "not_allowed"]))),
        total=TotalPolicy(draw(st.sampled_from([None, Fraction(0), Fraction(1)])), draw(maybe(st.just(Fraction(12)))),
                          draw(maybe(NUMBER)), draw(maybe(NUMBER)),
                          tuple(draw(st.permutations(["bonus", "deduction", "clamp"])))),
        scorers=Scorers(columns, draw(st.sampled_from(["last", "mean", "median", "sum", "weighted"]))),
    )  # fmt: skip


def number_within(definition):
    scale = 10**definition.places
    low, high = int(definition.low * scale), int(definition.high * scale)
    edges = st.sampled_from([low, high, max(low, 0)])
    return st.one_of(st.integers(low, high), edges).map(lambda n: Fraction(n, scale))


@st.composite
def values(draw, definition):
    if draw(st.integers(0, 9)) == 0:
        return Value(state=draw(st.sampled_from(STATES)))
    certainty = draw(st.sampled_from(["final", "final", "estimate"]))
    if definition.kind == "choice":
        return Value(choice=draw(st.sampled_from(definition.choices)).id, certainty=certainty)
    if definition.kind == "yes_no":
        return Value(Fraction(draw(st.booleans())), certainty=certainty)
    of = draw(number_within(definition)) if definition.kind == "ratio" else None
    return Value(draw(number_within(definition)), of, certainty=certainty)


@st.composite
def units(draw, rulebook, code, group):
    some = [i for i in rulebook.inputs if draw(st.integers(0, 12))]
    marked = [c for c in rulebook.criteria if isinstance(c.rule, Manual) or not draw(st.integers(0, 6))]
    numeric = [i for i in rulebook.inputs if i.kind not in {"choice", "yes_no"} and draw(st.booleans())]
    return UnitData(
        code=code, group=group, values={i.id: draw(values(i)) for i in some},
        targets={i.id: draw(number_within(i)) for i in numeric},
        previous={i.id: draw(number_within(i)) for i in numeric},
        marks={c.id: draw(marks(c, rulebook)) for c in marked},
        evidence={c.id: draw(st.booleans()) for c in rulebook.criteria},
    )  # fmt: skip


@st.composite
def marks(draw, criterion, rulebook):
    step = criterion.rule.step if isinstance(criterion.rule, Manual) else Fraction(1, 4)
    least = -((-criterion.floor) // step)
    grid = st.integers(int(least), int(criterion.max // step)).map(lambda n: n * step)
    chosen = [c.id for c in rulebook.scorers.columns if draw(st.booleans())]
    return {c: draw(grid) for c in chosen}


@st.composite
def data(draw, rulebook, groups=("a", "b"), most=4):
    found = []
    for group in groups:
        found += [draw(units(rulebook, f"{group}{n}", group)) for n in range(draw(st.integers(1, most)))]
    return Data(tuple(draw(st.permutations(found))))
