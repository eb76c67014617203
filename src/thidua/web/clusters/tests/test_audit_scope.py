"""Who reads which audit entry: own acts, the own unit for those who lead it, the cluster for who runs it."""

import pytest
from django.db import transaction
from django.urls import reverse

from thidua.web.core import audit
from thidua.web.core.queries import audit_entries_visible_to


@pytest.fixture
def entries(world):
    made = {}
    with transaction.atomic():
        for name, cluster, unit in (
            ("a", world.cluster, world.a), ("b", world.cluster, world.b), ("c", world.other_cluster, world.c),
        ):  # fmt: skip
            made[name] = audit.record(
                "clusters.deadline.extend", actor=world.site_admin, of=unit,
                cluster_id=cluster.pk, unit_id=unit.pk, before="2021-12-10", after="2021-12-12", reason="Bão",
            ).pk  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", "a"), ("leader", "a"), ("administrator", "a"), ("neighbour", "b"), ("foreigner", "c"),
        ("secretary", "ab"), ("central", "ab"), ("site_admin", "abc"),
    ],
)  # fmt: skip
def test_each_role_reads_its_circle(world, entries, sign_in, who, seen):
    found = {
        name for name, pk in entries.items() if audit_entries_visible_to(getattr(world, who)).filter(pk=pk)
    }
    assert found == set(seen)
    codes = {
        name: sign_in(who).get(reverse("core:audit-entry", args=[pk])).status_code
        for name, pk in entries.items()
    }
    assert codes == {name: 200 if name in seen else 404 for name in "abc"}


def test_an_entry_is_told_in_plain_words(world, entries, sign_in):
    page = sign_in("leader").get(reverse("core:audit-entry", args=[entries["a"]]))
    assert page.context["name"] == "Gia hạn cho một đơn vị"
    assert page.context["details"] == [("Trước", "10/12/2021"), ("Sau", "12/12/2021"), ("Lý do", "Bão")]


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"q": "gia hạn"}, "abc"), ({"q": "Bình"}, "b"), ({"actor": "quantri"}, "abc"),
        ({"actor": "ai đó"}, ""), ({"from_on": "01/01/2100"}, ""), ({"to_on": "01/01/2000"}, ""),
        ({"q": "clusters.deadline"}, ""),
    ],
)  # fmt: skip
def test_the_page_is_narrowed_by_what_it_shows(world, entries, sign_in, query, seen):
    rows = sign_in("site_admin").get(reverse("core:audit"), query).context["rows"]
    shown = {entry.pk for entry, _name in rows}
    assert {name for name, pk in entries.items() if pk in shown} == set(seen)


def test_the_page_is_narrowed_to_one_object(world, entries, sign_in):
    query = {"object": f"clusters.unit:{world.b.pk}"}
    rows = sign_in("site_admin").get(reverse("core:audit"), query).context["rows"]
    assert [entry.pk for entry, _name in rows] == [entries["b"]]


def test_the_search_does_not_widen_the_circle(world, entries, sign_in):
    rows = sign_in("leader").get(reverse("core:audit"), {"q": "Bình"}).context["rows"]
    assert rows == []


@pytest.mark.parametrize("act", ["scoring.mark.self", "reporting.value.save"])
def test_who_only_runs_the_site_reads_no_figures_or_points(world, act):
    with transaction.atomic():
        entry = audit.record(
            act, actor=world.officer, of=world.a, cluster_id=world.cluster.pk, unit_id=world.a.pk, after="9"
        )
    readers = [world.officer, world.leader, world.secretary, world.site_admin]
    seen = [audit_entries_visible_to(user).filter(pk=entry.pk).exists() for user in readers]
    assert seen == [True, True, True, False]
