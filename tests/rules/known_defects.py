# ruff: noqa: E501, ISC004 - rulebooks and sentences as they stand
"""Every row of the list of defects found in real tables: the smallest rulebook that has it, and how it is mended.

Each entry: what is wrong, the rulebook, (old, new) that mends it, and what the linter must say: code,
severity, path, sentence and advice in both languages.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A defect, its cure and the finding in full."""

    rulebook: str
    mend: tuple[tuple[str, str], ...]
    code: str
    severity: str
    path: str
    vi: tuple[str, str]
    en: tuple[str, str]


HEAD = "format: thidua-rulebook/1\nid: d\ntitle: d\nstatus: transcribed\nsource: {document: 1/HD}\n"
MANUAL = "rule: {type: manual, step: 0.5}"
ITEM = f'items: [{{id: "1", name: Một, max: 100, {MANUAL}}}]\n'
COUNTS = (
    "inputs: [{id: items, name: Số nội dung, kind: count}, {id: poor, name: Nội dung kém, kind: count}]\n"
)
POINTS = "{id: HT, name: Hoàn thành, from: 50"
LOW = "{id: KHT, name: Không hoàn thành, below: 50}"

KNOWN: dict[str, Known] = {
    "children do not add up to the printed maximum (65 and 70)": Known(
        HEAD + f'items: [{{id: B, name: Nhóm, max: 70, items: [{{id: B.1, name: Một, max: 65, {MANUAL}}}]}}]\n',
        (("max: 70", "max: 65"),),
        "sum_differs", "warning", "items[0].max",
        ("Mục B in tối đa 70 điểm nhưng các mục con cộng lại là 65.",
         "Sửa điểm của mục con hoặc mức tối đa để hai số bằng nhau."),
        ("Item B is printed as 70 points but its items add up to 65.",
         "Make the items and the maximum agree."),
    ),
    "children pass the printed maximum (30.5 and 30)": Known(
        HEAD + f'items: [{{id: A, name: Nhóm, max: 30, items: [{{id: A.1, name: Một, max: 30.5, {MANUAL}}}]}}]\n',
        (("max: 30.5", "max: 30"),),
        "sum_differs", "warning", "items[0].max",
        ("Mục A in tối đa 30 điểm nhưng các mục con cộng lại là 30,5.",
         "Sửa điểm của mục con hoặc mức tối đa để hai số bằng nhau."),
        ("Item A is printed as 30 points but its items add up to 30.5.",
         "Make the items and the maximum agree."),
    ),
    "the maximum cannot be reached (2 printed, the best case pays 1)": Known(
        HEAD + "inputs: [{id: ddci, name: DDCI, kind: number}]\nitems:\n"
        '  - {id: "1", name: DDCI, max: 2, rule: {type: versus, input: ddci, against: mean_of(ddci), points: 1}}\n',
        (("points: 1}", "points: 2}"),),
        "max_unreachable", "warning", "items[0].rule",
        ("Mục 1: tối đa 2 điểm nhưng trường hợp tốt nhất chỉ được 1.",
         "Nâng mức điểm cao nhất của cách tính lên 2, hoặc hạ điểm tối đa."),
        ("Item 1: the maximum is 2 but the best case earns 1.",
         "Let the best case earn 2, or lower the maximum."),
    ),
    "two rules for one item (95 %: 9.5 or 8)": Known(
        HEAD + "inputs: [{id: rate, name: Tiến độ, kind: ratio}]\nitems:\n"
        '  - {id: "1", name: Tiến độ, max: 10, rule: {type: tiers, input: rate, tiers: [{from: 100%, points: 10},'
        ' {from: 90%, below: 100%, points: 8}, {below: 90%, points: 0}]}, also_printed: {type: ratio, input: rate}}\n',
        ((", also_printed: {type: ratio, input: rate}", ""),),
        "two_rules", "warning", "items[0].also_printed",
        ("Mục 1: văn bản in hai cách tính khác nhau. Ví dụ Tiến độ 95 %: 8 hoặc 9,5 điểm.",
         "Hỏi cơ quan ban hành cách nào đúng; bảng đang dùng cách thứ nhất (`rule`)."),
        ("Item 1: the text prints two different rules. Example Tiến độ 95 %: 8 or 9.5 points.",
         "Ask the issuer which holds; the first is used (`rule`)."),
    ),
    "90 stands in two tiers": Known(
        HEAD + "inputs: [{id: rate, name: Tỷ lệ, kind: percent, max: 100}]\nitems:\n"
        '  - {id: "1", name: Tỷ lệ, max: 3, rule: {type: tiers, input: rate, tiers: [{from: 90, to: 100, points: 3},'
        " {from: 0, to: 90, points: 2}]}}\n",
        (("to: 90,", "below: 90,"),),
        "tiers_overlap", "error", "items[0].rule.tiers[1]",
        ("Mục 1: giá trị đúng 90 nằm trong hai bậc, một bậc 3 điểm, một bậc 2 điểm.",
         "Ghi rõ bên nào lấy dấu bằng: kể cả (`from`, `to`) hay không kể (`above`, `below`)."),
        ("Item 1: a value of exactly 90 lies in two rows, one worth 3, the other 2.",
         "Say which side holds its end: included (`from`, `to`) or not (`above`, `below`)."),
    ),
    "“above 90” and “below 90”: 90 itself has no points": Known(
        HEAD + "inputs: [{id: rate, name: Tỷ lệ, kind: percent, max: 100}]\nitems:\n"
        '  - {id: "1", name: Tỷ lệ, max: 3, rule: {type: tiers, input: rate, tiers: [{above: 90, to: 100, points: 3},'
        " {from: 0, below: 90, points: 2}]}}\n",
        (("above: 90", "from: 90"),),
        "tiers_gap", "error", "items[0].rule.tiers",
        ("Mục 1: giá trị đúng 90 không thuộc bậc nào nên không có điểm.",
         "Nối liền các bậc: bậc dưới dừng ngay dưới chỗ bậc trên bắt đầu (`below` bằng đúng `from`)."),
        ("Item 1: a value of exactly 90 belongs to no row and has no points.",
         "Join the rows: let the lower one end below where the upper begins."),
    ),
    "“above 90” and “90 and up”: 95 stands in two classes": Known(
        HEAD + ITEM + "classes: [{id: XS, name: Xuất sắc, above: 90}, {id: T, name: Tốt, from: 90},"
        " {id: K, name: Khá, below: 90}]\n",
        (("{id: T, name: Tốt, from: 90}", "{id: T, name: Tốt, from: 90, to: 90}"),),
        "class_overlap", "error", "classes[1]",
        ("Tổng điểm trên 90 thuộc cả hai mức XS và T.",
         "Ghi rõ mức nào lấy dấu bằng."),
        ("A total above 90 lies in both XS and T.",
         "Say which class holds the end."),
    ),
    "84.5 to 85 has no class when scorers are averaged": Known(
        HEAD + "scorers: {combine: mean}\n" + ITEM
        + "classes: [{id: T, name: Tốt, from: 85}, {id: K, name: Khá, to: 84.5}]\n",
        (("to: 84.5", "below: 85"),),
        "class_gap", "error", "classes",
        ("Tổng điểm trên 84,5 đến dưới 85 không thuộc mức xếp loại nào.",
         "Nối liền các mức: mức dưới dừng ngay dưới chỗ mức trên bắt đầu (`below` bằng đúng `from`)."),
        ("A total above 84.5 to below 85 has no class.",
         "Join the classes: let the lower one end below where the upper begins."),
    ),
    "84.5 to 85 has no class, though one scorer's marks cannot fall there": Known(
        HEAD + ITEM + "classes: [{id: T, name: Tốt, from: 85}, {id: K, name: Khá, to: 84.5}]\n",
        (("to: 84.5", "below: 85"),),
        "class_gap_averages", "warning", "classes",
        ("Tổng điểm trên 84,5 đến dưới 85 không thuộc mức nào; theo bước 0,5 điểm thì không xảy ra, nhưng lấy"
         " trung bình thì có.",
         "Nối liền các mức, hoặc ghi rõ cách làm tròn trước khi xếp loại."),
        ("A total above 84.5 to below 85 has no class; on the grid of 0.5 it cannot occur, but when several"
         " scorers are averaged it can.",
         "Join the classes, or say how totals are rounded before grading."),
    ),
    "20 to 50 % poor items: no class": Known(
        HEAD + COUNTS + ITEM
        + f"classes: [{POINTS}, needs: [{{when: poor <= 20% * items, name: Không quá 20 % kém}}]}}, {LOW}]\n"
        + "gates: [{id: g, name: Trên 50 % kém, when: poor > 50% * items, effect: {class: KHT}}]\n",
        (("50% * items", "20% * items"),),
        "class_zone", "warning", "classes[0].needs",
        ("“Nội dung kém” so với “Số nội dung” trên 20 % đến 50 %: chưa đạt điều kiện của mức HT, chưa đến mức"
         " KHT, nên không thuộc mức nào. Ví dụ Nội dung kém 35; Số nội dung 100.",
         "Nối liền hai điều kiện, hoặc ghi rõ khoảng ở giữa xếp mức nào (`class_fallback`)."),
        ("“Nội dung kém” as a share of “Số nội dung” above 20 % to 50 %: short of what HT needs and not yet"
         " KHT, so it has no class. Example Nội dung kém 35; Số nội dung 100.",
         "Join the two conditions, or say which class the zone between them gets (`class_fallback`)."),
    ),
    "50 to 70 % of the targets: no class": Known(
        HEAD + "inputs: [{id: met, name: Chỉ tiêu đạt, kind: ratio}]\n" + ITEM
        + f"classes: [{POINTS}, needs: [{{when: met >= 70%, name: Đạt 70 %}}]}},"
        + " {id: KHT, name: Không hoàn thành, below: 50, needs: [{when: met < 50%, name: Dưới 50 %}]}]\n",
        (("met < 50%", "met < 70%"),),
        "class_zone", "warning", "classes[0].needs",
        ("“Chỉ tiêu đạt” từ 50 % đến dưới 70 %: chưa đạt điều kiện của mức HT, chưa đến mức KHT, nên không"
         " thuộc mức nào. Ví dụ Chỉ tiêu đạt 60 %.",
         "Nối liền hai điều kiện, hoặc ghi rõ khoảng ở giữa xếp mức nào (`class_fallback`)."),
        ("“Chỉ tiêu đạt” from 50 % to below 70 %: short of what HT needs and not yet KHT, so it has no class."
         " Example Chỉ tiêu đạt 60 %.",
         "Join the two conditions, or say which class the zone between them gets (`class_fallback`)."),
    ),
    "85 points and an item of 0: no fallback written": Known(
        HEAD + ITEM + "classes: [{id: HTT, name: Tốt, from: 85, needs: [{when: zero_count == 0, name: Không mục nào 0 điểm}]},"
        " {id: HT, name: Hoàn thành, below: 85}]\n",
        (("classes:", "class_fallback: next_lower\nclasses:"),),
        "fallback_unsaid", "warning", "classes[0].needs",
        ("Đủ điểm mức HTT nhưng thiếu điều kiện (Không mục nào 0 điểm): văn bản không ghi xếp mức nào.",
         "Ghi rõ: xuống mức liền kề đủ điều kiện (`class_fallback: next_lower`), hay để có quyết định"
         " (`decision`)."),
        ("Points for HTT but a need fails (Không mục nào 0 điểm): the text does not say which class follows.",
         "Say it: the next lower class whose needs hold (`class_fallback: next_lower`), or a decision"
         " (`decision`)."),
    ),
    "92 points and 95 % of the tasks: declared as left open": Known(
        HEAD + COUNTS + "silent_on: [class_fallback]\n" + ITEM
        + "classes: [{id: XS, name: Xuất sắc, from: 90, needs: [{when: poor == 0, name: 100 % nhiệm vụ}]},"
        + " {id: HT, name: Hoàn thành, below: 90}]\n",
        (("silent_on: [class_fallback]", "class_fallback: decision"),),
        "fallback_unsaid", "warning", "classes[0].needs",
        ("Đủ điểm mức XS nhưng thiếu điều kiện (100 % nhiệm vụ): văn bản không ghi xếp mức nào.",
         "Ghi rõ: xuống mức liền kề đủ điều kiện (`class_fallback: next_lower`), hay để có quyết định"
         " (`decision`)."),
        ("Points for XS but a need fails (100 % nhiệm vụ): the text does not say which class follows.",
         "Say it: the next lower class whose needs hold (`class_fallback: next_lower`), or a decision"
         " (`decision`)."),
    ),
    "the rescaling constant contradicts the maximum (10 and 20)": Known(
        HEAD + f'items: [{{id: "1", name: Nhóm, max: 20, printed_rescale: 10, items: [{{id: "1.1", name: Một, max: 20, {MANUAL}}}]}}]\n',
        (("printed_rescale: 10", "printed_rescale: 20"),),
        "rescale_constant", "warning", "items[0].printed_rescale",
        ("Mục 1: văn bản quy đổi về 10 điểm, trong khi mục này tối đa 20 điểm.",
         "Thống nhất hằng số quy đổi với điểm tối đa."),
        ("Item 1: the text rescales to 10 points while the maximum is 20.",
         "Make the constant and the maximum agree."),
    ),
    "one printed number for two items": Known(
        HEAD + f'items: [{{id: "2", name: Một, max: 5, {MANUAL}}}, {{id: 2b, number: "2", name: Hai, max: 5, {MANUAL}}}]\n',
        (('id: 2b, number: "2"', 'id: "3"'),),
        "printed_twice", "note", "items[1].number",
        ("Số thứ tự “2” in hai lần trong bảng: mục 2b và mục 2.",
         "Nếu văn bản in như vậy thì giữ nguyên; viện dẫn thì kèm tên mục."),
        ("The number “2” is printed twice: items 2b and 2.",
         "Keep it where the text prints it so; name the item when you refer to it."),
    ),
    "letters jump (a, b, c, d, đ, e, ê, g is in order)": Known(
        HEAD + "items: [" + ", ".join(f"{{id: {n}, name: Mục {n}, max: 1, {MANUAL}}}" for n in "abcđeêg") + "]\n",
        (("{id: đ,", f"{{id: d, name: Mục d, max: 1, {MANUAL}}}, {{id: đ,"),),
        "numbering", "note", "items[3].id",
        ("Số thứ tự “đ” không nối tiếp “c”.",
         "Đối chiếu văn bản: có mục bị sót, trùng hoặc đánh số sai không."),
        ("The number “đ” does not follow “c”.",
         "Compare with the text: an item may be missing, repeated or misnumbered."),
    ),
    "the bonus as a whole is not capped": Known(
        HEAD + ITEM.replace("]\n", "") + f', {{id: T, name: Thưởng, kind: bonus, items: [{{id: T.1, name: Cờ, max: 5, {MANUAL}}}]}}]\n',
        (("kind: bonus,", "kind: bonus, max: 5,"),),
        "bonus_uncapped", "warning", "items[1]",
        ("Mục T: không ghi điểm thưởng tối đa bao nhiêu; cộng các mục con là 5.",
         "Ghi mức tối đa của phần thưởng, ở mục hoặc ở tổng (`total.bonus_max`)."),
        ("Item T: nothing says how much the bonus may be; its items add up to 5.",
         "Write the most the bonus may be, here or for the total (`total.bonus_max`)."),
    ),
    "nothing says whether the bonus may pass 100": Known(
        HEAD + "scale: {max: 100}\n" + ITEM.replace("]\n", "")
        + f', {{id: T, name: Thưởng, kind: bonus, max: 5, items: [{{id: T.1, name: Cờ, max: 5, {MANUAL}}}]}}]\n',
        (("scale: {max: 100}", "scale: {max: 100}\ntotal: {ceiling: 100}"),),
        "total_over_scale", "warning", "total",
        ("Cộng điểm thưởng, tổng có thể đến 105, vượt thang 100 điểm, mà bảng không ghi có được vượt không.",
         "Ghi mức trần của tổng (`total.ceiling`), hoặc ghi thang điểm đã gồm điểm thưởng."),
        ("With the bonus the total may reach 105, above the scale of 100, and nothing says whether it may.",
         "Set a ceiling for the total (`total.ceiling`), or write a scale that includes the bonus."),
    ),
    "ties are decided by absolute counts": Known(
        HEAD + COUNTS + ITEM + "ranking: {by: [{value: total}], ties: [{value: items, name: Số tài khoản}]}\n",
        (("value: items", "value: poor / items"),),
        "ties_by_size", "warning", "ranking.ties[0].value",
        ("Bằng điểm thì so “Số tài khoản” là số tuyệt đối, nên đơn vị lớn luôn thắng.",
         "So bằng tỷ lệ (chia cho số phải làm) hoặc mức tăng so với năm trước."),
        ("Ties are decided by “Số tài khoản”, an absolute number, so the larger unit always wins.",
         "Compare a rate (divided by what was due) or the growth over last year."),
    ),
    "the leader's formula divides by zero (target 0; leader at its target)": Known(
        HEAD + 'inputs: [{id: cases, name: Vụ, kind: count}]\nitems: [{id: "1", name: Vụ, max: 5, rule: {type: leader_relative, input: cases}}]\n',
        (("{type: leader_relative, input: cases}", "{type: count, input: cases, points_each: 1}"),),
        "leader_divides_by_zero", "warning", "items[0].rule",
        ("Mục 1: công thức không có giá trị khi chỉ tiêu giao bằng 0, hoặc khi đơn vị dẫn đầu đạt đúng chỉ"
         " tiêu.",
         "Ghi rõ hai trường hợp này được bao nhiêu điểm."),
        ("Item 1: the formula has no value when a target is 0 or when the best unit is exactly at its target.",
         "Say how many points these two cases earn."),
    ),
    "a target of 0 in a plain ratio": Known(
        HEAD + 'inputs: [{id: cases, name: Vụ, kind: count}]\nitems: [{id: "1", name: Vụ, max: 5, rule: {type: ratio, of: cases, over: cases.target}}]\n',
        (("kind: count", "kind: count, min: 1"),),
        "target_zero", "warning", "items[0].rule",
        ("Mục 1: chia cho chỉ tiêu giao hoặc số năm trước; nếu bằng 0 thì không tính được.",
         "Ghi cách tính khi không giao hoặc giao bằng 0 (`has`, `not_assigned`)."),
        ("Item 1: it divides by a target or last year's value; when that is 0 there are no points.",
         "Say what happens without a target or with 0 (`has`, `not_assigned`)."),
    ),
    "the deadline lies before the data exist": Known(
        HEAD + "inputs: [{id: par, name: PAR INDEX, kind: number, from_system: {name: Bộ Nội vụ, published_on: 2026-04-15}}]\n"
        'items: [{id: "1", name: Một, max: 100, rule: {type: external, input: par}}]\n'
        "timeline: [{id: self, from: 2026-01-02, to: 2026-01-15, needs: [par]}]\n",
        (("to: 2026-01-15", "to: 2026-04-30"),),
        "deadline_before_data", "warning", "timeline[0].needs[0]",
        ("Cần “PAR INDEX” chậm nhất 15/01/2026, nhưng đến 15/04/2026 số này mới được công bố.",
         "Lùi thời hạn, hoặc dùng số ước và ghi rõ."),
        ("“PAR INDEX” is needed by 15/01/2026 but published only on 15/04/2026.",
         "Move the deadline, or use an estimate and say so."),
    ),
    "the deadline lies before the year is over": Known(
        HEAD + "in_force: {from: 2026-01-01, until: 2026-12-31}\n"
        'inputs: [{id: par, name: Thu ngân sách, kind: number}]\nitems: [{id: "1", name: Một, max: 100, rule: {type: external, input: par}}]\n'
        "timeline: [{id: self, from: 2026-12-10, to: 2026-12-15, needs: [par]}]\n",
        (("to: 2026-12-15", "to: 2027-01-15"),),
        "deadline_before_period", "warning", "timeline[0].needs[0]",
        ("Cần số cả năm của “Thu ngân sách” chậm nhất 15/12/2026, khi kỳ đến 31/12/2026 mới hết.",
         "Ghi rõ dùng số ước rồi chốt lại khi hết kỳ, hoặc lùi thời hạn."),
        ("The year's “Thu ngân sách” is needed by 15/12/2026 while the period ends on 31/12/2026.",
         "Say that estimates are used and settled later, or move the deadline."),
    ),
}  # fmt: skip
