"""Acts while people vote: open, register of slips, withdrawn slips, close; and the end of the vote itself."""

import base64
import datetime as dt
import secrets
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.signing import SigningKey

from thidua import ballots
from thidua.ballots import BallotsError, Opening, TellersKey, receipt_of
from thidua.web.ballots import box, queries
from thidua.web.ballots.models import BallotRegister, SecretBallot, WithdrawnSlip
from thidua.web.ballots.permissions import State, can_close, can_keep_register, can_open
from thidua.web.core import audit, clock, live
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.votes.actions import close_vote
from thidua.web.votes.models import Vote

REHEARSAL = "DIỄN TẬP – "
MOST_MINUTES = 14 * 24 * 60


@durable
@transaction.atomic
def open_ballot(
    *, actor: Any, ballot: SecretBallot, complaint_minutes: int, understood: bool = False
) -> SecretBallot:
    """The opening stands published and the box takes ballots; the register has a row for every voter.

    `understood`: the person read what the result alone would tell; it is recorded. Raises `Refused` when
    there is something to understand and it was not said.
    """
    row = queries.locked(ballot)
    can_open(actor, row).require()
    warned = queries.warnings_for(row.vote)
    if warned and not understood:
        raise Refused(_("Hãy đọc cảnh báo và xác nhận trước khi mở."))
    if not 0 <= complaint_minutes <= MOST_MINUTES or (complaint_minutes == 0 and not row.vote.is_rehearsal):
        raise Refused(_("Thời gian khiếu nại từ 1 phút đến 14 ngày."))
    secret = secrets.token_bytes(32)
    opening = _opening(row, secret)
    row.opening, row.opening_digest = opening.data(), opening.digest
    row.warnings, row.complaint_minutes = warned, complaint_minutes
    row.state, row.opened_by = State.OPEN, actor
    row.save()
    voters = [voter for voter in row.vote.voters.order_by("position") if voter.takes_part]
    BallotRegister.objects.bulk_create(BallotRegister(ballot=row, voter=voter) for voter in voters)
    _note(
        "ballots.ballot.open", actor, row, opening_digest=row.opening_digest, warnings=[w["code"] for w in warned],
        understood=understood,
    )  # fmt: skip
    live.changed(row.vote.cluster_id)
    box.set_up(opening, secret)
    return row


def _opening(row: SecretBallot, secret: bytes) -> Opening:
    vote = row.vote
    try:
        return Opening(
            row.key, (REHEARSAL if vote.is_rehearsal else "") + vote.title, queries.rule_of(vote), vote.round,
            queries.questions_of(vote), queries.electorate_of(vote), TellersKey.read(row.tellers),
            base64.b64encode(bytes(SigningKey(secret).verify_key)).decode(), tuple(row.credentials),
        )  # fmt: skip
    except BallotsError as wrong:
        raise Refused(queries.said(wrong.said)) from wrong


@transaction.atomic
def hand_out(*, actor: Any, ballot: SecretBallot, shown: Collection[int], taken: Collection[int]) -> int:
    """Of the `shown` rows of the register those in `taken` stand ticked, the others not; how many changed."""
    row = queries.locked(ballot)
    can_keep_register(actor, row).require()
    rows = queries.register_of(row).filter(pk__in=list(shown))
    ticked = [r for r in rows if r.pk in taken and not r.took_slip]
    cleared = [r for r in rows if r.pk not in taken and r.took_slip]
    for changed in (*ticked, *cleared):
        changed.took_slip = not changed.took_slip
        changed.save(update_fields=["took_slip"])
    if queries.slips_left(row) < 0:
        raise Refused(_("Không còn phiếu mã nào để phát."))
    if ticked or cleared:
        _note(
            "ballots.register.tick", actor, row, took_slip=[str(r) for r in ticked], cleared=[str(r) for r in cleared]
        )  # fmt: skip
    return len(ticked) + len(cleared)


@transaction.atomic
def withdraw_slips(*, actor: Any, ballot: SecretBallot, numbers: Collection[str], reason: str) -> int:
    """The slips with these receipt numbers vote no more. Refused, all of them, for a number unknown or used."""
    row = queries.locked(ballot)
    can_keep_register(actor, row).require()
    wanted = set(numbers)
    unknown = sorted(wanted - {receipt_of(c) for c in row.credentials})
    if unknown:
        raise Refused(_("Không có số biên nhận này: %(numbers)s.") % {"numbers": ", ".join(unknown)})
    if not reason.strip():
        raise Refused(_("Hãy ghi vì sao thu hồi."))
    known = set(queries.withdrawn_of(row).values_list("receipt", flat=True))
    new = sorted(wanted - known)
    WithdrawnSlip.objects.bulk_create(
        WithdrawnSlip(ballot=row, receipt=number, reason=reason.strip()) for number in new
    )
    if queries.slips_left(row) < 0:
        raise Refused(_("Số phiếu phát và thu hồi nhiều hơn số đã in. Hãy soát lại."))
    _note("ballots.slip.withdraw", actor, row, receipts=new, reason=reason.strip())
    try:
        voted = box.withdraw(row.key, new)
    except box.BoxAway as away:
        raise Refused(_lost()) from away
    if voted:
        raise Refused(_("Phiếu mã này đã có phiếu trong hòm: %(numbers)s.") % {"numbers": ", ".join(voted)})
    return len(new)


def _lost() -> str:
    return _("Hòm phiếu không còn trên máy này. Hãy hủy cuộc bỏ phiếu và làm lại.")


@durable
@transaction.atomic
def close_ballot(*, actor: Any, ballot: SecretBallot) -> SecretBallot:
    """No ballot is taken any more: the board stands published, the time for complaints runs, the box is destroyed.

    The rows come out of the box in the order of credentials; with the transaction safely written, the box
    is overwritten and removed. When writing fails, the box stays closed and closing can be repeated.
    """
    row = queries.locked(ballot)
    can_close(actor, row).require()
    try:
        casts = box.close(row.key)
    except box.BoxAway as away:
        raise Refused(_lost()) from away
    void = dict(queries.withdrawn_of(row).values_list("receipt", "reason"))
    board = ballots.close_ballot(
        queries.opening_of(row), casts, handed_out=queries.handed_out(row), void=void
    )
    row.board, row.closing_digest = board.data(), board.closing_digest
    row.complaints_until = clock.now() + dt.timedelta(minutes=row.complaint_minutes)
    row.state = State.CLOSED
    row.save()
    if row.vote.state == Vote.State.OPEN:
        close_vote(actor=actor, vote=row.vote)
    _note("ballots.ballot.close", actor, row, closing_digest=row.closing_digest)
    live.changed(row.vote.cluster_id)
    transaction.on_commit(lambda: box.destroy(row.key))
    return row


def vote_ended(vote: Vote) -> None:
    """The vote was annulled: so is its ballot, and the box goes. A ballot that takes votes is closed by its own act."""
    row = SecretBallot.objects.filter(vote=vote).first()
    if row is None or row.state == State.ANNULLED:
        return
    if vote.state == Vote.State.CLOSED and row.state == State.OPEN:
        raise Refused(_("Phiếu kín đang mở: hãy đóng ở trang bỏ phiếu kín."))
    if vote.state == Vote.State.ANNULLED:
        row.state = State.ANNULLED
        row.save(update_fields=["state"])
        transaction.on_commit(lambda: box.destroy(row.key))


def vote_removed(ballot: SecretBallot) -> None:
    """A rehearsal was discarded: nothing of its box stays."""
    transaction.on_commit(lambda: box.destroy(ballot.key))


def sweep(ballot: SecretBallot) -> None:
    """A power cut between closing and destroying left the box behind: it goes now."""
    if ballot.state in {State.CLOSED, State.COUNTED, State.ANNULLED} and box.stands(ballot.key):
        box.destroy(ballot.key)


def _note(act: str, actor: Any, row: SecretBallot, **detail: Any) -> None:
    if row.vote.is_rehearsal:
        detail["is_rehearsal"] = True
    audit.record(act, actor=actor, of=row, cluster_id=row.vote.cluster_id, **detail)
