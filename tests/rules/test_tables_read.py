"""Data from files: the same data in every form; every problem at once, each with its cell."""

import datetime as dt
import io
import json
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from tests.rules.sample import RULEBOOK
from thidua.rules import (
    MISSING,
    NOT_APPLICABLE,
    NOT_ASSIGNED,
    Data,
    DataInvalid,
    UnitData,
    Value,
    data_as_json,
)
from thidua.rules.tables import read_content, read_data, read_units, sentence
from thidua.rules.tables._written import MisreadError, date_of, number_of

F = Fraction
HEADER = ["code", "name", "group", "opened", "Tổng số người hưởng", "rate", "rate.of", "share", "share.target",
          "late", "level", "fund", "score", "dismissed", "mark:2.1", "evidence:2.2", "rate.certainty",
          "rate.as_of"]  # fmt: skip
ROW = ["A", "Tỉnh A", "Cụm 1", "1.000", "1.200", "95", "100", "95,3", "90%", "không", "Mức hai, khá", "KAD",
       "trống", "Không giao", "3,5", "có", "Ước", "05/12/2026"]  # fmt: skip
EXPECTED = Data((
    UnitData(
        "A", "Tỉnh A", "Cụm 1",
        {"opened": Value(F(1000)), "people": Value(F(1200)),
         "rate": Value(F(95), F(100), certainty="estimate", as_of=dt.date(2026, 12, 5)),
         "share": Value(F("95.3")), "score": MISSING, "fund": NOT_APPLICABLE, "late": Value(F(0)),
         "level": Value(choice="two"), "dismissed": NOT_ASSIGNED},
        {"share": F(90)}, {}, {"2.1": {"verified": F("3.5")}}, {"2.2": True},
    ),
))  # fmt: skip


def csv_of(*rows, delimiter=";"):
    lines = [delimiter.join(f'"{c}"' if delimiter in c else c for c in row) for row in rows]
    return "\r\n".join(lines).encode()


def xlsx_of(*rows, formats=None):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Số liệu")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                style = (formats or {}).get((r, c))
                form = book.add_format({"num_format": style}) if style else None
                if isinstance(cell, dt.date):
                    sheet.write_datetime(r, c, dt.datetime.combine(cell, dt.time()), form)
                else:
                    sheet.write(r, c, cell, form)
    return stream.getvalue()


def read(content, name="data.csv", units=None):
    return read_content(content, name, RULEBOOK, units)


def told(reading):
    return [(p.path, p.code) for p in reading.problems if p.severity == "error"]


def test_wide_csv_in_vietnamese_is_exact():
    reading = read(csv_of(HEADER, ROW))
    assert (reading.problems, reading.data) == ((), EXPECTED)


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_the_separator_is_found(delimiter):
    assert read(csv_of(HEADER, ROW, delimiter=delimiter)).data == EXPECTED


def test_decomposed_letters_utf16_and_a_mark_of_utf8_are_understood():
    import unicodedata

    text = csv_of(HEADER, ROW, delimiter="\t").decode()
    assert read(unicodedata.normalize("NFD", text).encode()).data == EXPECTED
    assert read(text.encode("utf-16")).data == EXPECTED
    assert read(text.encode("utf-8-sig")).data == EXPECTED


def test_xlsx_with_real_numbers_percent_cells_and_dates():
    row = ["A", "Tỉnh A", "Cụm 1", 1000, 1200, 95, 100, 0.953, 0.9, False, "two", "KAD", "trống", "không giao",
           3.5, True, "Ước", dt.date(2026, 12, 5)]  # fmt: skip
    content = xlsx_of(HEADER, row, formats={(1, 7): "0.0%", (1, 8): "0%", (1, 17): "dd/mm/yyyy"})
    reading = read(content, "data.xlsx")
    assert (reading.problems, reading.data) == ((), Data((EXPECTED.units[0],)))


def test_parquet():
    table = pa.table({"code": ["A", "B"], "opened": [950, None], "score": [0.1 + 0.2, 4.25]})
    stream = io.BytesIO()
    pq.write_table(table, stream)
    reading = read(stream.getvalue(), "data.parquet")
    assert reading.data == Data(
        (
            UnitData("A", values={"opened": Value(F(950)), "score": Value(F("0.3"))}),
            UnitData("B", values={"score": Value(F("4.25"))}),
        )
    )
    assert [(p.severity, p.code, p.path) for p in reading.problems] == [
        ("note", "table.float_noise", "line 2, column 3")
    ]


def test_long_table():
    rows = [
        ["unit", "indicator", "amount", "of", "state", "choice", "certainty", "as_of"],
        ["A", "rate", "95", "100", "", "", "ước", "30/11/2026"],
        ["A", "Số tài khoản đã mở", "1.000", "", "", "", "", ""],
        ["A", "level", "", "", "", "one", "", ""],
        ["B", "opened", "", "", "không áp dụng", "", "", ""],
    ]
    rate = Value(F(95), F(100), certainty="estimate", as_of=dt.date(2026, 11, 30))
    assert read(csv_of(*rows)).data == Data(
        (
            UnitData("A", values={"opened": Value(F(1000)), "rate": rate, "level": Value(choice="one")}),
            UnitData("B", values={"opened": NOT_APPLICABLE}),
        )
    )


def test_yaml_json_and_our_own_exact_json():
    text = """\
units:
  - unit: A
    name: Tỉnh A
    values: {opened: 950, rate: [95, 100], share: 95.3, late: no, level: two, fund: na,
             score: {amount: 4, certainty: estimate}}
    targets: {share: 90}
    marks: {"2.1": {self: 4, verified: 3.5}}
    evidence: {"2.2": yes}
    waived: [discipline]
    tie_order: 2
"""
    unit = UnitData(
        "A",
        "Tỉnh A",
        "",
        {
            "opened": Value(F(950)),
            "rate": Value(F(95), F(100)),
            "share": Value(F("95.3")),
            "score": Value(F(4), certainty="estimate"),
            "fund": NOT_APPLICABLE,
            "late": Value(F(0)),
            "level": Value(choice="two"),
        },
        {"share": F(90)},
        {},
        {"2.1": {"self": F(4), "verified": F("3.5")}},
        {"2.2": True},
        frozenset({"discipline"}),
        2,
    )
    assert read(text.encode(), "x.yaml") == read(text.encode(), "x.yml")
    assert read(text.encode(), "x.yaml").data == Data((unit,))
    as_json = {"units": [{"unit": "A", "values": {"share": 95.3, "rate": [95, 100]}}]}
    assert read(json.dumps(as_json).encode(), "x.json").data == Data(
        (UnitData("A", values={"rate": Value(F(95), F(100)), "share": Value(F("95.3"))}),)
    )
    ours = json.dumps(data_as_json(Data((unit,)))).encode()
    assert read(ours, "x.json").data == Data((unit,))


@pytest.mark.parametrize(
    ("said", "places", "understood"),
    [
        ("1.000", 0, 1000),
        ("1.234,5", 1, F("1234.5")),
        ("1234.5", 1, F("1234.5")),
        ("0.125", 3, F("0.125")),
        ("1,234.5", 1, F("1234.5")),
        ("1,234,567", 0, 1234567),
        ("1 234 567", 0, 1234567),
        ("1\u00a0234,5", 1, F("1234.5")),
        ("12,5 %", 1, F("12.5")),
        ("95%", 0, 95),
        ("−3", 0, -3),
        ("1,234", 3, F("1.234")),
        ("0,125", 3, F("0.125")),
        ("trên 70 %", 0, 70),
        (0.1 + 0.2, 2, F("0.3")),
        (1e15, 0, 10**15),
    ],
)
def test_a_number_is_understood_the_vietnamese_way(said, places, understood):
    assert number_of(said, places).value == understood


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("1,234", "unsure_number"),
        ("1,000", "unsure_number"),
        ("1.2.3", "not_a_number"),
        ("1.00,5", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("mười", "not_a_number"),
        ("١٢", "not_a_number"),
        ("x" * 10_000, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (True, "not_a_number"),
        (dt.date(2026, 5, 1), "date_for_number"),
    ],
)
def test_what_is_no_sure_number_is_refused(said, code):
    with pytest.raises(MisreadError) as caught:
        number_of(said, 2)
    assert caught.value.code == code


def test_a_date_is_day_month_year():
    assert date_of("05/12/2026") == date_of("5.12.2026") == date_of("2026-12-05") == dt.date(2026, 12, 5)
    with pytest.raises(MisreadError):
        date_of("31/02/2026")


def test_every_problem_is_told_with_its_cell():
    header = [
        "code",
        "opened",
        "opened.of",
        "rate",
        "share",
        "level",
        "fund",
        "Số tài khỏan đã mở",
        "code",
        "",
    ]
    rows = [
        ["A", "-5", "", "95", "120", "ba", "1,234", "", "", ""],
        ["A", "1", "2", "", "", "", "", "", "", "thừa"],
        ["", "12,5", "", "", "", "", "", "", "", ""],
        ["C", "12,5", "", "95/100", "xyz", "one", "5%", "", "", ""],
        ["C" * 60, "1", "", "", "", "", "", "", "", ""],
        ["X", "1", "", "", "", "", "", "", "", ""],
    ]
    reading = read(xlsx_of(header, *rows), "data.xlsx", units=["A", "C"])
    assert reading.data is None
    assert sorted(told(reading)) == sorted(
        (f'sheet "Số liệu", cell {cell}', code)
        for cell, code in [
            ("H1", "table.unknown_column"),
            ("I1", "table.column_twice"),
            ("A3", "data.unit_twice"),
            ("J3", "table.cell_without_header"),
            ("A4", "table.no_code"),
            ("A6", "table.long_code"),
            ("A7", "table.unknown_unit"),
            ("B2", "data.outside_limits"),
            ("D2", "table.ratio_needs_both"),
            ("E2", "data.outside_limits"),
            ("F2", "data.unknown_choice"),
            ("G2", "table.unsure_number"),
            ("C3", "table.of_for_plain"),
            ("B4", "data.too_many_decimals"),
            ("B5", "data.too_many_decimals"),
            ("E5", "table.not_a_number"),
            ("G5", "table.percent_for_count"),
        ]
    )
    near = next(p for p in reading.problems if p.code == "table.unknown_column")
    assert near.values == {"name": "Số tài khỏan đã mở", "near": "Số tài khoản đã mở"}


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"a,b\n1,2\n", "x.csv", "table.no_code_column"),
        (b"\xff\xfe\xfd", "x.csv", "file.not_utf8"),
        (b"code;opened\nA;\xe9\n", "x.csv", "file.not_utf8"),
        (b'code,opened\nA,"1\n', "x.csv", "file.not_csv"),
        (b"code\0,opened\n", "x.csv", "file.not_csv"),
        (b"", "x.csv", "file.empty"),
        (b"code," + b"x" * 40_000 + b"\n", "x.csv", "file.long_cell"),
        (b"code,opened\n", "x.csv", "table.no_units"),
        (b"code" + b",a" * 3000 + b"\n", "x.csv", "file.too_far"),
        (b"a: [", "x.yaml", "not_yaml"),
        (b"a: &b 1\nc: *b\n", "x.yaml", "alias"),
        (b"units: 5", "x.yaml", "table.no_units_list"),
        (b"units: [5]", "x.yaml", "table.not_a_block"),
        (b"units: [{unit: [1]}]", "x.yaml", "table.plain_wanted"),
        (b"units: [{unit: 1.10}]", "x.yaml", "table.plain_wanted"),
        (b"units: [{unit: A, values: {opened: 1, opend: 2}}]", "x.yaml", "table.unknown_value"),
        (b"units: [{unit: A, marks: {'9': 1}}]", "x.yaml", "table.unknown_mark"),
        (b"units: [{unit: A, marks: {'2.1': {me: 1}}}]", "x.yaml", "table.unknown_mark_column"),
        (b"units: [{unit: A, marks: {'2.1': 9}}]", "x.yaml", "data.mark_outside"),
        (b"units: [{unit: A, values: {opened: [1, 2]}}]", "x.yaml", "table.of_for_plain"),
        (b"units: [{unit: A, values: {late: maybe}}]", "x.yaml", "table.not_yes_no"),
        (b"units: [{unit: A, targets: {rate: 95}}]", "x.yaml", "table.share_wanted"),
        (b'{"units": [{"unit": "A", "unit": "B"}]}', "x.json", "file.json_key_twice"),
        (b"[" * 100_000, "x.json", "file.json_too_deep"),
        (b'{"units": ' + b"9" * 5000 + b"}", "x.json", "file.json_long_number"),
        (b'{"units": [}', "x.json", "file.not_json"),
        (b'{"format": "thidua-data/1", "units": [1]}', "x.json", "file.not_data"),
        (b'{"format": "thidua-data/1", "units": [{"code": 1}]}', "x.json", "file.not_data"),
        (b'{"units": [{"unit": "A", "values": {"opened": 1e400000}}]}', "x.json", "table.not_a_number"),
        (b"x", "x.doc", "file.unknown_form"),
        (b"x", "x", "file.unknown_form"),
    ],
)
def test_a_bad_file_gives_a_problem_not_an_error(content, name, code):
    reading = read(content, name)
    assert reading.data is None
    assert code in [p.code for p in reading.problems]
    words = {line for p in reading.problems for line in (sentence(p), sentence(p, "en"))}
    assert not [w for w in words if any(raw in w for raw in ("()", "Error", "sys.", "recursion", "…", "{}"))]


def test_state_beside_a_value_is_a_problem():
    header = ["unit", "indicator", "amount", "state"]
    assert told(read(csv_of(header, ["A", "opened", "5", "KAD"]))) == [
        ("line 2, column 3", "table.state_and_value")
    ]


def test_two_filled_sheets_are_told():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name in ("Một", "Hai"):
            book.add_worksheet(name).write_row(0, 0, ["code", "opened"])
        book.worksheets()[0].write_row(1, 0, ["A", 5])
    reading = read(stream.getvalue(), "x.xlsx")
    assert reading.data == Data((UnitData("A", values={"opened": Value(F(5))}),))
    assert [(p.code, p.values["used"]) for p in reading.problems] == [("table.other_sheets", "Một")]


def test_read_data_raises_with_everything_and_reads_lists_of_units(tmp_path):
    path = tmp_path / "x.csv"
    with pytest.raises(DataInvalid) as caught:
        read_data(path, RULEBOOK)
    assert [p.code for p in caught.value.problems] == ["file.not_there"]
    path.write_text("code,name,group\nA,Tỉnh A,Cụm 1\nB,,\n")
    assert read_units(path) == (UnitData("A", "Tỉnh A", "Cụm 1"), UnitData("B"))
    bare = tmp_path / "x.yaml"
    bare.write_text("- {code: A, name: Tỉnh A}\n- {code: B}\n")
    assert read_units(bare) == (UnitData("A", "Tỉnh A"), UnitData("B"))


def refused_for(content, name, units=None):
    """Where and what, of everything wrong with a file."""
    reading = read_content(content, name, RULEBOOK, units)
    assert reading.data is None
    return [(p.path, p.code) for p in reading.problems]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("", "table.no_code"),
        ("Z", "table.unknown_unit"),
        ("A", "data.unit_twice"),
        ("x" * 51, "table.long_code"),
    ],
)
def test_a_row_of_no_unit_is_read_to_its_end(code, wrong):
    rows = (
        ["code", "opened", "rate", "rate.of", "mark:2.1"],
        ["A", "1", "1", "2", "3"],
        [code, "ba", "5", "", "99"],
    )
    found = refused_for(csv_of(*rows), "a.csv", units=["A", "B"])
    cells = [("line 3, column 2", "table.not_a_number"), ("line 3, column 3", "table.ratio_needs_both"),
             ("line 3, column 5", "data.mark_outside")]  # fmt: skip
    assert found == [("line 3, column 1", wrong), *cells]
    by_cell = [(f'sheet "Số liệu", cell {"ABCDE"[int(at[-1]) - 1]}3', what) for at, what in found]
    assert refused_for(xlsx_of(*rows), "a.xlsx", units=["A", "B"]) == by_cell
    text = f"units:\n- {{unit: A}}\n- {{unit: '{code}', values: {{opened: ba, rate: 5}}, marks: {{'2.1': 99}}}}\n"
    assert [what for _at, what in refused_for(text.encode(), "a.yaml", ["A"])] == [
        what for _at, what in found
    ]


def test_rows_without_a_column_of_codes_are_read_to_their_end():
    assert refused_for(csv_of(["opened", "name"], ["ba", "Tỉnh A"]), "a.csv") == [
        ("line 1, column 1", "table.no_code_column"), ("line 2, column 1", "table.not_a_number"),
    ]  # fmt: skip


def test_a_long_table_tells_the_cells_of_unknown_units():
    rows = (
        ["unit", "indicator", "value", "as_of"],
        ["Z", "opened", "ba", "31/02/2026"],
        ["", "opened", "bốn", ""],
    )
    assert refused_for(csv_of(*rows), "a.csv", ["A"]) == [
        ("line 2, column 1", "table.unknown_unit"), ("line 2, column 3", "table.not_a_number"),
        ("line 2, column 4", "table.not_a_date"), ("line 3, column 1", "table.no_code"),
        ("line 3, column 3", "table.not_a_number"),
    ]  # fmt: skip


def test_every_block_of_a_unit_is_read_and_what_yaml_may_not_do_is_told_with_the_rest():
    text = """\
units:
- {unit: 1.10, values: 5, marks: {"2.1": 99}, name: [a], extra: 1}
- {unit: A, unit: B, values: {opened: ba}}
"""
    assert refused_for(text.encode(), "a.yaml") == [
        ("units[0].unit", "table.plain_wanted"), ("units[0].values", "table.not_a_block"),
        ("units[0].name", "table.plain_wanted"), ("units[0].extra", "table.unknown_key"),
        ("units[0].marks.2.1", "data.mark_outside"),
        ("units[1].unit", "duplicate_key"), ("units[1].values.opened", "table.not_a_number"),
    ]  # fmt: skip


def test_no_unit_is_dropped_in_silence(monkeypatch):
    monkeypatch.setattr("thidua.rules.tables._structured.MAX_UNITS", 1)
    assert refused_for(b"units:\n- {unit: A}\n- {unit: B}\n", "a.yaml") == [("", "file.too_many_units")]


def test_our_exact_form_may_not_say_a_thing_twice():
    text = json.dumps(data_as_json(EXPECTED), ensure_ascii=False).replace(
        '{"format"', '{"format": "x", "format"', 1
    )
    assert ("format", "duplicate_key") in refused_for(text.encode(), "a.yaml")
