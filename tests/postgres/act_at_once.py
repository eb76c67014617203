"""Run as a program by the tests: people act on the same things at the same moment; prints what happened.

Each contest starts its acts together in threads of their own and tells, sorted, how each ended.
"""

import json
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django

ROUNDS = 6


def together(*acts: Callable[[], Any]) -> list[str]:
    """Do all acts at once; `done`, or the kind of refusal, or the error that should never be seen."""
    from django.db import connection

    from thidua.web.core.access import Conflict, Refused

    gate, ended = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            act()
            ended.append("done")
        except Conflict:
            ended.append("conflict")
        except Refused:
            ended.append("refused")
        except Exception as error:  # noqa: BLE001 - told, not hidden
            ended.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return sorted(ended)


class Contests:
    """The small scoring world, and who meets whom in it."""

    def __init__(self) -> None:
        from tests.worlds import Role, person
        from thidua.web.scoring import actions
        from thidua.web.scoring.tests.world import scoring_world

        self.act, self.w = actions, scoring_world()
        self.colleague = person("a-canbo2", self.w.a, Role.OFFICER)

    def cell(self) -> list[str]:
        """Two officers of a unit save the same cell, both having read the same version."""
        from thidua.web.scoring.tests.world import Change, Entry, save_values

        w = self.w
        version = w.a.reported_values.get(indicator="done").version

        def save(actor: Any, amount: int) -> None:
            change = Change("done", Entry(state="value", amount=Decimal(amount)), version)
            save_values(actor=actor, period=w.period, unit=w.a, changes=[change])

        return together(
            lambda: save(w.officer, 5 + version % 2), lambda: save(self.colleague, 7 + version % 2)
        )

    def mark(self, version: int) -> list[str]:
        """Two officers mark the same criterion, both having read the same version."""

        def save(actor: Any, points: str) -> None:
            self.act.set_self_mark(
                actor=actor, sheet=self.w.sheet, criterion="1.2", points=Decimal(points), version=version
            )

        return together(lambda: save(self.w.officer, "8"), lambda: save(self.colleague, "9"))

    def different_things(self) -> list[str]:
        """A year's figures, marks, evidence, pages and drawers at once: nobody waits for ever."""
        from thidua.web.clusters.models import Cycle
        from thidua.web.reporting.actions import NewEvidence, add_evidence
        from thidua.web.scoring import points
        from thidua.web.scoring.tests.world import report

        w = self.w

        def mark(number: int) -> None:
            self.act.set_self_mark(
                actor=w.neighbour,
                sheet=w.other_sheet,
                criterion="1.2",
                points=Decimal(number % 2 + 7),
                version=number,
            )

        def paper(number: int) -> None:
            new = NewEvidence(criterion="1.1", title=f"Văn bản {number}", document_number=str(number))
            add_evidence(actor=w.officer, cycle=w.year, unit=w.a, papers=[new])

        def look(_number: int) -> None:
            points.live(Cycle.objects.get(pk=w.year.pk))

        acts = [
            mark,
            paper,
            look,
            look,
            lambda number: report(w.officer, w.period, w.a, done=str(number % 3 + 3)),
            lambda number: report(w.neighbour, w.period, w.b, done=str(number % 3 + 3)),
        ]
        return together(*(lambda act=act: [act(number) for number in range(ROUNDS)] for act in acts))

    def submit_while_marking(self) -> list[str]:
        """The officer submits while a colleague still marks: the mark is in the sheet, or it is refused."""
        w = self.w
        half = Decimal(
            "7.5"
        )  # whichever act comes first, the two units never end level: that would need a vote
        self.act.set_self_mark(
            actor=w.neighbour, sheet=w.other_sheet, criterion="1.2", points=half, version=ROUNDS
        )
        version = w.sheet.marks.get(criterion="1.2").version
        return together(
            lambda: self.act.submit_sheet(actor=w.officer, sheet=w.sheet),
            lambda: self.act.set_self_mark(
                actor=self.colleague, sheet=w.sheet, criterion="1.2", points=Decimal(6), version=version
            ),
        )

    def approve_or_recall(self) -> list[str]:
        """The leader approves while the officer takes the sheet back: one of them comes too late."""
        w = self.w
        ended = together(
            lambda: self.act.approve_sheet(actor=w.leader, sheet=w.sheet),
            lambda: self.act.recall_sheet(actor=w.officer, sheet=w.sheet),
        )
        w.sheet.refresh_from_db()
        if w.sheet.state == "draft":
            self.act.submit_sheet(actor=w.officer, sheet=w.sheet)
            self.act.approve_sheet(actor=w.leader, sheet=w.sheet)
        self.act.submit_sheet(actor=w.neighbour, sheet=w.other_sheet)
        self.act.approve_sheet(actor=w.neighbour_leader, sheet=w.other_sheet)
        return ended

    def move(self, to: str, typed: str = "") -> list[str]:
        """Two secretaries move the year on at once: it moves one step."""
        from thidua.web.clusters.actions import move_cycle

        w = self.w
        return together(
            *(
                lambda who=who: move_cycle(actor=who, cycle=w.year, to=to, typed=typed)
                for who in (w.secretary, w.deputy_secretary)
            )
        )

    def verify(self) -> list[str]:
        """Both sheets are verified at once, by who may."""
        w = self.w
        return together(
            lambda: self.act.verify_sheet(actor=w.deputy_secretary, sheet=w.sheet),
            lambda: self.act.verify_sheet(actor=w.secretary, sheet=w.other_sheet),
        )

    def mark_while_freezing(self) -> list[str]:
        """A verified mark is set while the year is consolidated: it is in the frozen result, or refused."""
        from thidua.web.clusters.actions import move_cycle

        w = self.w
        ended = together(
            lambda: self.act.set_verified_mark(
                actor=w.secretary, sheet=w.other_sheet, criterion="1.2", points=Decimal(5), reason="Xem lại",
                version=0,
            ),
            lambda: move_cycle(actor=w.deputy_secretary, cycle=w.year, to="consolidated"),
        )  # fmt: skip
        return [*ended, f"moved after: {self.moved_after('provisional')}"]

    def correct_while_publishing(self) -> list[str]:
        """A value is corrected while the ranking is published twice: one ranking, nothing lost."""
        from thidua.web.clusters.actions import move_cycle
        from thidua.web.scoring.tests.world import correct

        w = self.w
        publish = [
            lambda who=who: move_cycle(actor=who, cycle=w.year, to="published", typed="CÔNG BỐ")
            for who in (w.secretary, w.deputy_secretary)
        ]
        return together(*publish, lambda: correct(w.secretary, w.period, w.b, done="4"))

    def moved_after(self, kind: str) -> list[str]:
        """Units whose points differ from the last ranking of the kind."""
        from thidua.web.clusters.models import Cycle
        from thidua.web.scoring import queries

        cycle = Cycle.objects.get(pk=self.w.year.pk)
        ranking = queries.latest_ranking(cycle, kind)
        return queries.changed_since(ranking) if ranking else ["no ranking"]


def main() -> dict[str, Any]:
    django.setup()
    from thidua.web.core import audit
    from thidua.web.core.invariants import check_all
    from thidua.web.scoring.models import MarkVersion, Ranking

    c = Contests()
    found: dict[str, Any] = {
        "cell": [c.cell() for _round in range(ROUNDS)],
        "mark": [c.mark(number) for number in range(ROUNDS)],
        "different things": c.different_things(),
        "submit while marking": c.submit_while_marking(),
        "approve or recall": c.approve_or_recall(),
        "move": c.move("verification"),
        "verify": c.verify(),
        "to explanation": c.move("explanation"),
        "to reverification": c.move("reverification"),
        "mark while freezing": c.mark_while_freezing(),
    }
    found["to conference"] = c.move("conference")
    found["publish"] = c.correct_while_publishing()
    found["rankings"] = sorted(Ranking.objects.values_list("kind", flat=True))
    found["mark versions"] = MarkVersion.objects.filter(scoresheet=c.w.sheet, stage="self").count()
    found["broken"] = {name: lines for name, lines in check_all().items() if lines}
    found["chain"] = list(audit.broken_links())
    return found


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
