"""Acts of a rehearsal: a twin of the conference with made-up people, and back again with nothing left of it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.web.clusters.queries import member_units
from thidua.web.conferences.actions.conferences import FIELDS
from thidua.web.conferences.actions.recording import locked, note
from thidua.web.conferences.models import (
    AgendaItem,
    AgendaPaper,
    Conference,
    ConferenceVote,
    Delegate,
    Resolution,
    new_token,
)
from thidua.web.conferences.permissions import can_end_rehearsal, can_rehearse
from thidua.web.core import live
from thidua.web.votes.actions import NewVote, discard_rehearsal_votes, draft_vote
from thidua.web.votes.models import Vote

PER_UNIT, GUESTS = 2, 1


@transaction.atomic
def start_rehearsal(*, actor: Any, conference: Conference) -> Conference:
    """A twin that the secretariat alone sees: the same programme, questions and votes, made-up people, no result.

    It stands announced, so that everything may be tried at once. The conference itself is not touched.
    """
    row = locked(conference)
    can_rehearse(actor, row).require()
    twin = Conference(cycle=row.cycle, **{name: getattr(row, name) for name in FIELDS})
    twin.state, twin.is_rehearsal, twin.rehearsal_of = Conference.State.ANNOUNCED, True, row
    twin.save()
    items = {item.pk: _item(item, twin) for item in row.items.order_by("position", "pk")}
    for asked in row.resolutions.order_by("position", "pk"):
        Resolution.objects.create(
            conference=twin,
            item=items.get(asked.item_id or 0),
            position=asked.position,
            wording=asked.wording,
        )
    Delegate.objects.bulk_create(_people(row, twin))
    for held in row.votes.filter(vote__round=1).select_related("vote__cycle"):
        vote = draft_vote(actor=actor, cluster=row.cycle.cluster, new=_vote(held.vote))
        ConferenceVote.objects.create(conference=twin, item=items.get(held.item_id or 0), vote=vote)
    note("conferences.rehearsal.start", actor=actor, of=row, conference=row)
    return twin


def _item(item: AgendaItem, twin: Conference) -> AgendaItem:
    made = AgendaItem.objects.create(
        conference=twin,
        position=item.position,
        title=item.title,
        minutes=item.minutes,
        speaker=item.speaker,
        is_shown=item.is_shown,
    )
    AgendaPaper.objects.bulk_create(
        AgendaPaper(
            item=made,
            title=paper.title,
            file=paper.file,
            file_name=paper.file_name,
            added_by=paper.added_by,
            added_at=paper.added_at,
        )
        for paper in item.papers.all()
    )
    return made


def _vote(vote: Vote) -> NewVote:
    """The same vote to try; it is about nothing, so that nothing can follow from it."""
    return NewVote(
        vote.title,
        vote.rule,
        tuple(vote.asked),
        rule_settings=vote.rule_settings,
        way=vote.way,
        taking=vote.taking,
        candidates=vote.candidates,
        cycle=vote.cycle,
        is_rehearsal=True,
    )


def _people(conference: Conference, twin: Conference) -> list[Delegate]:
    """As many as are invited of each unit, two where nobody is named yet; no name of anybody."""
    invited = [unit or 0 for unit in conference.delegates.values_list("unit_id", flat=True)]
    found = []
    for unit in member_units(conference.cycle.cluster, conference.held_on):
        for number in range(1, (invited.count(unit.pk) or PER_UNIT) + 1):
            name = _("Đại biểu thử %(number)d %(code)s") % {"number": number, "code": unit.code}
            found.append(
                Delegate(conference=twin, unit=unit, name=name, is_leader=number == 1, token=new_token())
            )
    for number in range(1, (invited.count(0) or GUESTS) + 1):
        name = _("Khách mời thử %(number)d") % {"number": number}
        found.append(Delegate(conference=twin, name=name, token=new_token()))
    return found


def _votes_of(twin: Conference) -> QuerySet[Vote]:
    """The votes of the rehearsal, with the rounds that followed them."""
    found = latest = set(twin.votes.values_list("vote_id", flat=True))
    while latest:
        latest = set(Vote.objects.filter(previous__in=latest).values_list("pk", flat=True))
        found = found | latest
    return Vote.objects.filter(pk__in=found, is_rehearsal=True)


@transaction.atomic
def end_rehearsal(*, actor: Any, rehearsal: Conference) -> Conference:
    """Everything of the rehearsal is gone; its one audit line counts what was removed. Returns the conference."""
    twin = locked(rehearsal)
    can_end_rehearsal(actor, twin).require()
    real = Conference.objects.select_related("cycle__cluster").get(rehearsal=twin)
    removed = {
        "delegates": twin.delegates.count(),
        "items": twin.items.count(),
        "speeches": twin.speeches.count(),
        "resolutions": twin.resolutions.count(),
        "photos": twin.photos.count(),
    }
    votes = _votes_of(twin)
    removed["votes"] = votes.count()
    if removed["votes"]:
        discard_rehearsal_votes(actor=actor, cluster=twin.cycle.cluster, votes=votes)
    twin.speeches.all().delete()
    twin.resolutions.all().delete()
    twin.delete()
    note("conferences.rehearsal.end", actor=actor, of=real, conference=real, removed=removed)
    live.changed(real.cycle.cluster_id)
    return real
