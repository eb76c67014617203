"""Every screen of an edition answers with what it is for."""

import pytest
from django.urls import reverse

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


@pytest.mark.parametrize(
    "name",
    ["detail", "inputs", "findings", "print", "targets", "rehearse", "versions", "copy", "adopt",
     "apply", "withdraw", "edit", "settings", "edit-text", "add-item", "add-input"],
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
