"""Acts before the ballot opens: slips and tellers' shares, made here or taken in from another machine."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from thidua.ballots import BallotsError, issue, make_tellers, receipt_of
from thidua.documents.slips import SlipSheet, slips_pdf
from thidua.web.ballots import queries
from thidua.web.ballots.models import SecretBallot
from thidua.web.ballots.permissions import State, can_prepare
from thidua.web.core import audit
from thidua.web.core.access import Refused
from thidua.web.votes.models import Vote

MOST_HERE = 200
SYMBOLS = "23456789acefhjkmnprtwxy"
SHAPE = {"ballot", "credentials", "tellers"}


@dataclass(frozen=True)
class Wanted:
    """How many slips, how many tellers, how many of whom open; the address that stands in the QR codes.

    `replacing` is the mark (`queries.printed_mark`) of the slips that were there when the person decided.
    """

    slips: int
    tellers: int
    need: int
    address: str
    replacing: str = ""


def key_of(vote: Vote) -> str:
    """The ballot's id, known before anything is prepared, so that slips can be made elsewhere."""
    found = queries.ballot_of(vote)
    if found is not None:
        return found.key
    digest = salted_hmac("thidua.ballots.key", str(vote.pk), secret=settings.SECRET_KEY).digest()
    text = "".join(SYMBOLS[byte % len(SYMBOLS)] for byte in digest[:12])
    return "-".join(text[at : at + 4] for at in range(0, 12, 4))


def prepare_here(*, actor: Any, vote: Vote, wanted: Wanted) -> bytes:
    """Slips and shares as one PDF, which is kept nowhere; only their public halves stay.

    Preparing again makes the earlier slips worthless. Raises `Refused` for more slips than this way is for,
    and when slips were printed that the person has not seen: a second click must not void the first's.
    """
    can_prepare(actor, vote).require()
    if not 1 <= wanted.slips <= MOST_HERE:
        raise Refused(
            _("Máy chủ in nhiều nhất %(n)d phiếu mã. Nhiều hơn thì in trên máy khác.") % {"n": MOST_HERE}
        )
    key = key_of(vote)
    made = issue(secrets.token_bytes(64), wanted.slips, ballot=key)
    try:
        shared = make_tellers(secrets.token_bytes(64), need=wanted.need, of=wanted.tellers, ballot=key)
    except BallotsError as wrong:
        raise Refused(queries.said(wrong.said)) from wrong
    sheet = SlipSheet(
        vote.title, [(s.code, s.receipt, s.qr_text(wanted.address)) for s in made.slips], shared.shares,
        wanted.need, "DIỄN TẬP" if vote.is_rehearsal else "",
    )  # fmt: skip
    pdf = slips_pdf(sheet)
    _keep(actor, vote, list(made.credentials), shared.public.data(), replacing=wanted.replacing)
    return pdf


def take_in(*, actor: Any, vote: Vote, public: Any, replacing: str = "") -> SecretBallot:
    """The public halves of slips and shares made by `thidua ballots prepare` stand for this vote.

    Raises `Refused` when the file is of another ballot, or is not such a file; `replacing` as in `Wanted`.
    """
    can_prepare(actor, vote).require()
    if not isinstance(public, dict) or set(public) != SHAPE or not _readable(public):
        raise Refused(_("Tệp này không phải tệp công khai của «thidua ballots prepare»."))
    if public["ballot"] != key_of(vote):
        raise Refused(
            _("Tệp này làm cho cuộc bỏ phiếu %(other)s, không phải %(this)s.")
            % {"other": public["ballot"], "this": key_of(vote)}
        )
    return _keep(actor, vote, public["credentials"], public["tellers"], replacing=replacing, here=False)


def _readable(public: dict[str, Any]) -> bool:
    credentials, tellers = public["credentials"], public["tellers"]
    if not isinstance(credentials, list) or not all(isinstance(c, str) for c in credentials):
        return False
    if len({receipt_of(c) for c in credentials}) != len(credentials) or credentials != sorted(credentials):
        return False
    return isinstance(tellers, dict) and set(tellers) == {"key", "need", "shares"} and bool(credentials)


@transaction.atomic
def _keep(
    actor: Any,
    vote: Vote,
    credentials: list[str],
    tellers: dict[str, Any],
    *,
    replacing: str,
    here: bool = True,
) -> SecretBallot:
    row = Vote.objects.select_for_update(no_key=True).get(pk=vote.pk)
    can_prepare(actor, row).require()
    if queries.printed_mark(row) not in {replacing, tellers["key"]}:
        raise Refused(
            _(
                "Phiếu mã vừa được in và đang có giá trị. Muốn bỏ các phiếu đó, hãy mở lại trang này và đánh dấu làm lại."
            )
        )
    if row.way != Vote.Way.SECRET:
        raise Refused(_("Cuộc biểu quyết này không bỏ phiếu kín."))
    key = key_of(row)
    ballot, is_new = SecretBallot.objects.update_or_create(
        vote=row,
        defaults={
            "key": key, "state": State.PREPARED, "prepared_here": here, "credentials": credentials,
            "tellers": tellers,
        },
    )  # fmt: skip
    audit.record(
        "ballots.ballot.prepare", actor=actor, of=ballot, cluster_id=row.cluster_id, slips=len(credentials),
        tellers=len(tellers["shares"]), need=tellers["need"], prepared_here=here, again=not is_new,
        is_rehearsal=row.is_rehearsal,
    )  # fmt: skip
    return ballot
