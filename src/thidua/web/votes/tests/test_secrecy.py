"""While a vote is open nothing tells its counts; before it is announced members read nothing of them."""

import re

import pytest
from django.urls import reverse

from thidua.web.core.models import AuditEntry
from thidua.web.votes import actions, queries
from thidua.web.votes.tests.factories import HEAD, all_cast, closed, decided, draft, running

READERS = ("officer", "leader", "neighbour", "secretary", "central", "site_admin", "foreigner")


@pytest.fixture
def two(world):
    """The same vote twice, with opposite votes: what differs between their pages is what leaks."""
    made = [running(world, HEAD) for _ in range(2)]
    all_cast(world, made[0], ["a", "a", "a", "a", "a"])
    all_cast(world, made[1], ["a", "b", "d", "b", "d"])
    return made


def page(client, world, who, vote, name="vote"):
    """The page with what differs by row and request alone taken out."""
    client.force_login(getattr(world, who))
    answer = client.get(reverse(f"votes:{name}", args=[vote.pk]))
    text = re.sub(r'(value|why|nonce|id|aria-describedby)="?[\w-]*"?', "", answer.content.decode())
    text = re.sub(r"csrf[^>]*>|x-csrftoken[^}]*}", "", text)
    return answer.status_code, re.sub(r"/\d+/", "/N/", text)


@pytest.mark.parametrize("who", READERS)
def test_pages_of_an_open_vote_are_the_same_however_people_voted(two, world, client, who):
    assert page(client, world, who, two[0]) == page(client, world, who, two[1])


def test_the_test_above_would_see_a_leak(two, world, client):
    for vote in two:
        actions.close_vote(actor=world.secretary, vote=vote)
    assert page(client, world, "secretary", two[0]) != page(client, world, "secretary", two[1])


@pytest.mark.parametrize("who", ["officer", "leader", "neighbour", "site_admin"])
def test_members_read_nothing_between_closing_and_announcing(two, world, client, who):
    for vote in two:
        actions.close_vote(actor=world.secretary, vote=vote)
    assert page(client, world, who, two[0]) == page(client, world, who, two[1])


def test_who_reads_counts_when(world):
    vote = closed(world, running(world), ["yes"] * 5)
    seen = {who: queries.sees_result(getattr(world, who), vote) for who in READERS}
    assert seen == {who: who in {"secretary", "central"} for who in READERS}
    vote = actions.decide_vote(actor=world.secretary, vote=vote)
    assert all(queries.sees_result(getattr(world, who), vote) for who in READERS)
    vote = actions.annul_vote(actor=world.secretary, vote=vote, reason="Sai")
    assert not queries.sees_result(world.officer, vote)


def test_ballots_by_name_are_read_by_their_own_unit_until_announced(world):
    vote = running(world)
    all_cast(world, vote, ["yes"] * 5)
    own = {who: queries.ballots_visible_to(getattr(world, who)).count() for who in READERS}
    assert own == {
        "officer": 1, "leader": 1, "neighbour": 1, "secretary": 0, "central": 0, "site_admin": 0, "foreigner": 0,
    }  # fmt: skip
    vote = actions.close_vote(actor=world.secretary, vote=vote)
    assert queries.ballots_visible_to(world.neighbour).count() == 1
    actions.decide_vote(actor=world.secretary, vote=vote)
    assert queries.ballots_visible_to(world.neighbour).count() == 5
    assert queries.ballots_visible_to(world.foreigner).count() == 0


def test_the_audit_never_tells_what_a_unit_voted(world):
    vote = running(world, HEAD)
    all_cast(world, vote, ["a", "b", "d", "b", "d"])
    lines = AuditEntry.objects.filter(action__startswith="votes.ballot.").values_list("detail", flat=True)
    assert list(lines) == [{"voter": u.name_on(world.since), "given": "own"} for u in world.units]


def test_another_units_page_is_not_there(world, client):
    vote = running(world)
    voter = vote.voters.get(unit=world.b)
    client.force_login(world.leader)
    assert client.get(reverse("votes:voter", args=[voter.pk])).status_code == 404
    assert client.post(reverse("votes:voter", args=[voter.pk]), {"q1": "yes"}).status_code == 404
    client.force_login(world.officer)
    own = reverse("votes:voter", args=[vote.voters.get(unit=world.a).pk])
    assert client.get(own).status_code == 200
    assert client.post(own, {"q1": "yes"}).status_code == 403


def test_drafts_and_other_clusters_votes_are_not_there(world, client):
    vote = draft(world)
    seen = {who: vote in queries.votes_visible_to(getattr(world, who)) for who in READERS}
    assert seen == {who: who == "secretary" for who in READERS}
    opened = decided(world, running(world), ["yes"] * 5)
    assert opened not in queries.votes_visible_to(world.foreigner)
    client.force_login(world.foreigner)
    assert opened.title not in client.get(reverse("votes:start")).content.decode()
