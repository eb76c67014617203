"""Rulebook texts and editions for tests."""

import datetime as dt

from thidua.web.rulebooks import actions
from thidua.web.rulebooks.models import RulebookEdition

TEXT = """\
format: thidua-rulebook/1
id: thu
title: Bảng điểm thử
status: illustrative
scale: {max: 100}
inputs:
  - {id: admitted, name: Đảng viên kết nạp, kind: count, unit: người}
  - {id: complaints, name: Đơn thư quá hạn, kind: count, unit: đơn}
  - {id: spare, name: Số dự phòng, kind: count}
items:
  - id: "1"
    name: Phát triển đảng viên
    max: 60
    items:
      - id: "1.1"
        name: Kết nạp đảng viên so với chỉ tiêu
        max: 40
        rule: {type: ratio, input: admitted, target: admitted.target}
        source: {document: 12-HD/BTC, article: Mục 2}
      - id: "1.2"
        name: Nền nếp sinh hoạt
        max: 20
        evidence: {required: [Biên bản], if_missing: zero}
        rule: {type: manual, step: 0.5}
  - id: "2"
    name: Giải quyết đơn thư
    max: 40
    items:
      - id: "2.1"
        name: Không có đơn thư quá hạn
        max: 40
        rule: {type: no_violations, input: complaints}
ranking:
  by: [{value: total, order: desc}]
  ties:
    - {value: 'points("1.1")', order: desc, name: Điểm mục 1.1}
"""
OTHER_TEXT = TEXT.replace(
    "max: 40\n        rule: {type: ratio", "max: 35\n        rule: {type: ratio"
).replace("max: 20\n        evidence", "max: 25\n        evidence")
DEFECTIVE_TEXT = TEXT.replace(
    "name: Phát triển đảng viên\n    max: 60", "name: Phát triển đảng viên\n    max: 70"
)


def draft(world, text: str = TEXT, year: int = 2021) -> RulebookEdition:
    """A first draft in the world's cluster, written by its secretary."""
    return actions.start_rulebook(
        actor=world.secretary, cluster=world.cluster, title="Quy chế thử", year=year, text=text
    )


def adopted(world, text: str = TEXT, year: int = 2021) -> RulebookEdition:
    """A draft that was adopted for the world's year, whatever the linter finds in it."""
    row = draft(world, text, year)
    return adopt(world, row)


def adopt(world, row: RulebookEdition) -> RulebookEdition:
    """Adopt the draft, every error accepted for the same reason."""
    from thidua.web.rulebooks import queries

    reasons = {
        actions.finding_key(p): "Đã thống nhất tại hội nghị"
        for p in queries.findings_of(row)
        if p.severity == "error"
    }
    return actions.adopt_edition(
        actor=world.secretary,
        edition=row,
        version=row.version,
        resolution="Nghị quyết số 1",
        adopted_on=dt.date(2021, 1, 15),
        accepted=reasons,
    )
