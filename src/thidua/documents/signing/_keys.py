"""Certificates and keys: a PKCS#12 file opened, a certificate described, the test authority's mark recognised."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.documents.signing._problems import SigningError

TEST_POLICY = "2.25.113811632401274411843602114498125041307"
"""Policy identifier in every certificate of a test authority (an UUID under 2.25: free for anybody, once)."""
LEAST_RSA, LEAST_EC = 2048, 256
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


@dataclass(frozen=True)
class Key:
    """A private key with its certificate and chain, ready to sign. Never printed, never stored."""

    signer: SimpleSigner
    certificate: Certificate

    def __repr__(self) -> str:
        return f"Key({self.certificate.name!r})"


def open_key(p12: bytes, passphrase: str) -> Key:
    """The key in a PKCS#12 file. SigningError `key.*` when the file, the passphrase or the key will not do."""
    try:
        private, certificate, _others = pkcs12.load_key_and_certificates(p12, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise SigningError("key.unreadable") from error
    if private is None or certificate is None:
        raise SigningError("key.no_key")
    good_rsa = isinstance(private, rsa.RSAPrivateKey) and private.key_size >= LEAST_RSA
    good_ec = isinstance(private, ec.EllipticCurvePrivateKey) and private.key_size >= LEAST_EC
    if not (good_rsa or good_ec):
        raise SigningError("key.kind")
    signer = SimpleSigner.load_pkcs12_data(p12, other_certs=(), passphrase=passphrase.encode())
    return Key(signer, describe(signer.signing_cert))


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
