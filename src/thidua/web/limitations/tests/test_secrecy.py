"""Another unit's limitations are neither listed, counted, found, downloaded nor told by the audit."""

import pytest
from django.urls import reverse

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cycle
from thidua.web.limitations import queries
from thidua.web.limitations.tests.factories import of_b, of_the_cluster, proof_of

PEOPLE = ("officer", "neighbour", "secretary", "central", "site_admin", "foreigner")


@pytest.fixture
def w(world):
    world.common, world.own = of_the_cluster(world), of_b(world)
    world.proof = proof_of(world, world.own)
    return world


def consolidate(w):
    Cycle.objects.filter(pk=w.year.pk).update(state="consolidated")


def fresh(w, name):
    return User.objects.get(pk=getattr(w, name).pk)


def seen(w):
    return [
        [row in queries.limitations_visible_to(fresh(w, name)) for row in (w.common, w.own)]
        for name in PEOPLE
    ]


def test_who_sees_what_before_and_after_consolidation(w):
    assert seen(w) == [[True, False], [True, True], [True, True], [True, True], [True, False], [False, False]]
    consolidate(w)
    assert seen(w) == [[True, True]] * 5 + [[False, False]]


def page(client, w, name, route="year", **query):
    client.force_login(getattr(w, name))
    return client.get(reverse(f"limitations:{route}", args=[w.year.pk]), query)


def test_lists_filters_and_counts_tell_nothing(w, client):
    own, other = page(client, w, "neighbour"), page(client, w, "officer")
    assert (own.context["total"], other.context["total"]) == (2, 1)
    assert ["Hồ sơ của Bình" in p.content.decode() for p in (own, other)] == [True, False]
    assert "Bình" not in other.content.decode()
    for query in ({"q": "Hồ sơ"}, {"unit": str(w.b.pk)}, {"state": "fixing"}):
        assert page(client, w, "neighbour", **query).context["groups"], query
    assert page(client, w, "officer", q="Hồ sơ").context["groups"] == []
    assert page(client, w, "officer", state="fixing").context["groups"] == []
    guessed = page(client, w, "officer", unit=str(w.b.pk))  # not among the choices: nothing is narrowed
    assert "Hồ sơ của Bình" not in guessed.content.decode()
    assert "khi năm được tổng hợp" in other.content.decode()
    consolidate(w)
    assert page(client, w, "officer").context["total"] == 2


def test_downloads_tell_nothing(w, client):
    texts = [page(client, w, name, "csv").content.decode() for name in ("neighbour", "officer")]
    assert ["Hồ sơ của Bình" in text for text in texts] == [True, False]
    assert all("Sắp xếp bộ máy" in text for text in texts)
    assert texts[0].startswith("\ufeffĐơn vị;")


def test_the_file_of_a_change_tells_nothing(w, client):
    url = reverse("limitations:evidence", args=[w.proof.pk])
    client.force_login(w.officer)
    assert client.get(url).status_code == 404
    client.force_login(w.neighbour)
    assert b"".join(client.get(url)) == b"%PDF-1.4 proof"


def test_the_audit_tells_nothing(w, client):
    shown = []
    for name in PEOPLE:
        client.force_login(getattr(w, name))
        shown.append("Hồ sơ của Bình" in client.get(reverse("core:audit")).content.decode())
    assert shown == [False, True, True, True, False, False]


def test_a_carried_one_does_not_tell_the_year_before(w, client):
    from thidua.web.limitations.tests.test_acts import actions, next_year

    target = next_year(w)
    actions.carry_over(actor=w.secretary, source=w.year, target=target)
    Cycle.objects.filter(pk=target.pk).update(state="published")
    later = w.own.carried_to
    client.force_login(w.officer)
    answer = client.get(reverse("limitations:item", args=[later.pk]))
    assert answer.context["earlier"] is None
    consolidate(w)
    assert client.get(reverse("limitations:item", args=[later.pk])).context["earlier"] == w.own
