"""The demo's years: 2018–2020 finished and published, 2021 in its self-scoring weeks.

Finished years are written as rows (one audit line for the whole demo); their rankings are frozen by
the product's own code, and 2019 is ranked again after a late correction through the product's acts.
"""

import datetime as dt
from decimal import Decimal

from thidua.rulebooks import rulebook_folder
from thidua.rules import parse_rulebook
from thidua.web.accounts.models import User
from thidua.web.clusters import year as steps_of_year
from thidua.web.clusters.models import Cluster, Cycle, CycleMove, CycleStep, Extension, Unit
from thidua.web.core import clock
from thidua.web.demo import facts, figures
from thidua.web.demo.awards import recommend
from thidua.web.demo.limitations import add_limitations
from thidua.web.demo.papers import add_evidence
from thidua.web.demo.values import Writer, add_counts, add_targets
from thidua.web.reporting.actions import Change, correct_value
from thidua.web.reporting.cells import Entry
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.rulebooks.models import EditionInForce, Rulebook, RulebookEdition
from thidua.web.scoring.actions import make_provisional, make_published, rank_again
from thidua.web.scoring.models import Explanation, Mark, MarkVersion, Scoresheet, Stage

S = Cycle.State
FINISHED = (2018, 2019, 2020)


class Years:
    """Writes the demo's years for one cluster."""

    def __init__(self, cluster: Cluster, units: dict[str, Unit], people: dict[str, User], seed: int) -> None:
        self.cluster, self.units, self.people, self.seed = cluster, units, people, seed
        self.rulebook = Rulebook.objects.create(cluster=cluster, title="Bảng điểm thi đua của cụm")
        self.last_edition: RulebookEdition | None = None

    def draw(self, year: int, code: str) -> figures.Draw:
        """The source of one unit's figures of one year."""
        return figures.Draw(self.seed, year, code)

    def write(self) -> None:
        """All four years, oldest first; the business date ends where the demo stands."""
        for year in FINISHED:
            self.finish(year)
        self.open_year()
        years = {cycle.year: cycle for cycle in self.cluster.cycles.all()}
        add_limitations(years[FINISHED[-1]], years[facts.OPEN_YEAR], self.units, self.people)
        clock.set_today(facts.BUSINESS_DATE)

    def edition(self, year: int) -> RulebookEdition:
        """The year's adopted edition, following last year's."""
        text = (rulebook_folder("demo_cluster", str(year)) / "rulebook.yaml").read_text(encoding="utf-8")
        self.last_edition = RulebookEdition.objects.create(
            rulebook=self.rulebook,
            number=year - FINISHED[0] + 1,
            year=year,
            text=text,
            digest=parse_rulebook(text).digest,
            state=RulebookEdition.State.ADOPTED,
            based_on=self.last_edition,
            resolution=f"Biên bản hội nghị cụm ngày 15/01/{year} (minh họa)",
            adopted_on=dt.date(year, 1, 15),
            adopted_by=self.people["thuky1"],
            updated_by=self.people["thuky1"],
        )
        return self.last_edition

    def cycle(self, year: int, state: str) -> tuple[Cycle, ReportingPeriod]:
        """The year in `state` with its dates, its moves so far, its edition and its period."""
        cycle = Cycle.objects.create(cluster=self.cluster, year=year, state=state, revision=1)
        EditionInForce.objects.create(cycle=cycle, edition=self.edition(year))
        self.dates(cycle)
        period = ReportingPeriod.objects.create(
            cycle=cycle,
            name="Cả năm",
            starts_on=dt.date(year, 1, 1),
            ends_on=dt.date(year, 12, 31),
            due_on=dt.date(year, 12, 10),
            feeds_scoring=True,
        )
        ReportingPeriod.objects.create(
            cycle=cycle,
            name="6 tháng đầu năm",
            starts_on=dt.date(year, 1, 1),
            ends_on=dt.date(year, 6, 30),
            due_on=dt.date(year, 7, 10),
        )
        return cycle, period

    def dates(self, cycle: Cycle) -> None:
        """Planned dates of the steps, and the moves up to the present state."""
        done = steps_of_year.ORDER.index(cycle.state)
        plan = facts.calendar_of(cycle.year)
        for number, state in enumerate(steps_of_year.ORDER):
            starts_on, due_on = plan.get(state, (dt.date(cycle.year, 11, 25), dt.date(cycle.year, 11, 25)))
            skipped = state not in plan
            CycleStep.objects.create(
                cycle=cycle, state=state, starts_on=starts_on, due_on=due_on, skipped=skipped
            )
            if 0 < number <= done and not skipped:
                before = [s for s in steps_of_year.ORDER[:number] if s in plan][-1]
                CycleMove.objects.create(
                    cycle=cycle, old=before, new=state, moved_by=self.people["thuky1"], moved_on=starts_on
                )

    def person(self, code: str, role: str) -> User:
        """One of a unit's people by user name."""
        return self.people[f"{code.lower()}-{role}"]

    def finish(self, year: int) -> None:
        """One finished year: as the conference found it, then the list for awards and the published ranking."""
        cycle, period = self.consolidated(year, S.PUBLISHED)
        if year == FINISHED[-1]:
            recommend(cycle, self.people)
        clock.set_today(dt.date(year, 12, 25))
        make_published(cycle, self.people["thuky1"])
        if year == 2019:
            self.correct_late(cycle, period)

    def consolidated(self, year: int, state: str) -> tuple[Cycle, ReportingPeriod]:
        """A year in `state` with final figures, verified sheets and the provisional ranking."""
        cycle, period = self.cycle(year, state)
        rulebook = parse_rulebook(cycle.edition_in_force.edition.text)
        writer = Writer(period, rulebook)
        for province in facts.PROVINCES:
            unit, draw = self.units[province.code], self.draw(year, province.code)
            officer = self.person(province.code, "canbo")
            writer.add_unit(unit, officer, draw, certainty="final", as_of=dt.date(year, 12, 31))
            add_counts(cycle, unit, officer, draw, certainty="final")
            add_targets(cycle.edition_in_force.edition, unit, draw)
            add_evidence(cycle, unit, officer, self.people["thuky1"], rulebook, reviewed=True)
            self.verified_sheet(cycle, unit, draw)
        writer.save()
        clock.set_today(dt.date(year, 12, 16))
        make_provisional(cycle, self.people["thuky1"])
        return cycle, period

    def verified_sheet(self, cycle: Cycle, unit: Unit, draw: figures.Draw) -> None:
        """A sheet that went all the way; the secretariat took half a point from generous ones."""
        at = clock.now()
        verifier = self.people["thukypho" if unit.code == facts.HEADS[cycle.year][0] else "thuky1"]
        sheet = Scoresheet.objects.create(
            cycle=cycle,
            unit=unit,
            state=Scoresheet.State.VERIFIED,
            submitted_by=self.person(unit.code, "canbo"),
            submitted_at=at,
            approved_by=self.person(unit.code, "lanhdao"),
            approved_at=at,
            verified_by=verifier,
            verified_at=at,
            verified_on=clock.today(),
        )
        own = figures.judged(draw)
        self.mark(sheet, Stage.SELF, own, "", self.person(unit.code, "canbo"))
        if own == Decimal(4) and draw.quality < 85:
            reason = "Hồ sơ rà soát chưa đầy đủ theo quy định; trừ 0,5 điểm."
            self.mark(sheet, Stage.VERIFIED, own - Decimal("0.5"), reason, verifier)
        if cycle.year == FINISHED[0]:  # nothing on record from the year before to compare with
            reason = "Đối chiếu số liệu năm 2017 trên bản giấy (minh họa)."
            given = Decimal(2) if draw.quality >= 70 else Decimal("0.5")
            self.mark(sheet, Stage.VERIFIED, given, reason, verifier, criterion="4.6")
        if unit.code in {"CBA", "HBI"}:
            self.explained(sheet, verifier)

    def mark(
        self,
        sheet: Scoresheet,
        stage: str,
        points: Decimal,
        reason: str,
        author: User,
        criterion: str = "5.1",
    ) -> None:
        """One mark with its history."""
        row = {
            "scoresheet": sheet,
            "criterion": criterion,
            "stage": stage,
            "points": points,
            "reason": reason,
        }
        Mark.objects.create(author=author, changed_at=clock.now(), **row)
        MarkVersion.objects.create(author=author, changed_at=clock.now(), **row)

    def explained(self, sheet: Scoresheet, verifier: User) -> None:
        """An explanation that was asked, answered and concluded."""
        Explanation.objects.create(
            scoresheet=sheet,
            criterion="4.4",
            question="Đề nghị giải trình số thôn, bản có đảng viên trở lại nhờ kết nạp và nhờ chuyển sinh hoạt.",
            asked_by=verifier,
            asked_at=clock.now(),
            due_on=dt.date(sheet.cycle.year, 12, 14),
            answer="Số thôn, bản tính theo danh sách của cấp ủy cấp huyện; đơn vị đã gửi kèm danh sách (minh họa).",
            answered_by=self.person(sheet.unit.code, "canbo"),
            answered_at=clock.now(),
            conclusion="Chấp nhận giải trình; giữ nguyên số liệu.",
            concluded_by=verifier,
            concluded_at=clock.now(),
        )

    def correct_late(self, cycle: Cycle, period: ReportingPeriod) -> None:
        """In March a unit's figure is corrected and the year is ranked again, visibly."""
        clock.set_today(dt.date(cycle.year + 1, 3, 12))
        unit = self.units["SLA"]
        row = ReportedValue.objects.get(period=period, unit=unit, indicator="admissions")
        entry = Entry(
            state="value",
            amount=(row.amount or Decimal(0)) * 8 // 10,
            certainty="final",
            as_of=dt.date(cycle.year, 12, 31),
            source="Báo cáo chính thức tháng 3 (minh họa)",
        )
        actor, change = self.people["thuky1"], Change("admissions", entry, row.version)
        correct_value(
            actor=actor,
            period=period,
            unit=unit,
            change=change,
            reason="Số chính thức thấp hơn số đã báo cáo",
        )
        cycle.refresh_from_db()
        reason = "Đính chính số đảng viên kết nạp của Sơn La theo số liệu chính thức"
        rank_again(actor=actor, cycle=cycle, reason=reason, typed="CÔNG BỐ")

    def open_year(self) -> None:
        """2021: some units done, some late, one with doubtful figures."""
        clock.set_today(facts.BUSINESS_DATE)
        cycle, period = self.cycle(facts.OPEN_YEAR, S.SELF_SCORING)
        rulebook = parse_rulebook(cycle.edition_in_force.edition.text)
        writer = Writer(period, rulebook)
        for province in facts.PROVINCES:
            code = province.code
            unit, draw = self.units[code], self.draw(facts.OPEN_YEAR, code)
            officer = self.person(code, "canbo")
            writer.add_unit(
                unit,
                officer,
                draw,
                certainty="estimate",
                as_of=dt.date(facts.OPEN_YEAR, 11, 30),
                leave_out=facts.NOT_REPORTED.get(code, frozenset()),
                doubtful=code == facts.DOUBTFUL,
            )
            add_counts(
                cycle, unit, officer, draw, certainty="estimate", organisations=code not in facts.NOT_REPORTED
            )
            add_targets(cycle.edition_in_force.edition, unit, draw)
            without = facts.NO_EVIDENCE.get(code, frozenset())
            add_evidence(cycle, unit, officer, None, rulebook, reviewed=False, leave_out=without)
            self.open_sheet(cycle, unit, draw)
        writer.save()
        step = cycle.steps.get(state=S.SELF_SCORING)
        for code, reason in facts.EXTENDED.items():
            Extension.objects.create(
                step=step, unit=self.units[code], due_on=dt.date(facts.OPEN_YEAR, 12, 12), reason=reason
            )

    def open_sheet(self, cycle: Cycle, unit: Unit, draw: figures.Draw) -> None:
        """The unit's sheet of the open year, as far as the unit is."""
        state = facts.SHEETS.get(unit.code, Scoresheet.State.APPROVED)
        at, officer = clock.now(), self.person(unit.code, "canbo")
        sheet = Scoresheet.objects.create(cycle=cycle, unit=unit, state=state)
        if state != Scoresheet.State.DRAFT:
            sheet.submitted_by, sheet.submitted_at = officer, at
        if state == Scoresheet.State.APPROVED:
            sheet.approved_by, sheet.approved_at = self.person(unit.code, "lanhdao"), at
        sheet.save()
        if state != Scoresheet.State.DRAFT:
            self.mark(sheet, Stage.SELF, figures.judged(draw), "", officer)
