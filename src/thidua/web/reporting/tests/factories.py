"""A small cluster in its self-scoring weeks, on a rulebook with every kind of indicator."""

import datetime as dt
from types import SimpleNamespace

import factory

from thidua.rules import parse_rulebook
from thidua.web.accounts.models import User
from thidua.web.clusters.models import (
    Assignment,
    Cluster,
    ClusterRole,
    Cycle,
    CycleStep,
    HeadTerm,
    Membership,
    Unit,
    UnitName,
)
from thidua.web.core import clock
from thidua.web.reporting.actions import Change
from thidua.web.reporting.cells import Entry
from thidua.web.reporting.models import ReportingPeriod
from thidua.web.rulebooks.models import EditionInForce, Rulebook, RulebookEdition

TODAY = dt.date(2021, 12, 6)
SINCE = dt.date(2015, 1, 1)
TEXT = """
format: thidua-rulebook/1
id: test-2021
title: Quy chế thử
status: illustrative
inputs:
  - {id: admitted, name: Đảng viên mới kết nạp, kind: count, unit: người, max: 50000}
  - {id: inspected, name: Tổ chức đảng được kiểm tra, kind: ratio, places: 0}
  - {id: satisfaction, name: Mức hài lòng, kind: percent, max: 100}
  - {id: level, name: Mức độ, kind: choice, choices: [{id: one, name: Mức một}, {id: two, name: Mức hai}]}
  - {id: plan, name: Có kế hoạch, kind: yes_no}
  - {id: late, name: Báo cáo chậm, kind: count, when_missing: 0}
  - {id: activity_communication, name: Hoạt động tuyên truyền, kind: count}
  - {id: org_excellent, name: Tổ chức hoàn thành xuất sắc, kind: count}
items:
  - id: "1"
    name: Phát triển đảng viên
    max: 60
    items:
      - id: "1.1"
        name: Kết nạp
        max: 30
        evidence: {required: [Báo cáo], if_missing: zero}
        rule: {type: ratio, input: admitted, target: admitted.target}
      - id: "1.2"
        name: Kiểm tra
        max: 30
        evidence: {required: [Kế hoạch, Kết luận], if_missing: explain}
        rule: {type: ratio, input: inspected}
  - id: "2"
    name: Công tác khác
    max: 40
    items:
      - {id: "2.1", name: Hài lòng, max: 10, rule: {type: formula, points: satisfaction / 10}}
      - id: "2.2"
        name: Mức độ
        max: 10
        rule: {type: levels, input: level, levels: [{choice: one, percent: 50}, {choice: two, percent: 100}]}
      - {id: "2.3", name: Tuyên truyền, max: 10, rule: {type: count, input: activity_communication, points_each: 1}}
      - {id: "2.4", name: Xếp loại, max: 10, rule: {type: count, input: org_excellent, points_each: 1}}
gates:
  - {id: no_plan, name: Không có kế hoạch, when: not plan, effect: note}
ranking:
  by: [{value: total, order: desc}]
  ties: [{value: late, order: asc, name: Báo cáo chậm}]
"""


class UserFactory(factory.django.DjangoModelFactory):
    """A person who can sign in."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Người {n}")


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit named after its code."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"D{n:02}")

    @factory.post_generation
    def named(self, _create, _extracted, **_rest):
        UnitName.objects.create(
            unit=self, full_name=f"Đơn vị {self.code}", short_name=self.code, from_on=SINCE
        )


def put_in_force(cycle, text=TEXT):
    """An adopted edition for the year; returns it."""
    rulebook, _created = Rulebook.objects.get_or_create(cluster=cycle.cluster, title="Quy chế")
    edition = RulebookEdition.objects.create(
        rulebook=rulebook,
        number=rulebook.editions.count() + 1,
        year=cycle.year,
        text=text,
        digest=parse_rulebook(text).digest,
        state=RulebookEdition.State.ADOPTED,
        adopted_on=dt.date(cycle.year, 1, 15),
    )
    EditionInForce.objects.create(cycle=cycle, edition=edition)
    return edition


def whole_year(cycle, **more):
    """The period of the whole year, which feeds scoring, due in the middle of December."""
    return ReportingPeriod.objects.create(
        cycle=cycle,
        name="Cả năm",
        starts_on=dt.date(cycle.year, 1, 1),
        ends_on=dt.date(cycle.year, 12, 31),
        due_on=dt.date(cycle.year, 12, 15),
        feeds_scoring=True,
        **more,
    )


def assign(unit, role=Assignment.Role.OFFICER):
    """A person who acts for the unit."""
    user = UserFactory()
    Assignment.objects.create(user=user, unit=unit, role=role, from_on=SINCE)
    return user


def give_right(cluster, role, unit=None):
    """A person with approved rights in the cluster."""
    user = UserFactory()
    ClusterRole.objects.create(
        user=user,
        cluster=cluster,
        role=role,
        unit=unit,
        from_on=SINCE,
        requested_by=UserFactory(),
        approved_by=UserFactory(),
        approved_at=clock.now(),
    )
    return user


def make_cluster(units=3):
    """A cluster in 2021, self-scoring, 2020 published before it; the first unit is head, the last deputy."""
    clock.set_today(TODAY)
    cluster = Cluster.objects.create(name="Cụm thử")
    members = [UnitFactory(order=n) for n in range(units)]
    for unit in members:
        Membership.objects.create(cluster=cluster, unit=unit, from_on=SINCE)
    for unit, role in ((members[0], HeadTerm.Role.HEAD), (members[-1], HeadTerm.Role.DEPUTY)):
        HeadTerm.objects.create(cluster=cluster, unit=unit, role=role, selection="rotation", from_on=SINCE)
    before = Cycle.objects.create(cluster=cluster, year=2020, state=Cycle.State.PUBLISHED)
    cycle = Cycle.objects.create(cluster=cluster, year=2021, state=Cycle.State.SELF_SCORING)
    CycleStep.objects.create(
        cycle=cycle,
        state=Cycle.State.SELF_SCORING,
        starts_on=dt.date(2021, 12, 1),
        due_on=dt.date(2021, 12, 15),
    )
    put_in_force(before)
    edition = put_in_force(cycle)
    return SimpleNamespace(
        cluster=cluster,
        units=members,
        unit=members[1],
        other=members[-1],
        before=before,
        cycle=cycle,
        edition=edition,
        period=whole_year(cycle),
        last_period=whole_year(before),
        officer=assign(members[1]),
        stranger=assign(members[-1]),
        secretary=give_right(cluster, ClusterRole.Role.SECRETARIAT, members[0]),
        central=give_right(cluster, ClusterRole.Role.CENTRAL),
    )


def number(amount, of=None, **more):
    """An entry with a number, or a ratio."""
    return Entry(state="value", amount=amount, denominator=of, **more)


def change(indicator, entry, version=0):
    """What a cell shall hold."""
    return Change(indicator, entry, version)
