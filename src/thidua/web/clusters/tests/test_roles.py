"""Rights in a cluster: asked by one, approved by another; declined, taken back, ended."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.worlds import TODAY

from thidua.web.clusters import actions, queries
from thidua.web.clusters.actions.roles import AskedRight
from thidua.web.clusters.models import ClusterRole
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry

YESTERDAY = TODAY - dt.timedelta(days=1)


def secretariat_of(user, day=TODAY):
    return queries.standing_on(user, day).secretariat


def test_a_request_opens_nothing_until_a_second_person_approves(world, sign_in):
    assert secretariat_of(world.officer) == {}
    page = sign_in("leader").post(reverse("clusters:role-approve", args=[world.waiting.pk]))
    assert page.status_code == 302
    assert secretariat_of(world.officer) == {world.cluster.pk: {world.a.pk}}
    entry = AuditEntry.objects.get(action="clusters.role.approve")
    assert (entry.actor_id, entry.cluster_id) == (world.leader.pk, world.cluster.pk)


@pytest.mark.parametrize("who", ["site_admin", "officer", "neighbour"])
def test_neither_who_asked_nor_who_gets_it_nor_a_bystander_approves(world, sign_in, who):
    page = sign_in(who).post(reverse("clusters:role-approve", args=[world.waiting.pk]))
    assert page.status_code == 403
    assert secretariat_of(world.officer) == {}


def test_someone_of_another_cluster_does_not_find_the_request(world, sign_in):
    approve = reverse("clusters:role-approve", args=[world.waiting.pk])
    assert sign_in("foreigner").post(approve).status_code == 404
    assert list(queries.pending_roles_visible_to(world.foreigner)) == []
    assert list(queries.pending_roles_visible_to(world.leader)) == [world.waiting]


def test_a_declined_request_keeps_its_reason_and_is_closed(world, sign_in):
    decline = reverse("clusters:role-decline", args=[world.waiting.pk])
    sign_in("leader").post(decline, {"reason": "Chưa đủ kinh nghiệm"})
    world.waiting.refresh_from_db()
    assert (world.waiting.declined_by, world.waiting.decline_reason) == (world.leader, "Chưa đủ kinh nghiệm")
    assert sign_in("secretary").post(decline, {"reason": "x"}).status_code == 403
    assert list(queries.pending_roles_visible_to(world.leader)) == []


def test_who_asked_takes_the_request_back(world):
    actions.end_cluster_role(actor=world.site_admin, right=world.waiting, last_day=TODAY)
    world.waiting.refresh_from_db()
    assert world.waiting.decline_reason == "Rút lại đề nghị."


def test_an_ended_right_opens_nothing_from_the_next_day(world, sign_in):
    end = reverse("clusters:role-end", args=[world.right.pk])
    sign_in("leader").post(end, {"last_day": YESTERDAY.strftime("%d/%m/%Y")})
    assert secretariat_of(world.secretary) == {}
    assert check_all()["clusters.approved_roles_have_two_persons"] == []


def test_a_right_does_not_end_long_ago(world):
    with pytest.raises(Refused, match="05/12/2021"):
        actions.end_cluster_role(
            actor=world.leader, right=world.right, last_day=YESTERDAY - dt.timedelta(days=1)
        )


def ask(world, **change):
    asked = {"user": world.neighbour, "role": "secretariat", "unit": world.b, "from_on": TODAY} | change
    return actions.request_cluster_role(actor=world.leader, cluster=world.cluster, asked=AskedRight(**asked))


def test_asking_twice_is_refused_and_a_secretary_has_a_unit(world):
    with pytest.raises(Refused, match="phải thuộc một đơn vị"):
        ask(world, unit=None)
    ask(world)
    with pytest.raises(Refused, match="đang chờ duyệt"):
        ask(world)


def test_the_form_asks_only_about_people_of_the_cluster(world, sign_in):
    page = sign_in("leader").get(reverse("clusters:role-request", args=[world.cluster.pk]))
    people = set(page.context["form"].fields["user"].queryset)
    assert people == {
        world.officer, world.leader, world.administrator, world.neighbour, world.secretary, world.central,
    }  # fmt: skip


def test_a_right_approved_by_nobody_else_breaks_the_invariant(world):
    ClusterRole.objects.filter(pk=world.right.pk).update(requested_by=None)
    assert len(check_all()["clusters.approved_roles_have_two_persons"]) == 1
