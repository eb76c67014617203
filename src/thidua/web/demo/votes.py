"""The votes of the demo: one of 18 December 2020 with made-up ballots, one drafted for 2021's conference.

Stated by the public report: Lai Châu was elected and introduced as head for 2021. How it was voted, under
which rule and with how many votes is not known: the vote's own title says that its ballots are made up.
"""

import datetime as dt

from thidua.ballots import Kind, Question
from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cluster, Unit
from thidua.web.clusters.queries import cycle_units
from thidua.web.conferences.models import AgendaItem, ConferenceVote
from thidua.web.core import clock
from thidua.web.demo import facts
from thidua.web.votes import queries
from thidua.web.votes.models import NamedBallot, Vote, Voter

RULE = "majority-of-members"
HELD = dt.date(2020, 12, 18)


def add_votes(cluster: Cluster, units: dict[str, Unit], people: dict[str, User]) -> None:
    """Both votes, each with the item of its conference; the conferences are there already."""
    for vote in (_held(cluster, units["LCH"], people), _drafted(cluster, people)):
        item = AgendaItem.objects.get(
            conference__cycle=vote.cycle, title__icontains="giới thiệu cụm trưởng", is_shown=True
        )
        ConferenceVote.objects.create(conference=item.conference, item=item, vote=vote)


def _vote(cluster: Cluster, year: int, title: str, question: Question, people: dict[str, User]) -> Vote:
    return Vote(
        cluster=cluster,
        cycle=cluster.cycles.get(year=year),
        title=title,
        rule=RULE,
        questions=[question.data()],
        made_by=people["thuky1"],
        made_at=clock.now(),
    )


def _held(cluster: Cluster, elected: Unit, people: dict[str, User]) -> Vote:
    question = Question("q1", f"Giới thiệu {elected.name_on(HELD)} làm cụm trưởng năm 2021")
    title = "Giới thiệu cụm trưởng năm 2021 (phiếu minh họa)"
    vote = _vote(cluster, HELD.year, title, question, people)
    members = cycle_units(vote.cycle) if vote.cycle else []
    at = dt.datetime.combine(HELD, dt.time(10), clock.now().tzinfo)
    vote.candidates = {"q1": {"yes": elected.pk}}
    vote.rule_in_force = vote.ruling.data()
    vote.electorate = {
        "members": len(members),
        "entitled": len(members),
        "present": len(members),
        "written": 0,
    }
    vote.opened_on, vote.opened_at = HELD, at
    vote.state = Vote.State.OPEN
    vote.save()
    for position, unit in enumerate(members, start=1):
        voter = Voter.objects.create(
            vote=vote, unit=unit, name=unit.name_on(HELD), position=position, is_present=True
        )
        leader = people[f"{unit.code.lower()}-lanhdao"]
        NamedBallot.objects.create(voter=voter, marks=[["yes"]], given="own", given_by=leader, given_at=at)
    _announce(vote, at)
    return vote


def _announce(vote: Vote, at: dt.datetime) -> None:
    counts = [queries.tally_data(tally) for tally in queries.counted_by_name(vote)]
    vote.result = {"source": "named", "counts": counts}
    settled = {
        d.question.id: {"result": d.result, "next": d.next.kind, "chosen": list(d.chosen)}
        for d in queries.outcome_of(vote).decided
    }
    vote.result |= {"questions": settled}
    vote.state, vote.closed_at, vote.decided_at = Vote.State.DECIDED, at, at
    vote.save()


def _drafted(cluster: Cluster, people: dict[str, User]) -> Vote:
    year = facts.OPEN_YEAR
    cycle = cluster.cycles.get(year=year)
    options = {
        f"u{unit.pk}": unit.name_on(dt.date(year, 12, 24))
        for unit in cycle_units(cycle)
        if unit.code not in facts.HEADS[year]
    }
    question = Question("q1", f"Chọn đơn vị giới thiệu làm cụm trưởng năm {year + 1}", Kind.CHOOSE, options)
    vote = _vote(cluster, year, f"Giới thiệu cụm trưởng năm {year + 1} (minh họa)", question, people)
    vote.candidates = {"q1": {option: int(option[1:]) for option in options}}
    vote.rule_settings = {"own_candidate": "allowed", "tie": "tandtc-29"}
    vote.save()
    return vote
