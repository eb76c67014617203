"""Reads for choosing next year's head: who led when, who may be named and why not, what adopting would change."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.web.clusters.models import Assignment, ClusterRole, Cycle, HeadTerm, Unit, UnitName, in_force
from thidua.web.clusters.permissions import can_request_cluster_role
from thidua.web.clusters.queries import clusters_visible_to, cycles_visible_to, head_unit, member_units
from thidua.web.core import clock
from thidua.web.core.written import day_text
from thidua.web.elections.models import HeadChoice
from thidua.web.limitations.models import Limitation
from thidua.web.limitations.queries import open_to_carry
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.queries import edition_in_force
from thidua.web.scoring.models import Ranking, RankingPlace

State = HeadChoice.State
Selection = HeadTerm.Selection
NAMES = UnitName.objects.order_by("from_on")


def choices_visible_to(user: Any) -> QuerySet[HeadChoice]:
    """Adopted choices of the years the person sees; drafts and what was taken back for those who may draft."""
    rows = HeadChoice.objects.filter(cycle__in=cycles_visible_to(user))
    drafters = [row.pk for row in clusters_visible_to(user) if can_request_cluster_role(user, row)]
    told = rows.filter(Q(state=State.ADOPTED) | Q(cycle__cluster_id__in=drafters))
    told = told.select_related(
        "cycle__cluster", "head", "deputy", "drafted_by", "adopted_by", "taken_back_by"
    )
    return told.prefetch_related(Prefetch("head__names", NAMES), Prefetch("deputy__names", NAMES))


def usual_day(cycle: Cycle) -> dt.date:
    """The first day of the next year, or tomorrow when that is past."""
    return max(dt.date(cycle.year + 1, 1, 1), clock.today() + dt.timedelta(days=1))


@dataclass(frozen=True)
class Candidate:
    """A member on next year's first day: the years it led, and whether it may be named.

    `is_ranked` is None while the year has no ranking yet.
    """

    unit: Unit
    name: str
    led: tuple[int, ...]
    is_ranked: bool | None
    is_head_now: bool

    @property
    def led_text(self) -> str:
        """The years in one line."""
        return ", ".join(str(one) for one in self.led)

    def hindrance(self, selection: str) -> str:
        """Why the unit may not be named that way; empty when it may. Who designates is not bound.

        A unit not considered for emulation in the year is not named, and one unit a year takes the turn
        (Viện kiểm sát nhân dân tối cao, quy chế cụm, khối thi đua, 2019).
        """
        if selection == Selection.DESIGNATION:
            return ""
        if self.is_ranked is False:
            return _("không được xếp hạng năm nay")
        if selection == Selection.ROTATION and self.is_head_now:
            return _("đang là cụm trưởng")
        return ""


def candidates(cycle: Cycle, day: dt.date) -> list[Candidate]:
    """Members on `day` in the order of their turn: those never head first, then who led longest ago."""
    led: dict[int, list[int]] = {}
    terms = HeadTerm.objects.filter(cluster=cycle.cluster, role=HeadTerm.Role.HEAD, from_on__lt=day)
    for unit_id, begun in terms.order_by("from_on").values_list("unit_id", "from_on"):
        led.setdefault(unit_id, []).append(begun.year)
    places = _places(cycle)
    now = head_unit(cycle.cluster, day - dt.timedelta(days=1))
    found = [
        Candidate(
            unit,
            unit.name_on(day),
            tuple(led.get(unit.pk, ())),
            None if places is None else places.get(unit.pk) is not None,
            bool(now and now.pk == unit.pk),
        )
        for unit in member_units(cycle.cluster, day)
    ]
    return sorted(found, key=lambda one: (one.led[-1] if one.led else 0, one.unit.order, one.unit.code))


def _places(cycle: Cycle) -> dict[int, int | None] | None:
    """Unit -> place in the ranking that stands for the year; None while there is none."""
    rankings = Ranking.objects.filter(cycle=cycle).order_by("-pk")
    standing = rankings.filter(kind=Ranking.Kind.PUBLISHED).first() or rankings.first()
    if standing is None:
        return None
    return dict(RankingPlace.objects.filter(ranking=standing).values_list("unit_id", "place"))


def problems(choice: HeadChoice) -> list[str]:
    """Everything that stands against the choice, each a sentence."""
    found, day, cycle = [], choice.rights_from, choice.cycle
    if day <= clock.today():
        found.append(_("Ngày bàn giao quyền phải sau hôm nay."))
    if day.year not in {cycle.year, choice.next_year}:
        text = _("Ngày bàn giao quyền phải trong năm %(old)d hoặc %(new)d.")
        found.append(text % {"old": cycle.year, "new": choice.next_year})
    known = {one.unit.pk: one for one in candidates(cycle, day)}
    for unit in (choice.head, choice.deputy):
        if unit and unit.pk not in known:
            text = _("%(unit)s không phải thành viên cụm vào ngày %(day)s.")
            found.append(text % {"unit": unit.name_on(day), "day": day_text(day)})
    why = known[choice.head_id].hindrance(choice.selection) if choice.head_id in known else ""
    if why:
        text = _("Không giới thiệu được %(unit)s làm cụm trưởng: %(why)s.")
        found.append(text % {"unit": known[choice.head_id].name, "why": why})
    return found


@dataclass(frozen=True)
class Consequences:
    """What adopting the choice would change: shown before, done by the same names after."""

    year: int
    opened: Cycle | None
    edition: RulebookEdition | None
    carried: tuple[Limitation, ...]
    ending: tuple[tuple[str, str], ...]  # seat, unit
    joining: tuple[Any, ...]
    leaving: tuple[ClusterRole, ...]


def consequences(choice: HeadChoice) -> Consequences:
    """The consequences as things stand now; `opened` is the next year when somebody opened it already."""
    cluster, day = choice.cycle.cluster, choice.rights_from
    ending = cluster.head_terms.filter(from_on__lt=day).exclude(to_on__lt=day).select_related("unit")
    ending = ending.prefetch_related(Prefetch("unit__names", NAMES))
    return Consequences(
        choice.next_year,
        cluster.cycles.filter(year=choice.next_year).first(),
        edition_in_force(choice.cycle),
        tuple(open_to_carry(choice.cycle)),
        tuple((term.get_role_display(), term.unit.name_on(day)) for term in ending.order_by("role")),
        tuple(choice.joining.order_by("pk")),
        tuple(choice.leaving.select_related("user", "unit").order_by("pk")),
    )


def people_of(choice: HeadChoice, day: dt.date) -> list[Assignment]:
    """Leaders and officers of the chosen units on `day`, each person once: who may join the secretariat.

    Those who sit in it already, and stay, are not among them.
    """
    roles = [Assignment.Role.LEADER, Assignment.Role.OFFICER]
    units = [unit for unit in (choice.head_id, choice.deputy_id) if unit]
    rows = Assignment.objects.filter(in_force(day), unit_id__in=units, role__in=roles, deputises=None)
    found: dict[int, Assignment] = {}
    for row in rows.select_related("user", "unit").order_by("unit__order", "role", "pk"):
        found.setdefault(row.user_id, row)
    seated = {right.user_id for right in seats(choice.cycle)}
    return [row for row in found.values() if row.user_id not in seated]


def seats(cycle: Cycle) -> list[ClusterRole]:
    """Rights in the secretariat that are open today or will be."""
    today = clock.today()
    rows = cycle.cluster.roles.filter(role=ClusterRole.Role.SECRETARIAT, approved_at__isnull=False)
    return list(rows.exclude(to_on__lt=today).select_related("user", "unit").order_by("unit__order", "pk"))
