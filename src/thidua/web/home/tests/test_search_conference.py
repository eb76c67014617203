"""Search finds what belongs to a conference for those who may read it, and for nobody else."""

import datetime as dt

import pytest
from tests.worlds import SINCE, small_world

from thidua.web.agreements.tests import factories as agreements
from thidua.web.awards.tests import world as awards
from thidua.web.ballots.tests.factories import drafted
from thidua.web.charity.tests import world as funds
from thidua.web.conferences.models import Conference, Resolution
from thidua.web.conferences.tests.factories import add_conferences
from thidua.web.core import clock
from thidua.web.elections.actions import Wanted, draft_choice
from thidua.web.home.queries import search
from thidua.web.news import actions as news
from thidua.web.rulebooks.tests import factories as rulebook_texts
from thidua.web.votes.actions import Entry, open_vote
from thidua.web.votes.models import Vote

PEOPLE = ("officer", "neighbour", "foreigner", "secretary", "central", "site_admin")
SECRETARIAT = [False, False, False, True, False, False]
MEMBERS = [True, True, False, True, True, True]


def found(w, text):
    """Who of `PEOPLE` finds something beside help."""
    who = []
    for name in PEOPLE:
        user = type(w.officer).objects.get(pk=getattr(w, name).pk)
        who.append(any(group.title != "Trợ giúp" for group in search(user, text)))
    return who


@pytest.fixture
def w(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    w = small_world()
    w.edition = rulebook_texts.adopted(w)
    w.units, w.since = [w.a, w.b], SINCE
    return w


def test_clauses_of_a_draft_are_found_by_the_secretariat_until_it_is_out(w):
    row = agreements.drafted(w)
    clause = row.clauses.first()
    clause.text = "Cam kết còn kín về kết nạp"
    clause.save()
    assert found(w, "cam ket con kin") == SECRETARIAT
    agreements.actions.consult_on(actor=w.secretary, agreement=row, until=agreements.UNTIL)
    assert found(w, "cam ket con kin") == MEMBERS


def test_a_secret_ballot_is_found_by_its_title_and_a_rehearsal_by_nobody(w):
    vote = drafted(w)
    assert found(w, "suy ton") == SECRETARIAT
    voters = [Entry(u, u.name_on(SINCE), is_present=True) for u in w.units]
    open_vote(actor=w.secretary, vote=vote, electorate=voters)
    assert found(w, "suy ton") == found(w, "bo phieu kin suy ton") == MEMBERS
    Vote.objects.update(is_rehearsal=True)
    assert found(w, "suy ton") == [False] * 6


def test_recommendations_are_found_by_the_own_unit_and_the_overseers(db):
    w = awards.listed()
    assert found(w, "an co thi dua nam 2021") == [True, False, False, True, True, False]
    assert found(w, "binh bang khen") == [False, True, False, True, True, False]
    w.flag.state, w.flag.reason = "removed", "Đơn vị xin rút"
    w.flag.save()
    assert found(w, "an co thi dua nam 2021") == [False] * 6


def test_a_plan_for_the_head_is_found_by_those_who_may_draft_one(w):
    wanted = Wanted("designation", w.b, None, "Công văn số 1", dt.date(2022, 1, 1))
    draft_choice(actor=w.secretary, cycle=w.year, wanted=wanted)
    assert found(w, "cum truong nam 2022 binh") == [False, False, False, True, True, True]


def test_articles_are_found_in_draft_by_the_secretariat_then_by_everybody(w):
    add_conferences(w)
    Conference.objects.filter(pk=w.conference.pk).update(state="held")
    w.conference.refresh_from_db()
    article = news.draft_article(actor=w.secretary, conference=w.conference)
    text = news.ArticleText("Tiêu đề mật", "Tóm tắt", "Một đoạn")
    article = news.edit_article(actor=w.secretary, article=article, text=text, version=article.version)
    assert found(w, "tieu de mat") == SECRETARIAT
    soon = clock.now() + dt.timedelta(hours=1)
    article = news.publish_article(actor=w.secretary, article=article, embargo_until=soon)
    assert found(w, "tieu de mat") == SECRETARIAT
    article.embargo_until = None
    article.save()
    assert found(w, "tieu de mat") == [True] * 6
    news.withdraw_article(actor=w.secretary, article=article, reason="Nhầm")
    assert found(w, "tieu de mat") == SECRETARIAT


def test_decisions_are_found_unless_pending_or_on_a_hidden_item(w):
    add_conferences(w)
    for number, (wording, decision) in enumerate(
        (("Nhất trí chương trình", "adopted"), ("Còn phải bàn thêm", "pending")), start=7
    ):
        Resolution.objects.create(
            conference=w.conference, position=number, wording=wording, decision=decision
        )
    assert found(w, "nhat tri chuong trinh") == MEMBERS
    assert found(w, w.hidden_resolution.wording) == found(w, "con phai ban them") == SECRETARIAT


def test_collections_of_the_fund_are_found_in_the_cluster(db):
    w = funds.fund_world()
    assert found(w, "quy nha tinh nghia nam 2021") == MEMBERS
