"""Acts of the voting itself: open, count, close, annul; and what a rehearsal leaves behind."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.ballots import BallotsError, Tally
from thidua.web.clusters.models import Cluster, Unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.votes import queries, ruling
from thidua.web.votes.actions.recording import locked, note
from thidua.web.votes.models import NamedBallot, Vote, Voter
from thidua.web.votes.permissions import can_annul, can_close, can_count, can_draft, can_edit
from thidua.web.votes.wording import rule_name, told_counts

State = Vote.State
Way = Vote.Way


@dataclass(frozen=True)
class Entry:
    """One line of the electorate: a member, whether it is there, votes in writing, may vote at all."""

    unit: Unit | None
    name: str
    is_present: bool = False
    in_writing: bool = False
    is_entitled: bool = True


@transaction.atomic
def open_vote(*, actor: Any, vote: Vote, electorate: Sequence[Entry]) -> Vote:
    """Voting begins; who may vote and the rule are frozen. `electorate` is every member, in voting order.

    Raises `Refused` when it is empty, names a unit twice in an open vote, or lets a voter write where the
    rule excludes absentees.
    """
    row = locked(vote)
    can_edit(actor, row).require()
    _require_electorate(row, electorate)
    if not row.asked:
        raise Refused(_("Cuộc biểu quyết chưa có câu hỏi nào."))
    ruling.require_answerable(row.ruling, row.asked)
    row.rule_in_force = row.ruling.data()
    row.electorate = counts_of(electorate)
    row.state, row.opened_on, row.opened_at = State.OPEN, clock.today(), clock.now()
    row.save(update_fields=["rule_in_force", "electorate", "state", "opened_on", "opened_at"])
    Voter.objects.bulk_create(
        Voter(vote=row, position=at, **vars(entry)) for at, entry in enumerate(electorate, 1)
    )
    note("votes.vote.open", actor=actor, vote=row, electorate=row.electorate, rule=rule_name(row.rule))
    return row


def counts_of(electorate: Iterable[Entry]) -> dict[str, int]:
    """The numbers of an electorate: a member that may not vote counts among the members alone."""
    rows = list(electorate)
    entitled = [entry for entry in rows if entry.is_entitled]
    return {
        "members": len(rows),
        "entitled": len(entitled),
        "present": sum(entry.is_present for entry in entitled),
        "written": sum(entry.in_writing for entry in entitled),
    }


def _require_electorate(vote: Vote, electorate: Sequence[Entry]) -> None:
    if not any(entry.is_entitled and (entry.is_present or entry.in_writing) for entry in electorate):
        raise Refused(_("Chưa có ai có mặt hoặc gửi phiếu để biểu quyết."))
    if any(entry.is_present and entry.in_writing for entry in electorate):
        raise Refused(_("Một đơn vị không vừa có mặt vừa gửi phiếu bằng văn bản."))
    if vote.ruling.absent == "excluded" and any(entry.in_writing for entry in electorate):
        raise Refused(_("Quy tắc không cho đơn vị vắng mặt gửi phiếu bằng văn bản."))
    if vote.way == Way.OPEN:
        units = [entry.unit.pk if entry.unit else None for entry in electorate]
        if None in units or len(set(units)) != len(units):
            raise Refused(_("Biểu quyết công khai: mỗi đơn vị đúng một lần trong danh sách."))


@transaction.atomic
def record_count(*, actor: Any, vote: Vote, tallies: Sequence[Tally], source: str) -> Vote:
    """What was counted is kept, for every question: raised hands (with votes in writing), or a secret board.

    `actor` None: the system, for a board that was opened. Raises `Refused` when counts cannot be right.
    """
    row = locked(vote)
    if actor:
        can_count(actor, row).require()
    elif row.state != State.CLOSED or row.way != Way.SECRET:
        raise Refused(_("Phiếu kín chỉ kiểm khi đã đóng."))
    _keep_counts(row, list(tallies), source)
    row.save(update_fields=["result"])
    note("votes.vote.count", actor=actor, vote=row, counted_from=source)
    return row


def _keep_counts(vote: Vote, tallies: list[Tally], source: str) -> None:
    if [tally.question.id for tally in tallies] != [question.id for question in vote.asked]:
        raise Refused(_("Số phiếu phải có đủ cho từng câu hỏi."))
    try:
        queries.outcome_of(vote, tallies)
    except BallotsError as wrong:
        raise Refused(ruling.in_language(wrong.said)) from wrong
    vote.result = {"source": source, "counts": [queries.tally_data(tally) for tally in tallies]}


@transaction.atomic
def close_vote(*, actor: Any, vote: Vote) -> Vote:
    """No vote is taken any more; ballots by name are counted. The result waits to be announced."""
    row = locked(vote)
    can_close(actor, row).require()
    detail: dict[str, Any] = {}
    if row.way == Way.OPEN and row.taking != Vote.Taking.HANDS:
        _keep_counts(row, queries.counted_by_name(row), "named")
    if row.way == Way.OPEN:
        detail = {"counts": told_counts(queries.tallies_of(row)), "sha256": _digest(row)}
    row.state, row.closed_at = State.CLOSED, clock.now()
    row.save(update_fields=["result", "state", "closed_at"])
    note("votes.vote.close", actor=actor, vote=row, **detail)
    return row


def _digest(vote: Vote) -> str:
    """SHA-256 over the ballots by name: a ballot changed after closing no longer fits the audit line."""
    rows = NamedBallot.objects.filter(voter__vote=vote).order_by("voter__position")
    text = json.dumps(list(rows.values_list("voter__position", "marks")), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def annul_vote(*, actor: Any, vote: Vote, reason: str) -> Vote:
    """The vote counts for nothing, and says why; it stays readable without its counts."""
    row = locked(vote)
    can_annul(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy."))
    before, row.state, row.annul_reason = row.state, State.ANNULLED, reason.strip()
    row.save(update_fields=["state", "annul_reason"])
    note("votes.vote.annul", actor=actor, vote=row, before=before, after=row.state, reason=reason.strip())
    return row


@transaction.atomic
def discard_rehearsal_votes(*, actor: Any, cluster: Cluster, votes: QuerySet[Vote]) -> int:
    """Rehearsal votes among `votes` of the cluster are gone with their voters and ballots; how many."""
    if actor:
        can_draft(actor, cluster).require()
    rows = votes.filter(cluster=cluster, is_rehearsal=True).order_by("-round", "-pk")
    found = list(rows.select_for_update(no_key=True, of=("self",)))
    for row in found:  # later rounds first: a round is protected by the one after it
        row.delete()
    audit.record(
        "votes.rehearsal.discard", actor=actor, of=cluster, cluster_id=cluster.pk, discarded=len(found)
    )
    return len(found)
