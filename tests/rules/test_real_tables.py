"""The linter finds the defects that people found by hand in the printed tables."""

import pytest

from thidua.rulebooks import rulebook_folder, rulebook_folders
from thidua.rules import check, dump_rulebook, load_rulebook, message, parse_rulebook

KNOWN = [
    ("cantho_157", 2025, "Mục 5.2: giá trị đúng 90 % nằm trong hai bậc, một bậc 2 điểm, một bậc 3 điểm."),
    ("cantho_157", 2025, "Mục 5.2: giá trị đúng 95 % nằm trong hai bậc, một bậc 3 điểm, một bậc 4 điểm."),
    ("cantho_157", 2025, "Bằng điểm thì so “Số tài khoản và thẻ mở mới” là số tuyệt đối"),
    ("cantho_2579", 2026, "Đủ điểm mức HTT nhưng thiếu điều kiện (Không có tiêu chí nào 0 điểm)"),
    (
        "cantho_2579",
        2026,
        "Cần số cả năm của “Điểm nhóm 1” chậm nhất 15/12/2026, khi kỳ đến 31/12/2026 mới hết.",
    ),
    (
        "hcmc_5155",
        2025,
        "Tổng điểm trên 84,5 đến dưới 85 không thuộc mức nào; theo bước 0,5 điểm thì không xảy ra",
    ),
    ("quydinh_366", 2025, "Tỷ lệ của mức HTXS tính trên HTT; không rõ số đó có gồm chính mức HTXS không."),
    ("quydinh_366", 2025, "Đủ điểm mức HTXS nhưng thiếu điều kiện (100 % nhiệm vụ đúng hạn"),
    (
        "quydinh_366",
        2025,
        "“Số nhiệm vụ đã hoàn thành” so với “Số nhiệm vụ được giao” từ 50 % đến dưới 100 %: chưa đạt điều kiện",
    ),
    ("ldld_q11", 2019, "Số thứ tự “1” in hai lần trong bảng: mục 1.A.1.2 và mục 1.A.1.1."),
    ("vienchuc_mau02", 2026, "Mục B in tối đa 70 điểm nhưng các mục con cộng lại là 65."),
    ("vienchuc_mau02", 2026, "Cộng điểm thưởng, tổng có thể đến 107, vượt thang 100 điểm"),
    ("vienchuc_mau02", 2026, "Số công việc, sản phẩm được giao 100: 8 hoặc 9,5 điểm."),
    ("vienchuc_mau03", 2026, "Mục A in tối đa 30 điểm nhưng các mục con cộng lại là 30,5."),
    (
        "cand_cluster",
        "undated",
        "không có giá trị khi chỉ tiêu giao bằng 0, hoặc khi đơn vị dẫn đầu đạt đúng chỉ tiêu",
    ),
    ("cand_cluster", "undated", "Mục I.1.1: điểm phụ thuộc đơn vị cao nhất hoặc thấp nhất"),
]


@pytest.mark.parametrize(("name", "year", "part"), KNOWN)
def test_a_known_defect_is_found(name: str, year: int | str, part: str):
    rulebook = load_rulebook(rulebook_folder(name, year) / "rulebook.yaml")
    assert [m for p in check(rulebook) if part in (m := message(p))]


@pytest.mark.parametrize("folder", rulebook_folders(), ids=lambda f: f"{f.parent.name}-{f.name}")
def test_a_zone_between_classes_is_named_only_where_the_text_leaves_one(folder):
    found = [p for p in check(load_rulebook(folder / "rulebook.yaml")) if p.code == "lint.class_zone"]
    assert bool(found) == (folder.parent.name == "quydinh_366")


@pytest.mark.parametrize("name", ["vienchuc_mau02", "vienchuc_mau03"])
def test_vietnamese_letters_are_in_order(name: str):
    rulebook = load_rulebook(rulebook_folder(name, 2026) / "rulebook.yaml")
    assert [p for p in check(rulebook) if p.code == "lint.numbering"] == []


@pytest.mark.parametrize("folder", rulebook_folders(), ids=lambda f: f"{f.parent.name}-{f.name}")
def test_a_table_survives_writing_and_its_findings_are_told(folder):
    rulebook = load_rulebook(folder / "rulebook.yaml")
    assert parse_rulebook(dump_rulebook(rulebook)) == rulebook
    for problem in check(rulebook):
        assert "…" not in message(problem) + message(problem, "en")
