"""A conference's page leads to all that hangs on it, each person to what that person may open."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.worlds import SINCE, small_world

from thidua.web.agreements.tests import factories as agreements
from thidua.web.charity.models import Campaign, Fund
from thidua.web.clusters.tests import factories as papers
from thidua.web.conferences.links import links_of
from thidua.web.conferences.models import Conference, ConferenceVote
from thidua.web.conferences.tests.factories import add_conferences
from thidua.web.elections.actions import Wanted, draft_choice
from thidua.web.news import actions as news
from thidua.web.rulebooks.tests import factories as rulebook_texts
from thidua.web.votes.actions import Entry, open_vote
from thidua.web.votes.tests.factories import draft


@pytest.fixture
def w(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    w = small_world()
    w.edition = rulebook_texts.adopted(w)
    w.units, w.since = [w.a, w.b], SINCE
    add_conferences(w)
    Conference.objects.filter(pk=w.conference.pk).update(state="held")
    w.conference.refresh_from_db()
    return w


def shown(w, name):
    """(label, state, note) of every link of the person, in order."""
    user = type(w.officer).objects.get(pk=getattr(w, name).pk)
    return [(link.label, link.state, link.note) for link in links_of(user, w.conference)]


def test_before_anything_is_made_the_secretariat_is_led_to_where_it_is_made(w):
    assert shown(w, "secretary") == [
        ("Giao ước thi đua năm 2021", "Chưa soạn", ""),
        ("Cụm trưởng năm 2022", "Chưa chọn", ""),
        ("Soạn văn bản của hội nghị", "", "0 đã ban hành, 0 dự thảo"),
        ("Tin, bài về hội nghị", "Chưa soạn", ""),
    ]
    assert shown(w, "officer") == shown(w, "neighbour") == []


def everything(w):
    """An agreement out for comment, an open vote, a plan for the head, a campaign, papers, a draft article."""
    agreements.consulted(w)
    vote = draft(w)
    vote = open_vote(
        actor=w.secretary,
        vote=vote,
        electorate=[Entry(u, u.name_on(SINCE), is_present=True) for u in w.units],
    )
    ConferenceVote.objects.create(conference=w.conference, vote=vote)
    draft_choice(
        actor=w.secretary,
        cycle=w.year,
        wanted=Wanted("designation", w.b, None, "Công văn số 1", dt.date(2022, 1, 1)),
    )
    fund = Fund.objects.create(cluster=w.cluster)
    Campaign.objects.create(fund=fund, year=2022, title="Đóng góp năm 2022", due_on=dt.date(2022, 6, 30))
    about = f"conference:{w.conference.pk}"
    papers.draft(w, "minutes", subject="Biên bản còn soạn", about=about)
    papers.issued(w, "plan", subject="Kế hoạch hội nghị", about=about)
    w.article = news.draft_article(actor=w.secretary, conference=w.conference)


def test_each_sees_what_may_be_opened_and_how_far_it_is(w):
    everything(w)
    agreement = ("Giao ước thi đua năm 2021", "Đang lấy ý kiến", "")
    vote = ("Thông qua chương trình", "Đang biểu quyết", "Biểu quyết công khai")
    plan = ("Kế hoạch hội nghị", "Đã ban hành 01-BC/BTC", "Kế hoạch")
    assert shown(w, "secretary") == [
        agreement,
        vote,
        ("Cụm trưởng năm 2022", "Phương án", "Bình"),
        ("Đóng góp năm 2022", "Dự kiến", ""),
        plan,
        ("Biên bản còn soạn", "Dự thảo", "Biên bản hội nghị"),
        ("Soạn văn bản của hội nghị", "", "1 đã ban hành, 1 dự thảo"),
        (w.article.title, "Bản nháp", "Tin, bài"),
    ]
    assert shown(w, "neighbour") == [agreement, vote, plan]
    news.publish_article(actor=w.secretary, article=w.article)
    assert shown(w, "neighbour") == [agreement, vote, plan, (w.article.title, "Tin, bài", "")]


def test_a_rehearsal_leads_to_nothing_real(w):
    everything(w)
    w.conference.is_rehearsal = True
    assert shown(w, "secretary") == []


@pytest.mark.parametrize("who", ["secretary", "neighbour"])
def test_every_link_opens_and_costs_no_more_for_more_papers(w, client, who):
    everything(w)
    client.force_login(getattr(w, who))
    page = reverse("conferences:conference", args=[w.conference.pk])
    user = type(w.officer).objects.get(pk=getattr(w, who).pk)
    for link in links_of(user, w.conference):
        assert client.get(link.url).status_code == 200, link
        assert link.url in client.get(page).content.decode()
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(3):
        papers.issued(w, "letter", subject=f"Công văn {number}", about=f"conference:{w.conference.pk}")
    with CaptureQueriesContext(connection) as many:
        assert "Công văn 2" in client.get(page).content.decode()
    assert len(many) == len(few)
