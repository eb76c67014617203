"""Drafts: saving, conflicts, older versions, states; each act with its audit line."""

import pytest
from django.urls import reverse

from thidua.rules import RulebookInvalid
from thidua.web.core import invariants
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.models import AuditEntry
from thidua.web.rulebooks import actions
from thidua.web.rulebooks.models import Rulebook, RulebookEdition
from thidua.web.rulebooks.tests import factories


def acts():
    return list(
        AuditEntry.objects.filter(action__startswith="rulebooks.")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def save(world, edition, text, version=None):
    return actions.save_edition(
        actor=world.secretary, edition=edition, text=text, version=version or edition.version, note="Thử"
    )


def test_start_keeps_the_first_version(world, draft):
    assert (draft.number, draft.version, draft.state) == (1, 1, "draft")
    assert draft.versions.get().text == factories.TEXT
    assert acts() == ["rulebooks.rulebook.start"]


def test_start_is_for_the_secretariat(world):
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.start_rulebook(
            actor=world.officer, cluster=world.cluster, title="x", year=2021, text=factories.TEXT
        )
    assert not Rulebook.objects.exists()


def test_save_makes_a_new_version_and_keeps_the_old(world, draft):
    saved = save(world, draft, factories.OTHER_TEXT)
    assert saved.version == 2
    assert [v.version for v in saved.versions.all()] == [2, 1]
    assert acts() == ["rulebooks.rulebook.start", "rulebooks.edition.save"]
    assert invariants.check_all()["rulebooks.last_version_is_the_text"] == []


def test_same_text_changes_nothing(world, draft):
    assert save(world, draft, factories.TEXT).version == 1
    assert acts() == ["rulebooks.rulebook.start"]


def test_text_that_is_no_rulebook_writes_nothing(world, draft):
    with pytest.raises(RulebookInvalid):
        save(world, draft, factories.TEXT.replace("input: complaints", "input: nothing"))
    draft.refresh_from_db()
    assert (draft.version, draft.text) == (1, factories.TEXT)


def test_second_writer_gets_both_texts(world, draft):
    save(world, draft, factories.OTHER_TEXT)
    mine = factories.TEXT.replace("Bảng điểm thử", "Bảng của tôi")
    with pytest.raises(Conflict) as conflict:
        save(world, draft, mine, version=1)
    assert (conflict.value.mine, conflict.value.theirs) == (mine, factories.OTHER_TEXT)


def test_conflict_page_shows_both_and_lets_mine_be_saved_knowingly(secretary, world, draft):
    save(world, draft, factories.OTHER_TEXT)
    mine = factories.TEXT.replace("Bảng điểm thử", "Bảng của tôi")
    address = reverse("rulebooks:edit-text", args=[draft.pk])
    answer = secretary.post(address, {"text": mine, "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bảng của tôi" in page
    assert 'name="version" value="2"' in page
    assert secretary.post(address, {"text": mine, "version": 2}).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, "Bảng của tôi" in draft.text) == (3, True)


def test_conflict_in_the_tree_names_both_changes(secretary, world, draft):
    save(world, draft, factories.OTHER_TEXT)
    address = reverse("rulebooks:delete-item", args=[draft.pk, "1.2"])
    answer = secretary.post(address, {"version": 1})
    assert answer.status_code == 409
    assert "Xóa mục 1.2" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.version == 2


def test_restore_brings_an_old_text_back_as_a_new_version(secretary, world, draft):
    save(world, draft, factories.OTHER_TEXT)
    answer = secretary.post(reverse("rulebooks:restore", args=[draft.pk, 1]), {"version": 2})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.version, draft.text) == (3, factories.TEXT)
    assert acts()[-1] == "rulebooks.edition.restore"


def test_no_edit_while_up_for_comment_nor_after_withdrawing(world, draft):
    actions.consult_edition(actor=world.secretary, edition=draft)
    with pytest.raises(Refused, match="đang lấy ý kiến"):
        save(world, draft, factories.OTHER_TEXT)
    actions.withdraw_edition(actor=world.secretary, edition=draft)
    with pytest.raises(Refused, match="đã bỏ"):
        save(world, draft, factories.OTHER_TEXT)
    assert acts()[-2:] == ["rulebooks.edition.consult", "rulebooks.edition.withdraw"]


def test_withdraw_needs_the_typed_word(secretary, draft):
    address = reverse("rulebooks:withdraw", args=[draft.pk])
    assert secretary.post(address, {"typed": "bỏ"}).status_code == 200
    assert secretary.post(address, {"typed": "BỎ DỰ THẢO"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "withdrawn"


def test_copy_names_what_it_is_based_on(secretary, draft):
    answer = secretary.post(reverse("rulebooks:copy", args=[draft.pk]), {"year": 2022})
    assert answer.status_code == 302
    new = RulebookEdition.objects.order_by("-pk").first()
    assert (new.based_on_id, new.year, new.number, new.text) == (draft.pk, 2022, 2, draft.text)


@pytest.mark.parametrize("sample", ["", "cantho_157/2025", "hcmc_5155/2025"])
def test_new_rulebook_from_nothing_or_a_sample(secretary, world, sample):
    answer = secretary.post(
        reverse("rulebooks:new"),
        {"cluster": world.cluster.pk, "title": "Quy chế mới", "year": 2022, "sample": sample},
    )
    assert answer.status_code == 302
    assert secretary.get(answer.url).status_code == 200


def test_new_rulebook_in_a_foreign_cluster_is_no_choice(secretary, world):
    data = {"cluster": world.other_cluster.pk, "title": "Quy chế mới", "year": 2022, "sample": ""}
    assert secretary.post(reverse("rulebooks:new"), data).status_code == 200
    assert not Rulebook.objects.exists()


@pytest.mark.parametrize("role", ["officer", "central", "site_admin", "foreigner"])
def test_posts_are_for_the_secretariat(client, world, draft, role):
    client.force_login(getattr(world, role))
    posts = [
        reverse(f"rulebooks:{name}", args=[draft.pk])
        for name in ("consult", "take-back", "withdraw", "adopt", "edit", "edit-text", "expression", "copy")
    ] + [
        reverse("rulebooks:restore", args=[draft.pk, 1]),
        reverse("rulebooks:delete-input", args=[draft.pk, "spare"]),
        reverse("rulebooks:delete-item", args=[draft.pk, "1.1"]),
        reverse("rulebooks:edit-item", args=[draft.pk, "1.1"]),
    ]
    assert {client.post(address, {"version": 1}).status_code for address in posts} == {404}
    assert client.post(reverse("rulebooks:accept-import"), {"text": factories.TEXT}).status_code == 403
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("draft", 1)
