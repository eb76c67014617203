"""The recount agrees with what happened, and tells every planted fraud apart."""

import copy
import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.ballots.world import BOX, FLAG, HEAD, MARKS, ORDER, as_file, world
from thidua.ballots import acknowledge, cast, close_ballot, find, open_board, outcome, recount
from thidua.ballots._board import result_data
from thidua.ballots._credentials import receipt_of, to_text
from thidua.ballots._errors import BoardInvalid, KeyMissing
from thidua.ballots._opening import Opening, digest_of

W = world()
CLOSED, OPENED = as_file(W.closed(MARKS)), as_file(W.opened(MARKS))
OTHER = world(ballot="cuoc-2")


def codes(file, **known):
    return [d.code for d in recount(file, **known).deviations]


def row(file, receipt):
    return next(r for r in file["closing"]["ballots"] if receipt_of(r["credential"]) == receipt)


def sealed_again(file):
    """What a cheat who controls the server does last: make the digest fit."""
    closing = {"opening": Opening.read(file["opening"]).digest, "closing": file["closing"]}
    file["closing_digest"] = digest_of("closing", closing)
    return file


def test_an_honest_board_holds_at_both_stages():
    closed, opened = recount(CLOSED), recount(OPENED)
    assert (closed.stage, closed.holds, closed.tallies, closed.outcome) == ("closed", True, (), None)
    assert (opened.stage, opened.holds) == ("opened", True)
    assert opened.numbers == {
        "members": 7, "entitled": 7, "slips": 9, "withdrawn": 2, "handed_out": 7, "cast": 6, "unused": 1, "annulled": 0,
    }  # fmt: skip
    assert [(t.valid, t.blank, t.invalid) for t in opened.tallies] == [(5, 1, 0), (4, 1, 1), (4, 1, 1)]
    assert opened.tallies[0].votes == {"yes": 3, "no": 1, "abstain": 1}
    assert [(d.result, d.chosen) for d in opened.outcome.decided] == [
        ("rejected", ()), ("unfilled", ()), ("ranked", ("u1",)),
    ]  # fmt: skip


def test_a_voter_finds_the_own_ballot_by_the_receipt():
    found = [find(OPENED, receipt) for receipt in W.receipts]
    assert [f.state for f in found] == ["cast"] * 6 + ["unused", "withdrawn", "withdrawn"]
    assert [f.vote.marks for f in found[:5]] == MARKS[:5]
    assert found[5].vote.marks == (("abstain",), None, None)  # an invalid mark is not repeated
    assert [f.fingerprint for f in found[:6]] == [c.fingerprint for c in W.casts(MARKS)]
    assert find(CLOSED, W.receipts[0].lower().replace("-", " ")).said.vi.startswith(
        "Phiếu đã được ghi nhận; dấu kiểm "
    )
    assert find(OPENED, "2222-2222").state == "unknown"


def mutate(change):
    file = copy.deepcopy(OPENED)
    change(file)
    return file


def remove_row(file):
    file["closing"]["ballots"].remove(row(file, W.receipts[0]))


def add_row(file):
    stranger = OTHER.cast(0, MARKS[0])
    file["closing"]["ballots"].append({**stranger.data(), "void": None})
    file["closing"]["ballots"].sort(key=lambda r: r["credential"])


def replace_sealed(file):
    row(file, W.receipts[0])["sealed"] = row(file, W.receipts[3])["sealed"]


def erase_cast(file):
    row(file, W.receipts[0]).update(sealed=None, signature=None)


def double_row(file):
    rows = file["closing"]["ballots"]
    rows.insert(rows.index(row(file, W.receipts[0])), row(file, W.receipts[0]))


def arrival_order(file):
    file["closing"]["ballots"].sort(key=lambda r: W.receipts.index(receipt_of(r["credential"])))


def vote_with_withdrawn_slip(file):
    late = W.cast(7, MARKS[0])
    row(file, W.receipts[7]).update(sealed=late.sealed, signature=late.signature)


def spare_slip_not_withdrawn(file):
    vote_with_withdrawn_slip(file)
    row(file, W.receipts[7])["void"] = None


def hand_out_more(file):
    file["closing"]["handed_out"] = 9
    for receipt in W.receipts[7:]:
        row(file, receipt)["void"] = None


def copied_ballot(file):
    from thidua.ballots._casting import _signed
    from thidua.ballots._credentials import signing_key, to_bytes

    sealed = row(file, W.receipts[0])["sealed"]
    key = signing_key(W.codes[6], W.opening.id)
    signature = to_text(key.sign(_signed(W.opening, to_bytes(sealed))).signature)
    row(file, W.receipts[6]).update(sealed=sealed, signature=signature)


IN_THE_ROWS = {
    remove_row: {"ballot_removed", "vote_added"},
    add_row: {"ballot_uncommitted"},
    replace_sealed: {"ballot_changed", "ballot_copied", "vote_added"},
    erase_cast: {"vote_added"},
    double_row: {"ballot_twice"},
    arrival_order: {"order_telling"},
    vote_with_withdrawn_slip: {"void_voted"},
    spare_slip_not_withdrawn: {"slips_unaccounted", "vote_not_opened"},
    hand_out_more: {"more_than_voters"},
    copied_ballot: {"ballot_copied", "vote_not_opened"},
    lambda file: row(file, W.receipts[0]).update(signature="?"): {"ballot_malformed", "vote_added"},
    lambda file: row(file, W.receipts[0]).pop("void"): {"row_malformed", "ballot_removed", "vote_added"},
    lambda file: row(file, W.receipts[0]).update(at="10:31"): {
        "row_malformed",
        "ballot_removed",
        "vote_added",
    },
}
COUNTS = {"tally_wrong", "outcome_wrong"}


@pytest.mark.parametrize("fraud", IN_THE_ROWS, ids=lambda f: f.__name__)
def test_a_fraud_in_the_rows_is_told_even_when_the_digest_was_made_to_fit(fraud):
    plain, hidden = set(codes(mutate(fraud))), set(codes(sealed_again(mutate(fraud))))
    assert plain - COUNTS == IN_THE_ROWS[fraud] | {"closing_digest"}
    assert hidden - COUNTS == IN_THE_ROWS[fraud]


@pytest.mark.parametrize("fraud", IN_THE_ROWS, ids=lambda f: f.__name__)
def test_the_digest_read_out_at_closing_shows_it_too(fraud):
    found = codes(sealed_again(mutate(fraud)), closing_digest=CLOSED["closing_digest"])
    assert "closing_announced" in found


def swap_votes(file):
    votes = file["opened"]["votes"]
    votes[0]["marks"], votes[1]["marks"] = [["no"], ["u3"], []], votes[1]["marks"]


IN_THE_OPENED = {
    swap_votes: {"vote_changed"},
    lambda f: f["opened"]["votes"].pop(): {"vote_not_opened"},
    lambda f: f["opened"]["votes"].append({"receipt": "YYYY-YYYY", "marks": None, "wrong": None}): {
        "vote_added"
    },
    lambda f: f["opened"]["votes"].insert(0, f["opened"]["votes"][0]): {"vote_twice"},
    lambda f: f["opened"]["votes"].reverse(): {"order_telling"},
    lambda f: f["opened"].update(votes=None): {"vote_not_opened"},
    lambda f: f["opened"]["tallies"][0]["votes"].update(yes=4, no=0): {"tally_wrong"},
    lambda f: f["opened"]["tallies"].pop(): {"tally_wrong"},
    lambda f: f["opened"]["outcome"]["questions"][0].update(result="passed"): {"outcome_wrong"},
    lambda f: f["opened"].update(outcome=None): {"outcome_wrong"},
    lambda f: f["opened"].update(key=to_text(bytes(32))): {"key_wrong"},
    lambda f: f["opened"].update(key=None): {"key_wrong"},
    lambda f: f.update(opened=3): {"key_wrong"},
}


@pytest.mark.parametrize("fraud", IN_THE_OPENED, ids=lambda f: f.__name__)
def test_a_fraud_in_what_was_opened_is_told(fraud):
    assert set(codes(mutate(fraud))) == IN_THE_OPENED[fraud]


def test_a_changed_opening_breaks_every_signature_and_is_not_the_one_announced():
    file = copy.deepcopy(OPENED)
    file["opening"]["title"] = "Câu hỏi khác"
    file["opening_digest"] = Opening.read(file["opening"]).digest
    found = codes(sealed_again(file), opening_digest=OPENED["opening_digest"])
    assert found.count("ballot_changed") == 6
    assert "opening_announced" in found
    assert codes(mutate(lambda f: f.update(opening_digest="0"))) == ["opening_digest"]


def test_an_earlier_copy_shows_what_happened_since_even_with_the_registrars_help():
    """The server and the registrar together can make a valid ballot; they cannot make it in the past."""
    casts = W.casts(MARKS)
    more = W.cast(6, MARKS[0])
    other = cast(W.opening, W.codes[1], MARKS[3], b"q" * 32)
    void = dict.fromkeys(W.receipts[7:], "không phát")
    board = close_ballot(W.opening, [other, *casts[2:], more], handed_out=7, void=void)
    file = as_file(open_board(board, W.private))
    assert codes(file) == []
    found = {(d.code, d.at) for d in recount(file, earlier=CLOSED).deviations}
    assert found == {
        ("removed_since", W.receipts[0]), ("changed_since", W.receipts[1]), ("added_since", W.receipts[6]),
    }  # fmt: skip
    fewer = close_ballot(W.opening, casts, handed_out=8, void={W.receipts[8]: "không phát"})
    assert codes(as_file(fewer), earlier=CLOSED)[:1] == ["void_since"]
    assert "other_ballot" in codes(as_file(OTHER.closed(MARKS)), earlier=CLOSED)


def test_a_voter_proves_that_the_server_lost_the_ballot():
    casts = W.casts(MARKS)
    kept = [{"cast": c.data(), "word": acknowledge(W.opening, c, BOX)} for c in casts]
    assert codes(OPENED, acknowledged=kept) == []
    void = dict.fromkeys(W.receipts[7:], "không phát")
    lost = as_file(close_ballot(W.opening, casts[1:], handed_out=7, void=void))
    found = recount(lost, acknowledged=kept).deviations
    assert [(d.code, d.at) for d in found] == [("acknowledged_missing", W.receipts[0])]
    invented = {"cast": W.cast(6, MARKS[0]).data(), "word": kept[0]["word"]}
    assert codes(lost, acknowledged=[invented, {"word": "x"}, 3]) == [
        "acknowledgement_not_ours", "acknowledgement_unreadable",
    ]  # fmt: skip


def test_an_annulled_ballot_stays_in_sight_and_is_not_counted():
    complaint = {"receipt": W.receipts[0], "about": "Tôi chưa bỏ phiếu này", "decision": "annul"}
    kept = {"receipt": W.receipts[1], "about": "Nhầm", "decision": "keep"}
    file = as_file(open_board(W.closed(MARKS), W.private, [complaint, kept]))
    done = recount(file, closing_digest=CLOSED["closing_digest"])
    assert (done.holds, done.numbers["annulled"], done.tallies[0].votes["yes"]) == (True, 1, 2)
    assert find(file, W.receipts[0]).state == "annulled"
    for wrong in ({}, {**complaint, "decision": "perhaps"}, {**complaint, "receipt": W.receipts[6]}):
        with pytest.raises(BoardInvalid):
            open_board(W.closed(MARKS), W.private, [wrong])


def annul_afterwards(file):
    file["complaints"].append({"receipt": W.receipts[0], "about": "", "decision": "annul"})


@pytest.mark.parametrize(
    ("fraud", "told"),
    [
        (annul_afterwards, {"vote_added", "tally_wrong", "outcome_wrong"}),
        (lambda f: f.update(complaints=3), {"complaint_shape"}),
        (lambda f: f["complaints"].append(3), {"complaint_shape"}),
        (
            lambda f: f["complaints"].append({"receipt": "x", "about": "", "decision": "keep"}),
            {"complaint_unknown"},
        ),
    ],
    ids=["annulled after opening", "no list", "no complaint", "no ballot"],
)
def test_a_fraud_in_the_complaints_is_told(fraud, told):
    assert set(codes(mutate(fraud))) - {"outcome_wrong"} == told - {"outcome_wrong"}


def test_more_ballots_than_slips_handed_out_are_told():
    fewer = close_ballot(
        W.opening, W.casts(MARKS), handed_out=5, void=dict.fromkeys(W.receipts[7:], "không phát")
    )
    assert codes(as_file(fewer)) == ["slips_unaccounted", "more_than_slips"]


def test_a_ballot_with_marks_for_other_questions_is_invalid_on_every_question():
    board = open_board(close_ballot(W.opening, [W.cast(0, (("yes",),))], handed_out=9), W.private)
    assert [(v.marks, v.wrong) for v in board.votes] == [(None, "shape")]
    assert [t.invalid for t in board.tallies] == [1, 1, 1]


def test_an_opening_with_clashing_receipts_is_refused(monkeypatch):
    monkeypatch.setattr("thidua.ballots._opening.receipt_of", lambda credential: "2222-2222")
    with pytest.raises(BoardInvalid) as refused:
        recount(CLOSED)
    assert refused.value.code == "receipts_clash"


def test_an_impossible_count_is_told():
    small = dataclasses.replace(W.opening, electorate=dataclasses.replace(W.opening.electorate, entitled=3))
    casts = [
        cast(small, code, m, bytes([n]) * 32) for n, (code, m) in enumerate(zip(W.codes, MARKS, strict=False))
    ]
    file = as_file(dataclasses.replace(close_ballot(small, casts, handed_out=9)))
    file["opened"] = {**copy.deepcopy(OPENED["opened"]), "votes": []}
    assert {"outcome_impossible", "more_than_voters"} <= set(codes(file))


def with_opening(**changes):
    return {**CLOSED, "opening": {**CLOSED["opening"], **changes}}


@pytest.mark.parametrize(
    "broken",
    [
        None, [], {}, {"format": "thidua-ballot/2"}, {"format": "thidua-ballot/1"}, {**CLOSED, "opening": 3},
        {**CLOSED, "closing": {}}, {**CLOSED, "closing": {"ballots": [], "handed_out": True}}, with_opening(size=64),
        with_opening(questions=[]), with_opening(rule={}), with_opening(box_key="x"),
        with_opening(credentials=CLOSED["opening"]["credentials"][:1] * 2),
    ],
)  # fmt: skip
def test_what_is_not_a_board_is_refused(broken):
    with pytest.raises(BoardInvalid):
        recount(broken)


def test_the_box_does_not_close_over_a_ballot_it_should_not_have_taken():
    casts = W.casts(MARKS)
    for wrong, void in (([*casts, casts[0]], {}), ([OTHER.cast(0, MARKS[0])], {}), ([], {"2222-2222": "?"})):
        with pytest.raises(BoardInvalid):
            close_ballot(W.opening, wrong, handed_out=7, void=void)
    with pytest.raises(KeyMissing):
        open_board(W.closed(MARKS), bytes(32))


def leaves(thing, path=()):
    if isinstance(thing, dict):
        for key in thing:
            yield from leaves(thing[key], (*path, key))
    elif isinstance(thing, list):
        for at, item in enumerate(thing):
            yield from leaves(item, (*path, at))
    else:
        yield path


LEAVES = list(leaves(OPENED))


@pytest.mark.parametrize("path", LEAVES, ids=lambda p: ".".join(map(str, p)))
def test_no_single_value_of_the_file_can_be_changed_unseen(path):
    file = copy.deepcopy(OPENED)
    place = file
    for step in path[:-1]:
        place = place[step]
    old = place[path[-1]]
    place[path[-1]] = old + 1 if type(old) is int else f"{old}x"
    try:
        found = recount(file)
    except BoardInvalid:
        return
    assert not found.holds


MARK = {
    FLAG.id: st.sampled_from([("yes",), ("no",), ("abstain",), (), None, ("yes", "no"), ("ưng",)]),
    HEAD.id: st.sampled_from([("u1",), ("u2",), ("u3",), (), None, ("u1", "u2")]),
    ORDER.id: st.one_of(
        st.permutations(["u1", "u2", "u3"]).map(tuple), st.sampled_from([(), None, ("u1", "u2")])
    ),
}
BALLOTS = st.lists(st.tuples(*(MARK[q.id] for q in (FLAG, HEAD, ORDER))), max_size=7)


@settings(max_examples=60, deadline=None)
@given(BALLOTS, st.randoms(use_true_random=False))
def test_any_ballots_recount_to_what_was_cast_in_any_order_of_arrival(marks, chance):
    casts = W.casts(marks)
    void = dict.fromkeys(W.receipts[7:], "không phát")
    chance.shuffle(casts)
    board = open_board(close_ballot(W.opening, casts, handed_out=7, void=void), W.private)
    done = recount(as_file(board))
    assert done.holds
    assert done.numbers["cast"] == len(marks)
    for at, (question, tally) in enumerate(zip(W.opening.questions, done.tallies, strict=True)):
        verdicts = [question.judge(m[at]) for m in marks]
        assert (tally.valid, tally.blank, tally.invalid) == tuple(
            map(verdicts.count, ("valid", "blank", "invalid"))
        )
    again = outcome(W.opening.rule, W.opening.electorate, done.tallies)
    assert result_data(again) == as_file(board)["opened"]["outcome"]


def containers(thing):
    """Every dict and list of a file that has something in it."""
    if isinstance(thing, dict | list) and thing:
        yield thing
        for inner in thing.values() if isinstance(thing, dict) else thing:
            yield from containers(inner)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_recount_of_damaged_files_says_so_and_never_breaks(data):
    file = copy.deepcopy(OPENED)
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(containers(file))
        place = places[data.draw(st.integers(0, len(places) - 1))]
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        place[key] = data.draw(st.sampled_from([None, 0, -1, 9, "", "x", [], {}, [[]], {"x": 1}, True, 1.5]))
    try:
        found = recount(file)
    except BoardInvalid:
        return
    harmless = file.get("opened") is None or file == OPENED
    assert harmless or not found.holds


def test_the_box_key_of_the_tests_is_the_one_in_the_opening():
    assert W.opening.box_key == to_text(bytes(SigningKey(BOX).verify_key))
