"""What a conference's agreement, votes, ballots, papers, awards, head and article wait for, on start pages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.worlds import SINCE, person, small_world, unit

from thidua.web.agreements.actions import reply
from thidua.web.agreements.tests import factories as agreements
from thidua.web.awards.tests import world as awards
from thidua.web.ballots import actions as ballots
from thidua.web.ballots.tests import factories as secret
from thidua.web.clusters.models import Assignment
from thidua.web.clusters.tests import factories as papers
from thidua.web.conferences.models import Conference
from thidua.web.conferences.tests.factories import add_conferences
from thidua.web.elections.actions import Wanted, adopt_choice, draft_choice
from thidua.web.home import queries
from thidua.web.news import actions as news
from thidua.web.rulebooks.tests import factories as rulebook_texts
from thidua.web.votes.actions import Entry, NewVote, close_vote, decide_vote, draft_vote, open_vote
from thidua.web.votes.tests.factories import PROGRAMME

PEOPLE = (
    "officer",
    "leader",
    "administrator",
    "neighbour",
    "foreigner",
    "secretary",
    "central",
    "site_admin",
)


@pytest.fixture
def w(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    w = small_world()
    w.edition = rulebook_texts.adopted(w)
    return w


def told(w, part):
    """Who is told what (text, kind, note) under addresses with `part` in them; nobody else is told anything."""
    found = {}
    for name in PEOPLE:
        user = type(w.officer).objects.get(pk=getattr(w, name).pk)
        tasks = queries.tasks_for(user, queries.overview_of(user))
        mine = [(t.text, t.kind, t.note) for t in tasks if part in t.url]
        if mine:
            found[name] = mine
    return found


def texts(w, part):
    """The same, the texts alone."""
    return {name: [text for text, *_rest in mine] for name, mine in told(w, part).items()}


def test_an_agreement_waits_for_each_unit_then_for_the_next_step(w):
    row = agreements.drafted(w)
    name = "«Giao ước thi đua năm 2021»"
    assert texts(w, "/agreements/") == {"secretary": [f"Soạn xong {name} và gửi các đơn vị góp ý"]}
    row = agreements.actions.consult_on(actor=w.secretary, agreement=row, until=agreements.UNTIL)
    asked = [f"Cho ý kiến về {name}"]
    found = told(w, "/agreements/")
    assert {who: [text for text, *_rest in mine] for who, mine in found.items()} == {
        "officer": asked, "leader": asked, "neighbour": asked,
        "secretary": [f"Chờ các đơn vị cho ý kiến về {name}"],
    }  # fmt: skip
    assert found["secretary"][0][1:] == ("watch", "An, Bình")
    agreements.proposal(w, row)
    reply(actor=w.officer, agreement=row, unit=w.a)
    assert told(w, "/agreements/")["secretary"] == [
        (f"Quyết định 1 đề nghị sửa {name}", "do", ""),
        (f"Chờ các đơn vị cho ý kiến về {name}", "watch", "Bình"),
    ]
    assert set(told(w, "/agreements/")) == {"neighbour", "secretary"}
    amendment = row.amendments.get()
    agreements.actions.retract_amendment(actor=w.neighbour, amendment=amendment)
    reply(actor=w.neighbour, agreement=row, unit=w.b)
    assert texts(w, "/agreements/") == {"secretary": [f"Ghi nhận việc thông qua {name}"]}
    agreements.adopt(w, row)
    assert texts(w, "/agreements/") == {"secretary": [f"Đưa {name} ra ký"]}


def test_a_counted_vote_waits_to_be_announced_and_tells_no_count(w):
    voters = [Entry(u, u.name_on(SINCE), is_present=True) for u in (w.a, w.b)]
    new = NewVote(title="Thông qua chương trình", rule="majority-of-members", questions=(PROGRAMME,))
    vote = draft_vote(actor=w.secretary, cluster=w.cluster, new=new)
    vote = open_vote(actor=w.secretary, vote=vote, electorate=voters)
    assert texts(w, "/votes/") == {"leader": ["Biểu quyết: Thông qua chương trình"]}
    vote = close_vote(actor=w.secretary, vote=vote)
    assert told(w, "/votes/") == {
        "secretary": [("Công bố kết quả biểu quyết: Thông qua chương trình", "do", "")]
    }
    decide_vote(actor=w.secretary, vote=vote)
    assert told(w, "/votes/") == {}


def closed_ballot(w):
    """A secret ballot with one vote in its box, closed just now."""
    w.units = [w.a, w.b, *(unit(code, code, w.cluster) for code in ("DDD", "EEE"))]
    w.since = SINCE
    held = secret.opened(w)
    rows = set(held.ballot.register.values_list("pk", flat=True))
    ballots.hand_out(actor=w.secretary, ballot=held.ballot, shown=rows, taken=rows)
    spare = held.receipts[len(w.units) :]
    ballots.withdraw_slips(actor=w.secretary, ballot=held.ballot, numbers=spare, reason="Phiếu thừa")
    secret.voted(held, 0)
    held.ballot = ballots.close_ballot(actor=w.secretary, ballot=held.ballot)
    return held


def test_a_closed_ballot_waits_for_complaints_then_for_the_box(w):
    held = closed_ballot(w)
    (found,) = told(w, "/ballots/")["secretary"]
    assert found[:2] == ("Đang nhận khiếu nại về phiếu: Suy tôn năm 2021", "watch")
    made = ballots.record_complaint(
        actor=w.secretary, ballot=held.ballot, receipt=held.receipts[0], about="Bị ép"
    )
    (asked,) = told(w, "/ballots/")["secretary"]
    assert asked[:2] == ("Quyết định 1 khiếu nại về phiếu: Suy tôn năm 2021", "do")
    ballots.judge_complaint(actor=w.secretary, complaint=made, decision="keep", reason="Không có căn cứ")
    type(held.ballot).objects.update(complaints_until=held.ballot.complaints_until - dt.timedelta(hours=1))
    assert told(w, "/ballots/") == {"secretary": [("Mở hòm phiếu: Suy tôn năm 2021", "do", "")]}


def test_drafts_of_papers_and_articles_lie_on_the_secretariats_desk(w):
    one = papers.draft(w, "plan", subject="Kế hoạch còn kín")
    assert told(w, reverse("clusters:document", args=[one.pk])) == {
        "secretary": [("Hoàn thiện và ban hành 1 dự thảo văn bản", "do", "Kế hoạch còn kín")]
    }
    for number in range(1, 4):
        papers.draft(w, "letter", subject=f"Công văn {number}")
    assert told(w, "/documents/") == {
        "secretary": [
            (
                "Hoàn thiện và ban hành 4 dự thảo văn bản",
                "do",
                "Công văn 3; Công văn 2; Công văn 1 và 1 mục khác",
            )
        ]
    }
    add_conferences(w)
    Conference.objects.filter(pk=w.conference.pk).update(state="held")
    w.conference.refresh_from_db()
    article = news.draft_article(actor=w.secretary, conference=w.conference)
    assert texts(w, "/articles/") == {"secretary": [f"Biên tập và đăng bài: {article.title}"]}
    news.publish_article(actor=w.secretary, article=article)
    assert texts(w, "/articles/") == {}


def test_the_choice_of_the_head_waits_for_a_second_person(w):
    wanted = Wanted("designation", w.b, None, "Công văn số 1", dt.date(2022, 1, 1))
    choice = draft_choice(actor=w.secretary, cycle=w.year, wanted=wanted)
    todo = ["Thông qua lựa chọn «Cụm trưởng năm 2022: Bình»"]
    assert texts(w, "/elections/") == {
        "leader": todo, "central": todo, "site_admin": todo,
        "secretary": ["Chờ người thứ hai thông qua lựa chọn «Cụm trưởng năm 2022: Bình»"],
    }  # fmt: skip
    adopt_choice(actor=w.central, choice=choice)
    assert texts(w, "/elections/") == {}


def test_a_recommended_unit_completes_its_report_and_the_list_goes_on(db):
    w = awards.listed()
    report = w.list.achievements.get(unit=w.a)
    mine = [
        (
            "Hoàn thành báo cáo thành tích năm 2021",
            "do",
            "Đơn vị có trong danh sách đề nghị khen thưởng của cụm.",
        )
    ]
    assert told(w, f"/achievements/{report.pk}/") == {"officer": mine, "leader": mine}
    assert told(w, f"/achievements/{w.list.achievements.get(unit=w.b).pk}/") == {"neighbour": mine}
    assert texts(w, f"/awards/{w.year.pk}/") == {
        "secretary": ["Lập xong và chốt danh sách đề nghị khen thưởng năm 2021"]
    }
    w.flag.state, w.flag.reason = "removed", "Đơn vị xin rút"
    w.flag.save()
    assert told(w, f"/achievements/{report.pk}/") == {}


def test_tasks_cost_the_same_for_more_papers_votes_and_units(w):
    agreements.consulted(w)
    papers.draft(w, "plan")

    def cost(name):
        user = type(w.officer).objects.get(pk=getattr(w, name).pk)
        overview = queries.overview_of(user)
        with CaptureQueriesContext(connection) as asked:
            queries.tasks_for(user, overview)
        return len(asked)

    before = {name: cost(name) for name in PEOPLE}
    for number in range(4):
        papers.draft(w, "letter", subject=f"Công văn {number}")
        more = unit(f"M{number}", f"Đơn vị {number}", w.cluster)
        person(f"them-{number}", more, Assignment.Role.OFFICER)
    assert {name: cost(name) for name in PEOPLE} == before
    assert max(before.values()) < 40
