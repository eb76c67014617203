"""Screens of secret ballots as people use them."""

import io
import json

import pytest
from django.urls import reverse

from thidua.ballots import recount
from thidua.web.ballots import actions, queries
from thidua.web.ballots.models import SecretBallot
from thidua.web.ballots.tests import factories
from thidua.web.votes import joints
from thidua.web.votes.actions import decide_vote
from thidua.web.votes.documents import minutes
from thidua.web.votes.models import Vote


def url(name, held, *more):
    return reverse(f"ballots:{name}", args=[held.ballot.vote_id, *more])


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_secretary_prepares_on_another_machine_and_opens(world, sign_in):
    client = sign_in("secretary")
    vote = factories.opened_vote(world)
    page = reverse("ballots:ballot", args=[vote.pk])
    key = actions.key_of(vote)
    assert f"--ballot {key}" in text_of(client.get(page))
    held = factories.prepared(world, vote)
    SecretBallot.objects.all().delete()
    file = io.BytesIO(json.dumps(held.public).encode())
    file.name = "cong-khai.json"
    assert client.post(reverse("ballots:take-in", args=[vote.pk]), {"file": file}).status_code == 302
    opening = reverse("ballots:open", args=[vote.pk])
    assert "Không nên mở" in text_of(client.get(opening))
    assert client.post(opening, {"complaint_minutes": "30"}).status_code == 200
    assert client.post(opening, {"complaint_minutes": "30", "understood": "on"}).status_code == 302
    assert f"/box/{key}/" in text_of(client.get(page))


def test_printing_on_the_server_answers_with_the_pdf_once(world, sign_in):
    vote = factories.opened_vote(world)
    page = reverse("ballots:prepare", args=[vote.pk])
    client = sign_in("secretary")
    assert 'value="6"' in text_of(client.get(page))
    response = client.post(page, {"slips": "6", "tellers": "3", "need": "2"})
    assert response.content.startswith(b"%PDF")
    assert response.headers["Cache-Control"] == "no-store"
    assert client.post(page, {"slips": "6", "tellers": "2", "need": "3"}).status_code == 200
    assert client.get(reverse("ballots:paper", args=[vote.pk])).content.startswith(b"%PDF")


def test_a_second_click_does_not_void_the_slips_just_printed(world, sign_in):
    vote = factories.opened_vote(world)
    page = reverse("ballots:prepare", args=[vote.pk])
    client = sign_in("secretary")
    given = {"slips": "6", "tellers": "3", "need": "2", "replacing": ""}
    assert client.post(page, given).content.startswith(b"%PDF")
    first = SecretBallot.objects.get(vote=vote).credentials
    for more in ({}, {"again": "on"}):
        assert client.post(page, given | more).status_code == 200
        assert SecretBallot.objects.get(vote=vote).credentials == first
    mark = queries.printed_mark(vote)
    assert client.post(page, given | {"again": "on", "replacing": mark}).content.startswith(b"%PDF")
    assert SecretBallot.objects.get(vote=vote).credentials != first


def test_the_register_is_ticked_and_searched(world, sign_in):
    held = factories.opened(world)
    client = sign_in("secretary")
    rows = list(held.ballot.register.all())
    assert (
        client.post(url("register", held), {"shown": [r.pk for r in rows], "taken": [rows[0].pk]}).status_code
        == 302
    )
    assert "đã phát 1/4" in text_of(client.get(url("register", held)))
    found = text_of(client.get(url("register", held), {"q": "Dương"}))
    assert "Dương" in found
    assert "Bình" not in found


def test_closing_complaints_and_opening(world, sign_in, django_capture_on_commit_callbacks):
    held = factories.opened(world)
    for at in range(4):
        factories.voted(held, at)
    client = sign_in("secretary")
    rows = [r.pk for r in held.ballot.register.all()]
    client.post(url("register", held), {"shown": rows, "taken": rows})
    numbers = "\n".join(n.lower().replace("-", " ") for n in held.receipts[4:])
    assert client.post(url("withdraw", held), {"numbers": numbers, "reason": "Thừa"}).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url("close", held), {"typed": "đóng bỏ phiếu"}).status_code == 302
    given = {"receipt": held.receipts[1], "about": "Dấu kiểm không đúng"}
    assert client.post(url("complain", held), given).status_code == 302
    complaint = held.ballot.complaints.get()
    page = text_of(client.get(url("ballot", held)))
    assert "Dấu kiểm không đúng" in page
    assert "Chưa hết thời gian khiếu nại" in page
    judged = {"decision": "keep", "reason": "Đọc nhầm"}
    assert client.post(url("judge", held, complaint.pk), judged).status_code == 302
    factories.window_over(held)
    assert "mảnh" in text_of(client.post(url("count", held), {"share_1": "x", "share_2": "y"})).lower()
    shares = {"share_1": held.shares[0], "share_2": held.shares[2]}
    assert client.post(url("count", held), shares).status_code == 302
    assert "Đã mở phiếu" in text_of(client.get(url("ballot", held)))


def test_everybody_reads_the_board_and_nobody_a_count_before_closing(world, client):
    held = factories.opened(world)
    factories.voted(held, 0)
    page = reverse("ballots:board", args=[held.key])
    open_page = text_of(client.get(page))
    assert held.ballot.opening_digest in open_page
    assert held.receipts[0] not in open_page
    assert (
        json.loads(client.get(reverse("ballots:board-file", args=[held.key])).content) == held.ballot.opening
    )
    for at in range(1, 4):
        factories.voted(held, at, ((), ("a", "b")))
    factories.all_handed_out(world, held)
    held.ballot = actions.close_ballot(actor=world.secretary, ballot=held.ballot)
    sealed_page = text_of(client.get(page))
    assert factories.sealed(held, 0).fingerprint in sealed_page
    assert sealed_page.count("còn niêm phong") == 4
    assert "Tán thành" not in sealed_page
    factories.window_over(held)
    actions.join_and_count(actor=world.secretary, ballot=held.ballot, shares=held.shares)
    opened_page = text_of(client.get(page))
    assert "1. Tán thành; 2. An" in opened_page
    assert opened_page.count("1. Để trắng; 2. Không hợp lệ") == 3
    assert recount(json.loads(client.get(reverse("ballots:board-file", args=[held.key])).content)).holds
    assert client.get(reverse("ballots:privacy")).status_code == 200


def test_a_ballot_that_is_not_open_has_no_board(world, client):
    held = factories.prepared(world)
    assert client.get(reverse("ballots:board", args=[held.key])).status_code == 404


def test_a_rehearsal_is_marked_on_every_screen(world, sign_in):
    held = factories.opened(world, is_rehearsal=True)
    client = sign_in("secretary")
    for page in (url("ballot", held), url("register", held), reverse("ballots:board", args=[held.key])):
        assert "DIỄN TẬP" in text_of(client.get(page))


@pytest.mark.parametrize(
    ("who", "code"), [("officer", 403), ("leader", 403), ("central", 403), ("foreigner", 404)]
)
@pytest.mark.parametrize("name", ["prepare", "take-in", "paper", "register", "withdraw", "close", "count"])
def test_others_run_nothing(world, sign_in, who, code, name):
    held = factories.opened(world)
    assert sign_in(who).get(url(name, held)).status_code == code


def test_members_see_the_steps_and_no_names(world, sign_in):
    held = factories.opened(world)
    page = text_of(sign_in("officer").get(url("ballot", held)))
    assert "Danh sách nhận phiếu mã" not in page
    assert sign_in("foreigner").get(url("ballot", held)).status_code == 404


def test_the_board_asks_as_few_questions_for_many_ballots(world, client, django_assert_num_queries):
    held = factories.counted(world)
    page = reverse("ballots:board", args=[held.key])
    client.get(page)
    with django_assert_num_queries(3):
        client.get(page)


def test_the_minutes_account_for_slips_and_name_the_digests(world):
    held = factories.counted(world)
    vote = Vote.objects.get(pk=held.ballot.vote_id)
    told = "\n".join(joints.accounts_of(vote))
    assert "Phiếu mã đã in: 6; đã phát: 4; thu hồi: 2;" in told
    assert "Phiếu trong hòm: 4" in told
    assert queries.in_fours(held.ballot.opening_digest) in told
    assert "Phiếu kín" in "".join(getattr(block, "text", "") for block in minutes(vote, None).body)


def test_the_minutes_say_nothing_before_the_box_is_open(world):
    assert joints.accounts_of(factories.closed(world).ballot.vote) == []


def test_a_decided_vote_still_leads_to_its_board(world, sign_in):
    held = factories.counted(world)
    decide_vote(actor=world.secretary, vote=held.ballot.vote)
    page = text_of(sign_in("officer").get(reverse("votes:vote", args=[held.ballot.vote_id])))
    assert reverse("ballots:board", args=[held.key]) in page
