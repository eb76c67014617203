"""What becomes true of votes, and what is refused."""

import io

import pytest

from thidua.ballots import Kind, Question, Tally
from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry, LiveVersion
from thidua.web.votes import actions, consequences, invariants, queries
from thidua.web.votes.actions import Decision, Entry
from thidua.web.votes.actions.casting import Written
from thidua.web.votes.models import NamedBallot, Vote
from thidua.web.votes.tests.factories import (
    HEAD,
    PROGRAMME,
    all_cast,
    cast,
    closed,
    decided,
    draft,
    everybody,
    running,
)


def test_a_vote_from_draft_to_result(world):
    vote = running(world)
    assert vote.electorate == {"members": 5, "entitled": 5, "present": 5, "written": 0}
    vote = decided(world, vote, ["yes", "yes", "yes", "no", None])
    assert vote.state == "decided"
    assert vote.result["questions"] == {"q1": {"result": "passed", "next": "done", "chosen": ["yes"]}}
    assert vote.result["counts"] == [
        {"question": "q1", "valid": 4, "blank": 1, "invalid": 0, "barred": 0, "votes": {"yes": 3, "no": 1, "abstain": 0}}
    ]  # fmt: skip
    (line,) = queries.outcome_of(vote).decided[0].lines
    assert str(line.check.said) == (
        "Cần quá 1/2 của 5 thành viên: 2,5, tức từ 3 phiếu; được 3 phiếu (60 %): đạt."
    )
    acts = AuditEntry.objects.filter(object_type="votes.vote").order_by("pk").values_list("action", flat=True)
    assert list(acts) == [
        "votes.vote.draft", "votes.vote.open", *["votes.ballot.cast"] * 5, "votes.vote.close", "votes.vote.decide",
    ]  # fmt: skip
    assert LiveVersion.objects.get(cluster_id=world.cluster.pk).version == 8
    for check in (invariants.ballots_of_entitled, invariants.counts_match_ballots, invariants.voters_frozen):
        assert list(check()) == []


def test_a_ballot_changed_after_closing_is_found(world):
    vote = decided(world, running(world), ["yes"] * 5)
    NamedBallot.objects.filter(voter__unit=world.b).update(marks=[["no"]])
    assert list(invariants.counts_match_ballots()) == [
        f"«{vote}»: số phiếu đã ghi khác số đếm lại từ các phiếu"
    ]


def test_a_vote_is_changed_until_closing_and_never_doubled(world):
    vote = running(world)
    for mark in (["no"], ["abstain"], ["yes"]):
        cast(world, vote, world.a, mark)
    assert list(NamedBallot.objects.values_list("marks", flat=True)) == [[["yes"]]]
    actions.close_vote(actor=world.secretary, vote=vote)
    with pytest.raises(Refused, match="không đang mở"):
        cast(world, vote, world.a, ["no"])


@pytest.mark.parametrize("mark", [["maybe"], ["yes", "no"]])
def test_a_mark_the_question_does_not_take(world, mark):
    with pytest.raises(Refused, match="chọn chưa đúng cách"):
        cast(world, running(world), world.a, mark)


def test_who_may_not_vote(world):
    absent, writes, suspended = world.units[2:]
    vote = running(world, electorate=everybody(world, [writes], [absent], [suspended]))
    assert vote.electorate == {"members": 5, "entitled": 4, "present": 2, "written": 1}
    for member, reason in ((absent, "danh sách"), (writes, "văn bản"), (suspended, "danh sách")):
        with pytest.raises(Refused, match=reason):
            cast(world, vote, member, ["yes"])
    with pytest.raises(Refused, match="lãnh đạo"):
        actions.cast_vote(actor=world.officer, voter=vote.voters.get(unit=world.a), marks=[["yes"]])
    with pytest.raises(Refused, match="lãnh đạo"):
        actions.cast_vote(actor=world.secretary, voter=vote.voters.get(unit=world.a), marks=[["yes"]])


def scan():
    return Written(files.store(io.BytesIO(b"%PDF-1.4 vote")), "phieu.pdf")


def test_absentees_write_and_the_paper_is_kept(world):
    vote = running(world, electorate=everybody(world, written=[world.b]))
    voter = vote.voters.get(unit=world.b)
    with pytest.raises(Refused, match="bản chụp"):
        actions.enter_vote(actor=world.secretary, voter=voter, marks=[["yes"]])
    actions.enter_vote(actor=world.secretary, voter=voter, marks=[["yes"]], written=scan())
    again = actions.enter_vote(actor=world.secretary, voter=voter, marks=[["no"]])
    assert (again.given, again.marks, again.scan_name) == ("writing", [["no"]], "phieu.pdf")


def test_the_secretariat_never_writes_over_a_units_own_vote(world):
    vote = running(world)
    actions.enter_vote(actor=world.secretary, voter=vote.voters.get(unit=world.b), marks=[["no"]])
    cast(world, vote, world.b, ["yes"])
    with pytest.raises(Refused, match="không ghi đè"):
        actions.enter_vote(actor=world.secretary, voter=vote.voters.get(unit=world.b), marks=[["no"]])


def test_raised_hands_and_votes_in_writing_are_one_count(world):
    vote = running(world, taking="hands", electorate=everybody(world, written=[world.b]))
    with pytest.raises(Refused, match="số đếm giơ tay"):
        actions.close_vote(actor=world.secretary, vote=vote)
    actions.enter_vote(
        actor=world.secretary, voter=vote.voters.get(unit=world.b), marks=[["yes"]], written=scan()
    )
    hands = [Tally.of(PROGRAMME, yes=2, no=1, abstain=1)]
    actions.record_count(
        actor=world.secretary, vote=vote, tallies=queries.plus_written(vote, hands), source="hands"
    )
    vote = actions.close_vote(actor=world.secretary, vote=vote)
    assert vote.result["counts"][0]["votes"] == {"yes": 3, "no": 1, "abstain": 1}
    with pytest.raises(Refused, match="được biểu quyết"):
        actions.record_count(
            actor=world.secretary, vote=vote, tallies=[Tally.of(PROGRAMME, yes=6)], source="hands"
        )


def test_rules_are_kept(world):
    cases = [
        ({"rule": "nope"}, "Không có quy tắc"),
        ({"rule": "tandtc-29", "rule_settings": {"quorum": "1/2"}}, "không đặt khác: quorum"),
        ({"rule": "nd98-30.7"}, "không có tỷ lệ tối thiểu"),
        ({"rule_settings": {"share": "120 %"}}, "Tỷ lệ"),
        ({"cycle": world.year, "rule_settings": {"base": "all"}}, "viết chưa đúng"),
    ]
    for more, reason in cases:
        with pytest.raises(Refused, match=reason):
            draft(world, **more)
    award = Question("q1", "Cờ", award="government_flag")
    with pytest.raises(Refused, match="quy định bỏ phiếu kín"):
        draft(world, award, rule="nd98-30.7")
    with pytest.raises(Refused, match="Giơ tay không xếp thứ tự"):
        draft(world, Question("q1", "Xếp", Kind.RANK, {"a": "An", "b": "Bình"}), taking="hands")


def test_what_the_cluster_sets_is_no_longer_our_reading(world):
    vote = draft(
        world, rule_settings={"share": "2/3", "base": "present", "tie": "nd152-4", "order": "bé trước"}
    )
    assert vote.ruling.assumed == ("quorum", "rounds")
    assert (str(vote.ruling.share), vote.ruling.base, vote.ruling.order.vi) == ("2/3", "present", "bé trước")
    assert "Nghị định 152/2025/NĐ-CP" in str(vote.ruling.tie)


def test_the_own_candidate(world):
    vote = running(
        world, PROGRAMME, HEAD,
        rule_settings={"own_candidate": "barred"},
        candidates={"q1": {"yes": world.b.pk}, "q2": {"a": world.a.pk, "b": world.b.pk}},
    )  # fmt: skip
    with pytest.raises(Refused, match="về chính mình"):
        cast(world, vote, world.b, ["yes"], ["a"])
    with pytest.raises(Refused, match="cho chính mình"):
        cast(world, vote, world.b, [], ["b"])
    for member in world.units:
        own = member == world.b
        cast(world, vote, member, [] if own else ["yes"], ["b"] if member == world.a else ["a"])
    vote = actions.close_vote(actor=world.secretary, vote=vote)
    assert [(c["valid"], c["barred"]) for c in vote.result["counts"]] == [(4, 1), (5, 0)]


def choose(world, rounds=2, **settings):
    return running(world, HEAD, rule_settings={"rounds": rounds, **settings})


def test_a_second_round_keeps_what_is_not_settled(world):
    vote = decided(world, choose(world), ["a", "a", "b", "b", "d"])
    assert vote.result["questions"]["q2"]["next"] == "next_round"
    later = actions.next_round(actor=world.secretary, vote=vote)
    assert (later.round, later.previous, later.state) == (2, vote, "draft")
    with pytest.raises(Refused, match="Đã lập vòng sau"):
        actions.next_round(actor=world.secretary, vote=vote)
    with pytest.raises(Refused, match="vòng sau"):
        actions.annul_vote(actor=world.secretary, vote=vote, reason="nhầm")
    actions.open_vote(actor=world.secretary, vote=later, electorate=everybody(world))
    later = decided(world, later, ["a", "a", "a", "b", "b"])
    assert later.result["questions"]["q2"] == {"result": "filled", "next": "done", "chosen": ["a"]}


def test_a_tie_is_settled_by_whom_the_rule_names(world):
    settings = {"tie": "tandtc-29", "share": "1/5"}
    vote = closed(world, choose(world, rounds=1, **settings), ["a", "a", "b", "b", "d"])
    with pytest.raises(Refused, match="ai quyết định"):
        actions.decide_vote(actor=world.secretary, vote=vote)
    for chosen, reason in ((("d",), "chưa đúng cách"), (("a", "b"), "chưa đúng cách")):
        with pytest.raises(Refused, match=reason):
            actions.decide_vote(
                actor=world.secretary, vote=vote, decisions={"q2": Decision(chosen, "Cụm trưởng", "Biên bản")}
            )
    settled = Decision(("b",), "Cụm trưởng và cụm phó", "Biên bản ngày 18/12/2020")
    vote = actions.decide_vote(actor=world.secretary, vote=vote, decisions={"q2": settled})
    assert vote.result["questions"]["q2"]["chosen"] == ["b"]
    assert vote.result["questions"]["q2"]["decision"]["decided_by"] == "Cụm trưởng và cụm phó"


def test_no_decision_is_taken_where_the_votes_decided(world):
    vote = closed(world, running(world), ["yes"] * 5)
    with pytest.raises(Refused, match="Chỉ ghi quyết định"):
        actions.decide_vote(
            actor=world.secretary, vote=vote, decisions={"q1": Decision(("yes",), "Tôi", "Thích")}
        )


def test_without_quorum_nothing_is_decided(world):
    vote = running(world, electorate=everybody(world, absent=world.units[2:]))
    vote = decided(world, vote, ["yes", "yes"])
    assert vote.result["questions"]["q1"] == {"result": "void", "next": "call_again", "chosen": []}


def test_the_electorate_is_asked_for(world):
    vote = draft(world, rule="vks-20", rule_settings={"share": "1/2", "absent": "excluded"})
    a = world.a
    for electorate, reason in (
        ([], "Chưa có ai"),
        ([Entry(a, "An", True, True)], "không vừa có mặt"),
        ([Entry(a, "An", True), Entry(a, "An", True)], "đúng một lần"),
        ([Entry(None, "Ông An", True)], "đúng một lần"),
        (everybody(world, written=[a]), "không cho đơn vị vắng mặt"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.open_vote(actor=world.secretary, vote=vote, electorate=electorate)


def test_annulled_with_a_reason(world):
    vote = running(world)
    with pytest.raises(Refused, match="lý do"):
        actions.annul_vote(actor=world.secretary, vote=vote, reason=" ")
    vote = actions.annul_vote(actor=world.secretary, vote=vote, reason="Đếm nhầm")
    assert (vote.state, vote.annul_reason) == ("annulled", "Đếm nhầm")


@pytest.fixture
def applied(monkeypatch):
    """A consequence that remembers what was applied."""
    seen = []
    monkeypatch.setattr(consequences, "KNOWN", {})
    consequences.register(
        "thing", "Ghi", lambda _actor, vote: seen.append(vote.pk), preview=lambda _vote: ["Ghi."]
    )
    return seen


def test_a_result_is_applied_once(world, applied):
    vote = decided(world, running(world, about="thing:7"), ["yes"] * 5)
    assert consequences.about_number(vote) == 7
    actions.apply_vote(actor=world.secretary, vote=vote)
    for act in (actions.apply_vote, lambda **k: actions.annul_vote(reason="x", **k)):
        with pytest.raises(Refused, match="áp dụng"):
            act(actor=world.secretary, vote=vote)
    assert applied == [vote.pk]


def test_a_rehearsal_is_never_applied_and_leaves_nothing(world, applied):
    kept = running(world)
    vote = decided(world, running(world, about="thing:7", is_rehearsal=True), ["yes"] * 5)
    with pytest.raises(Refused, match="diễn tập"):
        actions.apply_vote(actor=world.secretary, vote=vote)
    gone = actions.discard_rehearsal_votes(
        actor=world.secretary, cluster=world.cluster, votes=Vote.objects.all()
    )
    assert (gone, applied, list(Vote.objects.all())) == (1, [], [kept])


def test_only_the_secretariat_runs_votes(world):
    vote = running(world)
    for who in ("leader", "officer", "central", "site_admin", "neighbour"):
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.close_vote(actor=getattr(world, who), vote=vote)


def test_a_secret_vote_is_counted_from_its_board_once_closed(world):
    vote = running(
        world, way="secret", electorate=[Entry(None, "Người 1", True), Entry(None, "Người 1", True)]
    )
    with pytest.raises(Refused, match="bỏ phiếu kín"):
        actions.enter_vote(actor=world.secretary, voter=vote.voters.first(), marks=[["yes"]])
    tallies = [Tally.of(PROGRAMME, yes=2)]
    with pytest.raises(Refused, match="đã đóng"):
        actions.record_count(actor=None, vote=vote, tallies=tallies, source="board")
    vote = actions.close_vote(actor=world.secretary, vote=vote)
    vote = actions.record_count(actor=None, vote=vote, tallies=tallies, source="board")
    assert (
        actions.decide_vote(actor=world.secretary, vote=vote).result["questions"]["q1"]["result"] == "passed"
    )


def test_roll_call_is_typed_by_the_secretariat_alone(world):
    vote = running(world, taking="roll")
    with pytest.raises(Refused, match="tại chỗ"):
        all_cast(world, vote, ["yes"])
    for voter in vote.voters.all():
        actions.enter_vote(actor=world.secretary, voter=voter, marks=[["yes"]])
    assert actions.close_vote(actor=world.secretary, vote=vote).result["counts"][0]["votes"]["yes"] == 5
