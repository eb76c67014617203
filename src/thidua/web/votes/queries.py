"""Reads of votes. `votes_visible_to` says who sees a vote; `sees_result` who sees what was counted.

While a vote is open nobody reads a count, not the secretariat either; until it is decided (announced) only
the overseers do. Everything that shows, sorts, sums or prints a count asks `sees_result` first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from thidua.ballots import Electorate, Outcome, Question, Tally, count, outcome
from thidua.web.clusters.models import Assignment
from thidua.web.clusters.queries import in_seen_clusters, standing_of
from thidua.web.votes.models import NamedBallot, Vote, Voter

State = Vote.State
Given = NamedBallot.Given


def runs_votes(user: Any, cluster_id: int) -> bool:
    """True for the secretariat of the cluster."""
    return cluster_id in standing_of(user).secretariat


def oversees(user: Any, cluster_id: int) -> bool:
    """True for the secretariat and the central department of the cluster."""
    return cluster_id in standing_of(user).overseen_clusters


def votes_visible_to(user: Any) -> QuerySet[Vote]:
    """Votes of the person's clusters; drafts for the secretariat only."""
    told = ~Q(state=State.DRAFT) | Q(cluster_id__in=list(standing_of(user).secretariat))
    rows = Vote.objects.filter(told & in_seen_clusters(user, "cluster_id"))
    return rows.select_related("cluster", "cycle", "previous")


def voters_visible_to(user: Any) -> QuerySet[Voter]:
    """Who may vote in the votes that the person sees; of a secret vote only units, for people are not told."""
    seen = Voter.objects.filter(vote__in=votes_visible_to(user).values("pk"))
    told = Q(vote__way=Vote.Way.OPEN) | Q(vote__cluster_id__in=list(standing_of(user).secretariat))
    return seen.filter(told).select_related("vote__cluster", "unit")


def voters_of(user: Any, vote: Vote) -> list[Voter]:
    """Voters for whose unit the person votes today, as its leader."""
    standing = standing_of(user)
    units = [unit for unit in standing.unit_roles if standing.has_role(unit, Assignment.Role.LEADER)]
    rows = vote.voters.filter(unit_id__in=units).select_related("vote__cluster", "unit")
    return list(rows)


def ballots_visible_to(user: Any) -> QuerySet[NamedBallot]:
    """Open ballots by name: all once announced, before that the own unit's and those the secretariat typed."""
    standing = standing_of(user)
    announced = Q(voter__vote__state=State.DECIDED)
    own = Q(voter__unit_id__in=list(standing.unit_roles))
    typed = Q(voter__vote__cluster_id__in=list(standing.secretariat)) & (
        ~Q(given=Given.OWN) | Q(voter__vote__state=State.CLOSED)
    )
    central = Q(voter__vote__cluster_id__in=list(standing.central), voter__vote__state=State.CLOSED)
    seen = Q(voter__vote__in=votes_visible_to(user).values("pk"))
    rows = NamedBallot.objects.filter(seen & (announced | own | typed | central))
    return rows.select_related("voter__vote__cluster", "scan")


def sees_result(user: Any, vote: Vote) -> bool:
    """May the person read counts now? All who see the vote once decided; overseers from the closing on."""
    if vote.state == State.DECIDED:
        return True
    if vote.state == State.OPEN or not vote.closed_at:
        return False
    return oversees(user, vote.cluster_id)


def took_part(vote: Vote) -> dict[int, str]:
    """Voter id -> how it took part, for named votes; says nothing of what was voted."""
    return dict(NamedBallot.objects.filter(voter__vote=vote).values_list("voter_id", "given"))


def barred_from(vote: Vote, question: Question) -> frozenset[int]:
    """Units that may not vote on the question because it is about themselves.

    On a choice among options only the own one is closed to them; on the rest they vote.
    """
    if vote.ruling.own_candidate != "barred" or question.kind == "choose":
        return frozenset()
    return frozenset(vote.candidates.get(question.id, {}).values())


def own_option(vote: Vote, question: Question, unit_id: int | None) -> str | None:
    """The option that is the unit's own and closed to it, or None."""
    if vote.ruling.own_candidate != "barred" or question.kind != "choose":
        return None
    found = vote.candidates.get(question.id, {})
    return next((option for option, unit in found.items() if unit == unit_id), None)


def electorate_of(vote: Vote) -> Electorate:
    """The numbers frozen at opening."""
    return Electorate(**vote.electorate)


def barred_count(vote: Vote, question: Question) -> int:
    """How many entitled voters the question is closed to, out of those the rule's base counts."""
    units = barred_from(vote, question)
    if not units:
        return 0
    rows = vote.voters.filter(unit_id__in=units, is_entitled=True)
    if vote.ruling.base in {"present", "cast", "valid"}:
        rows = rows.filter(Q(is_present=True) | Q(in_writing=True))
    return rows.count()


def counted_by_name(vote: Vote) -> list[Tally]:
    """The count of the ballots given by name; a voter to whom a question is closed is not in its count."""
    rows = list(NamedBallot.objects.filter(voter__vote=vote).values_list("marks", flat=True))
    return _tallies(vote, rows)


def _tallies(vote: Vote, rows: list[list[list[str] | None]]) -> list[Tally]:
    found = []
    for at, question in enumerate(vote.asked):
        marks = [(tuple(mark),) for mark in (row[at] for row in rows) if mark is not None]
        (tally,) = count([question], marks)
        found.append(_with_barred(tally, barred_count(vote, question)))
    return found


def _with_barred(tally: Tally, barred: int) -> Tally:
    return Tally(tally.question, tally.valid, tally.votes, tally.blank, tally.invalid, barred, tally.orders)


def written_marks(vote: Vote) -> list[list[list[str] | None]]:
    """What was sent in writing and typed, to be added to a count of raised hands."""
    rows = NamedBallot.objects.filter(voter__vote=vote, given=Given.WRITING)
    return list(rows.values_list("marks", flat=True))


def plus_written(vote: Vote, hands: list[Tally]) -> list[Tally]:
    """Raised hands and votes in writing, as one count."""
    return [_sum(one, other) for one, other in zip(hands, _tallies(vote, written_marks(vote)), strict=True)]


def _sum(one: Tally, other: Tally) -> Tally:
    votes = {answer: one.votes.get(answer, 0) + other.votes.get(answer, 0) for answer in one.votes}
    return Tally(
        one.question, one.valid + other.valid, votes, one.blank + other.blank, one.invalid + other.invalid,
        other.barred,
    )  # fmt: skip


def tally_data(tally: Tally) -> dict[str, Any]:
    """A count as it is kept in `Vote.result`."""
    return tally.data() | {"barred": tally.barred}


def tallies_of(vote: Vote) -> list[Tally]:
    """The counts kept in the result, in the order of the questions; empty while nothing was counted."""
    kept = {row["question"]: row for row in vote.result.get("counts", [])}
    return [_read(question, kept[question.id]) for question in vote.asked if question.id in kept]


def _read(question: Question, row: dict[str, Any]) -> Tally:
    orders = {tuple(order): times for order, times in row.get("orders", [])}
    votes = {answer: row["votes"].get(answer, 0) for answer in question.answers} if row["votes"] else {}
    return Tally(question, row["valid"], votes, row["blank"], row["invalid"], row["barred"], orders)


def outcome_of(vote: Vote, tallies: Iterable[Tally] | None = None) -> Outcome:
    """What the counts decide under the rule in force of the vote."""
    counted = list(tallies_of(vote) if tallies is None else tallies)
    return outcome(vote.ruling, electorate_of(vote), counted, round_number=vote.round)


@dataclass(frozen=True)
class Asked:
    """A vote that waits for a person's unit."""

    vote: Vote
    voter: Voter
    has_voted: bool


def waiting_for(user: Any) -> list[Asked]:
    """Open votes where the person's unit votes on its own page, with whether it has; two queries at most."""
    standing = standing_of(user)
    units = [unit for unit in standing.unit_roles if standing.has_role(unit, Assignment.Role.LEADER)]
    if not units:
        return []
    rows = Voter.objects.filter(
        vote__in=votes_visible_to(user).filter(
            state=State.OPEN, way=Vote.Way.OPEN, taking=Vote.Taking.OWN
        ),
        unit_id__in=units, is_entitled=True,
    ).filter(Q(is_present=True) | Q(in_writing=True))  # fmt: skip
    found = rows.select_related("vote", "unit").prefetch_related(Prefetch("ballot"))
    return [Asked(row.vote, row, hasattr(row, "ballot")) for row in found]
