"""The demo's figures: synthetic, deterministic by seed, except the four that the source states.

A unit has a size and a quality that drifts a little from year to year; each figure follows from
both with a little chance. Chance is drawn anew for each (seed, year, unit, figure), so that adding a
figure changes no other. Integers only.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

Figure = tuple[Decimal, Decimal | None] | str
"""(amount, denominator or None), or the id of a choice."""

QUALITY = {
    "HGI": 66, "CBA": 60, "BKA": 74, "TQU": 82, "LCA": 90, "YBA": 86, "TNG": 84,
    "LSO": 62, "BGI": 88, "PTH": 85, "DBI": 72, "LCH": 79, "SLA": 77, "HBI": 70,
}  # fmt: skip
MEMBERS = {
    "HGI": 66000, "CBA": 54000, "BKA": 35600, "TQU": 56000, "LCA": 48500, "YBA": 55500, "TNG": 86000,
    "LSO": 66500, "BGI": 89000, "PTH": 104000, "DBI": 40500, "LCH": 27500, "SLA": 87500, "HBI": 63500,
}  # fmt: skip
POPULATION = {
    "HGI": 855000, "CBA": 530000, "BKA": 323000, "TQU": 785000, "LCA": 731000, "YBA": 821000, "TNG": 1287000,
    "LSO": 782000, "BGI": 1804000, "PTH": 1463000, "DBI": 599000, "LCH": 460000, "SLA": 1249000, "HBI": 855000,
}  # fmt: skip
STATED_UNIT, STATED_YEAR = "BKA", 2020
STATED_NOTES = {
    "commune_qualified": "Đã công bố: 100 % cán bộ, công chức cấp xã có trình độ chuyên môn từ trung cấp trở lên; "
    "số người cụ thể là minh họa.",
    "appointed_examined": "Đã công bố: thí điểm cách sát hạch mới trước khi bổ nhiệm cán bộ lãnh đạo, quản lý; "
    "số người là minh họa.",
    "members": "Đã công bố: đảng viên bằng 11 % dân số; số người cụ thể là minh họa.",
    "organisation": "Đã công bố: hằng năm trên 70 % tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên; "
    "các số cụ thể là minh họa.",
    "member": "Đã công bố: trên 80 % đảng viên hoàn thành tốt nhiệm vụ trở lên; các số cụ thể là minh họa.",
}
"""What the source states of Bắc Kạn in 2020, beside figures or classification counts made up to fit it."""
PLEDGE = 50_000_000


@dataclass
class Draw:
    """One unit in one year; every figure comes from here."""

    seed: int
    year: int
    code: str

    @property
    def quality(self) -> int:
        """0–100: the unit's own level with this year's drift."""
        return max(35, min(97, QUALITY[self.code] + self.chance("quality", -7, 7) + (self.year - 2018)))

    @property
    def members(self) -> int:
        """Party members at the end of the year."""
        return MEMBERS[self.code] * (1000 + 12 * (self.year - STATED_YEAR)) // 1000

    @property
    def population(self) -> int:
        """Average population of the year."""
        return POPULATION[self.code] * (1000 + 9 * (self.year - STATED_YEAR)) // 1000

    def chance(self, what: str, low: int, high: int) -> int:
        """A whole number from low to high, the same for the same (seed, year, unit, what)."""
        key = f"{self.seed}/{self.year}/{self.code}/{what}"
        return random.Random(key).randint(low, high)  # noqa: S311 - a demo, not a secret

    def part(self, whole: int, what: str, low: int, high: int) -> int:
        """A part of `whole`: low–high per cent, by quality, with three per cent of chance either way."""
        percent = low + (high - low) * self.quality // 100 + self.chance(what, -3, 3)
        return whole * max(0, min(100, percent)) // 100

    def rarely(self, what: str, worst: int) -> int:
        """0 for good units, up to `worst` for weak ones."""
        return worst if self.quality + self.chance(what, 0, 40) < 74 else 0


def _whole(value: int) -> Figure:
    return Decimal(value), None


def _yes(value: bool) -> Figure:  # noqa: FBT001 - a figure is built from one truth
    return Decimal(value), None


def _pair(amount: int, of: int) -> Figure:
    return Decimal(min(amount, of)), Decimal(of)


def method(d: Draw) -> Figure:
    """How cadres are evaluated: better units moved to counted criteria earlier."""
    level = d.quality + 4 * (d.year - STATED_YEAR)
    return (
        "all_levels" if level >= 86 else "two_levels" if level >= 72 else "pilot" if level >= 60 else "none"
    )


def counts(d: Draw) -> dict[str, int]:
    """Whole figures that several others hang together with."""
    appointed = 0 if d.code == "LCH" and d.year == 2021 else d.chance("appointed", 14, 60)
    plans, docs, theory, skill = (
        d.chance("plans", 18, 40),
        d.chance("docs", 6, 12),
        d.members // 40,
        d.members // 60,
    )
    enterprises = d.population // d.chance("enterprises", 420, 900)
    weak, villages = (
        d.rarely("weak", d.chance("weak-n", 2, 9)),
        d.chance("villages", 0, 26) * (100 - d.quality) // 40,
    )
    pledged = PLEDGE * (1 + d.chance("pledge", 0, 1))
    return {
        "appointed": appointed,
        "appointed_examined": d.part(appointed, "examined", 20, 105),
        "plans": plans,
        "plans_on_time": d.part(plans, "plans-on-time", 62, 108),
        "docs_due": docs,
        "docs_sent": docs - (1 if d.rarely("docs", 1) else 0),
        "theory_due": theory,
        "theory_done": d.part(theory, "theory", 68, 106),
        "skill_due": skill,
        "skill_done": d.part(skill, "skill", 64, 108),
        "enterprises": enterprises,
        "enterprises_with_org": enterprises * (3 + d.quality // 14) // 100,
        "weak_orgs": weak,
        "weak_orgs_fixed": weak - (1 if weak and d.chance("fixed", 0, 99) > d.quality else 0),
        "villages_blank": villages,
        "villages_by_admission": villages * d.chance("by-admission", 8, 30) // 100 + (1 if villages else 0),
        "villages_by_transfer": villages * d.chance("by-transfer", 0, 18) // 100,
        "charity_pledged": pledged,
        "charity_paid": pledged if d.quality > 62 else pledged * 4 // 5,
        "weaknesses": 4,
        "weaknesses_fixed": 4 if d.quality >= 70 else 3,
        "reports_due": 4,
        "reports_sent": 4,
        "late_reports": d.rarely("late", d.chance("late-n", 1, 2)),
    }


SAME_AS = {
    "resolution_targets": "plans", "resolution_targets_met": "plans_on_time",
    "congress_plans_due": "plans", "congress_plans_on_time": "plans_on_time",
    "congress_due": "plans", "congress_on_time": "plans_on_time",
    "action_plans_due": "plans", "action_plans_on_time": "plans_on_time",
}  # fmt: skip
FIGURES: dict[str, Callable[[Draw], Figure]] = {
    "planning_reviewed": lambda d: _pair(d.part(180, "planning", 82, 106), 180),
    "personnel_plans": lambda d: _pair(d.part(160, "personnel", 82, 106), 160),
    "resolution_studied": lambda d: _pair(d.part(d.members, "studied", 84, 105), d.members),
    "committee_women": lambda d: _pair(d.part(2400, "women", 12, 21), 2400),
    "payroll_cut": lambda d: _whole(target(d, "payroll_cut") * (84 + d.quality // 5 + d.chance("cut", -4, 4)) // 100),
    "bodies_cut": lambda d: _pair(d.part(140, "bodies", 3, 12), 140),
    "deputies_over": lambda d: _whole(max(0, 14 - d.quality // 8 + d.chance("deputies", -1, 2))),
    "evaluation_method": method,
    "commune_qualified": lambda d: _pair(d.part(3200, "qualified", 80, 102), 3200),
    "admissions": lambda d: _whole(target(d, "admissions") * (74 + d.quality * 3 // 10 + d.chance("adm", -4, 4)) // 100),
    "members": lambda d: _whole(d.members),
    "population": lambda d: _whole(d.population),
    "protection_cases": lambda d: _pair(d.part(220, "cases", 84, 106), 220),
    "cases_returned": lambda d: _whole(d.rarely("returned", d.chance("returned-n", 1, 3))),
    "secret_leaks": lambda d: _whole(1 if d.code == "CBA" and d.year == 2019 else 0),
    "communication_plan": lambda d: _yes(d.quality >= 58),
    "press_prizes": lambda d: _whole(max(0, (d.quality - 70) // 9 + d.chance("prizes", -1, 1))),
    "survey_informed": lambda d: _whole(d.part(30, "survey", 55, 104)),
    "initiatives": lambda d: _whole(d.chance("initiatives", 0, 2)),
    "central_points": lambda d: (Decimal(max(0, min(20, d.quality // 6 + d.chance("central", -3, 3)))) / 10, None),
    "corrections": lambda d: _whole(d.rarely("corrections", d.chance("corrections-n", 1, 3))),
    "meetings_missed": lambda d: _whole(d.rarely("meetings", 1) if d.quality < 66 else 0),
    "leaders_disciplined": lambda _d: _whole(0),
    "staff_disciplined": lambda d: _whole(1 if (d.code, d.year) in {("HBI", 2019), ("SLA", 2020)} else 0),
}  # fmt: skip


def target(d: Draw, indicator: str) -> int:
    """What the unit was assigned for the year."""
    if indicator == "payroll_cut":
        return d.population // 9000 + d.chance("payroll-target", 0, 12)
    if indicator == "admissions":
        return d.members * 3 // 100 // 10 * 10
    return 6


TARGETS = ("payroll_cut", "admissions", "deputies_over")


def figure(d: Draw, indicator: str) -> Figure:
    """One figure of one unit in one year. KeyError for a figure the demo does not know."""
    if d.code == STATED_UNIT and d.year == STATED_YEAR and indicator == "commune_qualified":
        return _pair(1464, 1464)  # stated: 100 %; the counts behind it are synthetic
    found = counts(d)
    name = SAME_AS.get(indicator, indicator)
    return _whole(found[name]) if name in found else FIGURES[indicator](d)


def stated_note(d: Draw, what: str) -> str:
    """What the source states about this figure, or nothing."""
    stated = d.code == STATED_UNIT and d.year == STATED_YEAR
    return STATED_NOTES.get(what, "") if stated else ""


def classification(d: Draw, subject: str) -> tuple[int, int, int, int, int]:
    """Counts at the four levels and not rated. Stated for Bắc Kạn 2020: over 70 % of organisations and
    over 80 % of members complete tasks well or excellently."""
    total = d.members // 62 if subject == "organisation" else d.members
    stated = d.code == STATED_UNIT and d.year == STATED_YEAR
    well = (
        total * (73 if subject == "organisation" else 83) // 100 if stated else d.part(total, subject, 66, 92)
    )
    excellent = well * 19 // 100
    not_completed = total * max(0, 3 - d.quality // 30) // 300
    not_rated = total // 50 if subject == "member" else 0
    return excellent, well - excellent, total - well - not_completed - not_rated, not_completed, not_rated


def activities(d: Draw) -> dict[str, int]:
    """How many communication activities and press works."""
    return {
        "communication": 8 + d.quality // 6 + d.chance("activity", -3, 3),
        "press_work": 4 + d.quality // 10,
    }


def judged(d: Draw) -> Decimal:
    """The officer's own mark of the criterion that people judge (of 4, in halves): politely high."""
    return Decimal(max(5, min(8, 5 + d.quality // 30 + d.chance("judged", 0, 1)))) / 2
