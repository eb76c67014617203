"""Files made to harm the reader: each is refused with its own sentence and the parent lives."""

import io
import subprocess
import sys
import time
import zipfile
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from thidua.rules import DataInvalid
from thidua.rules.tables import LIMITS, read_sheets, sentence
from thidua.rules.tables._guard import CHILD

SHEET = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def honest(write=None):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_string(0, 0, "code")
        if write:
            write(book, sheet)
    return stream.getvalue()


def changed(content, *, put=None, drop=()):
    """The archive with some parts replaced, added or left out."""
    stream = io.BytesIO()
    parts = dict(put or {})
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in drop and name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return stream.getvalue()


def sheet_xml(rows, dimension="A1"):
    return f'<worksheet {NS}><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'


def zip_bomb():
    return changed(honest(), put={"xl/media/image1.bin": b"\0" * (60 << 20)})


def far_cell():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return changed(honest(), put={SHEET: sheet_xml(rows)})


def wide_dimension():
    return changed(honest(), put={SHEET: sheet_xml('<row><c r="A1"><v>1</v></c></row>', "A1:XFD1048576")})


def billion_laughs():
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    text = f'<?xml version="1.0"?><!DOCTYPE w [{entities}]>' + sheet_xml("<row><c><v>&i;</v></c></row>")
    return changed(honest(), put={SHEET: text})


def external_link():
    return changed(honest(), put={"xl/externalLinks/externalLink1.xml": "<externalLink/>"})


def external_relation():
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        'Type="http://x/relationships/image" Target="http://example.org/x.png" TargetMode="External"/></Relationships>'
    )
    return changed(honest(), put={"xl/worksheets/_rels/sheet1.xml.rels": text})


def macros():
    return changed(honest(), put={"xl/vbaProject.bin": b"macro"})


def encrypted_zip():
    content = bytearray(honest())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def many_sheets():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for number in range(LIMITS.sheets + 1):
            book.add_worksheet(f"S{number}")
    return stream.getvalue()


def climbing_path():
    return changed(honest(), put={"xl/../../evil.xml": "<x/>"})


def word_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("word/document.xml", "<x/>")
    return stream.getvalue()


ATTACKS = {
    "zip bomb": (zip_bomb, "file.zip_bomb"),
    "a cell at XFD1048576": (far_cell, "file.too_far"),
    "a dimension to XFD1048576": (wide_dimension, "file.too_far"),
    "billion laughs": (billion_laughs, "file.xml_entities"),
    "external link": (external_link, "file.external_links"),
    "external image": (external_relation, "file.external_links"),
    "macros": (macros, "file.macros"),
    "encrypted parts": (encrypted_zip, "file.encrypted_or_old"),
    "password container": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "file.encrypted_or_old"),
    "truncated": (lambda: honest()[:-300], "file.broken"),
    "broken xml": (lambda: changed(honest(), put={SHEET: "<worksheet><sheetData>"}), "file.broken"),
    "damaged stream": (lambda: honest().replace(b"PK\x01\x02", b"PK\x01\x03"), "file.broken"),
    "too many sheets": (many_sheets, "file.too_many_sheets"),
    "path outside": (climbing_path, "file.bad_path"),
    "not a workbook": (word_document, "file.not_xlsx"),
    "plain text": (lambda: b"code,name\n", "file.broken"),
    "empty": (lambda: b"", "file.empty"),
    "no workbook part": (lambda: changed(honest(), drop=["xl/workbook.xml"]), "file.not_xlsx"),
    "bad cell address": (
        lambda: changed(honest(), put={SHEET: sheet_xml('<row r="1"><c r="11"><v>1</v></c></row>')}),
        "file.broken",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_refused_with_a_sentence(name):
    make, code = ATTACKS[name]
    content = make()
    start = time.monotonic()
    with pytest.raises(DataInvalid) as caught:
        read_sheets(content)
    assert [p.code for p in caught.value.problems] == [code]
    assert time.monotonic() - start < 10
    for language in ("vi", "en"):
        said = sentence(caught.value.problems[0], language)
        assert said and "…" not in said and "{" not in said


def test_child_that_aborts_does_not_take_the_parent_along(monkeypatch, tmp_path):
    aborting = tmp_path / "child.py"
    aborting.write_text("import os; os.abort()")
    monkeypatch.setattr("thidua.rules.tables._guard.CHILD", aborting)
    with pytest.raises(DataInvalid) as caught:
        read_sheets(honest())
    assert [p.code for p in caught.value.problems] == ["file.reader_died"]


def test_child_that_never_ends_is_stopped(monkeypatch, tmp_path):
    sleeping = tmp_path / "child.py"
    sleeping.write_text("import time; time.sleep(60)")
    monkeypatch.setattr("thidua.rules.tables._guard.CHILD", sleeping)
    monkeypatch.setattr("thidua.rules.tables._guard.GRACE", 0.2)
    with pytest.raises(DataInvalid) as caught:
        read_sheets(honest(), limits=replace(LIMITS, seconds=0))
    assert [p.code for p in caught.value.problems] == ["file.too_slow"]


def test_memory_of_the_child_is_limited():
    """The guard itself: what gets past the scan meets the limit on memory, not the machine's."""
    rows = "".join(
        f'<row r="{r}">' + "".join('<c t="s"><v>0</v></c>' for _ in range(200)) + "</row>"
        for r in range(1, 1001)
    )
    shared = f"<sst {NS}><si><t>{'x' * 30_000}</t></si></sst>"
    content = changed(honest(), put={SHEET: sheet_xml(rows), "xl/sharedStrings.xml": shared})
    with pytest.raises(DataInvalid) as caught:
        read_sheets(content)
    assert caught.value.problems[0].code in {"file.reader_died", "file.too_much_text"}


def test_rows_stay_in_place_and_marks_tell_of_cells_that_need_care():
    def write(book, sheet):
        sheet.write_number(2, 1, 0.95, book.add_format({"num_format": "0.0%"}))
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(3, 2, True)

    content = changed(
        honest(write),
        put={SHEET: _with_uncached_formula(honest(write))},
    )
    (sheet,) = read_sheets(content)
    assert sheet.name == "Số liệu"
    assert (
        sheet.rows
        == (
            ("code", None, None),
            (None, None, None),
            (None, 0.95, None),
            (None, None, True),
            (None, None, None),
        )[: len(sheet.rows)]
    )
    assert dict(sheet.marks) == {(3, 2): "percent", (4, 2): "error", (5, 1): "formula"}


def _with_uncached_formula(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(SHEET).decode()
    return text.replace("</sheetData>", '<row r="5"><c r="A5"><f>B3+1</f></c></row></sheetData>')


def test_parquet_is_read_exactly_and_garbage_refused():
    table = pa.table({"code": ["A"], "opened": [950], "share": pa.array([None], pa.float64())})
    stream = io.BytesIO()
    pq.write_table(table, stream)
    (sheet,) = read_sheets(stream.getvalue(), kind="parquet")
    assert [[str(c) for c in row] for row in sheet.rows] == [
        ["code", "opened", "share"],
        ["A", "950", "None"],
    ]
    for content in (b"PAR1garbagePAR1", stream.getvalue()[:-20]):
        with pytest.raises(DataInvalid) as caught:
            read_sheets(content, kind="parquet")
        assert caught.value.problems[0].code == "file.broken"


def test_too_large_is_refused_before_anything_runs():
    with pytest.raises(DataInvalid) as caught:
        read_sheets(b"PK" + b"\0" * LIMITS.size)
    assert caught.value.problems[0].code == "file.too_large"


def test_child_starts_without_the_package():
    code = f"import runpy,sys; sys.argv=['x']; runpy.run_path({str(CHILD)!r}, run_name='x'); print('thidua' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
