"""Whether a certificate is to be relied on, at what time, and if not, why; no network, no system trust list."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from asn1crypto import x509
from cryptography import x509 as signed_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import ValidationContext

from thidua.documents.signing._keys import certificates, day, describe
from thidua.documents.signing._problems import Finding
from thidua.documents.signing._reading import MALFORMED

FOR_SIGNING = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
UNKNOWN = {AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND, AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND}
REASONS: dict[AdESSubIndic, str] = {
    # The certificate itself is in time where these are looked up: another one of the chain is not.
    AdESIndeterminate.EXPIRED: "certificate.issuer_expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "certificate.issuer_expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "certificate.issuer_expired",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "certificate.wrong_use",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "certificate.weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "certificate.weak",
}


@dataclass(frozen=True)
class Trust:
    """Whom the reader trusts, which revocation lists are at hand, and the moment of the check."""

    roots: Sequence[bytes]
    at: dt.datetime
    crls: Sequence[bytes] = ()
    others: Sequence[x509.Certificate] = field(default=())

    def context(self, moment: dt.datetime | None = None) -> ValidationContext:
        """pyHanko's context for the moment of the check, or for a proven earlier one."""
        return ValidationContext(
            trust_roots=[c for root in self.roots for c in certificates(root)],
            other_certs=list(self.others),
            crls=[crl for crl in self.crls if _read(crl) is not None],
            moment=moment or self.at,
            allow_fetching=False,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )

    def beside(self, reader: PdfFileReader) -> "Trust":
        """With the lists and certificates that the file itself carries for long keeping."""
        try:
            kept = DocumentSecurityStore.read_dss(reader)
            crls = [bytes(ref.get_object().data) for ref in kept.crls]
            others = list(kept.load_certs())
        except (NoDSSFoundError, *MALFORMED):
            return self
        return Trust(self.roots, self.at, [*self.crls, *crls], [*self.others, *others])


def findings_on(
    status: SignatureStatus, trust: Trust, moment: dt.datetime, claimed: dt.datetime | None
) -> Iterator[Finding]:
    """What is wrong with the certificate at `moment`; notes when nothing is. Errors mean: not trusted."""
    certificate, path = status.signing_cert, status.validation_path
    chain = [c for c in path if isinstance(c, x509.Certificate)] if path else [certificate]
    revoked = _revoked(status) or on_a_list(chain, trust.crls, moment)
    if revoked is not None:
        yield revoked
    elif status.trust_problem_indic is not None:
        yield _problem(status.trust_problem_indic, chain, moment, claimed)
    elif path is None:  # not looked at
        yield Finding("certificate.not_judged")
    elif not _checked(chain, trust.crls, moment):
        yield Finding("certificate.not_checked", "note")
    if describe(certificate).test:
        yield Finding("certificate.test", "note")


def _revoked(status: SignatureStatus) -> Finding | None:
    found = status.revocation_details
    if found is None:
        return None
    code = "certificate.issuer_revoked" if found.ca_revoked else "certificate.revoked"
    return Finding(code, values={"since": day(found.revocation_date)})


def _problem(
    problem: AdESSubIndic, chain: Sequence[x509.Certificate], moment: dt.datetime, claimed: dt.datetime | None
) -> Finding:
    told = describe(chain[-1])
    if problem in UNKNOWN:
        return Finding("certificate.unknown_root", values={"issuer": told.issuer})
    if moment < told.since:
        return Finding("certificate.not_yet", values={"since": day(told.since)})
    if moment > told.until:
        then = claimed is not None and told.since <= claimed <= told.until
        code = "certificate.expired_since" if then else "certificate.expired"
        return Finding(code, values={"until": day(told.until)})
    code = REASONS.get(problem, "certificate.other")
    return Finding(code, values={"detail": str(problem.standard_name)} if code == "certificate.other" else {})


def on_a_list(
    chain: Sequence[x509.Certificate], crls: Iterable[bytes], moment: dt.datetime
) -> Finding | None:
    """Revoked by any list that its issuer signed, even an outdated one, which pyHanko would set aside."""
    for certificate, crl in _lists(chain, crls):
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and entry.revocation_date_utc <= moment:
            own = certificate.sha256 == chain[-1].sha256
            code = "certificate.revoked" if own else "certificate.issuer_revoked"
            return Finding(code, values={"since": day(entry.revocation_date_utc)})
    return None


def _checked(chain: Sequence[x509.Certificate], crls: Iterable[bytes], moment: dt.datetime) -> bool:
    """A list that is still current stands for every certificate below the root."""
    current = {
        certificate.sha256
        for certificate, crl in _lists(chain, crls)
        if crl.next_update_utc is not None and crl.next_update_utc >= moment
    }
    return all(c.sha256 in current for c in chain[1:])


def _lists(
    chain: Sequence[x509.Certificate], crls: Iterable[bytes]
) -> Iterator[tuple[x509.Certificate, signed_x509.CertificateRevocationList]]:
    """Each certificate below the root with each list that its issuer signed."""
    for crl in (
        found for found in map(_read, crls) if found is not None
    ):  # an empty list is falsy, yet a list
        for issuer, certificate in pairwise(chain):
            key = signed_x509.load_der_x509_certificate(issuer.dump()).public_key()
            if crl.issuer.public_bytes() != issuer.subject.dump():
                continue
            if crl.is_signature_valid(key):  # type: ignore[arg-type] # any key a certificate may hold
                yield certificate, crl


def _read(der: bytes) -> signed_x509.CertificateRevocationList | None:
    """A list, None when the bytes are none: it then counts as missing."""
    try:
        return signed_x509.load_der_x509_crl(der)
    except ValueError:
        return None
