"""Whether a certificate may sign at all, before anything is signed with it."""

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)

from thidua.documents.signing._keys import Certificate, certificates, day, describe
from thidua.documents.signing._problems import Finding
from thidua.documents.signing._sign import run
from thidua.documents.signing._trust import Trust, on_a_list
from thidua.documents.signing._verify import Asked


def check_certificate(chain: bytes, asked: Asked) -> Finding | None:
    """Why the first certificate of `chain` (PEM or DER) may not be relied on at `asked.at`; None when it may.

    SigningError `key.not_a_certificate` when there is none.
    """
    own, *others = certificates(chain)
    told = describe(own)
    trust = Trust(asked.roots, asked.at, asked.crls, others)
    if asked.at > told.until:
        return Finding("certificate.expired", values={"until": day(told.until)})
    if asked.at < told.since:
        return Finding("certificate.not_yet", values={"since": day(told.since)})
    validator = CertificateValidator(own, others, validation_context=trust.context())
    try:
        path = run(validator.async_validate_usage({"digital_signature", "non_repudiation"}))
    except (InvalidCertificateError, PathBuildingError, PathValidationError) as error:
        return _why(error, told)
    proved = [c for c in path if isinstance(c, x509.Certificate)]
    return on_a_list(proved, asked.crls, asked.at)


def _why(error: Exception, told: Certificate) -> Finding:
    """pyHanko's refusal as a finding."""
    match error:
        case RevokedError():
            return Finding("certificate.revoked", values={"since": day(error.revocation_dt)})
        case ExpiredError() | NotYetValidError():
            return Finding("certificate.issuer_expired")
        case PathBuildingError():
            return Finding("certificate.unknown_root", values={"issuer": told.issuer})
        case InvalidCertificateError():
            return Finding("certificate.wrong_use")
    return Finding("certificate.other", values={"detail": str(error)})
