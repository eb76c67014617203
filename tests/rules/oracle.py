# ruff: noqa: C901, PLR0911, PLR0912, SIM108, TRY301
# It reads down the document from top to bottom; cutting it up would hide that.
"""A second scorer, written from rulebook-format.md alone, to be slow and plain.

It shares the model and the expression classes with the engine and nothing else: every rule pattern is
computed here from its fields, not from the expression that the engine makes of it.
"""

from fractions import Fraction
from statistics import median

from thidua.rules import _expression as ex
from thidua.rules._expression import State
from thidua.rules._model import Criterion, Section

OUT = (State.NOT_APPLICABLE, State.NOT_ASSIGNED)
WEIGH = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
         "==": lambda a, b: a == b, "!=": lambda a, b: a != b}  # fmt: skip


class Stop(Exception):  # noqa: N818 - carries a state, not a fault
    """There is no value; `state` says why."""

    def __init__(self, state):
        self.state = state


def settle(*tries):
    """The values of all tries; the worst state when some have none."""
    values, states = [], []
    for attempt in tries:
        try:
            values.append(attempt())
        except Stop as stop:
            states.append(stop.state)
    if states:
        raise Stop(max(states))
    return values


def over(top, bottom):
    if bottom == 0:
        raise Stop(State.UNDEFINED)
    return Fraction(top) / bottom


def on_grid(value, places, mode):
    size = abs(value) * 10**places
    whole, rest = size.numerator // size.denominator, size - size.numerator // size.denominator
    half = Fraction(1, 2)
    if mode == "up":
        more = rest > 0
    elif mode == "half_up":
        more = rest >= half
    elif mode == "half_even":
        more = rest > half or (rest == half and whole % 2 == 1)
    else:
        more = False
    found = Fraction(whole + more, 10**places)
    return -found if value < 0 else found


class Unit:
    """One unit among those scored together."""

    def __init__(self, book, unit, all_units):
        self.book, self.unit, self.all = book, unit, all_units
        self.lines, self.total, self.zero_count = {}, None, 0

    # expressions

    def value(self, e):
        """The value of an expression; `Stop` when there is none."""
        match e:
            case ex.Number(value=v) | ex.Truth(value=v) | ex.Text(value=v):
                return v
            case ex.Column():
                return self.reported(e)
            case ex.Has(column=c):
                return self.there(lambda: self.reported(c))
            case ex.Group():
                return self.group(e)
            case ex.Points(item=item):
                points, state, _complete = self.lines[item]
                if state != State.VALUE:
                    raise Stop(state)
                return points
            case ex.Total():
                return self.total
            case ex.ZeroCount():
                return Fraction(self.zero_count)
            case ex.Op(name=name, args=args):
                return self.operation(name, args)
        raise AssertionError(e)

    def there(self, attempt):
        try:
            attempt()
        except Stop:
            return False
        return True

    def operation(self, name, args):
        if name == "if":
            return self.value(args[1] if self.value(args[0]) else args[2])
        if name == "and":
            return all(self.value(a) for a in args)
        if name == "or":
            return any(self.value(a) for a in args)
        v = settle(*(lambda a=a: self.value(a) for a in args))
        if name in WEIGH:
            return WEIGH[name](*v)
        if name == "not":
            return not v[0]
        if name in {"min", "max"}:
            return (min if name == "min" else max)(Fraction(x) for x in v)
        if name == "+":
            return sum(v, Fraction(0))
        if name == "*":
            return Fraction(v[0]) * (v[1] if len(v) > 1 else 1) * (v[2] if len(v) > 2 else 1)
        return {"-": lambda: v[0] - sum(v[1:]), "neg": lambda: -v[0], "/": lambda: over(*v),
                "floor": lambda: Fraction(v[0]) // 1 * Fraction(1)}[name]()  # fmt: skip

    def reported(self, column):
        book, unit = self.book, self.unit
        if column.part in {"target", "previous"}:
            known = unit.targets if column.part == "target" else unit.previous
            if column.input not in known:
                raise Stop(State.MISSING)
            return known[column.input]
        kind = book.input_by_id[column.input]
        value = unit.values.get(column.input)
        state = State.MISSING if value is None else value.state
        if value is not None and value.certainty == "estimate" and book.values.estimates == "not_allowed":
            state = State.MISSING
        if state == State.MISSING and kind.when_missing is not None:
            return kind.when_missing
        if state != State.VALUE:
            raise Stop(state)
        if kind.kind == "choice":
            return value.choice
        if kind.kind == "yes_no":
            return value.amount == 1
        if kind.kind == "ratio":
            return {"amount": lambda: value.amount, "of": lambda: value.of}.get(
                column.part, lambda: over(value.amount, value.of)
            )()
        return value.amount

    def group(self, e):
        some = []
        for other in self.all:
            try:
                if e.where is None or other.value(e.where) is True:
                    some.append(Fraction(other.value(e.of)))
            except Stop:
                continue
        if e.kind == "rank":
            own = self.value(e.of)
            return Fraction(1 + len([v for v in some if v > own]))
        if not some:
            raise Stop(State.UNDEFINED)
        return {"sum": sum(some), "mean": sum(some) / len(some), "max": max(some), "min": min(some)}[e.kind]

    def column(self, name, part="value"):
        return Fraction(self.reported(ex.Column(name, part)))

    def measured(self, rule, e):
        """A value as it stands against thresholds that are scaled for this unit."""
        for scale in rule.scaled:
            if self.value(scale.when):
                return Fraction(self.value(e)) / scale.factor
        return self.value(e)

    # rules

    def proposed(self, criterion):
        return getattr(self, f"rule_{criterion.rule.type}")(criterion.rule, criterion.max, criterion)

    def rule_ratio(self, rule, full, _c):
        if rule.of is not None:
            top, bottom = settle(lambda: self.measured(rule, rule.of), lambda: self.value(rule.over))
        elif rule.target is not None:
            column = ex.Column(rule.input)
            top, bottom = settle(lambda: self.measured(rule, column), lambda: self.value(rule.target))
        else:
            top, bottom = self.measured(rule, ex.Column(rule.input)), Fraction(1)
        if rule.direction == "lower":  # nothing of what should be little is the best there is
            share = rule.cap if top * rule.cap <= bottom else over(bottom, top)
        else:
            share = min(rule.cap, over(top, bottom))
        return Fraction(0) if rule.zero_under is not None and share < rule.zero_under else full * share

    def rule_threshold(self, rule, full, _c):
        v, edge = settle(lambda: self.measured(rule, rule.input), lambda: self.value(rule.value))
        return (rule.gives if WEIGH[rule.compare](v, edge) else rule.otherwise).of(full)

    def rule_tiers(self, rule, full, _c):
        v = self.measured(rule, rule.input)

        def holds(t):
            above = t.low is None or v > t.low or (v == t.low and t.low_closed)
            return above and (t.high is None or v < t.high or (v == t.high and t.high_closed))

        found = {t.gives for t in rule.tiers if holds(t)}
        if len(found) != 1:
            raise Stop(State.UNDEFINED)
        return found.pop().of(full)

    def rule_steps(self, rule, full, _c):
        v = self.measured(rule, rule.input)
        beyond = max(rule.base_at - v if rule.direction == "lower" else v - rule.base_at, 0)
        return min(rule.base.of(full) + self.steps(beyond, rule) * rule.step_points, rule.cap.of(full))

    def steps(self, distance, rule):
        count = Fraction(distance) / rule.step
        return count if getattr(rule, "partial", "whole") == "pro_rata" else Fraction(count // 1)

    def rule_brackets(self, rule, full, _c):
        v, start, points = self.measured(rule, rule.input), rule.base_at, rule.base.of(full)
        for bracket in rule.brackets:
            end = v if bracket.to is None else min(v, bracket.to)
            count = Fraction(max(end - start, 0)) / bracket.step
            points += (count if rule.partial == "pro_rata" else count // 1) * bracket.points
            start = bracket.to
        return min(points, rule.cap.of(full))

    def rule_target_steps(self, rule, full, _c):
        share = over(*settle(lambda: self.measured(rule, rule.input), lambda: self.value(rule.target)))
        if share >= 1:
            if rule.over is None:
                return full
            count = (share - 1) / rule.over.step
            count = count if rule.partial == "pro_rata" else count // 1
            return full + min(count * rule.over.points, rule.over.cap)
        if rule.zero_under is not None and share < rule.zero_under:
            return Fraction(0)
        count = (1 - share) / rule.short.step
        count = count if rule.partial == "pro_rata" else -(-count // 1)
        return max(full - count * rule.short.points, Fraction(0))

    def rule_versus(self, rule, full, _c):
        v, against = settle(lambda: self.measured(rule, rule.input), lambda: self.value(rule.against))
        return (rule.gives if WEIGH[rule.compare](v, against) else rule.otherwise).of(full)

    def rule_survey(self, rule, _full, _c):
        return min(self.column(rule.yes), rule.sample) * rule.points_each

    def rule_count(self, rule, full, _c):
        return min(self.value(rule.input) * rule.points_each, rule.cap.of(full))

    def counted(self, items):
        counts = settle(*(lambda i=i: self.column(i.input) for i in items))
        earned = [n * i.points_each for n, i in zip(counts, items, strict=True)]
        return sum(
            (e if i.cap is None else min(e, i.cap) for e, i in zip(earned, items, strict=True)), Fraction(0)
        )

    def rule_catalogue(self, rule, full, _c):
        return min(self.counted(rule.items), rule.cap.of(full))

    def rule_per_event(self, rule, full, _c):
        return min(self.counted(rule.events), rule.cap.of(full))

    def rule_plus_minus(self, rule, _full, _c):
        plus, minus = settle(lambda: self.counted(rule.plus), lambda: self.counted(rule.minus))
        return plus - minus

    def rule_no_violations(self, rule, full, _c):
        return full if self.column(rule.input) == 0 else Fraction(0)

    def rule_all_done(self, rule, full, _c):
        if self.column(rule.of) == 0:
            if rule.if_none == "full":
                return full
            raise Stop(State.UNDEFINED)
        done, of = settle(lambda: self.column(rule.done), lambda: self.column(rule.of))
        return full if done >= of else Fraction(0)

    def rule_weighted_ratio(self, rule, full, _c):
        names = [n for p in rule.parts for n in (p.done, p.of)]
        found = dict(zip(names, settle(*(lambda n=n: self.column(n) for n in names)), strict=True))
        done = sum(found[p.done] * p.coefficient for p in rule.parts)
        of = sum(found[p.of] * p.coefficient for p in rule.parts)
        return full * min(rule.cap, over(done, of))

    def rule_manual(self, _rule, _full, criterion):
        mark = self.mark(criterion)
        if mark is None:
            raise Stop(State.MISSING)
        return mark

    def rule_levels(self, rule, full, _c):
        chosen = self.reported(ex.Column(rule.input))
        for level in rule.levels:
            if level.choice == chosen:
                return level.gives.of(full)
        raise Stop(State.UNDEFINED)

    def rule_leader_relative(self, rule, full, _c):
        def pair(unit):
            return over(*settle(lambda: unit.column(rule.input), lambda: unit.column(rule.input, "target")))

        if not self.there(lambda: self.column(rule.input, "target")):
            own = self.column(rule.input)
            others = [u for u in self.all if not u.there(lambda u=u: u.column(rule.input, "target"))]
            actual = [u.column(rule.input) for u in others if u.there(lambda u=u: u.column(rule.input))]
            return full * over(own, max(actual))
        share = pair(self)
        if share <= 1:
            return share * full * rule.at_target
        best = max(pair(u) for u in self.all if u.there(lambda u=u: pair(u)))
        return full * rule.at_target + full * (1 - rule.at_target) * (share - 1) / (best - 1)

    def rule_rank_points(self, rule, full, _c):
        own, sign = Fraction(self.value(rule.input)), -1 if rule.direction == "lower" else 1
        values = [Fraction(u.value(rule.input)) for u in self.all if u.there(lambda u=u: u.value(rule.input))]
        place = 1 + len([v for v in values if sign * v > sign * own])
        if rule.by_place:
            return rule.by_place[place - 1] if place <= len(rule.by_place) else Fraction(0)
        first = rule.first.of(full) if rule.first else full
        return max(first - (place - 1) * rule.step, Fraction(0))

    def rule_formula(self, rule, _full, _c):
        return Fraction(self.value(rule.gives))

    def rule_external(self, rule, _full, _c):
        return Fraction(self.value(rule.input)) * rule.factor

    def mark(self, criterion):
        given, scorers = self.unit.marks.get(criterion.id, {}), self.book.scorers
        marks = [(given[c.id], c.weight) for c in scorers.columns if c.id in given]
        if not marks:
            return None
        points = [p for p, _w in marks]
        return {"last": lambda: points[-1], "sum": lambda: sum(points), "median": lambda: median(points),
                "mean": lambda: sum(points) / len(points),
                "weighted": lambda: sum(p * w for p, w in marks) / sum(w for _p, w in marks)}[scorers.combine]()  # fmt: skip

    # from proposed to a line

    def criterion(self, c):
        try:
            if c.applies_when is not None and self.value(c.applies_when) is False:
                raise Stop(State.NOT_APPLICABLE)
            return self.finished(c), State.VALUE, True
        except Stop as stop:
            state = stop.state
        if state in OUT:
            return self.left_out(c, state)
        if state == State.MISSING and self.book.values.missing == "zero":
            return Fraction(0), State.VALUE, True
        return Fraction(0), state, False

    def finished(self, c):
        rounding = self.book.rounding
        mark = None if c.rule.type == "manual" else self.mark(c)
        if mark is not None:
            points = min(max(mark, c.floor), c.max)
        else:
            points = self.computed(c, rounding)
        points *= c.weight
        late = rounding.at == "criterion" and rounding.caps == "before_rounding"
        return on_grid(points, rounding.places, rounding.mode) if late else points

    def computed(self, c, rounding):
        """Steps before a person's mark. What a sub-cap asks is asked first; its silence is the criterion's."""
        tries = [lambda: self.capped(c, rounding)]
        if c.prorate:
            tries.append(lambda: self.column(c.prorate.input) / c.prorate.of)
        found = settle(*tries)
        return found[0] * (found[1] if c.prorate else 1)

    def capped(self, c, rounding):
        holding = [cap for cap in reversed(c.caps) if self.value(cap.when)]
        tries = [lambda: Fraction(self.proposed(c)), *(lambda p=p: self.column(p.input) for p in c.penalties)]
        points, *events = settle(*tries)
        for penalty, count in zip(c.penalties, events, strict=True):
            points *= max(1 - min(penalty.percent_each * count, penalty.cap), 0)
        if (
            c.evidence.required
            and c.evidence.if_missing == "zero"
            and not self.unit.evidence.get(c.id, False)
        ):
            points = Fraction(0)
        if rounding.at == "criterion" and rounding.caps == "after_rounding":
            points = on_grid(points, rounding.places, rounding.mode)
        points = min([points, *(cap.max for cap in holding)])
        return min(max(points, c.floor), c.max)

    def policy(self, item, state):
        name = "not_applicable" if state == State.NOT_APPLICABLE else "not_assigned"
        above = self.parent.get(item.id)
        return (
            getattr(item, name)
            or (getattr(above, name) if above else None)
            or getattr(self.book.values, name)
        )

    def left_out(self, item, state):
        full = self.full(item) if self.policy(item, state) == "full" else Fraction(0)
        return full, state, True

    def full(self, item):
        """The item's printed maximum with its weight."""
        if item.max is not None:
            return item.max * item.weight
        inside = [self.full(i) for i in item.items]
        return (sum(inside) if item.combine == "sum" else max(inside)) * item.weight

    def together(self, items, how="sum"):
        """Points, state and completeness of items put together."""
        kept, gone = [], []
        for item in items:
            points, state, _complete = self.lines[item.id]
            policy = self.policy(item, state) if state in OUT else "full"
            (kept if policy == "full" else gone).append((item, points, policy, state))
        complete = all(self.lines[i.id][2] for i in items)
        if items and not kept:
            return Fraction(0), max(state for *_rest, state in gone), complete
        lost = sum((self.full(i) for i, _p, policy, _s in gone if policy == "split"), Fraction(0))
        points = []
        for item, p, _policy, _state in kept:
            m = self.full(item)
            points.append(p * (m + lost / len(kept)) / m if m and lost else p)
        total = sum(points, Fraction(0))
        value = {"sum": total, "mean": total / max(len(points), 1), "max": max(points, default=Fraction(0)),
                 "min": min(points, default=Fraction(0))}[how]  # fmt: skip
        again = sum((self.full(i) for i, _p, policy, _s in gone if policy == "rescale"), Fraction(0))
        rest = sum((self.full(i) for i, *_r in kept), Fraction(0)) + lost
        return (value * (rest + again) / rest if again and rest else value), State.VALUE, complete

    def section(self, s):
        if s.applies_when is not None:
            try:
                applies = self.value(s.applies_when)
            except Stop as stop:
                out = stop.state in OUT
                return self.left_out(s, stop.state) if out else (Fraction(0), stop.state, False)
            if not applies:
                return self.left_out(s, State.NOT_APPLICABLE)
        value, state, complete = self.together(s.items, s.combine)
        if state in OUT:
            return self.left_out(s, state)
        try:
            share = self.column(s.prorate.input) / s.prorate.of if s.prorate else 1
        except Stop as stop:
            return Fraction(0), stop.state, False
        for cap in s.caps:
            if self.there(lambda cap=cap: self.value(cap.when)) and self.value(cap.when):
                value = min(value, cap.max)
        value = value if s.max is None else min(value, s.max)
        value = value * s.weight * share
        rounding = self.book.rounding
        if rounding.at == "section":
            value = on_grid(value, rounding.places, rounding.mode)
        return value, State.VALUE, complete

    # the whole

    def place_items(self, items, above, parent):
        for item in items:
            parent[item.id] = above
            if isinstance(item, Section):
                self.place_items(item.items, item, parent)

    def lines_of(self, items):
        for item in items:
            if isinstance(item, Section):
                self.lines_of(item.items)
            self.lines[item.id] = self.criterion(item) if isinstance(item, Criterion) else self.section(item)

    def score(self):
        """(total, complete, disqualified, lines)."""
        book, policy = self.book, self.book.total
        self.parent = {}
        self.place_items(book.items, None, self.parent)
        self.lines_of(book.items)
        parts, complete = {}, True
        for kind in ("base", "bonus", "deduction"):
            tops = [i for i in book.items if getattr(i, "kind", "base") == kind]
            parts[kind], _state, whole = self.together(tops)
            complete = complete and whole
        for kind, most in (("bonus", policy.bonus_max), ("deduction", policy.deduction_max)):
            parts[kind] = parts[kind] if most is None else min(parts[kind], most)
        total = parts["base"]
        for step in policy.order:
            if step == "bonus":
                total += parts["bonus"]
            elif step == "deduction":
                total -= parts["deduction"]
            else:
                total = total if policy.floor is None else max(total, policy.floor)
                total = total if policy.ceiling is None else min(total, policy.ceiling)
        self.total = on_grid(total, book.rounding.places, book.rounding.mode)
        self.zero_count = self.zeros(book.items)
        effects = {
            g.effect for g in book.gates if self.there(lambda g=g: self.value(g.when)) and self.value(g.when)
        }
        final = Fraction(0) if "zero" in effects else self.total
        return final, complete, "disqualified" in effects, self.lines

    def zeros(self, items):
        count = 0
        for item in items:
            if isinstance(item, Section):
                count += self.zeros(item.items) if item.kind == "base" else 0
            else:
                count += self.lines[item.id][:2] == (0, State.VALUE)
        return count


def oracle(book, units):
    """Results by unit code of units that are scored together."""
    together = []
    together += [Unit(book, u, together) for u in units]
    return {u.unit.code: u.score() for u in together}
