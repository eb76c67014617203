"""One unit signs: the round is locked, the file as it stands is signed, nobody's signature is lost."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.documents.signing import SigningError, check_certificate
from thidua.web.core import audit, clock, live
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.signatures import finished, trust
from thidua.web.signatures.actions.rounds import locked_round, stored_pdf
from thidua.web.signatures.models import RoundSigner, SigningRound, SigningSession, UnitCertificate
from thidua.web.signatures.permissions import can_sign
from thidua.web.signatures.queries import bytes_of
from thidua.web.signatures.ways import Way, paper_of, sentence

State = RoundSigner.State


@durable
@transaction.atomic
def sign(*, actor: Any, signer: RoundSigner, way: Way, now: dt.datetime | None = None) -> RoundSigner:
    """The unit signed the paper as it stands now; after the last one the round is finished.

    Order is free. `actor` None is the system itself (demo data). Raises `Refused` when the person may not,
    the signature could not be made, or its certificate is not one of the unit's that may sign now.
    """
    row = locked_round(signer.round_id)
    own = row.signers.select_related("unit").get(pk=signer.pk)
    own.round = row
    if actor:
        can_sign(actor, own).require()
    elif own.state == State.SIGNED:
        raise Refused(_("Đơn vị đã ký văn bản này."))
    at, before = now or clock.now(), bytes_of(row.current)
    try:
        made = way.sign(paper_of(own, before, at))
    except SigningError as error:
        raise Refused(sentence(error)) from error
    if not made.pdf.startswith(before):
        raise Refused(_("Tệp đã ký không còn giữ nguyên phần trước; không nhận."))
    own.certificate = own_certificate(own, made.fingerprint, at)
    own.file = row.current = stored_pdf(made.pdf)
    own.state, own.signed_at, own.way, own.signed_by = State.SIGNED, at, way.key, actor
    own.save(update_fields=["certificate", "file", "state", "signed_at", "way", "signed_by"])
    SigningSession.objects.filter(signer=own, closed_at=None).update(closed_at=clock.now(), tail=b"")
    if not row.signers.filter(state=State.WAITING).exists():
        row.state, row.finished_at = SigningRound.State.FINISHED, at
    row.save(update_fields=["current", "state", "finished_at"])
    _record(actor, row, own)
    live.changed(row.cluster_id)
    if row.state == SigningRound.State.FINISHED:
        finished.tell(row)
    return own


def own_certificate(signer: RoundSigner, fingerprint: str, at: dt.datetime) -> UnitCertificate:
    """The certificate, when it is registered for this unit and may sign now; `Refused` otherwise."""
    found = UnitCertificate.objects.filter(fingerprint=fingerprint, unit_id=signer.unit_id).first()
    if found is None:
        raise Refused(
            _("Chứng thư này không phải chứng thư đã đăng ký của %(unit)s.") % {"unit": signer.unit_name}
        )
    if found.revoked_at:
        raise Refused(_("Chứng thư này đơn vị đã ngừng dùng."))
    problem = check_certificate(found.pem.encode(), trust.asked(at))
    if problem:
        raise Refused(sentence(problem))
    return found


def _record(actor: Any, row: SigningRound, signer: RoundSigner) -> None:
    audit.record(
        "signatures.paper.sign",
        actor=actor,
        of=row,
        cluster_id=row.cluster_id,
        unit_id=signer.unit_id,
        unit=signer.unit_name,
        way=signer.way,
        certificate=str(signer.certificate),
        fingerprint=signer.certificate.fingerprint if signer.certificate else "",
        sha256=row.current.sha256,
        left=row.signers.filter(state=State.WAITING).count(),
    )
