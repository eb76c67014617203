"""A draft is a secret of the secretariat until it is put up for comment, through every door."""

import pytest
from django.urls import reverse
from tests.worlds import ROLES

from thidua.web.rulebooks import actions, queries
from thidua.web.rulebooks.models import Target
from thidua.web.rulebooks.tests import factories


def readers(world, edition):
    return {
        role
        for role in ROLES
        if queries.editions_visible_to(getattr(world, role)).filter(pk=edition.pk).exists()
    }


MEMBERS = set(ROLES) - {"foreigner"}


def test_only_the_secretariat_reads_a_draft(world, draft):
    assert readers(world, draft) == {"secretary"}


def test_members_read_it_once_it_is_up_for_comment(world, draft):
    actions.consult_edition(actor=world.secretary, edition=draft)
    assert readers(world, draft) == MEMBERS


def test_it_is_a_secret_again_once_taken_back(world, draft):
    actions.consult_edition(actor=world.secretary, edition=draft)
    actions.take_back_edition(actor=world.secretary, edition=draft)
    assert readers(world, draft) == {"secretary"}


def test_members_read_what_is_adopted(world):
    assert readers(world, factories.adopted(world)) == MEMBERS


def test_a_withdrawn_draft_stays_with_the_secretariat(world, draft):
    actions.consult_edition(actor=world.secretary, edition=draft)
    actions.withdraw_edition(actor=world.secretary, edition=draft)
    assert readers(world, draft) == {"secretary"}


@pytest.mark.parametrize("role", ["officer", "leader", "neighbour", "foreigner", "central", "site_admin"])
def test_list_and_pages_do_not_tell_of_a_draft(client, world, draft, role):
    client.force_login(getattr(world, role))
    assert "Quy chế thử" not in client.get(reverse("rulebooks:list")).content.decode()
    for name in ("detail", "inputs", "findings", "print", "targets", "compare", "rehearse", "edit", "edit-text",
                 "versions", "adopt"):  # fmt: skip
        assert client.get(reverse(f"rulebooks:{name}", args=[draft.pk])).status_code == 404
    assert client.get(reverse("rulebooks:export", args=[draft.pk, "yaml"])).status_code == 404


def test_compare_does_not_offer_a_secret_draft(client, world, draft):
    edition = factories.adopted(world)
    client.force_login(world.neighbour)
    address = reverse("rulebooks:compare", args=[edition.pk])
    assert "Chưa có lần ban hành nào khác" in client.get(address).content.decode()
    assert "Bảng điểm thử" not in client.get(address, {"other": draft.pk}).content.decode()


def test_member_sees_own_targets_only(client, world):
    edition = factories.adopted(world)
    for unit, amount in ((world.a, 11), (world.b, 22)):
        Target.objects.create(edition=edition, unit=unit, indicator="admitted", amount=amount)
    seen = {
        role: set(queries.targets_visible_to(getattr(world, role)).values_list("amount", flat=True))
        for role in ("officer", "neighbour", "foreigner", "secretary", "central")
    }
    assert seen == {
        "officer": {11},
        "neighbour": {22},
        "foreigner": set(),
        "secretary": {11, 22},
        "central": {11, 22},
    }
    client.force_login(world.neighbour)
    text = client.get(reverse("rulebooks:targets", args=[edition.pk])).content.decode()
    assert ">22 người<" in text
    assert ">11 người<" not in text
