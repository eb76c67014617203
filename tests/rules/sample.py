"""A small rulebook with every kind of input, for tests of tables and of the command line."""

from thidua.rules import parse_rulebook

TEXT = """\
format: thidua-rulebook/1
id: sample
title: Bảng điểm thi đua mẫu dùng cho kiểm thử
status: illustrative
scale: {max: 60}
inputs:
  - {id: opened, name: Số tài khoản đã mở, kind: count, unit: tài khoản}
  - {id: people, name: Tổng số người hưởng, kind: count, unit: người}
  - {id: rate, name: Tỷ lệ hồ sơ đúng hạn, kind: ratio, numerator: Hồ sơ đúng hạn, denominator: Tổng số hồ sơ}
  - {id: share, name: Tỷ lệ đảng viên hoàn thành tốt, kind: percent, max: 100}
  - {id: score, name: Điểm khảo sát, kind: number, unit: điểm}
  - {id: fund, name: Số tiền ủng hộ, kind: money, unit: đồng}
  - {id: late, name: Nộp báo cáo chậm, kind: yes_no}
  - id: level
    name: Mức độ phong trào
    kind: choice
    choices: [{id: one, name: Mức một}, {id: two, name: "Mức hai, khá"}]
  - {id: dismissed, name: Số cán bộ bị kỷ luật, kind: count}
items:
  - id: "1"
    name: Chi trả
    max: 40
    items:
      - {id: "1.1", name: Mở tài khoản, max: 20, rule: {type: ratio, of: opened, over: people}}
      - {id: "1.2", name: Đúng hạn, max: 10, rule: {type: threshold, input: rate, value: 95%}}
      - {id: "1.3", name: So với chỉ tiêu, max: 10, rule: {type: formula, points: "min(10, 10 * share / share.target)"}}
  - id: "2"
    name: Xây dựng Đảng
    max: 20
    items:
      - {id: "2.1", name: Sáng tạo, max: 5, rule: {type: manual}}
      - id: "2.2"
        name: Phong trào
        max: 5
        rule: {type: levels, input: level, levels: [{choice: one, percent: 100}, {choice: two, percent: 50}]}
        evidence: {required: [Báo cáo phong trào], if_missing: zero}
      - {id: "2.3", name: Khảo sát, max: 5, rule: {type: count, input: score, points_each: 1}}
      - {id: "2.4", name: Ủng hộ, max: 5, rule: {type: formula, points: "if(late, 0, min(5, fund / 1000000))"}}
gates:
  - {id: discipline, name: Có cán bộ bị kỷ luật, when: dismissed > 0, effect: disqualified}
"""
RULEBOOK = parse_rulebook(TEXT)
