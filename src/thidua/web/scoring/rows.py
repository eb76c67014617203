"""Rows of the sheet page and of the list of sheets."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from thidua.rules import Criterion, Line, Rulebook, Section, State, UnitResult, is_withheld
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import due_on
from thidua.web.core import clock
from thidua.web.reporting.queries import evidence_by_criterion
from thidua.web.scoring import points
from thidua.web.scoring.models import Explanation, Mark, Scoresheet, Stage
from thidua.web.scoring.queries import is_judged

SELF_SCORING = Cycle.State.SELF_SCORING


@dataclass(frozen=True)
class SheetRow:
    """One line of a sheet: a section (bold) or a criterion with its columns."""

    item: Any
    level: int
    is_section: bool
    own: Line
    current: Line
    judged: bool = False
    own_mark: Mark | None = None
    verified_mark: Mark | None = None
    evidence: int = 0
    rejected: int = 0
    lacks_evidence: bool = False
    question: Explanation | None = None
    editable: bool = False

    @property
    def changed(self) -> bool:
        """True when verification gave other points than self-scoring."""
        return self.own.points != self.current.points or self.own.state != self.current.state

    @property
    def waits(self) -> bool:
        """True when the points compare units and wait until the year is consolidated."""
        return is_withheld(self.item) and self.own.state == State.MISSING


def sheet_rows(
    sheet: Scoresheet, *, editable: bool, apart: bool
) -> tuple[list[SheetRow], UnitResult, Rulebook]:
    """The sheet's lines in printed order, its present result and the rulebook; constant queries.

    `apart` for a reader to whom the other units' figures are closed: what compares units waits.
    """
    now = points.live(sheet.cycle, apart=apart)
    own, current = now.own.unit(sheet.unit.code), now.current.unit(sheet.unit.code)
    marks: dict[tuple[str, str], Mark] = {
        (m.criterion, m.stage): m for m in Mark.objects.filter(scoresheet=sheet).select_related("author")
    }
    papers = {e.criterion.id: e for e in evidence_by_criterion(sheet.cycle, sheet.unit, now.rulebook)}
    questions = {q.criterion: q for q in sheet.explanations.all()}
    rows: list[SheetRow] = []

    def add(item: Section | Criterion, level: int) -> None:
        if isinstance(item, Section):
            rows.append(SheetRow(item, level, True, own.lines[item.id], current.lines[item.id]))
            for child in item.items:
                add(child, level + 1)
            return
        judged = is_judged(item)
        rows.append(
            SheetRow(
                item,
                level,
                False,
                own.lines[item.id],
                current.lines[item.id],
                judged=judged,
                own_mark=marks.get((item.id, Stage.SELF)),
                verified_mark=marks.get((item.id, Stage.VERIFIED)),
                evidence=papers[item.id].standing,
                rejected=papers[item.id].rejected,
                lacks_evidence=bool(papers[item.id].missing),
                question=questions.get(item.id),
                editable=editable and judged,
            )
        )

    for top in now.rulebook.items:
        add(top, 0)
    return rows, current, now.rulebook


@dataclass(frozen=True)
class Summary:
    """One sheet in the list: how far it is, what is late, what the points are."""

    sheet: Scoresheet
    own: UnitResult
    current: UnitResult
    missing: int
    done: int
    of: int
    due_on: Any
    late: bool
    open_questions: int


def sheet_summaries(cycle: Cycle, sheets: list[Scoresheet], *, apart: bool) -> list[Summary]:
    """The list's rows."""
    if not sheets:
        return []
    now = points.live(cycle, apart=apart)
    open_questions = Explanation.objects.filter(scoresheet__in=sheets, concluded_at=None)
    questions = dict(open_questions.values_list("scoresheet").annotate(n=Count("pk")))
    asked = [c.id for c in now.rulebook.criteria if not is_withheld(c)]
    found = []
    for sheet in sheets:
        own, current = now.own.unit(sheet.unit.code), now.current.unit(sheet.unit.code)
        lacking = sum(own.lines[code].state == State.MISSING for code in asked)
        due = due_on(cycle, SELF_SCORING, sheet.unit)
        waiting = sheet.state in {Scoresheet.State.DRAFT, Scoresheet.State.SUBMITTED}
        late = bool(waiting and due and clock.today() > due)
        found.append(
            Summary(
                sheet,
                own,
                current,
                lacking,
                len(asked) - lacking,
                len(asked),
                due,
                late,
                questions.get(sheet.pk, 0),
            )
        )
    return found
