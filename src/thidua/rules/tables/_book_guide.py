"""The sheet that says how to fill the table: permitted words, and each way of scoring with an example."""

from typing import Any

from thidua.rules._patterns import PATTERNS
from thidua.rules._rule_shapes import PATTERN_SHAPES
from thidua.rules.tables import _book_words as words
from thidua.rules.tables._book_labels import labels_of
from thidua.rules.tables._sheets import A4, Sheets, for_print, row_height

GUIDE = "Hướng dẫn"
HEADS = ("Cách chấm", "Điểm được tính thế nào", "Tham số (* là phải có)", "Ví dụ ghi ở cột “Tham số”")
WIDTHS = (24, 40, 34, 62)
STEPS = (
    ("1. Trang “Bảng điểm”: mỗi mục một dòng, mục con nằm dưới mục lớn. “Số TT” và “Thuộc mục” cho biết mục nằm ở đâu; "
    "“Loại” chỉ ghi ở mục cấp cao nhất. “Điểm tối đa” ghi số, như 12,5."),
    "2. “Cách chấm”: chọn trong danh sách. Để trống thì người chấm cho điểm trực tiếp.",
    ("3. “Tham số”: mỗi dòng một tham số, dạng “tên: giá trị” (xem ví dụ dưới đây; xuống dòng trong ô bằng Alt+Enter). "
    "Chỉ tiêu ghi bằng tên hoặc mã ở trang “Chỉ tiêu”. Trong ngoặc và trong công thức, số thập phân viết bằng dấu chấm."),
    ("4. Trang “Chỉ tiêu”: mỗi số liệu mà đơn vị báo cáo một dòng; “Loại số liệu” chọn trong danh sách. "
    "Loại Lựa chọn thì ghi thêm “Các lựa chọn”, mỗi lựa chọn một dòng."),
    "5. “Minh chứng”: mỗi hồ sơ một dòng. “Quy định khác”, “Quy định chung” do hệ thống ghi ra: không rõ thì để nguyên.",
)  # fmt: skip
EXAMPLES: dict[str, tuple[str, str]] = {
    "ratio": ("Điểm tối đa × đã đạt ÷ tổng số; không quá điểm tối đa.",
              "Đã đạt: Số việc đã xong\nTrên tổng số: Số việc được giao"),
    "threshold": ("Đạt ngưỡng thì được điểm tối đa, không đạt thì được điểm ghi ở đây (không ghi: 0 điểm).",
                  "Chỉ tiêu: Tỷ lệ chi bộ họp đúng kỳ\nNgưỡng: 95\nKhông đạt thì được: 2,5"),
    "tiers": ("Giá trị rơi vào bậc nào thì được điểm của bậc đó.",
              ("Chỉ tiêu: Tỷ lệ hồ sơ đúng hạn\n"
              "Các bậc: [{Từ: 95, Điểm: 10}, {Từ: 80, Dưới: 95, Điểm: 7}, {Dưới: 80, Điểm: 0}]")),
    "steps": ("Đến một mức thì được điểm gốc; cứ thêm một mức được thêm điểm, không quá điểm tối đa.",
              "Chỉ tiêu: Số mô hình mới\nĐiểm gốc: 5\nTại mức: 10\nMỗi mức thêm: 1\nĐược thêm: 0,5"),
    "brackets": ("Như “Cộng dần theo mức”, nhưng mỗi phần có mức cộng riêng.",
                 ("Chỉ tiêu: Số tài khoản mở mới\nĐiểm gốc: 0\nTại mức: 0\n"
                 "Các phần: [{Đến: 100, Mỗi mức: 10, Được thêm: 0.5}, {Mỗi mức: 10, Được thêm: 0.25}]")),
    "target_steps": ("Đạt 100 % mức giao được điểm tối đa; mỗi mức hụt bị trừ, mỗi mức vượt được cộng.",
                     "Chỉ tiêu: Đảng viên mới kết nạp\nMức giao: Chỉ tiêu kết nạp\nKhi hụt: {Mỗi mức hụt: 5%, Trừ: 1}"),
    "versus": ("So với mức chung của cụm (trung bình: mean_of, cao nhất: max_of); ghi mã chỉ tiêu trong ngoặc.",
               "Chỉ tiêu: Thu nhập bình quân\nSo với: mean_of(thu_nhap_binh_quan)"),
    "survey": ("Hỏi một số người; mỗi người trả lời đạt được một số điểm.",
               "Số người trả lời đạt: Số người hài lòng\nCỡ mẫu: 30\nMỗi người đạt được: 0,2"),
    "count": ("Mỗi đơn vị (sáng kiến, tin bài…) được một số điểm, không quá mức ghi ở đây.",
              "Số lượng: Số sáng kiến\nMỗi đơn vị được: 0,5\nKhông quá: 5"),
    "catalogue": ("Nhiều loại, mỗi loại có điểm riêng, cộng lại.",
                  ("Danh mục: [{Tên: Cờ thi đua, Số lượng: Số cờ thi đua, Mỗi đơn vị được: 2}, "
                  "{Tên: Bằng khen, Số lượng: Số bằng khen, Mỗi đơn vị được: 0.5}]")),
    "manual": ("Người chấm cho điểm theo bước; có thể kèm hướng dẫn.",
               "Bước điểm: 0,5\nHướng dẫn chấm: [Đủ hồ sơ được 5 điểm, Nộp chậm trừ 1 điểm]"),
    "no_violations": ("Không có vi phạm thì được điểm tối đa, có thì 0 điểm.", "Số vi phạm: Số vụ vi phạm"),
    "all_done": ("Hoàn thành hết việc được giao thì được điểm tối đa, còn thiếu thì 0 điểm.",
                 "Đã hoàn thành: Số việc đã xong\nĐược giao: Số việc được giao\nKhi không được giao: được điểm tối đa"),
    "levels": ("Đơn vị chọn một mức; mỗi mức có điểm riêng.",
               "Mức đạt: Mức xếp loại chi bộ\nCác mức: [{Mức: Tốt, Được: 10}, {Mức: Khá, Được: 7}]"),
    "per_event": ("Mỗi vụ việc một số điểm, cộng lại; đặt ở mục loại “Điểm trừ” để trừ vào tổng điểm.",
                  "Vụ việc: [{Tên: Báo cáo chậm, Số lượng: Số báo cáo chậm, Mỗi đơn vị được: 0.5}]"),
    "plus_minus": ("Có việc được cộng, có việc bị trừ.",
                   ("Được cộng: [{Tên: Sáng kiến, Số lượng: Số sáng kiến, Mỗi đơn vị được: 1}]\n"
                   "Bị trừ: [{Tên: Báo cáo chậm, Số lượng: Số báo cáo chậm, Mỗi đơn vị được: 0.5}]")),
    "leader_relative": ("So với đơn vị cao nhất cụm.", "Chỉ tiêu: Số thu ngân sách"),
    "rank_points": ("Điểm theo thứ hạng trong cụm.", "Xếp theo: Số thu ngân sách\nHạng nhất được: 10\nMỗi hạng kém: 0,5"),
    "weighted_ratio": ("Tỷ lệ hoàn thành, việc khó có hệ số lớn hơn.",
                       ("Các loại việc: [{Đã hoàn thành: Việc khó đã xong, Được giao: Việc khó, Hệ số: 2}, "
                       "{Đã hoàn thành: Số việc đã xong, Được giao: Số việc được giao, Hệ số: 1}]")),
    "formula": ("Công thức bất kỳ với mã chỉ tiêu, + - * /, min( , ), max( , ), if( , , ).",
                "Điểm: min(10, 2 * so_sang_kien)"),
    "external": ("Kết quả của một bảng điểm khác, nhân với hệ số.", "Kết quả: Điểm phong trào\nHệ số: 0,1"),
}  # fmt: skip


def parameters_named(pattern: str) -> str:
    """The parameters of a pattern, one a line, the needed ones marked."""
    needed = PATTERN_SHAPES[pattern].definition()["required"]
    return "\n".join(
        f"{label}{' *' if key in needed else ''}"
        for key, label in labels_of(pattern).items()
        if key != "scaled"
    )


def write_guide(sheets: Sheets) -> Any:
    """The sheet of instructions; returns it. `sheets.lists` then holds the ranges of permitted words."""
    sheet = sheets.add(GUIDE)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "HƯỚNG DẪN ĐIỀN BẢNG", sheets.format("title"))
    whole = sum(WIDTHS)
    for row, text in enumerate(STEPS, start=1):
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, text, sheets.format("wrap", "left"))
        sheet.set_row(row, row_height([(text, whole)]))
    top = len(STEPS) + 2
    for column, head in enumerate(HEADS):
        sheet.write_string(top, column, head, sheets.format("head"))
    for row, (pattern, (meaning, example)) in enumerate(EXAMPLES.items(), start=top + 1):
        cells = (PATTERNS[pattern].label, meaning, parameters_named(pattern), example)
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, sheets.format("cell", "wrap"))
        sheet.set_row(row, row_height(zip(cells, WIDTHS, strict=True)))
    last = top + len(EXAMPLES)
    sheets.lists["rule"] = f"='{GUIDE}'!$A${top + 2}:$A${last + 1}"
    _write_words(sheets, sheet, last + 2)
    for_print(sheet, repeat=(top, top), paper=A4)
    return sheet


def _write_words(sheets: Sheets, sheet: Any, row: int) -> None:
    """Permitted words of the short lists, below the examples."""
    lists = (
        ("kind", words.COLUMNS["kind"], words.KINDS),
        ("input_kind", words.INPUT_COLUMNS["kind"], words.INPUT_KINDS),
    )
    for key, heading, known in lists:
        sheet.write_string(row, 0, f"{heading}: chọn một trong", sheets.format("bold"))
        for offset, word in enumerate(known.values(), start=1):
            sheet.write_string(row + offset, 0, word, sheets.format("cell", "wrap"))
        sheets.lists[key] = f"='{GUIDE}'!$A${row + 2}:$A${row + 1 + len(known)}"
        row += len(known) + 2
