"""Signatures on their way: prepared here, made elsewhere, brought back within minutes by a one-time token."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.documents.signing import SigningError, prepare
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.core.durable import durable
from thidua.web.signatures.actions.rounds import locked_round
from thidua.web.signatures.actions.signing import own_certificate
from thidua.web.signatures.models import RoundSigner, SigningSession, UnitCertificate
from thidua.web.signatures.permissions import can_sign
from thidua.web.signatures.queries import bytes_of
from thidua.web.signatures.tokens import digest_of, token_of
from thidua.web.signatures.ways import paper_of, sentence

LIFETIME = dt.timedelta(minutes=15)


@durable
@transaction.atomic
def start_session(
    *, actor: Any, signer: RoundSigner, way: RoundSigner.Way, certificate: UnitCertificate | None = None
) -> SigningSession:
    """The unit's signature is prepared on the paper as it stands; an earlier session of the unit ends.

    For `deferred` the stamp and the room are made for `certificate`. Raises `Refused` as `sign` does.
    """
    row = locked_round(signer.round_id)
    own = row.signers.select_related("unit").get(pk=signer.pk)
    own.round = row
    can_sign(actor, own).require()
    now, before = clock.now(), bytes_of(row.current)
    tail, state = b"", {}
    if way == RoundSigner.Way.DEFERRED:
        if certificate is None:
            raise Refused(_("Hãy chọn chứng thư để ký."))
        checked, paper = own_certificate(own, certificate.fingerprint, now), paper_of(own, before, now)
        try:
            waiting = prepare(before, paper.field, checked.pem.encode(), at=now, stamp=paper.stamp)
        except SigningError as error:
            raise Refused(sentence(error)) from error
        tail, state = waiting.pdf[len(before) :], waiting.state()
    SigningSession.objects.filter(signer=own, way=way, closed_at=None).update(closed_at=now, tail=b"")
    made = SigningSession(
        signer=own,
        way=way,
        certificate=certificate,
        base=row.current,
        tail=tail,
        prepared=state,
        opened_by=actor,
        opened_at=now,
        expires_at=now + LIFETIME,
    )
    made.token_digest = digest_of(token_of(made))
    made.save()
    audit.record(
        "signatures.session.start",
        actor=actor,
        of=row,
        cluster_id=row.cluster_id,
        unit_id=own.unit_id,
        unit=own.unit_name,
        way=way,
    )
    return made


def note_fetch(*, session: SigningSession) -> bool:
    """True for the first who fetches the file of the session, false ever after: its address works once."""
    now = clock.now()
    rows = SigningSession.objects.filter(pk=session.pk, closed_at=None, fetched_at=None, expires_at__gt=now)
    return rows.update(fetched_at=now) == 1


def close_session(*, session: SigningSession) -> None:
    """The session can be used no more, and what was prepared is dropped."""
    SigningSession.objects.filter(pk=session.pk, closed_at=None).update(closed_at=clock.now(), tail=b"")
