"""Registering which certificates are a unit's own, keeping a key file, stopping a certificate."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from asn1crypto import pem
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.documents.signing import (
    SigningError,
    certificate_of,
    certificates,
    check_certificate,
    describe,
    open_key,
)
from thidua.web.clusters.models import Unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.signatures import key_files, trust
from thidua.web.signatures.models import UnitCertificate
from thidua.web.signatures.permissions import can_keep_certificates, can_revoke_certificate
from thidua.web.signatures.ways import sentence

Kind = UnitCertificate.Kind


@transaction.atomic
def register_certificate(*, actor: Any, unit: Unit, kind: str, chain: bytes) -> UnitCertificate:
    """The certificate (PEM or DER, then its issuers) is the unit's own; its key is on the unit's device.

    Raises `Refused` when it is none, may not sign now, its root is not trusted here, or it is known already.
    """
    locked = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    can_keep_certificates(actor, locked).require()
    return _registered(actor, locked, kind, chain, clock.now())


@transaction.atomic
def register_key_file(*, actor: Any, unit: Unit, p12: bytes, passphrase: str) -> UnitCertificate:
    """The unit signs with a key file kept, locked, on this server. Raises `Refused` as registering does."""
    locked = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    can_keep_certificates(actor, locked).require()
    try:
        open_key(p12, passphrase)
        chain = certificate_of(p12, passphrase)
    except SigningError as error:
        raise Refused(sentence(error)) from error
    made = _registered(actor, locked, Kind.SERVER, chain, clock.now())
    key_files.keep(made.fingerprint, p12)
    return made


@transaction.atomic
def register_test_certificates(
    *, units: Iterable[Unit], p12s: Mapping[str, bytes], passphrase: str, now: dt.datetime | None = None
) -> list[UnitCertificate]:
    """Every unit (by its code) has a test certificate with its key here; done from the command line."""
    made = []
    for unit in Unit.objects.select_for_update(no_key=True).filter(pk__in=[u.pk for u in units]):
        p12 = p12s[unit.code]
        row = _registered(None, unit, Kind.TEST, certificate_of(p12, passphrase), now or clock.now())
        key_files.keep(row.fingerprint, p12)
        made.append(row)
    return made


def _registered(actor: Any, unit: Unit, kind: str, chain: bytes, now: dt.datetime) -> UnitCertificate:
    try:
        told = describe(certificates(chain)[0])
        problem = check_certificate(chain, trust.asked(now))
    except SigningError as error:
        raise Refused(sentence(error)) from error
    if problem:
        raise Refused(sentence(problem))
    if UnitCertificate.objects.filter(fingerprint=told.fingerprint).exists():
        raise Refused(_("Chứng thư này đã được đăng ký."))
    row = UnitCertificate.objects.create(
        unit=unit, kind=Kind.TEST if told.test and kind == Kind.SERVER else kind, pem=_pem(chain),
        fingerprint=told.fingerprint, holder=told.name, issuer=told.issuer, serial=told.serial,
        valid_from=told.since, valid_to=told.until, is_test=told.test, registered_by=actor, registered_at=now,
    )  # fmt: skip
    audit.record(
        "signatures.certificate.register",
        actor=actor,
        of=row,
        unit_id=unit.pk,
        holder=row.holder,
        issuer=row.issuer,
        kind=row.kind,
        valid_to=row.valid_to.date(),
        fingerprint=row.fingerprint,
    )
    return row


def _pem(chain: bytes) -> str:
    """The chain as PEM text, whatever it came in."""
    return "".join(pem.armor("CERTIFICATE", c.dump()).decode() for c in certificates(chain))


@transaction.atomic
def revoke_certificate(*, actor: Any, certificate: UnitCertificate, reason: str) -> UnitCertificate:
    """The certificate signs no more here; signatures made before keep what they are. A key file is removed."""
    rows = UnitCertificate.objects.select_related("unit").select_for_update(no_key=True, of=("self",))
    row = rows.get(pk=certificate.pk)
    can_revoke_certificate(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do ngừng dùng."))
    row.revoked_at, row.revoke_reason = clock.now(), reason.strip()
    row.save(update_fields=["revoked_at", "revoke_reason"])
    audit.record(
        "signatures.certificate.revoke",
        actor=actor,
        of=row,
        unit_id=row.unit_id,
        holder=row.holder,
        fingerprint=row.fingerprint,
        reason=row.revoke_reason,
    )
    transaction.on_commit(lambda: key_files.drop(row))
    return row
