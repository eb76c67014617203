"""What a lineage event does, worked out before anything is written; the preview and the act agree.

created       a new unit, perhaps a member at once
renamed       the unit has new names from the day on
merged        predecessors end the day before; the successor (one of them, another, or new) goes on
split         the predecessor ends the day before unless it is among the successors; shares sum to 1
transferred   the unit leaves one cluster the day before and is a member of another from the day on
dissolved     the unit ends the day before
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    Cycle,
    HeadTerm,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
    in_force,
)
from thidua.web.core.written import day_text

Kind = LineageEvent.Kind


@dataclass(frozen=True)
class NewName:
    """From the event's day on the unit of this code has these names."""

    code: str
    short_name: str
    full_name: str


@dataclass(frozen=True)
class Edge:
    """From one code to another; an empty code is nothing (created, dissolved)."""

    predecessor: str
    successor: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Plan:
    """An event as entered: codes of known units, and names for codes that do not exist yet."""

    kind: str
    decided_on: dt.date
    effective_on: dt.date
    legal_basis: str
    edges: tuple[Edge, ...]
    names: tuple[NewName, ...] = ()
    leaves: Cluster | None = None
    joins: Cluster | None = None
    note: str = ""

    @property
    def predecessors(self) -> list[str]:
        """Codes that come into the event, once each, in order."""
        return list(dict.fromkeys(e.predecessor for e in self.edges if e.predecessor))

    @property
    def successors(self) -> list[str]:
        """Codes that come out of it."""
        return list(dict.fromkeys(e.successor for e in self.edges if e.successor))

    @property
    def ending(self) -> list[str]:
        """Codes of units that are no more from the event's day on."""
        return [code for code in self.predecessors if code not in self.successors]

    @property
    def eve(self) -> dt.date:
        """The day before the event takes effect."""
        return self.effective_on - dt.timedelta(days=1)


@dataclass
class Effects:
    """What the event will write, and what it leaves for people to settle."""

    new_units: list[str] = field(default_factory=list)
    names: list[NewName] = field(default_factory=list)
    ends: list[Membership] = field(default_factory=list)
    begins: list[tuple[str, Cluster]] = field(default_factory=list)
    to_settle: list[str] = field(default_factory=list)


def problems(plan: Plan) -> Iterator[str]:
    """Sentences about everything that hinders the event; none means that it can be recorded."""
    if plan.decided_on > plan.effective_on:
        yield _("Ngày có hiệu lực không được trước ngày quyết định.")
    known = {u.code for u in Unit.objects.filter(code__in=[*plan.predecessors, *plan.successors])}
    unknown = [code for code in plan.predecessors if code not in known]
    if unknown:
        yield _("Không có đơn vị mang mã %(codes)s.") % {"codes": ", ".join(unknown)}
    named = {name.code for name in plan.names}
    nameless = [code for code in plan.successors if code not in known | named]
    if nameless:
        yield _("Thiếu tên của đơn vị mới: %(codes)s.") % {"codes": ", ".join(nameless)}
    yield from _problems_of_kind(plan, known)
    yield from _problems_of_days(plan)


def _problems_of_kind(plan: Plan, known: set[str]) -> Iterator[str]:
    if plan.kind == Kind.CREATED and set(plan.successors) & known:
        yield _("Mã này đã có đơn vị dùng.")
    if plan.kind == Kind.MERGED and (len(plan.predecessors) < 2 or len(plan.successors) != 1):  # noqa: PLR2004
        yield _("Hợp nhất, sáp nhập cần ít nhất hai đơn vị vào và đúng một đơn vị kế tiếp.")
    if plan.kind == Kind.SPLIT:
        if len(plan.predecessors) != 1 or len(plan.successors) < 2:  # noqa: PLR2004
            yield _("Chia, tách cần đúng một đơn vị vào và ít nhất hai đơn vị kế tiếp.")
        if sum(edge.weight for edge in plan.edges) != 1:
            yield _("Tổng tỷ lệ của các đơn vị kế tiếp phải bằng 1.")
    if plan.kind == Kind.TRANSFERRED and (plan.leaves is None or plan.leaves == plan.joins):
        yield _("Chuyển cụm cần cụm rời đi và cụm chuyển đến khác nhau.")
    if plan.kind == Kind.RENAMED and not plan.names:
        yield _("Hãy ghi tên mới.")


def _problems_of_days(plan: Plan) -> Iterator[str]:
    late = Membership.objects.filter(unit__code__in=plan.ending, from_on__gte=plan.effective_on)
    for membership in late.select_related("unit", "cluster"):
        yield _("%(unit)s vào %(cluster)s sau ngày sự kiện có hiệu lực.") % {
            "unit": membership.unit,
            "cluster": membership.cluster,
        }
    taken = UnitName.objects.filter(
        unit__code__in=[n.code for n in plan.names], from_on__gte=plan.effective_on
    )
    for name in taken.select_related("unit"):
        yield _("Đơn vị %(code)s đã có tên «%(name)s» từ %(day)s, không trước ngày sự kiện.") % {
            "code": name.unit.code,
            "name": name.short_name,
            "day": day_text(name.from_on),
        }


def effects_of(plan: Plan) -> Effects:
    """Work out what the event does to names and memberships, and what people must settle after it."""
    known = set(Unit.objects.filter(code__in=plan.successors).values_list("code", flat=True))
    effects = Effects(
        new_units=[code for code in plan.successors if code not in known], names=list(plan.names)
    )
    effects.ends = list(_memberships_ending(plan))
    effects.begins = list(_memberships_beginning(plan))
    effects.to_settle = list(_to_settle(plan))
    return effects


def _memberships_ending(plan: Plan) -> Iterator[Membership]:
    rows = Membership.objects.filter(Q(to_on=None) | Q(to_on__gt=plan.eve), from_on__lte=plan.eve)
    if plan.kind == Kind.TRANSFERRED:
        rows = rows.filter(unit__code__in=plan.predecessors, cluster=plan.leaves)
    else:
        rows = rows.filter(unit__code__in=plan.ending)
    yield from rows.select_related("unit", "cluster").prefetch_related("unit__names").order_by("unit__order")


def _memberships_beginning(plan: Plan) -> Iterator[tuple[str, Cluster]]:
    if plan.joins is None:
        return
    members = set(
        plan.joins.memberships.filter(in_force(plan.effective_on)).values_list("unit__code", flat=True)
    )
    for code in plan.successors:
        if code not in members:
            yield code, plan.joins


def _to_settle(plan: Plan) -> Iterator[str]:
    day = plan.effective_on
    for term in HeadTerm.objects.filter(in_force(day), unit__code__in=plan.ending).select_related("unit"):
        yield _(
            "Nhiệm kỳ «%(term)s» còn kéo dài sau ngày sự kiện; hãy kết thúc hoặc chuyển cho đơn vị khác."
        ) % {"term": term}
    for code in plan.ending:
        people = Assignment.objects.filter(in_force(day), unit__code=code).count()
        if people:
            yield _(
                "%(count)d phân công của đơn vị %(code)s vẫn còn để làm nốt việc cũ; kết thúc khi xong."
            ) % {
                "count": people,
                "code": code,
            }
    gone = Membership.objects.filter(in_force(plan.eve), unit__code__in=plan.ending).values("cluster_id")
    for cycle in Cycle.objects.filter(cluster_id__in=gone, state__in=Cycle.UNDER_WAY).select_related(
        "cluster"
    ):
        if cycle.year == day.year:
            yield _(
                "Năm %(year)d của %(cluster)s đang thực hiện: danh sách đơn vị của năm sẽ đổi từ ngày đó."
            ) % {
                "year": cycle.year,
                "cluster": cycle.cluster,
            }
