"""Both printers print the whole paper, in the same order, with the shipped fonts and named styles only."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.conftest import PROFILES, papers
from tests.documents.pictures import png
from tests.documents.read_back import W, boxes, docx_body, docx_text, pdf_fonts, pdf_text, squeezed
from thidua.documents import (
    KINDS,
    Heading,
    PageBreak,
    Paper,
    PaperInvalid,
    Picture,
    Table,
    Text,
    UnknownKind,
    docx,
    lay_out,
    pdf,
    profile,
    signature_rooms,
)
from thidua.documents._docx import STYLE_NAMES, style_id

EVERY = [(p, k) for p in PROFILES for k in KINDS]
FORM = profile("hd36-2018")


def small_paper(*body, **rest):
    return replace(papers("hd36-2018")["letter"], body=body, watermark="", **rest)


def test_there_is_a_sample_of_every_kind():
    assert {kind: paper.kind for kind, paper in papers("hd36-2018").items()} == {kind: kind for kind in KINDS}
    assert set(papers("hd36-2018")) == set(KINDS)


@pytest.mark.parametrize(("profile_id", "kind"), EVERY)
def test_docx_and_pdf_say_the_same_in_the_same_order(printed, profile_id, kind):
    sheet, word, path = printed(profile_id, kind)
    said = squeezed("".join(sheet.lines()))
    assert len(said) > 200
    assert squeezed("".join(docx_text(word))) == said
    assert squeezed("".join(pdf_text(path))) == said


@pytest.mark.parametrize(("profile_id", "kind"), EVERY)
def test_a_pdf_holds_liberation_serif_and_no_other_font(printed, profile_id, kind):
    fonts = pdf_fonts(printed(profile_id, kind)[2])
    assert fonts
    assert {f.partition("-")[0] for f in fonts} == {"LiberationSerif"}


@pytest.mark.parametrize(("profile_id", "kind"), EVERY)
def test_a_docx_names_styles_and_formats_nothing_by_hand(printed, profile_id, kind):
    body = docx_body(printed(profile_id, kind)[1])
    known = {style_id(key) for key in STYLE_NAMES}
    styles = {p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in body.iter(f"{W}p")}
    assert styles <= known
    by_hand = {
        node.tag
        for name in ("jc", "sz", "b", "i", "u", "ind", "spacing", "rFonts", "color")
        for node in body.iter(W + name)
    }
    assert by_hand == set()
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    assert {t.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") for t in tables} == {"fixed"}
    for table in tables:
        rows = table.findall(f"{W}tr")
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "TdTable":
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_same_paper_gives_the_same_bytes(profile_id):
    paper, form = papers(profile_id)["minutes"], profile(profile_id)
    assert docx(paper, form) == docx(paper, form)
    assert pdf(paper, form) == pdf(paper, form)


def through_libreoffice(folder, names):
    """Turn the .docx files of a folder into PDF beside them, in one batch."""
    office = shutil.which("soffice")
    assert office, "libreoffice-writer is not installed"
    home = f"-env:UserInstallation=file://{folder}/office"
    files = [str(folder / f"{name}.docx") for name in names]
    subprocess.run(
        [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def test_libreoffice_opens_every_docx(printed, tmp_path):
    """It opens, no word of the head is lost, Times New Roman is set with its metric twin, pages are as many as ours."""
    names = [f"{profile_id}-{kind}" for profile_id, kind in EVERY]
    for name, each in zip(names, EVERY, strict=True):
        (tmp_path / f"{name}.docx").write_bytes(printed(*each)[1])
    through_libreoffice(tmp_path, names)
    for name, each in zip(names, EVERY, strict=True):
        sheet, _, ours = printed(*each)
        laid_out = boxes(tmp_path / f"{name}.pdf")
        shown = "".join(squeezed(line.text) for line in laid_out)
        texts = (sheet.titles[0].text, *(c.text for row in sheet.head.rows for cell in row for c in cell))
        assert [w for text in texts for w in text.split() if squeezed(w) not in shown] == [], name
        assert {f.partition("-")[0] for f in pdf_fonts(tmp_path / f"{name}.pdf")} == {"LiberationSerif"}, name
        assert abs(laid_out[-1].page - boxes(ours)[-1].page) <= 1, name


def test_libreoffice_keeps_signatures_numbers_and_heads_as_asked(tmp_path):
    numbers = "Nghị quyết 39-NQ/TW, Chỉ thị 35-CT/TW, Nghị định 30/2020/NĐ-CP, ngày 18/12/2020; " * 4
    made = {
        f"fill-{n}": small_paper(*(Text(f"Dòng {k}") for k in range(n)), Text("Đoạn cuối cùng"))
        for n in range(16, 32)
    }
    made |= {f"number-{n}": small_paper(Text("x" * n + " " + numbers)) for n in range(0, 40, 5)}
    made["table"] = small_paper(rows_table(120), Text("Hết"))
    for name, paper in made.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(paper, FORM))
    through_libreoffice(tmp_path, made)
    ends = set()
    for name in made:
        lines = boxes(tmp_path / f"{name}.pdf")
        if name.startswith("fill"):
            (end,) = (line.page for line in lines if line.text.startswith("Đoạn cuối"))
            (signed,) = (line.page for line in lines if "Người ký mẫu" in line.text)
            assert end == signed, name
            ends.add(end)
        elif name.startswith("number"):
            shown = "\n".join(squeezed(line.text) for line in lines)
            assert [shown.count(n) for n in ("39-NQ/TW", "35-CT/TW", "30/2020/NĐ-CP", "18/12/2020")] == [
                4
            ] * 4, name
        else:
            pages = lines[-1].page
            heads = [line.page for line in lines if line.text in {"Đơn vị", "TT Đơn vị"}]
            assert (heads, pages >= 3) == (list(range(1, pages + 1)), True)
            assert [line.page for line in lines if line.top < 52 and line.text == str(line.page)] == list(
                range(2, pages + 1)
            )
    assert ends == {1, 2}


def rows_table(count, cell="Ban Tổ chức Tỉnh ủy Lai Châu"):
    return Table(
        ("TT", "Đơn vị"), tuple((str(n), cell) for n in range(1, count + 1)), (1, 9), ("centre", "left")
    )


def laid_out(paper, tmp_path, form=FORM):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf(paper, form))
    return boxes(path)


def test_the_head_of_a_long_table_is_repeated_and_pages_are_numbered_from_the_second(tmp_path):
    lines = laid_out(small_paper(rows_table(120), Text("Hết")), tmp_path)
    pages = max(line.page for line in lines)
    assert pages >= 3
    assert [line.page for line in lines if line.text in {"Đơn vị", "TT Đơn vị"}] == list(range(1, pages + 1))
    top = [line for line in lines if line.top < 20 / 25.4 * 72 - 4]
    assert [(line.page, line.text) for line in top] == [(n, str(n)) for n in range(2, pages + 1)]
    middle = [(30 + 165 / 2) / 25.4 * 72] * len(top)
    assert [(line.left + line.right) / 2 for line in top] == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("filler", range(18, 34))
def test_signatures_stay_with_the_end_of_the_text(tmp_path, filler):
    paper = small_paper(*(Text(f"Dòng {n}") for n in range(filler)), Text("Đoạn cuối cùng"))
    lines = laid_out(paper, tmp_path)
    (end,) = (line.page for line in lines if line.text.startswith("Đoạn cuối"))
    (name,) = (line.page for line in lines if "Người ký mẫu" in line.text)
    assert end == name


def test_signatures_would_have_been_parted_somewhere_in_that_range(tmp_path):
    """The guard above has something to guard: over its range the end moves from the first page to the second."""
    pages = {
        max(
            line.page
            for line in laid_out(small_paper(*(Text(f"Dòng {n}") for n in range(f)), Text("Cuối")), tmp_path)
        )
        for f in (18, 33)
    }
    assert pages == {1, 2}


def test_a_row_is_not_split_unless_no_page_could_hold_it(tmp_path):
    cell = "Nội dung nhiều dòng " * 12
    lines = laid_out(small_paper(rows_table(40, cell), Text("Hết")), tmp_path)
    per_page = [
        sum(line.text.count("Nội") for line in lines if line.page == n) for n in range(1, lines[-1].page)
    ]
    assert all(count % 12 == 0 for count in per_page)
    endless = "Nội dung rất dài " * 900
    paper = small_paper(Table(("TT", "Nội dung"), (("1", endless),), (1, 9)), Text("Hết"))
    lines = laid_out(paper, tmp_path)
    assert sum(line.text.count("rất") for line in lines) == 900
    assert max(line.page for line in lines) >= 3
    assert max(line.bottom for line in lines) < (297 - 20) / 25.4 * 72 + 2


@pytest.mark.parametrize("lead", range(0, 40, 5))
def test_a_document_number_is_never_broken_over_two_lines(tmp_path, lead):
    text = (
        "x" * lead
        + " "
        + "Nghị quyết 39-NQ/TW, Chỉ thị 35-CT/TW, Nghị định 30/2020/NĐ-CP, ngày 18/12/2020; " * 4
    )
    lines = laid_out(small_paper(Text(text)), tmp_path)
    shown = "\n".join(line.text for line in lines)
    for number in ("39-NQ/TW", "35-CT/TW", "30/2020/NĐ-CP", "18/12/2020"):
        assert shown.count(number) >= 4


@pytest.mark.parametrize(
    ("profile_id", "kind"), [(p, k) for p in PROFILES for k in ("agreement", "minutes", "year_report")]
)
def test_the_room_for_each_signature_is_empty_and_above_the_name(printed, profile_id, kind):
    paper, form = papers(profile_id)[kind], profile(profile_id)
    rooms = signature_rooms(paper, form)
    assert len(rooms) == len(paper.signers)
    lines = boxes_without_watermark(printed(profile_id, kind)[2])
    for signer, room in zip(paper.signers, rooms, strict=True):
        left, bottom, right, top = room.box
        assert right - left > 200
        assert top - bottom > 50
        top, bottom = 297 / 25.4 * 72 - top, 297 / 25.4 * 72 - bottom
        inside = [
            b
            for b in lines
            if b.page == room.page
            and b.left < right
            and b.right > left
            and b.top < bottom - 3
            and b.bottom > top + 3
        ]
        assert inside == []
        if signer.name:
            name = [
                b
                for b in lines
                if b.page == room.page
                and b.text == signer.name
                and left < b.left < right
                and 0 <= b.top - bottom + 3 < 12
            ]
            assert len(name) == 1


def boxes_without_watermark(path):
    return [line for line in boxes(path) if line.bottom - line.top < 22]


def test_landscape_is_as_wide_as_the_text(tmp_path):
    paper = papers("hd36-2018")["score_table"]
    lines = laid_out(paper, tmp_path)
    assert max(line.right for line in lines) > 700
    section = docx_body(docx(paper, FORM)).find(f"{W}sectPr/{W}pgSz")
    assert (int(section.get(f"{W}w")), section.get(f"{W}orient")) == (16838, "landscape")


def test_long_names_wrap_inside_their_place(tmp_path):
    long = "Ban Chỉ đạo thực hiện công tác thi đua, khen thưởng các cơ quan đảng, đoàn thể, đơn vị sự nghiệp tỉnh Bắc Kạn"
    issuer = replace(samples.PARTY, parent=long, name=long)
    signer = replace(small_paper().signers[0], title=long, name=long)
    paper = small_paper(Text("Nội dung"), issuer=issuer, signers=(signer,), subject=long)
    lines = laid_out(paper, tmp_path)
    right = (210 - 15) / 25.4 * 72
    assert max(line.right for line in lines) <= right + 1
    assert min(line.left for line in lines) >= 30 / 25.4 * 72 - 1
    assert squeezed("".join(docx_text(docx(paper, FORM)))).count(squeezed(long.upper())) == 3


def test_pictures_print_with_their_words_and_a_broken_one_is_refused(tmp_path):
    paper = small_paper(
        Text("Ảnh"), Picture(png(), 0.5, "Toàn cảnh hội nghị", "Toàn cảnh"), PageBreak(), Text("Hết")
    )
    lines = laid_out(paper, tmp_path)
    assert lines[-1].page == 2
    told = subprocess.run(
        ["pdfimages", "-list", tmp_path / "paper.pdf"], capture_output=True, check=True
    ).stdout.decode()
    assert len(told.splitlines()) == 3
    body = docx_body(docx(paper, FORM))
    described = [n.get("descr") for n in body.iter() if n.tag.endswith("}docPr")]
    assert described == ["Toàn cảnh hội nghị"]
    for printer in (docx, pdf):
        with pytest.raises(PaperInvalid):
            printer(small_paper(Picture(b"no picture", 0.5, "")), FORM)


def test_a_table_whose_rows_disagree_is_refused():
    with pytest.raises(PaperInvalid, match=r"rows \[1\]"):
        Table(("a", "b"), (("1",),), (1, 1))
    with pytest.raises(UnknownKind):
        lay_out(Paper("poem", samples.PARTY, (Heading(1, "x"),)), FORM)


def test_threads_print_side_by_side():
    """A web server prints in several threads at once; each gets what one alone would get."""
    chosen = [(papers(p)[k], profile(p)) for p in PROFILES for k in ("minutes", "score_table", "letter")]
    alone = [(docx(*each), pdf(*each)) for each in chosen]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: (docx(*each), pdf(*each)), chosen))
    assert together == alone


@pytest.mark.parametrize("profile_id", PROFILES)
def test_a_pdf_tells_its_headings_title_language_and_day(printed, profile_id):
    path = printed(profile_id, "year_report")[2]
    tags = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, check=True).stdout.decode(
        errors="replace"
    )
    assert [tags.count(f"  H{n} ") for n in (1, 2, 3, 4)] == [1, 3, 8, 6]
    assert tags.count("THead") == 2
    told = subprocess.run(["pdfinfo", "-isodates", path], capture_output=True, check=True).stdout.decode()
    assert "Title:           Báo cáo tổng kết công tác thi đua năm 2020" in told
    assert "CreationDate:    2020-12-18T00:00:00Z" in told
    assert b"/Lang" in path.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in path.read_bytes()


@pytest.mark.parametrize("standard", ["a-2b", "a-3b", "ua-1", "1.7"])
def test_other_standards_are_written_too(standard):
    for kind in ("year_report", "proposal", "regulation", "score_table"):
        assert pdf(papers("nd30-2020")[kind], profile("nd30-2020"), standard=standard).startswith(b"%PDF-1.7")
