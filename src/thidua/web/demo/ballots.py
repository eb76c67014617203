"""The demo's secret ballot: opened, closed and counted on 18 December 2020, and wholly made up.

Nothing is known of a secret vote on that day: the title says so. The slips, the tellers' shares and the box's
key come from the site's own chance and are kept nowhere, as with a real ballot.
"""

import base64
import datetime as dt
import secrets

from nacl.signing import SigningKey

from thidua.ballots import (
    Board,
    Electorate,
    Opening,
    Question,
    cast,
    close_ballot,
    issue,
    join_shares,
    make_tellers,
    open_board,
)
from thidua.web.accounts.models import User
from thidua.web.ballots import queries
from thidua.web.ballots.actions import key_of
from thidua.web.ballots.models import BallotRegister, SecretBallot, WithdrawnSlip
from thidua.web.clusters.models import Cluster
from thidua.web.clusters.queries import cycle_units
from thidua.web.core import clock
from thidua.web.votes.models import Vote, Voter
from thidua.web.votes.queries import outcome_of, tally_data

HELD = dt.date(2020, 12, 18)
TITLE = "Suy tôn đơn vị dẫn đầu năm 2020 (phiếu kín minh họa)"
QUESTION = Question("q1", "Suy tôn đơn vị dẫn đầu theo bảng xếp hạng tạm")
MARKS = (*(("yes",),) * 11, ("no",), ("abstain",), ())
SPARE = 2


def add_secret_ballot(cluster: Cluster, people: dict[str, User]) -> None:
    """The vote with its ballot, counted, its result announced."""
    vote = _vote(cluster, people["thuky1"])
    board, withdrawn = _board(vote)
    opening = board.opening
    at = vote.opened_at
    ballot = SecretBallot.objects.create(
        vote=vote, key=opening.id, state=SecretBallot.State.COUNTED, prepared_here=False,
        credentials=list(opening.credentials), tellers=opening.tellers.data(), warnings=queries.warnings_for(vote),
        opening=opening.data(), opening_digest=opening.digest, opened_by=people["thuky1"], complaints_until=at,
        board=board.data(), closing_digest=board.closing_digest,
    )  # fmt: skip
    BallotRegister.objects.bulk_create(
        BallotRegister(ballot=ballot, voter=voter, took_slip=True) for voter in vote.voters.all()
    )
    WithdrawnSlip.objects.bulk_create(
        WithdrawnSlip(ballot=ballot, receipt=receipt, reason=why) for receipt, why in withdrawn.items()
    )
    _announce(vote, board)


def _vote(cluster: Cluster, secretary: User) -> Vote:
    at = dt.datetime.combine(HELD, dt.time(10, 30), clock.now().tzinfo)
    vote = Vote(
        cluster=cluster, cycle=cluster.cycles.get(year=HELD.year), title=TITLE, way=Vote.Way.SECRET,
        rule="majority-of-members", questions=[QUESTION.data()], made_by=secretary, made_at=clock.now(),
        state=Vote.State.OPEN, opened_on=HELD, opened_at=at,
    )  # fmt: skip
    units = cycle_units(vote.cycle) if vote.cycle else []
    vote.rule_in_force = vote.ruling.data()
    vote.electorate = dict(vars(Electorate(len(units), len(units), len(units))))
    vote.save()
    Voter.objects.bulk_create(
        Voter(vote=vote, unit=unit, name=unit.name_on(HELD), position=position, is_present=True)
        for position, unit in enumerate(units, 1)
    )
    return vote


def _board(vote: Vote) -> tuple[Board, dict[str, str]]:
    """The opened board, and the slips that were left over."""
    key, box = key_of(vote), SigningKey.generate()
    made = issue(secrets.token_bytes(64), len(MARKS) + SPARE, ballot=key)
    tellers = make_tellers(secrets.token_bytes(64), need=2, of=3, ballot=key)
    opening = Opening(
        key, vote.title, vote.ruling, 1, (QUESTION,), queries.electorate_of(vote), tellers.public,
        base64.b64encode(bytes(box.verify_key)).decode(), made.credentials,
    )  # fmt: skip
    pile = zip(made.slips, MARKS, strict=False)
    casts = [cast(opening, slip.code, (mark,), secrets.token_bytes(32)) for slip, mark in pile]
    withdrawn = {slip.receipt: "Phiếu thừa" for slip in made.slips[len(MARKS) :]}
    closed = close_ballot(opening, casts, handed_out=len(MARKS), void=withdrawn)
    return open_board(closed, join_shares(tellers.shares, tellers.public, ballot=key)), withdrawn


def _announce(vote: Vote, board: Board) -> None:
    vote.result = {"source": "board", "counts": [tally_data(tally) for tally in board.tallies]}
    vote.result["questions"] = {
        d.question.id: {"result": d.result, "next": d.next.kind, "chosen": list(d.chosen)}
        for d in outcome_of(vote).decided
    }
    vote.state, vote.closed_at, vote.decided_at = Vote.State.DECIDED, vote.opened_at, vote.opened_at
    vote.save()
