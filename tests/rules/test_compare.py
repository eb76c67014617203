"""Two editions side by side: nothing for equal ones, each kind of difference once, every pair on a row."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.rules.defects import CLEAN
from tests.rules.whole_format import rulebooks
from thidua.rules import Rulebook, compare, parse_rulebook, side_by_side


def edition(*changes: tuple[str, str]) -> Rulebook:
    """The clean rulebook with some text replaced."""
    text = CLEAN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return parse_rulebook(text)


OLD = edition()
RATE = "Điểm = 40 × «Việc đã xong» ÷ «Việc "
NEED = "điều kiện: «Việc chậm» < 9; tên điều kiện: Ít chậm"
EXTRA = '  - {id: "3", name: Sáng kiến, max: 5, rule: {type: manual}}\n'


def told(new: Rulebook, old: Rulebook = OLD) -> list[str]:
    """The sentences of all differences."""
    return [c.sentence for c in compare(old, new)]


def test_equal_editions_do_not_differ():
    assert compare(OLD, OLD) == ()
    assert all(row.old == row.new and not row.changes for row in side_by_side(OLD, OLD))


QUOTAS = """\
quotas:
  - {class: TOT, when: tasks > 10, max: 1}
  - {class: TOT, when: tasks <= 10, max: 20% * units}
ranking:"""


def test_quotas_per_group_of_units_are_compared_group_by_group():
    old = edition(("ranking:", QUOTAS))
    new = edition(
        ("ranking:", QUOTAS.replace("20%", "30%").replace("  - {class: TOT, when: tasks > 10, max: 1}\n", ""))
    )
    first, second = told(new, old)
    assert first == (
        "Bỏ tỷ lệ khống chế mức TOT “«Việc được giao» > 10”: chỉ với đơn vị mà: «Việc được giao» > 10;"
        " không quá (số đơn vị): 1."
    )
    assert second == (
        "Tỷ lệ khống chế mức TOT “«Việc được giao» ≤ 10”: không quá (số đơn vị) trước là “0,2 × số đơn vị”,"
        " nay là “0,3 × số đơn vị”."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("max: 40, evidence", "max: 35, evidence")],
         ["Mục 1.1 “Hoàn thành”: điểm tối đa in trong văn bản trước là “40”, nay là “35”."]),
        ([("name: Kỷ luật", "name: Chấp hành")], ["Mục 2 “Chấp hành”: tên trước là “Kỷ luật”, nay là “Chấp hành”."]),
        ([('id: "1.2"', 'id: "1.3"')], ["Mục 1.3 “Hài lòng”: số thứ tự 1.2 nay là 1.3."]),
        ([("over: tasks", "over: late")],
         [f"Mục 1.1 “Hoàn thành”: cách tính điểm trước là “{RATE}được giao»”, nay là “{RATE}chậm»”."]),
        ([("classes:", EXTRA + "classes:")],
         ["Thêm mục 3 “Sáng kiến”: tối đa 5 điểm. Chấm trực tiếp từ 0 đến 5 điểm, bước 0,25 điểm."]),
        ([("evidence: {required: [Báo cáo]}, ", "")],
         ["Mục 1.1 “Hoàn thành”: minh chứng trước là “hồ sơ, minh chứng phải có: Báo cáo”, nay là “không có”."]),
        ([("below: 80", "below: 80, needs: [{when: late < 9, name: Ít chậm}]")],
         [f"Mức KHA “Khá”: điều kiện kèm theo trước là “không có”, nay là “{NEED}”."]),
        ([("from: 80", "from: 85"), ("below: 80", "below: 85")],
         ["Mức TOT “Tốt”: khung điểm trước là “từ 80 trở lên”, nay là “từ 85 trở lên”.",
          "Mức KHA “Khá”: khung điểm trước là “dưới 80”, nay là “dưới 85”."]),
        ([("scale:", "rounding: {places: 1}\nscale:")], ["Quy định chung: số chữ số trước là “2”, nay là “1”."]),
        ([("until: 2025-12-31", "until: 2026-06-30")],
         ["Quy định chung: hiệu lực – đến hết ngày trước là “31/12/2025”, nay là “30/06/2026”."]),
        ([("name: Việc chậm, kind: count, max: 500", "name: Việc chậm, kind: count, max: 50")],
         ["Chỉ tiêu “Việc chậm”: giá trị lớn nhất trước là “500”, nay là “50”."]),
        ([("source: {document: 1/HD, article: Phụ lục}", "source: {document: 2/HD, issued: 2026-01-02}")],
         ["Quy định chung: căn cứ trước là “1/HD, Phụ lục”, nay là “2/HD ngày 02/01/2026”."]),
        ([("ranking:", "gates: [{id: g, name: Kỷ luật, when: late > 9, effect: disqualified}]\nranking:")],
         ["Thêm điều kiện “Kỷ luật”: khi: «Việc chậm» > 9; hệ quả: không xếp hạng."]),
    ],
)  # fmt: skip
def test_a_difference_in_one_sentence(changes: list[tuple[str, str]], expected: list[str]):
    assert told(edition(*changes)) == expected


def test_a_gate_that_becomes_harder():
    gate = "gates: [{id: g, name: Kỷ luật, when: late > 9, effect: %s}]\nranking:"
    old, new = (edition(("ranking:", gate % effect)) for effect in ("{class_at_most: KHA}", "{class: KHA}"))
    assert told(new, old) == [
        "Điều kiện “Kỷ luật”: hệ quả trước là “không xếp quá mức KHA”, nay là “xếp mức KHA”."
    ]


def test_what_was_added_is_removed_the_other_way_round():
    new = edition(("classes:", EXTRA + "classes:"))
    assert told(OLD, new) == [
        "Bỏ mục 3 “Sáng kiến”: tối đa 5 điểm. Chấm trực tiếp từ 0 đến 5 điểm, bước 0,25 điểm."
    ]


def test_an_item_that_moves_keeps_its_pair():
    old = edition(("classes:", EXTRA + "classes:"))
    moved = EXTRA.replace('"3"', '"1.3"').replace("  - ", "      - ")
    new = edition(('  - {id: "2"', moved + '  - {id: "2"'))
    assert told(new, old) == [
        "Mục 1.3 “Sáng kiến”: số thứ tự 3 nay là 1.3.",
        "Mục 1.3 “Sáng kiến”: thuộc mục trước là “không có”, nay là “1”.",
    ]
    rows = [(r.depth, r.old.id if r.old else "", r.new.id if r.new else "") for r in side_by_side(old, new)]
    assert rows == [(0, "1", "1"), (1, "1.1", "1.1"), (1, "1.2", "1.2"), (1, "3", "1.3"), (0, "2", "2")]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(rulebooks(), rulebooks())
def test_every_item_stands_on_one_row_and_differences_are_told(old: Rulebook, new: Rulebook):
    rows = side_by_side(old, new)
    assert sorted(r.old.id for r in rows if r.old) == sorted(old.item_by_id)
    assert [r.new.id for r in rows if r.new] == list(new.item_by_id)
    assert compare(old, old) == ()
    for change in compare(old, new):
        assert change.sentence
