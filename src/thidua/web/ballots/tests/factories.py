"""Secret ballots of the small world, run as people run them; chance comes from a counter, so that runs repeat."""

import datetime as dt
from types import SimpleNamespace

from thidua.ballots import Kind, Opening, Question, cast, issue, make_tellers
from thidua.web.ballots import actions, box
from thidua.web.ballots.models import SecretBallot
from thidua.web.core import clock
from thidua.web.votes.actions import Entry, NewVote, draft_vote, open_vote

FLAG = Question("flag", "Tặng Cờ thi đua cho Bắc Kạn")
HEAD = Question("head", "Bầu cụm trưởng", Kind.CHOOSE, {"a": "An", "b": "Bình", "d": "Dương"}, 1)
YES = (("yes",), ("a",))
SPARE = 2


def drafted(w, **more):
    """A draft of a secret vote."""
    given = {"title": "Suy tôn năm 2021", "rule": "majority-of-members", "way": "secret"} | more
    return draft_vote(actor=w.secretary, cluster=w.cluster, new=NewVote(questions=(FLAG, HEAD), **given))


def opened_vote(w, **more):
    """The vote, its voters frozen: the four members, all there."""
    voters = [Entry(u, u.name_on(w.since), is_present=True) for u in w.units]
    return open_vote(actor=w.secretary, vote=drafted(w, **more), electorate=voters)


def prepared(w, vote=None, **more):
    """Slips and shares from another machine, taken in; what people hold between them."""
    vote = vote or opened_vote(w, **more)
    key = actions.key_of(vote)
    made = issue(b"slips".ljust(32, b"-"), len(w.units) + SPARE, ballot=key)
    tellers = make_tellers(b"tellers".ljust(32, b"-"), need=2, of=3, ballot=key)
    public = {"ballot": key, "credentials": list(made.credentials), "tellers": tellers.public.data()}
    ballot = actions.take_in(actor=w.secretary, vote=vote, public=public)
    return SimpleNamespace(
        ballot=ballot, key=key, public=public, shares=tellers.shares, codes=[s.code for s in made.slips],
        receipts=[s.receipt for s in made.slips],
    )  # fmt: skip


def opened(w, **more):
    """Open for votes."""
    held = prepared(w, **more)
    held.ballot = actions.open_ballot(
        actor=w.secretary, ballot=held.ballot, complaint_minutes=30, understood=True
    )
    return held


def sealed(held, at, marks=YES):
    """The ballot of the slip `at`."""
    return cast(Opening.read(held.ballot.opening), held.codes[at], marks, bytes([at + 1]) * 32)


def voted(held, at, marks=YES):
    """It is in the box."""
    return box.take(held.key, sealed(held, at, marks))


def all_handed_out(w, held):
    """Every voter took a slip; the spare ones are withdrawn."""
    rows = set(held.ballot.register.values_list("pk", flat=True))
    actions.hand_out(actor=w.secretary, ballot=held.ballot, shown=rows, taken=rows)
    actions.withdraw_slips(
        actor=w.secretary, ballot=held.ballot, numbers=held.receipts[len(w.units) :], reason="Phiếu thừa"
    )


def closed(w, held=None, marks=(YES,) * 4):
    """Voted and closed."""
    held = held or opened(w)
    for at, mark in enumerate(marks):
        voted(held, at, mark)
    all_handed_out(w, held)
    held.ballot = actions.close_ballot(actor=w.secretary, ballot=held.ballot)
    return held


def window_over(held):
    """The time for complaints has passed."""
    SecretBallot.objects.filter(pk=held.ballot.pk).update(
        complaints_until=clock.now() - dt.timedelta(minutes=1)
    )
    held.ballot.refresh_from_db()
    return held


def counted(w, held=None, **more):
    """The box is open."""
    held = window_over(closed(w, held, **more))
    held.ballot = actions.join_and_count(actor=w.secretary, ballot=held.ballot, shares=held.shares[1:])
    return held
