"""Acts after closing: complaints, and opening the box with the tellers' shares."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.ballots import BallotsError, join_shares, open_board, recount
from thidua.web.ballots import queries
from thidua.web.ballots.models import BallotComplaint, SecretBallot
from thidua.web.ballots.permissions import State, can_complain, can_count, can_judge
from thidua.web.core import audit, live
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.votes.actions import record_count


@transaction.atomic
def record_complaint(*, actor: Any, ballot: SecretBallot, receipt: str, about: str) -> BallotComplaint:
    """A complaint about the ballot under this receipt number waits for the tellers. No name is kept."""
    row = queries.locked(ballot)
    can_complain(actor, row).require()
    board = queries.board_of(row)
    if receipt not in {r.receipt for r in board.rows if r.cast}:
        raise Refused(_("Dưới số biên nhận này không có phiếu nào trong hòm."))
    if row.complaints.filter(receipt=receipt).exists():
        raise Refused(_("Phiếu này đã có khiếu nại."))
    made = BallotComplaint.objects.create(ballot=row, receipt=receipt, about=about.strip())
    _note("ballots.complaint.record", actor, row, receipt=receipt, about=made.about)
    return made


@transaction.atomic
def judge_complaint(*, actor: Any, complaint: BallotComplaint, decision: str, reason: str) -> BallotComplaint:
    """The tellers keep the ballot or annul it, and say why; it stays on the board either way."""
    row = queries.locked(complaint.ballot)
    can_judge(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do quyết định."))
    kept = row.complaints.get(pk=complaint.pk)
    before = kept.decision
    kept.decision, kept.reason = decision, reason.strip()
    kept.save(update_fields=["decision", "reason"])
    _note(
        "ballots.complaint.judge", actor, row, receipt=kept.receipt, before=before, after=decision, reason=kept.reason
    )  # fmt: skip
    return kept


def join_and_count(*, actor: Any, ballot: SecretBallot, shares: Sequence[str]) -> SecretBallot:
    """The shares open the box; they are used here and kept nowhere, the key they give is published."""
    can_count(actor, ballot).require()
    opening = queries.opening_of(ballot)
    try:
        private = join_shares(shares, opening.tellers, ballot=opening.id)
        file = open_board(queries.board_of(ballot), private, _decided(ballot)).data()
    except BallotsError as wrong:
        raise Refused(queries.said(wrong.said)) from wrong
    return count_board(actor=actor, ballot=ballot, file=file)


@durable
@transaction.atomic
def count_board(*, actor: Any, ballot: SecretBallot, file: Any) -> SecretBallot:
    """The opened board stands published, and its counts are the vote's.

    Raises `Refused` unless `file` is this ballot's own board, opened with its key and with the complaints as
    decided here, and a recount finds nothing that deviates.
    """
    row = queries.locked(ballot)
    can_count(actor, row).require()
    try:
        done = recount(
            file, opening_digest=row.opening_digest, closing_digest=row.closing_digest, earlier=row.board
        )
    except BallotsError as wrong:
        raise Refused(queries.said(wrong.said)) from wrong
    if not done.holds:
        raise Refused("; ".join(queries.said(d.said) for d in done.deviations))
    if done.stage != "opened":
        raise Refused(_("Tệp này chưa được mở bằng mảnh khóa."))
    if file["complaints"] != _decided(row):
        raise Refused(_("Khiếu nại trong tệp không đúng như đã quyết định ở đây."))
    row.board, row.state = file, State.COUNTED
    row.save(update_fields=["board", "state"])
    record_count(actor=None, vote=row.vote, tallies=done.tallies, source="board")
    _note("ballots.ballot.count", actor, row, numbers=dict(done.numbers))
    live.changed(row.vote.cluster_id)
    return row


def _decided(ballot: SecretBallot) -> list[dict[str, str]]:
    """Complaints as the board has them."""
    rows = queries.complaints_of(ballot)
    return [{"receipt": c.receipt, "about": f"{c.about} – {c.reason}", "decision": c.decision} for c in rows]


def _note(act: str, actor: Any, row: SecretBallot, **detail: Any) -> None:
    if row.vote.is_rehearsal:
        detail["is_rehearsal"] = True
    audit.record(act, actor=actor, of=row, cluster_id=row.vote.cluster_id, **detail)
