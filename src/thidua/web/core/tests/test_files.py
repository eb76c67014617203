"""What is kept and what is refused is decided by content; equal content is kept once."""

import io
import zipfile

import pytest

from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 bien ban"


def office(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return content.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
EXCEL = ("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, files.PDF),
        (b"\x89PNG\r\n\x1a\n...", files.PNG),
        (b"\xff\xd8\xff\xe0...", files.JPEG),
        (office(*WORD), files.DOCX),
        (office(*EXCEL), files.XLSX),
    ],
    ids=["pdf", "png", "jpeg", "docx", "xlsx"],
)
def test_the_content_names_the_type(content, media_type):
    stored = files.store(io.BytesIO(content))
    assert (stored.media_type, stored.size) == (media_type, len(content))
    assert files.path_of(stored.sha256).read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [
        b"<script>alert(1)</script>",
        b"MZ\x90\x00",
        office("anything.txt"),
        office("word/document.xml"),
        office(*WORD, "word/vbaProject.bin"),
        office(*EXCEL, "xl/vbaProject.bin"),
        b"PK\x03\x04 but no archive",
    ],
    ids=["page", "program", "zip", "no types", "word macros", "excel macros", "broken"],
)
def test_another_type_is_refused_and_leaves_nothing(content, settings):
    with pytest.raises(Refused, match="Không nhận tệp này"):
        files.store(io.BytesIO(content))
    assert list(settings.FILES_ROOT.rglob("*")) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Tệp rỗng"), (PDF.ljust(101), "Tệp lớn hơn")],
    ids=["empty", "too large"],
)
def test_an_empty_or_a_large_file_is_refused_and_leaves_nothing(content, said, settings, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(Refused, match=said):
        files.store(io.BytesIO(content))
    assert list(settings.FILES_ROOT.rglob("*")) == []


def test_equal_content_is_kept_once():
    assert files.store(io.BytesIO(PDF)) == files.store(io.BytesIO(PDF))
    assert StoredFile.objects.count() == 1


def test_a_file_that_changed_or_went_is_told():
    stored = files.store(io.BytesIO(PDF))
    assert files.problem_with(stored) is None
    files.path_of(stored.sha256).write_bytes(b"%PDF-1.4 another")
    assert files.problem_with(stored) == f"Tệp {stored.sha256[:12]}: nội dung trên đĩa đã đổi"
    files.path_of(stored.sha256).unlink()
    assert files.problem_with(stored) == f"Tệp {stored.sha256[:12]}: không còn trên đĩa"
