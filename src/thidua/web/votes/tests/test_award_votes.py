"""A decided vote about a recommendation fills in its counts, once, within its own year."""

import pytest
from django.urls import reverse

from thidua.ballots import Question
from thidua.web.awards import actions as awards
from thidua.web.awards.models import Recommendation
from thidua.web.awards.tests import world as award_world
from thidua.web.core.access import Refused
from thidua.web.votes import actions, consequences
from thidua.web.votes.models import Vote


def decided(w, about, question=None):
    """An open vote by the two members on the recommendation, decided: A for, B against."""
    new = actions.NewVote(
        title="Đề nghị tặng Cờ", rule="majority-of-members", questions=(question or Question("q1", "Đề nghị An"),),
        about=about, cycle=w.year,
    )  # fmt: skip
    vote = actions.draft_vote(actor=w.secretary, cluster=w.cluster, new=new)
    entries = [actions.Entry(u, u.code, is_present=True) for u in (w.a, w.b)]
    vote = actions.open_vote(actor=w.secretary, vote=vote, electorate=entries)
    for leader, unit, answer in ((w.leader, w.a, "yes"), (w.neighbour_leader, w.b, "no")):
        actions.cast_vote(actor=leader, voter=vote.voters.get(unit=unit), marks=([answer],))
    vote = actions.close_vote(actor=w.secretary, vote=vote)
    return actions.decide_vote(actor=w.secretary, vote=vote)


@pytest.fixture
def w(db):
    w = award_world.listed()
    awards.set_thresholds(actor=w.secretary, award_list=w.list, thresholds=award_world.THRESHOLDS)
    return w


def test_the_counts_go_into_the_list(w):
    vote = decided(w, f"award:{w.flag.pk}")
    assert consequences.consequence_of(vote).preview(vote) == [
        "An: Đề nghị tặng Cờ thi đua: ghi 1 đồng ý, 1 không đồng ý, 0 không có ý kiến."
    ]
    actions.apply_vote(actor=w.secretary, vote=vote)
    row = Recommendation.objects.get(pk=w.flag.pk)
    assert (row.votes_for, row.votes_against, row.base, row.needed, row.carried) == (1, 1, 2, 2, False)
    assert row.minutes.startswith("Đề nghị tặng Cờ, ngày ")
    with pytest.raises(Refused):
        actions.apply_vote(actor=w.secretary, vote=Vote.objects.get(pk=vote.pk))


def test_a_vote_about_nothing_of_the_year_is_refused(w):
    vote = decided(w, "award:999")
    with pytest.raises(Refused, match="Không còn đề nghị"):
        actions.apply_vote(actor=w.secretary, vote=vote)


def test_the_secretariat_prepares_the_vote_from_the_recommendation(w, client):
    address = reverse("votes:add-for-award", args=[w.flag.pk])
    for role, code in (("neighbour", 404), ("officer", 403), ("central", 403)):
        client.force_login(getattr(w, role))
        assert client.post(address).status_code == code
    assert Vote.objects.count() == 0
    client.force_login(w.secretary)
    assert client.post(address).status_code == 302
    vote = Vote.objects.get()
    assert (vote.about, vote.rule, vote.asked[0].award) == (f"award:{w.flag.pk}", "vks-20", "sector_flag")
    assert vote.candidates == {"q1": {"yes": w.a.pk}}
