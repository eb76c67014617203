"""What happens to units: events change names and memberships, and history stays as it was."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.worlds import TODAY

from thidua.web.clusters import actions, lineage, queries
from thidua.web.clusters.lineage import Edge, NewName, Plan
from thidua.web.clusters.models import (
    Assignment,
    Cycle,
    CycleStep,
    Extension,
    LineageEdge,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
)
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry

DAY = dt.date(2021, 7, 1)


def plan(kind, *edges, **more):
    return Plan(
        kind=kind, decided_on=more.pop("decided_on", dt.date(2021, 6, 12)), effective_on=DAY,
        legal_basis="Nghị quyết 1", edges=tuple(edges), **more,
    )  # fmt: skip


def record(world, made):
    return actions.record_lineage_event(actor=world.site_admin, plan=made)


def members(world, day):
    return [unit.code for unit in queries.member_units(world.cluster, day)]


def test_a_merged_unit_is_a_member_until_the_day_before(world):
    event = record(world, plan("merged", Edge("AAA", "BBB"), Edge("BBB", "BBB")))
    assert members(world, dt.date(2021, 6, 30)) == ["AAA", "BBB"]
    assert members(world, DAY) == ["BBB"]
    ended = event.memberships_ended.get()
    assert (ended.unit, ended.to_on) == (world.a, dt.date(2021, 6, 30))
    assert queries.ended_on(world.a, TODAY) == DAY
    assert queries.ended_on(world.b, TODAY) is None
    assert {name: found for name, found in check_all().items() if found} == {}


def test_a_merger_into_a_new_unit_makes_it_and_lets_it_join(world):
    new = NewName("NEW", "An Bình", "Ban Tổ chức Tỉnh ủy An Bình")
    record(world, plan("merged", Edge("AAA", "NEW"), Edge("BBB", "NEW"), names=(new,), joins=world.cluster))
    made = Unit.objects.get(code="NEW")
    assert (made.name_on(TODAY), made.memberships.get().from_on) == ("An Bình", DAY)
    assert members(world, DAY) == ["NEW"]


def test_a_new_name_holds_from_its_day_and_the_old_one_before(world):
    record(world, plan("renamed", Edge("AAA", "AAA"), names=(NewName("AAA", "An Mới", "Ban An Mới"),)))
    assert world.a.name_on(dt.date(2021, 6, 30)) == "An"
    assert world.a.name_on(DAY) == "An Mới"


def test_a_split_unit_ends_unless_it_goes_on_as_one_part(world):
    parts = (NewName("AA2", "An Hai", "An Hai"),)
    shares = (Edge("AAA", "AAA", Decimal("0.6")), Edge("AAA", "AA2", Decimal("0.4")))
    record(world, plan("split", *shares, names=parts, joins=world.cluster))
    assert members(world, DAY) == ["AAA", "BBB", "AA2"]
    assert queries.ended_on(world.a, TODAY) is None


def test_a_transferred_unit_changes_cluster_from_one_day_to_the_next(world):
    record(world, plan("transferred", Edge("AAA", "AAA"), leaves=world.cluster, joins=world.other_cluster))
    assert members(world, DAY) == ["BBB"]
    assert [u.code for u in queries.member_units(world.other_cluster, DAY)] == ["AAA", "CCC"]


def test_dissolved_and_created(world):
    record(world, plan("dissolved", Edge("BBB", "")))
    names = (NewName("DDD", "Đông", "Ban Đông"),)
    record(world, plan("created", Edge("", "DDD"), names=names, joins=world.cluster))
    assert members(world, DAY) == ["AAA", "DDD"]


def test_all_problems_are_told_at_once(world):
    bad = plan("split", Edge("AAA", "BBB", Decimal("0.5")), decided_on=dt.date(2021, 8, 1))
    assert list(lineage.problems(bad)) == [
        "Ngày có hiệu lực không được trước ngày quyết định.",
        "Chia, tách cần đúng một đơn vị vào và ít nhất hai đơn vị kế tiếp.",
        "Tổng tỷ lệ của các đơn vị kế tiếp phải bằng 1.",
    ]
    with pytest.raises(Refused):
        record(world, bad)
    assert LineageEvent.objects.count() == 1


def test_the_preview_names_what_is_left_to_settle(world):
    made = plan("dissolved", Edge("AAA", ""))
    left = lineage.effects_of(made).to_settle
    assert left == [
        "Nhiệm kỳ «Cụm trưởng: An» còn kéo dài sau ngày sự kiện; hãy kết thúc hoặc chuyển cho đơn vị khác.",
        "3 phân công của đơn vị AAA vẫn còn để làm nốt việc cũ; kết thúc khi xong.",
    ]


def test_an_end_by_an_event_is_not_told_before_its_decision(world, sign_in):
    record(world, plan("merged", Edge("AAA", "BBB"), Edge("BBB", "BBB"), decided_on=dt.date(2021, 6, 12)))
    clock.set_today(dt.date(2021, 6, 11))
    address = reverse("clusters:unit", args=[world.a.pk])
    before = sign_in("officer").get(address).content.decode()
    clock.set_today(dt.date(2021, 6, 12))
    after = sign_in("officer").get(address).content.decode()
    assert "30/06/2021" not in before
    assert "Hợp nhất" not in before
    assert "30/06/2021" in after
    assert "Hợp nhất" in after


def test_the_cluster_page_shows_members_as_they_were(world, sign_in):
    record(world, plan("merged", Edge("AAA", "BBB"), Edge("BBB", "BBB")))
    address = reverse("clusters:cluster", args=[world.cluster.pk])
    rows = sign_in("neighbour").get(address, {"on": "30/06/2021"}).context["members"]
    assert [row.name for row in rows] == ["An", "Bình"]
    assert [row.name for row in sign_in("neighbour").get(address).context["members"]] == ["Bình"]


def test_an_event_is_previewed_before_it_is_recorded(world, sign_in):
    address = reverse("clusters:event-add", args=["merged"])
    typed = {
        "units": [world.a.pk, world.b.pk], "successor": world.b.pk, "legal_basis": "Nghị quyết 1",
        "decided_on": "12/06/2021", "effective_on": "01/07/2021",
    }  # fmt: skip
    page = sign_in("site_admin").post(address, typed).content.decode()
    assert "An là thành viên Cụm một đến hết 30/06/2021." in page
    assert LineageEvent.objects.filter(kind="merged").count() == 0
    seen = re.search(r'name="record" value="(\w+)"', page)[1]
    sign_in("site_admin").post(address, typed | {"record": seen, "effective_on": "02/07/2021"})
    assert LineageEvent.objects.filter(kind="merged").count() == 0
    sign_in("site_admin").post(address, typed | {"record": seen})
    assert members(world, DAY) == ["BBB"]


def test_a_decision_of_the_future_is_a_mistake_at_its_field(world, sign_in):
    typed = {
        "unit": world.a.pk, "legal_basis": "x", "decided_on": "01/01/2022", "effective_on": "01/01/2022",
    }  # fmt: skip
    page = sign_in("site_admin").post(reverse("clusters:event-add", args=["dissolved"]), typed)
    assert page.context["form"].errors == {"decided_on": ["Chưa ghi được quyết định của ngày chưa tới."]}


@pytest.mark.parametrize("kind", ["created", "renamed", "split", "transferred", "dissolved"])
def test_every_kind_is_entered_by_its_form(world, sign_in, kind):
    typed = {
        "unit": world.a.pk, "code": "ddd", "short_name": "Đông", "full_name": "Ban Đông",
        "legal_basis": "Nghị quyết 1", "decided_on": "12/06/2021", "effective_on": "01/07/2021",
        "lines": "AAA; 0,6\nAA2; 0,4; An Hai; Ban An Hai", "leaves": world.cluster.pk,
        "joins": world.other_cluster.pk,
    }  # fmt: skip
    address = reverse("clusters:event-add", args=[kind])
    seen = sign_in("site_admin").post(address, typed).context["fingerprint"]
    page = sign_in("site_admin").post(address, typed | {"record": seen})
    assert page.status_code == 302
    assert LineageEvent.objects.filter(kind=kind, effective_on=DAY).count() == 1


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (plan("dissolved", Edge("ZZZ", "")), "Không có đơn vị mang mã ZZZ."),
        (plan("created", Edge("", "NEW")), "Thiếu tên của đơn vị mới: NEW."),
        (plan("created", Edge("", "AAA")), "Mã này đã có đơn vị dùng."),
        (plan("merged", Edge("AAA", "BBB")), "Hợp nhất, sáp nhập cần ít nhất hai đơn vị vào"),
        (plan("transferred", Edge("AAA", "AAA")), "Chuyển cụm cần cụm rời đi"),
        (plan("renamed", Edge("AAA", "AAA")), "Hãy ghi tên mới."),
    ],
)
def test_each_kind_names_its_problem(world, made, problem):
    assert [text[: len(problem)] for text in lineage.problems(made)] == [problem]


def test_an_event_before_later_facts_is_refused(world):
    world.a.names.create(full_name="An sau", short_name="An sau", from_on=dt.date(2021, 9, 1))
    world.b.memberships.create(cluster=world.other_cluster, from_on=dt.date(2021, 9, 1))
    late = plan("renamed", Edge("AAA", "AAA"), names=(NewName("AAA", "An giữa", "An giữa"),))
    assert list(lineage.problems(late)) == [
        "Đơn vị AAA đã có tên «An sau» từ 01/09/2021, không trước ngày sự kiện."
    ]
    assert list(lineage.problems(plan("dissolved", Edge("BBB", "")))) == [
        "Bình vào Cụm hai sau ngày sự kiện có hiệu lực."
    ]


def test_a_year_under_way_is_named_as_left_to_settle(world):
    world.cluster.cycles.update(state="running")
    left = lineage.effects_of(plan("dissolved", Edge("BBB", ""))).to_settle
    assert "Năm 2021 của Cụm một đang thực hiện: danh sách đơn vị của năm sẽ đổi từ ngày đó." in left


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("merged", {}, "code"),
        ("merged", {"code": "NEW"}, "short_name"),
        ("split", {"lines": "AAA; nửa"}, "lines"),
        ("split", {"lines": "AAA; NaN"}, "lines"),
        ("split", {"lines": "AAA; 1e-999999999"}, "lines"),
        ("dissolved", {"effective_on": "01/06/2021"}, "effective_on"),
    ],
)
def test_mistakes_stand_at_their_field(world, sign_in, kind, typed, field):
    given = {
        "unit": world.a.pk, "units": [world.a.pk, world.b.pk], "legal_basis": "x",
        "decided_on": "12/06/2021", "effective_on": "01/07/2021",
    } | typed  # fmt: skip
    page = sign_in("site_admin").post(reverse("clusters:event-add", args=[kind]), given)
    assert list(page.context["form"].errors) == [field]


def told(world):
    """Names, memberships, units and events as they stand."""
    return (
        sorted(UnitName.objects.values_list("unit__code", "full_name", "from_on")),
        sorted(
            Membership.objects.values_list("unit__code", "cluster", "from_on", "to_on", "ended_by"), key=str
        ),
        sorted(Unit.objects.values_list("code", flat=True)),
        LineageEvent.objects.count(),
    )


@pytest.mark.parametrize(
    "made",
    [
        ("merged", (Edge("AAA", "NEW"), Edge("BBB", "NEW")), {"names": (NewName("NEW", "An Bình", "Ban An Bình"),)}),
        ("merged", (Edge("AAA", "BBB"), Edge("BBB", "BBB")), {}),
        ("renamed", (Edge("AAA", "AAA"),), {"names": (NewName("AAA", "An Mới", "Ban An Mới"),)}),
        ("dissolved", (Edge("AAA", None),), {}),
    ],
)  # fmt: skip
def test_a_withdrawn_event_leaves_everything_as_before(world, made):
    kind, edges, more = made
    world.a.memberships.update(to_on=dt.date(2030, 12, 31))
    before = told(world)
    event = record(world, plan(kind, *edges, **more))
    assert told(world) != before
    actions.withdraw_lineage_event(actor=world.site_admin, event=event, reason="Ghi nhầm")
    assert told(world) == before
    line = AuditEntry.objects.latest("pk")
    assert (line.action, line.detail["reason"]) == ("clusters.lineage.withdraw", "Ghi nhầm")
    assert line.detail["before"]["legal_basis"] == "Nghị quyết 1"
    assert {name: found for name, found in check_all().items() if found} == {}


def test_withdrawing_needs_a_reason_and_the_right(world):
    event = record(world, plan("dissolved", Edge("AAA", None)))
    for actor, reason in ((world.site_admin, " "), (world.secretary, "Ghi nhầm")):
        with pytest.raises(Refused):
            actions.withdraw_lineage_event(actor=actor, event=event, reason=reason)
    assert LineageEvent.objects.filter(pk=event.pk).exists()


def hindered(world, event):
    with pytest.raises(Refused) as refused:
        actions.withdraw_lineage_event(actor=world.site_admin, event=event, reason="Ghi nhầm")
    return refused.value.reason


def test_what_was_built_on_an_event_keeps_it(world):
    new = NewName("NEW", "An Bình", "Ban An Bình")
    merged = record(
        world, plan("merged", Edge("AAA", "NEW"), Edge("BBB", "NEW"), names=(new,), joins=world.cluster)
    )
    unit = Unit.objects.get(code="NEW")
    Assignment.objects.create(user=world.officer, unit=unit, role="officer", from_on=DAY)
    assert hindered(world, merged) == "An Bình đã có dữ liệu: phân công."
    Assignment.objects.filter(unit=unit).delete()
    later = LineageEvent.objects.create(
        kind="dissolved", decided_on=DAY, effective_on=dt.date(2021, 8, 1), legal_basis="Nghị quyết 2"
    )
    LineageEdge.objects.create(event=later, predecessor=unit)
    assert "Sự kiện «Giải thể 01/08/2021» xảy ra sau với cùng đơn vị" in hindered(world, merged)
    later.delete()
    membership = unit.memberships.get()
    membership.to_on = dt.date(2021, 9, 1)
    membership.save()
    assert hindered(world, merged) == f"An Bình đã rời {world.cluster} sau sự kiện này."


def test_data_of_a_year_in_the_new_cluster_keep_a_transfer(world):
    made = plan("transferred", Edge("AAA", "AAA"), leaves=world.cluster, joins=world.other_cluster)
    event = record(world, made)
    cycle = Cycle.objects.create(cluster=world.other_cluster, year=2021, state="running")
    step = CycleStep.objects.create(cycle=cycle, state="self_scoring", starts_on=DAY, due_on=DAY)
    Extension.objects.create(step=step, unit=world.a, due_on=dt.date(2021, 8, 1), reason="Lũ")
    assert hindered(world, event) == f"An đã có dữ liệu trong {world.other_cluster}: gia hạn."


def test_a_consolidated_year_keeps_the_event(world):
    event = record(world, plan("dissolved", Edge("AAA", None)))
    Cycle.objects.create(cluster=world.cluster, year=2023, state="published")
    assert hindered(world, event) == (
        f"Năm 2023 của {world.cluster} đã tổng hợp theo danh sách đơn vị sau sự kiện này."
    )


def test_a_unit_that_came_back_keeps_the_event(world):
    event = record(world, plan("dissolved", Edge("AAA", None)))
    Membership.objects.create(cluster=world.cluster, unit=world.a, from_on=dt.date(2021, 10, 1))
    assert hindered(world, event) == f"An đã vào lại {world.cluster} từ 01/10/2021."


def test_an_event_is_withdrawn_on_screen(world, sign_in):
    event = record(world, plan("dissolved", Edge("AAA", None)))
    client = sign_in("site_admin")
    address = reverse("clusters:event-withdraw", args=[event.pk])
    assert address in client.get(reverse("clusters:event", args=[event.pk])).content.decode()
    assert client.post(address, {"reason": "Ghi nhầm"}).status_code == 302
    assert members(world, DAY) == ["AAA", "BBB"]
