"""Opening a round of signing on a finished paper, and cancelling it."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.documents import SignatureRoom
from thidua.documents.signing import Place, SigningError, with_fields
from thidua.web.clusters.models import Cluster, Unit
from thidua.web.core import audit, clock, files, live
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.core.models import StoredFile
from thidua.web.signatures.models import RoundSigner, SigningRound, new_code
from thidua.web.signatures.permissions import can_cancel_round, can_open_round
from thidua.web.signatures.queries import round_about
from thidua.web.signatures.ways import sentence


@dataclass(frozen=True)
class Seat:
    """A unit that is to sign: in whose name, and the room on the paper (`documents.signature_rooms`)."""

    unit: Unit
    signer_name: str
    post: str
    room: SignatureRoom


@dataclass(frozen=True)
class ToSign:
    """A finished paper that is put to units. `about` names the thing (`agreement:12`); it has one round at a time.

    `code` is what stands on the paper for looking it up (`models.new_code()`, made before printing).
    """

    title: str
    about: str
    pdf: bytes
    seats: Sequence[Seat]
    code: str = ""


@durable
@transaction.atomic
def open_round(
    *, actor: Any, cluster: Cluster, to_sign: ToSign, now: dt.datetime | None = None
) -> SigningRound:
    """The units may sign the paper: every field is made now, nothing else of it changes any more.

    `actor` None is the system itself (demo data). Raises `Refused` when a round stands already, nobody is to
    sign, or the fields do not fit the paper.
    """
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    if actor:
        can_open_round(actor, locked).require()
    if round_about(to_sign.about):
        raise Refused(_("Văn bản này đang có đợt ký hoặc đã ký xong."))
    if not to_sign.seats:
        raise Refused(_("Chưa có đơn vị nào để ký."))
    places = _places(to_sign.seats)
    try:
        ready = with_fields(to_sign.pdf, places)
    except SigningError as error:
        raise Refused(sentence(error)) from error
    stored = stored_pdf(ready)
    made = SigningRound.objects.create(
        cluster=locked, title=to_sign.title, about=to_sign.about, code=to_sign.code or new_code(),
        original=stored, current=stored, opened_by=actor, opened_at=now or clock.now(),
    )  # fmt: skip
    RoundSigner.objects.bulk_create(
        RoundSigner(
            round=made, unit=seat.unit, order=order, field_name=place.name, unit_name=place.label,
            signer_name=seat.signer_name, post=seat.post,
        )
        for order, (seat, place) in enumerate(zip(to_sign.seats, places, strict=True), 1)
    )  # fmt: skip
    audit.record(
        "signatures.round.open",
        actor=actor,
        of=made,
        cluster_id=locked.pk,
        sha256=stored.sha256,
        units=[place.label for place in places],
    )
    live.changed(locked.pk)
    return made


def _places(seats: Sequence[Seat]) -> list[Place]:
    """A field for each seat, named after its unit; a name with a point would be a path in a PDF."""
    today, taken, places = clock.today(), set[str](), []
    for seat in seats:
        shown = seat.unit.name_on(today)
        name = shown.replace(".", " ").strip()
        name = seat.unit.code if name in taken else name
        taken.add(name)
        places.append(Place(name, seat.room.page, seat.room.box, shown))
    return places


def stored_pdf(pdf: bytes) -> StoredFile:
    """Keep a PDF of our own making."""
    return files.store(io.BytesIO(pdf))


def locked_round(pk: int) -> SigningRound:
    """The round's row, locked for this transaction.

    Read without its file: PostgreSQL, having waited for the lock, would join the new row with the file it knew
    before, and find no row at all.
    """
    return SigningRound.objects.select_for_update(no_key=True).get(pk=pk)


@durable
@transaction.atomic
def cancel_round(*, actor: Any, signing_round: SigningRound, reason: str) -> SigningRound:
    """Nobody signs in this round any more; what was signed is kept, and a new round may be opened."""
    row = locked_round(signing_round.pk)
    can_cancel_round(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy."))
    row.state, row.cancel_reason = SigningRound.State.CANCELLED, reason.strip()
    row.cancelled_by, row.cancelled_at = actor, clock.now()
    row.save(update_fields=["state", "cancel_reason", "cancelled_by", "cancelled_at"])
    audit.record(
        "signatures.round.cancel",
        actor=actor,
        of=row,
        cluster_id=row.cluster_id,
        signed=row.signers.filter(state=RoundSigner.State.SIGNED).count(),
        reason=row.cancel_reason,
    )
    live.changed(row.cluster_id)
    return row
