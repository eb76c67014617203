"""Certificates and keys: a PKCS#12 file opened, a certificate described, the test authority's mark recognised."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from thidua.documents.signing._problems import SigningError

TEST_POLICY = "2.25.113811632401274411843602114498125041307"
"""Policy identifier in every certificate of a test authority (an UUID under 2.25: free for anybody, once)."""
LEAST = {True: 2048, False: 256}
"""Bits of an RSA key, and of any other."""
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
VIETNAM = dt.timezone(dt.timedelta(hours=7))


@dataclass(frozen=True)
class Certificate:
    """Who a certificate names, who issued it, until when, and whether a test authority did."""

    name: str
    unit: str
    issuer: str
    serial: str
    since: dt.datetime
    until: dt.datetime
    fingerprint: str
    test: bool


class KeySigner(Signer):
    """Signs with a key that is open already; pyHanko's own would decode and check it anew, twice a signature."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, chain: CertificateStore) -> None:
        super().__init__(signing_cert=certificate, cert_registry=chain, embed_roots=False)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's signature
        """The signature of the data; of a dry run, as many bytes."""
        size = (self.key.key_size + 7) // 8
        if dry_run:
            return bytes(size if isinstance(self.key, rsa.RSAPrivateKey) else 2 * size + 16)
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), digest)
        return self.key.sign(data, ec.ECDSA(digest))


@dataclass(frozen=True)
class Key:
    """A private key with its certificate and chain, ready to sign. Never printed, never stored."""

    signer: KeySigner
    certificate: Certificate

    def __repr__(self) -> str:
        return f"Key({self.certificate.name!r})"

    def sign_digest(self, digest: bytes) -> bytes:
        """The signature value for a SHA-256 digest of somebody else's signed attributes: what a token agent does."""
        if len(digest) != SHA256.digest_size:
            raise SigningError("key.digest")
        hashed = utils.Prehashed(SHA256())
        if isinstance(self.signer.key, rsa.RSAPrivateKey):
            return self.signer.key.sign(digest, padding.PKCS1v15(), hashed)
        return self.signer.key.sign(digest, ec.ECDSA(hashed))


def open_key(p12: bytes, passphrase: str) -> Key:
    """The key in a PKCS#12 file. SigningError `key.*` when the file, the passphrase or the key will not do."""
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(p12, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise SigningError("key.unreadable") from error
    if private is None or certificate is None:
        raise SigningError("key.no_key")
    if (
        not isinstance(private, PrivateKey)
        or private.key_size < LEAST[isinstance(private, rsa.RSAPrivateKey)]
    ):
        raise SigningError("key.kind")
    own, *chain = (x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in (certificate, *others))
    return Key(KeySigner(private, own, store(chain)), describe(own))


def certificates(data: bytes) -> list[x509.Certificate]:
    """The certificates in PEM or DER. SigningError `key.not_a_certificate` if there is none."""
    try:
        ders = [der for _t, _h, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        found = [x509.Certificate.load(der, strict=True) for der in ders]
        for certificate in found:
            describe(certificate)
    except (ValueError, TypeError, KeyError) as error:
        raise SigningError("key.not_a_certificate") from error
    if not found:
        raise SigningError("key.not_a_certificate")
    return found


def store(chain: Iterable[x509.Certificate]) -> SimpleCertificateStore:
    """A store that holds the chain."""
    kept = SimpleCertificateStore()
    kept.register_multiple(chain)
    return kept


def describe(certificate: x509.Certificate) -> Certificate:
    """What a certificate says, as plain data."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return Certificate(
        name=_text(subject.get("common_name")) or certificate.subject.human_friendly,
        unit=_text(subject.get("organization_name")),
        issuer=_text(issuer.get("common_name")) or certificate.issuer.human_friendly,
        serial=f"{certificate.serial_number:x}",
        since=certificate.not_valid_before,
        until=certificate.not_valid_after,
        fingerprint=certificate.sha256.hex(),
        test=_is_test(certificate),
    )


def day(moment: dt.datetime) -> str:
    """A date as offices write it, in Vietnam's zone."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}"


def instant(moment: dt.datetime) -> str:
    """A time as offices write it, with its zone."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00"


def _text(value: object) -> str:
    """A name's part; a certificate may repeat one."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _is_test(certificate: x509.Certificate) -> bool:
    policies = certificate.certificate_policies_value
    return policies is not None and any(p["policy_identifier"].dotted == TEST_POLICY for p in policies)
