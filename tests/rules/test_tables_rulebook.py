"""Rulebooks as Excel tables: ours come back equal, an office's own become rulebooks, problems name cells."""

import io
import re
import zipfile
from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.sample import RULEBOOK
from thidua.rulebooks import rulebook_folders
from thidua.rules import Criterion, DataInvalid, load_rulebook, parse_rulebook
from thidua.rules.tables import read_rulebook_table, rulebook_table, sentence
from thidua.rules.tables._book_guide import EXAMPLES
from thidua.rules.tables._book_words import INPUT_KINDS, KINDS, flow, parameter_text, parameter_value, parsed
from thidua.rules.tables._guard import read_sheets
from thidua.rules.tables._numbering import Tree
from thidua.rules.vocabulary import PATTERNS


def book(*rows, name="Sheet1", more=None):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        for title, content in {name: rows, **(more or {})}.items():
            sheet = workbook.add_worksheet(title)
            for index, row in enumerate(content):
                sheet.write_row(index, 0, row)
    return stream.getvalue()


@pytest.mark.parametrize("folder", rulebook_folders(), ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_rulebook_comes_back_equal(folder):
    rulebook = load_rulebook(folder / "rulebook.yaml")
    reading = read_rulebook_table(rulebook_table(rulebook))
    assert (reading.problems, reading.rulebook) == ((), rulebook)
    assert parse_rulebook(reading.text) == rulebook


def test_the_sample_comes_back_equal_with_equal_bytes():
    assert read_rulebook_table(rulebook_table(RULEBOOK)).rulebook == RULEBOOK
    assert rulebook_table(RULEBOOK) == rulebook_table(RULEBOOK)


def test_an_offices_own_table_becomes_a_rulebook():
    content = book(
        ["BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2026"],
        [],
        ["STT", "Nội dung thi đua", "Điểm chuẩn", "Cách chấm", "Tham số", "Chỉ tiêu", "Minh chứng", "Căn cứ"],
        ["1", "2", "3", "4", "5", "6", "7", "8"],
        ["I", "Công tác tổ chức xây dựng Đảng", 60],
        ["1", "Kết nạp đảng viên", 20, "Theo tỷ lệ", "", "Đảng viên mới kết nạp\nChỉ tiêu kết nạp", "Quyết định", "Điều 5"],
        ["2", "Tỷ lệ chi bộ sinh hoạt đúng kỳ", "12,5", "Đạt ngưỡng", "Ngưỡng: 95 %\nKhông đạt thì được: 2,5",
         "Tỷ lệ chi bộ sinh hoạt đúng kỳ", "", ""],
        ["a)", "Chất lượng sinh hoạt", 10, "Lấy ý kiến"],
        ["", "Chấm theo kết quả kiểm tra.", ""],
        ["II", "Điểm thưởng", 5],
        ["1", "Mô hình mới", 5],
        ["", "Tổng cộng", 65],
    )  # fmt: skip
    reading = read_rulebook_table(content)
    errors = [p for p in reading.problems if p.severity == "error"]
    assert errors == []
    rulebook = reading.rulebook
    assert [(i.id, i.max) for i in rulebook.item_by_id.values()] == [
        ("I", 60), ("1", 20), ("2", Fraction("12.5")), ("a", 10), ("II", 5), ("II.1", 5),
    ]  # fmt: skip
    assert [(i.id, i.kind) for i in rulebook.items] == [("I", "base"), ("II", "bonus")]
    assert [(i.id, i.name, i.kind) for i in rulebook.inputs] == [
        ("dang_vien_moi_ket_nap", "Đảng viên mới kết nạp", "count"),
        ("chi_tieu_ket_nap", "Chỉ tiêu kết nạp", "count"),
    ]
    told = [(p.path, p.code, p.severity) for p in reading.problems]
    assert ('sheet "Sheet1", cell D8', "table.rule_unknown", "warning") in told
    assert ('sheet "Sheet1", cell B11', "table.rule_absent", "note") in told
    assert ('sheet "Sheet1", cell B10', "table.guessed_kind", "note") in told
    leaf = rulebook.item_by_id["a"]
    assert isinstance(leaf, Criterion)
    assert leaf.rule.type == "manual"
    assert "Lấy ý kiến" in leaf.note
    assert "Chấm theo kết quả kiểm tra." in leaf.note


def test_a_number_printed_for_two_items_is_shown_for_both_and_comes_back():
    reading = read_rulebook_table(
        book(
            ["STT", "Nội dung", "Điểm chuẩn"],
            ["1", "Một", 5], ["2", "Hai", 5], ["2", "Hai nữa", 5], ["a)", "Chữ a", 3], ["3", "Ba", 4], ["a)", "Chữ a", 4],
        )
    )  # fmt: skip
    shown = {i.id: i.printed for i in reading.rulebook.item_by_id.values()}
    assert shown == {"1": "1", "2": "2", "2-2": "2", "a": "a", "3": "3", "3.a": "a"}
    assert read_rulebook_table(rulebook_table(reading.rulebook)).rulebook == reading.rulebook


HEADER = ["Số TT", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Tham số", "Chỉ tiêu", "Quy định khác"]
INPUTS = ["Mã", "Tên chỉ tiêu", "Loại số liệu", "Các lựa chọn"]


def told(*rows, inputs=(), general=()):
    """Cell, code and sentence of everything wrong with a table of points (and its other sheets)."""
    more = {"Chỉ tiêu": [INPUTS, *inputs]} if inputs else {}
    more |= {"Quy định chung": [["Khóa", "Nội dung", "Giá trị"], *general]} if general else {}
    reading = read_rulebook_table(book(HEADER, *rows, more=more))
    errors = [p for p in reading.problems if p.severity == "error"]
    assert (reading.rulebook is None) == bool(errors)
    for problem in errors:
        both = sentence(problem) + sentence(problem, "en")
        assert problem.line is None
        assert problem.path.startswith('sheet "')
        assert "…" not in both.replace("[một, hai, …]", "").replace("[one, two, …]", "")
    return [(p.path.replace('sheet "Sheet1", cell ', ""), sentence(p)) for p in errors]


def test_every_problem_names_its_cell_in_the_words_of_the_table():
    found = told(
        ["I", "Nhóm một", "Điểm hay", 60],
        ["1", "Mục một", "", "mười", "Đạt ngưỡng", "Ngưỡng: 1,234 %\nLạ: 5\nChỉ tiêu:", "", "{floor: 0"],
        ["2", "Mục hai", "Điểm thưởng", "", "Chấm trực tiếp", "", "", "{unknown: 1}"],
        ["3", "Mục ba", "", 10, "Đạt ngưỡng"],
        ["4", "Mục bốn", "", 10, "Theo tỷ lệ", "Đã đạt: a\nChiều tốt: cao\nTrên tổng số: 0,95 * b"],
        ["5", "Mục năm", "", 10, "Theo bậc", "Chỉ tiêu: so_xa\nCác bậc: [{Từ: 9, Điểm: 5}, {Trên: x, Dưới: 9, Điểm: 1}]"],
        ["6", "Mục sáu", "", 10, "Theo bậc", "Chỉ tiêu: Số xã +\nCác bậc: [{Từ: 9]\nCác bậc: 5"],
        inputs=[["so_xa", "Số xã", "Số đến"], ["muc", "Mức", "Lựa chọn", "{một"], ["", "Số ấp"]],
        general=[["id", "", "Bảng 1"], ["titel", "", "Bảng điểm"], ["status", "", "{"], ["", "", "5"]],
    )  # fmt: skip
    names = (
        "“tên: giá trị”; các tên: Chỉ tiêu, So sánh, Ngưỡng, Đạt thì được, Đạt thì được (% điểm tối đa), "
        "Không đạt thì được, Ngưỡng theo loại đơn vị."
    )
    assert found == [
        ('sheet "Chỉ tiêu", cell C2', ("“Loại số liệu”: “Số đến” không dùng được. Hãy chọn một trong: "
         "Số đếm, Số, Số tiền, Phần trăm, Tỷ lệ (tử số, mẫu số), Có/không, Lựa chọn.")),
        ('sheet "Chỉ tiêu", cell D3', ("Không đọc được “{một”. "
         "Xem lại ngoặc, dấu hai chấm và dấu phẩy, ví dụ {Từ: 90, Điểm: 5}.")),
        ('sheet "Chỉ tiêu", cell C4', "Thiếu “Loại số liệu”."),
        ("C2", "“Loại”: “Điểm hay” không dùng được. Hãy chọn một trong: Điểm nội dung, Điểm thưởng, Điểm trừ."),
        ("D3", "“mười” không phải là số."),
        ("F3", f"Không hiểu tham số “Lạ: 5”. Mỗi dòng viết {names}"),
        ("F3", f"Không hiểu tham số “Chỉ tiêu:”. Mỗi dòng viết {names}"),
        ("H3", "Không đọc được “{floor: 0”. Xem lại ngoặc, dấu hai chấm và dấu phẩy, ví dụ {Từ: 90, Điểm: 5}."),
        ("C4", "“Điểm thưởng” chỉ ghi ở mục nhóm (mục có các mục con), ở cấp cao nhất."),
        ("D4", "Thiếu “Điểm tối đa”."),
        ("H4", "Không có quy định nào tên “unknown”."),
        ("F5", "Thiếu “Ngưỡng”."),
        ("G5", "Thiếu “Chỉ tiêu”."),
        ("F6", "Không có chỉ tiêu “a”."),
        ("F6", "“Chiều tốt”: “cao” không dùng được. Hãy chọn một trong: càng cao càng tốt, càng thấp càng tốt."),
        ("F6", ("“0,95 * b”: trong công thức, số thập phân viết bằng dấu chấm (0.25); "
         "sau dấu phẩy giữa hai số để một dấu cách.")),
        ("F7", "“x” không phải là số."),
        ("F8", ("“Các bậc”: không đọc được “[{Từ: 9]”. Xem lại ngoặc, dấu hai chấm và dấu phẩy; "
         "ví dụ ở trang “Hướng dẫn”.")),
        ("F8", "Không hiểu biểu thức “Số xã +”: thừa “xã” (ký tự thứ 6)."),
        ('sheet "Quy định chung", cell C2', "“Bảng 1” không dùng làm mã được."),
        ('sheet "Quy định chung", cell A3', "Không có quy định nào tên “titel”. Có phải “title” không?"),
        ('sheet "Quy định chung", cell C4',
         "Không đọc được “{”. Xem lại ngoặc, dấu hai chấm và dấu phẩy, ví dụ {Từ: 90, Điểm: 5}."),
        ('sheet "Quy định chung", cell A5', "Thiếu “Khóa”."),
    ]  # fmt: skip


def test_a_workbook_without_such_a_table_is_refused():
    with pytest.raises(DataInvalid) as caught:
        read_rulebook_table(book(["code", "opened"], ["A", 1]))
    assert [p.code for p in caught.value.problems] == ["file.no_rulebook_table"]
    assert sentence(caught.value.problems[0]).startswith("Không tìm thấy bảng điểm")


@pytest.mark.parametrize(
    ("numbers", "ids", "parents"),
    [
        (["I", "1", "2", "II", "1"], ["I", "1", "2", "II", "II.1"], ["", "I", "I", "", "II"]),
        (["A", "B", "C", "D"], ["A", "B", "C", "D"], [""] * 4),
        (["1", "1.1", "1.1.1", "1.2", "2"], ["1", "1.1", "1.1.1", "1.2", "2"], ["", "1", "1.1", "1", ""]),
        (["A", "I", "1", "a)", "b)", "II", "B"], ["A", "I", "1", "a", "b", "II", "B"], ["", "A", "I", "1", "1", "A", ""]),
        (["1.", "-", "-", "2."], ["1", "1.1", "1.2", "2"], ["", "1", "1", ""]),
        (["1", "1"], ["1", "1-2"], ["", ""]),
        (["A", "H", "I", "II", "III"], ["A", "H", "I", "II", "III"], ["", "", "", "I", "I"]),
        (["I", "A", "B", "C", "II", "V"], ["I", "A", "B", "C", "II", "V"], ["", "I", "I", "I", "", ""]),
    ],
)  # fmt: skip
def test_printed_numbers_make_the_tree(numbers, ids, parents):
    tree = Tree()
    assert [tree.place(n) for n in numbers] == list(zip(ids, parents, strict=True))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text("aăĐ09 :,'\"[]{}#&*!|>-?%@`\n.~yesno", max_size=12)
    | st.integers(-(10**9), 10**9).map(lambda n: Fraction(n, 1000)).filter(lambda f: f.denominator != 1),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text("aăy no", min_size=1, max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(VALUES)
def test_any_value_stands_in_a_cell_and_is_read_back(value):
    assert parsed(flow(value)) == value


@given(
    VALUES.filter(
        lambda v: isinstance(v, str | int | Fraction | list | dict) and not isinstance(v, bool) and v != ""
    )
)
def test_any_parameter_stands_in_a_line_and_is_read_back(value):
    text = parameter_text(value)
    assert "\n" not in text
    assert parameter_value(text) == value


def edited(change):
    """Our own export of the sample with one change to its cells, by sheet."""
    cells = {sheet.name: [list(row) for row in sheet.rows] for sheet in read_sheets(rulebook_table(RULEBOOK))}
    change(cells)
    return book(more={name: [list(row) for row in rows] for name, rows in cells.items()}, name="_")


@pytest.mark.parametrize("note", ["Người lập biểu", " "])
@pytest.mark.parametrize("place", [2, None])
def test_a_note_beside_or_below_the_inputs_is_no_input(note, place):
    def add(cells):
        rows = cells["Chỉ tiêu"]
        rows.insert(len(rows) if place is None else place, [None] * 12 + [note])

    assert read_rulebook_table(edited(add)).rulebook == RULEBOOK


@pytest.mark.parametrize("value", ['"', "[", "%", "@", ",", "> 70 %", "{a: [}", "&a b", "!!x"])
def test_what_is_no_value_is_told_at_its_cell(value):
    def spoil(cells):
        cells["Quy định chung"][4][2] = value

    reading = read_rulebook_table(edited(spoil))
    assert reading.rulebook is None
    assert 'sheet "Quy định chung", cell C5' in {p.path for p in reading.problems}


def test_classes_that_cannot_be_read_are_not_called_unknown():
    general = [
        ["Khóa", "Nội dung", "Giá trị"],
        ["quotas", "", "[{Mức bị khống chế: A, Không quá (%): 20}]"],
    ]
    row = ["1", "Sáng kiến", "", 10, "", ""]

    def codes(*more):
        reading = read_rulebook_table(book(HEADER, row, more={"Quy định chung": [*general, *more]}))
        return [p.code for p in reading.problems if p.severity == "error"]

    assert codes() == ["no_classes"]
    assert codes(["classes", "", "[{Mã: A"]) == ["table.cell_syntax"]


def test_the_guide_says_of_deductions_where_they_stand():
    meaning, _example = EXAMPLES["per_event"]
    assert "mục loại “Điểm trừ”" in meaning


def test_an_input_written_without_a_code_gets_one():
    def add(cells):
        cells["Chỉ tiêu"].append([None, "Số sáng kiến mới", "Số đếm"])

    reading = read_rulebook_table(edited(add))
    assert reading.rulebook is not None
    assert reading.rulebook.inputs[-1].id == "so_sang_kien_moi"


def test_each_way_of_scoring_is_explained_by_an_example_that_works():
    kinds = {"Mức xếp loại chi bộ": "Lựa chọn", "Tỷ lệ hồ sơ đúng hạn": "Phần trăm"}
    text = "\n".join(example for _meaning, example in EXAMPLES.values())
    names = dict.fromkeys(
        re.findall(
            r"(?:: |\b)((?:Số|Tỷ lệ|Đảng viên|Chỉ tiêu kết|Thu nhập|Mức xếp|Việc|Điểm phong)[\w ]*)(?=[,}\n]|$)",
            text,
        )
    )
    inputs = [
        ["", name, kinds.get(name, "Số đếm"), "Tốt\nKhá" if name in kinds and "Mức" in name else ""]
        for name in names
    ]
    rows = [[str(n), f"Mục {n}", "", 10, PATTERNS[pattern].label, example]
            for n, (pattern, (_meaning, example)) in enumerate(EXAMPLES.items(), start=1)]  # fmt: skip
    reading = read_rulebook_table(book(HEADER, *rows, more={"Chỉ tiêu": [INPUTS, *inputs]}))
    assert [(p.path, sentence(p)) for p in reading.problems] == []
    assert [c.rule.type for c in reading.rulebook.criteria] == list(EXAMPLES) == list(PATTERNS)
    assert read_rulebook_table(rulebook_table(reading.rulebook)).rulebook == reading.rulebook


def test_the_table_offers_the_permitted_words_and_prints_on_a4():
    content = rulebook_table(RULEBOOK, empty_rows=3)
    guide = next(sheet for sheet in read_sheets(content) if sheet.name == "Hướng dẫn")
    offered = {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for number in (1, 2, 3, 4):
            xml = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in xml
            lists = r'sqref="([A-Z]+)2:[A-Z]+\d+"[^>]*><formula1>\'Hướng dẫn\'!\$A\$(\d+):\$A\$(\d+)<'
            for column, first, last in re.findall(lists, xml):
                offered[number, column] = [row[0] for row in guide.rows[int(first) - 1 : int(last)]]
    assert offered == {
        (1, "D"): list(KINDS.values()),
        (1, "F"): [pattern.label for pattern in PATTERNS.values()],
        (2, "C"): list(INPUT_KINDS.values()),
    }
    assert read_rulebook_table(content).rulebook == RULEBOOK


def test_a_table_without_rows_and_cells_without_values_are_told():
    assert told() == [("B1", "Dưới dòng tiêu đề chưa có mục nào.")]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("B")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["1", "Mục một"])
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    problems = read_rulebook_table(stream.getvalue()).problems
    assert [(p.path, p.code) for p in problems if p.severity == "error"] == [
        ('sheet "B", cell D2', "table.error_cell")
    ]


def test_a_quota_is_told_by_its_labels():
    general = [["quotas", "", "[{class: A, percent: 50, max: 3}]"], ["classes", "", "[{id: A, name: A}]"]]
    assert told(["1", "A", "", 5], general=general) == [
        (
            'sheet "Quy định chung", cell C2',
            "Phải ghi đúng một trong hai: “Không quá (%)” hoặc “Không quá (số đơn vị)”.",
        )
    ]
