"""The screens, as people use them."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.web.clusters.models import OfficialDocument
from thidua.web.core import files
from thidua.web.votes import consequences, joints
from thidua.web.votes.documents import minutes
from thidua.web.votes.models import NamedBallot, Vote
from thidua.web.votes.tests.factories import HEAD, all_cast, cast, closed, decided, draft, everybody, running


def url(name, row):
    return reverse(f"votes:{name}", args=[row.pk])


def post(client, address, **data):
    return client.post(address, data)


def test_a_vote_is_prepared_opened_voted_closed_and_announced(world, sign_in):
    client = sign_in("secretary")
    made = post(
        client, reverse("votes:add", args=[world.cluster.pk]),
        title="Thông qua chương trình", rule="majority-of-members", way="open", taking="own",
    )  # fmt: skip
    vote = Vote.objects.get()
    assert made.url == url("vote", vote)
    post(client, url("settings", vote), share="2/3", base="present", tie="nd152-4")
    post(client, url("question-add", vote), text="Thông qua?", kind="yes_no", about="", seats="1")
    there = {f"unit-{u.pk}": "here" for u in world.units}
    page = post(client, url("open", vote), check="1", **there).content.decode()
    assert "cần 4/5" in page  # 2/3 of five, and of the five that are there
    post(client, url("open", vote), open="1", **there)
    vote.refresh_from_db()
    assert (vote.state, vote.rule_settings) == (
        "open", {"share": "2/3", "base": "present", "tie": "nd152-4"},
    )  # fmt: skip
    for member, answer in zip(world.units, ["yes", "yes", "yes", "yes", "no"], strict=True):
        leader = sign_in(member)
        voter = vote.voters.get(unit=member)
        assert "Biểu quyết ngay" in leader.get(reverse("votes:start")).content.decode()
        after = leader.post(url("voter", voter), {"q1": answer}, follow=True).content.decode()
        assert "Đã ghi nhận biểu quyết của đơn vị." in after
    client = sign_in("secretary")
    post(client, url("close", vote))
    assert "Kết quả kiểm phiếu, chưa công bố" in client.get(url("vote", vote)).content.decode()
    post(client, url("decide", vote))
    page = sign_in("neighbour").get(url("vote", vote)).content.decode()
    assert "được 4 phiếu (80 %): đạt" in page
    assert len(re.findall(r"<td>Tán thành</td>", page)) == 4


def test_a_refusal_stands_above_the_form(world, sign_in):
    page = post(
        sign_in("secretary"), reverse("votes:add", args=[world.cluster.pk]),
        title="Xét cờ", rule="nd98-30.7", way="open", taking="own",
    )  # fmt: skip
    assert "quy định bỏ phiếu kín" in page.content.decode()


def test_questions_are_changed_and_removed(world, sign_in):
    client, vote = sign_in("secretary"), draft(world)
    edit = reverse("votes:question-edit", args=[vote.pk, "q1"])
    units = [str(world.a.pk), str(world.b.pk)]
    few = post(client, edit, text="Chọn cụm trưởng", kind="choose", units=units[:1], seats="1")
    assert "từ 2 đến" in few.content.decode()
    many = post(client, edit, text="Chọn cụm trưởng", kind="choose", units=units, others="Khác", seats="4")
    assert "nhiều hơn số phương án" in many.content.decode()
    post(client, edit, text="Chọn cụm trưởng", kind="choose", units=units, others="Khác", seats="1")
    vote.refresh_from_db()
    (question,) = vote.asked
    assert list(question.options.values()) == ["An", "Bình", "Khác"]
    assert vote.candidates == {"q1": {f"u{u}": int(u) for u in units}}
    assert "Khác" in client.get(edit).content.decode()
    post(client, url("question-add", vote), text="Hỏi thêm", kind="yes_no", about=units[1], seats="1")
    post(client, reverse("votes:question-remove", args=[vote.pk, "q1"]))
    vote.refresh_from_db()
    assert [q.id for q in vote.asked] == ["q2"]
    assert vote.candidates == {"q2": {"yes": world.b.pk}}
    assert client.get(edit).status_code == 404


def test_another_rule_drops_settings_it_does_not_leave_open(world, sign_in):
    vote = draft(world, rule_settings={"quorum": "1/2", "order": "bé trước"})
    post(
        sign_in("secretary"), url("edit", vote), title="Khác", rule="bacninh-8", way="open", taking="roll",
    )  # fmt: skip
    vote.refresh_from_db()
    assert (vote.title, vote.rule_settings) == ("Khác", {"order": "bé trước"})


def test_a_draft_is_dropped(world, sign_in):
    vote = draft(world)
    post(sign_in("secretary"), url("discard", vote))
    assert not Vote.objects.exists()


def test_choices_and_ranks_on_the_units_page(world, sign_in):
    from thidua.ballots import Kind, Question

    rank = Question("q1", "Xếp", Kind.RANK, {"a": "An", "b": "Bình"})
    two = Question("q3", "Chọn hai", Kind.CHOOSE, {"a": "An", "b": "Bình", "d": "Dương"}, seats=2)
    vote = running(world, rank, HEAD, two)
    voter = vote.voters.get(unit=world.b)
    client = sign_in(world.b)
    wrong = client.post(
        url("voter", voter), {"q1-a": 1, "q1-b": 1, "q2": "a", "q3": ["a", "b", "d"]}
    ).content.decode()
    assert "mỗi thứ bậc một lần" in wrong
    assert "Chọn nhiều nhất 2" in wrong
    client.post(url("voter", voter), {"q1-a": 2, "q1-b": 1, "q2": "", "q3": ["d"]})
    assert NamedBallot.objects.get().marks == [["b", "a"], [], ["d"]]
    page = client.get(url("voter", voter)).content.decode()
    assert "1. Bình; 2. An" in page
    assert re.search(r'<input[^>]*value="d"[^>]*checked', page)


def test_written_votes_are_typed_with_their_scan(world, sign_in):
    vote = running(world, electorate=everybody(world, written=[world.b]))
    voter = vote.voters.get(unit=world.b)
    client = sign_in("secretary")
    assert "bản chụp" in client.post(url("enter", voter), {"q1": "yes"}).content.decode()
    scan = SimpleUploadedFile("Phiếu.pdf", b"%PDF-1.4 vote", "application/pdf")
    assert client.post(url("enter", voter), {"q1": "yes", "scan": scan}).status_code == 302
    ballot = NamedBallot.objects.get()
    assert b"".join(client.get(url("scan", ballot))) == b"%PDF-1.4 vote"
    assert sign_in(world.a).get(url("scan", ballot)).status_code == 404
    page = sign_in(world.b).get(url("voter", voter)).content.decode()
    assert "gửi phiếu bằng văn bản" in page


def test_hands_are_typed_and_closed(world, sign_in):
    vote = running(world, taking="hands")
    client = sign_in("secretary")
    client.post(url("count", vote), {"q1-yes": 9, "q1-no": 0, "q1-abstain": 0})
    assert Vote.objects.get().result == {}
    client.post(url("count", vote), {"q1-yes": 4, "q1-no": 1, "q1-abstain": 0})
    client.post(url("close", vote))
    assert "được 4 phiếu" in client.get(url("vote", vote)).content.decode()


def test_a_roll_call_goes_from_unit_to_unit(world, sign_in):
    vote = running(world, taking="roll")
    client = sign_in("secretary")
    called = []
    for _unit in world.units:
        answer = client.get(url("roll", vote))
        called.append(answer.url)
        client.post(answer.url, {"q1": "yes"})
    assert called == [url("enter", voter) for voter in vote.voters.all()]
    assert client.get(url("roll", vote)).url == url("vote", vote)


def test_a_tie_is_settled_on_the_page(world, sign_in):
    vote = running(world, HEAD, rule_settings={"rounds": 1, "tie": "tandtc-29", "share": "1/5"})
    closed(world, vote, ["a", "a", "b", "b", "d"])
    client = sign_in("secretary")
    page = client.get(url("decide", vote)).content.decode()
    assert "ngang phiếu" in page
    client.post(url("decide", vote), {"q2-chosen": ["b"], "q2-by": "Cụm trưởng", "q2-note": "Biên bản 18/12"})
    shown = sign_in("neighbour").get(url("vote", vote)).content.decode()
    assert "Cụm trưởng" in shown
    assert "Biên bản 18/12" in shown


def test_a_next_round_and_an_annulment(world, sign_in):
    vote = decided(world, running(world, HEAD, rule_settings={"rounds": 2}), ["a", "a", "b", "b", "d"])
    client = sign_in("secretary")
    later = client.post(url("go-on", vote))
    assert Vote.objects.get(round=2).previous == vote
    assert client.get(later.url).status_code == 200
    client.post(url("discard", Vote.objects.get(round=2)))
    client.post(url("annul", vote), {"reason": "Sai danh sách"})
    assert "Sai danh sách" in sign_in("neighbour").get(url("vote", vote)).content.decode()


def test_minutes_take_a_number_and_say_the_arithmetic(world, sign_in):
    vote = decided(world, running(world), ["yes", "yes", "yes", "no", None])
    answer = sign_in("secretary").post(url("minutes", vote))
    document = OfficialDocument.objects.get()
    assert answer.url == reverse("clusters:document", args=[document.pk])
    assert (document.kind, document.number, document.about) == ("tally_minutes", 1, f"vote:{vote.pk}")
    assert files.path_of(document.pdf.sha256).read_bytes().startswith(b"%PDF")
    import docx

    text = "\n".join(
        p.text for p in docx.Document(io.BytesIO(files.path_of(document.docx.sha256).read_bytes())).paragraphs
    )
    assert "được 3 phiếu (60 %): đạt" in text.replace("\u00a0", " ")


def test_what_is_applied_is_shown_first(world, sign_in, monkeypatch):
    monkeypatch.setattr(consequences, "KNOWN", {})
    consequences.register(
        "thing", "Ghi vào việc", lambda *_: None, preview=lambda _vote: ["Việc 7 thành xong."]
    )
    vote = decided(world, running(world, about="thing:7"), ["yes"] * 5)
    client = sign_in("secretary")
    assert "Việc 7 thành xong." in client.get(url("apply", vote)).content.decode()
    client.post(url("apply", vote))
    assert "Đã áp dụng" in client.get(url("vote", vote)).content.decode()


def test_presence_and_doors_come_from_above(world, sign_in, monkeypatch):
    monkeypatch.setattr(joints, "PRESENT", [lambda _vote: None, lambda _vote: {world.b.pk: False}])
    monkeypatch.setattr(joints, "DOORS", [lambda _user, _vote: [joints.Door("Lập hòm phiếu", "/box/", True)]])
    vote = draft(world, way="secret")
    client = sign_in("secretary")
    form = client.get(url("open", vote)).context["form"]
    assert [form[f"unit-{u.pk}"].value() for u in (world.a, world.b)] == ["here", "away"]
    assert 'href="/box/"' in client.get(url("vote", vote)).content.decode()
    monkeypatch.setattr(joints, "DOORS", [])
    assert "Chưa lập hòm phiếu" in client.get(url("vote", vote)).content.decode()


def test_minutes_name_who_was_chosen(world):
    vote = decided(world, running(world, HEAD), [*"aaabb"])
    said = [
        block.text for block in minutes(vote, 1).body if getattr(block, "text", "").startswith("Được chọn")
    ]
    assert said == ["Được chọn: An."]


def test_a_secret_vote_says_its_two_steps_and_never_who_voted(world, sign_in):
    vote = draft(world, way="secret")
    client = sign_in("secretary")
    there = {f"unit-{u.pk}": "here" for u in world.units}
    page = post(client, url("open", vote), check="1", **there).content.decode()
    assert ("Chốt người bỏ phiếu</button>" in page, "Mở biểu quyết" in page) == (True, False)
    assert "rồi mở hòm phiếu ở trang «Bỏ phiếu kín»" in page
    post(client, url("open", vote), open="1", **there)
    page = client.get(url("vote", vote)).content.decode()
    assert "Ai được bỏ phiếu" in page
    assert ("Tham gia" in page, ">chưa<" in page, url("progress", vote) in page) == (False, False, False)


def test_a_rehearsal_is_marked_everywhere(world, sign_in):
    vote = running(world, is_rehearsal=True)
    client = sign_in(world.a)
    for address in (reverse("votes:start"), url("vote", vote), url("voter", vote.voters.get(unit=world.a))):
        assert "diễn tập" in client.get(address).content.decode().casefold(), address
    decided(world, vote, ["yes"] * 5)
    assert sign_in("secretary").post(url("minutes", vote)).status_code == 403


@pytest.mark.parametrize("votes", [1, 6])
def test_the_list_asks_the_same_whatever_its_length(world, sign_in, votes, django_assert_max_num_queries):
    for _number in range(votes):
        cast(world, running(world), world.a, ["yes"])
    client = sign_in(world.a)
    client.get(reverse("votes:start"))
    with django_assert_max_num_queries(14):
        client.get(reverse("votes:start"))


def test_the_page_asks_the_same_whatever_the_electorate(world, sign_in, django_assert_max_num_queries):
    vote = running(world)
    all_cast(world, vote, ["yes"] * 5)
    client = sign_in("secretary")
    client.get(url("vote", vote))
    with django_assert_max_num_queries(24):
        client.get(url("vote", vote))
