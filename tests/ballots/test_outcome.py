"""Outcomes: worked cases at the boundaries, then properties."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.ballots import Electorate, Kind, Question, Rule, Tally, count, outcome, rules
from thidua.ballots._errors import RuleInvalid

FLAG = Question("flag", "Cờ thi đua của Chính phủ", award="government_flag")
PLAIN = Question("plan", "Kế hoạch năm 2021")
THREE = {"a": "A", "b": "B", "c": "C"}
ONE = Question("head", "Cụm trưởng", Kind.CHOOSE, THREE, 1)
TWO = Question("heads", "Hai cụm phó", Kind.CHOOSE, THREE, 2)
RANKED = Question("order", "Thứ tự", Kind.RANK, THREE, 1)
ALL = Electorate(14, 14, 14)


def decide(rule, electorate, tally, **more):
    done = outcome(rules()[rule] if isinstance(rule, str) else rule, electorate, [tally], **more)
    return done.decided[0]


def test_eighty_per_cent_of_fourteen_is_twelve():
    said = decide("nd98-30.7", ALL, Tally.of(FLAG, yes=12, no=2)).lines[0].said
    assert (
        said.vi == "Cần ít nhất 80 % của 14 thành viên: 11,2, tức từ 12 phiếu; được 12 phiếu (≈ 85,7 %): đạt."
    )
    assert said.en == (
        "Needed: at least 80 % of 14 members, which is 11.2, so 12 votes; 12 were given (≈ 85.7 %): reached."
    )
    results = [decide("nd98-30.7", ALL, Tally.of(FLAG, yes=yes)).result for yes in (11, 12, 14)]
    assert results == ["rejected", "passed", "passed"]


def test_exactly_eighty_per_cent_of_fifteen_is_enough():
    fifteen = Electorate(15, 15, 15)
    decided = decide("nd98-30.7", fifteen, Tally.of(FLAG, yes=12, no=3))
    assert (decided.result, decided.lines[0].check.needed) == ("passed", 12)
    assert decided.lines[0].said.vi.endswith("được 12 phiếu (80 %): đạt.")


def test_absent_members_and_spoilt_ballots_count_against_where_the_base_is_all_members():
    ten_present = Electorate(14, 12, 10, written=2)
    enough = decide("nd98-30.7", ten_present, Tally.of(FLAG, yes=12))
    short = decide("nd98-30.7", ten_present, Tally.of(FLAG, yes=11, blank=1))
    spoilt = decide("nd98-30.7", ten_present, Tally.of(FLAG, yes=11, invalid=1))
    assert [d.result for d in (enough, short, spoilt)] == ["passed", "rejected", "rejected"]


@pytest.mark.parametrize(
    ("base", "needed"), [("members", 11), ("entitled", 10), ("present", 9), ("cast", 8), ("valid", 6)]
)
def test_the_base_is_what_the_rule_says(base, needed):
    rule = Rule.read({"id": "r", "source": {"document": "", "article": ""}, "base": base, "share": "> 1/2"})
    tally = Tally.of(PLAIN, yes=6, no=3, abstain=2, blank=1, invalid=2)
    decided = decide(rule, Electorate(20, 18, 14, written=2), tally)
    assert decided.lines[0].check.needed == needed
    assert decided.result == ("passed" if needed <= 6 else "rejected")


@pytest.mark.parametrize(
    ("base", "of"), [("members", 18), ("entitled", 16), ("present", 14), ("cast", 9), ("valid", 9)]
)
def test_those_barred_leave_every_base_that_counts_people(base, of):
    rule = Rule.read({"id": "r", "source": {"document": "", "article": ""}, "base": base, "share": "> 1/2"})
    decided = decide(rule, Electorate(20, 18, 14, written=2), Tally.of(PLAIN, yes=9, barred=2))
    assert decided.lines[0].check.base == of


def test_quorum_missed_by_one_makes_no_vote():
    nine, ten = Electorate(14, 14, 9, written=5), Electorate(14, 14, 10, written=4)
    tally = Tally.of(FLAG, yes=14)
    void = outcome(rules()["tandtc-29"], nine, [tally])
    assert (void.decided[0].result, void.decided[0].next.kind) == ("void", "call_again")
    assert void.quorum.said.vi == (
        "Có mặt 9/14 thành viên (≈ 64,3 %); cần ít nhất 2/3: 28/3, tức từ 10 người: không đủ."
    )
    assert outcome(rules()["tandtc-29"], ten, [tally]).decided[0].result == "passed"


def test_awards_may_need_a_higher_quorum():
    eleven = Electorate(14, 14, 11)
    plan = outcome(rules()["bacninh-8"], eleven, [Tally.of(PLAIN, yes=11)])
    award = outcome(rules()["bacninh-8"], eleven, [Tally.of(FLAG, yes=11)])
    assert (plan.quorum.met, award.quorum.met) == (True, False)


def test_two_rounds_then_whoever_decides():
    tally = Tally.of(FLAG, yes=11, no=3)
    first, second = (decide("tandtc-29", ALL, tally, round_number=n) for n in (1, 2))
    assert (first.next.kind, first.next.said.vi) == ("next_round", "Bỏ phiếu tiếp vòng 2.")
    assert (second.next.kind, second.next.said.vi) == (
        "deadlock",
        "Hết số vòng; quyết định thuộc về người có thẩm quyền; riêng Cờ thi đua do cụm trưởng và cụm phó quyết định.",
    )
    with pytest.raises(RuleInvalid, match="beyond"):
        decide("tandtc-29", ALL, tally, round_number=3)


def test_choose_one_needs_the_threshold_and_not_only_the_most():
    most = decide("majority-of-members", ALL, Tally.of(ONE, a=7, b=4, c=3))
    assert (most.result, most.chosen, most.next.kind, most.next.options) == (
        "unfilled",
        (),
        "next_round",
        ("a", "b", "c"),
    )
    over = decide("majority-of-members", ALL, Tally.of(ONE, a=4, b=8, c=2))
    assert (over.result, over.chosen, over.next.kind) == ("filled", ("b",), "done")


def test_an_equal_number_at_the_cut_goes_to_the_tie_rule():
    rule = dataclasses.replace(rules()["tandtc-29"], share=rules()["dongnai-proto"].share, awards={})
    tally = Tally.of(TWO, valid=12, a=12, b=10, c=2)
    clear = decide(rule, Electorate(12, 12, 12), tally)
    equal = decide(rule, Electorate(12, 12, 12), Tally.of(TWO, valid=12, a=8, b=8, c=8))
    assert (clear.result, clear.chosen) == ("filled", ("a", "b"))
    assert (equal.result, equal.chosen, equal.next.kind, equal.next.options, equal.next.seats) == (
        "unfilled", (), "tie", ("a", "b", "c"), 2,
    )  # fmt: skip
    assert equal.next.said.vi == (
        "3 phương án ngang phiếu cho 2 chỗ: đơn vị có nhiều thành tích nổi bật hơn được chọn trước."
    )


def test_one_is_clear_and_two_tie_for_the_last_place():
    rule = dataclasses.replace(rules()["majority-of-members"], rounds=1)
    four = Question("heads", "Hai cụm phó", Kind.CHOOSE, THREE | {"d": "D"}, 2)
    tally = Tally.of(four, valid=15, a=12, b=8, c=1, d=8)
    decided = decide(rule, Electorate(15, 15, 15), tally)
    assert (decided.chosen, decided.next.kind, decided.next.options, decided.next.seats) == (
        ("a",),
        "done",
        ("b", "d"),
        1,
    )


def test_ranking_adds_places():
    tally = count([RANKED], [(("a", "b", "c"),), (("a", "c", "b"),), (("b", "a", "c"),), (("c",),), ((),)])[0]
    decided = decide("majority-of-members", Electorate(5, 5, 5), tally)
    assert [(line.option, line.votes) for line in decided.lines] == [("a", 4), ("b", 6), ("c", 8)]
    assert (decided.result, decided.chosen, decided.lines[0].said.vi) == (
        "ranked", ("a",), "Tổng thứ bậc 4 trên 3 phiếu hợp lệ.",
    )  # fmt: skip
    assert (tally.invalid, tally.blank) == (1, 1)
    equal = count([RANKED], [(("a", "b", "c"),), (("b", "a", "c"),)])[0]
    assert decide("cantho-157", Electorate(2, 2, 2), equal).next.options == ("a", "b")


def test_nobody_ranked_and_nobody_valid_decide_nothing():
    nothing = count([RANKED, PLAIN], [((), ())])
    results = [d.result for d in outcome(rules()["cantho-157"], ALL, nothing).decided]
    assert results == ["unfilled", "rejected"]
    assert outcome(rules()["cantho-157"], ALL, nothing).decided[1].lines[0].said.en.startswith("Nobody")


def test_those_barred_from_their_own_candidate_leave_the_base_and_the_reader_is_told():
    done = outcome(rules()["nd98-30.7"], ALL, [Tally.of(FLAG, yes=11, no=2, barred=1)])
    assert (done.decided[0].result, done.decided[0].lines[0].check.base) == ("passed", 13)
    assert [note.vi for note in done.notes] == [
        "Văn bản không quy định số người có mặt tối thiểu.",
        "Văn bản không nói đơn vị có được bỏ phiếu cho mình không; ai không được bỏ đã trừ khỏi số tính.",
    ]


def test_more_ballots_than_voters_are_refused():
    with pytest.raises(RuleInvalid) as refused:
        decide("nd98-30.7", Electorate(14, 12, 14), Tally.of(FLAG, yes=13))
    assert (
        refused.value.said.vi == "Câu flag có 13 phiếu mà chỉ 12 người được biểu quyết có mặt hoặc gửi phiếu."
    )


@pytest.mark.parametrize(
    ("question", "mark", "verdict"),
    [
        (PLAIN, ("yes",), "valid"), (PLAIN, (), "blank"), (PLAIN, None, "invalid"), (PLAIN, ("yes", "no"), "invalid"),
        (PLAIN, ("maybe",), "invalid"), (TWO, ("a", "b"), "valid"), (TWO, ("a",), "valid"),
        (TWO, ("a", "a"), "invalid"), (TWO, ("a", "b", "c"), "invalid"), (RANKED, ("b", "a", "c"), "valid"),
        (RANKED, ("b", "a"), "invalid"),
    ],
)  # fmt: skip
def test_blank_and_invalid_are_told_apart(question, mark, verdict):
    assert question.judge(mark) == verdict


def test_where_every_candidate_must_be_marked_a_gap_spoils_the_ballot():
    ballots = [(("yes",), ("no",)), (("yes",), ()), ((), ())]
    strict = count([PLAIN, dataclasses.replace(PLAIN, id="p2")], ballots, every_question=True)
    assert [(t.valid, t.blank, t.invalid) for t in strict] == [(1, 1, 1), (1, 1, 1)]
    free = count([PLAIN, dataclasses.replace(PLAIN, id="p2")], ballots)
    assert [(t.valid, t.blank, t.invalid) for t in free] == [(2, 1, 0), (1, 2, 0)]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Tally(PLAIN, 3, {"yes": 2}), lambda: Tally(PLAIN, 1, {"maybe": 1}), lambda: Tally.of(PLAIN, yes=-1),
        lambda: Tally(TWO, 2, {"a": 3}), lambda: Tally(TWO, 1, {"a": 1, "b": 1, "c": 1}),
        lambda: Tally(RANKED, 1, {"a": 1}), lambda: Tally(RANKED, 1, {}, orders={("a",): 1}),
        lambda: Tally(PLAIN, 0, {}, orders={("yes",): 0}), lambda: Question("q", "", Kind.CHOOSE, {"a": "A"}, 2),
        lambda: Question("q", "", Kind.YES_NO, {"a": "A"}), lambda: Question("câu", ""),
        lambda: Electorate(14, 15, 10), lambda: Electorate(14, 14, 10, 5), lambda: Electorate(14, -1, 0),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_are_refused(wrong):
    with pytest.raises(RuleInvalid):
        wrong()


SHARES = st.sampled_from(["> 1/2", "2/3", "80 %", "90 %", "100 %"])
BASES = st.sampled_from(["members", "entitled", "present", "cast", "valid"])


@st.composite
def plain_rules(draw):
    more = draw(st.fixed_dictionaries({}, optional={"rounds": st.integers(1, 3), "quorum": SHARES}))
    source = {"document": "", "article": ""}
    return Rule.read({"id": "r", "source": source, "base": draw(BASES), "share": draw(SHARES)} | more)


@st.composite
def voting(draw):
    counts = draw(st.lists(st.integers(0, 40), min_size=5, max_size=5))
    tally = Tally.of(PLAIN, **dict(zip(("yes", "no", "abstain", "blank", "invalid"), counts, strict=True)))
    entitled = tally.cast + draw(st.integers(0, 20))
    members = entitled + draw(st.integers(0, 20))
    present = draw(st.integers(0, members))
    written = draw(st.integers(max(0, tally.cast - present), members - present))
    return Electorate(members, entitled, present, written), tally


@given(plain_rules(), voting())
def test_a_question_passes_exactly_when_quorum_and_threshold_are_there(rule, vote):
    electorate, tally = vote
    done = outcome(rule, electorate, [tally])
    base = {
        "members": electorate.members, "entitled": electorate.entitled, "present": electorate.present + electorate.written,
        "cast": tally.cast, "valid": tally.valid,
    }[rule.base]  # fmt: skip
    part = rule.share.share * base
    enough = base > 0 and (tally.votes["yes"] > part if rule.share.strict else tally.votes["yes"] >= part)
    there = rule.quorum is None or (
        electorate.present > rule.quorum.share * electorate.members
        if rule.quorum.strict
        else electorate.present >= rule.quorum.share * electorate.members
    )
    assert done.decided[0].result == ("void" if not there else "passed" if enough else "rejected")


@given(plain_rules(), voting())
def test_one_no_turned_into_yes_never_loses_a_question(rule, vote):
    electorate, tally = vote
    if tally.votes["no"]:
        votes = {**tally.votes, "yes": tally.votes["yes"] + 1, "no": tally.votes["no"] - 1}
        before = decide(rule, electorate, tally).result
        after = decide(rule, electorate, dataclasses.replace(tally, votes=votes)).result
        assert (before, after) != ("passed", "rejected")


OPTIONS = tuple("abcdef")


@given(
    st.lists(st.lists(st.sampled_from(OPTIONS), max_size=5, unique=True).map(tuple), max_size=25),
    st.integers(1, 5), plain_rules(), st.permutations(OPTIONS),
)  # fmt: skip
def test_choosing_does_not_depend_on_the_order_of_options_or_ballots(marks, seats, rule, order):
    rule = dataclasses.replace(rule, quorum=None)

    def result(options, ballots):
        question = Question("q", "", Kind.CHOOSE, {o: o for o in options}, seats)
        tally = count([question], [(m,) for m in ballots])[0]
        done = decide(rule, Electorate(30, 30, 30), tally)
        return tally, done

    tally, done = result(OPTIONS, marks)
    turned, other = result(order, reversed(marks))
    assert (dict(tally.votes), tally.valid, tally.blank, tally.invalid) == (
        dict(turned.votes), turned.valid, turned.blank, turned.invalid,
    )  # fmt: skip
    assert (done.result, set(done.chosen), set(done.next.options), done.next.kind, done.next.seats) == (
        other.result, set(other.chosen), set(other.next.options), other.next.kind, other.next.seats,
    )  # fmt: skip
    assert len(done.chosen) <= seats
    assert all(line.check.met for line in done.lines if line.option in done.chosen)
    worst = min((tally.votes[o] for o in done.chosen), default=0)
    assert all(tally.votes[o] <= worst for o in set(OPTIONS) - set(done.chosen)) or not done.chosen


@given(st.lists(st.permutations(OPTIONS[:4]).map(tuple), min_size=1, max_size=20))
def test_the_sum_of_places_is_shared_out_whole(orders):
    question = Question("q", "", Kind.RANK, {o: o for o in OPTIONS[:4]}, 2)
    done = decide("cantho-157", ALL, count([question], [(o,) for o in orders[:14]])[0])
    assert sum(line.votes for line in done.lines) == 10 * len(orders[:14])
    assert [line.votes for line in done.lines] == sorted(line.votes for line in done.lines)
