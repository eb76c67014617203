"""Every screen of an edition answers with what it is for."""

from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.rulebooks import rulebook_folders
from thidua.rules import Data, UnitData, Value, load_rulebook
from thidua.web.rulebooks import rehearsal
from thidua.web.rulebooks.outline import words_of
from thidua.web.rulebooks.tests import factories


def page(client, name, *args, **query):
    response = client.get(reverse(f"rulebooks:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_list_shows_the_editions(secretary, draft):
    assert "Quy chế thử" in page(secretary, "list")


def test_detail_shows_rule_sentences_inputs_evidence_and_source(secretary, draft):
    text = page(secretary, "detail", draft.pk)
    for shown in (
        "Điểm = 40 × «Đảng viên kết nạp» ÷ chỉ tiêu giao của «Đảng viên kết nạp»",
        "Biên bản",
        "Mục 2, 12-HD/BTC",
        "Bảng minh họa",
        "Khi bằng nhau, xét lần 1: Điểm mục 1.1, cao hơn xếp trước.",
    ):
        assert shown in text


def test_a_share_is_told_in_per_cent_as_the_engine_tells_it():
    rulebook = load_rulebook(
        next(f for f in rulebook_folders() if f.parts[-2:] == ("demo_cluster", "2021")) / "rulebook.yaml"
    )
    item = rulebook.item_by_id["1.4"]
    told = item.rule.sentence(words_of(rulebook), item.max)
    assert told == "«Tỷ lệ nữ cấp ủy viên các cấp» từ 15 % trở lên thì được 4 điểm, nếu không được 2 điểm."


@pytest.mark.parametrize(
    "name",
    ["detail", "inputs", "findings", "print", "targets", "compare", "rehearse", "versions", "copy", "adopt",
     "apply", "withdraw", "edit", "parts", "edit-text", "add-item", "add-input"],
)  # fmt: skip
def test_every_screen_answers(secretary, draft, name):
    assert "<h1" in page(secretary, name, draft.pk)


@pytest.mark.parametrize("item", ["1", "1.1", "1.2", "2.1"])
def test_each_node_has_its_form(secretary, draft, item):
    text = page(secretary, "edit-item", draft.pk, item)
    assert f"Sửa mục {item}" in text


def test_member_reads_an_adopted_edition(client, world):
    edition = factories.adopted(world)
    client.force_login(world.neighbour)
    text = page(client, "detail", edition.pk)
    assert "Nghị quyết số 1" in text
    assert reverse("rulebooks:edit", args=[edition.pk]) not in text


def test_compare_marks_by_word_what_was_added_removed_and_changed(secretary, world, draft):
    text = factories.OTHER_TEXT.replace('id: "2.1"', 'id: "2.9"').replace(
        "name: Không có đơn thư quá hạn", "name: Tiếp công dân định kỳ"
    )
    new = factories.draft(world, text, year=2022)
    shown = page(secretary, "compare", new.pk, other=draft.pk)
    for words in ("Thêm mới", "Bỏ đi", "Sửa đổi", "Tiếp công dân định kỳ", "Không có đơn thư quá hạn"):
        assert words in shown
    assert "Giải quyết đơn thư" not in shown
    assert "Giải quyết đơn thư" in page(secretary, "compare", new.pk, other=draft.pk, show="all")


def test_compare_of_equal_editions_says_so(secretary, world, draft):
    factories.draft(world)
    assert "không khác nhau" in page(secretary, "compare", draft.pk)


def test_rehearsal_on_an_uploaded_file_tells_who_moves(secretary, world, draft):
    new = factories.draft(
        world, factories.OTHER_TEXT.replace("max: 35", "max: 1").replace("max: 25", "max: 59")
    )
    unit = (
        "  - {unit: %s, values: {admitted: %d, complaints: 0}, targets: {admitted: 10},"
        " marks: {'1.2': %d}, evidence: {'1.2': yes}}\n"
    )
    data = "units:\n" + unit % ("AAA", 10, 1) + unit % ("BBB", 5, 20)
    file = SimpleUploadedFile("so-lieu.yaml", data.encode())
    address = reverse("rulebooks:rehearse", args=[new.pk])
    shown = secretary.post(address, {"against": draft.pk, "file": file}).content.decode()
    assert "Bộ số liệu này chưa chấm được" not in shown
    assert "<svg" in shown
    assert "lên 1 bậc" in shown
    assert "1.1. Kết nạp đảng viên so với chỉ tiêu" in shown


def test_rehearsal_on_registered_data(secretary, world, draft, monkeypatch):
    new = factories.draft(world, factories.OTHER_TEXT)
    units = tuple(UnitData(code, values={"complaints": Value(Fraction(0))}) for code in ("AAA", "BBB"))
    source = rehearsal.DataSource("nam-2020", "Năm 2020", lambda: Data(units))
    monkeypatch.setattr(rehearsal, "data_sources", [lambda _user, _cluster: [source]])
    address = reverse("rulebooks:rehearse", args=[new.pk])
    assert "Năm 2020" in secretary.get(address).content.decode()
    shown = secretary.post(address, {"against": draft.pk, "sources": ["nam-2020"]}).content.decode()
    assert "0 đơn vị đổi hạng" in shown
    assert "giữ nguyên" in shown


def test_rehearsal_needs_data_and_a_readable_file(secretary, world, draft):
    new = factories.draft(world, factories.OTHER_TEXT)
    address = reverse("rulebooks:rehearse", args=[new.pk])
    assert "Hãy chọn một năm" in secretary.post(address, {"against": draft.pk}).content.decode()
    bad = SimpleUploadedFile("so-lieu.xlsx", b"PK not a workbook")
    assert "chưa chấm được" in secretary.post(address, {"against": draft.pk, "file": bad}).content.decode()


@pytest.mark.parametrize(("name", "most"), [("detail", 22), ("edit", 20), ("list", 18), ("findings", 20)])
def test_pages_take_few_queries(secretary, world, draft, django_assert_max_num_queries, name, most):
    address = reverse(f"rulebooks:{name}", args=[draft.pk] if name != "list" else [])
    secretary.get(address)
    with django_assert_max_num_queries(most):
        secretary.get(address)
