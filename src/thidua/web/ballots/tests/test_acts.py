"""Acts on secret ballots, from slips to the count."""

import json

import pytest

from thidua.ballots import Board, find, join_shares, open_board, recount
from thidua.web.ballots import actions, box, invariants
from thidua.web.ballots.models import BallotRegister, SecretBallot
from thidua.web.ballots.tests import factories
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry
from thidua.web.votes.actions import annul_vote, close_vote, discard_rehearsal_votes
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import tallies_of

State = SecretBallot.State


def boxes(settings):
    return sorted(path.name for path in settings.BOXES_ROOT.glob("*"))


def test_from_slips_to_the_count(world, settings, django_capture_on_commit_callbacks):
    held = factories.opened(world)
    assert held.ballot.state == State.OPEN
    assert [str(r) for r in held.ballot.register.all()] == [u.name_on(world.since) for u in world.units]
    with django_capture_on_commit_callbacks(execute=True):
        factories.closed(world, held, marks=(factories.YES, factories.YES, ((), ()), (None, ("a", "b"))))
    assert boxes(settings) == []
    factories.window_over(held)
    held.ballot = actions.join_and_count(actor=world.secretary, ballot=held.ballot, shares=held.shares[:2])
    vote = Vote.objects.get(pk=held.ballot.vote_id)
    assert (held.ballot.state, vote.state) == (State.COUNTED, Vote.State.CLOSED)
    flag, head = tallies_of(vote)
    assert (flag.valid, flag.votes, flag.blank, flag.invalid) == (2, {"yes": 2, "no": 0, "abstain": 0}, 1, 1)
    assert (head.valid, head.votes, head.blank, head.invalid) == (2, {"a": 2, "b": 0, "d": 0}, 1, 1)
    file = json.loads(json.dumps(held.ballot.board))
    assert recount(
        file, opening_digest=held.ballot.opening_digest, closing_digest=held.ballot.closing_digest
    ).holds
    assert find(file, held.receipts[0]).vote.marks == factories.YES
    assert [name for name in ("boards_recount", "counts_are_the_board", "slips_are_accounted_for", "boxes_of_open_ballots")
            if list(getattr(invariants, name)())] == []  # fmt: skip


def test_opening_asks_that_warnings_were_read(world):
    held = factories.prepared(world)
    with pytest.raises(Refused, match="cảnh báo"):
        actions.open_ballot(actor=world.secretary, ballot=held.ballot, complaint_minutes=30)
    ballot = actions.open_ballot(
        actor=world.secretary, ballot=held.ballot, complaint_minutes=30, understood=True
    )
    assert "few" in [w["code"] for w in ballot.warnings]
    entry = AuditEntry.objects.get(action="ballots.ballot.open")
    assert (entry.detail["understood"], entry.detail["opening_digest"]) == (True, ballot.opening_digest)


def test_opening_needs_the_voters_and_slips_for_them(world):
    draft = factories.prepared(world, vote=factories.drafted(world))
    with pytest.raises(Refused, match="chưa được chốt"):
        actions.open_ballot(actor=world.secretary, ballot=draft.ballot, complaint_minutes=30, understood=True)
    few = factories.prepared(world)
    SecretBallot.objects.filter(pk=few.ballot.pk).update(credentials=few.public["credentials"][:3])
    with pytest.raises(Refused, match="ít hơn"):
        actions.open_ballot(actor=world.secretary, ballot=few.ballot, complaint_minutes=30, understood=True)


@pytest.mark.parametrize("minutes", [0, -1, 20_161])
def test_there_is_time_to_complain(world, minutes):
    held = factories.prepared(world)
    with pytest.raises(Refused, match="khiếu nại"):
        actions.open_ballot(
            actor=world.secretary, ballot=held.ballot, complaint_minutes=minutes, understood=True
        )


@pytest.mark.parametrize(
    "public", [[], {}, {"ballot": "x"}, {"ballot": "x", "credentials": [1], "tellers": {}}]
)
def test_what_is_no_public_file_is_refused(world, public):
    with pytest.raises(Refused, match="không phải tệp công khai"):
        actions.take_in(actor=world.secretary, vote=factories.opened_vote(world), public=public)


def test_slips_of_another_ballot_are_refused(world):
    held = factories.prepared(world)
    with pytest.raises(Refused, match="aaaa-aaaa-aaaa"):
        actions.take_in(
            actor=world.secretary, vote=held.ballot.vote, public=held.public | {"ballot": "aaaa-aaaa-aaaa"}
        )


def test_what_is_printed_here_is_kept_nowhere(world):
    vote = factories.opened_vote(world)
    wanted = actions.Wanted(6, 3, 2, "https://x.example/box/k/")
    pdf = actions.prepare_here(actor=world.secretary, vote=vote, wanted=wanted)
    assert pdf.startswith(b"%PDF")
    ballot = SecretBallot.objects.get(vote=vote)
    assert (ballot.slips, ballot.prepared_here, ballot.tellers["need"]) == (6, True, 2)
    with pytest.raises(Refused, match="200"):
        actions.prepare_here(
            actor=world.secretary, vote=vote, wanted=actions.Wanted(201, 3, 2, "https://x.example/")
        )


def test_preparing_again_after_opening_is_refused(world):
    held = factories.opened(world)
    with pytest.raises(Refused, match="không làm lại được"):
        actions.take_in(actor=world.secretary, vote=held.ballot.vote, public=held.public)


def test_the_register_is_ticked_in_place_and_its_audit_line_says_no_more(world):
    held = factories.opened(world)
    before = list(BallotRegister.objects.order_by("pk").values_list("pk", "voter_id"))
    one = held.ballot.register.last()
    actions.hand_out(actor=world.secretary, ballot=held.ballot, shown={one.pk}, taken={one.pk})
    assert list(BallotRegister.objects.filter(took_slip=True).values_list("pk", flat=True)) == [one.pk]
    assert list(BallotRegister.objects.order_by("pk").values_list("pk", "voter_id")) == before
    assert AuditEntry.objects.get(action="ballots.register.tick").detail == {
        "took_slip": ["Em"],
        "cleared": [],
    }
    actions.hand_out(actor=world.secretary, ballot=held.ballot, shown={one.pk}, taken=set())
    assert not BallotRegister.objects.filter(took_slip=True).exists()


def test_no_more_slips_are_handed_out_than_there_are(world):
    held = factories.opened(world)
    actions.withdraw_slips(
        actor=world.secretary, ballot=held.ballot, numbers=held.receipts[:3], reason="Rách"
    )
    rows = set(held.ballot.register.values_list("pk", flat=True))
    with pytest.raises(Refused, match="Không còn phiếu mã"):
        actions.hand_out(actor=world.secretary, ballot=held.ballot, shown=rows, taken=rows)


def test_a_slip_that_voted_is_not_withdrawn_nor_one_that_is_unknown(world):
    held = factories.opened(world)
    factories.voted(held, 0)
    with pytest.raises(Refused, match=held.receipts[0]):
        actions.withdraw_slips(
            actor=world.secretary, ballot=held.ballot, numbers=held.receipts[:2], reason="Rách"
        )
    with pytest.raises(Refused, match="AAAA-AAAA"):
        actions.withdraw_slips(
            actor=world.secretary, ballot=held.ballot, numbers=["AAAA-AAAA"], reason="Rách"
        )
    assert not held.ballot.withdrawn.exists()


def test_closing_needs_every_slip_accounted_for(world):
    held = factories.opened(world)
    with pytest.raises(Refused, match="6 phiếu mã chưa phát"):
        actions.close_ballot(actor=world.secretary, ballot=held.ballot)


def test_a_vote_with_an_open_box_is_closed_at_the_box_alone(world):
    held = factories.opened(world)
    with pytest.raises(Refused, match="trang bỏ phiếu kín"):
        close_vote(actor=world.secretary, vote=held.ballot.vote)


def test_a_closing_that_failed_can_be_repeated_and_loses_nothing(world, monkeypatch):
    held = factories.opened(world)
    factories.voted(held, 0)
    factories.all_handed_out(world, held)
    with monkeypatch.context() as broken:
        broken.setattr("thidua.web.ballots.actions.running.close_vote", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.close_ballot(actor=world.secretary, ballot=held.ballot)
    ballot = actions.close_ballot(actor=world.secretary, ballot=held.ballot)
    assert [row["sealed"] for row in ballot.board["closing"]["ballots"] if row["sealed"]] == [
        factories.sealed(held, 0).sealed
    ]


def test_a_box_that_a_power_cut_left_behind_is_swept(world, settings):
    held = factories.closed(world)  # what waits for the commit is not done in this test
    assert boxes(settings)
    assert len(list(invariants.boxes_of_open_ballots())) == 1
    actions.sweep(held.ballot)
    assert boxes(settings) == []


def test_an_annulled_vote_takes_its_box_with_it(world, settings, django_capture_on_commit_callbacks):
    held = factories.opened(world)
    factories.voted(held, 0)
    with django_capture_on_commit_callbacks(execute=True):
        annul_vote(actor=world.secretary, vote=held.ballot.vote, reason="Mất điện")
    held.ballot.refresh_from_db()
    assert (held.ballot.state, boxes(settings)) == (State.ANNULLED, [])


def test_a_rehearsal_is_marked_and_goes_with_its_box(world, settings, django_capture_on_commit_callbacks):
    held = factories.opened(world, is_rehearsal=True)
    assert held.ballot.opening["title"].startswith("DIỄN TẬP")
    with django_capture_on_commit_callbacks(execute=True):
        discard_rehearsal_votes(actor=world.secretary, cluster=world.cluster, votes=Vote.objects.all())
    assert not SecretBallot.objects.exists()
    assert boxes(settings) == []


def test_complaints_are_decided_before_the_box_opens(world):
    held = factories.closed(world)
    with pytest.raises(Refused, match="Chưa hết thời gian"):
        actions.join_and_count(actor=world.secretary, ballot=held.ballot, shares=held.shares)
    made = actions.record_complaint(
        actor=world.secretary, ballot=held.ballot, receipt=held.receipts[0], about="Có người bỏ trước"
    )
    with pytest.raises(Refused, match="đã có khiếu nại"):
        actions.record_complaint(
            actor=world.secretary, ballot=held.ballot, receipt=held.receipts[0], about="Nữa"
        )
    with pytest.raises(Refused, match="không có phiếu nào"):
        actions.record_complaint(
            actor=world.secretary, ballot=held.ballot, receipt=held.receipts[5], about="Nữa"
        )
    factories.window_over(held)
    with pytest.raises(Refused, match="chưa được quyết định"):
        actions.join_and_count(actor=world.secretary, ballot=held.ballot, shares=held.shares)
    with pytest.raises(Refused, match="Đã hết thời gian"):
        actions.record_complaint(
            actor=world.secretary, ballot=held.ballot, receipt=held.receipts[1], about="Muộn"
        )
    actions.judge_complaint(actor=world.secretary, complaint=made, decision="annul", reason="Người phát nhận")
    ballot = actions.join_and_count(actor=world.secretary, ballot=held.ballot, shares=held.shares)
    done = recount(ballot.board)
    assert (done.holds, done.numbers["annulled"], done.tallies[0].valid) == (True, 1, 3)
    assert ballot.board["complaints"] == [
        {"receipt": held.receipts[0], "about": "Có người bỏ trước – Người phát nhận", "decision": "annul"}
    ]


def test_too_few_or_foreign_shares_open_nothing(world):
    held = factories.window_over(factories.closed(world))
    for shares in (held.shares[:1], (held.shares[0], held.shares[0]), ("x", "y")):
        with pytest.raises(Refused):
            actions.join_and_count(actor=world.secretary, ballot=held.ballot, shares=shares)


def test_a_board_opened_on_the_tellers_machine_is_taken_in_when_it_recounts(world):
    held = factories.window_over(factories.closed(world))
    board = Board.read(held.ballot.board)
    private = join_shares(held.shares, board.opening.tellers, ballot=held.key)
    file = json.loads(json.dumps(open_board(board, private).data()))
    with pytest.raises(Refused, match="chưa được mở"):
        actions.count_board(actor=world.secretary, ballot=held.ballot, file=held.ballot.board)
    changed = json.loads(json.dumps(file))
    changed["opened"]["votes"][0]["marks"] = [["no"], ["b"]]
    with pytest.raises(Refused):
        actions.count_board(actor=world.secretary, ballot=held.ballot, file=changed)
    with pytest.raises(Refused):
        actions.count_board(actor=world.secretary, ballot=held.ballot, file=[])
    counted = actions.count_board(actor=world.secretary, ballot=held.ballot, file=file)
    assert counted.board == file


@pytest.mark.parametrize("who", ["officer", "leader", "neighbour", "central", "foreigner"])
def test_only_the_secretariat_runs_a_ballot(world, who):
    held = factories.opened(world)
    actor = getattr(world, who)
    for act in (
        lambda: actions.hand_out(actor=actor, ballot=held.ballot, shown=set(), taken=set()),
        lambda: actions.withdraw_slips(actor=actor, ballot=held.ballot, numbers=[], reason="x"),
        lambda: actions.close_ballot(actor=actor, ballot=held.ballot),
        lambda: actions.record_complaint(actor=actor, ballot=held.ballot, receipt="x", about="x"),
        lambda: actions.join_and_count(actor=actor, ballot=held.ballot, shares=[]),
        lambda: actions.take_in(actor=actor, vote=held.ballot.vote, public=held.public),
    ):
        with pytest.raises(Refused, match="tổ thư ký"):
            act()


def test_a_lost_box_is_told(world):
    held = factories.opened(world)
    factories.all_handed_out(world, held)
    box.destroy(held.key)
    with pytest.raises(Refused, match="không còn trên máy này"):
        actions.close_ballot(actor=world.secretary, ballot=held.ballot)
