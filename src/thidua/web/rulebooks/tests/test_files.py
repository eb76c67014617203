"""Files in and out; hostile texts get a sentence and write nothing."""

import io
import json

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.rules import parse_rulebook
from thidua.web.rulebooks.models import EditionVersion, Rulebook, RulebookEdition
from thidua.web.rulebooks.tests import factories

MARK = "Bảng điểm thử"


def upload(client, content, name="quy-che.yaml"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("rulebooks:import"), {"file": SimpleUploadedFile(name, data)})


def test_yaml_is_previewed_then_accepted(secretary, world):
    answer = upload(secretary, factories.TEXT)
    assert "Phát triển đảng viên" in answer.content.decode()
    assert not Rulebook.objects.exists()
    data = {"text": factories.TEXT, "into": f"cluster-{world.cluster.pk}", "title": "Nhập về", "year": 2022}
    assert secretary.post(reverse("rulebooks:accept-import"), data).status_code == 302
    edition = RulebookEdition.objects.get()
    assert (str(edition.rulebook), edition.year, edition.text) == ("Nhập về", 2022, factories.TEXT)


def test_accepting_into_an_open_draft_is_a_new_version(secretary, draft):
    data = {"text": factories.OTHER_TEXT, "into": f"edition-{draft.pk}", "year": 2021}
    assert secretary.post(reverse("rulebooks:accept-import"), data).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, draft.text) == (2, factories.OTHER_TEXT)


def test_accepting_into_a_foreign_place_is_no_choice(secretary, world):
    data = {"text": factories.TEXT, "into": f"cluster-{world.other_cluster.pk}", "title": "x", "year": 2022}
    assert secretary.post(reverse("rulebooks:accept-import"), data).status_code == 200
    assert not Rulebook.objects.exists()


def test_accepted_text_is_read_again(secretary, world):
    data = {"text": "format: nope", "into": f"cluster-{world.cluster.pk}", "title": "x", "year": 2022}
    assert secretary.post(reverse("rulebooks:accept-import"), data).status_code == 200
    assert not Rulebook.objects.exists()


def test_every_problem_of_a_text_is_told_at_once(secretary):
    broken = (
        factories.TEXT.replace("status:", "statsu:")
        + "gates: [{id: g, name: G, when: 'x >', effect: note}]\n"
    )
    broken += "timeline: [{id: t, from: 2026-01-32, to: 2026-02-01, needs: [nobody]}]\n"
    page = upload(secretary, broken).content.decode()
    for said in (
        "Có phải “status” không?",
        "còn thiếu phần sau",
        "“2026-01-32” không phải là ngày",
        "“nobody”",
    ):
        assert said in page


@pytest.mark.parametrize("name", ["bang.xlsx", "bang.yaml"])
def test_every_problem_of_a_table_is_told_at_its_cell(secretary, name):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bảng điểm")
        sheet.write_row(0, 0, ["Số TT", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Tham số"])
        sheet.write_row(1, 0, ["1", "Mục một", "Khác", "mười", "Đạt ngưỡng", "Ngưỡng: 5\nChỉ tiêu: la"])
    page = upload(secretary, stream.getvalue(), name).content.decode()
    for cell, said in (("C2", "“Khác” không dùng được"), ("D2", "“mười”"), ("F2", "Không có chỉ tiêu “la”")):
        assert f"trang “Bảng điểm”, ô {cell}" in page
        assert said in page
    assert not Rulebook.objects.exists()


DEEP = "a: " + "[" * 5000 + "]" * 5000
HOSTILE = {
    "nested": DEEP,
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "duplicate keys": factories.TEXT + "title: Hai lần\n",
    "unknown key": factories.TEXT + "surprise: 1\n",
    "a tag": "!!python/object/apply:os.system [ls]\n",
    "not a mapping": "- 1\n- 2\n",
    "empty": "\n",
    "not YAML": "a: [1,\n  b: }\n",
    "two documents": factories.TEXT + "---\n" + factories.TEXT,
    "bytes": b"\xff\xfe\x00bad",
    "null": "format: 'a\x00b'\n",
    "huge": "# " + "x" * 2_100_000,
    "million laughs": "\n".join(f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]" for n in range(1, 40)),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_gets_a_sentence_and_writes_nothing(secretary, world, name):
    text = upload(secretary, HOSTILE[name]).content.decode()
    assert "Chưa ghi gì" in text
    assert "Xem trước" not in text
    assert not Rulebook.objects.exists()


@pytest.mark.parametrize("name", ["nested", "aliases", "duplicate keys", "a tag", "not YAML", "empty"])
def test_hostile_text_in_the_editor_keeps_the_draft_and_what_was_typed(secretary, draft, name):
    address = reverse("rulebooks:edit-text", args=[draft.pk])
    answer = secretary.post(address, {"text": HOSTILE[name], "version": 1})
    assert answer.status_code == 200
    assert EditionVersion.objects.count() == 1


def test_every_problem_is_shown_at_its_line(secretary, draft):
    text = factories.TEXT.replace("input: complaints}", "input: gone}").replace(
        "target: admitted.target", "target: lost"
    )
    page = secretary.post(
        reverse("rulebooks:edit-text", args=[draft.pk]), {"text": text, "version": 1}
    ).content.decode()
    lines = text.splitlines()
    for word in ("target: lost", "input: gone"):
        number = next(n for n, line in enumerate(lines, start=1) if word in line)
        assert f"<strong>Dòng {number}</strong>" in page


def test_long_names_are_kept_and_shown(secretary, world):
    long = "Tên rất dài " * 830
    text = factories.TEXT.replace("Giải quyết đơn thư", long.strip())
    edition = factories.draft(world, text)
    for name in ("detail", "edit", "print", "inputs", "findings"):
        assert secretary.get(reverse(f"rulebooks:{name}", args=[edition.pk])).status_code == 200


def test_decomposed_letters_are_composed(secretary, world):
    import unicodedata

    edition = factories.draft(world, unicodedata.normalize("NFD", factories.TEXT))
    assert unicodedata.is_normalized("NFC", edition.text)
    assert parse_rulebook(edition.text).title == MARK


def test_markup_in_names_is_text(secretary, world):
    text = factories.TEXT.replace("Giải quyết đơn thư", '"<script>alert(1)</script>"')
    edition = factories.draft(world, text)
    page = secretary.get(reverse("rulebooks:detail", args=[edition.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_yaml_export_is_the_text_itself(secretary, draft):
    answer = secretary.get(reverse("rulebooks:export", args=[draft.pk, "yaml"]))
    assert answer.content.decode() == factories.TEXT
    assert 'filename="quy-che-2021-1.yaml"' in answer.headers["Content-Disposition"]


def test_json_export_says_the_same(secretary, draft):
    answer = secretary.get(reverse("rulebooks:export", args=[draft.pk, "json"]))
    assert json.loads(answer.content)["items"][0]["items"][0]["id"] == "1.1"


def test_workbook_comes_home(secretary, world, draft):
    book = secretary.get(reverse("rulebooks:export", args=[draft.pk, "xlsx"])).content
    answer = upload(secretary, book, "bang.xlsx")
    assert "Xem trước" in answer.content.decode()
    assert "Phát triển đảng viên" in answer.content.decode()


def test_unknown_export_is_not_found(secretary, draft):
    assert secretary.get(reverse("rulebooks:export", args=[draft.pk, "exe"])).status_code == 404


def test_other_files_are_refused(secretary, world):
    assert "Chỉ nhận tệp .yaml hoặc .xlsx" in upload(secretary, "x", "virus.exe").content.decode()
    text = upload(secretary, b"PK\x03\x04 not a zip", "bang.xlsx").content.decode()
    assert "Chưa ghi gì" in text
