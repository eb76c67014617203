"""Votes of the small world, prepared and run as people do it."""

import io

from thidua.ballots import Kind, Question, Tally
from thidua.web.core import files
from thidua.web.votes.actions import (
    Entry,
    NewVote,
    cast_vote,
    close_vote,
    decide_vote,
    draft_vote,
    enter_vote,
    open_vote,
    record_count,
)
from thidua.web.votes.actions.casting import Written

PROGRAMME = Question("q1", "Thông qua chương trình năm 2022")
HEAD = Question("q2", "Chọn đơn vị cụm trưởng năm 2022", Kind.CHOOSE, {"a": "An", "b": "Bình", "d": "Dương"})


def draft(w, *questions, **more):
    """A draft under the rule for clusters that have none of their own."""
    given = {"title": "Thông qua chương trình", "rule": "majority-of-members"} | more
    return draft_vote(
        actor=w.secretary, cluster=w.cluster, new=NewVote(questions=questions or (PROGRAMME,), **given)
    )


def everybody(w, written=(), absent=(), suspended=()):
    """The five members, there unless named otherwise."""
    return [
        Entry(u, u.name_on(w.since), u not in {*written, *absent}, u in written, u not in suspended)
        for u in w.units
    ]


def running(w, *questions, electorate=None, **more):
    """An open vote that runs."""
    return open_vote(
        actor=w.secretary, vote=draft(w, *questions, **more), electorate=electorate or everybody(w)
    )


def cast(w, vote, unit, *marks):
    """The unit's leader votes: one list of answers for each question."""
    return cast_vote(actor=w.leaders[unit], voter=vote.voters.get(unit=unit), marks=marks)


def all_cast(w, vote, answers):
    """One answer for each unit, in order, on the only question."""
    for member, answer in zip(w.units, answers, strict=False):
        cast(w, vote, member, [answer] if answer else [])


def closed(w, vote, answers):
    all_cast(w, vote, answers)
    return close_vote(actor=w.secretary, vote=vote)


def decided(w, vote, answers):
    return decide_vote(actor=w.secretary, vote=closed(w, vote, answers))


def add_votes(w):
    """To the small world of two members: a draft, an open vote where A writes, hands, a closed one."""
    members = [Entry(w.a, "An", in_writing=True), Entry(w.b, "Bình", is_present=True)]
    w.draft_vote, w.open_vote = draft(w), running(w, electorate=members)
    w.hands_vote = running(w, taking="hands", electorate=members)
    w.writer_a, w.voter_b = w.open_vote.voters.all()
    scan = Written(files.store(io.BytesIO(b"%PDF-1.4 vote")), "phieu.pdf")
    w.written = enter_vote(actor=w.secretary, voter=w.writer_a, marks=[["yes"]], written=scan)
    w.closed_vote = running(w, taking="hands", electorate=members)
    hands = [Tally.of(PROGRAMME, yes=1)]
    record_count(actor=w.secretary, vote=w.closed_vote, tallies=hands, source="hands")
    close_vote(actor=w.secretary, vote=w.closed_vote)
