"""Sentences of the linter: (vi, en, mend vi, mend en). Topics are the headings of `linter.md`."""

TOPICS = {
    "maxima": ("Điểm tối đa", "Maxima"),
    "tiers": ("Các bậc điểm", "Tiers"),
    "classes": ("Mức xếp loại và điều kiện", "Classes and conditions"),
    "order": ("Xếp hạng, khống chế, làm tròn", "Ranking, quotas, rounding"),
    "inputs": ("Số liệu", "Inputs"),
    "relative": ("So sánh giữa các đơn vị", "Comparison between units"),
    "papers": ("Căn cứ, minh chứng, thời hạn", "Sources, evidence, dates"),
}
SETTINGS = {
    "rounding": ("cách làm tròn", "rounding"),
    "total.ceiling": ("tổng điểm có được vượt mức tối đa không", "whether the total may pass the maximum"),
    "class_fallback": (
        "xếp mức nào khi đủ điểm mà thiếu điều kiện",
        "the class when points suffice and a need fails",
    ),
    "classes": ("khoảng điểm nằm giữa các mức", "the zone between classes"),
    "quotas.of": ("tỷ lệ khống chế tính trên số nào", "what the quota is a share of"),
    "quotas.rounding": ("làm tròn số lượng khống chế", "how the quota is rounded"),
    "values.missing": ("chưa có số liệu thì tính thế nào", "how a missing value counts"),
    "values.not_applicable": ("nội dung không áp dụng thì tính thế nào", "how a not applicable item counts"),
    "values.not_assigned": ("nội dung không được giao thì tính thế nào", "how a not assigned item counts"),
    "ranking.ties": ("bằng điểm thì xếp thế nào", "how ties are decided"),
    "partial": ("phần lẻ chưa đủ một bước thì tính thế nào", "how a part of a step counts"),
}
REASONS = {
    "weight": ("nhân hệ số", "a weight"),
    "mean": ("lấy trung bình", "a mean"),
    "prorate": ("tính theo thời gian", "pro-rating"),
    "rescale": ("quy đổi khi bỏ mục", "rescaling"),
}
LINTING: dict[str, tuple[str, str, str, str]] = {
    "lint.sum_differs": (
        "Mục {item} in tối đa {max} điểm nhưng các mục con cộng lại là {sum}.",
        "Item {item} is printed as {max} points but its items add up to {sum}.",
        "Sửa điểm của mục con hoặc mức tối đa để hai số bằng nhau.", "Make the items and the maximum agree."),
    "lint.scale_differs": (
        "Cả bảng in {max} điểm; các mục cộng lại {base}, điểm thưởng {bonus}.",
        "The table is printed as {max} points; its items add up to {base}, the bonus to {bonus}.",
        "Sửa mức tối đa của bảng, hoặc điểm các mục.", "Mend the table's maximum or the items."),
    "lint.max_unreachable": (
        "Mục {item}: tối đa {max} điểm nhưng trường hợp tốt nhất chỉ được {best}.",
        "Item {item}: the maximum is {max} but the best case earns {best}.",
        "Nâng mức điểm cao nhất của cách tính lên {max}, hoặc hạ điểm tối đa.",
        "Let the best case earn {max}, or lower the maximum."),
    "lint.points_over_max": (
        "Mục {item}: có mức cho {points} điểm, cao hơn tối đa {max}; phần vượt bị cắt.",
        "Item {item}: a row gives {points} points, above the maximum of {max}; the rest is cut.",
        "Hạ mức điểm này, hoặc nâng điểm tối đa.", "Lower the row or raise the maximum."),
    "lint.rescale_constant": (
        "Mục {item}: văn bản quy đổi về {printed} điểm, trong khi mục này tối đa {max} điểm.",
        "Item {item}: the text rescales to {printed} points while the maximum is {max}.",
        "Thống nhất hằng số quy đổi với điểm tối đa.", "Make the constant and the maximum agree."),
    "lint.empty_section": (
        "Mục {item} không có mục con nào nên không chấm được.", "Item {item} has no items and cannot be scored.",
        "Thêm mục con, hoặc ghi cách tính cho chính mục này.", "Add items, or give the item a rule of its own."),
    "lint.sub_cap_useless": (
        "Mục {item}: trần có điều kiện {cap} không thấp hơn tối đa {max} nên không bao giờ tác dụng.",
        "Item {item}: the conditional cap {cap} is not below the maximum {max} and never takes effect.",
        "Hạ mức trần hoặc bỏ điều kiện này.", "Lower the cap or remove it."),
    "lint.weights_sum": (
        "Các hệ số ở đây cộng lại {sum} %, không phải 100 %.", "The weights here add up to {sum} %, not 100 %.",
        "Sửa hệ số để tổng bằng 100 %.", "Make the weights add up to 100 %."),
    "lint.penalty_size": (
        "Mục {item}: mỗi vụ việc trừ {percent} % số điểm; con số này có vẻ sai đơn vị.",
        "Item {item}: each event takes {percent} % of the points; the unit looks wrong.",
        "Ghi 25 cho 25 %, và không trừ quá 100 %.", "Write 25 for 25 %, and take no more than 100 %."),
    "lint.deduction_in_base": (
        "Mục {item}: cách tính trừ điểm lại đặt ở phần được cộng điểm.",
        "Item {item}: a rule that adds up penalties stands where points are earned.",
        "Chuyển mục vào phần điểm trừ (`kind: deduction`).", "Move it to the deductions (`kind: deduction`)."),
    "lint.bonus_uncapped": (
        "Mục {item}: không ghi điểm thưởng tối đa bao nhiêu; cộng các mục con là {max}.",
        "Item {item}: nothing says how much the bonus may be; its items add up to {max}.",
        "Ghi mức tối đa của phần thưởng, ở mục hoặc ở tổng (`total.bonus_max`).",
        "Write the most the bonus may be, here or for the total (`total.bonus_max`)."),
    "lint.deduction_uncapped": (
        "Mục {item}: không ghi điểm trừ tối đa bao nhiêu; cộng các mục con là {max}.",
        "Item {item}: nothing says how much may be deducted; its items add up to {max}.",
        "Ghi mức trừ tối đa, ở mục hoặc ở tổng (`total.deduction_max`).",
        "Write the most that may be deducted, here or for the total (`total.deduction_max`)."),
    "lint.total_over_scale": (
        "Cộng điểm thưởng, tổng có thể đến {high}, vượt thang {scale} điểm, mà bảng không ghi có được vượt không.",
        "With the bonus the total may reach {high}, above the scale of {scale}, and nothing says whether it may.",
        "Ghi mức trần của tổng (`total.ceiling`), hoặc ghi thang điểm đã gồm điểm thưởng.",
        "Set a ceiling for the total (`total.ceiling`), or write a scale that includes the bonus."),
    "lint.tiers_overlap": (
        "Mục {item}: giá trị {zone} nằm trong hai bậc, một bậc {one} điểm, một bậc {other} điểm.",
        "Item {item}: a value {zone} lies in two rows, one worth {one}, the other {other}.",
        "Ghi rõ bên nào lấy dấu bằng: kể cả (`from`, `to`) hay không kể (`above`, `below`).",
        "Say which side holds its end: included (`from`, `to`) or not (`above`, `below`)."),
    "lint.tiers_gap": (
        "Mục {item}: giá trị {zone} không thuộc bậc nào nên không có điểm.",
        "Item {item}: a value {zone} belongs to no row and has no points.",
        "Nối liền các bậc: bậc dưới dừng ngay dưới chỗ bậc trên bắt đầu (`below` bằng đúng `from`).",
        "Join the rows: let the lower one end below where the upper begins."),
    "lint.tiers_gap_off_grid": (
        "Mục {item}: {zone} không thuộc bậc nào; số liệu nhập tay không rơi vào đó, nhưng số trung bình thì có thể.",
        "Item {item}: {zone} belongs to no row; a reported value cannot fall there, an average could.",
        "Viết bậc liền nhau để khỏi phải giải thích.", "Join the rows."),
    "lint.tiers_open_end": (
        "Mục {item}: giá trị {zone} có thể xảy ra nhưng không thuộc bậc nào.",
        "Item {item}: a value {zone} can occur but belongs to no row.",
        "Thêm bậc cho phần này (thường là 0 điểm), hoặc bỏ giới hạn của bậc ngoài cùng.",
        "Add a row for it (usually 0 points), or leave the outer row open."),
    "lint.tier_unreachable": (
        "Mục {item}: không số liệu hợp lệ nào rơi vào bậc {zone}.",
        "Item {item}: no honest value falls into the row {zone}.",
        "Kiểm tra giới hạn của chỉ tiêu và đơn vị của bậc (95 hay 95%).",
        "Check the input's limits and the unit of the row (95 or 95%)."),
    "lint.tiers_not_monotone": (
        "Mục {item}: điểm các bậc lúc tăng lúc giảm theo giá trị.", "Item {item}: points go up and down as the value grows.",
        "Kiểm tra lại điểm từng bậc.", "Check the points of each row."),
    "lint.class_gap": (
        "Tổng điểm {zone} không thuộc mức xếp loại nào.", "A total {zone} has no class.",
        "Nối liền các mức: mức dưới dừng ngay dưới chỗ mức trên bắt đầu (`below` bằng đúng `from`).",
        "Join the classes: let the lower one end below where the upper begins."),
    "lint.class_gap_averages": (
        "Tổng điểm {zone} không thuộc mức nào; theo bước {step} điểm thì không xảy ra, nhưng lấy trung bình thì có.",
        "A total {zone} has no class; on the grid of {step} it cannot occur, but when several scorers are averaged it can.",
        "Nối liền các mức, hoặc ghi rõ cách làm tròn trước khi xếp loại.",
        "Join the classes, or say how totals are rounded before grading."),
    "lint.class_overlap": (
        "Tổng điểm {zone} thuộc cả hai mức {one} và {other}.", "A total {zone} lies in both {one} and {other}.",
        "Ghi rõ mức nào lấy dấu bằng.", "Say which class holds the end."),
    "lint.class_unreachable": (
        "Không đơn vị nào đạt được mức {class}: tổng cao nhất là {high}, hoặc có điều kiện không bao giờ đúng.",
        "No unit can reach {class}: the highest total is {high}, or one of its needs never holds.",
        "Kiểm tra khung điểm và điều kiện của mức này.", "Check the band and the needs of the class."),
    "lint.fallback_unsaid": (
        "Đủ điểm mức {class} nhưng thiếu điều kiện ({needs}): văn bản không ghi xếp mức nào.",
        "Points for {class} but a need fails ({needs}): the text does not say which class follows.",
        "Ghi rõ: xuống mức liền kề đủ điều kiện (`class_fallback: next_lower`), hay để có quyết định (`decision`).",
        "Say it: the next lower class whose needs hold (`class_fallback: next_lower`), or a decision (`decision`)."),
    "lint.class_zone": (
        "{measure} {zone}: chưa đạt điều kiện của mức {class}, chưa đến mức {other}, nên không thuộc mức nào. Ví dụ {at}.",
        "{measure} {zone}: short of what {class} needs and not yet {other}, so it has no class. Example {at}.",
        "Nối liền hai điều kiện, hoặc ghi rõ khoảng ở giữa xếp mức nào (`class_fallback`).",
        "Join the two conditions, or say which class the zone between them gets (`class_fallback`)."),
    "lint.lowest_class_needs": (
        "Mức thấp nhất {class} lại có điều kiện; thiếu điều kiện thì không còn mức nào.",
        "The lowest class {class} has a need; when it fails there is no class left.",
        "Bỏ điều kiện, hoặc thêm một mức thấp hơn.", "Remove the need or add a lower class."),
    "lint.class_order": (
        "Các mức xếp loại không xếp từ cao xuống thấp.", "The classes do not stand from best to lowest.",
        "Xếp lại: mức cao nhất đứng đầu.", "Put the best class first."),
    "lint.condition_never": (
        "Điều kiện này không bao giờ đúng với số liệu hợp lệ.", "No honest data ever fulfil this condition.",
        "Kiểm tra đơn vị (95 hay 95%), giới hạn của chỉ tiêu và dấu so sánh.",
        "Check the unit (95 or 95%), the input's limits and the comparison."),
    "lint.condition_always": (
        "Điều kiện này luôn đúng với mọi số liệu hợp lệ.", "All honest data fulfil this condition.",
        "Kiểm tra đơn vị (95 hay 95%) và dấu so sánh, hoặc bỏ điều kiện.",
        "Check the unit (95 or 95%) and the comparison, or remove it."),
    "lint.ties_by_size": (
        "Bằng điểm thì so “{key}” là số tuyệt đối, nên đơn vị lớn luôn thắng.",
        "Ties are decided by “{key}”, an absolute number, so the larger unit always wins.",
        "So bằng tỷ lệ (chia cho số phải làm) hoặc mức tăng so với năm trước.",
        "Compare a rate (divided by what was due) or the growth over last year."),
    "lint.rank_by_size": (
        "Xếp hạng theo “{key}” là số tuyệt đối, nên đơn vị lớn có lợi.",
        "The ranking is by “{key}”, an absolute number, which favours large units.",
        "Xếp theo tỷ lệ, hoặc chia nhóm theo quy mô.", "Rank by a rate, or group units by size."),
    "lint.ties_open": (
        "Sau tiêu chí phụ cuối cùng vẫn có thể bằng nhau mà không ghi ai quyết định.",
        "After the last key units may still be level and nothing says who decides.",
        "Thêm dòng cuối: bỏ phiếu (`decided_by: ballot`) hoặc quyết định (`decided_by: decision`).",
        "Add a last line: a ballot (`decided_by: ballot`) or a decision (`decided_by: decision`)."),
    "lint.quota_base": (
        "Tỷ lệ của mức {class} tính trên {of}; không rõ số đó có gồm chính mức {class} không.",
        "The quota of {class} is a share of {of}; it is unclear whether that holds {class} itself.",
        "Ghi rõ trong văn bản và trong bảng: có gồm chính mức này không (`counting_itself`).",
        "Say in the text and in the table whether it does (`counting_itself`)."),
    "lint.unsaid": (
        "Văn bản không nói rõ: {setting}; bảng đang hiểu theo thiết lập ở đây.",
        "The text leaves open: {setting}; the setting here is a reading.",
        "Hỏi cơ quan ban hành, hoặc ghi rõ trong lần sửa đổi tới rồi bỏ khỏi các điều không nói rõ (`silent_on`).",
        "Ask the issuer, or settle it in the next edition and take it off what is left open (`silent_on`)."),
    "lint.rounded_twice": (
        "Mục {item}: sau khi làm tròn còn {by} nên điểm lại lẻ và phải làm tròn lần nữa.",
        "Item {item}: after rounding there is still {by}, so the result is rounded again.",
        "Làm tròn một lần ở tổng (`rounding.at: total`), hoặc chấp nhận và ghi rõ.",
        "Round once, at the total (`rounding.at: total`), or accept it and say so."),
    "lint.grid_too_coarse": (
        "Mục {item}: {value} điểm không biểu diễn được khi làm tròn đến {grid}.",
        "Item {item}: {value} points cannot be kept when rounding to {grid}.",
        "Tăng số chữ số thập phân của điểm (`rounding.places`).", "Keep more decimals (`rounding.places`)."),
    "lint.left_out_full": (
        "Nội dung không được giao hoặc không áp dụng vẫn được hưởng điểm tối đa.",
        "Who is not given the task, or to whom it does not apply, gets the full points.",
        "Cân nhắc quy đổi theo phần còn lại (`rescale`) hoặc không chấm (`not_scored`).",
        "Consider to rescale in proportion to the rest (`rescale`), or not to score it (`not_scored`)."),
    "lint.missing_zero": (
        "Chưa báo cáo thì bị tính như một con số, không phải chờ số liệu.",
        "What was not reported counts as a number instead of waiting.",
        "Chỉ giữ nếu văn bản ghi rõ như vậy; nếu không, hãy chờ số liệu (`values.missing: wait`).",
        "Keep it only where the text says so; otherwise wait for the value (`values.missing: wait`)."),
    "lint.input_unused": (
        "Chỉ tiêu “{name}” không dùng để tính điểm, xếp loại hay xếp hạng.", "Nothing uses the input “{name}”.",
        "Bỏ chỉ tiêu này để đơn vị khỏi phải báo cáo, hoặc dùng nó trong một mục.",
        "Remove it so that units need not report it, or use it."),
    "lint.input_undefined": (
        "Chỉ tiêu “{name}” chưa có định nghĩa, cũng không ghi lấy từ đâu.",
        "The input “{name}” has neither a definition nor a source.",
        "Ghi định nghĩa: đếm cái gì, thời điểm nào (`definition`), hoặc nơi lấy số (`from_system`).",
        "Write what is counted and when (`definition`), or where it comes from (`from_system`)."),
    "lint.percent_alone": (
        "Chỉ tiêu “{name}” chỉ hỏi tỷ lệ phần trăm; không giữ hai con số gốc thì không kiểm tra lại được.",
        "The input “{name}” asks for the percentage only; without its two counts it cannot be checked.",
        "Đổi sang loại tỷ lệ, nhập cả tử số và mẫu số (`kind: ratio`).",
        "Make it a ratio with both counts (`kind: ratio`)."),
    "lint.direction_contradicts": (
        "Mục {item}: {rewards} “{name}” thì được lợi, trái với chiều tốt đã khai báo của chỉ tiêu.",
        "Item {item}: {rewards} of “{name}” is rewarded, against the input's declared direction.",
        "Sửa chiều tốt của chỉ tiêu (`direction`), hoặc chiều của cách tính.",
        "Mend the input's direction (`direction`) or the rule's."),
    "lint.percent_as_share": (
        "“{name}” là phần trăm (95,3 nghĩa là 95,3 %) nhưng được so với {value}, tức {value} %.",
        "“{name}” is a percentage (95.3 means 95.3 %) but is compared with {value}, that is {value} %.",
        "So với {percent}, không so với {percent}%.", "Compare with {percent}, not with {percent}%."),
    "lint.share_as_percent": (
        "“{name}” là tỷ lệ (0,953 nghĩa là 95,3 %) nhưng được so với {value}.",
        "“{name}” is a share (0.953 means 95.3 %) but is compared with {value}.",
        "Viết {value}% (có dấu %).", "Write {value}% (with the sign)."),
    "lint.leader_dependent": (
        "Mục {item}: điểm phụ thuộc đơn vị cao nhất hoặc thấp nhất; một đơn vị đổi số là điểm mọi đơn vị đổi theo.",
        "Item {item}: points depend on the best or worst unit; when one number changes everybody's points change.",
        "Cân nhắc so với mức giao hoặc mức chung cố định; chốt số liệu của cả cụm trước khi công bố.",
        "Consider a fixed target or level; freeze the whole group's data before publishing."),
    "lint.group_dependent": (
        "Mục {item}: điểm phụ thuộc số liệu của các đơn vị khác trong cụm.",
        "Item {item}: points depend on what the other units reported.",
        "Chốt số liệu của cả cụm trước khi công bố.", "Freeze the whole group's data before publishing."),
    "lint.leader_divides_by_zero": (
        "Mục {item}: công thức không có giá trị khi chỉ tiêu giao bằng 0, hoặc khi đơn vị dẫn đầu đạt đúng chỉ tiêu.",
        "Item {item}: the formula has no value when a target is 0 or when the best unit is exactly at its target.",
        "Ghi rõ hai trường hợp này được bao nhiêu điểm.", "Say how many points these two cases earn."),
    "lint.target_zero": (
        "Mục {item}: chia cho chỉ tiêu giao hoặc số năm trước; nếu bằng 0 thì không tính được.",
        "Item {item}: it divides by a target or last year's value; when that is 0 there are no points.",
        "Ghi cách tính khi không giao hoặc giao bằng 0 (`has`, `not_assigned`).",
        "Say what happens without a target or with 0 (`has`, `not_assigned`)."),
    "lint.may_divide_by_zero": (
        "Mục {item}: nếu “{names}” bằng 0 thì không tính được điểm và phải có quyết định.",
        "Item {item}: when “{names}” is 0 there are no points and a decision is needed.",
        "Đặt giá trị nhỏ nhất là 1 nếu không thể bằng 0 (`min: 1`), hoặc ghi khi nào mục này áp dụng (`applies_when`).",
        "Set the least value to 1 if it cannot be 0 (`min: 1`), or say when the item applies (`applies_when`)."),
    "lint.two_rules": (
        "Mục {item}: văn bản in hai cách tính khác nhau.{case}", "Item {item}: the text prints two different rules.{case}",
        "Hỏi cơ quan ban hành cách nào đúng; bảng đang dùng cách thứ nhất (`rule`).",
        "Ask the issuer which holds; the first is used (`rule`)."),
    "lint.no_source": (
        "Mục {item} không có căn cứ pháp lý.", "Item {item} has no legal source.",
        "Ghi căn cứ: văn bản, điều, khoản (`source`).", "Write its source: document and article (`source`)."),
    "lint.no_evidence": (
        "Mục {item} do người chấm cho điểm nhưng không ghi phải có minh chứng gì.",
        "A person marks item {item} and nothing says which evidence must be shown.",
        "Ghi minh chứng phải có (`evidence.required`).", "Write which evidence is required (`evidence.required`)."),
    "lint.no_evidence_kind": (
        "Cả {count} tiêu chí đều không yêu cầu minh chứng.", "None of the {count} criteria asks for evidence.",
        "Ghi minh chứng cho các mục cần kiểm tra (`evidence`).", "Write evidence where it will be checked (`evidence`)."),
    "lint.numbering": (
        "Số thứ tự “{item}” không nối tiếp “{before}”.", "The number “{item}” does not follow “{before}”.",
        "Đối chiếu văn bản: có mục bị sót, trùng hoặc đánh số sai không.",
        "Compare with the text: an item may be missing, repeated or misnumbered."),
    "lint.printed_twice": (
        "Số thứ tự “{number}” in hai lần trong bảng: mục {item} và mục {other}.",
        "The number “{number}” is printed twice: items {item} and {other}.",
        "Nếu văn bản in như vậy thì giữ nguyên; viện dẫn thì kèm tên mục.",
        "Keep it where the text prints it so; name the item when you refer to it."),
    "lint.name_twice": (
        "Mục {item} trùng tên với mục {other}: “{name}”.", "Items {item} and {other} have the same name: “{name}”.",
        "Kiểm tra xem có chép lặp không, hoặc đặt tên phân biệt.", "See whether it was copied twice, or tell them apart."),
    "lint.frame_only": (
        "Bảng này mới có khung, chưa đủ mục và điểm của văn bản.", "Only the frame of the printed table is here.",
        "Bổ sung phụ lục của văn bản.", "Add the text's annex."),
    "lint.deadline_before_data": (
        "Cần “{name}” chậm nhất {end}, nhưng đến {published} số này mới được công bố.",
        "“{name}” is needed by {end} but published only on {published}.",
        "Lùi thời hạn, hoặc dùng số ước và ghi rõ.", "Move the deadline, or use an estimate and say so."),
    "lint.deadline_before_period": (
        "Cần số cả năm của “{name}” chậm nhất {end}, khi kỳ đến {until} mới hết.",
        "The year's “{name}” is needed by {end} while the period ends on {until}.",
        "Ghi rõ dùng số ước rồi chốt lại khi hết kỳ, hoặc lùi thời hạn.",
        "Say that estimates are used and settled later, or move the deadline."),
}  # fmt: skip
