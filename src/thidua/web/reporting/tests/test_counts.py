import pytest
from django.urls import reverse

from thidua.web.core.access import Conflict, Refused
from thidua.web.core.models import AuditEntry
from thidua.web.reporting import actions
from thidua.web.reporting.models import Activity, ClassificationCount


def activity_data(**more):
    return {
        "kind": "communication", "title": "Tọa đàm", "count": "1.200", "held_on": "20/10/2021", "link": "",
        "version": "0",
    } | more  # fmt: skip


@pytest.fixture
def officer(world, client):
    client.force_login(world.officer)
    return client


def test_activity_is_added_edited_and_removed(world, officer):
    add = reverse("reporting:activity-add", args=[world.cycle.pk, world.unit.pk])
    assert officer.post(add, activity_data()).status_code == 302
    row = Activity.objects.get()
    assert (row.count, row.unit, row.added_by) == (1200, world.unit, world.officer)
    edit = reverse("reporting:activity-edit", args=[row.pk])
    assert 'value="1.200"' in officer.get(edit).content.decode()
    assert officer.post(edit, activity_data(count="3", version="1")).status_code == 302
    assert Activity.objects.get().count == 3
    assert officer.post(edit, activity_data(count="4", version="1")).status_code == 409
    assert officer.post(reverse("reporting:activity-remove", args=[row.pk])).status_code == 302
    assert [e.action for e in AuditEntry.objects.filter(action__startswith="reporting.").order_by("pk")] == [
        "reporting.activity.add",
        "reporting.activity.edit",
        "reporting.activity.remove",
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"count": "0"}, "Phải từ 1 đến 100.000."),
        ({"count": "1,5"}, "Phải là số nguyên."),
        ({"count": "nhiều"}, "không phải là số"),
        ({"held_on": "20/10/2020"}, "Ngày phải thuộc năm 2021."),
        ({"link": "javascript:alert(1)"}, "Không phải đường dẫn"),
    ],
)
def test_activity_with_a_mistake_is_refused_at_its_field(world, officer, more, words):
    page = officer.post(
        reverse("reporting:activity-add", args=[world.cycle.pk, world.unit.pk]), activity_data(**more)
    ).content.decode()
    assert words in page
    assert Activity.objects.count() == 0


def counts(**more):
    data = {"excellent": "120", "good": "1.030", "completed": "40", "not_completed": "2", "not_rated": "0"}
    rest = {"certainty": "final", "version": "0"} | more
    return {"subject": "member"} | {f"member-{k}": v for k, v in (data | rest).items()}


def test_classification_counts_are_saved_and_a_second_editor_is_told(world, officer):
    url = reverse("reporting:classification", args=[world.cycle.pk, world.unit.pk])
    assert officer.post(url, counts()).status_code == 302
    row = ClassificationCount.objects.get()
    assert (row.good, row.certainty, row.version) == (1030, "final", 1)
    assert officer.post(url, counts(good="9")).status_code == 409
    assert officer.post(url, counts(good="9", version="1")).status_code == 302
    assert ClassificationCount.objects.get().good == 9
    page = officer.post(url, counts(good="-1", version="2")).content.decode()
    assert "Phải từ 0 đến 100.000.000." in page


def test_counts_of_another_unit_are_not_touched(world):
    row = ClassificationCount(
        cycle=world.cycle,
        unit=world.other,
        subject="member",
        excellent=1,
        good=0,
        completed=0,
        not_completed=0,
    )
    with pytest.raises(Refused):
        actions.save_classification(actor=world.officer, count=row, seen=0)
    other = Activity(cycle=world.cycle, unit=world.other, kind="press_work", title="x")
    with pytest.raises(Refused):
        actions.add_activity(actor=world.officer, activity=other)
    other.save()
    with pytest.raises(Refused):
        actions.remove_activity(actor=world.officer, activity=other)


def test_two_people_adding_the_first_counts_do_not_overwrite_each_other(world):
    def new():
        return ClassificationCount(
            cycle=world.cycle,
            unit=world.unit,
            subject="member",
            excellent=1,
            good=0,
            completed=0,
            not_completed=0,
        )

    actions.save_classification(actor=world.officer, count=new(), seen=0)
    with pytest.raises(Conflict):
        actions.save_classification(actor=world.officer, count=new(), seen=0)
