"""Targets: a whole grid is one act; what cannot be read or was changed meanwhile writes nothing."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.web.clusters.models import Cycle
from thidua.web.core.models import AuditEntry
from thidua.web.rulebooks.models import Target
from thidua.web.rulebooks.tests import factories


@pytest.fixture
def edition(world):
    return factories.adopted(world)


@pytest.fixture
def address(edition):
    return reverse("rulebooks:targets", args=[edition.pk])


def cells(world, a="", b="", **more):
    return {f"t-{world.a.pk}-admitted": a, f"t-{world.b.pk}-admitted": b, "act": "save"} | more


def saved():
    return dict(Target.objects.values_list("unit__code", "amount"))


def test_grid_saves_in_one_act(secretary, world, address):
    assert secretary.post(address, cells(world, "1.200", "12,5", source="KH 5")).status_code == 302
    assert saved() == {"AAA": Decimal(1200), "BBB": Decimal("12.5")}
    entry = AuditEntry.objects.get(action="rulebooks.target.set")
    assert entry.detail["rows"] == [
        ["An", "admitted", None, "1200.000000"],
        ["Bình", "admitted", None, "12.500000"],
    ]


def test_only_indicators_with_a_rule_are_asked_for(secretary, address):
    text = secretary.get(address).content.decode()
    assert "Đảng viên kết nạp" in text
    assert "Đơn thư quá hạn" not in text
    assert "Đơn thư quá hạn" in secretary.get(address + "?all").content.decode()


def test_an_emptied_cell_takes_the_target_away(secretary, world, edition, address):
    Target.objects.create(edition=edition, unit=world.a, indicator="admitted", amount=5)
    seen = json.dumps({f"t-{world.a.pk}-admitted": "5"})
    secretary.post(address, cells(world, "", "7", seen=seen))
    assert saved() == {"BBB": Decimal(7)}


@pytest.mark.parametrize("wrong", ["nhiều", "-1", "1/3", "9" * 20])
def test_one_wrong_cell_writes_nothing(secretary, world, address, wrong):
    text = secretary.post(address, cells(world, "5", wrong)).content.decode()
    assert 'aria-invalid="true"' in text
    assert f'value="{wrong}"' in text
    assert saved() == {}


def test_a_cell_changed_meanwhile_is_told_and_writes_nothing(secretary, world, edition, address):
    Target.objects.create(edition=edition, unit=world.a, indicator="admitted", amount=9)
    text = secretary.post(address, cells(world, "5", "6", seen="{}")).content.decode()
    assert "vừa được người khác sửa" in text
    assert saved() == {"AAA": Decimal(9)}


def test_pasted_rows_fill_the_grid_without_saving(secretary, world, address):
    pasted = "AAA\t12\nBình\t1.500\nKhông có\t3"
    text = secretary.post(address, cells(world, act="paste", pasted=pasted)).content.decode()
    assert 'value="12"' in text
    assert 'value="1.500"' in text
    assert "không có đơn vị «Không có»" in text
    assert saved() == {}


def test_no_targets_once_the_year_scores_itself(secretary, world, address):
    Cycle.objects.filter(pk=world.year.pk).update(state="self_scoring")
    assert secretary.post(address, cells(world, "5")).status_code == 403
    assert saved() == {}


def test_member_cannot_write(client, world, address):
    client.force_login(world.officer)
    client.post(address, cells(world, "5"))
    assert saved() == {}


def test_grid_is_read_in_few_queries(secretary, world, address, django_assert_max_num_queries):
    secretary.get(address)
    with django_assert_max_num_queries(24):
        secretary.get(address)
