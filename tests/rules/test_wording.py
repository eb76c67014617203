"""Rules as an office reads them: percentages where a share is meant, brackets where sums would fall apart."""

from fractions import Fraction

import pytest

from thidua.rulebooks import rulebook_folder
from thidua.rules import load_rulebook, number_text
from thidua.rules._program import program_of

DEMO = program_of(load_rulebook(rulebook_folder("demo_cluster", 2020) / "rulebook.yaml"))
STEPS = program_of(load_rulebook(rulebook_folder("patterns", "nd307_steps") / "rulebook.yaml"))
SENTENCES = [
    (
        DEMO, "1.2",
        ("Theo «Đề án nhân sự cấp ủy được thẩm định đúng hạn»: từ 100 % trở lên: 4 điểm; từ 95 % đến dưới 100 %: 3 điểm; "
        "từ 85 % đến dưới 95 %: 2 điểm; từ 70 % đến dưới 85 %: 1 điểm; dưới 70 %: 0 điểm."),
    ),
    (DEMO, "1.4", "«Tỷ lệ nữ cấp ủy viên các cấp» từ 15 % trở lên thì được 4 điểm, nếu không được 2 điểm."),
    (
        DEMO, "4.1",
        ("Điểm = 4 × («Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ» + «Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ») ÷ "
        "(0,7 × («Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ» + «Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ» + "
        "«Tổ chức cơ sở đảng hoàn thành nhiệm vụ» + «Tổ chức cơ sở đảng không hoàn thành nhiệm vụ»))."),
    ),
    (
        DEMO, "4.6",
        ("«Tổng số đảng viên» ÷ «Dân số trung bình» không thấp hơn số năm trước của «Tổng số đảng viên» ÷ "
        "số năm trước của «Dân số trung bình» thì được 2 điểm, nếu không được 0,5 điểm."),
    ),
    (
        DEMO, "6.1",
        "«Số hoạt động tuyên truyền về xây dựng Đảng»: mỗi hoạt động được 0,25 điểm, không quá 4 điểm.",
    ),
    (
        STEPS, "3",
        "«Tỷ lệ hộ nghèo» từ mức 4 % được 3 điểm; cứ giảm thêm 0,5 % được thêm 0,5 điểm (kể cả phần lẻ), không quá 5 điểm.",
    ),
    (
        STEPS, "1",
        ("«Quy mô dân số» đến mức 14.000 được 10 điểm; cứ tăng thêm 1.000 được thêm 0,5 điểm (kể cả phần lẻ), "
        "không quá 25 điểm."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("program", "criterion", "sentence"), SENTENCES, ids=[s[1] for s in SENTENCES])
def test_a_rule_reads_as_an_office_would_write_it(program, criterion, sentence):
    assert program.plans[criterion].stages[0].sentence == sentence


@pytest.mark.parametrize(
    ("value", "text"), [("6.925", "6,93"), ("6.935", "6,94"), ("-0.125", "−0,13"), ("2/3", "0,67")]
)
def test_a_number_cut_to_its_places_goes_half_up(value: str, text: str):
    assert number_text(Fraction(value), 2) == text
