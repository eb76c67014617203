"""Acts of voting by name: a unit on its own page, the secretariat for what was said aloud or written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.ballots import Question
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile
from thidua.web.votes import queries
from thidua.web.votes.actions.recording import locked, note
from thidua.web.votes.models import NamedBallot, Vote, Voter
from thidua.web.votes.permissions import can_cast, can_enter

Marks = Sequence[Sequence[str]]
Given = NamedBallot.Given


@dataclass(frozen=True)
class Written:
    """The scan of what an absent unit sent."""

    scan: StoredFile
    scan_name: str


@transaction.atomic
def cast_vote(*, actor: Any, voter: Voter, marks: Marks) -> NamedBallot:
    """The unit's vote is `marks`, one entry for each question; it replaces an earlier one until closing.

    The audit says that the unit took part or changed its vote, never how. Raises `Refused` when closed, when
    a mark is not one the question takes, or for the unit's own candidate where the rule bars it.
    """
    vote, row = _locked_voter(voter)
    can_cast(actor, row).require()
    return _keep(vote, row, marks, Given.OWN, actor, None)


@transaction.atomic
def enter_vote(*, actor: Any, voter: Voter, marks: Marks, written: Written | None = None) -> NamedBallot:
    """The secretariat types what the voter said aloud, or sent in writing with the scan of it."""
    vote, row = _locked_voter(voter)
    can_enter(actor, row).require()
    if row.in_writing and written is None:
        kept = NamedBallot.objects.filter(voter=row).select_related("scan").first()
        if kept is None or kept.scan is None:
            raise Refused(_("Hãy kèm bản chụp phiếu gửi bằng văn bản."))
        written = Written(kept.scan, kept.scan_name)
    given = Given.WRITING if row.in_writing else Given.ROLL
    return _keep(vote, row, marks, given, actor, written if row.in_writing else None)


def _locked_voter(voter: Voter) -> tuple[Vote, Voter]:
    """The vote is locked first: closing waits for a cast in flight, and no cast comes after it."""
    vote = locked(voter.vote)
    row = Voter.objects.select_related("unit").get(pk=voter.pk, vote=vote)
    row.vote = vote
    return vote, row


def _keep(
    vote: Vote, voter: Voter, marks: Marks, given: str, actor: Any, written: Written | None
) -> NamedBallot:
    questions = vote.asked
    if len(marks) != len(questions):
        raise Refused(_("Phiếu phải trả lời từng câu hỏi."))
    kept = [_judged(vote, voter, question, mark) for question, mark in zip(questions, marks, strict=True)]
    ballot, is_new = NamedBallot.objects.update_or_create(
        voter=voter,
        defaults={
            "marks": kept, "given": given, "given_by": actor, "given_at": clock.now(),
            "scan": written.scan if written else None, "scan_name": written.scan_name if written else "",
        },
    )  # fmt: skip
    act = "votes.ballot.cast" if is_new else "votes.ballot.recast"
    note(act, actor=actor, vote=vote, unit_id=voter.unit_id, voter=voter.name, given=given)
    return ballot


def _judged(vote: Vote, voter: Voter, question: Question, mark: Sequence[str]) -> list[str] | None:
    """The mark as it is kept; None where the question is closed to the voter."""
    if voter.unit_id in queries.barred_from(vote, question):
        if mark:
            raise Refused(_("Đơn vị không biểu quyết về chính mình."))
        return None
    if question.judge(tuple(mark)) == "invalid":
        raise Refused(_("Câu «%(question)s»: chọn chưa đúng cách.") % {"question": question.text})
    if queries.own_option(vote, question, voter.unit_id) in mark:
        raise Refused(_("Đơn vị không biểu quyết cho chính mình."))
    return list(mark)
