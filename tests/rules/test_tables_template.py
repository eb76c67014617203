"""The workbook that comes home: what is put in is read back equal, by identity; strangers are refused."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.cases import read_cases
from tests.rules.sample import RULEBOOK, TEXT
from tests.rules.test_tables_guard import changed
from thidua.rulebooks import rulebook_folders
from thidua.rules import (
    MISSING,
    NOT_APPLICABLE,
    NOT_ASSIGNED,
    Data,
    DataInvalid,
    UnitData,
    Value,
    load_rulebook,
    parse_rulebook,
)
from thidua.rules.tables import Target, read_content, template_workbook

F = Fraction
WORDS = st.text("AaĂăÂâĐđÊêƠơỮữỵ019=+-@'\"<>&:[]*?/\\.,", min_size=1, max_size=12)
STANDING = st.fixed_dictionaries(
    {
        "certainty": st.sampled_from(["final", "estimate"]),
        "as_of": st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    }
)
STATES = st.sampled_from([MISSING, NOT_APPLICABLE, NOT_ASSIGNED])


def numbers(high, places=0):
    return st.integers(0, int(high) * 10**places).map(lambda n: F(n, 10**places))


def values(inp):
    """Values of an input, its states among them; a state has nothing beside it."""
    amount = numbers(inp.high, inp.places)
    if inp.kind == "choice":
        made = st.builds(lambda c, r: Value(choice=c.id, **r), st.sampled_from(inp.choices), STANDING)
    elif inp.kind == "yes_no":
        made = st.builds(lambda n, r: Value(F(n), **r), st.integers(0, 1), STANDING)
    elif inp.kind == "ratio":
        made = st.builds(lambda a, b, r: Value(a, b, **r), amount, amount, STANDING)
    else:
        bound = st.sampled_from(["", "", ">", "<"])
        made = st.builds(lambda a, b, r: Value(a, bound=b, **r), amount, bound, STANDING)
    return made | STATES


def units():
    return st.builds(
        UnitData,
        code=WORDS.map(str.strip),
        name=WORDS,
        group=st.sampled_from(["", "Cụm 1"]),
        values=st.fixed_dictionaries({}, optional={i.id: values(i) for i in RULEBOOK.inputs}),
        targets=st.fixed_dictionaries({}, optional={"share": numbers(1000, 4), "rate": numbers(2, 6)}),
        previous=st.fixed_dictionaries({}, optional={"opened": numbers(10**6)}),
        marks=st.fixed_dictionaries(
            {},
            optional={
                "2.1": st.dictionaries(st.sampled_from(["self", "verified"]), numbers(5, 0), min_size=1),
                "1.1": st.fixed_dictionaries({"verified": numbers(20, 2)}),
            },
        ),
        evidence=st.fixed_dictionaries({}, optional={"2.2": st.booleans(), "1.2": st.booleans()}),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(units(), min_size=1, max_size=3, unique_by=lambda u: u.code))
def test_what_is_filled_in_is_read_back_equal(filled):
    known = Data(tuple(filled))
    bare = [UnitData(u.code) for u in filled]
    content = template_workbook(RULEBOOK, bare, known=known, period="Năm 2026", stamp="báo cáo 17")
    reading = read_content(content, "x.xlsx", RULEBOOK)
    assert [p for p in reading.problems if p.severity == "error"] == []
    assert reading.data == known
    assert (reading.stamp, reading.period) == ("báo cáo 17", "Năm 2026")


@pytest.mark.parametrize("folder", rulebook_folders(), ids=lambda f: f"{f.parent.name}/{f.name}")
def test_worked_examples_of_every_rulebook_travel_unchanged(folder):
    rulebook = load_rulebook(folder / "rulebook.yaml")
    units = [u for case in read_cases(folder / "cases.yaml", rulebook) for u in case.data.units]
    told = tuple(replace(u, code=str(n), waived=frozenset(), tie_order=None) for n, u in enumerate(units))
    reading = read_content(template_workbook(rulebook, told), "x.xlsx", rulebook)
    assert [p for p in reading.problems if p.severity == "error"] == []
    assert reading.data == Data(told)


def empty(**rest):
    return template_workbook(RULEBOOK, [UnitData("A", "Tỉnh A"), UnitData("B", "Tỉnh B")], **rest)


def codes(content, rulebook=RULEBOOK, units=None):
    return [(p.path, p.code) for p in read_content(content, "x.xlsx", rulebook, units).problems]


def test_equal_arguments_give_equal_bytes():
    assert empty() == empty()


def test_another_edition_or_unit_is_refused_by_name():
    other = parse_rulebook(TEXT.replace("max: 60", "max: 61"))
    reading = read_content(empty(), "x.xlsx", other)
    assert [(p.code, p.values["theirs"]) for p in reading.problems] == [
        ("file.other_rulebook", f"{RULEBOOK.title} ({RULEBOOK.digest[:8]})")
    ]
    assert codes(empty(), units=["A"]) == [('sheet "B"', "table.unknown_unit")]


def edited(content, change, sheet="xl/worksheets/sheet3.xml"):
    """The template with the text of one sheet's part changed (sheet 3 is the first unit's)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(sheet).decode()
    after = change(text)
    assert after != text
    return changed(content, put={sheet: after})


def row_numbers(text):
    return [int(n) for n in re.findall(r'<row r="(\d+)"', text)]


def test_rows_that_were_moved_are_still_found():
    """Two rows of inputs change places, as after a sort: identity travels with the row."""
    known = Data(
        (
            UnitData("A", "Tỉnh A", values={"opened": Value(F(7)), "people": Value(F(9))}),
            UnitData("B", "Tỉnh B"),
        )
    )
    content = template_workbook(RULEBOOK, known.units)

    def swap(text):
        first, second = (
            re.findall(r'<row r="7".*?</row>', text)[0],
            re.findall(r'<row r="8".*?</row>', text)[0],
        )
        moved_down = re.sub(r'r="([A-Z]*)7"', r'r="\g<1>8"', first)
        moved_up = re.sub(r'r="([A-Z]*)8"', r'r="\g<1>7"', second)
        return text.replace(first + second, moved_up + moved_down)

    assert read_content(edited(content, swap), "x.xlsx", RULEBOOK).data == known


def test_lost_rows_and_changed_sheets_are_told():
    lost = edited(empty(), lambda t: re.sub(r'<row r="7".*?</row>', "", t, count=1))
    assert codes(lost) == [('sheet "A"', "table.rows_lost")]
    headless = edited(empty(), lambda t: re.sub(r'<c r="E1".*?</c>', "", t, count=1))
    assert codes(headless) == [('sheet "A"', "table.sheet_changed")]
    uncounted = edited(
        empty(), lambda t: t.replace('<c r="C8"><v>11</v></c>', '<c r="C8"/>'), "xl/worksheets/sheet5.xml"
    )
    assert codes(uncounted) == [('sheet "A"', "table.sheet_changed")]
    stranger = edited(empty(), lambda t: re.sub(r'<c r="A7".*?</c>', "", t, count=1))
    assert ('sheet "A", cell B7', "table.stray_row") in codes(stranger)


def test_only_entry_cells_are_open_and_ids_are_very_hidden():
    with zipfile.ZipFile(io.BytesIO(empty())) as archive:
        book = archive.read("xl/workbook.xml").decode()
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()
    assert re.findall(r'name="(_\w+)"[^>]*state="veryHidden"', book) == ["_lists", "_ids"]
    assert "<sheetProtection sheet=" in sheet
    assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet
    assert sheet.count("<dataValidation ") > 20


def test_values_come_back_with_places_sources_and_notes():
    known = Data((UnitData("A", "Tỉnh A", values={"opened": Value(F(7))}),))
    reading = read_content(template_workbook(RULEBOOK, known.units), "x.xlsx", RULEBOOK)
    assert reading.places["A", Target("value", "opened", "amount")] == 'sheet "A", cell E7'


def test_no_unit_or_too_many_is_refused():
    for units in ([], [UnitData(str(n)) for n in range(251)]):
        with pytest.raises(DataInvalid):
            template_workbook(RULEBOOK, units)
