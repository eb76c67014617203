"""What happens to units: events change names and memberships, and history stays as it was."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.worlds import TODAY

from thidua.web.clusters import actions, lineage, queries
from thidua.web.clusters.lineage import Edge, NewName, Plan
from thidua.web.clusters.models import LineageEvent, Unit
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all

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
