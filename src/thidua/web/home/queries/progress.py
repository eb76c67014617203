"""What each unit of a year still has to hand in, and by when; a constant number of queries for all units."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, CycleStep, Extension
from thidua.web.clusters.queries import cycle_day
from thidua.web.core import clock
from thidua.web.reporting.models import PeriodExtension, ReportingPeriod
from thidua.web.reporting.queries import UnitFill, completeness, missing_in
from thidua.web.scoring.models import Explanation, Scoresheet

S = Cycle.State
OPEN_FOR_FIGURES = (S.RUNNING, S.SELF_SCORING)
ASKED_AHEAD = dt.timedelta(days=30)
"""How long before its day the report of a period beside the scored one is asked for."""
BEFORE_THE_END = (S.SELF_SCORING, S.CROSS_SCORING, S.VERIFICATION, S.EXPLANATION, S.REVERIFICATION)


@dataclass(frozen=True)
class Lack:
    """One thing that a unit has not handed in.

    `kind`: values, period (figures of one beside the scored), classification, papers, sheet, approval or
    answer; `row` is the row it is about.
    """

    kind: str
    text: str
    due_on: dt.date | None
    names: tuple[str, ...] = ()
    row: int = 0

    def is_late(self, today: dt.date) -> bool:
        """The day is past."""
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class UnitProgress:
    """One unit: how complete it is, its sheet, what it lacks; `due_on` is its own deadline of the step."""

    fill: UnitFill
    name: str
    full_name: str
    sheet: Scoresheet | None
    lacks: tuple[Lack, ...]
    due_on: dt.date | None
    is_extended: bool
    today: dt.date

    @property
    def is_late(self) -> bool:
        """Something is past its day."""
        return any(lack.is_late(self.today) for lack in self.lacks)

    @property
    def days_late(self) -> int:
        """Days since the oldest missed deadline; 0 when nothing is late."""
        missed = [lack.due_on for lack in self.lacks if lack.due_on and lack.is_late(self.today)]
        return (self.today - min(missed)).days if missed else 0


@dataclass(frozen=True)
class CycleProgress:
    """Every member of one year, in list order, as it stands on `today`."""

    cycle: Cycle
    today: dt.date
    period: ReportingPeriod | None
    step: CycleStep | None
    units: tuple[UnitProgress, ...]
    steps: tuple[CycleStep, ...] = ()

    @property
    def late(self) -> list[UnitProgress]:
        """Units with something past its day, the oldest first."""
        return sorted((u for u in self.units if u.is_late), key=lambda u: -u.days_late)

    @property
    def done(self) -> int:
        """Units that lack nothing now."""
        return sum(not unit.lacks for unit in self.units)

    def unit(self, pk: int) -> UnitProgress | None:
        """The unit's row."""
        return next((row for row in self.units if row.fill.unit.pk == pk), None)


@dataclass(frozen=True)
class _Days:
    """Deadlines of one year: `steps` and periods for everyone, `longer` for single units.

    `interim` are the periods beside the scored one whose day is near or past, `missing` what units lack there.
    """

    steps: dict[str, CycleStep]
    longer: dict[tuple[int, int], dt.date]
    period: ReportingPeriod | None
    period_longer: dict[tuple[int, int], dt.date] = field(default_factory=dict)
    interim: tuple[ReportingPeriod, ...] = ()
    missing: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    def of_step(self, state: str, unit_id: int) -> dt.date | None:
        step = self.steps.get(state)
        if step is None or step.skipped:
            return None
        return self.longer.get((step.pk, unit_id), step.due_on)

    def of_scored(self, unit_id: int) -> dt.date | None:
        return self.of_period(self.period, unit_id) if self.period else None

    def of_period(self, period: ReportingPeriod, unit_id: int) -> dt.date:
        return self.period_longer.get((period.pk, unit_id), period.due_on)

    def has_longer(self, state: str, unit_id: int, today: dt.date) -> bool:
        step = self.steps.get(state)
        return bool(step and self.longer.get((step.pk, unit_id), dt.date.min) >= today)


def progress_of(cycle: Cycle) -> CycleProgress:
    """The year's members with what each lacks. For people who may see them; others pick their own row."""
    today = clock.today()
    days = _days(cycle, today)
    sheets = {s.unit_id: s for s in Scoresheet.objects.filter(cycle=cycle)}
    questions: dict[int, list[Explanation]] = defaultdict(list)
    asked = Explanation.objects.filter(scoresheet__cycle=cycle, answered_at=None, concluded_at=None)
    for question in asked.select_related("scoresheet"):
        questions[question.scoresheet.unit_id].append(question)
    day = cycle_day(cycle)
    rows = []
    for fill in completeness(cycle):
        key = fill.unit.pk
        sheet = sheets.get(key)
        rows.append(
            UnitProgress(
                fill=fill,
                name=fill.unit.name_on(day),
                full_name=_full_name(fill, day),
                sheet=sheet,
                lacks=tuple(_lacks(cycle, fill, sheet, days, questions[key])),
                due_on=days.of_step(cycle.state, key),
                is_extended=days.has_longer(cycle.state, key, today),
                today=today,
            )
        )
    steps = tuple(sorted(days.steps.values(), key=lambda s: year.ORDER.index(s.state)))
    return CycleProgress(cycle, today, days.period, days.steps.get(cycle.state), tuple(rows), steps)


def _days(cycle: Cycle, today: dt.date) -> _Days:
    steps = {step.state: step for step in cycle.steps.all()}
    rows = Extension.objects.filter(step__cycle=cycle).values_list("step_id", "unit_id", "due_on")
    longer = {(step, unit): due for step, unit, due in rows}
    periods = list(cycle.periods.all())
    given = PeriodExtension.objects.filter(period__in=periods).values_list("period_id", "unit_id", "due_on")
    period_longer = {(period, unit): due for period, unit, due in given}
    period = next((p for p in periods if p.feeds_scoring), None)
    interim = [p for p in periods if not p.feeds_scoring and p.due_on - today <= ASKED_AHEAD]
    if cycle.state != S.RUNNING:  # from self-scoring on only the scored period counts
        interim = []
    return _Days(steps, longer, period, period_longer, tuple(interim), missing_in(interim, cycle))


def _full_name(fill: UnitFill, day: dt.date) -> str:
    names = sorted(fill.unit.names.all(), key=lambda n: n.from_on)
    known = [n for n in names if n.from_on <= day] or names[:1]
    return known[-1].full_name if known else fill.unit.code


def _lacks(
    cycle: Cycle,
    fill: UnitFill,
    sheet: Scoresheet | None,
    days: _Days,
    questions: list[Explanation],
) -> Iterator[Lack]:
    unit = fill.unit.pk
    if cycle.state in OPEN_FOR_FIGURES:
        yield from _interim(unit, days)
        yield from _figures(fill, days)
    if sheet and cycle.state in BEFORE_THE_END:
        due = days.of_step(S.SELF_SCORING, unit)
        if sheet.state == Scoresheet.State.DRAFT:
            yield Lack("sheet", _("Phiếu tự chấm chưa gửi lãnh đạo"), due, row=sheet.pk)
        elif sheet.state == Scoresheet.State.SUBMITTED:
            yield Lack("approval", _("Phiếu tự chấm chờ lãnh đạo duyệt"), due, row=sheet.pk)
    for question in questions:
        text = _("Giải trình tiêu chí %(criterion)s") % {"criterion": question.criterion}
        yield Lack("answer", text, question.due_on, (question.question,), question.pk)


def _interim(unit: int, days: _Days) -> Iterator[Lack]:
    for period in days.interim:
        missing = days.missing.get(period.pk, {}).get(unit, ())
        if missing:
            text = ngettext(
                "Báo cáo kỳ «%(period)s»: còn %(count)d chỉ tiêu chưa có số liệu",
                "Báo cáo kỳ «%(period)s»: còn %(count)d chỉ tiêu chưa có số liệu",
                len(missing),
            ) % {"period": period.name, "count": len(missing)}
            yield Lack("period", text, days.of_period(period, unit), missing, period.pk)


def _figures(fill: UnitFill, days: _Days) -> Iterator[Lack]:
    unit = fill.unit.pk
    missing = tuple(name for section in fill.sections for name in section.missing)
    if missing:
        text = ngettext(
            "%(count)d chỉ tiêu chưa có số liệu", "%(count)d chỉ tiêu chưa có số liệu", len(missing)
        )
        yield Lack("values", text % {"count": len(missing)}, days.of_scored(unit), missing)
    if fill.unclassified:
        yield Lack("classification", _("Chưa có số xếp loại"), days.of_scored(unit), fill.unclassified)
    papers = tuple(name for section in fill.sections for name in section.papers_missing)
    if papers:
        text = ngettext(
            "%(count)d tiêu chí chưa đủ minh chứng", "%(count)d tiêu chí chưa đủ minh chứng", len(papers)
        )
        due = days.of_step(S.SELF_SCORING, unit) or days.of_scored(unit)
        yield Lack("papers", text % {"count": len(papers)}, due, papers)
