"""Each condition of putting an edition in force and of setting targets, with the reason given."""

import pytest

from thidua.web.clusters.models import Cycle
from thidua.web.rulebooks import permissions
from thidua.web.rulebooks.models import EditionInForce
from thidua.web.rulebooks.tests import factories

Year = Cycle.State


def said(answer):
    return answer.reason or bool(answer)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Year.RUNNING, True),
        (Year.SELF_SCORING, "Năm 2021 đã vào bước tự chấm điểm; quy chế của năm không đổi được nữa."),
        (Year.ARCHIVED, "Năm 2021 đã vào bước tự chấm điểm; quy chế của năm không đổi được nữa."),
    ],
)
def test_an_edition_comes_into_force_before_units_score_themselves(world, state, expected):
    edition = factories.adopted(world)
    world.year.state = state
    assert said(permissions.can_apply(world.secretary, edition, world.year)) == expected
    assert permissions.can_apply(world.officer, edition, world.year).reason


def test_only_an_adopted_edition_of_the_own_cluster_comes_into_force(world):
    assert said(permissions.can_apply(world.secretary, factories.draft(world), world.year)) == (
        "Chỉ áp dụng được quy chế đã ban hành."
    )
    edition = factories.adopted(world)
    edition.rulebook.cluster = world.other_cluster
    assert said(permissions.can_apply(world.secretary, edition, world.year)) == "Quy chế này của cụm khác."


def test_targets_are_set_until_a_year_scores_under_them(world):
    edition = factories.adopted(world)
    assert said(permissions.can_set_targets(world.secretary, edition)) is True
    EditionInForce.objects.update_or_create(cycle=world.year, defaults={"edition": edition})
    Cycle.objects.filter(pk=world.year.pk).update(state=Year.SELF_SCORING)
    assert said(permissions.can_set_targets(world.secretary, edition)) == (
        "Năm 2021 đã vào bước tự chấm điểm theo quy chế này; chỉ tiêu giao không đổi được nữa."
    )
    edition.state = "withdrawn"
    assert said(permissions.can_set_targets(world.secretary, edition)) == "Dự thảo này đã bỏ."
