"""Two units, one small rulebook, a year brought to self-scoring."""

import datetime as dt
from decimal import Decimal

from tests.worlds import Role, person, right, small_world

from thidua.rules import parse_rulebook
from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import ClusterRole, Cycle
from thidua.web.reporting.actions import Change, correct_value, save_values
from thidua.web.reporting.cells import Entry
from thidua.web.reporting.models import ReportingPeriod
from thidua.web.rulebooks.models import EditionInForce, Rulebook, RulebookEdition
from thidua.web.scoring.models import Scoresheet

TEXT = """
format: thidua-rulebook/1
id: small
title: Quy chế nhỏ
status: illustrative
inputs:
  - {id: done, name: Việc xong, kind: count}
  - {id: tasks, name: Việc giao, kind: count}
  - {id: self_scored, name: Đã tự chấm, kind: yes_no}
items:
  - id: "1"
    name: Công việc
    max: 20
    items:
      - {id: "1.1", name: Hoàn thành, max: 10, rule: {type: ratio, of: done, over: tasks}}
      - {id: "1.2", name: Chất lượng, max: 10, rule: {type: manual, step: 0.5}}
gates:
  - {id: not_scored, name: Không tự chấm, when: has(self_scored) and not self_scored, effect: {class: KHT}}
classes:
  - {id: HTT, name: Hoàn thành tốt, from: 15}
  - {id: HT, name: Hoàn thành, from: 5, below: 15}
  - {id: KHT, name: Không hoàn thành, below: 5}
ranking:
  ties: [{decided_by: ballot, name: Bỏ phiếu}]
"""


def report(actor, period, unit, **amounts):
    """Enter figures as the unit's officer does."""
    known = {v.indicator: v.version for v in unit.reported_values.filter(period=period)}
    changes = [
        Change(name, Entry(state="value", amount=Decimal(amount), certainty="final"), known.get(name, 0))
        for name, amount in amounts.items()
    ]
    return save_values(actor=actor, period=period, unit=unit, changes=changes)


def correct(actor, period, unit, **amounts):
    """Correct figures after they froze, as the secretariat does."""
    for name, amount in amounts.items():
        row = unit.reported_values.get(period=period, indicator=name)
        entry = Entry(state="value", amount=Decimal(amount), certainty="final")
        correct_value(
            actor=actor,
            period=period,
            unit=unit,
            change=Change(name, entry, row.version),
            reason="Đính chính",
        )


def scoring_world(text=TEXT):
    """`small_world` with a rulebook in force, figures for both units, the year in self-scoring."""
    w = small_world()
    w.neighbour_leader = person("b-lanhdao", w.b, Role.LEADER)
    w.deputy_secretary = person("thuky-pho")
    right(w.deputy_secretary, w.cluster, ClusterRole.Role.SECRETARIAT, (w.site_admin, w.leader), w.b)
    w.edition = RulebookEdition.objects.create(
        rulebook=Rulebook.objects.create(cluster=w.cluster, title="Quy chế nhỏ"),
        number=1, year=2021, text=text, digest=parse_rulebook(text).digest,
        state="adopted", adopted_on=dt.date(2021, 1, 5),
    )  # fmt: skip
    EditionInForce.objects.create(cycle=w.year, edition=w.edition)
    w.period = ReportingPeriod.objects.create(
        cycle=w.year, name="Cả năm", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31),
        due_on=dt.date(2021, 12, 15), feeds_scoring=True,
    )  # fmt: skip
    for state in (Cycle.State.AGREED, Cycle.State.RUNNING, Cycle.State.SELF_SCORING):
        w.year = move_cycle(actor=w.secretary, cycle=w.year, to=state)
    report(w.officer, w.period, w.a, done="9", tasks="10")
    report(w.neighbour, w.period, w.b, done="6", tasks="10")
    w.sheet = Scoresheet.objects.get(cycle=w.year, unit=w.a)
    w.other_sheet = Scoresheet.objects.get(cycle=w.year, unit=w.b)
    return w
