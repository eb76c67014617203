"""A clean rulebook, and what to change in it so that each check of the linter finds something."""

CLEAN = """\
format: thidua-rulebook/1
id: clean
title: Bảng điểm sạch
status: illustrative
in_force: {from: 2025-01-01, until: 2025-12-31}
source: {document: 1/HD, article: Phụ lục}
scale: {max: 100}
total: {ceiling: 100}
inputs:
  - {id: tasks, name: Việc được giao, kind: count, min: 1, max: 500, definition: Việc có thời hạn trong năm}
  - {id: done, name: Việc đã xong, kind: count, max: 500, definition: Việc xong đúng hạn}
  - {id: late, name: Việc chậm, kind: count, max: 500, direction: lower, definition: Việc quá hạn}
  - {id: rate, name: Mức hài lòng, kind: percent, max: 100, places: 0,
     from_system: {name: Khảo sát, published_on: 2026-01-05}}
items:
  - id: "1"
    name: Công việc
    max: 60
    items:
      - {id: "1.1", name: Hoàn thành, max: 40, evidence: {required: [Báo cáo]}, rule: {type: ratio, of: done, over: tasks}}
      - id: "1.2"
        name: Hài lòng
        max: 20
        evidence: {required: [Phiếu]}
        rule:
          type: tiers
          input: rate
          tiers: [{below: 50, points: 0}, {from: 50, below: 90, points: 10}, {from: 90, points: 20}]
  - {id: "2", name: Kỷ luật, max: 40, rule: {type: no_violations, input: late}}
classes:
  - {id: TOT, name: Tốt, from: 80}
  - {id: KHA, name: Khá, below: 80}
ranking:
  by: [{value: total}]
  ties: [{value: done / tasks, name: Tỷ lệ}, {decided_by: ballot}]
timeline: [{id: score, from: 2026-01-10, to: 2026-01-20, needs: [rate, done]}]
"""
BONUS = """\
  - id: "3"
    name: Thưởng
    kind: bonus
    max: 5
    items: [{id: "3.1", name: Sáng kiến, max: 5, rule: {type: manual}, evidence: {required: [Sáng kiến]}}]
"""
MANUAL = '{id: "2", name: Kỷ luật, max: 40, rule: {type: manual, step: 0.5}, evidence: {required: [Hồ sơ]}}'
LATE = '{id: "2", name: Kỷ luật, max: 40, rule: {type: no_violations, input: late}}'
ROWS = "[{below: 50, points: 0}, {from: 50, below: 90, points: 10}, {from: 90, points: 20}]"
FIRST = '      - {id: "1.1", name: Hoàn thành, max: 40,'
NEED = ", needs: [{when: done == tasks, name: Đủ việc}]"

# code: (what to change in the clean rulebook, the path where it must be found)
DEFECTS: dict[str, tuple[list[tuple[str, str]], str]] = {
    "sum_differs": ([("max: 60", "max: 70")], "items[0].max"),
    "scale_differs": ([("scale: {max: 100}", "scale: {max: 120}")], "scale.max"),
    "max_unreachable": ([("{from: 90, points: 20}", "{from: 90, points: 18}")], "items[0].items[1].rule"),
    "points_over_max": (
        [("{from: 90, points: 20}", "{from: 90, points: 25}")],
        "items[0].items[1].rule.tiers[2].points",
    ),
    "rescale_constant": (
        [("    max: 60\n", "    max: 60\n    printed_rescale: 10\n")],
        "items[0].printed_rescale",
    ),
    "empty_section": ([("classes:", '  - {id: "3", name: Trống, items: []}\nclasses:')], "items[2].items"),
    "sub_cap_useless": (
        [("    max: 60\n", "    max: 60\n    caps: [{when: late > 3, max: 60}]\n")],
        "items[0].caps[0].max",
    ),
    "weights_sum": (
        [
            ("max: 40, evidence", "max: 40, weight: 0.5, evidence"),
            ("        max: 20", "        weight: 0.4\n        max: 20"),
        ],
        "items[0].items",
    ),
    "penalty_size": (
        [("max: 40, evidence", "max: 40, penalties: [{input: late, percent_each: 0.25}], evidence")],
        "items[0].items[0].penalties[0]",
    ),
    "deduction_in_base": (
        [
            (
                LATE,
                '{id: "2", name: Kỷ luật, max: 40, rule: {type: per_event, events: [{input: late, points_each: 1}]}}',
            )
        ],
        "items[1].rule",
    ),
    "bonus_uncapped": ([("classes:", BONUS.replace("    max: 5\n", "") + "classes:")], "items[2]"),
    "deduction_uncapped": (
        [("classes:", BONUS.replace("    max: 5\n", "").replace("bonus", "deduction") + "classes:")],
        "items[2]",
    ),
    "total_over_scale": ([("classes:", BONUS + "classes:"), ("total: {ceiling: 100}\n", "")], "total"),
    "tiers_overlap": ([("below: 90", "to: 90")], "items[0].items[1].rule.tiers[2]"),
    "tiers_gap": ([("below: 90", "to: 88")], "items[0].items[1].rule.tiers"),
    "tiers_gap_off_grid": ([("below: 90", "to: 89")], "items[0].items[1].rule.tiers"),
    "tiers_open_end": ([("{below: 50, points: 0}, ", "")], "items[0].items[1].rule.tiers"),
    "tier_unreachable": (
        [("{from: 90, points: 20}", "{from: 90, to: 100, points: 20}, {above: 105, points: 20}")],
        "items[0].items[1].rule.tiers[3]",
    ),
    "tiers_not_monotone": (
        [("below: 90, points: 10", "below: 90, points: 30")],
        "items[0].items[1].rule.tiers",
    ),
    "class_gap": ([("below: 80", "to: 79")], "classes"),
    "class_gap_averages": (
        [
            ("below: 80", "to: 79.5"),
            (LATE, MANUAL),
            ("{type: ratio, of: done, over: tasks}", "{type: manual, step: 0.5}"),
        ],
        "classes",
    ),
    "class_overlap": ([("below: 80", "to: 80")], "classes[1]"),
    "class_unreachable": (
        [
            (
                "{id: TOT, name: Tốt, from: 80}",
                "{id: TOT, name: Tốt, from: 80, to: 100}\n  - {id: XS, name: Xuất sắc, above: 100}",
            )
        ],
        "classes[1]",
    ),
    "fallback_unsaid": ([("from: 80", f"from: 80{NEED}")], "classes[0].needs"),
    "class_zone": (
        [
            ("from: 80", "from: 80, needs: [{when: late <= 20% * tasks, name: Ít việc chậm}]"),
            (
                "classes:",
                "gates: [{id: g, name: Chậm, when: late > 50% * tasks, effect: {class: KHA}}]\nclasses:",
            ),
        ],
        "classes[0].needs",
    ),
    "lowest_class_needs": ([("below: 80", f"below: 80{NEED}")], "classes[1].needs"),
    "class_order": (
        [
            (
                "{id: TOT, name: Tốt, from: 80}\n  - {id: KHA, name: Khá, below: 80}",
                "{id: KHA, name: Khá, below: 80}\n  - {id: TOT, name: Tốt, from: 80}",
            )
        ],
        "classes",
    ),
    "condition_never": (
        [("    max: 60\n", "    max: 60\n    applies_when: late > 500\n")],
        "items[0].applies_when",
    ),
    "condition_always": (
        [("    max: 60\n", "    max: 60\n    applies_when: late >= 0\n")],
        "items[0].applies_when",
    ),
    "ties_by_size": ([("value: done / tasks", "value: done")], "ranking.ties[0].value"),
    "rank_by_size": ([("by: [{value: total}]", "by: [{value: done}]")], "ranking.by[0].value"),
    "ties_open": ([(", {decided_by: ballot}", "")], "ranking"),
    "quota_base": (
        [("ranking:", "quotas: [{class: TOT, percent: 20, of: [KHA]}]\nranking:")],
        "quotas[0].of",
    ),
    "unsaid": ([("scale:", "silent_on: [rounding]\nscale:")], "silent_on[0]"),
    "rounded_twice": ([("    max: 60\n", "    max: 60\n    not_assigned: rescale\n")], "items[0]"),
    "grid_too_coarse": ([(LATE, MANUAL), ("scale:", "rounding: {places: 0}\nscale:")], "items[1].rule"),
    "left_out_full": ([("    max: 60\n", "    max: 60\n    not_assigned: full\n")], "items[0].not_assigned"),
    "missing_zero": ([("scale:", "values: {missing: zero}\nscale:")], "values.missing"),
    "input_unused": ([(LATE, MANUAL)], "inputs[2]"),
    "input_undefined": ([(", definition: Việc quá hạn", "")], "inputs[2]"),
    "percent_alone": (
        [(",\n     from_system: {name: Khảo sát, published_on: 2026-01-05}", "")],
        "inputs[3].kind",
    ),
    "direction_contradicts": ([("direction: lower, ", "")], "items[1].rule"),
    "percent_as_share": (
        [(ROWS, "[{below: 50%, points: 0}, {from: 50%, points: 20}]")],
        "items[0].items[1].rule",
    ),
    "share_as_percent": (
        [
            (
                "rate, name: Mức hài lòng, kind: percent, max: 100, places: 0",
                "rate, name: Mức hài lòng, kind: ratio, min: 1",
            )
        ],
        "items[0].items[1].rule",
    ),
    "leader_dependent": ([("over: tasks", "over: max_of(done)")], "items[0].items[0].rule"),
    "group_dependent": ([("over: tasks", "over: mean_of(tasks)")], "items[0].items[0].rule"),
    "leader_divides_by_zero": (
        [("{type: ratio, of: done, over: tasks}", "{type: leader_relative, input: done}")],
        "items[0].items[0].rule",
    ),
    "target_zero": ([("over: tasks", "over: done.target")], "items[0].items[0].rule"),
    "may_divide_by_zero": ([("kind: count, min: 1", "kind: count")], "items[0].items[0].rule"),
    "two_rules": (
        [
            (
                "over: tasks}}",
                "over: tasks}, also_printed: {type: threshold, input: done / tasks, value: 100%}}",
            )
        ],
        "items[0].items[0].also_printed",
    ),
    "no_source": ([("source: {document: 1/HD, article: Phụ lục}\n", "")], "items[0]"),
    "no_evidence": ([(LATE, '{id: "2", name: Kỷ luật, max: 40, rule: {type: manual}}')], "items[1]"),
    "no_evidence_kind": (
        [("evidence: {required: [Báo cáo]}, ", ""), ("        evidence: {required: [Phiếu]}\n", "")],
        "items",
    ),
    "numbering": ([('id: "1.2"', 'id: "1.3"')], "items[0].items[1].id"),
    "printed_twice": (
        [('id: "1.2"', 'id: "1.2"\n        number: "1.1"')],
        "items[0].items[1].number",
    ),
    "name_twice": ([("name: Hài lòng", 'name: "hoàn  thành"')], "items[0].items[1].name"),
    "frame_only": ([("scale:", "completeness: frame\nscale:")], "completeness"),
    "deadline_before_data": (
        [("to: 2026-01-20", "to: 2026-01-04"), ("from: 2026-01-10", "from: 2026-01-01")],
        "timeline[0].needs[0]",
    ),
    "deadline_before_period": (
        [("from: 2026-01-10, to: 2026-01-20", "from: 2025-11-01, to: 2025-11-15")],
        "timeline[0].needs[1]",
    ),
}
