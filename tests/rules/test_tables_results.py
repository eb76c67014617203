"""Results as text, CSV, JSON and a workbook that prints; files are written whole or not at all."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.rules.sample import RULEBOOK
from thidua.rules import Data, DataInvalid, UnitData, Value, parse_rulebook, result_from_json, score
from thidua.rules.tables import (
    aligned,
    formula_safe,
    read_sheets,
    result_csv,
    result_json,
    result_text,
    result_workbook,
    sentence,
    write_result,
)

FULL = UnitData(
    "A",
    "Ban Tổ chức Tỉnh ủy A",
    "Cụm 1",
    {
        "opened": Value(Fraction(950)),
        "people": Value(Fraction(1000)),
        "rate": Value(Fraction(95), Fraction(100)),
        "share": Value(Fraction(90)),
        "score": Value(Fraction("4.25")),
        "fund": Value(Fraction(10**7)),
        "late": Value(Fraction(0)),
        "level": Value(choice="two"),
        "dismissed": Value(Fraction(0)),
    },
    {"share": Fraction(90)},
    {},
    {"2.1": {"self": Fraction("3.5")}},
    {"2.2": True},
)
DATA = Data(
    (
        FULL,
        replace(
            FULL, code="B", name="=cmd|'/c calc'!A1", values={**FULL.values, "opened": Value(Fraction(777))}
        ),
        UnitData("@C", "Tỉnh C", "Cụm 1"),
    )
)
INCOMPLETE = "còn số liệu chưa có hoặc cần quyết định"
RESULT = score(RULEBOOK, DATA)


def test_text_is_aligned_and_vietnamese():
    assert result_text(RESULT, RULEBOOK, DATA).splitlines() == [
        "Hạng  Mã đơn vị  Đơn vị                 Điểm nội dung  Điểm thưởng  Điểm trừ  Tổng điểm  Ghi chú",
        "----  ---------  ---------------------  -------------  -----------  --------  ---------  "
        + "-" * 39,
        "   1  A          Ban Tổ chức Tỉnh ủy A          54,25         0,00      0,00      54,25",
        "   2  B          =cmd|'/c calc'!A1              50,79         0,00      0,00      50,79",
        f"   3  @C         Tỉnh C                          0,00         0,00      0,00       0,00  {INCOMPLETE}",
    ]


def test_wide_letters_and_combining_marks_keep_columns_straight():
    assert aligned(["a", "b"], [["cụm", "1"], ["漢", "2"], ["cu\u0323m", "3"]], {"b"}).splitlines()[2:] == [
        "cụm  1",
        "漢   2",
        "cu\u0323m  3",
    ]


def test_csv_holds_no_formula_and_every_criterion():
    text = result_csv(RESULT, RULEBOOK, DATA)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][10:] == [f"{i.id} {i.name}" for i in RULEBOOK.item_by_id.values()]
    assert rows[1] == ["1", "A", "Ban Tổ chức Tỉnh ủy A", "Cụm 1", "54,25", "0,00", "0,00", "54,25", "", "",
                       "39,00", "19,00", "10,00", "10,00", "15,25", "3,50", "2,50", "4,25", "5,00"]  # fmt: skip
    assert rows[2][2] == "'=cmd|'/c calc'!A1"
    assert rows[3][1] == "'@C"
    assert rows[3][11:14] == ["chưa có", "chưa có", "chưa có"]


TOTAL_ONLY = """\
format: thidua-rulebook/1
id: total
title: Làm tròn tổng
status: illustrative
rounding: {places: 2, at: total}
inputs: [{id: mark, name: Điểm, kind: number, places: 3, max: 10}]
items: [{id: "1", name: Mục, max: 10, rule: {type: external, input: mark}}]
"""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_each_dangerous_sign_is_disarmed(sign):
    data = Data((replace(FULL, name=f"{sign}1+1"),))
    text = result_csv(score(RULEBOOK, data), RULEBOOK, data)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[1][2] == f"'{sign}1+1"


def test_json_reads_back_to_the_same_result_with_names():
    content = json.loads(result_json(RESULT, RULEBOOK, DATA))
    assert result_from_json(content) == RESULT
    assert content["units"][1]["name"] == "=cmd|'/c calc'!A1"
    assert content["units"][0]["lines"]["1.1"] == ["value", "19", "20", True]
    assert (content["title"], content["digest"]) == (RULEBOOK.title, RULEBOOK.digest)


def test_workbook_prints_on_a4_with_heads_signatures_and_no_formula():
    content = result_workbook(RESULT, RULEBOOK, DATA)
    assert content == result_workbook(RESULT, RULEBOOK, DATA)
    ranking, points = read_sheets(content)
    assert ranking.rows[0][0] == "BẢNG TỔNG HỢP ĐIỂM VÀ XẾP HẠNG THI ĐUA"
    assert ranking.rows[3][:4] == ("Hạng", "Mã đơn vị", "Đơn vị", "Nhóm")
    assert ranking.rows[4][:8] == (1.0, "A", "Ban Tổ chức Tỉnh ủy A", "Cụm 1", 54.25, 0.0, 0.0, 54.25)
    assert ranking.rows[5][2] == "=cmd|'/c calc'!A1"
    words = [c for row in ranking.rows for c in row if isinstance(c, str)]
    assert {"NGƯỜI LẬP BIỂU", "TM. CỤM THI ĐUA", "CỤM TRƯỞNG"} <= set(words)
    assert points.rows[5][:6] == ("1.1", "Mở tài khoản", 20.0, 19.0, 15.54, "chưa có")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for number in (1, 2):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'paperSize="9"' in sheet
            assert 'orientation="landscape"' in sheet
            assert "<f>" not in sheet
        assert archive.read("xl/workbook.xml").decode().count("_xlnm.Print_Titles") == 2
        assert set(re.findall(r'<name val="([^"]+)"', archive.read("xl/styles.xml").decode())) == {
            "Times New Roman"
        }


def test_files_are_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "kết quả.csv"
    write_result(RESULT, RULEBOOK, DATA, path)
    before = path.read_bytes()
    for bad, code in ((path, "file.exists"), (tmp_path / "x.docx", "file.unknown_output"),
                      (tmp_path / "no" / "x.csv", "file.not_written")):  # fmt: skip
        with pytest.raises(DataInvalid) as caught:
            write_result(RESULT, RULEBOOK, Data(DATA.units[:1]), bad)
        assert [p.code for p in caught.value.problems] == [code]
        assert "()" not in sentence(caught.value.problems[0])
    assert path.read_bytes() == before
    write_result(RESULT, RULEBOOK, Data(DATA.units[1:]), path, replace=True)
    assert path.read_bytes() != before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta"])
def test_formulas_are_defused(text):
    assert formula_safe(text) == f"'{text}"


def test_a_single_unit_has_its_workbook_too():
    """The sheet by criterion is then so narrow that a signature stands over one column alone."""
    one = Data((FULL,))
    _ranking, points = read_sheets(result_workbook(score(RULEBOOK, one), RULEBOOK, one))
    assert points.rows[len(RULEBOOK.item_by_id) + 6][:2] == ("NGƯỜI LẬP BIỂU", "TM. CỤM THI ĐUA")


def test_points_that_are_not_rounded_yet_are_shown_as_they_are():
    rulebook = parse_rulebook(TOTAL_ONLY)
    data = Data((UnitData("A", values={"mark": Value(Fraction("6.925"))}),))
    result = score(rulebook, data)
    assert result_text(result, rulebook, data).splitlines()[-1].split() == [
        "1",
        "A",
        "A",
        "6,925",
        "0,00",
        "0,00",
        "6,93",
    ]
    assert result_csv(result, rulebook, data).splitlines()[-1] == "1;A;A;;6,925;0,00;0,00;6,93;;;6,925"
