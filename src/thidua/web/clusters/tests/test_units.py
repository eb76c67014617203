"""Clusters and units: made from a pasted list, edited, members in and out, terms that never overlap."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.worlds import SINCE, TODAY

from thidua.web.clusters import actions, queries
from thidua.web.clusters.actions.units import NewUnit, Term
from thidua.web.clusters.models import Cluster, HeadTerm, Unit
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry


def test_a_pasted_list_tells_every_problem_at_once_and_adds_nothing(world, sign_in):
    lines = "AAA; Trùng\nMÃ-LẠ; Tên\nXX1; Một\nxx1; Hai\nchỉ một cột\nYY1; " + "dài" * 40
    address = reverse("clusters:units-paste", args=[world.cluster.pk])
    page = sign_in("site_admin").post(address, {"from_on": "01/01/2021", "lines": lines})
    assert page.context["form"].errors == {
        "lines": [
            "Dòng 5: cần từ 2 đến 4 cột.",
            "Mã «MÃ-LẠ» phải gồm chữ không dấu và số, tối đa 12 ký tự.",
            "Mã XX1 có hai lần.",
            "Mã AAA đã có đơn vị dùng.",
            f"Tên quá dài: {('dài' * 40)[:40]}…",
        ]
    }
    assert Unit.objects.count() == 3


def test_a_pasted_list_makes_members_in_its_order_with_one_audit_line(world, sign_in):
    lines = "ddd\tĐông\tBan Đông\tVùng cao\n\nEEE;Én;;\n"
    address = reverse("clusters:units-paste", args=[world.cluster.pk])
    sign_in("site_admin").post(address, {"from_on": "01/01/2021", "lines": lines})
    assert [u.code for u in queries.member_units(world.cluster, TODAY)] == ["AAA", "BBB", "DDD", "EEE"]
    made = Unit.objects.get(code="DDD")
    assert (made.region, made.names.get().full_name) == ("Vùng cao", "Ban Đông")
    assert AuditEntry.objects.get(action="clusters.unit.add").detail["rows"] == {"DDD": "Đông", "EEE": "Én"}


def test_a_unit_outside_clusters_is_added_once(world, sign_in):
    typed = {
        "code": "vdp1", "short_name": "Vụ", "full_name": "Vụ Địa phương I", "kind": "central_department",
        "from_on": "01/01/2018",
    }  # fmt: skip
    sign_in("site_admin").post(reverse("clusters:unit-add"), typed)
    assert Unit.objects.get(code="VDP1").memberships.count() == 0
    again = sign_in("site_admin").post(reverse("clusters:unit-add"), typed)
    assert again.context["form"].errors == {"code": ["Mã VDP1 đã có đơn vị dùng."]}


def test_two_people_adding_the_same_code_the_second_is_refused(world):
    new = NewUnit("AAA", "Lại", "Lại")
    with pytest.raises(Refused, match="Mã đã có đơn vị dùng: AAA"):
        actions.add_units(actor=world.site_admin, units=[new], from_on=SINCE)


def test_a_unit_and_a_cluster_are_edited_with_before_and_after(world, sign_in):
    typed = {"kind": "other", "region": "Vùng mới", "order": "7"}
    sign_in("site_admin").post(reverse("clusters:unit-edit", args=[world.a.pk]), typed)
    entry = AuditEntry.objects.get(action="clusters.unit.edit")
    assert (entry.detail["before"]["region"], entry.detail["after"]["region"]) == ("", "Vùng mới")
    name = {"name": "Cụm số một", "kind": "bloc", "sector": "Tổ chức"}
    sign_in("secretary").post(reverse("clusters:cluster-edit", args=[world.cluster.pk]), name)
    entry = AuditEntry.objects.get(action="clusters.cluster.edit")
    assert (entry.detail["before"]["name"], entry.detail["after"]["name"]) == ("Cụm một", "Cụm số một")


def test_a_cluster_is_made_once_by_its_name(world, sign_in):
    typed = {"name": "Cụm ba", "kind": "cluster", "sector": ""}
    made = sign_in("site_admin").post(reverse("clusters:cluster-add"), typed)
    assert made.headers["Location"] == reverse("clusters:cluster", args=[Cluster.objects.latest("pk").pk])
    again = sign_in("site_admin").post(reverse("clusters:cluster-add"), typed)
    assert list(again.context["form"].errors) == ["name"]


def test_a_unit_comes_in_and_goes_out(world, sign_in):
    add = reverse("clusters:member-add", args=[world.cluster.pk])
    sign_in("secretary").post(add, {"unit": world.c.pk, "from_on": "01/06/2021"})
    row = world.cluster.memberships.get(unit=world.c)
    end = reverse("clusters:member-end", args=[row.pk])
    early = sign_in("secretary").post(end, {"last_day": "31/05/2021"})
    assert early.context["form"].non_field_errors() == ["Ngày cuối không được trước ngày vào cụm."]
    sign_in("secretary").post(end, {"last_day": "30/06/2021"})
    row.refresh_from_db()
    assert row.to_on == dt.date(2021, 6, 30)
    with pytest.raises(Refused, match="đang là thành viên"):
        actions.add_member(actor=world.secretary, cluster=world.cluster, unit=world.a, from_on=TODAY)


def test_a_unit_gone_by_an_event_is_not_brought_back_by_a_date(world):
    row = world.membership
    row.ended_by, row.to_on = world.event, TODAY
    row.save()
    with pytest.raises(Refused, match="bởi một sự kiện"):
        actions.end_membership(actor=world.secretary, membership=row, last_day=TODAY)


def term(world, **change):
    given = {"unit": world.a, "role": "head", "selection": "election", "from_on": TODAY, "to_on": None}
    return Term(**(given | change))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, "Trùng thời gian với nhiệm kỳ «Cụm trưởng: An» từ 01/01/2018."),
        ({"to_on": dt.date(2021, 1, 1)}, "Ngày cuối không được trước ngày đầu."),
        ({"unit": "c"}, "Châu không phải thành viên cụm vào ngày đó."),
        ({"from_on": dt.date(2017, 1, 1)}, "An không phải thành viên cụm vào ngày đó."),
    ],
)
def test_a_bad_term_is_refused(world, change, reason):
    if "unit" in change:
        change = {"unit": getattr(world, change["unit"])}
    with pytest.raises(Refused) as refused:
        actions.add_head_term(actor=world.secretary, cluster=world.cluster, term=term(world, **change))
    assert refused.value.reason == reason


def test_the_old_term_ends_before_the_new_one_begins(world, sign_in):
    head = HeadTerm.objects.get(role="head")
    typed = {
        "unit": world.a.pk, "role": "head", "selection": "rotation", "from_on": "01/01/2018",
        "to_on": "31/12/2020",
    }  # fmt: skip
    sign_in("secretary").post(reverse("clusters:term-edit", args=[head.pk]), typed)
    new = typed | {"unit": world.a.pk, "from_on": "01/01/2021", "to_on": "31/12/2021"}
    sign_in("secretary").post(reverse("clusters:term-add", args=[world.cluster.pk]), new)
    spans = [(t.from_on.year, t.to_on.year) for t in HeadTerm.objects.filter(role="head").order_by("from_on")]
    assert spans == [(2018, 2020), (2021, 2021)]
    assert AuditEntry.objects.get(action="clusters.head_term.edit").detail["after"]["to_on"] == "2020-12-31"


def test_one_unit_is_not_head_and_deputy_at_once(world):
    HeadTerm.objects.filter(role="deputy").delete()
    with pytest.raises(Refused, match="Trùng thời gian"):
        actions.add_head_term(actor=world.secretary, cluster=world.cluster, term=term(world, role="deputy"))
